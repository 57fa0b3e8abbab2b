"""Objectives with other parameters, objectives times a factor, and gradients of some rows of data."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from optim import OBJECTIVES, GradientDescent, run
from optim.objectives.base import WHERE
from tests.optim.catalogue import every_objective, hessian

BOWL, STRETCHED, ROTATED = (OBJECTIVES[name] for name in ("bowl", "stretched_bowl", "rotated_bowl"))
HUBBLE = OBJECTIVES["hubble"]
NOT_IN_RANGE = (-1, 1e9, np.nan, np.inf, "wide", None, [1.0, 2.0], 1j)
parametrised = pytest.mark.parametrize(
    "objective", [o for o in OBJECTIVES.values() if o.parameters], ids=lambda o: o.name
)


def points(objective, n=30):
    return np.random.default_rng(0).uniform(*objective.bounds.T, size=(n, 2))


def test_the_stretched_and_the_rotated_bowl_are_what_they_were():
    """Bit for bit: shared links and the tutorial's lessons show these very runs."""
    x, y = points(STRETCHED).T
    assert np.array_equal(STRETCHED(points(STRETCHED)), 0.5 * (x * x + 20 * y * y))
    assert np.array_equal(STRETCHED.gradient(points(STRETCHED)).T, [x, 20 * y])
    assert np.array_equal(ROTATED(points(ROTATED)), 0.25 * ((x + y) * (x + y) + 20 * (y - x) * (y - x)))
    expected = [0.5 * (x + y) - 10 * (y - x), 0.5 * (x + y) + 10 * (y - x)]
    assert np.array_equal(ROTATED.gradient(points(ROTATED)).T, expected)
    assert STRETCHED.formula == r"f(x, y) = \tfrac{1}{2}\left(x^2 + 20\,y^2\right)"
    assert ROTATED.formula == r"f(x, y) = \tfrac{1}{4}\left((x + y)^2 + 20\,(y - x)^2\right)"
    assert (STRETCHED.title, ROTATED.title) == ("Stretched bowl", "Rotated bowl")


@given(condition=st.floats(1, 1000), rotation=st.floats(0, 90))
def test_condition_and_rotation_are_those_of_the_hessian(condition, rotation):
    for objective in (STRETCHED, ROTATED):
        turned = objective.at(condition=condition, rotation=rotation)
        assert (turned.lipschitz, turned.mu, turned.name) == (condition, 1, objective.name)
        curvatures, axes = np.linalg.eigh(hessian(turned, np.array([0.3, -0.2])))
        assert_allclose(curvatures, [1, condition], rtol=1e-9)
        if condition > 1.01:
            direction = np.cos(np.radians([rotation, 90 - rotation]))
            assert abs(axes[:, 0] @ direction) == pytest.approx(1)


@pytest.mark.parametrize(
    ("values", "title", "formula", "lesson"),
    [
        ({"condition": 1}, "Round bowl", r"\tfrac{1}{2}\left(x^2 + y^2\right)", "Equally steep"),
        ({"condition": 100}, "Stretched bowl", r"\left(x^2 + 100\,y^2\right)", "100 times as steep along y"),
        ({"rotation": 90}, "Rotated bowl", r"\left(y^2 + 20\,x^2\right)", "Twenty times as steep along x"),
        (
            {"rotation": 30},
            "Rotated bowl",
            r"u = 0.866\,x + 0.5\,y,\; v = 0.866\,y - 0.5\,x",
            "turned by 30°",
        ),
    ],
    ids=str,
)
def test_title_formula_and_lesson_follow_the_values(values, title, formula, lesson):
    record = STRETCHED.at(**values)
    assert record.title == title and formula in record.formula and lesson in record.lesson


def test_the_two_bowls_are_one_family():
    x = points(ROTATED)
    assert np.array_equal(STRETCHED.at(rotation=45)(x), ROTATED(x))
    assert np.array_equal(ROTATED.at(rotation=0).gradient(x), STRETCHED.gradient(x))


@parametrised
def test_parameters_round_trip(objective):
    assert objective.at() is objective and objective.at(**objective.parameters) is objective
    for name, (low, high) in objective.ranges.items():
        assert low <= objective.parameters[name] <= high
        for value in (low, high):
            there = objective.at(**{name: value})
            assert there.parameters == {**objective.parameters, name: value}
            assert there.ranges == objective.ranges and np.array_equal(there.bounds, objective.bounds)
            inside = (there.bounds[:, 0] < there.minima) & (there.minima < there.bounds[:, 1])
            assert inside.all()
            back = there.at(**objective.parameters)
            assert np.array_equal(back(points(back)), objective(points(back)))
            assert (back.formula, back.title, back.lesson) == (
                objective.formula,
                objective.title,
                objective.lesson,
            )


