"""At every size nothing lies over anything else, and all text is there to be read."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page

from tests.driver.layout import SIZES, lasting_faults, resize, scroll
from tests.driver.server import Server
from tests.driver.stage import follow, next_frames

OVERLAID = 768  # px; in a window as narrow the sidebar lies over the page, and is closed at first
LINKS = {
    "bowl": {},
    "Rosenbrock": {"objective": "rosenbrock"},
    "five racers": {"objective": "rosenbrock", "optimizers": "rmsprop,adagrad,gd,momentum,adam"},
    "eight racers": {"optimizers": "rmsprop,adagrad,gd,momentum,adam,nesterov,adadelta,lion"},
}


@pytest.mark.parametrize("link", LINKS)
def test_nothing_lies_over_anything_else_and_no_text_is_cut(page: Page, server: Server, link: str) -> None:
    follow(page, server.url, LINKS[link])
    assert_tidy(page, {size: width > OVERLAID for size, (width, _) in SIZES.items()})


def test_nor_where_the_sidebar_is_opened_or_closed(page: Page, server: Server) -> None:
    follow(page, server.url)
    assert_tidy(page, {size: width <= OVERLAID for size, (width, _) in SIZES.items()})


def assert_tidy(page: Page, sidebars: Mapping[str, bool]) -> None:
    """At each size, with the sidebar open or not, the page has no fault."""
    found: dict[str, list[str]] = {}  # a fault -> where it is seen
    for size, sidebar in sorted(sidebars.items(), key=lambda item: item[1]):
        resize(page, size, sidebar)
        for fault, at in looked_at(page):
            found.setdefault(fault, []).append(f"{size}{', sidebar open' * sidebar}, {at}")
    resize(page, "1440x900", sidebar=True)
    assert not found, "\n".join(f"{fault}: {'; '.join(places)}" for fault, places in found.items())


def looked_at(page: Page) -> list[tuple[str, str]]:
    """The faults of the page, and where: from its top, as it is scrolled a little, and from its end."""
    found = []
    for at, top in {"at the top": 0, "scrolled by 130 px": 130, "at the end": 10_000}.items():
        scroll(page, top)
        next_frames(page)
        found += [(fault, at) for fault in lasting_faults(page)]
    scroll(page, 0)
    return found
