"""Live drag: while a slider is held the picture follows the hand, and nothing is sent to the server.

A machine that is busy with other things delays frames too, so frames are counted here; `make bench` measures
milliseconds.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.driver.drag import CHANGED, KEEP, WATCH, WIDTH, assert_drawn, pull, take, values, wait_for_true_run
from tests.driver.stage import STAGE, next_frames, run_count, slider, wait_for_state
from ui.budget import affordable
from ui.settings.record import DEFAULT


@pytest.fixture
def lab(page: Page, sent: list) -> Iterator[Page]:
    """The first page, its messages noted. At last the mouse lets go of what a failed test still holds."""
    yield page
    page.mouse.up()


def test_the_mouse_drags_the_picture_and_the_true_run_takes_over(lab: Page, sent: list) -> None:
    before, runs = values(lab), run_count(lab)
    take(lab, "step_size", sent)
    pull(lab, "step_size", [4] * 20 + [-4] * 14)
    assert_drawn(lab, "step_size", at_least=15)
    held = values(lab)
    assert all(held[name] != before[name] for name in before)
    assert sent == []
    assert run_count(lab) == runs
    lab.evaluate(KEEP)
    lab.mouse.up()
    wait_for_true_run(lab, after=runs)
    assert lab.evaluate(CHANGED) < 0.015
    assert values(lab) == held
    expect(lab).to_have_url(
        re.compile(f"step_size={slider(lab, 'step_size').get_attribute('aria-valuetext')}")
    )
    # And once more: let go where it was taken up, it is the same picture again.
    runs = run_count(lab)
    take(lab, "step_size", sent)
    pull(lab, "step_size", [6] * 6)
    assert lab.evaluate(CHANGED) > 0.015, "the picture does not move"
    pull(lab, "step_size", [-6] * 6)
    lab.mouse.up()
    lab.wait_for_function('() => !performance.getEntriesByName("stage.draw").at(-1).detail.slider')
    assert lab.evaluate(CHANGED) < 0.015
    assert values(lab) == held
    assert run_count(lab) == runs


def test_a_held_arrow_key_drags_the_picture_to_the_end_of_the_slider(lab: Page, sent: list) -> None:
    slider(lab, "step_size").focus()
    lab.evaluate(WATCH, "step_size")
    runs, before = run_count(lab), int(slider(lab, "step_size").input_value())
    sent.clear()
    for _ in range(12):  # a key that is held repeats
        lab.keyboard.down("ArrowRight")
        next_frames(lab)
    assert_drawn(lab, "step_size", at_least=12)
    assert sent == []
    lab.keyboard.up("ArrowRight")
    wait_for_true_run(lab, after=runs)
    assert int(slider(lab, "step_size").input_value()) == before + 12
    expect(lab).to_have_url(
        re.compile(f"step_size={slider(lab, 'step_size').get_attribute('aria-valuetext')}")
    )
    handle = slider(lab, "rho")  # to the end, and there it stays
    handle.focus()
    runs, last = run_count(lab), handle.get_attribute("max")
    for _ in range(int(last) - int(handle.input_value()) + 3):
        lab.keyboard.down("ArrowUp")
    assert handle.input_value() == last
    lab.keyboard.up("ArrowUp")
    wait_for_true_run(lab, after=runs)
    assert handle.input_value() == last
    expect(lab).to_have_url(re.compile("rho=0.9999"))


def test_rho_moves_rmsprop_alone(lab: Page, sent: list) -> None:
    before, runs = values(lab), run_count(lab)
    take(lab, "rho", sent)
    pull(lab, "rho", [-10] * 4)
    held = values(lab)
    assert [name for name in before if held[name] != before[name]] == ["rmsprop"]
    assert sent == []
    lab.mouse.up()
    wait_for_true_run(lab, after=runs)


def test_the_iterations_move_the_end_as_far_as_they_go(lab: Page, sent: list) -> None:
    runs = run_count(lab)
    take(lab, "n_iter", sent)
    lengths = []
    for _ in range(4):
        pull(lab, "n_iter", [6])
        lengths.append(int(lab.locator(STAGE).get_attribute("data-n-iter")))
    assert lengths == sorted(lengths) and 50 <= lengths[0] < lengths[-1] <= 200
    pull(lab, "n_iter", [20] * 12)
    lab.wait_for_function(f"() => document.querySelector('{STAGE}').dataset.nIter >= 10_000")
    assert sent == []
    assert run_count(lab) == runs
    longest = int(lab.locator(STAGE).get_attribute("data-n-iter"))
    lab.mouse.up()
    wait_for_true_run(lab, after=runs)
    wait_for_state(lab, n_iter=affordable(replace(DEFAULT, n_iter=longest)).n_iter)


def test_a_start_that_is_dragged_out_of_the_frame_widens_it_for_good(lab: Page, sent: list) -> None:
    assert lab.evaluate(WIDTH) < 1
    runs = run_count(lab)
    take(lab, "seed", sent)
    pull(lab, "seed", [8] * 8)
    lab.wait_for_function(f"() => ({WIDTH})() >= 2")
    assert_drawn(lab, "seed", at_least=5)
    assert sent == []
    lab.mouse.up()
    wait_for_true_run(lab, after=runs)
    expect(lab).to_have_url(re.compile("view=-1"))
    assert lab.evaluate(WIDTH) >= 2
