"""A run as a script: it prints what the engine computes, for every pair of the catalogues."""

import math
import subprocess
import sys
from dataclasses import dataclass, replace

import numpy as np
import pytest

from optim import (
    OBJECTIVES,
    OPTIMIZERS,
    SCHEDULES,
    AdaGrad,
    GradientDescent,
    Noise,
    random_start,
    run,
    script,
)
from optim.explain.expression import expression
from optim.explain.script import LONGEST
from optim.program import named, trace
from tests.cases import case
from tests.optim.printed import execute, printout
from tests.optim.pull import Pull
from tests.optim.reference import TUTORIAL_TRACE
from tests.optim.unsearched import unsearched

BOWL = OBJECTIVES["bowl"]
START = random_start(BOWL.bounds, seed=1)
SHIFT = 0.25


@pytest.mark.parametrize("objective", OBJECTIVES.values(), ids=OBJECTIVES)
def test_a_script_is_short_and_prints_the_run_to_the_last_digit(objective):
    start = random_start(objective.bounds, 3)
    for name, optimizer in OPTIMIZERS.items():
        with case(name):
            rule = optimizer(step_size=0.0123)
            trajectory, text = (
                run(objective, rule, start, n_iter=30),
                script(objective, rule, start, 30, seed=3),
            )
            assert len(text.splitlines()) <= LONGEST
            printed, x = execute(text)
            assert printed == printout(trajectory)
            assert np.array_equal(x, trajectory.x[-1], equal_nan=True)


@pytest.mark.parametrize("schedule", SCHEDULES.values(), ids=SCHEDULES)
@pytest.mark.parametrize("optimizer", ["rmsprop", "rprop", "nadam"])
def test_a_script_has_the_schedule_and_the_noise_of_the_run(schedule, optimizer):
    rule, noise = OPTIMIZERS[optimizer](step_size=0.0123), Noise(std=0.3, seed=5)
    trajectory = run(BOWL, rule, START, n_iter=30, schedule=schedule, noise=noise)
    text = script(BOWL, rule, START, 30, 1, schedule, noise)
    assert len(text.splitlines()) <= LONGEST
    printed, x = execute(text)
    assert printed == printout(trajectory)
    assert np.allclose(x, trajectory.x[-1], rtol=1e-12, atol=0)


def test_a_script_corrects_the_bias_of_rmsprop_where_the_run_does():
    rule = OPTIMIZERS["rmsprop"](step_size=0.01, bias_correction=True)
    assert execute(script(BOWL, rule, START, 20))[0] == printout(run(BOWL, rule, START, 20))


def test_mini_batches_are_no_script():
    hubble = OBJECTIVES["hubble"]
    assert script(hubble, GradientDescent(0.1), START, 5, noise=Noise(batch=4)) is None


def test_the_tutorials_own_run_prints_the_tutorials_own_lines():
    text = script(BOWL, OPTIMIZERS["rmsprop"](step_size=0.01), START, 50, seed=1)
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    printed = [" ".join(line.split()) for line in done.stdout.splitlines()]
    *updates, last = printed
    assert updates[-len(TUTORIAL_TRACE) :] == TUTORIAL_TRACE
    assert last == "f([-5.45667355e-23 1.25022522e-04]) = 0.000000"
    assert done.stderr == ""


def test_a_start_that_no_seed_draws_is_written_out():
    start = (0.1, -0.7)
    for seed in (None, 1):
        text = script(BOWL, AdaGrad(0.1), start, 5, seed)
        assert "x = np.array([0.1, -0.7])" in text and "seed" not in text
        assert execute(text)[0] == printout(run(BOWL, AdaGrad(0.1), start, 5))


def test_a_run_that_overflows_goes_on_in_inf_and_nan():
    rosenbrock, rule = OBJECTIVES["rosenbrock"], GradientDescent(10.0)
    printed, x = execute(script(rosenbrock, rule, (-1.5, 2.0), 12))
    assert printed == printout(run(rosenbrock, rule, (-1.5, 2.0), 12))
    assert not np.isfinite(x).any()


def family(steepness, offset=SHIFT):
    """An objective whose functions know numbers, an array and another function around them."""
    weights = np.array([steepness, 1.0])

    def shifted(t):
        """Says nothing that the script would need."""
        return t - offset

    return replace(
        BOWL,
        f=lambda x, y: weights[0] * shifted(x) ** 2 + np.exp(y) * SHIFT,
        df=lambda x, y: (2 * weights[0] * shifted(x), np.exp(y) * SHIFT),
    )


def test_functions_bring_what_they_find_around_them():
    for steepness in (1.0, 3.5):
        objective = family(steepness)
        text = script(objective, GradientDescent(0.05), START, 10)
        assert "Says nothing" not in text
        assert execute(text)[0] == printout(run(objective, GradientDescent(0.05), START, 10))


def winding(x, y):
    """Twenty values with names, each needed for the next."""
    for k in range(20):
        x = named(f"x{k}", x + y * x)
    return x * y


def test_long_functions_are_folded_as_far_as_they_must_be():
    objective = replace(BOWL, f=winding, df=lambda x, y: (named("a", y + 1) * 2, named("b", x + 1) * 3))
    text = script(objective, GradientDescent(0.05), START, 10)
    assert len(text.splitlines()) <= LONGEST
    assert "def objective(x, y): x0 = x + y*x; x1" in text and "def derivative(x, y):\n    a = y + 1" in text
    assert execute(text)[0] == printout(run(objective, GradientDescent(0.05), START, 10))


