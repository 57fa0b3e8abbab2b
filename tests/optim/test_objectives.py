"""Properties that hold over the whole catalogue, so that a new objective is tested by being added."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optim import OBJECTIVES
from optim.objectives import SHAPES
from optim.objectives.base import SCALES
from tests.cases import case
from tests.optim.catalogue import derivatives, every_objective, hessian

TURN = np.linspace(0, 2 * np.pi, 48, endpoint=False)
DIRECTIONS = np.stack([np.cos(TURN), np.sin(TURN)], axis=-1)


def sample(objective, beyond=0.5):
    """Points (n, 2) within the bounds and `beyond` their sides around: a lattice, and 200 at random.

    The lattice has the special ones: the centre, the axes, the corners.
    """
    ticks = np.linspace(-beyond, 1 + beyond, 17)
    lattice = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    shares = np.concatenate([lattice, np.random.default_rng(2).uniform(-beyond, 1 + beyond, (200, 2))])
    low, high = objective.bounds.T
    return low + shares * (high - low)


def is_near_a_kink(objective, x, distance=1e-9):
    """Whether the gradient jumps round the points x, (...), or a formula gives no Hessian there, as √0."""
    corners = distance * np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]])
    jump = np.ptp(objective.gradient(x[..., None, :] + corners), axis=-2).max(axis=-1)
    return ~(jump <= 1e3 * distance * (1 + np.abs(hessian(objective, x)).max(axis=(-2, -1))))


def ring(objective, x, radius=1e-3):
    """f all round x, (48,), less f(x); `radius` in sides of the bounds."""
    return objective(x + radius * np.ptp(objective.bounds, axis=1) * DIRECTIONS) - objective(x)


@every_objective
def test_the_gradient_is_the_derivative(objective):
    x = sample(objective)
    x = x[~is_near_a_kink(objective, x) & np.isfinite(derivatives(objective, x)[0]).all(axis=-1)]
    assert len(x) > 400
    scale = np.maximum(1, np.maximum(np.abs(x).max(-1), np.abs(hessian(objective, x)).max((-2, -1))))
    error = np.abs(objective.gradient(x) - derivatives(objective, x)[0])
    assert (error <= 1e-10 * np.abs(objective.gradient(x)) + 1e-12 * scale[:, None] ** 2).all()


@every_objective
def test_the_gradient_is_a_difference_quotient(objective):
    """By numbers alone, to their precision: where the derivatives of programs err, this does not."""
    x, step = sample(objective, beyond=0), 1e-5 * np.ptp(objective.bounds)
    x = x[~is_near_a_kink(objective, x, distance=2 * step)]
    assert len(x) > 400
    sides = [objective(x[:, None] + sign * step * np.eye(2)) for sign in (1, -1)]
    curvature = np.abs([hessian(objective, x), hessian(objective, x + step)]).max((0, -2, -1))
    size = 1e-5 * (1 + np.abs(objective.gradient(x)).max(-1)) + step * curvature
    error = np.abs(objective.gradient(x) - (sides[0] - sides[1]) / (2 * step))
    assert (error <= size[:, None]).all()


def test_at_a_kink_the_slope_counts_as_none():
    absolute, crease = OBJECTIVES["absolute"], OBJECTIVES["crease"]
    assert absolute.gradient([0.0, 0.5]).tolist() == [0, 1] and absolute.gradient([-2, 0]).tolist() == [-1, 0]
    assert crease.gradient([0.5, -0.5]).tolist() == [-0.25, 0]
    assert is_near_a_kink(absolute, np.zeros(2)) and not is_near_a_kink(absolute, np.ones(2))


@every_objective
def test_minima_are_minima(objective):
    for minimum in objective.minima:
        assert_allclose(objective(minimum), objective.minimum, rtol=1e-14, atol=1e-20)
        assert_allclose(objective.gradient(minimum), 0, atol=1e-10)
        assert (ring(objective, minimum) > 0).all()
        if not is_near_a_kink(objective, minimum):
            assert np.linalg.eigvalsh(hessian(objective, minimum)).min() >= -1e-30
        assert (objective.bounds[:, 0] < minimum).all() and (minimum < objective.bounds[:, 1]).all()


def polished(objective, x):
    """Points (k, 2) moved downhill within the bounds, by a compass of steps that halve where none helps."""
    low, high = objective.bounds.T
    step = np.full(len(x), 0.01) * np.ptp(objective.bounds, axis=1).max()
    rows = np.arange(len(x))
    for _ in range(150):
        around = np.clip(x[:, None] + step[:, None, None] * np.concatenate([[[0, 0]], DIRECTIONS]), low, high)
        best = objective(around).argmin(axis=1)
        x, step = around[rows, best], np.where(best == 0, step / 2, step)
    return x


@every_objective
def test_no_minimum_is_missing(objective):
    """No point of a dense grid, moved downhill, ends lower than the minimum, or as low but elsewhere."""
    if objective.minimum is None:
        return
    axes = [np.linspace(*objective.bounds[i], 301) for i in range(2)]
    grid = np.stack(np.meshgrid(*axes), axis=-1)
    value = objective(grid)
    edged = np.pad(value, 1, constant_values=np.inf)
    around = [edged[1 + i : 302 + i, 1 + j : 302 + j] for i in (-1, 0, 1) for j in (-1, 0, 1)]
    lowest = (value == np.min(around, axis=0)) | (value <= np.quantile(value, 0.001))
    found = polished(objective, grid[lowest])
    assert objective(found).min() >= objective.minimum - 1e-12
    as_low = found[objective(found) < objective.minimum + 1e-9]
    assert len(as_low), "the polishing finds the minimum itself"
    away = np.linalg.norm(as_low[:, None] - objective.minima, axis=-1)
    assert away.min(axis=1).max() < 0.01 * np.ptp(objective.bounds)
    assert away.min(axis=0).max() < 0.01 * np.ptp(objective.bounds), "each of the list is found"


@every_objective
def test_saddles_are_saddles(objective):
    for x in objective.saddles:
        assert_allclose(objective.gradient(x), 0, atol=1e-10 * (1 + np.abs(hessian(objective, x)).max()))
        curvatures = np.linalg.eigvalsh(hessian(objective, x))
        assert curvatures.min() < 0 < curvatures.max() or np.abs(curvatures).max() < 1e-20, (
            "or degenerate, as a monkey's"
        )
        assert ring(objective, x).min() < 0 < ring(objective, x).max()


@every_objective
def test_lipschitz_and_mu_are_the_curvatures_of_a_quadratic(objective):
    curvatures = np.linalg.eigvalsh(hessian(objective, sample(objective)))
    is_quadratic = np.ptp(curvatures, axis=0).max() < 1e-10
    assert (objective.lipschitz is not None) == (is_quadratic and objective.name != "absolute")
    if objective.lipschitz is not None:
        assert_allclose(np.abs(curvatures).max(axis=-1), objective.lipschitz, rtol=1e-12)
        assert (objective.mu is None) == (curvatures.min() <= 0)
    if objective.mu is not None:
        assert_allclose(curvatures.min(axis=-1), objective.mu, rtol=1e-11)


@every_objective
def test_all_is_finite_within_the_bounds(objective):
    axes = [np.linspace(*objective.bounds[i], 41) for i in range(2)]
    grid = np.stack(np.meshgrid(*axes), axis=-1)
    with np.errstate(all="raise", under="ignore"):
        assert np.isfinite(objective(grid)).all() and np.isfinite(objective.gradient(grid)).all()
    for x in (*objective.minima, *objective.saddles):
        assert np.isfinite(objective.gradient(x)).all()


@every_objective
def test_points_go_in_last_and_come_out_in_shape(objective):
    x = np.random.default_rng(1).uniform(*objective.bounds.T, size=(3, 4, 2))
    assert objective(x).shape == (3, 4) and objective.gradient(x).shape == (3, 4, 2)
    assert np.ndim(objective(x[0, 0])) == 0 and objective.gradient(x[0, 0]).shape == (2,)
    assert_allclose(objective(x)[1, 2], objective(x[1, 2]), rtol=1e-14)
    assert objective(x[0, 0].tolist()) == objective(x[0, 0])


@every_objective
def test_a_record_is_complete_and_frozen(objective):
    assert OBJECTIVES[objective.name] is objective
    assert objective.title and objective.formula.startswith("f(x, y) =") and objective.lesson[-1] in ".?"
    assert objective.bounds.shape == (2, 2) and objective.minima.shape[1:] == objective.saddles.shape[1:] == (
        2,
    )
    assert objective.scale in SCALES and (objective.floor is None) == ("log" not in objective.scale)
    assert objective.shape in SHAPES and len(objective.lesson) <= 130
    with pytest.raises(FrozenInstanceError):
        objective.name = "other"
    with pytest.raises(ValueError, match="read-only"):
        objective.bounds[0, 0] = 3
    with pytest.raises(TypeError):
        objective.parameters["condition"] = 3


def test_the_catalogue():
    assert list(OBJECTIVES)[:8] == [
        *("bowl", "stretched_bowl", "rotated_bowl", "rosenbrock"),
        *("beale", "himmelblau", "booth", "saddle"),
    ]
    assert len(OBJECTIVES) >= 26 and {o.shape for o in OBJECTIVES.values()} == set(SHAPES)
    several = {name: len(o.minima) for name, o in OBJECTIVES.items() if len(o.minima) != 1}
    assert several == {
        **{
            "himmelblau": 4,
            "double_well": 2,
            "turned_double_well": 2,
            "six_hump_camel": 2,
            "sharp_and_flat": 2,
        },
        **{"saddle": 0, "monkey_saddle": 0},
    }
    assert OBJECTIVES["saddle"].minimum is None and OBJECTIVES["bowl"].minimum == 0.0


# the literature's, to the digits printed there (Jamil and Yang 2013; Surjanovic and Bingham)
KNOWN = {
    "mccormick": ([-0.547, -1.547], -1.9133),
    "six_hump_camel": ([0.0898, -0.7126], -1.0316),
    "styblinski_tang": ([-2.903534, -2.903534], -78.332),
    "goldstein_price": ([0, -1], 3),
    "easom": ([np.pi, np.pi], -1),
    "levy_13": ([1, 1], 0),
    "drop_wave": ([0, 0], -1),
    "ackley": ([0, 0], 0),
    "rastrigin": ([0, 0], 0),
    "matyas": ([0, 0], 0),
    "three_hump_camel": ([0, 0], 0),
}


@pytest.mark.parametrize("name", KNOWN)
def test_the_minimum_is_the_literatures(name):
    where, value = KNOWN[name]
    assert_allclose(OBJECTIVES[name].minima[0], where, atol=5e-4)
    assert_allclose(OBJECTIVES[name].minimum, value, atol=5e-4)


@every_objective
def test_anything_but_points_is_refused(objective):
    for x in (3.0, [1.0], [1.0, 2.0, 3.0], ["a", "b"], None):
        with case(x), pytest.raises(ValueError, match="x: expected"):
            objective(x)
        with case(x), pytest.raises(ValueError, match="x: expected"):
            objective.gradient(x)


@every_objective
def test_far_away_nothing_warns(objective):
    with np.errstate(all="raise"):
        objective(np.full(2, 1e300)), objective.gradient(np.full(2, 1e300))
