"""Schedules: their closed forms, and runs under them against loops in Python floats."""

import warnings
from dataclasses import replace
from math import cos, pi, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from optim import (
    OBJECTIVES,
    OPTIMIZERS,
    SCHEDULES,
    AdaGrad,
    GradientDescent,
    RMSProp,
    Schedule,
    race,
    run,
    sweep,
    words,
)
from optim import trajectory as trajectory_module

BOWL, STRETCHED, ROSENBROCK = (OBJECTIVES[name] for name in ("bowl", "stretched_bowl", "rosenbrock"))
START = (0.9, -0.7)
COSINE, INVERSE = SCHEDULES["cosine"], SCHEDULES["inverse"]
ZERO = Schedule("zero", "Zero", "0", "Nothing moves.", lambda k, n_iter: np.zeros(n_iter))
every_rule = pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
every_schedule = pytest.mark.parametrize("schedule", SCHEDULES.values(), ids=SCHEDULES)

# name -> the factor at update k of n, counted from 0
CLOSED_FORMS = {
    "constant": lambda k, n: 1.0,
    "inverse": lambda k, n: 1 / (k + 1),
    "inverse_sqrt": lambda k, n: 1 / sqrt(k + 1),
    "cosine": lambda k, n: 0.5 + 0.5 * cos(pi * k / n),
}


def python_loop(rule, objective, step_sizes):
    """One run in Python floats, a step size an update: (n_iter + 1, 2)."""
    x, s, iterates = list(START), [0.0, 0.0], [START]
    for step_size in step_sizes:
        for i, g in enumerate(objective.gradient(x).tolist()):
            if rule is AdaGrad:
                s[i] += g**2
            if rule is RMSProp:
                s[i] = 0.99 * s[i] + (1 - 0.99) * g**2
            x[i] -= step_size * g / (1 if rule is GradientDescent else 1e-8 + sqrt(s[i]))
        iterates.append(tuple(x))
    return np.array(iterates)


@every_schedule
def test_the_factors_are_the_closed_forms(schedule):
    for n_iter in (1, 7, 50):
        expected = [CLOSED_FORMS[schedule.name](k, n_iter) for k in range(n_iter)]
        assert_allclose(schedule.factor(np.arange(n_iter), n_iter), expected, rtol=1e-12)


@every_schedule
@given(n_iter=st.integers(1, 10_000))
def test_the_first_factor_is_1_and_none_grows(schedule, n_iter):
    factor = schedule.factor(np.arange(n_iter), n_iter)
    assert factor.shape == (n_iter,) and factor[0] == 1
    assert (np.diff(factor) <= 0).all() and factor[-1] > 0


def test_the_cosine_ends_at_0_and_is_half_way_in_the_middle():
    assert COSINE.factor(np.array([0, 25, 50]), 50).tolist() == [1, 0.5, 0]


@every_schedule
def test_whether_a_longer_run_is_the_same_run_continued(schedule):
    short, long = (run(BOWL, RMSProp(0.01), START, n, schedule=schedule).x for n in (50, 500))
    assert np.array_equal(short, long[:51]) != schedule.needs_n_iter


@every_schedule
@pytest.mark.parametrize("rule", [GradientDescent, AdaGrad, RMSProp])
def test_a_run_is_the_python_loop(rule, schedule):
    step_sizes = [0.04 * CLOSED_FORMS[schedule.name](k, 60) for k in range(60)]
    trajectory = run(STRETCHED, rule(0.04), START, 60, schedule=schedule)
    assert_allclose(trajectory.x, python_loop(rule, STRETCHED, step_sizes), rtol=1e-9, atol=1e-12)


def test_gradient_descent_under_1_over_t_is_a_product():
    """With step size 1/2 on the stretched bowl, x is multiplied by 1 - 1/2, 1 - 1/4, 1 - 1/6, ..."""
    x = run(STRETCHED, GradientDescent(0.5), (1.0, 0.0), 20, schedule=INVERSE).x[:, 0]
    assert_allclose(x, np.cumprod([1, *(1 - 0.5 / k for k in range(1, 21))]), rtol=1e-12)


@every_rule
def test_constant_is_no_schedule_to_the_last_bit(rule):
    with_it = run(ROSENBROCK, rule(0.002), START, 40, schedule=SCHEDULES["constant"])
    without = run(ROSENBROCK, rule(0.002), START, 40)
    for name in ("x", "effective_step"):
        assert_array_equal(getattr(with_it, name), getattr(without, name))


