"""A real server, a real Chromium, and a page that may not complain.

Opening the page costs seconds where everything is drawn in software. So tests that only play with the first
page share one, which is put back for each: `stage`. Tests that open links take `page`, one tab for all of
them, in which a link opens in half the time of a new one. Both prefer reduced motion: a page then stands at
its end at once. `visit` is for visitors of another kind.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts.browser import launch
from scripts.server import Server, serve
from scripts.stage import DESKTOP, PHONE, button, complaints_of, open_page, seek

SERVER_COMPLAINTS = re.compile(r"Traceback|\bWarning\b|WARN|Error\b|Exception", re.IGNORECASE)
expect.set_options(timeout=10_000)
RUN = """const box = ([[x0, x1], [y0, y1]]) => ({ x0, x1, y0, y1 });
const frame = box([[-1, 1], [-1, 1]]);
const run = (x, y, left = x.length) =>
  ({ x: Float64Array.from(x), y: Float64Array.from(y), length: x.length, outcome: { left } });"""


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The app on a free port. When the tests are over, its log must hold no traceback and no warning."""
    with serve() as running:
        yield running
        said = [line for line in running.printed().splitlines() if SERVER_COMPLAINTS.search(line)]
        assert not said, f"the server's log holds complaints:\n{running.printed()}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


Watched = tuple[Page, list[str]]  # a page and what it complains of


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Watched:
    """The tab that opens one link after the other."""
    return _watched(browser, viewport=DESKTOP, reduced_motion="reduce")


@pytest.fixture
def page(tab: Watched) -> Iterator[Page]:
    """A tab at a desktop, for opening links. The test fails if a page complains."""
    shared, complaints = tab
    complaints.clear()
    yield shared
    shared.set_viewport_size(DESKTOP)  # whatever a test has made of it, the next one finds a desktop
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def sent(page: Page) -> Iterator[list]:
    """What the page sends to the server over its websocket, message after message."""
    messages: list = []

    def listen(socket) -> None:
        socket.on("framesent", lambda message: messages.append(message))

    page.on("websocket", listen)
    yield messages
    page.remove_listener("websocket", listen)


@pytest.fixture(scope="session")
def opened(browser: Browser, server: Server) -> Watched:
    """The first page, opened once for all tests that only play with it."""
    first_page, complaints = _watched(browser, viewport=DESKTOP, reduced_motion="reduce")
    open_page(first_page, server.url)
    return first_page, complaints


@pytest.fixture
def stage(opened: Watched) -> Iterator[Page]:
    """The first page, standing still at iterate 20, as if nobody had touched it. It may not complain."""
    shared, complaints = opened
    complaints.clear()
    yield put_back(shared)
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def module(page: Page, server: Server) -> Callable[..., object]:
    """Evaluates `body`, JavaScript in which `m` is a module of static/, and returns what it returns."""
    blank = f"{server.url}/app/static/icon.svg"  # one page for all: what is imported here keeps no state
    if page.url != blank:
        page.goto(blank)

    def evaluate(name: str, body: str) -> object:
        return page.evaluate(f'async () => {{ const m = await import("/app/static/{name}"); {RUN} {body} }}')

    return evaluate


def put_back(page: Page) -> Page:
    """Undoes what a test may have done to the shared page."""
    page.bring_to_front()
    page.set_viewport_size(DESKTOP)
    page.mouse.move(700, 5)
    if button(page, "loop").get_attribute("aria-pressed") == "true":
        button(page, "loop").click()
    button(page, "speed").select_option(index=usual_speed(page))
    seek(page, 20)
    page.evaluate("document.activeElement.blur()")
    return page


def usual_speed(page: Page) -> int:
    """The speed that plays any run in about 3 s: the last before 'instant'."""
    return button(page, "speed").locator("option").count() - 2


@pytest.fixture(scope="session")
def phone_tab(browser: Browser) -> Watched:
    """The tab of a phone, which opens one link after the other."""
    return _watched(browser, viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce")


@pytest.fixture
def phone(phone_tab: Watched) -> Iterator[Page]:
    """A tab on a phone, for opening links. The test fails if a page complains."""
    shared, complaints = phone_tab
    complaints.clear()
    yield shared
    shared.evaluate("localStorage.clear()")  # there Streamlit keeps that the sidebar is open
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function that opens an empty page of a new visitor; its options are those of a browser context."""
    visitors: list[Watched] = []

    def new_visitor(**options: object) -> Page:
        visitors.append(_watched(browser, **{"viewport": DESKTOP, **options}))
        return visitors[-1][0]

    yield new_visitor
    for page, _ in visitors:
        page.context.close()
    assert not any(complaints for _, complaints in visitors), visitors


def _watched(browser: Browser, **options: object) -> Watched:
    page = browser.new_context(**options).new_page()
    return page, complaints_of(page)
