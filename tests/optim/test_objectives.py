"""Properties that hold over the whole catalogue, so that a new objective is tested by being added."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from optim import OBJECTIVES

TINY = 1e-30
every_objective = pytest.mark.parametrize("objective", OBJECTIVES.values(), ids=OBJECTIVES)
unit = st.floats(-0.5, 1.5)  # of the plotted domain: inside, and somewhat around it


def point(objective, u, v):
    """The point at the fractions u, v of the bounds."""
    low, high = objective.bounds.T
    return low + np.array([u, v]) * (high - low)


def complex_step_gradient(objective, x):
    """The gradient (2,) to machine precision: Im f(x + ih) / h (Squire and Trapp 1998)."""
    return objective(x + 1j * TINY * np.eye(2)).imag / TINY


def hessian(objective, x):
    """The Hessian (2, 2), by complex steps along the gradient."""
    return objective.gradient(x + 1j * TINY * np.eye(2)).imag / TINY


@every_objective
@given(u=unit, v=unit)
def test_the_gradient_is_the_derivative(objective, u, v):
    x = point(objective, u, v)
    expected = complex_step_gradient(objective, x)
    scale = max(1.0, np.abs(x).max(), np.abs(hessian(objective, x)).max())
    assert_allclose(objective.gradient(x), expected, rtol=1e-10, atol=1e-12 * scale**2)


@every_objective
@given(u=unit, v=unit)
def test_nothing_lies_below_the_minimum(objective, u, v):
    if objective.minimum is not None:
        assert objective(point(objective, u, v)) >= objective.minimum - 1e-12


@every_objective
def test_minima_are_minima(objective):
    for minimum in objective.minima:
        assert_allclose(objective(minimum), objective.minimum, atol=1e-20)
        assert_allclose(objective.gradient(minimum), 0, atol=1e-10)
        assert np.linalg.eigvalsh(hessian(objective, minimum)).min() > 0
        assert (objective.bounds[:, 0] < minimum).all() and (minimum < objective.bounds[:, 1]).all()


@every_objective
def test_no_minimum_is_missing(objective):
    """From a grid of starts, Newton's method meets no stationary point as low that is not in the list."""
    axes = [np.linspace(*objective.bounds[i], 10) for i in range(2)]
    for x in np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2):
        for _ in range(25):
            x = x - np.linalg.lstsq(hessian(objective, x), objective.gradient(x), rcond=None)[0]
        found = np.linalg.norm(objective.gradient(x)) < 1e-9 and np.abs(x).max() < 100
        if found and objective.minimum is not None and objective(x) < objective.minimum + 1e-9:
            assert np.linalg.norm(objective.minima - x, axis=-1).min() < 1e-3


@every_objective
def test_saddles_are_saddles(objective):
    for x in objective.saddles:
        assert_allclose(objective.gradient(x), 0, atol=1e-10)
        curvatures = np.linalg.eigvalsh(hessian(objective, x))
        assert curvatures.min() < 0 < curvatures.max()


@every_objective
@given(u=unit, v=unit)
def test_lipschitz_is_the_largest_curvature_of_a_quadratic(objective, u, v):
    curvatures = np.abs(np.linalg.eigvalsh(hessian(objective, point(objective, u, v))))
    if objective.lipschitz is not None:
        assert_allclose(curvatures.max(), objective.lipschitz, rtol=1e-12)


def test_the_stretched_and_the_rotated_bowl_are_one_hill_turned():
    x, root_half = np.random.default_rng(0).normal(size=(50, 2)), np.sqrt(0.5)
    turned = x @ np.array([[root_half, -root_half], [root_half, root_half]])
    assert_allclose(OBJECTIVES["rotated_bowl"](x), OBJECTIVES["stretched_bowl"](turned), rtol=1e-12)
    curvatures = np.linalg.eigvalsh(hessian(OBJECTIVES["rotated_bowl"], x[0]))
    assert_allclose(curvatures.max() / curvatures.min(), 20)


@every_objective
def test_points_go_in_last_and_come_out_in_shape(objective):
    x = np.random.default_rng(1).uniform(*objective.bounds.T, size=(3, 4, 2))
    assert objective(x).shape == (3, 4) and objective.gradient(x).shape == (3, 4, 2)
    assert np.ndim(objective(x[0, 0])) == 0 and objective.gradient(x[0, 0]).shape == (2,)
    assert objective(x)[1, 2] == objective(x[1, 2])
    assert objective(x[0, 0].tolist()) == objective(x[0, 0])


@every_objective
def test_a_record_is_complete_and_frozen(objective):
    assert OBJECTIVES[objective.name] is objective
    assert objective.title and objective.formula.startswith("f(x, y) =") and objective.lesson[-1] in ".?"
    assert objective.bounds.shape == (2, 2) and objective.minima.shape[1:] == objective.saddles.shape[1:] == (
        2,
    )
    assert objective.scale in ("sqrt", "log", "linear") and (objective.floor is None) == (
        objective.scale != "log"
    )
    with pytest.raises(FrozenInstanceError):
        objective.name = "other"
    with pytest.raises(ValueError, match="read-only"):
        objective.bounds[0, 0] = 3


def test_the_catalogue():
    assert list(OBJECTIVES) == [
        *("bowl", "stretched_bowl", "rotated_bowl", "rosenbrock"),
        *("beale", "himmelblau", "booth", "saddle"),
    ]
    assert [len(o.minima) for o in OBJECTIVES.values()] == [1, 1, 1, 1, 1, 4, 1, 0]
    assert OBJECTIVES["saddle"].minimum is None and OBJECTIVES["bowl"].minimum == 0.0


@every_objective
@pytest.mark.parametrize("x", [3.0, [1.0], [1.0, 2.0, 3.0], ["a", "b"], None], ids=str)
def test_anything_but_points_is_refused(objective, x):
    with pytest.raises(ValueError, match="x: expected"):
        objective(x)
    with pytest.raises(ValueError, match="x: expected"):
        objective.gradient(x)


@every_objective
def test_far_away_nothing_warns(objective):
    with np.errstate(all="raise"):
        objective(np.full(2, 1e300)), objective.gradient(np.full(2, 1e300))
