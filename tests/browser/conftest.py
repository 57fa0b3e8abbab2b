"""A real server, a real Chromium, and a page that may not complain.

Opening the page costs seconds where everything is drawn in software. So tests that only play with the first
page share one, which is put back for each: `stage`. Tests of links take `page`, one tab for all of them, and
`follow` links within it, at a sixth of the cost. Both prefer reduced motion: a page then stands at its end at
once. `visit` is for visitors of another kind.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, expect, sync_playwright

from scripts.browser import launch
from tests.driver.server import Server, serve
from tests.driver.stage import DESKTOP, PHONE, button, complaints_of, fold, follow, open_page, seek
from tests.driver.surface import look_home

# All tabs in one process: what a tab has compiled is there for the next, which then costs the half.
ONE_PROCESS = ("--renderer-process-limit=1", "--process-per-site")
# The surface's edges are not smoothed: no test is about them, and each pixel would be drawn four times.
UNSMOOTHED = "--webgl-antialiasing-mode=none"
SERVER_COMPLAINTS = re.compile(r"Traceback|\bWarning\b|WARN|Error\b|Exception", re.IGNORECASE)
expect.set_options(timeout=30_000)  # no test is about time


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
        running = launch(playwright, *ONE_PROCESS, UNSMOOTHED)
        yield running
        running.close()


Watched = tuple[Page, list[str]]  # a page and what it complains of


@pytest.fixture(scope="session")
def desk(browser: Browser) -> BrowserContext:
    """The desktop of all visitors: what one of their tabs has loaded is there for the next."""
    return browser.new_context(viewport=DESKTOP, reduced_motion="reduce")


@pytest.fixture(scope="session")
def tab(desk: BrowserContext) -> Watched:
    """The tab that opens one link after the other."""
    return _watched(desk.new_page())


@pytest.fixture(scope="session")
def sockets(tab: Watched) -> list[WebSocket]:
    """The tab's connections to the server, the one of now last."""
    opened: list[WebSocket] = []

    def keep(socket: WebSocket) -> None:
        opened.append(socket)

    tab[0].on("websocket", keep)
    return opened


def leave(page: Page, size: dict[str, int]) -> None:
    """Leaves a page, with whatever a test that has failed held or opened: the next one opens it anew."""
    page.goto("about:blank")
    page.set_viewport_size(size)


@pytest.fixture
def page(tab: Watched, sockets: list[WebSocket], request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab at a desktop, for opening links. The test fails if a page complains."""
    shared, complaints = tab
    complaints.clear()
    shared.bring_to_front()  # a tab behind another is drawn once a second
    failures = request.session.testsfailed
    yield shared
    if request.session.testsfailed > failures:
        shared.mouse.up()
        return leave(shared, DESKTOP)
    look_home(shared)
    fold(shared)
    shared.set_viewport_size(DESKTOP)  # whatever a test has made of it, the next one finds a desktop
    shared.evaluate("localStorage.removeItem('descent-lab-answers')")  # and lessons that nobody has answered
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def sent(page: Page, sockets: list[WebSocket], server: Server) -> Iterator[list]:
    """What the page sends to the server over its websocket, message after message."""
    follow(page, server.url)
    messages: list = []

    def keep(message) -> None:
        messages.append(message)

    sockets[-1].on("framesent", keep)
    yield messages
    sockets[-1].remove_listener("framesent", keep)


@pytest.fixture(scope="session")
def opened(desk: BrowserContext, server: Server) -> Watched:
    """The first page, opened once for all tests that only play with it."""
    first_page, complaints = _watched(desk.new_page())
    open_page(first_page, server.url)
    return first_page, complaints


@pytest.fixture
def stage(opened: Watched) -> Iterator[Page]:
    """The first page, standing still at iterate 20, as if nobody had touched it. It may not complain."""
    shared, complaints = opened
    complaints.clear()
    yield put_back(shared)
    assert not complaints, "\n".join(complaints)


@pytest.fixture(scope="session")
def blank(desk: BrowserContext, server: Server) -> Iterator[Page]:
    """A page of nothing, from the server: what is imported here keeps no state."""
    page = desk.new_page()
    page.goto(f"{server.url}/app/static/icon.svg")
    yield page
    page.close()


@pytest.fixture
def module(blank: Page) -> Callable[..., object]:
    """Evaluates `body`, JavaScript in which `m` is a module of static/, and returns what it returns."""

    def evaluate(name: str, body: str) -> object:
        return blank.evaluate(f'async () => {{ const m = await import("/app/static/{name}"); {body} }}')

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
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce")
    return _watched(context.new_page())


@pytest.fixture
def phone(phone_tab: Watched, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab on a phone, for opening links. The test fails if a page complains."""
    shared, complaints = phone_tab
    complaints.clear()
    failures = request.session.testsfailed
    yield shared
    if request.session.testsfailed > failures:
        return leave(shared, PHONE)
    look_home(shared)
    fold(shared)
    shared.evaluate("""document.querySelector('[data-testid="stMain"]').scrollTo(0, 0)""")
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def visit(desk: BrowserContext) -> Iterator[Callable[..., Page]]:
    """A function that opens an empty page of a new visitor; its options are those of `Page.emulate_media`.

    The test fails if the page complains; `loud=True` for one that should.
    """
    visitors: list[Watched] = []
    may: list[Page] = []

    def new_visitor(loud: bool = False, **options: object) -> Page:
        visitors.append(_watched(desk.new_page()))
        page = visitors[-1][0]
        page.emulate_media(**options)
        may.extend([page] * loud)
        return page

    yield new_visitor
    for page, _ in visitors:
        page.close()
    complaints = [complaints for page, complaints in visitors if complaints and page not in may]
    assert not complaints, complaints


def _watched(page: Page) -> Watched:
    return page, complaints_of(page)
