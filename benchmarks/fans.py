"""Fans: how large, how fast made, and how soon in the browser after the pointer has come near."""

import time
from dataclasses import replace

from playwright.sync_api import Browser, Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.page import visitor
from benchmarks.report import Row
from benchmarks.visitor import component
from tests.driver.server import Server
from tests.driver.stage import STAGE, open_page, seek, slider
from ui.settings.record import DEFAULT, NUMBERS, SLIDERS
from ui.wire import fan

REPEATS = 5
PARTS = [(name, whole) for name in SLIDERS for whole in ((False, True) if name == "n_iter" else (True,))]

# The second part of Iterations is asked for only by a hand that goes that far.
NEAR_PARTS = [part for part in PARTS if part != ("n_iter", True)]
# Notes when the pointer first comes near each slider.
NEAR = """window.near = {};
addEventListener('pointerover', event => {
    const name = %s.find(name => event.target.closest(`.st-key-${name}`));
    if (name) window.near[name] ??= performance.now();
}, true)"""
# Milliseconds from there to the arrival of a slider's fan, its first part or whole.
ARRIVED = """([name, whole]) => {
    const marks = performance.getEntriesByName('stage.fan').filter(mark => mark.detail.slider === name);
    const fan = marks.find(mark => whole ? mark.detail.whole !== false : true);
    return fan ? fan.startTime - window.near[name] : null;
}"""


def measure(browser: Browser, server: Server) -> list[Row]:
    """All rows about fans, in the order of the README's table."""
    arrivals, sizes = _hover(browser, server)
    return [
        *(Row(f"{_title(*part)} on the websocket", size, "kB", 200) for part, size in sizes.items()),
        *(Row(f"{_title(*part)} computed", milliseconds(*part), "ms", 20) for part in PARTS),
        *(Row(f"{_title(*part)}: pointer to arrival", wait, "ms") for part, wait in arrivals.items()),
    ]


def milliseconds(name: str, whole: bool) -> float:
    """What it takes to make a fan at the default settings, the best of some.

    Each differs in its last digits, whichever slider it is for: a fan that is kept would take no time.
    """
    best = float("inf")
    for n in range(REPEATS):
        other = 1 - n * 1e-12
        settings = replace(DEFAULT, step_size=DEFAULT.step_size * other, rho=DEFAULT.rho * other)
        start = time.perf_counter()
        fan.make(settings, name, NUMBERS[name].positions, whole)
        best = min(best, time.perf_counter() - start)
    return best * 1000


def come_near(page: Page, name: str, whole: bool = True) -> float:
    """Brings the pointer to a slider, waits for its fan and returns how many milliseconds that took."""
    slider(page, name).locator("xpath=../..").hover(force=True)
    return page.wait_for_function(ARRIVED, arg=[name, whole], timeout=20_000).json_value()


def note_pointer(page: Page) -> None:
    """Lets the page note when the pointer comes near; `come_near` reads it."""
    page.evaluate(NEAR % list(SLIDERS))


def _hover(browser: Browser, server: Server) -> tuple[dict, dict]:
    """A visit: by part, the milliseconds to each fan's arrival and the kB (1000 bytes) of its message."""
    received, times = [], {}
    with visitor(browser) as page:
        page.on("websocket", lambda socket: socket.on("framereceived", lambda data: received.append(data)))
        open_page(page, server.url)
        seek(page, 20)
        note_pointer(page)
        for name, whole in NEAR_PARTS:
            times[name, whole] = come_near(page, name, whole)
            page.locator(STAGE).hover()
        page.wait_for_load_state("networkidle")
    sizes = [len(payload) / 1000 for payload in received if _has_fan(payload)]
    return times, dict(zip(NEAR_PARTS, sizes, strict=True))


def _has_fan(payload: bytes) -> bool:
    message = ForwardMsg.FromString(payload)
    return component(message) == "fan" and bool(message.delta.new_element.bidi_component.mixed.arrow_blobs)


def _title(name: str, whole: bool) -> str:
    part = "" if (name, not whole) not in PARTS else ", whole" if whole else ", first part"
    return f"Fan of {NUMBERS[name].label}{part}"
