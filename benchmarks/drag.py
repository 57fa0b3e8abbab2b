"""A drag in a real browser: whether the picture follows the hand, and what the moves send.

The yardstick is the same page whose scripts never hear of a slider that is held.
"""

import time
from statistics import median

from playwright.sync_api import Browser, Page

from benchmarks.first_visit import visitor
from benchmarks.report import Row
from tests.driver.drag import ELEMENTS, deafen
from tests.driver.server import Server
from tests.driver.stage import open_page, run_count, seek, slider, wait_for_state
from ui.settings.record import NUMBERS

SLIDER = "step_size"
FROM, TO = 5, 45  # positions
PACE = 1 / 40  # seconds from one move of the hand to the next
TWO_FRAMES = 34  # ms
DRAGS = 3

# Notes each step of the slider, [position, moment], as soon as its input has it, and the moment of release.
WATCH = """name => {
    const input = document.querySelector(`.st-key-${name} input[type=range]`);
    const note = () => {
        const position = Number(input.value);
        if (position !== window.steps.at(-1)?.[0]) window.steps.push([position, performance.now()]);
    };
    new MutationObserver(note).observe(input, {attributes: true});
    addEventListener('pointerup', () => { window.released = performance.now(); }, true);
}"""
# For each step, milliseconds to the end of the first drawing of its position; null: never drawn. The last
# position may also be drawn from the true run, which follows the release.
LATENESS = """name => {
    const draws = performance.getEntriesByName('stage.draw');
    const end = draw => draw.startTime + draw.duration;
    const run = performance.getEntriesByName('stage.run').find(mark => mark.startTime >= window.released);
    const shows = (draw, position, last) =>
        (draw.detail.slider?.[0] === name && draw.detail.slider[1] === position) ||
        (last && run && draw.startTime >= run.startTime);
    return window.steps.map(([position, moment], i) => {
        const last = i === window.steps.length - 1;
        const draw = draws.find(draw => end(draw) >= moment && shows(draw, position, last));
        return draw ? end(draw) - moment : null;
    });
}"""


def measure(browser: Browser, server: Server) -> list[Row]:
    """All rows about a drag, in the order of the README's table."""
    late, sent = drags(browser, server)
    naive, _ = drags(browser, server, deaf=True)
    drawn = [step for step in late if step is not None]
    return [
        Row("Steps of a drag drawn within two frames (34 ms)", in_time(late), "%", 95, at_least=True),
        Row("The same on a page that does not follow the pointer", in_time(naive), "%"),
        Row("A step of a drag to its drawing, p50", median(drawn), "ms"),
        Row("Messages sent to the server by the moves of a drag", sent, "", 0),
    ]


def in_time(late: list[float | None]) -> float:
    """The share of the steps, in %, that are drawn within two frames."""
    return 100 * sum(step is not None and step <= TWO_FRAMES for step in late) / len(late)


def drags(browser: Browser, server: Server, deaf: bool = False) -> tuple[list[float | None], int]:
    """The lateness of every step of some drags to and fro, and how many messages their moves sent."""
    messages, late, sent = [], [], 0
    with visitor(browser) as page:
        page.on("websocket", lambda socket: socket.on("framesent", lambda sent: messages.append(sent)))
        if deaf:
            page.route(ELEMENTS, deafen)
        open_page(page, server.url, {SLIDER: NUMBERS[SLIDER].positions[FROM]})
        seek(page, 20)
        page.evaluate(WATCH, SLIDER)
        for n in range(DRAGS):
            sent += _drag(page, (TO - FROM) * (-1) ** n, messages)
            late += page.evaluate(LATENESS, SLIDER)
    return late, sent


def _drag(page: Page, positions: int, messages: list) -> int:
    """One drag by that many positions, until its true run is drawn; returns how many messages it sent."""
    thumb = slider(page, SLIDER).locator("xpath=../..")
    box, track = thumb.bounding_box(), thumb.locator("xpath=..").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    step = track["width"] / (len(NUMBERS[SLIDER].positions) - 1)
    runs = run_count(page)
    page.mouse.move(x, y)
    page.evaluate("() => { window.steps = []; }")
    page.mouse.down()
    before = len(messages)
    _move(page, x, y, step if positions > 0 else -step, abs(positions))
    sent = _heard(page, messages) - before
    page.mouse.up()
    wait_for_state(page, run=runs + 1)
    return sent


def _move(page: Page, x: float, y: float, step: float, positions: int) -> None:
    """The hand: one position after the other, at its own pace however fast the page is."""
    start = time.perf_counter()
    for n in range(1, positions + 1):
        time.sleep(max(0.0, start + n * PACE - time.perf_counter()))
        page.mouse.move(x + n * step, y)


def _heard(page: Page, messages: list) -> int:
    """How many messages there are, once the browser has told of all; it does so in order."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    return len(messages)
