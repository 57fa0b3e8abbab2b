"""The Hessian, and the sharpness of f for the steps of a run: held against closed forms and linear maps."""

from dataclasses import fields, replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optim import OBJECTIVES, OPTIMIZERS, GradientDescent, curvature, hessian, run, sharpness

STRETCHED = OBJECTIVES["stretched_bowl"]
START = (-1.5, 0.8)
KNOWN = [rule for rule in OPTIMIZERS.values() if rule(1.0).stable_sharpness() is not None]


def test_the_hessian_is_that_of_closed_forms():
    assert_allclose(hessian(STRETCHED, [(0.3, -0.7), (5, 5)]), [[[1, 0], [0, 20]]] * 2, atol=1e-8)
    x, y = -1.2, 1.0
    expected = [[1200 * x * x - 400 * y + 2, -400 * x], [-400 * x, 200]]
    assert_allclose(hessian(OBJECTIVES["rosenbrock"], (x, y)), expected, rtol=1e-8)
    assert np.isnan(hessian(OBJECTIVES["rosenbrock"], (1e200, 0))).all()


def test_the_curvature_does_not_depend_on_the_angle():
    assert_allclose(curvature(STRETCHED.at(rotation=30), START), [1, 20], rtol=1e-8)


def test_for_gradient_descent_it_is_step_size_times_curvature():
    assert_allclose(sharpness(run(STRETCHED, GradientDescent(0.05), START, 10)), np.full(10, 1.0), rtol=1e-7)


@pytest.mark.parametrize("name", ["rmsprop", "adagrad", "adam"])
@pytest.mark.parametrize("rotation", [0, 30])
def test_for_scaled_steps_it_is_the_largest_eigenvalue_of_the_preconditioned_hessian(name, rotation):
    objective = STRETCHED.at(rotation=rotation)
    trajectory = run(objective, OPTIMIZERS[name](0.05), START, 8)
    h = hessian(objective, START)
    for k, steps in enumerate(trajectory.effective_step):
        root = np.diag(np.sqrt(steps))
        assert_allclose(sharpness(trajectory)[k], np.linalg.eigvalsh(root @ h @ root)[-1], rtol=1e-6)


def test_many_runs_are_measured_at_once():
    many = run(STRETCHED, GradientDescent([0.01, 0.02, 0.03]), START, 5)
    assert_allclose(sharpness(many), np.tile([0.2, 0.4, 0.6], (5, 1)), rtol=1e-7)


@pytest.mark.parametrize("rule", KNOWN, ids=lambda rule: rule.name)
def test_the_edge_is_where_the_rule_begins_to_grow(rule):
    """One coordinate of curvature 1 with the effective steps held still: the update is then linear in x."""
    edge = _held_still(rule).stable_sharpness()
    assert _radius(rule, 0.999 * edge) < 1 < _radius(rule, 1.001 * edge)


def _held_still(rule):
    """The rule with an accumulator that neither forgets nor grows by the gradients of the test."""
    known = {field.name for field in fields(rule)}
    still = {name: value for name, value in {"rho": 1.0, "beta2": 1 - 1e-9}.items() if name in known}
    return rule(1.0, **still)


def _radius(rule, sharp):
    """By which factor the linearised update changes a small error, in the long run."""
    optimizer, x = _held_still(rule), np.full(2, 1e-30)
    state = optimizer.init(x)
    large = {name: np.full(2, 1e6) for name in ("square_sum", "square_avg", "square_max", "gradient_max")}
    state = state._replace(**{name: value for name, value in large.items() if name in state._fields})
    if "count" in state._fields:
        state = state._replace(count=10**11)
    if "move_avg" in state._fields:
        state, optimizer = state._replace(move_avg=np.full(2, 1e6)), replace(optimizer, rho=1.0)
    _, after = optimizer.update(x, state, x, 1.0)
    step_size = sharp / float(np.broadcast_to(optimizer.effective_step(after, 1.0), 2)[0])
    sizes = []
    for _ in range(1000):
        step, state = optimizer.update(x, state, x, step_size)
        x = x - step
        sizes.append(abs(x[0]))
    return (np.max(sizes[-100:]) / np.max(sizes[400:500])) ** (1 / 500)
