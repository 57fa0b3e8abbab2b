"""The page in a real browser: frames, the way from slider to picture, and what travels.

The yardstick is an app that only echoes a slider: it shows what the platform itself costs, in the same run.
"""

from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, Page

from benchmarks.first_visit import ECHO_TEXT, visitor
from benchmarks.report import Row
from tests.driver.server import Server
from tests.driver.stage import button, open_page, seek, slider

MOVES = 20
IDLE = '.stApp[data-test-script-state="notRunning"]'  # the script has run to its end

# The key press that moves the slider, as the page itself sees it, not that by which the page commits it.
KEY_PRESSED = """addEventListener('keydown', ({isTrusted}) => {
    if (isTrusted) window.pressed = performance.now();
}, true)"""
# Both ends of a move: the first drawing of the new position, worked out in the browser, and that of Python's
# run. A drawing of the browser's own says which slider it follows.
NEW_PICTURE = """() => {
    const {pressed} = window;
    const draws = performance.getEntriesByName("stage.draw").filter(draw => draw.startTime >= pressed);
    const run = performance.getEntriesByName("stage.run").find(mark => mark.startTime >= pressed);
    const first = draws.find(draw => draw.detail.slider || (run && draw.startTime >= run.startTime));
    const last = run && draws.find(draw => !draw.detail.slider && draw.startTime >= run.startTime);
    const since = draw => draw.startTime + draw.duration - pressed;
    return last ? [since(first), since(last)] : null;
}"""
WATCH_ECHO = f"""() => {{
    const text = () => document.querySelector('{ECHO_TEXT}').textContent;
    let shown = text();
    const note = () => {{
        if (text() !== shown) window.changed = performance.now();
        shown = text();
    }};
    const main = document.querySelector('[data-testid="stMain"]');
    new MutationObserver(note).observe(main, {{subtree: true, characterData: true, childList: true}});
}}"""
ECHOED = "() => window.changed > window.pressed ? [window.changed - window.pressed] : null"
PLAYED = """seconds => new Promise(done => {
    const from = performance.now();
    const look = now => {
        if (now - from < seconds * 1000) return requestAnimationFrame(look);
        const draws = performance.getEntriesByName("stage.draw").filter(draw => draw.startTime >= from);
        const span = draws.at(-1).startTime - draws[0].startTime;
        const cost = draws.reduce((sum, draw) => sum + draw.duration, 0) / draws.length;
        done({rate: (draws.length - 1) / span * 1000, cost});
    };
    requestAnimationFrame(look);
})"""


@dataclass
class Traffic:
    """Bytes received over a page's websocket so far."""

    received: int = 0

    def listen(self, page: Page) -> None:
        """Counts every frame that the page's websockets receive from now on."""
        page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, payload: str | bytes) -> None:
        self.received += len(payload)


def measure(browser: Browser, page_server: Server, echo_server: Server) -> list[Row]:
    """All rows about the page, in the order of the README's table."""
    frames, cost = frames_while_playing(browser, page_server)
    new, true, echo = slider_to_picture(browser, page_server, echo_server)
    return [
        Row("Frames a second, 3 paths x 500 points", frames, "frames/s", 59, at_least=True),
        Row("Drawing one frame", cost, "ms"),
        Row("An app that only echoes a slider: slider to text, p50", median(echo), "ms"),
        Row("An app that only echoes a slider: slider to text, p95", p95(echo), "ms"),
        Row("Slider to new picture, p50", median(new), "ms"),
        Row("Slider to new picture, p95", p95(new), "ms"),
        Row("Slider to new picture against the echo, p50", median(new) / median(echo), "times", 1.5),
        Row("Slider to the server's own run, p50", median(true), "ms"),
        Row("Slider to the server's own run, p95", p95(true), "ms"),
        Row(
            "Slider to the server's own run against the echo, p50", median(true) / median(echo), "times", 1.5
        ),
        Row("A move of a slider, 50 iterations", kilobytes_a_move(browser, page_server, 50), "kB", 16),
        Row("A move of a slider, 100 iterations", kilobytes_a_move(browser, page_server, 100), "kB", 16),
    ]


def p95(values: list[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return sorted(values)[round(0.95 * (len(values) - 1))]


def frames_while_playing(browser: Browser, server: Server, seconds: float = 2.5) -> tuple[float, float]:
    """Frames drawn a second while 3 paths of 500 points play, and the milliseconds that drawing one takes."""
    with visitor(browser) as page:
        open_page(page, server.url, {"n_iter": 500})
        seek(page, 0)
        button(page, "play").click()
        played = page.evaluate(PLAYED, seconds)
    return played["rate"], played["cost"]


def slider_to_picture(browser: Browser, page_server: Server, echo_server: Server) -> tuple[list, ...]:
    """Milliseconds from a key press on a slider to the new picture, the true run, and the echo's text."""
    ours, echo = [], []
    with visitor(browser) as page, visitor(browser) as echo_page:
        open_page(page, page_server.url)
        seek(page, 20)
        echo_page.goto(echo_server.url)
        echo_page.wait_for_selector(ECHO_TEXT)
        echo_page.evaluate(WATCH_ECHO)
        for each, answer in ((page, NEW_PICTURE), (echo_page, ECHOED)):
            warm_up(each, answer)
        for _ in range(MOVES):
            ours.append(press(page, NEW_PICTURE))
            echo.append(press(echo_page, ECHOED))
    return *zip(*ours), *zip(*echo)


def warm_up(page: Page, answer: str) -> None:
    """Two moves that are not counted; the first brings the focus to the slider."""
    page.evaluate(KEY_PRESSED)
    for _ in range(2):
        press(page, answer)


def press(page: Page, answer: str) -> list[float]:
    """Moves the step size one position on with a key press and returns the times that `answer` tells.

    Never to and fro: what the browser has seen before, Streamlit need not send again.
    """
    page.bring_to_front()
    page.wait_for_selector(IDLE)
    slider(page, "step_size").focus()
    page.keyboard.press("ArrowRight")
    return page.wait_for_function(answer, timeout=20_000).json_value()


def kilobytes_a_move(browser: Browser, server: Server, n_iter: int) -> float:
    """kB (1000 bytes) that one move of the step size brings over the websocket, on average."""
    traffic = Traffic()
    with visitor(browser) as page:
        traffic.listen(page)
        open_page(page, server.url, {"n_iter": n_iter})
        seek(page, 20)
        warm_up(page, NEW_PICTURE)
        page.wait_for_selector(IDLE)
        before = traffic.received
        for _ in range(MOVES):
            press(page, NEW_PICTURE)
        page.wait_for_selector(IDLE)
    return (traffic.received - before) / MOVES / 1000
