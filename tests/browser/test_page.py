"""A visitor opens the page and plays: the first visit, the transport, the keyboard, the tooltip."""

import pytest
from playwright.sync_api import Page, expect

from optim import OBJECTIVES, OPTIMIZERS, random_start, run
from scripts.server import Server
from scripts.stage import (
    STAGE,
    button,
    iterate,
    open_page,
    play_to_the_end,
    seek,
    wait_for_state,
)


@pytest.fixture
def stage(page: Page, server: Server) -> Page:
    """The first page, standing still at iterate 20."""
    open_page(page, server.url)
    seek(page, 20)
    return page


def test_the_first_visit_is_the_tutorials_run_played_once(page: Page, server: Server) -> None:
    stage = open_page(page, server.url)
    expect(stage).to_have_attribute("data-objective", "bowl")
    expect(stage).to_have_attribute("data-n-iter", "50")
    expect(stage).to_have_attribute("data-playing", "true")
    play_to_the_end(page)
    seconds = page.evaluate("""() => {
        const draws = performance.getEntriesByName("stage.draw");
        const moving = draws.filter((draw, i) => i && draw.detail.iterate !== draws[i - 1].detail.iterate);
        return (moving.at(-1).startTime - moving[0].startTime) / 1000;
    }""")
    assert 1.5 < seconds < 6


def test_who_prefers_reduced_motion_sees_the_whole_run_at_rest(visit, server: Server) -> None:
    page = visit(reduced_motion="reduce")
    stage = open_page(page, server.url)
    expect(stage).to_have_attribute("data-playing", "false")
    expect(stage).to_have_attribute("data-iterate", "50")


def test_the_views_are_all_there(stage: Page) -> None:
    for view in ("contour", "surface", "loss", "effective_step", "accumulator"):
        assert stage.locator(f'[data-view="{view}"] canvas[data-layer="trail"]').is_visible()


def test_the_scoreboard_tells_the_values_of_the_run(stage: Page) -> None:
    bowl = OBJECTIVES["bowl"]
    start = random_start(bowl.bounds, seed=1)
    for name in OPTIMIZERS:
        value = run(bowl, OPTIMIZERS[name](step_size=0.01), start, 50).value[20]
        row = stage.locator(f'[data-optimizer="{name}"]')
        assert number(row.locator('[data-field="value"]').text_content()) == pytest.approx(value, rel=0.06)
        assert row.locator('[data-field="status"]').text_content().strip()


def test_space_pauses_and_plays(page: Page, server: Server) -> None:
    open_page(page, server.url, {"n_iter": 10000})
    button(page, "speed").select_option(label="1 a second")
    page.locator('[data-view="contour"]').click(position={"x": 5, "y": 5})
    for playing in toggled(page, 2):
        page.keyboard.press("Space")
        wait_for_state(page, playing=playing)


def toggled(page: Page, times: int) -> list[str]:
    """What data-playing will be after each of so many presses of Space."""
    now = page.locator(STAGE).get_attribute("data-playing") == "true"
    return [str(now ^ (n % 2 == 0)).lower() for n in range(times)]


def test_a_step_button_steps_and_pauses(page: Page, server: Server) -> None:
    open_page(page, server.url)
    seek(page, 0)
    button(page, "play").click()
    wait_for_state(page, playing="true")
    button(page, "forward").click()
    wait_for_state(page, playing="false")
    here = iterate(page)
    button(page, "forward").click()
    wait_for_state(page, iterate=here + 1, playing="false")
    button(page, "back").click()
    button(page, "back").click()
    wait_for_state(page, iterate=here - 1, playing="false")


def test_scrubbing_puts_every_view_on_the_same_iterate(stage: Page) -> None:
    before = pictures(stage)
    seek(stage, 35)
    after = pictures(stage)
    assert [view for view in before if before[view] == after[view]] == []


