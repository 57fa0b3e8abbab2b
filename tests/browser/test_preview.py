"""What can be moved moves the picture with nothing sent: folded sliders, terrain, with the server gone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.driver.drag import assert_drawn, pull, take, values, wait_for_true_run
from tests.driver.server import Server
from tests.driver.stage import follow, more_settings, next_frames, run_count, thumb

# The heights of the sheet in space, as Plotly has them, and what is painted over the contour.
SHEET = """() => {
    const plot = document.querySelector('[data-view="surface"] .js-plotly-plot');
    const sheet = plot._fullLayout.scene._scene.traces[plot._fullData[0].uid];
    return Array.from(sheet.data.z.at(-1)).filter((_, i) => i % 30 === 0);
}"""
PAINTED = """() => {
    const layer = document.querySelector('[data-view="contour"] canvas[data-layer="terrain"]');
    const { data } = layer.getContext("2d").getImageData(0, 0, layer.width, layer.height);
    return data.some(part => part > 0);
}"""
RACE = {"objective": "stretched_bowl", "optimizers": "adam,gd", "noise": "2"}


@pytest.fixture
def lab(page: Page, server: Server, sent: list) -> Iterator[Page]:
    """A page with what is folded away unfolded; at last the mouse lets go of what it holds."""
    follow(page, server.url, RACE)
    more_settings(page)
    expect(page.locator(".st-key-epsilon")).to_be_visible()
    yield page
    page.mouse.up()


def test_every_setting_of_all_racers_moves_the_picture(lab: Page, sent: list) -> None:
    for name, by in {
        "epsilon": 12,
        "beta1": -6,
        "noise": -8,
        "noise_seed": 6,
        "n_iter": 4,
        "seed": 6,
        "times": -6,
    }.items():
        before, runs = values(lab), run_count(lab)
        take(lab, name, sent)
        pull(lab, name, [2 * by] * 4)
        assert_drawn(lab, name, at_least=3)
        held = values(lab)
        assert held != before, name
        assert sent == [] and run_count(lab) == runs, name
        lab.mouse.up()
        wait_for_true_run(lab, after=runs)
        assert values(lab) == held, f"{name}: Python's run is another"


def test_a_slider_to_which_nobody_listens_stays_and_revives_with_a_listener(
    page: Page, server: Server, sent: list
) -> None:
    follow(page, server.url, {"optimizers": "adam,gd"})
    rho = page.locator(".st-key-rho input")
    expect(rho).to_be_disabled()
    runs, shown = run_count(page), rho.get_attribute("aria-valuetext")
    page.mouse.move(*thumb(page, "rho"))
    page.mouse.down()
    pull(page, "rho", [-6] * 3)
    page.mouse.up()
    assert rho.get_attribute("aria-valuetext") == shown and run_count(page) == runs
    page.locator(".st-key-optimizers button").filter(has_text="RMSProp").click()
    expect(rho).to_be_enabled()
    next_frames(page)
    before = values(page)
    take(page, "rho", sent)
    pull(page, "rho", [-12] * 4)
    assert values(page)["rmsprop"] != before["rmsprop"] and values(page)["adam"] == before["adam"]
    page.mouse.up()


def test_a_value_of_its_own_moves_one_racer_alone(lab: Page, sent: list) -> None:
    more_settings(lab, "Own values")
    lab.get_by_role("tab", name="Adam").click()
    expect(lab.locator(".st-key-adam-beta1")).to_be_visible()
    before, runs = values(lab), run_count(lab)
    take(lab, "adam-beta1", sent)
    pull(lab, "adam-beta1", [-12] * 4)
    held = values(lab)
    assert held["adam"] != before["adam"] and held["gd"] == before["gd"]
    assert sent == []
    lab.mouse.up()
    wait_for_true_run(lab, after=runs)
    assert values(lab) == held
    expect(lab).to_have_url(re.compile("adam.beta1="))


@pytest.mark.parametrize(("objective", "name"), [("stretched_bowl", "rotation"), ("hubble", "centring")])
def test_the_terrain_follows_the_objectives_own_slider(
    page: Page, server: Server, sent: list, objective: str, name: str
) -> None:
    follow(page, server.url, {"objective": objective})
    key = f"{objective}-{name}"
    before, sheet, runs = values(page), page.evaluate(SHEET), run_count(page)
    assert not page.evaluate(PAINTED)
    take(page, key, sent)
    pull(page, key, [10] * 4)
    held = values(page)
    page.wait_for_function(f"before => String(({SHEET})()) !== String(before)", arg=sheet)
    moved = page.evaluate(SHEET)
    assert held != before and moved != pytest.approx(sheet, rel=0.01)
    assert page.evaluate(PAINTED)
    assert sent == []
    page.mouse.up()
    wait_for_true_run(page, after=runs)
    assert values(page) == held
    assert not page.evaluate(PAINTED), "Plotly's own contour takes over"
    top = max(page.evaluate(SHEET))
    assert [z / top for z in page.evaluate(SHEET)] == pytest.approx([z / max(moved) for z in moved], abs=0.02)