@parametrised
@pytest.mark.parametrize("value", NOT_IN_RANGE, ids=str)
def test_a_value_out_of_range_is_refused(objective, value):
    for name in objective.parameters:
        with pytest.raises(ValueError, match=name):
            objective.at(**{name: value})


@every_objective
def test_an_unknown_parameter_is_refused(objective):
    known = ", ".join(objective.parameters) or "none"
    with pytest.raises(
        ValueError, match=f"unknown parameter 'warp' of {objective.name}: expected one of {known}"
    ):
        objective.at(warp=1)


@every_objective
@pytest.mark.parametrize("factor", [1e-10, 0.3, 1e3])
def test_times_a_factor_is_the_same_hill_scaled(objective, factor):
    scaled, x = objective.times(factor), points(objective)
    assert_allclose(scaled(x), factor * objective(x), rtol=1e-15)
    assert_allclose(scaled.gradient(x), factor * objective.gradient(x), rtol=1e-15)
    for name in ("floor", "lipschitz", "mu"):
        value = getattr(objective, name)
        assert getattr(scaled, name) == (None if value is None else factor * value)
    assert scaled.minimum == (None if objective.minimum is None else factor * objective.minimum)
    assert (scaled.name, scaled.title, scaled.factor) == (objective.name, objective.title, factor)
    formula, _, where = scaled.formula.partition(WHERE)
    assert formula.startswith("f(x, y) = ") and formula.endswith((r"\right]", r"\right)"))
    assert where == objective.formula.partition(WHERE)[2]
    assert "u =" not in formula, "what a letter is short for is no part of f"
    assert objective.times(1) is objective


@pytest.mark.parametrize(
    ("factor", "formula"),
    [
        (100, r"f(x, y) = 100 \left(x^2 + y^2\right)"),
        (1e-10, r"f(x, y) = 10^{-10} \left(x^2 + y^2\right)"),
        (2.5e-7, r"f(x, y) = 2.5 \cdot 10^{-7} \left(x^2 + y^2\right)"),
    ],
)
def test_the_formula_shows_the_factor(factor, formula):
    assert BOWL.times(factor).formula == formula


@pytest.mark.parametrize(
    ("factor", "formula"),
    [
        (2, r"f(x, y) = x^2 + 20\,y^2"),
        (1, r"f(x, y) = \tfrac{1}{2}\left(x^2 + 20\,y^2\right)"),
        (0.25, r"f(x, y) = \tfrac{1}{8} \left(x^2 + 20\,y^2\right)"),
        (2.0**-9, r"f(x, y) = 0.000976562 \left(x^2 + 20\,y^2\right)"),
        (2.0**-20, r"f(x, y) = 4.76837 \cdot 10^{-7} \left(x^2 + 20\,y^2\right)"),
        (3, r"f(x, y) = 1.5 \left(x^2 + 20\,y^2\right)"),
    ],
)
def test_a_half_in_front_goes_into_the_factor(factor, formula):
    assert STRETCHED.times(factor).formula == formula
    turned = STRETCHED.at(rotation=45).times(2).formula
    assert turned == r"f(x, y) = \tfrac{1}{2} \left[(x + y)^2 + 20\,(y - x)^2\right]"


def test_a_factor_and_parameters_go_together():
    x = points(STRETCHED)
    for both in (STRETCHED.times(0.1).at(condition=50), STRETCHED.at(condition=50).times(0.1)):
        assert (both.lipschitz, both.mu, both.factor) == (5, 0.1, 0.1)
        assert_allclose(both(x), 0.1 * STRETCHED.at(condition=50)(x))


@pytest.mark.parametrize("factor", [0, 9e-11, 1001, *NOT_IN_RANGE], ids=str)
def test_a_factor_out_of_range_is_refused(factor):
    with pytest.raises(ValueError, match="factor"):
        BOWL.times(factor)


@pytest.mark.parametrize(("condition", "factor"), [(10, 1), (300, 1), (10, 1e-3)])
def test_two_over_mu_plus_l_is_the_best_fixed_step(condition, factor):
    """Polyak 1987: with it the error shrinks by (L - mu) / (L + mu) in every step."""
    bowl = STRETCHED.at(condition=condition).times(factor)
    trajectory = run(bowl, GradientDescent(2 / (bowl.mu + bowl.lipschitz)), (1.0, 1.0), 20)
    shrinks = (condition - 1) / (condition + 1)
    assert_allclose(trajectory.distance, np.sqrt(2) * shrinks ** np.arange(21))


