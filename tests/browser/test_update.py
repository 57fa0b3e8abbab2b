"""One update with numbers: folded away, true to the digit, and gone through slowly."""

import os
import re
import signal
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from optim import OBJECTIVES, OPTIMIZERS, Trajectory, random_start, run
from optim.explain.digits import digits, rounded
from optim.explain.substeps import explain
from tests.driver.axe import serious
from tests.driver.drag import values
from tests.driver.reading import number
from tests.driver.server import Server, free_port, serve
from tests.driver.stage import (
    AT_REST,
    STAGE,
    button,
    follow,
    iterate,
    next_frames,
    open_page,
    seek,
    slide,
    slider,
    thumb,
    wait_for_state,
)

PANEL = f'{STAGE} [data-role="update"]'


def panel(page: Page, optimizer: str | None = None) -> Locator:
    """The panel, opened, once it shows the numbers of the race (and, if given, of that optimizer)."""
    found = page.locator(PANEL)
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    if optimizer:
        button(page, "update-of").select_option(optimizer)
    expect(found.locator('[data-field="which"]')).to_contain_text("Update")
    return found


def results(page: Page) -> np.ndarray:
    """(n_substeps, 2): what each sub-step gives, as the panel writes it."""
    texts = page.evaluate(
        """panel => [...document.querySelectorAll(panel + " [data-axis]")].map(line => {
            const place = line.querySelector("[data-slot]");
            return [...place.querySelectorAll("mn")].map(part => part.textContent);
        })""",
        PANEL,
    )
    if not all(texts):  # new sub-steps get their numbers with the next frame
        return np.full((len(texts) // 2, 2), np.nan)
    numbers = [number(t[0] if len(t) == 1 else f"{t[0]}×10{t[2]}") for t in texts]
    return np.array(numbers).reshape(-1, 2)


def printed(trajectory: Trajectory, k: int) -> np.ndarray:
    """(n_substeps, 2): what the sub-steps of update k give, to the digits that are written."""
    told = explain(trajectory)
    values, chosen = told.values[k].copy(), digits(trajectory, told)
    values[-1] = trajectory.x[k + 1]
    return rounded(values, np.stack([chosen[result][k] for result in told.results]))


def lit(page: Page) -> list[int]:
    """Which sub-steps are lit."""
    steps = page.locator(f'{PANEL} [aria-current="step"]').all()
    return [int(step.get_attribute("data-step")) for step in steps]


@pytest.fixture
def closing(stage: Page):
    """The shared page; what was opened is closed again."""
    yield stage
    stage.evaluate("panel => document.querySelector(panel).removeAttribute('open')", PANEL)


def test_it_is_folded_away(stage: Page) -> None:
    assert stage.locator(PANEL).get_attribute("open") is None
    expect(button(stage, "step-on")).to_be_hidden()


def test_the_numbers_are_pythons_at_every_iterate(page: Page, server: Server) -> None:
    names, bowl = ("rmsprop", "adam", "rprop"), OBJECTIVES["bowl"]
    follow(page, server.url, {"optimizers": ",".join(names)})
    for name in names:
        trajectory = run(bowl, OPTIMIZERS[name](step_size=0.01), random_start(bowl.bounds, seed=1), 50)
        panel(page, name)
        for k in (0, 7, 20, 49, 50):
            seek(page, k)
            next_frames(page)
            np.testing.assert_allclose(results(page), printed(trajectory, min(k, 49)), rtol=1e-9)


def test_a_step_lights_one_sub_step_after_the_other_and_then_the_clock_moves(closing: Page) -> None:
    opened = panel(closing, "rmsprop")
    said = opened.locator('[role="status"]')
    for place in range(6):
        button(closing, "step-on").click()
        assert lit(closing) == [place]
        expect(said).to_contain_text(f"Sub-step {place + 1} of 6: ")
        assert iterate(closing) == 20
    button(closing, "step-back").click()
    assert lit(closing) == [4]
    button(closing, "step-on").click()
    button(closing, "step-on").click()
    wait_for_state(closing, iterate=21)
    assert lit(closing) == []


# How many pixels of the sub-step are drawn, over contour and surface; and what is written at its tip.
DRAWN = """() => ["contour", "surface"].map(name => {
    const view = document.querySelector(`[data-view="${name}"]`);
    const canvas = view.querySelector('canvas[data-layer="substep"]');
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const tip = view.querySelector(".stage-substep");
    return [data.filter((value, i) => i % 4 === 3 && value > 0).length, tip.hidden ? "" : tip.textContent];
})"""


def test_what_is_pointed_at_or_focused_is_drawn_on_both_pictures(closing: Page) -> None:
    opened = panel(closing, "rmsprop")
    closing.mouse.move(5, 5)
    next_frames(closing)
    assert closing.evaluate(DRAWN) == [[0, ""]] * 2
    pictures = set()
    for place, letters in ((0, "g"), (4, "αε+s"), (5, "x")):
        opened.locator(f'[data-step="{place}"]').hover()
        next_frames(closing)
        drawn = closing.evaluate(DRAWN)
        assert min(count for count, _ in drawn) > 50, place
        assert [text for _, text in drawn] == [letters] * 2
        pictures.add(drawn[0][0])
    assert len(pictures) == 3, "each is drawn in its own way"
    closing.mouse.move(5, 5)
    opened.locator('[data-step="0"]').focus()
    next_frames(closing)
    assert closing.evaluate(DRAWN)[0][1] == "g"


SEEN = ["[data-view=contour]", "[data-role=update] select", '[data-step="0"] math']
IN_SIGHT = """seen => seen.every(selector => {
    const element = document.querySelector(selector), box = element.getBoundingClientRect();
    const middle = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    return middle?.closest(selector) && box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
})"""


@pytest.mark.parametrize("size", [(1440, 900), (1366, 768)])
def test_opened_it_stands_in_sight_with_the_picture(
    page: Page, server: Server, size: tuple[int, int]
) -> None:
    follow(page, server.url, {"optimizers": "rmsprop,gd"})
    before = page.viewport_size
    page.set_viewport_size({"width": size[0], "height": size[1]})
    panel(page, "rmsprop")
    page.wait_for_function(IN_SIGHT, arg=SEEN)
    page.set_viewport_size(before)


def test_on_a_phone_it_stands_below_the_contour(phone: Page, server: Server) -> None:
    follow(phone, server.url, {"optimizers": "rmsprop,gd"})
    panel(phone, "rmsprop")
    phone.wait_for_function(IN_SIGHT, arg=SEEN)
    phone.locator('[data-step="0"]').tap()
    next_frames(phone)
    assert phone.evaluate(DRAWN)[0][1] == "g"


def test_arrows_and_space_stay_the_clocks(closing: Page) -> None:
    panel(closing, "rmsprop")
    button(closing, "step-on").click()
    closing.keyboard.press("ArrowRight")
    wait_for_state(closing, iterate=21)
    next_frames(closing)
    assert lit(closing) == []  # another update is on show
    closing.locator(f"{PANEL} summary").focus()
    closing.keyboard.press("Space")
    expect(closing.locator("ol").first).to_be_hidden()
    wait_for_state(closing, playing="false")


def test_who_prefers_reduced_motion_goes_on_by_hand(closing: Page) -> None:
    panel(closing, "gd")
    through = button(closing, "step-through")
    through.click()
    expect(through).to_have_text("Next sub-step")
    assert lit(closing) == [0]
    through.click()
    assert lit(closing) == [1]
    through.click()
    wait_for_state(closing, iterate=21)


def test_it_goes_through_an_update_by_itself_and_can_be_paused(page: Page, server: Server) -> None:
    page.emulate_media(reduced_motion="no-preference")
    follow(page, server.url, {"optimizers": "gd"})
    opened = panel(page)
    seek(page, 20)
    through = button(page, "step-through")
    through.click()
    assert lit(page) == [0]
    expect(opened.locator('[data-step="1"]')).to_have_attribute("aria-current", "step")
    through.click()
    expect(through).to_have_text("Continue")
    next_frames(page, 90)  # 1.5 s at least: longer than a sub-step is lit
    assert lit(page) == [1]
    assert iterate(page) == 20
    through.click()
    expect(through).to_have_text("Pause")
    wait_for_state(page, iterate=21, playing="false")
    assert lit(page) == []
    page.emulate_media(reduced_motion="reduce")


def test_while_a_hand_is_on_a_slider_the_numbers_wait(page: Page, server: Server) -> None:
    follow(page, server.url, {"optimizers": "rmsprop"})
    opened = panel(page)
    before = results(page)
    x, y = thumb(page, "step_size")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y, steps=4)
    expect(opened.locator('[data-field="which"]')).to_have_text(
        "The numbers return when the slider is let go"
    )
    assert opened.get_attribute("data-stale") is not None
    page.mouse.up()
    expect(opened.locator('[data-field="which"]')).to_have_text(re.compile("Update 50"))
    assert opened.get_attribute("data-stale") is None
    assert not np.array_equal(results(page), before)


def expect_the_numbers_of(page: Page, step_size: float, rho: float = 0.99) -> None:
    """Waits until the open panel shows the update of RMSProp with these that leads on from iterate 5."""
    bowl = OBJECTIVES["bowl"]
    trajectory = run(bowl, OPTIMIZERS["rmsprop"](step_size, rho=rho), random_start(bowl.bounds, seed=1), 50)
    expected = printed(trajectory, 5)
    seen = np.nan
    for _ in range(600):  # frames; what is shown last is compared below
        fresh = page.locator(PANEL).get_attribute("data-stale") is None
        seen = results(page)
        if fresh and seen.shape == expected.shape and np.allclose(seen, expected, rtol=1e-9):
            break
        next_frames(page)
    np.testing.assert_allclose(seen, expected, rtol=1e-9)
    assert page.locator(PANEL).get_attribute("data-stale") is None


def test_the_numbers_follow_every_move_of_a_slider(page: Page, server: Server) -> None:
    follow(page, server.url, {"optimizers": "rmsprop"})
    panel(page)
    seek(page, 5)
    x, y = thumb(page, "step_size")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y, steps=4)
    page.mouse.up()
    expect_the_numbers_of(page, float(slider(page, "step_size").get_attribute("aria-valuetext")))
    step_size = float(slide(page, "step_size", -2))
    expect_the_numbers_of(page, step_size)
    rho = float(slide(page, "rho", -3))
    expect_the_numbers_of(page, step_size, rho)


