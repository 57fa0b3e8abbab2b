"""Gaussian noise: the same for all, reproducible, and in the gradient before anything is made of it."""

from dataclasses import FrozenInstanceError, replace
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from optim import (
    OBJECTIVES,
    OPTIMIZERS,
    SCHEDULES,
    AdaGrad,
    GradientDescent,
    Noise,
    RMSProp,
    race,
    run,
    sweep,
)
from optim import trajectory as trajectory_module

BOWL, ROSENBROCK = OBJECTIVES["bowl"], OBJECTIVES["rosenbrock"]
START = (0.9, -0.7)
NOISE = Noise(std=0.3, seed=7)
STILL = replace(SCHEDULES["constant"], name="still", factor=lambda k, n_iter: np.zeros(n_iter))
every_rule = pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)


def added(trajectory):
    """(n_iter, ..., 2): what the noise added to the gradient."""
    return trajectory.used_gradient - trajectory.gradient[:-1]


def python_loop(rule, kicks, step_size, rho=0.99):
    """On the bowl, in Python floats, with a kick (2,) an update."""
    x, s, iterates = list(START), [0.0, 0.0], [START]
    for kick in kicks.tolist():
        for i in range(2):
            g = 2 * x[i] + kick[i]
            if rule is AdaGrad:
                s[i] += g * g
            if rule is RMSProp:
                s[i] = rho * s[i] + (1 - rho) * g * g
            x[i] -= step_size * g / (1 if rule is GradientDescent else 1e-8 + sqrt(s[i]))
        iterates.append(tuple(x))
    return np.array(iterates)


@pytest.mark.parametrize("rule", [GradientDescent, AdaGrad, RMSProp])
def test_a_run_is_the_python_loop_with_the_same_kicks(rule):
    """The squares of AdaGrad and RMSProp are those of the gradient with its noise."""
    trajectory = run(BOWL, rule(0.05), START, 60, noise=NOISE)
    kicks = added(run(BOWL, GradientDescent(0.05), START, 60, noise=NOISE, schedule=STILL))
    assert_allclose(trajectory.x, python_loop(rule, kicks, 0.05), rtol=1e-9)


@every_rule
def test_the_state_and_the_steps_follow_from_the_used_gradient(rule):
    optimizer = rule(step_size=1e-4)
    trajectory = run(ROSENBROCK, optimizer, START, 30, noise=NOISE)
    state = optimizer.init(trajectory.x[0])
    for k, gradient in enumerate(trajectory.used_gradient):
        step, state = optimizer.update(gradient, state, trajectory.x[k], 1e-4)
        assert_array_equal(trajectory.x[k] - step, trajectory.x[k + 1])
        for name, value in state._asdict().items():
            assert_array_equal(trajectory.state[name][k + 1], value)


def test_the_gradient_stays_the_true_one():
    trajectory = run(ROSENBROCK, RMSProp(0.01), START, 30, noise=NOISE)
    assert_array_equal(trajectory.gradient, ROSENBROCK.gradient(trajectory.x))
    assert trajectory.used_gradient.shape == (30, 2) and added(trajectory).all()


def test_every_racer_sees_the_same_noise():
    rules = {name: rule(0.01) for name, rule in OPTIMIZERS.items()}
    racers = list(race(BOWL, rules, START, 50, noise=NOISE).values())
    for racer in racers[1:]:
        assert not np.array_equal(racer.x, racers[0].x)
        assert_allclose(added(racer), added(racers[0]), rtol=0, atol=1e-12)


@every_rule
def test_many_runs_are_each_the_single_run(rule, monkeypatch):
    """To the last bit, in sweeps too, with states that are not recorded, and a schedule."""
    many, start = rule(step_size=[0.001, 0.02]), np.array([[[0.5, 0.5]], [[-1.0, 1.0]], [[0.0, 2.0]]])
    both = {"noise": NOISE, "schedule": SCHEDULES["cosine"]}
    recorded = run(ROSENBROCK, many, start, 20, **both)
    monkeypatch.setattr(trajectory_module, "LARGE", 10)
    later = run(ROSENBROCK, many, start, 20, **both)
    assert later.records is None
    assert_array_equal(sweep(ROSENBROCK, many, start, 20, **both).x, recorded.x[-1])
    for j, step_size in enumerate((0.001, 0.02)):
        one = run(ROSENBROCK, rule(step_size), start[2, 0], 20, **both)
        for trajectory in (recorded, later):
            for name in ("x", "gradient", "used_gradient", "effective_step"):
                assert_array_equal(getattr(trajectory, name)[:, 2, j], getattr(one, name))
            for name, values in one.state.items():
                assert_array_equal(trajectory.state[name][:, 2, j], values)


