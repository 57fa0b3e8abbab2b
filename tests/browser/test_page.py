"""A visitor opens the page and plays: the first visit, the transport, the keyboard, the tooltip."""

import pytest
from playwright.sync_api import Page, expect

from optim import OBJECTIVES, OPTIMIZERS, random_start, run
from tests.driver.reading import PIXEL, number
from tests.driver.server import Server
from tests.driver.stage import STAGE, button, follow, iterate, play_to_the_end, seek, wait_for_state
from ui.settings.record import DEFAULT


def test_the_first_visit_is_the_tutorials_run_played_once(visit, server: Server) -> None:
    page = visit(reduced_motion="no-preference")
    page.goto(server.url, wait_until="commit")
    stage = page.locator(STAGE)
    expect(stage).to_have_attribute("data-playing", "true", timeout=30_000)
    expect(stage).to_have_attribute("data-objective", "bowl")
    expect(stage).to_have_attribute("data-n-iter", "50")
    play_to_the_end(page)
    shown = page.evaluate(
        """() => performance.getEntriesByName("stage.draw").map(draw => draw.detail.iterate)"""
    )
    assert shown == sorted(shown) and (shown[0], shown[-1]) == (0, 50)


def test_the_views_are_all_there(stage: Page) -> None:
    for view in ("contour", "surface", "loss", "effective_step", "accumulator"):
        assert stage.locator(f'[data-view="{view}"] canvas[data-layer="trail"]').is_visible()


def test_the_pills_show_the_marks_of_the_stage(stage: Page) -> None:
    marks = stage.locator(".st-key-optimizers button img")
    expect(marks).to_have_count(3)
    for mark in marks.all():
        expect(mark).to_have_js_property("naturalWidth", 20)


def test_the_scoreboard_tells_the_values_of_the_run(stage: Page) -> None:
    bowl = OBJECTIVES["bowl"]
    start = random_start(bowl.bounds, seed=1)
    for name in DEFAULT.optimizers:
        value = run(bowl, OPTIMIZERS[name](step_size=0.01), start, 50).value[20]
        row = stage.locator(f'[data-optimizer="{name}"]')
        # Very small values have two significant figures.
        assert number(row.locator('[data-field="value"]').text_content()) == pytest.approx(value, rel=0.06)
        assert row.locator('[data-field="status"]').text_content().strip()


def test_space_plays_and_pauses(stage: Page) -> None:
    button(stage, "speed").select_option(index=0)
    stage.evaluate("document.activeElement.blur()")
    stage.keyboard.press("Space")
    wait_for_state(stage, playing="true")
    stage.keyboard.press("Space")
    wait_for_state(stage, playing="false")


def test_the_arrow_keys_step(stage: Page) -> None:
    stage.keyboard.press("ArrowRight")
    wait_for_state(stage, iterate=21)
    stage.keyboard.press("ArrowLeft")
    stage.keyboard.press("ArrowLeft")
    wait_for_state(stage, iterate=19)


def test_a_step_button_steps_and_pauses(stage: Page) -> None:
    seek(stage, 0)
    button(stage, "play").click()
    wait_for_state(stage, playing="true")
    button(stage, "forward").click()
    wait_for_state(stage, playing="false")
    here = iterate(stage)
    button(stage, "forward").click()
    wait_for_state(stage, iterate=here + 1, playing="false")
    button(stage, "back").click()
    button(stage, "back").click()
    wait_for_state(stage, iterate=here - 1, playing="false")


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


def test_a_loop_starts_again(stage: Page) -> None:
    button(stage, "loop").click()
    seek(stage, 45)
    button(stage, "play").click()
    stage.wait_for_function(f"() => Number(document.querySelector('{STAGE}').dataset.iterate) < 40")
    assert stage.locator(STAGE).get_attribute("data-playing") == "true"


def test_speeds_run_from_one_a_second_to_instant(stage: Page) -> None:
    speed = button(stage, "speed")
    speed.select_option(index=0)
    button(stage, "play").click()
    wait_for_state(stage, iterate=21)
    speed.select_option(label="instant")
    play_to_the_end(stage)


def test_the_keyboard_alone_is_enough(stage: Page) -> None:
    tab_to(stage, "play")
    assert stage.evaluate("document.activeElement.matches(':focus-visible')")
    stage.keyboard.press("Space")
    wait_for_state(stage, playing="true")
    stage.keyboard.press("Space")
    wait_for_state(stage, playing="false")
    here = iterate(stage)
    stage.keyboard.press("ArrowRight")  # Play has the focus still
    wait_for_state(stage, iterate=here + 1)
    tab_to(stage, "scrub")
    stage.keyboard.press("Home")
    wait_for_state(stage, iterate=0)
    stage.keyboard.press("ArrowRight")
    wait_for_state(stage, iterate=1)


def tab_to(page: Page, action: str) -> None:
    """Presses Tab until the focus is on a control of the transport."""
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.action") == action:
            return
    pytest.fail(f"Tab does not reach {action}")


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


def test_ten_thousand_iterates_play_at_the_screens_rate(page: Page, server: Server) -> None:
    """Of the frames that the browser draws while they play, hardly one may pass without a new picture."""
    follow(page, server.url, {"n_iter": 10000, "objective": "rosenbrock", "step_size": 0.001})
    seek(page, 0)
    button(page, "play").click()
    frames, draws = page.evaluate("""() => new Promise(done => {
        const from = performance.now();
        let frames = 0;
        const look = now => {
            frames++;
            if (now - from < 1500) return requestAnimationFrame(look);
            const draws = performance.getEntriesByName("stage.draw").filter(draw => draw.startTime > from);
            done([frames, draws.length]);
        };
        requestAnimationFrame(look);
    })""")
    assert draws >= 0.9 * frames


INK = """async (width) => {
    const m = await import("/app/static/draw/ink.js");
    const at = Float32Array.from({ length: 400 }, (_, i) => i);
    const trail = { px: at, py: at, at, move: new Uint8Array(400), hidden: null, beads: [] };
    const canvas = Object.assign(document.createElement("canvas"), { width, height: 40 });
    const ctx = canvas.getContext("2d");
    new m.Ink().draw(ctx, trail, 399, "red", "white");
    return width > 0 && ctx.getImageData(20, 20, 1, 1).data[0] > 200;
}"""


def test_a_long_path_on_a_stage_without_room_is_no_error(stage: Page) -> None:
    assert stage.evaluate(INK, 40)
    assert not stage.evaluate(INK, 0)
