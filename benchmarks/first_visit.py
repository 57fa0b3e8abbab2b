"""First visits with an empty cache: to the first moving picture, to the surface, and to the echo's text.

Here, on a slow line, right after the server's start, and from a host that has a tenth of a core.
"""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from os import kill
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.report import Row, machine, markdown
from scripts.browser import launch
from tests.driver.server import Server, serve
from tests.driver.stage import DESKTOP, PLOTTED, READY, STAGE, slide

VISITS = 3
ECHO_TEXT = '[data-testid="stMarkdown"] p'
MOVING = f'{STAGE}[data-iterate]:not([data-iterate="0"])'
WANTED = {"moving": MOVING, "surface": PLOTTED}
# Notes the moment (ms since the navigation began) of the first frame with each selector of `window.wanted`,
# and the longest stop between two frames from the first of them to the last.
FIRST_SIGHT = """
    window.seen = {};
    window.longest = 0;
    (function look(before) {
        const now = performance.now(), names = Object.keys(window.wanted);
        const open = names.filter(name => !(name in window.seen));
        if (open.length && open.length < names.length) longest = Math.max(longest, now - before);
        for (const name of open) if (document.querySelector(wanted[name])) seen[name] = now;
        if (open.length) requestAnimationFrame(() => look(now));
    })(performance.now())
"""
ALL_SEEN = "() => Object.keys(window.wanted).every(name => name in window.seen) && {...seen, longest}"
SLOW = {"offline": False, "latency": 40, "downloadThroughput": 2.5e6, "uploadThroughput": 2.5e6}  # 20 Mbit/s
TENTH = 0.1  # of a core, as a free host gives it
SLICE = 0.05  # s, in which the process may run for its share
NEW_RUN = f"runs => Number(document.querySelector('{STAGE}').dataset.run) > runs"


def measure(browser: Browser, app: Server, echo: Server, tenth: Server) -> list[Row]:
    """The rows; `tenth` is a server for the narrow host alone."""
    cold, warmed = (right_after_start(browser, is_warmed) for is_warmed in (False, True))
    visit(browser, app.url, WANTED)
    visit(browser, echo.url, {"text": ECHO_TEXT})
    near, slow = (compare(browser, app, echo, line) for line in (None, SLOW))
    first, move = narrow_host(browser, tenth)
    return [
        *rows("First visit", near),
        Row("First visit right after 'streamlit run': to the moving picture", cold, "ms"),
        Row("The same against later visits", cold / near["moving"], "times"),
        Row("First visit right after 'make run': to the moving picture", warmed, "ms"),
        Row("The same against later visits", warmed / near["moving"], "times", 1.3),
        *rows("At 40 ms and 20 Mbit/s", slow),
        Row("From a tenth of a core: to the moving picture", first, "ms"),
        Row("From a tenth of a core: a move to the server's own run", move, "ms"),
    ]


def rows(where: str, times: dict[str, float]) -> list[Row]:
    """The rows about one line."""
    moving, surface, echo = times["moving"], times["surface"], times["echo"]
    return [
        Row(f"{where}: to the first text of the echo", echo, "ms"),
        Row(f"{where}: to the first moving picture", moving, "ms"),
        Row(f"{where}: to the first moving picture, against the echo", moving / echo, "times", 1.7),
        Row(f"{where}: to the surface", surface, "ms"),
        Row(f"{where}: to the surface, against the echo", surface / echo, "times", 3),
        Row(f"{where}: the longest stop of the race until then", times["longest"], "ms", 100),
    ]


def right_after_start(browser: Browser, warmed: bool) -> float:
    """ms to the moving picture of who comes as soon as the server answers; the median of some servers."""
    seen = []
    for _ in range(VISITS):
        with serve(warmed=warmed) as fresh:
            seen.append(visit(browser, fresh.url, {"moving": MOVING})["moving"])
    return median(seen)


def compare(browser: Browser, app: Server, echo: Server, line: dict | None) -> dict[str, float]:
    """The medians of visits to the page and the echo, by turns."""
    seen = []
    for _ in range(VISITS):
        text = visit(browser, echo.url, {"text": ECHO_TEXT}, line)["text"]
        seen.append({**visit(browser, app.url, WANTED, line), "echo": text})
    return {name: median(times[name] for times in seen) for name in seen[0]}


def visit(browser: Browser, url: str, wanted: dict[str, str], line: dict | None = None) -> dict[str, float]:
    """Milliseconds from the start of a navigation to the frame that first has each of `wanted`."""
    with visitor(browser, line) as page:
        page.add_init_script(f"window.wanted = {wanted!r};{FIRST_SIGHT}")
        page.goto(url, wait_until="commit")
        return page.wait_for_function(ALL_SEEN, timeout=120_000).json_value()


@contextmanager
def visitor(browser: Browser, line: dict | None = None) -> Iterator[Page]:
    """An empty page of a new visitor, who has nothing in the cache."""
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    if line:
        _slow_down(context, page, line)
    yield page
    context.close()


def _slow_down(context: BrowserContext, page: Page, line: dict) -> None:
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", line)


def narrow_host(browser: Browser, server: Server) -> tuple[float, float]:
    """ms from navigation to the moving picture, and of a move until the server's run, on a narrow host."""
    with throttled(server.pid, TENTH):
        first = visit(browser, server.url, {"moving": MOVING})["moving"]
        with visitor(browser) as page:
            page.goto(server.url, wait_until="commit", timeout=120_000)
            page.wait_for_selector(READY, timeout=120_000)
            page.wait_for_selector(".st-key-step_size input[type=range]", timeout=120_000)
            runs = int(page.locator(STAGE).get_attribute("data-run"))
            start = time.perf_counter()
            slide(page, "step_size", 1)
            page.wait_for_function(NEW_RUN, arg=runs, timeout=120_000)
            return first, (time.perf_counter() - start) * 1000


@contextmanager
def throttled(pid: int, share: float) -> Iterator[None]:
    """Lets a process run for this share of the time: of every 50 ms, it is stopped for the rest."""
    over = threading.Event()

    def turns() -> None:
        while not over.is_set():
            kill(pid, signal.SIGCONT)
            over.wait(SLICE * share)
            kill(pid, signal.SIGSTOP)
            over.wait(SLICE * (1 - share))
        kill(pid, signal.SIGCONT)

    thread = threading.Thread(target=turns)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


if __name__ == "__main__":
    with (
        serve() as ours,
        serve("benchmarks/echo_app.py") as platform,
        serve() as narrow,
        sync_playwright() as playwright,
    ):
        chromium = launch(playwright)
        found = measure(chromium, ours, platform, narrow)
        print(machine(chromium.version), markdown(found), sep="\n\n")