APP = '[data-testid="stApp"]'


def test_without_a_server_all_goes_on_and_the_next_one_gets_what_was_moved(
    visit: Callable[..., Page],
) -> None:
    page, port = visit(loud=True), free_port()  # it complains of the server, and should
    with serve(port=port) as server:
        open_page(page, server.url)
        panel(page, "rmsprop")
        seek(page, 5)
        begun = slide(page, "step_size", 4)
        expect_the_numbers_of(page, float(begun))
        wait_for_state(page, engine="true")
        os.kill(server.pid, signal.SIGKILL)
        app = page.locator(APP)
        expect(app).not_to_have_attribute("data-test-connection-state", "CONNECTED")
        expect(page.locator('[data-role="waiting"]')).to_contain_text("wait for the server")
        before = values(page)
        x, y = thumb(page, "step_size")
        page.mouse.move(x, y)
        page.mouse.down()
        for by in (10, 20, 30):
            page.mouse.move(x + by, y)
            next_frames(page)
        page.mouse.up()
        next_frames(page)
        moved = values(page)
        assert all(moved[name] != before[name] for name in before)
        expect(slider(page, "step_size")).not_to_have_attribute("aria-valuetext", begun)
        step_size = slider(page, "step_size").get_attribute("aria-valuetext")
    with serve(port=port):
        expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=60_000)
        rho = slide(page, "rho", -3)  # while it runs for the first time
        expect(page).to_have_url(re.compile(f"step_size={step_size}&rho={rho}"), timeout=60_000)
        page.wait_for_selector(AT_REST, state="attached")
        expect(page.locator('[data-role="waiting"]')).to_be_empty()
        expect_the_numbers_of(page, float(step_size), float(rho))
        for name in ("adagrad", "gd"):  # which rho does not concern
            row = page.locator(f'{STAGE} [data-optimizer="{name}"] [data-field="value"]')
            expect(row).to_have_text(moved[name])
        assert iterate(page) == 5


def test_an_open_panel_is_for_everyone(closing: Page) -> None:
    opened = panel(closing, "gd")
    for control in opened.locator("button, select").all():
        expect(control).to_have_accessible_name(re.compile(r"\w{2}"))
    button(closing, "step-on").click()
    assert serious(closing) == ""