@settings(max_examples=30)
@given(seed=st.integers(0, 2**32 - 1), short=st.integers(1, 60))
def test_a_longer_run_begins_with_the_same_noise(seed, short):
    noise = Noise(std=0.5, seed=seed)
    whole = run(BOWL, RMSProp(0.01), START, 61, noise=noise).x
    assert_array_equal(run(BOWL, RMSProp(0.01), START, short, noise=noise).x, whole[: short + 1])


def test_a_seed_is_reproducible_and_another_is_another():
    xs = [run(BOWL, GradientDescent(0.1), START, 5, noise=Noise(0.3, seed)).x for seed in (1, 1, 2)]
    assert_array_equal(xs[0], xs[1])
    assert not np.isclose(xs[0][1:], xs[2][1:]).any()


def test_a_shared_link_shows_the_same_noise_elsewhere():
    """The numbers of RandomState([seed, stream]), which NumPy keeps, and which the browser makes as well."""
    kicks = Noise(std=1.0, seed=1).kicks()
    assert next(kicks) == (-0.7801458919643067, 0.840166034615641)
    rest = np.random.RandomState([1, 0]).standard_normal((1000, 2))[1:]  # drawn at once, or as they are asked
    assert_array_equal([next(kicks) for _ in range(999)], rest)
    assert next(Noise(batch=7, seed=1).batches(7)).tolist() == [6, 2, 0, 3, 1, 4, 5]


def test_the_noise_is_gaussian_of_this_std_and_independent():
    noise = added(run(BOWL, GradientDescent(0.1), START, 5_000, noise=Noise(std=0.3, seed=3), schedule=STILL))
    z = noise / 0.3
    assert_allclose(z.mean(axis=0), 0, atol=0.05)
    assert_allclose(np.cov(z.T), np.eye(2), atol=0.06)
    assert_allclose((np.abs(z) < 1).mean(axis=0), 0.6827, atol=0.02)
    assert_allclose((z[1:] * z[:-1]).mean(axis=0), 0, atol=0.05)


def test_a_std_for_each_run():
    many = run(BOWL, RMSProp(0.01), START, 20, noise=Noise(std=[0.0, 0.1, 2.0], seed=7))
    assert many.x.shape == (21, 3, 2)
    for i, std in enumerate((0.0, 0.1, 2.0)):
        assert_array_equal(many.x[:, i], run(BOWL, RMSProp(0.01), START, 20, noise=Noise(std, seed=7)).x)
    with pytest.raises(ValueError, match="broadcast"):
        run(BOWL, RMSProp([0.1, 0.2]), START, 20, noise=Noise(std=[0.0, 0.1, 2.0]))


@every_rule
def test_no_noise_is_the_plain_run(rule):
    plain, quiet = (run(ROSENBROCK, rule(0.002), START, 30, noise=noise) for noise in (None, Noise()))
    assert_array_equal(quiet.x, plain.x)
    assert_array_equal(quiet.used_gradient, plain.used_gradient)
    assert_array_equal(plain.used_gradient, plain.gradient[:-1])


BAD = {
    "std": [-0.1, np.nan, np.inf, "loud", None, 1j, [0.1, -0.1]],
    "seed": [-1, 2**32, 1.5, None, "one"],
    "batch": [0, -2, 1.5, "all", True],
}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in BAD.items() for v in values], ids=str)
def test_a_bad_noise_is_refused(name, value):
    with pytest.raises(ValueError, match=f"{name}: expected"):
        Noise(**{name: value})


@pytest.mark.parametrize("noise", [0.1, "loud", Noise], ids=str)
def test_anything_but_a_noise_is_refused(noise):
    for function in (run, sweep):
        with pytest.raises(ValueError, match="noise: expected one such as"):
            function(BOWL, GradientDescent(0.1), START, 5, noise=noise)


def test_a_noise_is_a_frozen_record():
    assert (NOISE.std, NOISE.seed, NOISE.batch) == (0.3, 7, None)
    with pytest.raises(FrozenInstanceError):
        NOISE.std = 1.0
