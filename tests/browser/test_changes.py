"""Sliders, links and mistakes: what must survive a change of settings, and what a link must bring back."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from optim import OBJECTIVES, OPTIMIZERS, random_start, run
from tests.driver.reading import query
from tests.driver.server import Server
from tests.driver.stage import (
    button,
    follow,
    iterate,
    play_to_the_end,
    run_count,
    seek,
    slide,
    slider,
    wait_for_a_run,
    wait_for_state,
    wait_until_ready,
)
from tests.driver.surface import EYE, turn_the_surface

# Keeps the very nodes and the WebGL context, so that a later look can tell whether they are still the same.
REMEMBER = """() => {
    const plot = document.querySelector('[data-view="surface"] .js-plotly-plot');
    const {gl} = plot._fullLayout.scene._scene.glplot;
    window.remembered = {gl, canvases: [...document.querySelectorAll("[data-view] canvas")]};
}"""
SAME = """() => {
    const plot = document.querySelector('[data-view="surface"] .js-plotly-plot');
    const {gl} = plot._fullLayout.scene._scene.glplot;
    const now = [...document.querySelectorAll("[data-view] canvas")], {canvases} = window.remembered;
    return gl === window.remembered.gl && !gl.isContextLost()
        && now.length === canvases.length && now.every((canvas, i) => canvas === canvases[i]);
}"""


def test_fifty_fast_changes_keep_canvas_camera_and_clock(page: Page, server: Server) -> None:
    follow(page, server.url)
    seek(page, 20)
    eye = turn_the_surface(page)
    page.evaluate(REMEMBER)
    first_runs = run_count(page)
    slide(page, "step_size", 25)
    slide(page, "step_size", -20)
    last = slide_to(page, "step_size", "0.02")  # a busy page may have taken fewer keys than were pressed
    rho = slide(page, "rho", -3)
    expect(page).to_have_url(re.compile(rf"step_size={last}&rho={rho}"))
    wait_for_a_run(page, after=first_runs)
    assert page.evaluate(SAME)
    assert page.evaluate(EYE) == pytest.approx(eye)
    wait_for_state(page, iterate=20, playing="false")
    bowl = OBJECTIVES["bowl"]
    rmsprop = OPTIMIZERS["rmsprop"](step_size=float(last), rho=float(rho))
    x = run(bowl, rmsprop, random_start(bowl.bounds, seed=1), 50).x[20]
    # The distance is the one number of these settings that is written without a power of ten.
    shown = page.locator('[data-optimizer="rmsprop"] [data-field="distance"]')
    expect(shown).to_have_text(f"{np.hypot(*x):.3g}")


def slide_to(page: Page, key: str, text: str) -> str:
    """Moves a slider by single keys until it says this."""
    handle = slider(page, key)
    for _ in range(50):
        at = handle.get_attribute("aria-valuetext")
        if at == text:
            break
        slide(page, key, 1 if float(at) < float(text) else -1)
    return text


def test_back_and_forward_walk_through_the_settings(page: Page, server: Server) -> None:
    follow(page, server.url, {"seed": 3})
    settings = [picture_of(page)]
    for _ in range(2):  # one position each: whoever is slow between two steps has made two changes
        runs = run_count(page)
        position = slide(page, "step_size", 1)
        expect(page).to_have_url(re.compile(rf"step_size={position}(&|$)"))
        wait_for_a_run(page, after=runs)
        settings.append(picture_of(page))
    assert len({str(setting) for setting in settings}) == 3, "the settings do not differ"
    for walk, wanted in (("go_back", 1), ("go_back", 0), ("go_forward", 1)):
        getattr(page, walk)()
        wait_for_picture(page, settings[wanted])


def picture_of(page: Page) -> dict[str, str]:
    """What the address, the slider and the scoreboard say of the step size."""
    return {
        "address": query(page).get("step_size", ""),
        "slider": slider(page, "step_size").get_attribute("aria-valuetext"),
        "value": page.locator('[data-optimizer="gd"] [data-field="value"]').inner_text(),
    }


def wait_for_picture(page: Page, wanted: dict[str, str]) -> None:
    """Waits until address, slider and scoreboard say this."""
    expect(slider(page, "step_size")).to_have_attribute("aria-valuetext", wanted["slider"])
    expect(page.locator('[data-optimizer="gd"] [data-field="value"]')).to_have_text(wanted["value"])
    page.wait_for_url(lambda _: query(page).get("step_size", "") == wanted["address"])


def test_a_link_brings_back_the_same_picture(page: Page, server: Server) -> None:
    settings = {"objective": "booth", "optimizers": "rmsprop,gd", "step_size": 0.05, "n_iter": 100, "seed": 3}
    follow(page, server.url, settings)
    seek(page, 40)
    values = [row.inner_text() for row in page.locator("[data-optimizer]").all()]
    page.reload()
    wait_until_ready(page)
    wait_for_state(page, objective="booth", n_iter=100)
    seek(page, 40)
    assert [row.inner_text() for row in page.locator("[data-optimizer]").all()] == values
    assert page.locator("[data-optimizer]").count() == 2
    assert query(page) == {name: str(value) for name, value in settings.items()}


BAD = {
    **{"step_size": "abc", "rho": "7", "n_iter": "1e99", "objective": "hill", "optimizers": "nobody"},
    **{"view": "1,2,3", "seed": "<script>alert(1)</script>"},
}


def test_a_bad_link_shows_a_picture_and_says_what_was_mended(page: Page, server: Server) -> None:
    follow(page, server.url, BAD)
    expect(page.get_by_text(re.compile("; using"))).to_have_count(len(BAD))
    text = page.locator('[data-testid="stMain"]').inner_text()
    assert page.locator('[data-testid="stException"]').count() == 0
    assert "Traceback" not in text


@pytest.mark.parametrize(
    "extreme",
    [
        {"step_size": 10, "objective": "beale", "n_iter": 10000},
        {"step_size": 0.00001, "n_iter": 1, "objective": "stretched_bowl", "rho": 0},
    ],
    ids=str,
)
def test_extreme_settings_are_drawn_without_complaint(page: Page, server: Server, extreme: dict) -> None:
    follow(page, server.url, extreme)
    play_to_the_end(page)
    for status in page.locator('[data-field="status"]').all():
        assert status.inner_text().strip()


def test_a_double_click_and_a_resize_keep_the_picture(stage: Page) -> None:
    stage.evaluate(REMEMBER)
    stage.locator('[data-view="contour"]').dblclick()
    stage.set_viewport_size({"width": 1100, "height": 800})
    stage.wait_for_function(LAYERS_FIT)
    stage.set_viewport_size({"width": 1440, "height": 900})
    stage.wait_for_function(LAYERS_FIT)
    assert stage.evaluate(SAME)
    assert iterate(stage) == 20


LAYERS_FIT = """() => ["contour", "surface"].every(name => {
    const view = document.querySelector(`[data-view="${name}"]`);
    const layer = view.querySelector('canvas[data-layer="trail"]');
    const [a, b] = [view, layer].map(element => element.getBoundingClientRect());
    return b.width > 100 && b.right <= a.right + 2 && b.left >= a.left - 2;
})"""


def test_the_frame_is_the_visitors_choice(page: Page, server: Server) -> None:
    follow(page, server.url)
    width = """() => {
        const {range} = document.querySelector('[data-view="contour"] .js-plotly-plot')._fullLayout.xaxis;
        return range[1] - range[0];
    }"""
    fit = button(page, "fit")
    expect(fit).to_have_attribute("aria-pressed", "false")  # a close view, but one that stands still
    for pressed, wide in (("true", "< 1.5"), ("false", ">= 2"), ("true", "< 1.5")):
        fit.click()
        expect(fit).to_have_attribute("aria-pressed", pressed)
        page.wait_for_function(f"() => ({width})() {wide}")
    expect(page).to_have_url(re.compile("view=fit"))
    before = page.evaluate(width)
    slide(page, "seed", 3)  # on release the frame follows
    page.wait_for_function(f"before => ({width})() !== before", arg=before)
    zoom(page)
    expect(fit).to_have_attribute("aria-pressed", "false")
    expect(page).not_to_have_url(re.compile("view=fit"))


def zoom(page: Page) -> None:
    """Draws a box on the contour with the mouse."""
    box = page.locator('[data-view="contour"] .nsewdrag').bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y + 90, steps=4)
    page.mouse.up()
