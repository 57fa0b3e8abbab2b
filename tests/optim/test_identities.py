"""What the rules of the family become at special hyperparameters, and what they do in closed form."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from optim import (
    OBJECTIVES,
    OPTIMIZERS,
    Adadelta,
    Adam,
    AdaMax,
    AdamW,
    AMSGrad,
    GradientDescent,
    Lion,
    Momentum,
    NAdam,
    Nesterov,
    RMSProp,
    RMSPropCentered,
    RMSPropMomentum,
    Rprop,
    equations,
    run,
)

BOWL, BEALE, HIMMELBLAU = (OBJECTIVES[name] for name in ("bowl", "beale", "himmelblau"))
START = (1.0, 0.8)
SAME = {
    "momentum 0 is gradient descent": (Momentum(0.01, 0.0), GradientDescent(0.01)),
    "Nesterov's momentum 0 is gradient descent": (Nesterov(0.01, 0.0), GradientDescent(0.01)),
    "RMSProp's momentum 0 is RMSProp": (RMSPropMomentum(0.01, momentum=0.0), RMSProp(0.01)),
    "Adam without memory of gradients is RMSProp, corrected": (
        *(Adam(0.01, beta1=0.0, beta2=0.9), RMSProp(0.01, rho=0.9, bias_correction=True)),
    ),
    "Adam without memory of gradients or correction is RMSProp": (
        *(Adam(0.01, beta1=0.0, beta2=0.9, bias_correction=False), RMSProp(0.01, rho=0.9)),
    ),
    "NAdam without memory of gradients or correction is RMSProp": (
        *(NAdam(0.01, beta1=0.0, beta2=0.9, bias_correction=False), RMSProp(0.01, rho=0.9)),
    ),
    "AdamW without weight decay is Adam, uncorrected": (
        *(AdamW(0.01, weight_decay=0.0, bias_correction=False), Adam(0.01, bias_correction=False)),
    ),
    "NAdam without memory of gradients is Adam without": (NAdam(0.01, beta1=0.0), Adam(0.01, beta1=0.0)),
    "AdamW without weight decay is Adam": (AdamW(0.01, weight_decay=0.0), Adam(0.01)),
    "rho 0 needs no correction": (RMSProp(0.01, rho=0.0, bias_correction=True), RMSProp(0.01, rho=0.0)),
}


def steps(optimizer, gradients, start=(0.0, 0.0)):
    """The steps (n, 2) from `start` for the gradients (n, 2), and the last state."""
    x, state, taken = np.array(start), optimizer.init(np.array(start)), []
    for gradient in gradients:
        step, state = optimizer.update(gradient, state, x, optimizer.step_size)
        x = x - step
        taken.append(step)
    return np.array(taken), state


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_two_rules_are_one(pair):
    one, other = (run(BEALE, optimizer, START, n_iter=200).x for optimizer in pair)
    assert_allclose(one, other, rtol=1e-12)


def test_amsgrad_is_adam_while_squares_grow_and_slower_afterwards():
    growing = np.linspace(1, 3, 40)[:, None] * (1.0, -0.2)
    falling = np.vstack([growing, 0.1 * growing])
    (adam, _), (amsgrad, state) = steps(Adam(0.1, 0.9, 0.9), falling), steps(AMSGrad(0.1, 0.9, 0.9), falling)
    assert_array_equal(amsgrad[:40], adam[:40])
    assert (np.abs(amsgrad[41:]) < np.abs(adam[41:])).all()
    assert (state.square_max > state.square_avg).all()


@given(n=st.integers(1, 60), g=st.floats(0.01, 100), rho=st.floats(0.1, 0.999))
def test_a_bias_corrected_rmsprop_knows_a_constant_gradient_at_once(n, g, rho):
    taken, state = steps(RMSProp(0.3, rho, bias_correction=True), np.full((n, 2), (g, -g)))
    assert_allclose(taken, np.full((n, 2), (0.3, -0.3)), rtol=1e-5)
    assert_allclose(state.square_avg, (1 - rho**n) * g**2, rtol=1e-9)
    assert state.count == n


@pytest.mark.parametrize("rule", [Adam, AMSGrad, AdamW, NAdam], ids=lambda rule: rule.name)
@given(n=st.integers(1, 60), g=st.floats(0.01, 100))
def test_uncorrected_adam_takes_the_averages_as_they_are(rule, n, g):
    """Under a constant gradient they are (1 - beta1^t) g and (1 - beta2^t) g², in closed form."""
    none = {"weight_decay": 0.0} if rule is AdamW else {}
    taken, _ = steps(rule(0.3, 0.8, 0.95, bias_correction=False, **none), np.full((n, 2), (g, -g)))
    t = np.arange(1, n + 1)
    average = (1 - 0.8**t) * g
    if rule is NAdam:
        now, then = (0.8 * (1 - 0.5 * 0.96 ** (4e-3 * k)) for k in (t, t + 1))
        average = (1 - now) * g + then * average
    expected = 0.3 * average / (1e-8 + np.sqrt(1 - 0.95**t) * g)
    assert_allclose(taken, np.stack([expected, -expected], axis=-1), rtol=1e-9)


def test_bias_correction_changes_the_record_s_equation_and_not_the_class_s():
    assert r"1 - \rho^t" in equations(RMSProp(0.1, bias_correction=True))[-1]
    assert "^t" not in equations(RMSProp(0.1))[-1]


@given(n=st.integers(1, 60), momentum=st.floats(0, 0.99))
def test_a_constant_gradient_fills_the_velocity(n, momentum):
    taken, state = steps(Momentum(0.1, momentum), np.full((n, 2), (2.0, -0.5)))
    assert_allclose(state.velocity, (1 - momentum**n) / (1 - momentum) * np.array([2.0, -0.5]), rtol=1e-9)
    assert_allclose(taken[-1], 0.1 * state.velocity, rtol=1e-12)


@given(scale=st.floats(1e-1, 1e6))
@pytest.mark.parametrize("rule", [Adam, AMSGrad, AdaMax, Lion, Rprop], ids=lambda rule: rule.name)
def test_the_first_step_has_the_step_size_and_the_sign(rule, scale):
    taken, _ = steps(rule(0.3), np.array([[scale, -2 * scale]]))
    assert_allclose(taken, [[0.3, -0.3]], rtol=1e-6)


SCALE_FREE = (
    "rmsprop",
    "adagrad",
    "rmsprop_centered",
    "rmsprop_momentum",
    "adam",
    "nadam",
    "amsgrad",
    "adamax",
)


@pytest.mark.parametrize("name", [*SCALE_FREE, "rprop", "lion"])
def test_a_hill_twice_as_steep_is_the_same_path(name):
    gradients = np.random.default_rng(4).normal(size=(30, 2))
    optimizer = OPTIMIZERS[name](0.1)
    assert_allclose(steps(optimizer, 2 * gradients)[0], steps(optimizer, gradients)[0], rtol=1e-5)


def test_adadelta_starts_with_steps_as_small_as_the_root_of_epsilon():
    taken, state = steps(Adadelta(1.0, rho=0.9, epsilon=1e-6), np.array([[3.0, -50.0]]))
    assert_allclose(taken, [[1e-3 / np.sqrt(0.1), -1e-3 / np.sqrt(0.1)]], rtol=1e-5)
    assert_array_equal(state.move, taken[0])


def test_the_first_step_of_the_centred_rmsprop():
    taken, _ = steps(RMSPropCentered(0.1, rho=0.9), np.array([[3.0, -50.0]]))
    assert_allclose(taken, [[0.1 / 0.3, -0.1 / 0.3]], rtol=1e-6)  # step_size / sqrt(rho (1 - rho))


@pytest.mark.parametrize("optimizer", [AdamW(0.1, weight_decay=0.5), Lion(0.1, weight_decay=0.5)], ids=str)
def test_where_the_slope_is_0_only_weight_decay_is_left(optimizer):
    taken, _ = steps(optimizer, np.zeros((20, 2)), start=(3.0, -2.0))
    assert_allclose((3.0, -2.0) - taken.sum(axis=0), 0.95**20 * np.array([3.0, -2.0]), rtol=1e-12)
    assert_allclose(taken[0], [0.15, -0.1])


def test_weight_decay_moves_where_the_run_ends():
    plain, decayed = (run(HIMMELBLAU, AdamW(0.01, weight_decay=d), (3.5, 2.5), 3000).x[-1] for d in (0, 5))
    assert_allclose(plain, [3, 2], atol=1e-4)
    assert (decayed > 0).all() and (decayed < plain - 0.01).all()


def test_rprop_speeds_up_while_a_sign_lasts_and_rests_once_when_it_flips():
    gradients = np.array([[1.0, 5.0]] * 4 + [[-1.0, 5.0]] * 3)
    taken, state = steps(Rprop(0.1, step_max=0.15), gradients)
    assert_allclose(taken[:, 0], [0.1, 0.12, 0.144, 0.15, 0.0, -0.075, -0.09])
    assert_allclose(taken[:, 1], [0.1, 0.12, 0.144, 0.15, 0.15, 0.15, 0.15])
    assert_allclose(state.length, [0.09, 0.15])


def test_lion_without_memory_is_sign_descent():
    trajectory = run(BEALE, Lion(0.03, beta1=0.0, beta2=0.0), START, n_iter=50)
    assert_allclose(-np.diff(trajectory.x, axis=0), 0.03 * np.sign(trajectory.gradient[:-1]), rtol=1e-12)


def test_nesterov_is_gradient_descent_of_the_point_looked_ahead_to():
    """Sutskever et al. 2013, equations 3 and 4: the plain loop's point plus momentum times its velocity."""
    theta, velocity, ahead = np.array(START), np.zeros(2), [np.array(START)]
    for _ in range(50):
        velocity = 0.9 * velocity - 0.01 * BOWL.gradient(theta + 0.9 * velocity)
        theta = theta + velocity
        ahead.append(theta + 0.9 * velocity)
    assert_allclose(run(BOWL, Nesterov(0.01), START, n_iter=50).x, ahead, rtol=1e-10, atol=1e-12)
