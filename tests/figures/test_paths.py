import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from figures.paths import beads, draw_path, last_drawn, leaves_at, on_surface
from figures.survey import survey
from optim import OBJECTIVES, GradientDescent, run
from optim.outcome import leaves

STRETCHED = OBJECTIVES["stretched_bowl"]


@pytest.fixture
def terrain(bowl):
    return survey(bowl, n=41)


def test_a_short_path_is_every_iterate(bowl, tutorial):
    trajectory = tutorial["adagrad"]
    path = draw_path(trajectory, survey(bowl, (-0.4, 0.2, -0.1, 0.5)), keep=range(51))
    assert np.array_equal(path.time, np.arange(51))
    assert np.allclose(path.xy, trajectory.x)


def test_a_long_path_is_thinned_and_still_ends_where_it_ends(bowl, terrain):
    trajectory = run(bowl, GradientDescent(0.0005), (-0.9, 0.9), 10_000)
    path = draw_path(trajectory, terrain, keep=[0, 5000, 10_000])
    assert len(path.time) < 300
    assert {0, 5000, 10_000} <= set(path.time)
    assert np.allclose(path.xy, trajectory.x[path.time.astype(int)])
    assert np.allclose(path.last(5000)[:2], trajectory.x[5000])


def test_a_zigzag_stays_one_when_thinned():
    trajectory = run(STRETCHED, GradientDescent(0.09999), (-1.7, 1.1), 10_000)
    path = draw_path(trajectory, survey(STRETCHED, n=41), keep=range(0, 10_001, 100))
    y = path.xy[(path.time > 1000) & (path.time < 9000), 1]
    assert y.min() < 0 < y.max()


def test_a_path_is_cut_where_it_leaves_and_where_it_comes_back(bowl):
    trajectory = run(bowl, GradientDescent(0.95), (0.8, 0.4), 30)  # overshoots to and fro, ever less
    terrain = survey(bowl, (-0.5, 0.5, -0.3, 0.3), n=21)
    path = draw_path(trajectory, terrain, keep=range(31))
    gaps = np.isnan(path.xy[:, 0])
    assert gaps.sum() >= 2
    assert terrain.holds(path.xy[~gaps]).all()
    assert np.abs(path.xy[~gaps][0]).max() == pytest.approx(0.5)
    assert (np.diff(path.time) >= 0).all()


def test_a_diverging_path_ends_at_the_frame():
    trajectory = run(STRETCHED, GradientDescent(0.12), (-1.7, 0.6), 400)
    terrain = survey(STRETCHED, n=41)
    assert leaves_at(trajectory, terrain) == 4
    path = draw_path(trajectory, terrain, keep=range(401))
    assert path.time[-1] < 4
    assert path.xy[-1, 1] == pytest.approx(2)
    assert np.array_equal(path.last(4), path.last(400))


LEAVES = json.loads((Path(__file__).parent.parent / "leaves.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", LEAVES, ids=lambda case: case["case"])
def test_a_run_leaves_a_box_as_the_browser_has_it(case):
    x = np.column_stack([case["x"], case["y"]]).reshape(-1, 2)
    assert leaves(x, case["box"]) == case["leaves"]


@pytest.mark.parametrize(("step_size", "left"), [(1.5, 2), (8, 1)])
def test_a_run_that_overflows_is_drawn_up_to_where_it_left(bowl, step_size, left):
    """It bounces on one line through the minimum; what rounding makes of 1e16 is no part of the picture."""
    trajectory = run(bowl, GradientDescent(step_size), (-0.166, 0.4406), 1000)
    terrain = survey(bowl, n=41)
    assert leaves_at(trajectory, terrain) == last_drawn(trajectory, terrain.frame) == left
    path = draw_path(trajectory, terrain, keep=range(1001))
    on_the_line = np.isfinite(path.xy[:, 0])
    assert np.allclose(path.xy[on_the_line] @ [0.4406, 0.166], 0, atol=1e-12)


def test_a_frame_wider_than_the_plot_shows_more_of_a_run(bowl):
    trajectory = run(bowl, GradientDescent(1.5), (-0.166, 0.4406), 1000)
    assert last_drawn(trajectory, (-20, 20, -20, 20)) == 6
    assert last_drawn(trajectory, (-0.1, 0.1, -0.1, 0.1)) == 2  # the way out crosses a smaller one


def test_over_a_hole_a_path_has_no_height(bowl):
    ring = replace(
        bowl, f=lambda x, y: np.where(np.abs(x) > 0.3, x**2 + y**2, np.nan), scale="linear", minima=()
    )
    terrain = survey(ring)
    trajectory = run(ring, GradientDescent(0.9), (-0.8, 0.1), 1)  # one step over the hole
    path = on_surface(draw_path(trajectory, terrain), terrain)
    over = np.isnan(path.z)
    assert 0 < over.sum() < len(path.z)
    assert (np.abs(path.xy[over, 0]) < 0.3).all()


def test_a_path_that_overflows_draws_no_more(bowl, terrain):
    trajectory = run(bowl, GradientDescent(1e200), (0.5, 0.5), 5)
    path = on_surface(draw_path(trajectory, terrain), terrain)
    assert np.isfinite(path.xy).all() and terrain.holds(path.xy).all()


def test_a_start_out_of_the_frame_draws_nothing(bowl):
    trajectory = run(bowl, GradientDescent(1e-9), (0.9, 0.9), 3)
    path = draw_path(trajectory, survey(bowl, (-0.2, 0.2, -0.2, 0.2), n=11))
    assert np.isnan(path.xy).all() and np.isnan(path.last(3)).all()


def test_on_the_surface_a_long_step_follows_the_ground(bowl, terrain):
    trajectory = run(bowl, GradientDescent(0.999), (0.9, 0.0), 1)  # one step right across the bowl
    path = on_surface(draw_path(trajectory, terrain), terrain)
    assert len(path.time) > 40
    assert path.z.min() == pytest.approx(0.012 * 2, abs=0.01)
    assert np.allclose(path.z, path.xy[:, 0] ** 2 + 0.012 * 2, atol=0.01)
    assert (path.time[0], path.time[-1]) == (0, 1)


def test_beads_keep_their_distance(bowl, terrain):
    trajectory = run(bowl, GradientDescent(0.05), (0.9, 0.9), 50)
    path = draw_path(trajectory, terrain, keep=range(51))
    worn = path.xy[beads(path, 50, terrain)]
    assert 5 < len(worn) < 50
    assert np.hypot(*np.diff(worn, axis=0).T).min() >= 2 * 8 / 400
