"""Runs that step out of where f is defined, and what is an overflow instead."""

from dataclasses import replace

import numpy as np
import pytest

from optim import (
    OBJECTIVES,
    OPTIMIZERS,
    AdaGrad,
    GradientDescent,
    RMSProp,
    Rprop,
    run,
    script,
    typed_objective,
    words,
)
from optim.explain.substeps import explain


def line(f, df, **more):
    """An objective of x alone, by functions of it that NumPy knows the domain of."""
    pair = {"f": lambda x, y: f(x) + y * y, "df": lambda x, y: (df(x), 2 * y)}
    return replace(OBJECTIVES["bowl"], bounds=[[-2, 2], [-2, 2]], minima=[], lipschitz=None, **pair, **more)


LOG = line(np.log, lambda x: 1 / x)
ROOT = line(np.sqrt, lambda x: 0.5 / np.sqrt(x))
POLE = line(lambda x: 1 / x, lambda x: -1 / x**2)
UNDEFINED = {  # objective, optimizer, start -> iterate, words
    "out of the domain of log": (
        *(LOG, GradientDescent(0.5), (0.5, 0.5)),
        *(1, "x = −0.5: f is not defined there, from iterate 1"),
    ),
    "at the very edge of it": (
        *(LOG, GradientDescent(0.25), (0.5, 0.5)),
        *(1, "x = 0: f is not defined there, from iterate 1"),
    ),
    "from the start": (LOG, RMSProp(0.1), (-1.0, 0.5), 0, "f is not defined at the start, (−1, 0.5)"),
    "at a pole": (POLE, RMSProp(0.1), (0.0, 0.5), 0, "f is not defined at the start, (0, 0.5)"),
    "where only the slope is infinite": (
        *(ROOT, AdaGrad(0.1), (0.0, 0.5)),
        *(0, "the gradient of f is not defined at the start, (0, 0.5)"),
    ),
    "a rule that looks at signs only": (
        *(LOG, Rprop(0.3), (0.5, 0.5)),
        *(2, "x = −0.16: f is not defined there, from iterate 2"),
    ),
    "a product": (
        *(typed_objective("sqrt(x*y)", [[-2, 2], [-2, 2]]), GradientDescent(1.0), (0.2, 1.0)),
        *(1, "x = −0.918: f is not defined there, from iterate 1"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("objective", "optimizer", "start", "iterate", "sentence"), UNDEFINED.values(), ids=UNDEFINED
)
def test_a_run_ends_where_it_steps_out_of_the_domain(objective, optimizer, start, iterate, sentence):
    trajectory = run(objective, optimizer, start, 20)
    outcome = trajectory.outcome
    assert (outcome.reason, outcome.iteration) == ("undefined", iterate)
    assert outcome.ended == trajectory.n_finite <= iterate + 1 and outcome.left <= outcome.ended
    assert words(objective, optimizer, trajectory) == sentence
    both = run(objective, optimizer, [start, start], 20).outcome
    assert both.reason.tolist() == ["undefined"] * 2 and both.iteration.tolist() == [iterate] * 2


@pytest.mark.parametrize(
    ("objective", "optimizer", "start"),
    [
        (OBJECTIVES["rosenbrock"], GradientDescent(0.1), (-1.5, 2.0)),
        (OBJECTIVES["rosenbrock"], GradientDescent(1e-3), (1e200, 0.0)),
        (
            typed_objective("x^4 - x^2*y", [[-1, 1], [-1, 1]]),
            GradientDescent(0.1),
            (1e100, 1e100),
        ),  # inf - inf
        (OBJECTIVES["bowl"], AdaGrad(8e153), (0.5, 0.5)),  # of the state alone
        (LOG, GradientDescent(1e308), (1e-10, 0.5)),  # of the step
    ],
)
def test_an_overflow_is_no_undefined_point(objective, optimizer, start):
    trajectory = run(objective, optimizer, start, 50)
    assert trajectory.outcome.reason == "diverged" and trajectory.outcome.ended <= 50
    assert f"overflows at iterate {trajectory.outcome.ended}" in words(objective, optimizer, trajectory)


@pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
@pytest.mark.parametrize(
    "start", [(-1.0, 0.5), (0.01, 0.5)], ids=["no finite iterate", "few finite iterates"]
)
def test_a_run_of_no_finite_iterate_has_everything_that_others_have(rule, start):
    optimizer, objective = rule(step_size=1.0), typed_objective("log(x) + y^2", [[-2, 2], [-2, 2]])
    for n_iter in (1, 20):
        trajectory = run(objective, optimizer, start, n_iter)
        assert trajectory.best.shape == trajectory.distance.shape == (n_iter + 1,)
        assert trajectory.effective_step.shape == (n_iter, 2) and trajectory.first_within() is None
        assert explain(trajectory).values.shape[0] == n_iter
        assert script(objective, optimizer, start, n_iter) and words(objective, optimizer, trajectory)
        if start[0] < 0:
            assert trajectory.n_finite == trajectory.outcome.ended == 0
