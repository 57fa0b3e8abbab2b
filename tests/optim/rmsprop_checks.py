"""What RMSProp must do. Each check takes the rule, so that test_mutants can hand it a wrong one."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optim import OBJECTIVES, random_start, run
from tests.optim.reference import TUTORIAL_TRACE, torch_runs, tutorial_loop

BOWL = OBJECTIVES["bowl"]
START = random_start(BOWL.bounds, seed=1)


def one_step(rule, gradient, **hyperparameters):
    """The first step of a rule for one gradient (2,)."""
    optimizer = rule(**hyperparameters)
    gradient = np.asarray(gradient, dtype=float)
    step, _ = optimizer.update(gradient, optimizer.init(START), START, optimizer.step_size)
    return step


def every_iterate_is_pytorchs(rule):
    for record in torch_runs("rmsprop"):
        objective, optimizer = OBJECTIVES[record["objective"]], rule(**record["hyperparameters"])
        trajectory = run(objective, optimizer, record["start"], n_iter=100)
        assert_allclose(trajectory.x, record["trajectory"], rtol=0, atol=1e-9)


def prints_the_tutorials_trace(rule):
    trajectory = run(BOWL, rule(step_size=0.01, rho=0.99), START, n_iter=50)
    printed = [f">{i} f({trajectory.x[i + 1]}) = {trajectory.value[i + 1]:.5f}" for i in range(30, 50)]
    without_spaces = [["".join(line.split()) for line in lines] for lines in (printed, TUTORIAL_TRACE)]
    assert without_spaces[0] == without_spaces[1]


def follows_the_tutorials_loop_at_any_step_size(rule):
    for step_size in (1e-6, 0.01, 5.0, 1e4):
        trajectory = run(BOWL, rule(step_size=step_size, rho=0.99), START, n_iter=30)
        expected = tutorial_loop(BOWL, START, 30, step_size, rho=0.99)
        assert_allclose(trajectory.x, expected, rtol=1e-9, atol=1e-9 * step_size)


def epsilon_counts_where_gradients_are_as_small(rule):
    gradient = np.array([1e-8, -4e-8])
    expected = 0.01 / (1e-8 + 0.1 * np.abs(gradient)) * gradient
    assert_allclose(one_step(rule, gradient, step_size=0.01, rho=0.99), expected, rtol=1e-12)


def the_first_step_is_the_same_for_every_gradient(rule):
    step = one_step(rule, [3.0, -400.0], step_size=0.02, rho=0.75)
    assert_allclose(step, [0.04, -0.04], rtol=1e-7)  # step_size / sqrt(1 - rho) along each coordinate


def rho_0_is_sign_descent(rule):
    trajectory = run(OBJECTIVES["stretched_bowl"], rule(step_size=0.03, rho=0.0), (1.2, -0.7), n_iter=20)
    assert_allclose(-np.diff(trajectory.x, axis=0), 0.03 * np.sign(trajectory.gradient[:-1]), rtol=1e-5)


def rho_1_never_learns_the_gradient(rule):
    assert_allclose(one_step(rule, [3.0, -5.0], step_size=1e-8, rho=1.0), [3.0, -5.0], rtol=1e-12)


def a_constant_gradient_fills_the_average(rule):
    optimizer, gradient = rule(step_size=1.0, rho=0.9), np.array([2.0, -0.5])
    state = optimizer.init(START)
    for k in range(1, 40):
        step, state = optimizer.update(gradient, state, START, 1.0)
        assert_allclose(state.square_avg, (1 - 0.9**k) * gradient**2, rtol=1e-12)
        assert_allclose(step, np.sign(gradient) / np.sqrt(1 - 0.9**k), rtol=1e-6)


def each_coordinate_goes_its_own_way(rule):
    alone, beside = (run(BOWL, rule(step_size=0.01), (0.5, y), n_iter=20).x[:, 0] for y in (0.0, 0.9))
    assert_allclose(alone, beside, rtol=1e-12)


def the_recorded_state_is_the_one_that_made_the_step(rule):
    trajectory = run(BOWL, rule(step_size=0.01, rho=0.9), START, n_iter=20)
    s, gradient = trajectory.state["square_avg"], trajectory.gradient
    assert_allclose(s[1:], 0.9 * s[:-1] + (1 - 0.9) * gradient[:-1] ** 2, rtol=1e-12)
    assert_allclose(trajectory.effective_step, 0.01 / (1e-8 + np.sqrt(s[1:])), rtol=1e-12)
    assert_allclose(np.diff(trajectory.x, axis=0), -trajectory.effective_step * gradient[:-1], atol=1e-15)


CHECKS = [
    every_iterate_is_pytorchs,
    prints_the_tutorials_trace,
    follows_the_tutorials_loop_at_any_step_size,
    epsilon_counts_where_gradients_are_as_small,
    the_first_step_is_the_same_for_every_gradient,
    rho_0_is_sign_descent,
    rho_1_never_learns_the_gradient,
    a_constant_gradient_fills_the_average,
    each_coordinate_goes_its_own_way,
    the_recorded_state_is_the_one_that_made_the_step,
]


def failures(rule) -> list[str]:
    """The names of the checks that a rule fails."""
    failed = []
    for check in CHECKS:
        try:
            check(rule)
        except AssertionError:
            failed.append(check.__name__)
    return failed


every_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