def test_hubbles_line_is_the_mean_squared_error_of_its_data():
    for objective in (HUBBLE, HUBBLE.at(centring=0.5), HUBBLE.times(10)):
        features, targets = objective.data
        w = points(objective)
        errors = w @ features.T - targets
        assert_allclose(objective(w), objective.factor * np.mean(errors**2, axis=-1))
        expected = np.polynomial.Polynomial.fit(features[:, 1], targets, 1).convert().coef
        assert_allclose(objective.minima[0], expected, rtol=1e-12)
    assert HUBBLE.minima[0] == pytest.approx([-0.04078, 0.45416], abs=1e-5), "454 km/s per megaparsec"
    assert HUBBLE.n_rows == len(features) == 24


def test_centring_takes_the_slant_out_of_the_valley():
    assert r"\left(x + y\,d_i - v_i\right)^2" in HUBBLE.formula
    assert r"\left(x + y\,(d_i - 0.911) - v_i\right)^2" in HUBBLE.at(centring=1).formula
    assert_allclose(hessian(HUBBLE.at(centring=1), np.zeros(2))[0, 1], 0, atol=1e-15)
    valleys = [HUBBLE.at(centring=share) for share in (0, 0.5, 1)]
    ratios = [valley.lipschitz / valley.mu for valley in valleys]
    assert ratios[0] > 9 and ratios == sorted(ratios, reverse=True)


@pytest.mark.parametrize(
    "objective", [HUBBLE, HUBBLE.at(centring=1).times(0.01)], ids=["as it is", "changed"]
)
def test_a_batch_gradient_is_the_mean_over_its_rows(objective):
    x, n = points(objective, 7), objective.n_rows
    rows = np.random.default_rng(1).integers(n, size=(5, 7))
    single = np.stack([objective.batch_gradient(x, [row]) for row in range(n)])
    assert_allclose(single.mean(axis=0), objective.gradient(x))
    assert_allclose(objective.batch_gradient(x, np.arange(n)), objective.gradient(x))
    assert_allclose(objective.batch_gradient(x, rows[:, 0]), single[rows[:, 0]].mean(axis=0))
    each = [single[rows[:, i], i].mean(axis=0) for i in range(7)]
    assert_allclose(objective.batch_gradient(x, rows), each)
    assert_allclose(objective.batch_df(*x.T, rows), np.transpose(each))
    assert objective.batch_gradient(x[0], [0, 1]).shape == (2,)


@pytest.mark.parametrize("rows", [[], [24], [-1], [0.5], 3, "all", None, [True]], ids=str)
def test_rows_that_are_not_there_are_refused(rows):
    with pytest.raises(ValueError, match="rows: expected"):
        HUBBLE.batch_gradient([0.0, 0.0], rows)


@every_objective
def test_without_data_there_are_no_rows(objective):
    assert (objective.n_rows > 0) == (objective.data is not None) == (objective.batch_df is not None)
    if objective.data is None:
        with pytest.raises(ValueError, match="has no data"):
            objective.batch_gradient([0.0, 0.0], [0])


def test_ten_examples_pull_towards_their_mean_one_by_one_towards_their_median():
    ten = OBJECTIVES["ten_examples"]
    x, examples = points(ten), ten.data.points
    away = x[:, None] - examples
    assert_allclose(ten(x), np.mean(away**2, axis=1).sum(axis=-1) / 2)
    assert_allclose(ten.gradient(x), away.mean(axis=1), atol=1e-15)
    assert_allclose(ten.minima[0], examples.mean(axis=0))
    assert np.median(examples, axis=0).tolist() == [0, 0]
    assert_allclose(np.stack([ten.batch_gradient(x, [row]) for row in range(10)], axis=1), away)


@pytest.mark.parametrize("rotation", [0, 30, 45, 90])
def test_the_turned_saddle_is_the_saddle_turned(rotation):
    cos, sin = np.cos(np.radians([rotation, 90 - rotation]))
    turn = np.array([[cos, -sin], [sin, cos]])
    wells, turned = OBJECTIVES["double_well"], OBJECTIVES["turned_double_well"].at(rotation=rotation)
    x = points(wells)
    assert_allclose(turned(x @ turn.T), wells(x), atol=1e-14)
    assert_allclose(turned.gradient(x @ turn.T), wells.gradient(x) @ turn.T, atol=1e-13)
    assert_allclose(turned.minima, wells.minima @ turn.T, atol=1e-15)
