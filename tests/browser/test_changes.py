"""Sliders, links and mistakes: what must survive a change of settings, and what a link must bring back."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from scripts.server import Server
from scripts.stage import (
    STAGE,
    button,
    drag,
    iterate,
    open_page,
    play_to_the_end,
    run_count,
    seek,
    slide,
    wait_for_state,
    wait_until_ready,
)

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
EYE = """() => {
    const scene = document.querySelector('[data-view="surface"] .js-plotly-plot')._fullLayout.scene._scene;
    return scene.getCamera().eye;
}"""


def query(page: Page) -> dict[str, str]:
    """The settings that the address holds."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def turn_the_surface(page: Page) -> dict[str, float]:
    """Drags the surface round and returns where the camera then stands."""
    before = page.evaluate(EYE)
    box = page.locator('[data-view="surface"]').bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 60, middle[1] + 10, steps=8)
    page.mouse.up()
    after = page.evaluate(EYE)
    assert after != pytest.approx(before), "dragging does not turn the surface"
    return after


def test_fifty_fast_changes_keep_canvas_camera_and_clock(page: Page, server: Server) -> None:
    open_page(page, server.url)
    seek(page, 20)
    eye = turn_the_surface(page)
    page.evaluate(REMEMBER)
    first_runs = run_count(page)
    slide(page, "step_size", 25)
    slide(page, "step_size", -20)
    last = slide(page, "step_size", -2)
    slide(page, "rho", -3)
    expect(page).to_have_url(re.compile(r"rho="))
    assert float(query(page)["step_size"]) == pytest.approx(float(last))
    page.wait_for_function(f"() => Number(document.querySelector('{STAGE}').dataset.run) > {first_runs}")
    assert page.evaluate(SAME)
    assert page.evaluate(EYE) == pytest.approx(eye)
    wait_for_state(page, iterate=20, playing="false")


def test_a_slider_dragged_by_the_mouse_moves_the_run(page: Page, server: Server) -> None:
    open_page(page, server.url)
    seek(page, 50)
    shown = page.locator('[data-optimizer="gd"] [data-field="value"]')
    before, runs = shown.text_content(), run_count(page)
    drag(page, "step_size", 40)
    expect(page).to_have_url(re.compile(r"step_size="))
    page.wait_for_function(f"() => Number(document.querySelector('{STAGE}').dataset.run) > {runs}")
    expect(shown).not_to_have_text(before)


def test_a_change_of_objective_draws_another_hill(page: Page, server: Server) -> None:
    open_page(page, server.url)
    page.locator(".st-key-objective").get_by_role("combobox").click()
    page.get_by_role("option", name="Rosenbrock").click()
    wait_for_state(page, objective="rosenbrock", ready="true")
    assert query(page)["objective"] == "rosenbrock"


def test_a_link_brings_back_the_same_picture(page: Page, server: Server) -> None:
    settings = {"objective": "booth", "optimizers": "rmsprop,gd", "step_size": 0.05, "n_iter": 100, "seed": 3}
    open_page(page, server.url, settings)
    seek(page, 40)
    values = [row.inner_text() for row in page.locator("[data-optimizer]").all()]
    page.reload()
    wait_until_ready(page)
    wait_for_state(page, objective="booth", n_iter=100)
    seek(page, 40)
    assert [row.inner_text() for row in page.locator("[data-optimizer]").all()] == values
    assert page.locator("[data-optimizer]").count() == 2
    assert query(page) == {name: str(value) for name, value in settings.items()}


def test_back_leads_to_the_page_before(page: Page, server: Server) -> None:
    open_page(page, server.url, {"seed": 3})
    open_page(page, server.url, {"seed": 4})
    page.go_back()
    wait_until_ready(page)
    assert query(page) == {"seed": "3"}


BAD = (
    {"step_size": "abc"},
    {"rho": "7"},
    {"n_iter": "1e99", "seed": "-1"},
    {"objective": "hill", "optimizers": "nobody"},
    {"view": "1,2,3"},
    {"step_size": "nan", "seed": "<script>alert(1)</script>"},
)


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: ",".join(bad))
def test_a_bad_link_shows_a_picture_and_says_what_was_mended(page: Page, server: Server, bad: dict) -> None:
    open_page(page, server.url, bad)
    text = page.locator('[data-testid="stMain"]').inner_text()
    assert "using" in text
    assert page.locator('[data-testid="stException"]').count() == 0
    assert "Traceback" not in text


@pytest.mark.parametrize(
    "extreme",
    [
        {"step_size": 10, "objective": "beale", "n_iter": 10000},
        {"step_size": 0.00001, "n_iter": 1},
        {"step_size": 1, "n_iter": 200},
        {"step_size": 0.5, "objective": "stretched_bowl", "rho": 0},
    ],
    ids=str,
)
def test_extreme_settings_are_drawn_without_complaint(page: Page, server: Server, extreme: dict) -> None:
    open_page(page, server.url, extreme)
    play_to_the_end(page)
    for status in page.locator('[data-field="status"]').all():
        assert status.inner_text().strip()


def test_a_double_click_and_a_resize_keep_the_picture(page: Page, server: Server) -> None:
    open_page(page, server.url)
    seek(page, 20)
    page.evaluate(REMEMBER)
    page.locator('[data-view="contour"]').dblclick()
    page.set_viewport_size({"width": 1100, "height": 800})
    page.set_viewport_size({"width": 1440, "height": 900})
    assert page.evaluate(SAME)
    assert iterate(page) == 20
    fits = """() => [...document.querySelectorAll('[data-view]')].every(view => {
        const layer = view.querySelector('canvas[data-layer="trail"]');
        const [a, b] = [view, layer].map(element => element.getBoundingClientRect());
        return b.width > 100 && b.right <= a.right + 2 && b.left >= a.left - 2;
    })"""
    page.wait_for_function(fits)


def test_the_frame_is_the_visitors_choice(page: Page, server: Server) -> None:
    open_page(page, server.url)
    width = """() => {
        const {range} = document.querySelector('[data-view="contour"] .js-plotly-plot')._fullLayout.xaxis;
        return range[1] - range[0];
    }"""
    button(page, "frame-domain").click()
    page.wait_for_function(f"() => ({width})() >= 2")
    button(page, "frame-fit").click()
    page.wait_for_function(f"() => ({width})() < 1.5")