def test_what_has_no_program_is_no_script():
    for outside in (math.hypot, lambda x, y: math.hypot(x, y), lambda x, y: x if x > y else y):
        assert script(replace(BOWL, f=outside), GradientDescent(0.1), START, 5) is None


def test_a_function_of_any_kind_is_a_script():
    class Bowl:
        def __call__(self, x, y):
            return x * x + y * y

    text = script(replace(BOWL, f=Bowl()), AdaGrad(0.1), START, 5)
    assert "    return x*x + y*y\n" in text
    assert execute(text)[0] == printout(run(BOWL, AdaGrad(0.1), START, 5))


def test_the_script_of_a_rule_is_its_own_not_its_parents():
    @dataclass(frozen=True)
    class Timid(GradientDescent):
        def update(self, gradient, state, x, step_size):
            return 0.5 * step_size * gradient, state

    text = script(BOWL, Timid(0.1), START, 5)
    assert "    step = 0.5 * step_size * g\n" in text
    assert execute(text)[0] == printout(run(BOWL, Timid(0.1), START, 5))


@pytest.mark.parametrize(
    ("function", "text"),
    [
        (lambda a, b: a - (b - 1), "a - (b - 1)"),
        (lambda a, b: a - b - 1, "a - b - 1"),
        (lambda a, b: a * (b * 2), "a * (b * 2)"),
        (lambda a, b: a / (b / 2) / 3, "a / (b / 2) / 3"),
        (lambda a, b: -(a**2) * b, "-a**2 * b"),
        (lambda a, b: (-a) ** 2, "(-a) ** 2"),
        (lambda a, b: (a + b) ** b, "(a + b) ** b"),
        (lambda a, b: 2**a, "2.0**a"),
        (lambda a, b: a ** (b**3), "a ** (b**3)"),
        (lambda a, b: (a > b) * np.pi + 1e7, "(a > b) * np.pi + 10000000.0"),
        (lambda a, b: np.abs(a) + np.where(a <= -1, b, np.inf), "np.abs(a) + np.where(a <= -1, b, np.inf)"),
    ],
)
def test_an_expression_keeps_the_order_in_which_it_is_worked_out(function, text):
    program = trace(function, "a", "b")
    assert expression(program, program.results[0], dict(enumerate("ab"))) == text
    a, b = np.array([0.3, -1.7, 2.0]), np.array([0.1, 5.0, 3.0])
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(eval(text), program(a, b)[0])


def test_a_rule_that_reads_old_and_new_values_together_keeps_the_old_ones():
    text = script(BOWL, Pull(0.1), START, 5)
    assert "    v_old = v\n" in text and "    v = 0.9 * v_old + g\n" in text
    assert execute(text)[0] == printout(run(BOWL, Pull(0.1), START, 5))


def test_many_runs_are_no_script():
    with pytest.raises(ValueError, match="one run"):
        script(BOWL, GradientDescent(np.array([0.1, 0.2])), START, 5)


TYPED = (
    "x^2 + 3xy + 4y^2",
    "2sin(x) + y²",
    "|x| + max(x, 2y)^3",
    "x",
    "sqrt(x^2+0.05^2) + e^(y/3) - ln(y+9)",
)


@pytest.mark.parametrize("text", [*TYPED, "+".join(f"sin({k}x)cos({k}y)^{k}" for k in range(1, 12))])
@pytest.mark.parametrize("times", [1, 0.3])
def test_a_typed_function_is_a_script(text, times):
    objective = unsearched(text, [[-2, 2], [-2, 2]]).times(times)
    written = script(objective, AdaGrad(0.1), START, 10)
    assert len(written.splitlines()) <= LONGEST
    assert execute(written)[0] == printout(run(objective, AdaGrad(0.1), START, 10))


@pytest.mark.parametrize("times", [1, 0.3])
def test_the_slopes_at_a_kink_are_multiplied_too(times):
    objective, start = unsearched("max(x, 2y)", [[-2, 2], [-2, 2]]).times(times), (0.4, 0.2)
    written = script(objective, GradientDescent(0.1), start, 3)
    assert "if (x, y) in kinks:" in written
    assert execute(written)[0] == printout(run(objective, GradientDescent(0.1), start, 3))


def test_a_record_times_a_factor_is_a_script():
    for name in ("beale", "rotated_bowl", "hubble"):
        given = OBJECTIVES[name].times(0.3), AdaGrad(0.1), (0.5, 0.25), 10
        assert execute(script(*given))[0] == printout(run(*given))


def test_a_factor_multiplies_where_the_functions_are_called():
    objective = unsearched("x^2 + 3xy", [[-2, 2], [-2, 2]]).times(0.3)
    lines = script(objective, GradientDescent(0.1), START, 3).splitlines()
    assert "    return x**2 + 3*x*y" in lines and "    return dx, dy" in lines
    assert "    g = 0.3 * np.array(derivative(x[0], x[1]))" in lines
    assert lines[-2].endswith("(k, x, 0.3 * objective(x[0], x[1])))")
    assert lines[-1].endswith("(x, 0.3 * objective(x[0], x[1])))")
