"""The page as a visitor uses it: what tests, benchmarks and screenshots do in a browser, said once.

Nothing here sleeps: the stage tells its state in data-* attributes, and the browser waits for them.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response

from optim import OBJECTIVES

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
STAGE = '[data-testid="stage"]'
READY = f'{STAGE}[data-ready="true"]'
PLOTTED = (
    f'{READY}[data-plots="drawn"]:not([data-drawing])'  # Plotly has drawn the terrain of the race on show
)
AT_REST = '[data-testid="stApp"][data-test-script-state="notRunning"]'  # the page has been run


def open_page(page: Page, url: str, query: Mapping[str, object] | None = None) -> Locator:
    """Opens the page with these settings and returns its stage, drawn for the first time."""
    page.goto(f"{url}/?{urlencode(query or {})}")
    return wait_until_ready(page)


def follow(page: Page, url: str, query: Mapping[str, object] | None = None) -> Locator:
    """Opens a link as Back and Forward do, within the page where it is open: as good, and seconds faster.

    What belongs to the page, and not to its address, stays: what is unfolded, the camera, the speed.
    """
    link = f"{url}/?{urlencode(query or {})}"
    if not page.url.startswith(f"{url}/?") or page.locator(READY).count() == 0:
        return open_page(page, url, query)
    if page.url != link:
        page.wait_for_selector(AT_REST, state="attached", timeout=30_000)  # a run of before is not the link's
        page.evaluate(FOLLOW, [link, STAGE])
    stage = wait_until_ready(page)
    wait_for_state(page, **_told_by(query or {}))
    seek(page, int(stage.get_attribute("data-n-iter")))
    return stage


def _told_by(query: Mapping[str, object]) -> dict[str, object]:
    """What a link says for certain of the stage that it opens: a busy page may show the race of before."""
    objective, n_iter = query.get("objective", "bowl"), str(query.get("n_iter", 50))
    told = {"objective": objective} if objective in OBJECTIVES else {}
    return told | ({"n_iter": n_iter} if re.fullmatch(r"[1-9]\d{0,2}", n_iter) else {})


# Until the page has been run and is drawn. A link may ask for the very race that is on show, which the stage
# does not take again; a busy browser may draw a page only when its run is over: each alone tells too little.
FOLLOW = """async ([link, selector]) => {
    const app = document.querySelector('[data-testid="stApp"]'), stage = document.querySelector(selector);
    await new Promise(done => {
        const observer = new MutationObserver(changes => {
            const isOver = app.dataset.testScriptState === "notRunning";
            const isNew = changes.some(change => change.target === stage);
            if (isOver || isNew) done(observer.disconnect());
        });
        observer.observe(app, { attributeFilter: ["data-test-script-state"] });
        observer.observe(stage, { attributeFilter: ["data-run"] });
        history.pushState(null, "", link);
        dispatchEvent(new PopStateEvent("popstate"));
    });
    for (const frame of [1, 2]) await new Promise(requestAnimationFrame);
}"""


def go_to_place(page: Page, link: str) -> None:
    """Follows a link to another place of the lab, as Back and Forward do.

    Opened anew there, Streamlit asks for two files that are not.
    """
    page.evaluate(
        """link => {
            history.pushState(null, "", link);
            dispatchEvent(new PopStateEvent("popstate"));
        }""",
        link,
    )


def wait_until_ready(page: Page) -> Locator:
    """The stage, once its plots are drawn and the page around it stands still.

    The sidebar comes after the picture and its fonts later still: until then a slider may still move.
    """
    page.wait_for_selector(PLOTTED, timeout=30_000)
    page.wait_for_selector(AT_REST, state="attached", timeout=30_000)
    page.evaluate("document.fonts.ready.then(() => null)")
    return page.locator(STAGE)


def more_settings(page: Page, tab: str = "Run") -> None:
    """Unfolds what is under 'More settings', unless it is, and shows one of its tabs."""
    if not page.get_by_role("tab", name="Run").is_visible():
        page.get_by_text("More settings").click()
    page.get_by_role("tab", name=tab).click()


def fold(page: Page) -> None:
    """Closes what is unfolded over the page and on the stage: a link within the page leaves it as it is."""
    if page.get_by_role("tab", name="Run").is_visible():
        page.get_by_text("More settings").click()
        page.get_by_role("tab", name="Run").wait_for(state="hidden")
    page.keyboard.press("Escape")
    page.evaluate(FOLD)


FOLD = """() => {
    document.querySelector('[data-role="update"]')?.removeAttribute("open");
    document.querySelector('[data-action="mechanism"][aria-pressed="true"]')?.click();
}"""


def button(page: Page, action: str) -> Locator:
    """A control of the transport by its action: play, back, forward, first, loop, scrub, speed ..."""
    return page.locator(f'{STAGE} [data-action="{action}"]')


def iterate(page: Page) -> int:
    """The iterate that the clock shows."""
    return int(page.locator(STAGE).get_attribute("data-iterate"))


def wait_for_state(page: Page, timeout: float = 30_000, **state: object) -> None:
    """Waits until the stage's data-<name> has each of these values, e.g. `playing="false", iterate=50`."""
    wanted = "".join(f'[data-{name.replace("_", "-")}="{value}"]' for name, value in state.items())
    page.wait_for_selector(STAGE + wanted, timeout=timeout)


