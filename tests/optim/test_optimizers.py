"""Gradient descent and AdaGrad: PyTorch's iterates, closed forms, and the records themselves."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from optim import OBJECTIVES, OPTIMIZERS, AdaGrad, Adam, AdamW, GradientDescent, RMSProp, Rprop, run
from tests.cases import case
from tests.optim.reference import known_runs

BOWL, STRETCHED = OBJECTIVES["bowl"], OBJECTIVES["stretched_bowl"]
START = np.array([0.6, -0.8])


@pytest.mark.parametrize("record", known_runs(), ids=lambda r: f"{r['optimizer']} on {r['objective']}")
def test_every_iterate_is_pytorchs(record):
    optimizer = OPTIMIZERS[record["optimizer"]](**record["hyperparameters"])
    trajectory = run(OBJECTIVES[record["objective"]], optimizer, record["start"], n_iter=100)
    assert_allclose(trajectory.x, record["trajectory"], rtol=0, atol=1e-9)


@given(step_size=st.floats(1e-6, 3.0))
def test_gradient_descent_on_a_quadratic_is_a_geometric_sequence(step_size):
    trajectory = run(STRETCHED, GradientDescent(step_size), START, n_iter=50)
    k, curvature = np.arange(51)[:, None], np.array([1.0, 20.0])
    assert_allclose(trajectory.x, (1 - step_size * curvature) ** k * START, rtol=1e-9, atol=1e-14)


def test_gradient_descent_needs_one_step_of_half_on_the_bowl():
    assert_allclose(run(BOWL, GradientDescent(0.5), START, n_iter=1).x[1], [0, 0], atol=1e-16)


def test_gradient_descent_at_an_absurd_step_size():
    trajectory = run(BOWL, GradientDescent(1.2), START, n_iter=100)
    assert_allclose(trajectory.x, (-1.4) ** np.arange(101)[:, None] * START, rtol=1e-12)


@given(scale=st.floats(1e-2, 1e6))
def test_the_first_step_of_adagrad_has_the_step_size_and_the_sign(scale):
    optimizer, gradient = AdaGrad(0.3), np.array([scale, -2 * scale])
    step, _ = optimizer.update(gradient, optimizer.init(START), START, 0.3)
    assert_allclose(step, [0.3, -0.3], rtol=1e-5)


def test_adagrad_under_a_constant_gradient_slows_with_the_root_of_time():
    optimizer, gradient = AdaGrad(0.3), np.array([5.0, -0.1])
    state = optimizer.init(START)
    for k in range(1, 50):
        step, state = optimizer.update(gradient, state, START, 0.3)
        assert_allclose(state.square_sum, k * gradient**2, rtol=1e-12)
        assert_allclose(step, 0.3 * np.sign(gradient) / np.sqrt(k), rtol=1e-6)


def test_epsilon_of_adagrad_stands_outside_the_root():
    optimizer, gradient = AdaGrad(0.3), np.array([1e-8, -3e-8])
    step, _ = optimizer.update(gradient, optimizer.init(START), START, 0.3)
    assert_allclose(step, [0.15, -0.225], rtol=1e-12)


def test_adagrad_at_an_absurd_step_size():
    trajectory = run(BOWL, AdaGrad(1e3), START, n_iter=2)
    assert_allclose(trajectory.x[1], START - 1e3 * np.sign(START), rtol=1e-7)
    assert_allclose(trajectory.state["square_sum"][2], np.sum(trajectory.gradient[:2] ** 2, axis=0))


@pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_an_update_changes_nothing_that_it_is_given(rule):
    optimizer, gradient = rule(step_size=0.1), np.array([1.0, -2.0])
    x = np.array([0.5, 3.0])
    _, state = optimizer.update(gradient, optimizer.init(x), x, 0.1)
    before = [np.copy(field) for field in state]
    first, _ = optimizer.update(gradient, state, x, 0.1)
    again, _ = optimizer.update(gradient, state, x, 0.1)
    assert gradient.tolist() == [1.0, -2.0] and x.tolist() == [0.5, 3.0]
    assert all(map(np.array_equal, state, before))
    assert np.array_equal(first, again)


@pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_hyperparameters_cannot_change(rule):
    values = np.array([0.1, 0.2])
    optimizer = rule(step_size=values)
    values[0] = 7.0
    assert optimizer.step_size.tolist() == [0.1, 0.2]
    with pytest.raises(FrozenInstanceError):
        optimizer.step_size = 0.5
    with pytest.raises(ValueError, match="read-only"):
        optimizer.step_size[0] = 0.5


BAD = [0, -0.1, np.nan, np.inf, "fast", None, 1j, [0.1, -0.1]]


@pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_a_bad_step_size_is_refused(rule):
    for value in BAD:
        with case(value), pytest.raises(ValueError, match="step_size: expected"):
            rule(step_size=value)


@pytest.mark.parametrize(
    ("rule", "name", "value", "expected"),
    [
        *((RMSProp, "rho", value, "a number from 0 to 1") for value in (-0.01, 1.01, np.nan)),
        *((Adam, "beta2", value, "a number from 0 to less than 1") for value in (-0.01, 1.0, np.nan)),
        *((AdamW, "weight_decay", value, "a finite number of at least 0") for value in (-0.01, np.inf)),
        *((Rprop, "eta_plus", value, "a finite number greater than 1") for value in (0.5, 1.0)),
        *((Rprop, "eta_minus", value, "a number between 0 and 1") for value in (0.0, 1.0)),
        *((RMSProp, "bias_correction", value, "True or False") for value in (1, "yes", None, [True])),
        (RMSProp, "rho", "half", "numbers"),
    ],
    ids=str,
)
def test_a_bad_hyperparameter_is_refused(rule, name, value, expected):
    with pytest.raises(ValueError, match=f"{name}: expected {expected}, got"):
        rule(step_size=0.1, **{name: value})


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(ValueError, match="unknown optimizer 'adam2': expected one of rmsprop, adagrad, gd"):
        OPTIMIZERS["adam2"]
    with pytest.raises(ValueError, match="unknown objective 'bowel': expected one of bowl, stretched_bowl"):
        OBJECTIVES["bowel"]
