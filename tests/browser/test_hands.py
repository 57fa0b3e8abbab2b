"""The start in the visitor's hand: clicks, drags and fingers on the contour and on the surface."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from optim import OBJECTIVES, OPTIMIZERS, run
from tests.driver.drag import wait_for_true_run
from tests.driver.reading import number, pixel, place_of, query
from tests.driver.server import Server
from tests.driver.stage import STAGE, follow, next_frames, run_count, seek, wait_for_a_run
from tests.driver.surface import DOUBLE_CLICK, EYE, turn_the_surface
from tests.driver.touch import touch

BOOTH = {"objective": "booth", "view": "-10,10,-10,10"}
HANDLE = '[data-role="start"]'
RANGE = """() => document.querySelector('[data-view="contour"] .js-plotly-plot')._fullLayout.xaxis.range"""
# The matrices and the scale by which the surface is drawn, and the size of its view.
CAMERA = """() => {
    const scene = document.querySelector('[data-view="surface"] .js-plotly-plot')._fullLayout.scene._scene;
    const {projection, view, model} = scene.glplot.cameraParams;
    const box = document.querySelector('[data-view="surface"]').getBoundingClientRect();
    return [...[projection, view, model].map(matrix => [...matrix]), [...scene.dataScale],
        [box.left, box.top, box.width, box.height]];
}"""


def value(page: Page, name: str) -> float:
    """f of an optimizer, as the scoreboard says it."""
    return number(page.locator(f'[data-optimizer="{name}"] [data-field="value"]').text_content())


def true_value(objective: str, name: str, start: tuple, iterate: int, step_size: float = 0.01) -> float:
    rule = OPTIMIZERS[name](step_size=step_size)
    return run(OBJECTIVES[objective], rule, start, max(iterate, 1)).value[iterate]


def wait_for_the_address(page: Page, start: tuple) -> None:
    """Waits until the address says this start."""
    text = "%2C".join(f"{coordinate:g}" for coordinate in start)
    expect(page).to_have_url(re.compile(rf"[?&]start={re.escape(text)}(&|$)"))


def test_a_click_puts_the_start_there_and_link_and_back_agree(page: Page, server: Server) -> None:
    follow(page, server.url, BOOTH)
    before, runs = place_of(page), run_count(page)
    page.mouse.click(*pixel(page, -4, 3))
    wait_for_a_run(page, after=runs)
    placed = place_of(page)
    assert placed == pytest.approx((-4, 3), abs=0.06)
    assert all(len(str(coordinate)) <= 6 for coordinate in placed), "the decimals of a pixel, not more"
    wait_for_the_address(page, placed)
    for name in ("gd", "rmsprop"):
        assert value(page, name) == pytest.approx(true_value("booth", name, placed, 50), rel=0.06)
    expect(page.locator(".st-key-unplace")).to_be_visible()
    page.go_back()
    page.wait_for_function(
        f"start => document.querySelector('{STAGE}').dataset.start === start", arg=joined(before)
    )
    assert "start" not in query(page)
    expect(page.locator(".st-key-unplace")).to_be_hidden()


def joined(point: tuple[float, ...]) -> str:
    return ",".join(map(str, point))


def test_the_start_is_dragged_and_the_runs_follow(page: Page, server: Server, sent: list) -> None:
    follow(page, server.url, {**BOOTH, "start": "-4,3"})
    seek(page, 0)
    handle, runs = page.locator(HANDLE), run_count(page)
    handle.hover()
    page.mouse.down()
    sent.clear()
    for x in np.linspace(-4, 2, 25):  # faster than anyone could answer
        page.mouse.move(*pixel(page, x, 6))
    next_frames(page)
    held = place_of(page)
    assert held == pytest.approx((2, 6), abs=0.06), "the mark is where the hand is"
    expected = true_value("booth", "gd", held, 0)
    page.wait_for_function(
        """wanted => {
            const shown = document.querySelector('[data-optimizer="gd"] [data-field="value"]').textContent;
            return Math.abs(Number(shown) / wanted - 1) < 0.02;
        }""",
        arg=expected,
    )
    assert run_count(page) == runs, "only a start that was let go is a change"
    assert "start=-4%2C3" in page.url
    assert len(sent) <= 26, "one question at a time"
    page.mouse.up()
    wait_for_true_run(page, after=runs)
    wait_for_the_address(page, held)
    assert place_of(page) == held
    # Taken up and put back, it is the same start, and no change.
    runs, here = run_count(page), handle.bounding_box()
    handle.hover()
    page.mouse.down()
    for by in (30, 60, 0):
        page.mouse.move(here["x"] + here["width"] / 2 + by, here["y"] + here["height"] / 2)
        next_frames(page)
    page.mouse.up()
    next_frames(page)
    assert place_of(page) == held and run_count(page) == runs


def test_the_surface_is_clicked_or_turned(page: Page, server: Server) -> None:
    follow(page, server.url, {"objective": "himmelblau"})
    runs, start = run_count(page), place_of(page)
    turn_the_surface(page)
    assert place_of(page) == start and run_count(page) == runs
    box, eye = page.locator('[data-view="surface"]').bounding_box(), page.evaluate(EYE)
    clicked = box["x"] + 0.55 * box["width"], box["y"] + 0.6 * box["height"]
    page.mouse.click(*clicked)
    wait_for_a_run(page, after=runs)
    placed = place_of(page)
    assert placed != start
    wait_for_the_address(page, placed)
    assert page.evaluate(EYE) == pytest.approx(eye)
    assert on_the_surface(page, placed) == pytest.approx(clicked, abs=6)  # a path floats a little
    page.mouse.click(box["x"] + 5, box["y"] + box["height"] - 5)  # beside the objective
    next_frames(page)
    assert place_of(page) == placed


def on_the_surface(page: Page, point: tuple[float, float]) -> tuple[float, float]:
    """The pixel at which a point of the plane is drawn."""
    *matrices, scale, (left, top, width, height) = page.evaluate(CAMERA)
    projection, view, model = (np.reshape(matrix, (4, 4)).T for matrix in matrices)
    z = page.evaluate(HEIGHT, list(point))
    x, y, _, w = projection @ view @ model @ [*np.multiply([*point, z], scale), 1]
    return left + width * (0.5 + 0.5 * x / w), top + height * (0.5 - 0.5 * y / w)


# The height that Plotly draws at the grid's node nearest to a point.
HEIGHT = """([x, y]) => {
    const {x: xs, y: ys, z} = document.querySelector('[data-view="surface"] .js-plotly-plot')._fullData[0];
    const nearest = (values, at) =>
        values.reduce((best, v, i) => Math.abs(v - at) < Math.abs(values[best] - at) ? i : best, 0);
    return z[nearest([...ys], y)][nearest([...xs], x)];
}"""


@pytest.mark.parametrize("frame", ["-10,10,-10,10", "-5,5,-5,5"])  # another frame than the first one shown
def test_a_drag_still_zooms_and_a_double_click_leaves_the_start(
    page: Page, server: Server, frame: str
) -> None:
    follow(page, server.url, {**BOOTH, "view": frame})
    whole, start, runs = page.evaluate(RANGE), place_of(page), run_count(page)
    page.mouse.move(*pixel(page, 1, 1))
    page.mouse.down()
    page.mouse.move(*pixel(page, 4, 4), steps=6)
    page.mouse.up()
    page.wait_for_function(f"([low]) => ({RANGE})()[0] > low + 1", arg=whole)
    page.evaluate(DOUBLE_CLICK, pixel(page, 3, 3))
    page.wait_for_function(f"([low]) => Math.abs(({RANGE})()[0] - low) < 1e-9", arg=whole)
    next_frames(page)
    assert place_of(page) == start and run_count(page) == runs and "start" not in query(page)


def test_a_finger_taps_and_drags_the_start(phone: Page, server: Server) -> None:
    follow(phone, server.url, {**BOOTH, "start": "-4,3"})
    phone.locator('[data-view="contour"]').scroll_into_view_if_needed()
    runs = run_count(phone)
    phone.touchscreen.tap(*pixel(phone, 6, -5))
    wait_for_a_run(phone, after=runs)
    placed = place_of(phone)
    assert placed == pytest.approx((6, -5), abs=0.1)
    finger, runs = phone.context.new_cdp_session(phone), run_count(phone)
    x, y = pixel(phone, *placed)
    touch(finger, "touchStart", x, y)
    for by in (20, 60):
        touch(finger, "touchMove", x, y - by)
        next_frames(phone)
    touch(finger, "touchEnd")
    wait_for_a_run(phone, after=runs)
    assert place_of(phone)[1] > placed[1] + 1
    # Where a path is, a finger asks for its iterate.
    runs, where = run_count(phone), place_of(phone)
    path = run(OBJECTIVES["booth"], OPTIMIZERS["gd"](step_size=0.01), where, 30).x
    touch(finger, "touchStart", *pixel(phone, *path[30]))
    expect(phone.locator('[data-role="tooltip"]')).to_be_visible()
    touch(finger, "touchEnd")
    next_frames(phone)
    assert run_count(phone) == runs and place_of(phone) == where
