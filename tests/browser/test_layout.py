"""At every size nothing lies over anything else, and all text is there to be read."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.driver.layout import SIZES, lasting_faults, resize, scroll
from tests.driver.server import Server
from tests.driver.stage import follow, next_frames

OVERLAID = 768  # px; in a window as narrow the sidebar lies over the page, and is closed at first
WIDE = [size for size, (width, _) in SIZES.items() if width > OVERLAID]
NARROW = [size for size in SIZES if size not in WIDE]
RACERS = {
    "five": "rmsprop,adagrad,gd,momentum,adam",
    "eight": "rmsprop,adagrad,gd,momentum,adam,nesterov,adadelta,lion",
}


@pytest.fixture
def faults() -> Iterator[dict[str, list[str]]]:
    """What lies over what, and which text is cut, each with where it is seen: nothing, and nowhere."""
    found: dict[str, list[str]] = {}
    yield found
    assert not found, "\n".join(f"{fault}: {'; '.join(places)}" for fault, places in found.items())


def test_nothing_lies_over_anything_else_and_no_text_is_cut(page: Page, server: Server, faults: dict) -> None:
    """On the first page with the sidebar open and closed: it is what the pictures' width depends on."""
    follow(page, server.url)
    for sidebar in (True, False):
        for size in WIDE:
            resize(page, size, sidebar)
            look(page, faults, f"{size}, sidebar {'open' if sidebar else 'closed'}")
    for size in NARROW:
        for sidebar in (False, True):
            resize(page, size, sidebar)
            look(page, faults, f"{size}, sidebar {'open' if sidebar else 'closed'}")
    resize(page, "1440x900", sidebar=True)


def test_nor_with_a_long_formula_and_many_racers(page: Page, server: Server, faults: dict) -> None:
    links = {name: {"objective": "rosenbrock", "optimizers": racers} for name, racers in RACERS.items()}
    follow(page, server.url, links["five"])
    for size in (*WIDE, *NARROW):
        resize(page, size, sidebar=size in WIDE)
        for name, link in links.items():  # to other racers is a shorter way than to another size
            follow(page, server.url, link)
            look(page, faults, f"{name} racers, {size}")
    resize(page, "1440x900", sidebar=True)


def look(page: Page, faults: dict[str, list[str]], where: str) -> None:
    """Notes the faults of the page: from its top, as it is scrolled a little, and from its end."""
    for at, top in {"at the top": 0, "scrolled by 130 px": 130, "at the end": 10_000}.items():
        scroll(page, top)
        next_frames(page)
        for fault in lasting_faults(page):
            faults.setdefault(fault, []).append(f"{where}, {at}")
    scroll(page, 0)