def seek(page: Page, to: int) -> None:
    """Puts the clock on an iterate with the scrub bar, where it stands still, and waits until it is drawn."""
    button(page, "scrub").fill(str(to))
    wait_for_state(page, iterate=to, playing="false")


def play_to_the_end(page: Page) -> None:
    """Waits until the clock stands at the last iterate."""
    n_iter = page.locator(STAGE).get_attribute("data-n-iter")
    wait_for_state(page, playing="false", iterate=n_iter)


def slider(page: Page, key: str) -> Locator:
    """The range input of a slider of the sidebar, by its parameter's name."""
    return page.locator(f".st-key-{key} input[type=range]")


def slide(page: Page, key: str, steps: int) -> str:
    """Moves a slider by that many positions with the arrow keys; returns the text of its new position."""
    handle = slider(page, key)
    handle.focus()
    for _ in range(abs(steps)):
        page.keyboard.press("ArrowRight" if steps > 0 else "ArrowLeft")
    return handle.get_attribute("aria-valuetext")


def thumb(page: Page, key: str) -> tuple[float, float]:
    """The middle of a slider's thumb, where a pointer takes it; it stands still and is in sight."""
    handle = slider(page, key).locator("xpath=../..")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def next_frames(page: Page, count: int = 2) -> None:
    """Waits until the browser has begun so many frames more: the one before the last is then drawn."""
    page.evaluate(
        """async count => {
            while (count-- > 0) await new Promise(requestAnimationFrame);
        }""",
        count,
    )


def run_count(page: Page) -> int:
    """How many runs the stage has received so far."""
    return int(page.locator(STAGE).get_attribute("data-run"))


def complaints_of(page: Page) -> list[str]:
    """A list that fills with console errors, uncaught exceptions, failed requests, answers of 400 or more."""
    complaints: list[str] = []

    def failed(request: Request) -> None:
        """Notes a request that failed; those of a page that is being left the browser itself gives up."""
        if request.failure != "net::ERR_ABORTED":
            complaints.append(f"request failed: {request.url} {request.failure}")

    def answered(response: Response) -> None:
        if response.status >= 400:
            complaints.append(f"answer {response.status}: {response.url}")

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"console: {message.text}")

    page.on("console", said)
    page.on("pageerror", lambda error: complaints.append(f"uncaught: {error}"))
    page.on("requestfailed", failed)
    page.on("response", answered)
    return complaints


def wait_for_a_run(page: Page, after: int) -> None:
    """Waits until the stage has received more runs than that."""
    page.wait_for_function(f"() => Number(document.querySelector('{STAGE}').dataset.run) > {after}")