@every_rule
@every_schedule
def test_an_update_is_given_the_step_size_times_the_factor(rule, schedule):
    optimizer = rule(step_size=1e-4)
    trajectory = run(ROSENBROCK, optimizer, START, 30, schedule=schedule)
    x, state = trajectory.x[0], optimizer.init(trajectory.x[0])
    for k in range(30):
        step_size = 1e-4 * schedule.factor(np.arange(30), 30)[k]
        step, state = optimizer.update(ROSENBROCK.gradient(x), state, x, step_size)
        x = x - step
        assert_array_equal(trajectory.x[k + 1], x)


@every_rule
@every_schedule
def test_many_runs_are_each_the_single_run(rule, schedule, monkeypatch):
    """Sweeps, states that are not recorded, effective steps: all go by the schedule."""
    many, start = rule(step_size=[0.001, 0.1]), np.array([[[0.5, 0.5]], [[-1.0, 1.0]], [[0.0, 2.0]]])
    recorded = run(ROSENBROCK, many, start, 20, schedule=schedule)
    monkeypatch.setattr(trajectory_module, "LARGE", 10)
    later = run(ROSENBROCK, many, start, 20, schedule=schedule)
    ends = sweep(ROSENBROCK, many, start, 20, schedule=schedule)
    assert later.records is None
    assert_array_equal(ends.x, recorded.x[-1])
    for j, step_size in enumerate((0.001, 0.1)):
        one = race(ROSENBROCK, {"it": rule(step_size)}, start[2, 0], 20, schedule=schedule)["it"]
        for trajectory in (recorded, later):
            assert_array_equal(trajectory.x[:, 2, j], one.x)
            assert_array_equal(trajectory.effective_step[:, 2, j], one.effective_step)
            for name, values in one.state.items():
                assert_array_equal(trajectory.state[name][:, 2, j], values)


@pytest.mark.parametrize("rule", [GradientDescent, AdaGrad, RMSProp])
@every_schedule
def test_the_effective_step_is_what_multiplied_the_gradient(rule, schedule):
    trajectory = run(STRETCHED, rule(0.03), START, 30, schedule=schedule)
    steps = trajectory.effective_step * trajectory.gradient[:-1]
    assert_allclose(-np.diff(trajectory.x, axis=0), steps, rtol=1e-6, atol=1e-12)


@every_rule
def test_a_step_size_of_0_is_no_error(rule):
    with warnings.catch_warnings(), np.errstate(all="warn"):
        warnings.simplefilter("error")
        trajectory = run(BOWL, rule(0.1), START, 5, schedule=ZERO)
        assert np.isfinite(trajectory.x).all() and np.isfinite(trajectory.effective_step).all()


@pytest.mark.parametrize("rule", [GradientDescent, AdaGrad, RMSProp])
def test_a_step_size_of_0_is_a_rest(rule):
    trajectory = run(BOWL, rule(0.1), START, 5, schedule=ZERO)
    assert_array_equal(trajectory.x, np.broadcast_to(START, (6, 2)))
    assert not trajectory.effective_step.any() and trajectory.outcome.reason == "stationary"


def test_the_sentence_says_that_it_was_the_first_step_size_that_was_too_long():
    optimizer, start = GradientDescent(1.2), (0.3, 0.4)
    sentences = [
        words(BOWL, optimizer, run(BOWL, optimizer, start, 1, schedule=schedule))
        for schedule in (SCHEDULES["constant"], COSINE)
    ]
    assert sentences == [
        "still moving; a step size of 1.2 is over 2/L = 1",
        "still moving; a first step size of 1.2 is over 2/L = 1",
    ]


def test_the_catalogue():
    assert list(SCHEDULES) == ["constant", "inverse", "inverse_sqrt", "cosine"]
    for name, schedule in SCHEDULES.items():
        assert schedule.name == name and schedule.title and schedule.formula and schedule.lesson.endswith(".")
    with pytest.raises(ValueError, match="unknown schedule 'step': expected one of constant, inverse"):
        SCHEDULES["step"]


BAD = {
    "a name": "cosine",
    "a function": COSINE.factor,
    "none": None,
    "negative": replace(ZERO, factor=lambda k, n_iter: -np.ones(n_iter)),
    "infinite": replace(ZERO, factor=lambda k, n_iter: 1 / np.zeros(n_iter)),
    "not numbers": replace(ZERO, factor=lambda k, n_iter: ["long"] * n_iter),
    "one too many": replace(ZERO, factor=lambda k, n_iter: np.ones(n_iter + 1)),
}


@pytest.mark.parametrize("schedule", BAD.values(), ids=BAD)
def test_a_bad_schedule_is_refused(schedule):
    for function in (run, sweep):
        with pytest.raises(ValueError, match=r"(schedule|factor).*: expected"):
            function(BOWL, GradientDescent(0.1), START, 5, schedule=schedule)
