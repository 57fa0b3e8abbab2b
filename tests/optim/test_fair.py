"""The fair race: what it finds on Rosenbrock, and each number of an entry against its definition."""

from itertools import product

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optim import OBJECTIVES, OPTIMIZERS, GradientDescent, Momentum, random_start, run
from optim.maps import Protocol, fair_race

ROSENBROCK = OBJECTIVES["rosenbrock"]
SIZES = np.array([0.0004, 0.0008, 0.0012, 0.002, 0.01, 0.5, 1.0, 1.5, 2.0])


@pytest.fixture(scope="module")
def found():
    racers = {name: OPTIMIZERS[name](1.0) for name in ("adam", "momentum", "gd")}
    return fair_race(ROSENBROCK, racers, Protocol(1000, SIZES))


def test_on_rosenbrock_adam_wins_and_momentum_fails_from_five_starts(found):
    adam, momentum = found["adam"], found["momentum"]
    assert adam.optimizer.step_size == 1.5 and adam.failed == 0
    assert_allclose(adam.median, 3.4e-8, rtol=0.02)
    assert momentum.optimizer.step_size == 0.0012
    assert_allclose(momentum.median, 5.2e-6, rtol=0.02)
    assert (momentum.failed, momentum.failed_in_tuning) == (5, 3)


def test_the_test_runs_are_runs_from_the_starts_of_their_seeds(found):
    entry = found["gd"]
    for i, seed in enumerate(range(11, 41)):
        alone = run(ROSENBROCK, entry.optimizer, random_start(ROSENBROCK.bounds, seed), 1000)
        if np.isfinite(entry.losses[i]):
            assert entry.losses[i] == alone.value[-1]
        else:
            assert not np.isfinite(alone.value[-1])


def test_the_step_size_is_that_of_the_lowest_median_in_tuning(found):
    for entry in found.values():
        assert entry.optimizer.step_size == SIZES[np.argmin(entry.medians)]
        low, high = entry.good
        assert low <= entry.optimizer.step_size <= high
        assert entry.decades == pytest.approx(np.log10(high / low))


def test_a_data_profile_never_falls_and_ends_with_what_was_solved(found):
    shares = [found["adam"].solved(k) for k in range(0, 1001, 50)]
    assert (np.diff(shares) >= 0).all() and shares[-1] == (found["adam"].tested.first_near <= 1000).mean()


def test_the_best_of_n_tries_is_the_mean_over_all_draws(found):
    """Of the powers of ten; no step size that diverges makes it infinite, though most of momentum's do."""
    starts = [random_start(ROSENBROCK.bounds, seed) for seed in range(1, 11)]
    start = np.median([ROSENBROCK(start) for start in starts])
    for name, n in (("adam", 1), ("adam", 3), ("momentum", 1), ("momentum", 4)):
        assert found[name].start == start
        reached = [min(*draw, start) for draw in product(found[name].medians, repeat=n)]
        assert_allclose(found[name].best_of(n), 10 ** np.log10(reached).mean(), rtol=1e-8)
    assert np.isinf(found["momentum"].medians).mean() > 0.5


def test_more_tries_are_worth_more_as_long_as_the_best_may_be_missed(found):
    """The median over the draws would be the best of the nine step sizes from six draws on."""
    worth = [found["adam"].best_of(n) for n in (1, 2, 6, 20, 100)]
    assert (np.diff(worth) < 0).all() and worth[-1] == pytest.approx(found["adam"].medians.min(), rel=0.01)


def test_with_epsilon_searched_adam_never_loses_to_momentum_on_a_quadratic():
    """With a large epsilon Adam is momentum whose steps are 1 / epsilon as long, up to its corrections."""
    stretched = OBJECTIVES["stretched_bowl"]
    protocol = Protocol(200, np.geomspace(1e-3, 1e9, 121))
    racers = {"momentum": Momentum(1.0)} | {
        f"adam_{epsilon:g}": OPTIMIZERS["adam"](1.0, epsilon=epsilon) for epsilon in (1e-8, 1.0, 1e6)
    }
    medians = {name: entry.median for name, entry in fair_race(stretched, racers, protocol).items()}
    assert min(value for name, value in medians.items() if name != "momentum") <= medians["momentum"]


def test_an_objective_without_a_minimum_is_refused():
    with pytest.raises(ValueError, match="saddle has no minimum to reach"):
        fair_race(OBJECTIVES["saddle"], {"gd": GradientDescent(0.1)}, Protocol(10, [0.1]))


@pytest.mark.parametrize("protocol", [Protocol(10, []), Protocol(10, [0.1], tuned_on=()), Protocol(10, 0.1)])
def test_a_protocol_without_anything_to_try_is_refused(protocol):
    with pytest.raises(ValueError, match="expected"):
        fair_race(ROSENBROCK, {"gd": GradientDescent(0.1)}, protocol)
