"""Maps hold what single runs say, and the numbers that theory and the reference give."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from optim import OBJECTIVES, OPTIMIZERS, SCHEDULES, GradientDescent, Noise, RMSProp, random_start, run
from optim.maps import BOUNCES, GONE, fates, local_minima, sensitivity, settings_map, starts_map

STRETCHED = OBJECTIVES["stretched_bowl"]
START = random_start(STRETCHED.bounds, 1)
STEP_SIZES = np.geomspace(1e-4, 10, 756)


@pytest.mark.parametrize(
    "name", ["bowl", "rosenbrock", "himmelblau", "beale", "six_hump_camel", "plateau_cliff", "hubble"]
)
def test_fates_are_those_of_the_runs(name):
    """Starts and step sizes at once, looked at as they go, against whole runs that were recorded."""
    objective = OBJECTIVES[name]
    starts = np.array([random_start(objective.bounds, seed) for seed in range(4)])
    rule = RMSProp(np.array([[0.003], [0.05], [0.9]]), rho=0.9)
    conditions = {"schedule": SCHEDULES["inverse_sqrt"], "noise": Noise(0.01, seed=3)}
    found, runs = (
        fates(objective, rule, starts, 60, **conditions),
        run(objective, rule, starts, 60, **conditions),
    )
    assert_array_equal(found.x, runs.x[-1])
    assert_array_equal(found.loss, runs.value[-1] - objective.minimum)
    assert_array_equal(np.where(found.first_near > 60, -1, found.first_near), runs.first_within())
    assert_array_equal(found.out, np.minimum(runs.outcome.left, 61))
    assert_array_equal(found.converged, runs.outcome.reason == "converged")


def test_gradient_descent_diverges_beyond_two_over_l_and_nothing_below_it_does():
    diverged = settings_map(
        STRETCHED, GradientDescent(1.0), START, 1000, {"step_size": STEP_SIZES}
    ).fates.diverged
    edge = STEP_SIZES[diverged].min()
    assert 0.1 < edge < 0.104
    assert diverged[np.searchsorted(STEP_SIZES, edge) :].all()


def test_a_swing_of_constant_width_does_not_diverge_however_wide():
    ends = fates(STRETCHED, RMSProp(1e6, rho=0.9), START, 200)
    assert not ends.diverged and ends.first_out == 1 and ends.loss > 1e4


def test_a_map_spans_its_axes_and_each_cell_is_one_run():
    axes = {"rho": [0.5, 0.9, 0.99], "step_size": [0.01, 0.1]}
    found = settings_map(STRETCHED, RMSProp(1.0), START, 100, axes)
    assert found.score.shape == found.fates.loss.shape == (3, 2)
    for i, rho in enumerate(axes["rho"]):
        for j, step_size in enumerate(axes["step_size"]):
            alone = run(STRETCHED, RMSProp(step_size, rho=rho), START, 100)
            assert found.fates.loss[i, j] == alone.value[-1]


def test_the_score_is_how_soon_and_then_how_far():
    found = settings_map(
        OBJECTIVES["bowl"], GradientDescent(1.0), (1, 1), 100, {"step_size": [0.5, 0.1, 1e-3, 1.5]}
    )
    soon, later, far, diverged = found.score
    assert soon == 1 / 100  # at a step size of 1 / L one step leads to the minimum
    assert later == 28 / 100  # 2 * 0.8^(2 k) is under 1e-5 from k = 28 on
    assert_allclose(far, 1 + (np.log10(2 * 0.998**200) + 5) / 6)
    assert np.isnan(diverged)
    assert found.best == {"step_size": 0.5} and found.share == 0.5


def test_the_best_setting_never_leaves_the_bounds():
    """At 10, AdaGrad leaps far out of the plot and comes back to the minimum."""
    found = settings_map(STRETCHED, OPTIMIZERS["adagrad"](1.0), START, 100, {"step_size": STEP_SIZES})
    best = found.best["step_size"]
    assert found.fates.stayed[np.searchsorted(STEP_SIZES, best)].all()
    assert found.fates.stayed.sum() < len(STEP_SIZES)


@pytest.mark.parametrize(
    ("name", "hyperparameters", "percent"),
    [("gd", {}, [35, 36, 0, 0]), ("rmsprop", {"rho": 0.9}, [27, 27, 24, 22])],
)
def test_where_starts_end_on_himmelblau(name, hyperparameters, percent):
    """The shares, computed by an independent loop over 571,536 starts, that the four valleys get at 0.024."""
    found = starts_map(OBJECTIVES["himmelblau"], OPTIMIZERS[name](0.024, **hyperparameters), 250, n=128)
    assert found.end.shape == found.since.shape == (128, 128)
    assert [round(100 * found.shares[i]) for i in range(4)] == percent
    assert sum(found.shares.values()) == pytest.approx(1)
    if name == "gd":
        assert found.shares[BOUNCES] > 0.2 and 0 < found.shares[GONE] < 0.02


def test_a_cell_of_a_map_of_starts_is_the_run_from_its_middle():
    objective, rule = OBJECTIVES["himmelblau"], RMSProp(0.024, rho=0.9)
    found = starts_map(objective, rule, 250, n=8)
    for row, column in ((0, 0), (5, 2), (7, 7)):
        alone = run(objective, rule, (found.x[column], found.y[row]), 250)
        apart = np.hypot(*(alone.x - found.minima[found.end[row, column]]).T)
        assert apart[-1] < 0.1
        assert found.since[row, column] == np.flatnonzero(apart >= 0.1)[-1] + 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mccormick", [(-0.54720, -1.54720), (2.59440, 1.59440)]),
        ("three_hump_camel", [(0, 0), (1.74755, -0.87378), (-1.74755, 0.87378)]),
        ("goldstein_price", [(0, -1), (-0.6, -0.4), (1.8, 0.2), (1.2, 0.8)]),
        ("double_well", [(0, 1), (0, -1)]),
    ],
)
def test_local_minima_are_found_and_the_lowest_comes_first(name, expected):
    found = local_minima(OBJECTIVES[name])
    assert len(found) == len(expected)
    for point in expected:
        assert np.hypot(*(found - point).T).min() < 1e-4
    values = OBJECTIVES[name](found)
    assert (np.diff(values) >= -1e-9).all()


def test_minima_that_are_kept_for_all_are_written_over_by_no_one():
    with pytest.raises(ValueError, match="read-only"):
        local_minima(OBJECTIVES["double_well"])[0] = 9


def test_every_minimum_that_is_found_is_one():
    for objective in OBJECTIVES.values():
        for point in local_minima(objective)[len(objective.minima) :]:
            around = point + 1e-3 * np.array([(1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, 0.7)])
            assert (objective(around) > objective(point)).all(), objective.name


def test_sensitivity_is_a_map_of_one_axis_for_each_racer():
    racers = {"rmsprop": RMSProp(0.04, rho=0.9), "gd": GradientDescent(0.04)}
    found = sensitivity(STRETCHED, racers, START, 100, [0.01, 0.05, 0.2])
    assert_array_equal(found["gd"].diverged, [False, False, True])
    assert found["rmsprop"].loss[1] == run(STRETCHED, RMSProp(0.05, rho=0.9), START, 100).value[-1]


def test_gradient_descent_does_not_feel_the_angle_and_rmsprop_does():
    racers = {"rmsprop": RMSProp(0.02, rho=0.9), "gd": GradientDescent(0.02)}
    angles = np.linspace(0, 90, 7)
    found = sensitivity(STRETCHED, racers, (1.0, 0.5), 60, angles, along="rotation")
    at_45 = STRETCHED.at(rotation=45)
    assert found["rmsprop"].loss[3] == run(at_45, racers["rmsprop"], (1.0, 0.5), 60).value[-1]
    assert found["rmsprop"].loss.max() > 3 * found["rmsprop"].loss.min()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: fates(OBJECTIVES["saddle"], RMSProp(0.1), (1, 1), 10), "saddle has no minimum"),
        (lambda: starts_map(OBJECTIVES["monkey_saddle"], RMSProp(0.1), 10), "no minimum to end in"),
        (
            lambda: settings_map(STRETCHED, RMSProp(0.1), START, 10, {"mu": [1]}),
            "unknown axis 'mu' of rmsprop",
        ),
        (lambda: settings_map(STRETCHED, RMSProp(0.1), START, 10, {"rho": 0.5}), "rho: expected a list"),
        (lambda: settings_map(STRETCHED, RMSProp(0.1), START, 10, {"rho": [1.5]}), "rho: expected a number"),
        (lambda: starts_map(STRETCHED, RMSProp(0.1), 10, n=0), "n: expected an integer of at least 1"),
    ],
)
def test_what_cannot_be_mapped_is_said(make, words):
    with pytest.raises(ValueError, match=words):
        make()
