"""Where f is not defined, and messages that cannot be shown: the stage lives on."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from figures import contour, surface
from optim import OBJECTIVES
from tests.driver.server import Server
from tests.driver.stage import DESKTOP, STAGE, button, follow, next_frames, open_page

MESSAGE = '[data-role="message"]'
HATCH = '[data-view="contour"] image'
HALF = {"objective": "typed", "f": "sqrt(x)+y^2", "start": "1,1"}


@pytest.mark.parametrize("f", ["log(x)+y^2", "sqrt(x*y)", "sqrt(x)+y^2"])  # the last two have a border
def test_where_f_is_not_defined_there_is_a_hatched_hole(page: Page, server: Server, f: str) -> None:
    follow(page, server.url, {**HALF, "f": f, "view": "-2,2,-2,2"})
    expect(page.locator(MESSAGE)).to_be_hidden()
    assert page.locator(HATCH).count() == 1
    assert page.locator(STAGE).get_attribute("data-iterate") == "50"


def test_where_f_is_defined_everywhere_nothing_is_hatched(stage: Page) -> None:
    assert stage.locator(HATCH).count() == 0


def test_a_frame_in_which_f_is_defined_nowhere_says_so_and_offers_the_domain(
    page: Page, server: Server
) -> None:
    follow(page, server.url, {**HALF, "view": "-2,-1,-1,1"})
    expect(page.locator(MESSAGE)).to_contain_text("f is not defined anywhere in this part of the plane.")
    expect(page.locator('[data-view="surface"]')).to_be_hidden()
    page.locator('[data-action="message-domain"]').click()
    expect(page.locator(MESSAGE)).to_be_hidden()
    assert page.locator(HATCH).count() == 1
    page.set_viewport_size({"width": 1300, "height": 900})
    page.set_viewport_size(DESKTOP)


@pytest.fixture(scope="module")
def loud(desk: BrowserContext, server: Server) -> Iterator[Page]:
    """A first page for all that cannot be drawn; what it complains of is not looked at."""
    page = desk.new_page()
    open_page(page, server.url)
    yield page
    page.close()


FEED = """async ([element, data]) => {
  const file = performance.getEntries().find(({ name }) => name.includes("static/dist/elements.js"));
  const { [element]: entry } = await import(file.name);
  const { parentElement } = document.querySelector('[data-testid="stage"]');
  await entry({ data, parentElement, setTriggerValue: () => {} });
}"""
FIGURE = '{"data": [], "layout": {}}'
BROKEN = {
    "no data": [["stage", None]],
    "no facts": [["stage", {}]],
    "a terrain that is no JSON": [["terrain", {"key": "bad", "contour": "{", "surface": "{"}]],
    "a terrain that cannot be drawn, and its run": [
        ["terrain", {"key": "bad", "contour": FIGURE, "surface": FIGURE}],
        ["stage", {"facts": {"id": "bad", "terrain": "bad"}}],
    ],
    "steps without a table": [["mechanism", {"race": "bad"}]],
}


def test_a_hill_without_its_run_is_not_put_under_the_paths_of_another(loud: Page) -> None:
    shown = '[data-view="contour"] .xtick'
    before = loud.locator(shown).all_inner_texts()
    feed_terrain(loud, key="alone", frame=[3, 4, 3, 4])
    next_frames(loud, 5)
    assert loud.locator(shown).all_inner_texts() == before
    expect(loud.locator(MESSAGE)).to_be_hidden()


def feed_terrain(page: Page, key: str, frame: list) -> None:
    """Sends the stage a good terrain that belongs to no run of the page."""
    bowl = OBJECTIVES["bowl"]
    figures = {"contour": contour(bowl, frame).to_json(), "surface": surface(bowl, frame).to_json()}
    message = {"key": key, "objective": "", "colorscale": "", **figures}
    page.evaluate(FEED, ["terrain", message])


@pytest.mark.parametrize("packets", BROKEN.values(), ids=BROKEN)
def test_a_broken_message_is_said_and_the_next_good_one_is_shown(loud: Page, packets: list) -> None:
    loud.bring_to_front()
    for packet in packets:
        loud.evaluate(FEED, packet)
    expect(loud.locator(MESSAGE)).to_contain_text("This race could not be drawn.")
    expect(loud.locator('[data-view="contour"]')).to_be_hidden()
    button(loud, "fit").click()  # the same terrain on another part
    expect(loud.locator(MESSAGE)).to_be_hidden()
    expect(loud.locator('[data-view="contour"]')).to_be_visible()
    assert loud.get_by_text("BidiComponent Error").count() == 0
