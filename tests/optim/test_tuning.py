"""Step sizes found: against closed forms, theory and brute force."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pytest

from optim import (
    OBJECTIVES,
    OPTIMIZERS,
    SCHEDULES,
    AdaGrad,
    GradientDescent,
    Noise,
    RMSProp,
    best_of_sweep,
    edge_of_divergence,
    run,
)
from optim.tuning import COARSE, FINE, LONGEST, REFINEMENTS

BOWL, STRETCHED, ROSENBROCK = (OBJECTIVES[name] for name in ("bowl", "stretched_bowl", "rosenbrock"))
START = (0.6, -0.8)
QUADRATICS = {name: o for name, o in OBJECTIVES.items() if o.lipschitz and o.minimum is not None}
every_quadratic = pytest.mark.parametrize("objective", QUADRATICS.values(), ids=QUADRATICS)


class Searched(GradientDescent):
    """Gradient descent that does not know its limit, so that the search must find it."""

    def stable_step_size(self, objective):
        return None


class Velocity(NamedTuple):
    velocity: np.ndarray


class HeavyBall(GradientDescent):
    """Polyak's momentum, 0.5, on top: stable below 2 (1 + 0.5) / L."""

    def init(self, x):
        return Velocity(np.zeros_like(x))

    def update(self, gradient, state, x, step_size):
        velocity = 0.5 * state.velocity + gradient
        return step_size * velocity, Velocity(velocity)

    def stable_step_size(self, objective):
        return None


class Gap(Searched):
    """Gradient descent that jumps away at step sizes from 0.001 to 0.01, and only at these."""

    def update(self, gradient, state, x, step_size):
        jumps = (step_size > 1e-3) & (step_size < 1e-2)
        return np.where(jumps, 1e9, step_size * gradient), state


