"""The race moves before Plotly is there, which then takes over; and a first visit has a budget."""

import re
from collections.abc import Callable
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from benchmarks.weight import BUDGET, megabytes, packed, raw, visit_bytes
from tests.driver.server import Server
from tests.driver.stage import PLOTTED, READY, STAGE, follow, iterate, next_frames, play_to_the_end
from ui.settings.record import DEFAULT
from ui.streamlit_private import document as document_of

PLOTLY = "**/vendor/plotly.js"
LINES = '[data-view="contour"] .contourlevel'  # as Plotly draws them
TERRAIN = """() => {
    const canvas = document.querySelector('[data-layer="terrain"]');
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
}"""  # how many colours the stage has drawn it with


@pytest.fixture
def held(visit: Callable[..., Page]) -> tuple[Page, list[Route]]:
    """A visitor who prefers motion, whose request for Plotly waits."""
    page, waiting = visit(), []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route(PLOTLY, hold)
    return page, waiting


def test_the_race_moves_while_plotly_is_on_its_way_and_the_axes_stay_where_they_are(
    held: tuple, server: Server
) -> None:
    page, waiting = held
    page.goto(server.url)
    page.wait_for_selector(READY)
    play_to_the_end(page)
    assert page.locator(LINES).count() == 0
    assert page.evaluate(TERRAIN) > 20, "the stage has not drawn the contour"
    expect(page.locator(STAGE)).to_have_attribute("data-plots", "coming")
    before = page.locator('[data-role="start"]').bounding_box()
    waiting[0].continue_()
    page.wait_for_selector(PLOTTED)
    assert page.locator(LINES).count() > 5
    assert page.evaluate(TERRAIN) == 1, "the stage's own contour lies over Plotly's"
    expect(page.locator('[data-view="surface"] .stage-coming')).to_be_hidden()
    next_frames(page)
    assert page.locator('[data-role="start"]').bounding_box() == pytest.approx(before, abs=0.1)


def test_without_plotly_the_contour_stays_and_a_sentence_stands_for_the_surface(
    visit: Callable[..., Page], server: Server
) -> None:
    page = visit(loud=True)
    page.route(PLOTLY, lambda route: route.abort())
    page.goto(server.url)
    expect(page.locator('[data-view="surface"]')).to_contain_text("The surface could not be loaded.")
    play_to_the_end(page)
    assert page.evaluate(TERRAIN) > 20
    expect(page.locator(f"{STAGE}[data-message]")).to_have_count(0)
    page.unroute(PLOTLY)
    follow(page, server.url, {"objective": "himmelblau"})  # the next terrain tries again
    expect(page.locator('[data-view="surface"]')).not_to_contain_text("could not be loaded")
    assert iterate(page) and page.locator(LINES).count() > 5


def test_the_document_asks_at_once_for_what_the_stage_is_made_of(stage: Page, server: Server) -> None:
    """For visitors after the first. After an upgrade of Streamlit: see ui/streamlit_private/document.py."""
    with urlopen(f"{server.url}/") as answer:
        document = answer.read().decode()
        assert answer.headers["Cache-Control"] == "no-cache"
    early = re.findall(r'rel="modulepreload" crossorigin href="\./([^"]+)"', document)
    for kind in (*document_of.KINDS, "elements.js"):
        assert any(kind in address for address in early), kind
    assert len(early) == len(set(early))
    loaded = stage.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert {f"{server.url}/{address}" for address in early} <= set(loaded), "what is asked for is not needed"


def test_a_first_visit_stays_within_its_budget(browser: Browser, server: Server) -> None:
    context = browser.new_context()  # which has nothing in its cache
    bodies = visit_bytes(context.new_page(), server.url, PLOTTED)
    context.close()
    assert megabytes(bodies, raw) <= BUDGET["raw"]
    assert megabytes(bodies, packed) <= BUDGET["gzip"]
    ours = [url.partition("/app/static/")[2] for url in bodies if "/app/static/" in url]
    marks = [path for path in ours if path.startswith("marks/")]
    assert sorted(marks) == sorted(f"marks/{name}.svg" for name in DEFAULT.optimizers)
    assert len(ours) - len(marks) == 3, "code, styles and Plotly: what is folded away comes later"
