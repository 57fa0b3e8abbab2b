"""What live drag needs of Streamlit's sliders, and that they work without it."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.driver.drag import ELEMENTS, deafen
from tests.driver.server import Server
from tests.driver.stage import STAGE, follow, next_frames, open_page, run_count, thumb

SLIDERS = ("step_size", "rho", "n_iter", "seed")
# Notes the positions that a slider's input takes, and how many runs the stage had received by then.
WATCH = """name => {
    const input = document.querySelector(`.st-key-${name} input[type=range]`);
    const stage = document.querySelector('[data-testid="stage"]');
    window.steps = [];
    new MutationObserver(() => {
        window.steps.push({position: Number(input.getAttribute("value")), runs: Number(stage.dataset.run)});
    }).observe(input, {attributes: true, attributeFilter: ["value"]});
}"""


def test_streamlits_slider_is_built_as_live_drag_needs_it(page: Page, server: Server) -> None:
    """If this fails after an upgrade of Streamlit: static/hands/sliders.js reads these inputs."""
    follow(page, server.url)
    for name in SLIDERS:
        inputs = page.locator(f".st-key-{name} input[type=range]")
        expect(inputs, f"{name} is one range input").to_have_count(1)  # the sliders come after the stage
        page.evaluate(WATCH, name)
        runs, before = run_count(page), int(inputs.get_attribute("value"))
        assert 0 <= before <= int(inputs.get_attribute("max")), "its value is not the place of a position"
        inputs.focus()
        page.keyboard.down("ArrowRight")
        step = page.wait_for_function("() => window.steps[0]").json_value()
        assert step["position"] == before + 1, "an arrow key is not one position"
        assert step["runs"] == runs, "the input changes only after Python has heard"
        page.keyboard.up("ArrowRight")
        page.wait_for_function(f"() => Number(document.querySelector('{STAGE}').dataset.run) > {runs}")


# Where a slider's thumb is, what stands over it, and what a reader is told.
SLIDER = """() => {
    const box = document.querySelector(".st-key-step_size"), input = box.querySelector("input");
    const value = box.querySelector('[data-testid="stSliderThumbValue"]').innerText;
    return [input.parentElement.parentElement.style.left, value, input.getAttribute("aria-valuetext")];
}"""


def test_a_slider_that_plays_moves_its_thumb_and_its_value(page: Page, server: Server) -> None:
    follow(page, server.url)
    play, runs = page.locator(".st-key-play_step_size button"), run_count(page)
    left, value, said = page.evaluate(SLIDER)
    assert value == said == "0.01"
    play.click()
    page.wait_for_function(
        f"before => ({SLIDER})().every((now, i) => now !== before[i])", arg=[left, value, said]
    )
    assert run_count(page) == runs
    play.click()
    expect(page).to_have_url(re.compile("step_size="))
    next_frames(page)
    _, value, said = page.evaluate(SLIDER)
    assert value == said and f"step_size={value}" in page.url


def test_without_live_drag_the_sliders_work_on_release(visit: Callable[..., Page], server: Server) -> None:
    """static/hands/sliders.js never hears of a slider, as on a page that is built otherwise."""
    page = visit(reduced_motion="reduce")
    page.route(ELEMENTS, deafen)
    open_page(page, server.url)
    before, runs = values(page), run_count(page)
    x, y = thumb(page, "step_size")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y, steps=4)
    next_frames(page)
    assert values(page) == before
    page.mouse.up()
    page.wait_for_function(f"() => Number(document.querySelector('{STAGE}').dataset.run) > {runs}")
    next_frames(page)
    assert values(page) != before
    expect(page).to_have_url(re.compile("step_size="))


def values(page: Page) -> list[str]:
    """f of each optimizer, as the scoreboard says it."""
    return page.locator('[data-optimizer] [data-field="value"]').all_inner_texts()
