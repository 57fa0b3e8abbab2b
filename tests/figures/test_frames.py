import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.frames import auto_frame, checked, domain, fit_frame
from optim import OBJECTIVES, AdaGrad, GradientDescent, RMSProp, race, random_start


def run_three(objective, seed, step_size=0.01, n_iter=40):
    optimizers = {
        "rmsprop": RMSProp(step_size),
        "adagrad": AdaGrad(step_size),
        "gd": GradientDescent(step_size),
    }
    return race(objective, optimizers, random_start(objective.bounds, seed), n_iter)


def test_the_tutorials_own_frame(bowl, tutorial):
    assert fit_frame(bowl, tutorial) == (-0.4, 0.2, -0.1, 0.5)
    assert auto_frame(bowl, tutorial) == (-0.4, 0.2, -0.1, 0.5)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(OBJECTIVES)), st.integers(0, 10_000), st.sampled_from([1e-4, 0.01, 0.3, 5.0]))
def test_a_fitted_frame_holds_start_paths_and_minimum(name, seed, step_size):
    objective = OBJECTIVES[name]
    races = run_three(objective, seed, step_size)
    x0, x1, y0, y1 = frame = fit_frame(objective, races)
    low, high = objective.bounds.T
    assert max(x1 - x0, y1 - y0) <= (high - low).max()
    for trajectory in races.values():
        path = trajectory.x[np.isfinite(trajectory.x).all(1)]
        path = np.clip(path, low, high)
        assert (path >= [x0, y0]).all() and (path <= [x1, y1]).all()
        if len(objective.minima):
            nearest = objective.minima[np.argmin(((objective.minima - path[-1]) ** 2).sum(1))]
            assert x0 < nearest[0] < x1 and y0 < nearest[1] < y1
    if frame != domain(objective):
        assert x1 - x0 == pytest.approx(y1 - y0)


def test_paths_that_fill_the_domain_open_on_all_of_it(bowl):
    assert auto_frame(bowl, run_three(bowl, 1, step_size=5.0)) == (-1, 1, -1, 1)


def test_a_run_that_stands_still_has_ground_around_it(bowl):
    still = race(bowl, {"gd": GradientDescent(0.01)}, bowl.minima[0], 5)
    x0, x1, y0, y1 = fit_frame(bowl, still)
    assert x0 < 0 < x1 and y0 < 0 < y1
    assert 0.01 < x1 - x0 < 0.2


@pytest.mark.parametrize("frame", [(0, 0, 0, 1), (1, 0, 0, 1), (0, 1, 0, float("nan")), (0, 1), "wide"])
def test_bad_frames_are_refused(bowl, frame):
    with pytest.raises(ValueError, match="frame"):
        checked(frame, bowl)