def survives(objective, optimizer, start, n_iter, **conditions):
    """(...): whether each run stays on the plot in the second half of its iterations."""
    second_half = run(objective, optimizer, start, n_iter, **conditions).x[(n_iter + 1) // 2 :]
    low, high = objective.bounds.T
    return ((second_half >= low) & (second_half <= high)).all(axis=(0, -1))


@every_quadratic
def test_the_edge_of_gradient_descent_on_a_quadratic_is_2_over_l(objective):
    expected = 2 / objective.lipschitz
    assert edge_of_divergence(objective, GradientDescent, (0.3, 0.4), 50) == expected
    assert edge_of_divergence(objective, Searched, (0.3, 0.4), 1000) == pytest.approx(expected, rel=0.01)


def test_the_edge_of_momentum_is_found_where_theory_has_it():
    assert edge_of_divergence(STRETCHED, HeavyBall, START, 1000) == pytest.approx(2 * 1.5 / 20, rel=0.01)


@pytest.mark.parametrize("name", ["bowl", "rosenbrock", "beale", "himmelblau", "saddle"])
@pytest.mark.parametrize("rule", [Searched, RMSProp])
def test_the_edge_divides_the_runs_that_survive_from_one_that_does_not(name, rule):
    objective, start, n_iter = OBJECTIVES[name], (-0.9, 0.8), 500
    edge = edge_of_divergence(objective, rule, start, n_iter)
    if edge < np.inf:
        beyond = rule(edge * np.linspace(1, 1.001, 100))
        assert not survives(objective, beyond, start, n_iter).all()
    below = rule(np.append(np.geomspace(1e-6, edge, 15)[:-1], edge) if edge < np.inf else COARSE)
    assert survives(objective, below, start, n_iter).all()


@pytest.mark.parametrize("n_iter", [50, 51])
def test_jumping_in_and_out_of_the_plot_is_no_survival(n_iter):
    """Sign descent goes to and fro: x from 0.6 to 0.6 - step_size, off the plot where that is below -1."""
    assert edge_of_divergence(BOWL, RMSProp(1.0, rho=0), START, n_iter) == pytest.approx(1.6, rel=1e-3)


def test_the_edge_is_the_first_failure():
    assert survives(BOWL, Gap(0.1), START, 50)
    assert edge_of_divergence(BOWL, Gap, START, 50) == pytest.approx(1e-3, rel=1e-3)


def test_a_little_beyond_the_edge_a_run_may_survive_by_luck():
    start, n_iter = (-0.9, 0.8), 50
    edge = edge_of_divergence(ROSENBROCK, GradientDescent, start, n_iter)
    lucky = [
        a for a in edge * np.linspace(1.001, 1.5, 200) if survives(ROSENBROCK, Searched(a), start, n_iter)
    ]
    assert lucky and not survives(ROSENBROCK, GradientDescent(1.001 * edge), start, n_iter)


def test_the_edge_under_a_schedule_or_noise_is_tried_not_taken_from_theory():
    cosine, noise = SCHEDULES["cosine"], Noise(std=5.0, seed=2)
    for conditions in ({"schedule": cosine}, {"noise": noise}):
        edge = edge_of_divergence(BOWL, GradientDescent, START, 50, **conditions)
        assert abs(edge - 1) > 0.02
        assert survives(BOWL, GradientDescent(edge), START, 50, **conditions)
        assert not survives(BOWL, GradientDescent(edge * 1.001), START, 50, **conditions)


def test_a_start_that_no_step_size_brings_home_and_a_rule_that_always_comes_home():
    assert edge_of_divergence(ROSENBROCK, GradientDescent, (9.0, 9.0), 50) == 0
    assert edge_of_divergence(BOWL, AdaGrad, START, 50) == np.inf


def test_the_edge_is_of_the_hyperparameters_given():
    forgetful, slow = (edge_of_divergence(BOWL, RMSProp(0.1, rho=rho), START, 200) for rho in (0.5, 0.99))
    assert forgetful < slow
    assert edge_of_divergence(BOWL, RMSProp(7.0), START, 200) == edge_of_divergence(BOWL, RMSProp, START, 200)


@pytest.mark.parametrize("name", ["bowl", "rosenbrock", "saddle"])
@pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
@pytest.mark.parametrize("noise", [None, Noise(std=0.1)], ids=["still", "noisy"])
def test_the_best_of_a_sweep_is_the_best_of_its_runs(name, rule, noise):
    objective, step_sizes, schedule = OBJECTIVES[name], np.geomspace(1e-3, 1, 12), SCHEDULES["inverse_sqrt"]
    conditions = {"noise": noise, "schedule": schedule}
    ends = {a: run(objective, rule(a), START, 30, **conditions).value[-1] for a in step_sizes.tolist()}
    lowest = min(end for end in ends.values() if np.isfinite(end))
    best = best_of_sweep(objective, rule, START, 30, step_sizes, **conditions)
    assert type(best) is float and ends[best] == lowest


def test_of_step_sizes_that_tie_the_first_within_and_then_the_smallest_wins():
    """All of these reach 0 exactly: half of them in one step, others in hundreds."""
    step_sizes = [0.75, 0.3, 0.5, 0.45]
    runs = run(BOWL, GradientDescent(step_sizes), START, 3000)
    assert not runs.value[-1].any() and runs.first_within().argmin() == 2
    assert best_of_sweep(BOWL, GradientDescent, START, 3000, step_sizes) == 0.5
    assert best_of_sweep(BOWL, GradientDescent, BOWL.minima[0], 5, [0.3, 0.1, 0.2]) == 0.1
    flat = replace(BOWL, f=lambda x, y: 1 + 0 * x, df=lambda x, y: (0 * x, 0 * y), minima=[[9, 9]])
    assert best_of_sweep(flat, GradientDescent, START, 5, [0.3, 0.1, 0.2]) == 0.1


def test_of_step_sizes_that_tie_one_that_was_near_the_minimum_comes_before_those_that_never_were():
    """x goes from 0.5 by equal steps over a pit from -0.1 to 0.1; only 0.25 steps into it, and out."""
    pit = replace(BOWL, f=lambda x, y: 1.0 * (np.abs(x) > 0.1), df=lambda x, y: (1 + 0 * x, 0 * y))
    assert run(pit, GradientDescent([0.1, 0.25, 0.35]), (0.5, 0), 3).first_within().tolist() == [-1, 2, -1]
    assert best_of_sweep(pit, GradientDescent, (0.5, 0), 3, [0.1, 0.25, 0.35]) == 0.25


def test_step_sizes_that_overflow_are_no_best():
    assert best_of_sweep(ROSENBROCK, GradientDescent, (-1.5, 2.0), 50, [0.1, 1.0]) is None
    assert best_of_sweep(ROSENBROCK, GradientDescent, (-1.5, 2.0), 50, [0.1, 1.0, 1e-4]) == 1e-4
    assert (
        best_of_sweep(OBJECTIVES["saddle"], GradientDescent, (0.0, 0.5), 1000, [0.1, 5.0]) == 0.1
    )  # f = -inf


BAD = [
    ({"start": [START, START]}, "one start"),
    ({"start": (np.nan, 0)}, "start: expected"),
    ({"optimizer": RMSProp(0.1, rho=[0.5, 0.9])}, "hyperparameters that are numbers"),
    ({"optimizer": "rmsprop"}, "optimizer: expected one such as"),
    ({"n_iter": 0}, "n_iter: expected"),
    ({"n_iter": "ten"}, "n_iter: expected"),
    ({"schedule": "cosine"}, "schedule: expected"),
    ({"noise": Noise(batch=2)}, "batch: expected"),
    ({"noise": Noise(std=[0.1, 0.2])}, "numbers"),
]


@pytest.mark.parametrize(("wrong", "message"), BAD, ids=str)
def test_bad_input_is_refused(wrong, message):
    right = {"objective": BOWL, "optimizer": GradientDescent, "start": START, "n_iter": 5}
    with pytest.raises(ValueError, match=message):
        edge_of_divergence(**right | wrong)
    with pytest.raises(ValueError, match=message):
        best_of_sweep(**right | wrong, step_sizes=[0.1, 0.2])


@pytest.mark.parametrize("step_sizes", [[], 0.1, [[0.1]], [0.1, -1], ["a"], None], ids=str)
def test_bad_step_sizes_are_refused(step_sizes):
    with pytest.raises(ValueError, match=r"step_sizes?: expected"):
        best_of_sweep(BOWL, GradientDescent, START, 5, step_sizes)


def test_the_work_is_bounded():
    with pytest.raises(ValueError, match="at most 2000000 updates, got 300 runs of 10000"):
        best_of_sweep(BOWL, GradientDescent, START, 10_000, np.linspace(0.1, 1, 300))


def updates(objective, search):
    """What `search` finds on an objective, and of how many updates it asks the gradient."""
    asked = 0

    def df(x, y):
        nonlocal asked
        asked += np.size(x)
        return objective.df(x, y)

    return search(replace(objective, df=df)), asked


@pytest.mark.parametrize("rule", [Searched, RMSProp, AdaGrad])
def test_a_search_is_three_sweeps_and_ten_thousand_iterations_cost_no_more_than_a_thousand(rule):
    _, asked = updates(ROSENBROCK, lambda o: edge_of_divergence(o, rule, START, 50))
    assert 0 < asked <= 51 * (len(COARSE) + REFINEMENTS * FINE)
    _, asked = updates(ROSENBROCK, lambda o: best_of_sweep(o, rule, START, 50, np.geomspace(1e-4, 1, 100)))
    assert 0 < asked <= 51 * 100
    long, longer = (
        updates(OBJECTIVES["himmelblau"], lambda o, n=n: edge_of_divergence(o, rule, START, n))
        for n in (LONGEST, 10 * LONGEST)
    )
    assert long == longer
