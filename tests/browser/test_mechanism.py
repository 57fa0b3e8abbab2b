"""What makes a step, drawn on both pictures: its arrows and words, at the clock and from another start."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page

from optim import OBJECTIVES, OPTIMIZERS, run
from tests.driver.reading import number, pixel, place_of
from tests.driver.server import Server
from tests.driver.stage import button, follow, next_frames, run_count, seek, wait_for_a_run

# How opaque the mechanism's layer is at some points of the contour's view: what is drawn there.
OPAQUE = """points => {
    const view = document.querySelector('[data-view="contour"]'), box = view.getBoundingClientRect();
    const canvas = view.querySelector('canvas[data-layer="mechanism"]'), ratio = canvas.width / box.width;
    const ctx = canvas.getContext("2d");
    const alphaAt = (x, y) => ctx.getImageData((x - box.left) * ratio, (y - box.top) * ratio, 1, 1).data[3];
    return points.map(([x, y]) => alphaAt(x, y));
}"""
# How many pixels of it are drawn over the surface.
ON_SURFACE = """() => {
    const canvas = document.querySelector('[data-view="surface"] canvas[data-layer="mechanism"]');
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, i) => i % 4 === 3 && value > 0).length;
}"""
TURNED = """name => document.querySelector(`[data-step="${name}"]`)?.dataset.turned"""
ADDRESS = {"objective": "stretched_bowl", "start": "-1.5,1.2", "step_size": 0.03, "n_iter": 40}


def turn(trajectory, k: int) -> float:
    """Degrees between step k and the way against the gradient."""
    step, down = trajectory.x[k + 1] - trajectory.x[k], -trajectory.used_gradient[k]
    cosine = step @ down / (np.hypot(*step) * np.hypot(*down))
    return np.degrees(np.arccos(np.clip(cosine, -1, 1)))


def test_the_mechanism_points_where_gradient_and_step_lead(page: Page, server: Server) -> None:
    follow(page, server.url, {**ADDRESS, "optimizers": "momentum"})
    button(page, "mechanism").click()
    rule = OPTIMIZERS["momentum"](step_size=0.03)
    trajectory = run(OBJECTIVES["stretched_bowl"], rule, np.array([-1.5, 1.2]), 40)
    for k in (0, 4, 9):
        seek(page, k)
        page.wait_for_function(f"({TURNED})('momentum')")
        next_frames(page)
        assert float(page.evaluate(TURNED, "momentum")) == pytest.approx(turn(trajectory, k), abs=0.1)
        foot, ahead = (np.array(pixel(page, *trajectory.x[i])) for i in (k, k + 1))
        below = np.array(pixel(page, *(trajectory.x[k] - 0.01 * trajectory.used_gradient[k])))
        down, way = (to - foot for to in (below, ahead))
        length = max(34, np.hypot(*way))
        tips = [foot + 57 * down / np.hypot(*down), foot + (length - 1) * way / np.hypot(*way)]
        assert min(page.evaluate(OPAQUE, [tip.tolist() for tip in tips])) > 0, k
        assert page.evaluate(ON_SURFACE) > 200, k
        assert page.evaluate(OPAQUE, [(2 * foot - tips[0]).tolist()]) == [0], "nothing points uphill"
    button(page, "mechanism").click()
    next_frames(page)
    assert page.evaluate(OPAQUE, [tip.tolist() for tip in tips]) == [0, 0]
    assert page.evaluate(ON_SURFACE) == 0


def test_the_mechanism_tells_what_multiplies_and_follows_a_change(page: Page, server: Server) -> None:
    names = ("rmsprop", "gd", "adam", "rprop")
    follow(page, server.url, {**ADDRESS, "optimizers": ",".join(names)})
    button(page, "mechanism").click()
    seek(page, 5)
    for start in ((-1.5, 1.2), None):
        if start is None:
            runs = run_count(page)
            page.mouse.click(*pixel(page, 1, -1))
            wait_for_a_run(page, after=runs)
            start = place_of(page)
        page.wait_for_function(f"({TURNED})('rprop')")
        for name in names:
            rule = OPTIMIZERS[name](step_size=0.03)
            trajectory = run(OBJECTIVES["stretched_bowl"], rule, np.array(start), 40)
            said = float(page.evaluate(TURNED, name))
            assert said == pytest.approx(turn(trajectory, 5), abs=0.2), name
            words = page.locator(f'[data-step="{name}"]').inner_text()
            shown = [number(text) for text in re.findall(r"× ?([\d.]+(?:×10\S+)?)", words)]
            multiplied = trajectory.effective_step[5]
            assert shown == pytest.approx(multiplied[: len(shown)], rel=0.05), name
            assert len(shown) == (2 if rule.accumulator else len(set(multiplied))), name
