"""The slope where a formula gives none: the shortest subgradient, and the limit where that is 0."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optim import GradientDescent, RMSProp, run, script, typed_objective
from tests.optim.printed import execute, printout
from tests.optim.unsearched import unsearched

BOUNDS = [[-2, 2], [-2, 2]]
ACKLEY = "-20exp(-0.2sqrt(0.5(x^2+y^2)))-exp(0.5(cos(2pi x)+cos(2pi y)))+e+20"
SLOPES = [
    ("sqrt(x^2+y^2)", (0, 0), (0, 0)),
    ("sqrt(x^2+y^2) + 0.5x", (0, 0), (0, 0)),
    ("sqrt(x^2+y^2) + 2x", (0, 0), (1, 0)),
    ("100000 + sqrt(x^2+y^2)", (0, 0), (0, 0)),
    ("-sqrt(x^2+y^2)", (0, 0), (0, 0)),
    (ACKLEY, (0, 0), (0, 0)),
    ("(x^2+y^2)^0.75", (0, 0), (0, 0)),
    ("|x|^1.5", (0, 1), (0, 0)),
    ("x|x|^0.5", (0, 1), (0, 0)),
    ("|x|^0.5 + y", (0, 0), (0, 1)),
    ("sqrt(x) + y^2", (0, 0.3), (0, 0.6)),
    ("sqrt(x^6) + y^2", (0, 1), (0, 2)),
    ("sqrt(max(x, 0)) + x^2 + y^2", (-1, 0.7), (-2, 1.4)),
    ("max(sqrt(x^2+y^2), 1)", (0, 0), (0, 0)),
    ("|x| + 2x", (0, 0), (1, 0)),
    ("max(2x, -x)", (0, 0), (0, 0)),
    ("|x - y| + x", (1, 1), (0.5, 0.5)),
    ("|x| + |y|", (0, 0.5), (0, 1)),
    ("max(x, x)", (0.3, 0), (1, 0)),
]


@pytest.mark.parametrize(("text", "point", "slopes"), SLOPES)
def test_the_slope_at_a_kink_is_the_shortest(text, point, slopes):
    objective = unsearched(text, BOUNDS)
    assert_allclose(objective.gradient(point), slopes, atol=1e-7)
    assert_allclose(objective.gradient([point, (1, 1.5)])[0], slopes, atol=1e-7)


@pytest.mark.parametrize(
    ("text", "point"), [("sign(x)|x|^(1/3)", (0, 0)), ("log(x)", (0, 0)), ("x^x", (0, 0)), ("1/x", (0, 0))]
)
def test_a_slope_without_bound_stays_what_it_is(text, point):
    assert not np.isfinite(unsearched(text, BOUNDS).gradient(point)).all()


def test_gradient_descent_rests_at_the_tip_of_a_cone():
    trajectory = run(typed_objective("sqrt(x^2+y^2)", BOUNDS), GradientDescent(0.25), (1, 0), 50)
    assert trajectory.x[:6, 0].tolist() == [1, 0.75, 0.5, 0.25, 0, 0] and not trajectory.x[4:].any()
    assert trajectory.outcome.reason == "converged" and trajectory.outcome.iteration == 4


def test_a_smooth_function_is_asked_for_its_formula_alone():
    from optim.typed.compile import Formulas

    assert isinstance(unsearched("x^2 + sin(x y)", BOUNDS).df, Formulas)


def test_a_run_that_rests_works_its_slope_out_once():
    objective = unsearched("sqrt(x^2+y^2) + 0 x", BOUNDS)
    objective.df._at_point.cache_clear()
    run(objective, GradientDescent(0.25), (1, 0), 200)
    assert objective.df._at_point.cache_info().misses == 1


@pytest.mark.parametrize(("text", "start"), [("sqrt(x^2+y^2)", (1, 0)), ("max(2x, -x) + |y|", (1, 0.5))])
@pytest.mark.parametrize("times", [1, 0.3])
def test_a_script_takes_the_same_slope(text, start, times):
    objective = unsearched(text, BOUNDS).times(times)
    for rule in (GradientDescent(0.25), RMSProp(0.1)):
        assert execute(script(objective, rule, start, 20))[0] == printout(run(objective, rule, start, 20))


@pytest.mark.parametrize(
    ("text", "f", "by_x", "by_y"),
    [
        ("x^2 + 3xy", "x**2 + 3*x*y", "2*x + 3*y", "3*x"),
        ("sin(x)/y - e^x", "np.sin(x)/y - np.exp(x)", "np.cos(x)/y - np.exp(x)", "-np.sin(x)/y**2"),
        ("-(1-x)^2*2^y", "-(1 - x)**2*2.0**y", "2*(1 - x)*2.0**y", "-(1 - x)**2*2.0**y*np.log(2)"),
        ("pi x^2/3 - -y", "np.pi*x**2/3 - -y", "2*np.pi*x/3", "1"),
        ("sqrt(x^2+y^2)", "np.sqrt(x**2 + y**2)", "x/np.sqrt(x**2 + y**2)", "y/np.sqrt(x**2 + y**2)"),
    ],
)
def test_the_script_is_the_formula_as_typed(text, f, by_x, by_y):
    lines = script(unsearched(text, BOUNDS), GradientDescent(0.1), (1, 0.5), 5).splitlines()
    assert {f"    return {f}", f"    dx = {by_x}", f"    dy = {by_y}"} <= set(lines)
    assert not any("a2" in line for line in lines)
