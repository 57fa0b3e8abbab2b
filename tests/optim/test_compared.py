"""What a rule has kept of its parent's, and what it has added."""

import pytest

from optim import OPTIMIZERS
from optim.explain.family import compared


def latex(equations):
    return [str(equation) for equation in equations]


def test_rmsprop_keeps_the_step_of_adagrad_and_forgets():
    rule = compared("rmsprop")
    assert rule.kept == () and rule.is_step_kept
    assert latex(rule.added) == [r"s \leftarrow \rho s + (1 - \rho)\, g^2"]


def test_adamw_remembers_what_adam_does_and_steps_otherwise():
    rule = compared("adamw")
    assert len(rule.kept) == 4 and rule.added == () and not rule.is_step_kept
    assert str(rule.step).endswith(r"- \alpha \lambda x")


def test_gradient_descent_has_no_parent():
    rule = compared("gd")
    assert rule.kept == rule.added == () and not rule.is_step_kept


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_child_adds_something(name):
    rule = compared(name)
    assert rule.added or not rule.is_step_kept
    assert rule.step.target.name == "x"
