"""The derivatives of programs, against difference quotients; the gradients of the catalogue, against them."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optim import OBJECTIVES
from optim.program import OPERATIONS, objective_program, trace
from tests.optim.derivative import CHOICES, FLAT, PARTIALS, derivative
from tests.optim.unsearched import unsearched

H = 1e-5
ABOVE_1 = {"arccosh": 1.0}  # what an argument is moved by to where the operation is defined


def test_every_operation_has_its_derivative():
    assert FLAT.isdisjoint(PARTIALS) and FLAT.isdisjoint(CHOICES) and not PARTIALS.keys() & CHOICES.keys()
    assert FLAT | PARTIALS.keys() | CHOICES.keys() == OPERATIONS.keys()


@pytest.mark.parametrize("name", sorted({*PARTIALS, *CHOICES} - {"where"}))
def test_an_operation_changes_as_its_difference_quotient(name):
    operation, n = OPERATIONS[name], getattr(np, name).nin
    inputs, random = ("a", "b")[:n], np.random.default_rng(3)
    values = random.uniform(0.1, 0.9, size=(n, 50)) + ABOVE_1.get(name, 0)
    found = derivative(trace(operation, *inputs), *inputs)(*values)
    for i in range(n):
        step = H * np.eye(n)[i][:, None]
        expected = (operation(*(values + step)) - operation(*(values - step))) / (2 * H)
        assert_allclose(np.broadcast_to(found[i], 50), expected, rtol=1e-6, atol=1e-9)


def test_a_choice_changes_as_what_is_chosen_and_0_times_inf_does_not_come_up():
    program = derivative(trace(lambda x: np.where(x > 0, np.log(x), 3 * x), "x"), "x")
    with np.errstate(all="ignore"):
        assert program(np.array([2.0, -1.0, 0.0]))[0].tolist() == [0.5, 3.0, 3.0]


def test_the_derivative_of_a_derivative_is_the_second():
    cube = trace(lambda x: x * x * x, "x")
    assert derivative(derivative(cube, "x"), "x")(2.0) == (12.0,)


def test_the_order_is_that_of_the_results_and_then_of_the_inputs():
    program = derivative(trace(lambda x, y: (2 * x + 3 * y, 5 * x + 7 * y), "x", "y"), "y", "x")
    assert program(0.0, 0.0) == (3.0, 2.0, 7.0, 5.0)
    with pytest.raises(ValueError, match="unknown input 'z': expected some of x, y"):
        derivative(program, "z")


@pytest.mark.parametrize("name", OBJECTIVES)
def test_every_gradient_written_by_hand_is_the_derivative(name):
    objective = OBJECTIVES[name]
    x, y = np.random.default_rng(4).uniform(*objective.bounds.T, size=(1000, 2)).T
    by_formula = derivative(objective_program(objective), "x", "y")(x, y, *objective.parameters.values())
    slopes, scale = objective.df(x, y), 1 + np.abs(objective.gradient(np.stack([x, y], -1))).max()
    for slope, expected in zip(slopes, by_formula):
        assert_allclose(slope, np.broadcast_to(expected, 1000), rtol=1e-9, atol=1e-13 * scale)


@pytest.mark.parametrize("text", ["x^3 sin(y)", "e^(x y)/(1 + x^2)", "sqrt(x + y + 5)", "x^y + log(x + 3)"])
def test_the_gradient_of_a_typed_function_is_the_derivative(text):
    objective = unsearched(text, [[0.1, 2], [0.1, 2]])
    x, y = np.random.default_rng(4).uniform(0.1, 2, size=(2, 200))
    by_formula = derivative(objective_program(objective), "x", "y")(x, y)
    assert_allclose(objective.df(x, y), by_formula[:2], rtol=1e-9)


def test_a_wrong_gradient_does_not_pass():
    wrong = trace(lambda x, y: (x * x * y, 2 * x * y, x), "x", "y")
    x, y = np.array([2.0]), np.array([3.0])
    by_formula = derivative(wrong, "x", "y")(x, y)
    assert by_formula[0] == wrong(x, y)[1] and by_formula[1] != wrong(x, y)[2]