def pictures(page: Page) -> dict[str, str]:
    """What each view's own canvas shows, once the frame on its way is drawn."""
    return page.evaluate("""async () => {
        for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
        const layers = [...document.querySelectorAll('[data-view] canvas[data-layer="trail"]')];
        return Object.fromEntries(layers.map(c => [c.closest("[data-view]").dataset.view, c.toDataURL()]));
    }""")


def test_first_goes_back_to_the_start(stage: Page) -> None:
    button(stage, "first").click()
    wait_for_state(stage, iterate=0)


def test_a_loop_starts_again(page: Page, server: Server) -> None:
    open_page(page, server.url)
    button(page, "loop").click()
    seek(page, 45)
    button(page, "play").click()
    page.wait_for_function(f"() => Number(document.querySelector('{STAGE}').dataset.iterate) < 40")
    assert page.locator(STAGE).get_attribute("data-playing") == "true"


def test_speeds_run_from_one_a_second_to_instant(stage: Page) -> None:
    speed = button(stage, "speed")
    speed.select_option(label="1 a second")
    button(stage, "play").click()
    wait_for_state(stage, iterate=21)
    assert iterate(stage) <= 22
    speed.select_option(label="instant")
    play_to_the_end(stage)


def test_the_keyboard_alone_is_enough(page: Page, server: Server) -> None:
    open_page(page, server.url)
    pause_by_keyboard(page)
    here = iterate(page)
    page.keyboard.press("ArrowLeft")
    wait_for_state(page, iterate=here - 1)
    page.keyboard.press("ArrowRight")
    wait_for_state(page, iterate=here, playing="false")


def pause_by_keyboard(page: Page) -> None:
    """Reaches the transport with Tab, as many times as it takes, and stops the clock with Space."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.action") == "play":
            break
    else:
        pytest.fail("Tab does not reach the transport")
    play_to_the_end(page)
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    page.keyboard.press("Space")
    wait_for_state(page, playing="true")
    page.keyboard.press("Space")
    wait_for_state(page, playing="false")


def test_hover_tells_the_iterate_under_the_pointer(stage: Page) -> None:
    bowl = OBJECTIVES["bowl"]
    trajectory = run(bowl, OPTIMIZERS["rmsprop"](0.01), random_start(bowl.bounds, seed=1), 50)
    pointer = stage.evaluate(PIXEL, trajectory.x[5].tolist())
    stage.mouse.move(pointer["x"], pointer["y"])
    tooltip = stage.locator('[data-role="tooltip"]')
    expect(tooltip).to_be_visible()
    expect(tooltip).to_contain_text("RMSProp, iterate 5")
    stage.mouse.move(700, 5)
    expect(tooltip).to_be_hidden()


PIXEL = """([x, y]) => {
    const plot = document.querySelector('[data-view="contour"] .js-plotly-plot');
    const {xaxis, yaxis} = plot._fullLayout, box = plot.getBoundingClientRect();
    return {x: box.left + xaxis._offset + xaxis.l2p(x), y: box.top + yaxis._offset + yaxis.l2p(y)};
}"""


def test_ten_thousand_iterates_play_at_the_screens_rate(page: Page, server: Server) -> None:
    open_page(page, server.url, {"n_iter": 10000, "objective": "rosenbrock", "step_size": 0.001})
    seek(page, 0)
    button(page, "play").click()
    rate = page.evaluate("""() => new Promise(done => {
        const from = performance.now();
        setTimeout(() => done(performance.getEntriesByName("stage.draw")
            .filter(draw => draw.startTime > from).length / (performance.now() - from) * 1000), 1500);
    })""")
    assert rate >= 40


def number(text: str) -> float:
    """A number as the page writes it: a true minus, a power of ten with its exponent raised."""
    text = text.strip().replace("−", "-")
    mantissa, _, exponent = text.partition("×10")
    return float(mantissa) * 10 ** float(exponent or 0)
