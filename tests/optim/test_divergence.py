"""Runs that leave the plot: when for good, whether f still grows, and what becomes of them outside."""

import numpy as np
import pytest

from optim import (
    OBJECTIVES,
    GradientDescent,
    Lion,
    Momentum,
    Nesterov,
    RMSProp,
    Rprop,
    run,
    typed_objective,
    words,
)
from optim.outcome import leaves


@pytest.mark.parametrize("n", range(3))
def test_where_a_run_leaves_a_box_for_good(n):
    inside, outside = [0.5, 1.0], [0.5, 1.5]
    rows = [outside, inside, outside, *[outside] * n]
    assert leaves(rows, [[0, 1], [0, 1]]) == 2 and type(leaves(rows, [[0, 1], [0, 1]])) is int
    assert leaves([*rows, inside], [[0, 1], [0, 1]]) == len(rows) + 1
    assert leaves(np.stack([rows, np.full_like(rows, np.nan)], axis=1), [[0, 1], [0, 1]]).tolist() == [2, 0]
    assert leaves(np.empty((0, 2)), [[0, 1], [0, 1]]) == 0


SWINGS = {
    "GD at the limit, off the centre": (GradientDescent(1.0), "(x-0.9)^2 + (y-0.3)^2"),
    "GD at the limit of one axis": (GradientDescent(0.25), "(x-0.9)^2 + 4(y-0.3)^2"),
    "Lion": (Lion(5.0), "x^2 + y^2"),
    "Lion, long steps": (Lion(700.0), "(x-0.9)^2 + y^2 + 1000"),
    "Rprop": (Rprop(20.0), "x^2 + y^2"),
    "the sign of the gradient": (RMSProp(3.0, rho=0.0), "x^2 + y^2"),
    "RMSProp": (RMSProp(30.0), "x^2 + y^2"),
    "RMSProp that forgets at once": (RMSProp(30.0, rho=0.1), "(x-0.9)^2 + 4y^2"),
}


@pytest.mark.parametrize(("optimizer", "text"), SWINGS.values(), ids=SWINGS)
def test_a_swing_that_does_not_grow_is_no_divergence(optimizer, text):
    objective = typed_objective(text, [[-1, 1], [-1, 1]])
    ends = [run(objective, optimizer, (-0.8, 0.75), n_iter).outcome for n_iter in range(60, 140)]
    assert {end.reason for end in ends} <= {"left_bounds", "moving", "converged", "stationary"}


GROWS = {
    "GD": (GradientDescent(1.0001), 2_000),
    "GD, a hair over the limit": (GradientDescent(1 + 1e-5), 12_000),
    "momentum": (Momentum(3.81), 2_000),
    "Nesterov": (Nesterov(1.37), 2_000),
}


@pytest.mark.parametrize(("optimizer", "n_iter"), GROWS.values(), ids=GROWS)
def test_a_swing_that_grows_slowly_is_a_divergence_as_soon_as_it_is_outside_for_good(optimizer, n_iter):
    left = run(OBJECTIVES["bowl"], optimizer, (0.6, 0.8), n_iter).outcome.left
    assert 0 < left <= n_iter
    for later in (2, 10, 100):
        outcome = run(OBJECTIVES["bowl"], optimizer, (0.6, 0.8), left + later).outcome
        assert (outcome.reason, outcome.iteration, outcome.left) == ("diverged", left, left)


def test_what_is_added_to_f_changes_no_verdict():
    for c in (0, 1, 1e5):
        objective = typed_objective(f"{c} + (x-0.9)^2 + (y-0.3)^2", [[-1, 1], [-1, 1]])
        assert run(objective, GradientDescent(1.0), (-0.8, 0.75), 61).outcome.reason == "left_bounds"
        assert run(objective, GradientDescent(1.001), (-0.8, 0.75), 61).outcome.reason == "diverged"


FAR = "(x-5)^2 + (y-5)^2"


@pytest.mark.parametrize(
    ("text", "optimizer", "n_iter", "sentence"),
    [
        (
            FAR,
            GradientDescent(0.1),
            200,
            "left the plot at iterate 1, at rest at (5, 5) from iterate 63 on",
        ),
        (FAR, GradientDescent(0.1), 30, "left the plot at iterate 1, coming to rest near (4.99, 4.99)"),
        (FAR, GradientDescent(0.1), 5, "runs off downhill: left the plot at iterate 1"),
        (
            FAR,
            GradientDescent(1.5),
            9,
            "diverges: left the plot at iterate 1; the step to iterate 1 is 19.1 long",
        ),
        ("x^4 - 3x^2*y + y^2", GradientDescent(0.1), 9, "runs off downhill: left the plot at iterate 7"),
    ],
)
def test_what_becomes_of_a_run_outside_of_a_plot_without_a_minimum(text, optimizer, n_iter, sentence):
    objective = typed_objective(text, [[-1, 1], [-1, 1]])
    assert objective.minimum is None
    assert words(objective, optimizer, run(objective, optimizer, (0.5, 0.5), n_iter)) == sentence
