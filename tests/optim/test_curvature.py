"""Curvature, and the step sizes that follow from it: closed forms, and no better one beside them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from optim import OBJECTIVES, GradientDescent, Objective, best_fixed_step, curvature, run, stable_step_at

BOWL, STRETCHED, ROTATED = (OBJECTIVES[name] for name in ("bowl", "stretched_bowl", "rotated_bowl"))
ROSENBROCK, HIMMELBLAU, SADDLE = (OBJECTIVES[name] for name in ("rosenbrock", "himmelblau", "saddle"))
QUADRATICS = {name: o for name, o in OBJECTIVES.items() if best_fixed_step(o)}
every_quadratic = pytest.mark.parametrize("objective", QUADRATICS.values(), ids=QUADRATICS)


@every_quadratic
def test_no_fixed_step_shrinks_the_worst_error_faster(objective):
    """The worst case over starts all round the minimum."""
    best = best_fixed_step(objective)
    minimum = objective.minima[0]
    starts = minimum + np.stack([np.array([np.cos(t), np.sin(t)]) for t in np.linspace(0, np.pi, 360)])

    def worst(step_size):
        after = run(objective, GradientDescent(step_size), starts, 30).x[-1]
        return np.linalg.norm(after - minimum, axis=-1).max()

    assert worst(best) <= min(worst(0.97 * best), worst(1.03 * best))


def test_the_best_fixed_step_in_figures():
    assert best_fixed_step(BOWL) == pytest.approx(1 / 2, rel=1e-9)
    assert best_fixed_step(STRETCHED) == pytest.approx(2 / 21, rel=1e-9)
    assert best_fixed_step(OBJECTIVES["booth"]) == pytest.approx(2 / 20, rel=1e-9)
    for objective in (SADDLE, ROSENBROCK, HIMMELBLAU):
        assert best_fixed_step(objective) is None


def test_a_valley_without_end_has_no_best_fixed_step():
    texts = {name: getattr(BOWL, name) for name in ("name", "title", "formula", "lesson")}
    slope = {"f": lambda x, y: x * x, "df": lambda x, y: (2 * x, 0 * y), "lipschitz": 2}
    trough = Objective(**texts, **slope, bounds=BOWL.bounds, minima=BOWL.minima)
    assert best_fixed_step(trough) is None


@pytest.mark.parametrize("name", ["rotated_bowl", "booth", "saddle", "rosenbrock", "beale", "himmelblau"])
@settings(max_examples=30)
@given(x=st.floats(-2, 2), y=st.floats(-2, 2))
def test_the_curvatures_are_those_of_the_differences_of_f(name, x, y):
    """Second differences of f, of a wider step than the gradients': trace and determinant of the Hessian."""
    objective, h, point = OBJECTIVES[name], 1e-3, np.array([x, y])
    dx, dy = h * np.eye(2)
    f_xx, f_yy = (
        (objective(point + d) - 2 * objective(point) + objective(point - d)) / h**2 for d in (dx, dy)
    )
    corners = [s * t * objective(point + s * dx + t * dy) for s in (1, -1) for t in (1, -1)]
    hessian = np.array([[f_xx, sum(corners) / (4 * h**2)], [sum(corners) / (4 * h**2), f_yy]])
    scale = 1 + np.abs(hessian).max()
    assert_allclose(curvature(objective, point), np.linalg.eigvalsh(hessian), rtol=0, atol=1e-3 * scale)


def test_curvature_in_closed_form():
    assert_allclose(curvature(ROTATED, [(0.3, -0.7), (1.5, 1.9)]), [[1, 20], [1, 20]], rtol=1e-8)
    assert_allclose(curvature(SADDLE, (0.2, 0.1)), [-2, 2], rtol=1e-8)
    hessian = [[802, -400], [-400, 200]]  # Rosenbrock at its minimum
    assert_allclose(curvature(ROSENBROCK, (1, 1)), np.linalg.eigvalsh(hessian), rtol=1e-6)
    assert np.isnan(curvature(ROSENBROCK, [1e200, 0.0])).all()


def test_gradient_descent_settles_in_a_minimum_only_below_its_stable_step():
    minimum = HIMMELBLAU.minima[0]
    stable = stable_step_at(HIMMELBLAU, minimum)
    near = run(HIMMELBLAU, GradientDescent([0.98 * stable, 1.02 * stable]), minimum + 1e-6, 2000).distance
    assert near[-1, 0] < 1e-9 and near[-1, 1] > 1e-3
    assert stable_step_at(ROSENBROCK, (1, 1)) == pytest.approx(2 / 1001.6, rel=1e-4)


def test_there_is_no_stable_step_where_nothing_curves_upwards():
    dome = replace(BOWL, f=lambda x, y: -x * x - y * y, df=lambda x, y: (-2 * x, -2 * y))
    assert stable_step_at(dome, (0.1, 0.2)) is None
    assert stable_step_at(ROSENBROCK, (1e200, 0.0)) is None


def test_bad_points_are_refused():
    for point in (0.5, [1, 2, 3]):
        with pytest.raises(ValueError, match="point: expected"):
            curvature(BOWL, point)
