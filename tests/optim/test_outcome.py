"""How runs end: the reason, its iteration, and the sentence."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from optim import (
    OBJECTIVES,
    OPTIMIZERS,
    AdaGrad,
    GradientDescent,
    Momentum,
    Nesterov,
    Outcome,
    RMSProp,
    Rprop,
    random_start,
    run,
    words,
)

TUTORIAL_START = random_start(OBJECTIVES["bowl"].bounds, seed=1)

# objective, optimizer, start, n_iter -> reason, iteration, words
ENDS = {
    "the tutorial's own run": (
        *("bowl", RMSProp(0.01), TUTORIAL_START, 50),
        *("converged", 32, "within 1e−5 of the minimum from iterate 32 on"),
    ),
    "in, out, and in again": (
        *("bowl", RMSProp(0.01), TUTORIAL_START, 1000),
        *("converged", 963, "within 1e−5 of the minimum from iterate 963 on, first at 32"),
    ),
    "in, and out to stay": (
        *("bowl", RMSProp(0.01), TUTORIAL_START, 5000),
        *("moving", 5000, "within 1e−5 at iterate 32, out again from 1308"),
    ),
    "on its way": (
        *("bowl", GradientDescent(0.01), TUTORIAL_START, 50),
        *("moving", 50, "still moving"),
    ),
    "one iteration": (
        *("bowl", GradientDescent(0.01), TUTORIAL_START, 1),
        *("moving", 1, "still moving"),
    ),
    "over the limit, within the plot": (
        *("bowl", GradientDescent(1.2), TUTORIAL_START, 1),
        *("moving", 1, "still moving; a step size of 1.2 is over 2/L = 1"),
    ),
    "exactly at the limit": (
        *("stretched_bowl", GradientDescent(0.1), (0.0, 1.0), 50),
        *("moving", 50, "still moving; a step size of 0.1 is exactly 2/L = 0.1"),
    ),
    "over the limit": (
        *("bowl", GradientDescent(1.2), TUTORIAL_START, 50),
        *("diverged", 3, "diverges: left the plot at iterate 3; a step size of 1.2 is over 2/L = 1"),
    ),
    "over the limit until it overflows": (
        *("bowl", GradientDescent(1.2), TUTORIAL_START, 2000),
        "diverged",
        3,
        "diverges: left the plot at iterate 3, overflows at iterate 1057; a step size of 1.2 is over 2/L = 1",
    ),
    "over the limit of momentum": (
        *("bowl", Momentum(4.0), TUTORIAL_START, 50),
        *("diverged", 1, "diverges: left the plot at iterate 1; a step size of 4 is over 2(1 + μ)/L = 1.9"),
    ),
    "over the limit of Nesterov's momentum": (
        *("stretched_bowl", Nesterov(0.1, 0.5), (0.0, 0.1), 3),
        *("moving", 3, "still moving; a step size of 0.1 is over 2(1 + μ)/((1 + 2μ)L) = 0.075"),
    ),
    "a curved valley": (
        *("rosenbrock", GradientDescent(0.1), (-1.5, 2.0), 50),
        "diverged",
        1,
        "diverges: left the plot at iterate 1, overflows at iterate 5; the step to iterate 1 is 16.3 long",
    ),
    "overflows before it leaves": (
        *("bowl", AdaGrad(1e160), (0.5, 0.5), 50),
        *("diverged", 1, "diverges: overflows at iterate 1"),
    ),
    "one huge step": (
        *("bowl", RMSProp(5.0), TUTORIAL_START, 1),
        "left_bounds",
        1,
        "left the plot at iterate 1, still outside; the step to iterate 1 is 70.7 long",
    ),
    "leaves and comes back": (
        *("bowl", RMSProp(5.0), TUTORIAL_START, 50),
        *("converged", 4, "within 1e−5 of the minimum from iterate 4 on"),
    ),
    "down the saddle": (
        *("saddle", GradientDescent(0.01), TUTORIAL_START, 500),
        *("left_bounds", 42, "runs off downhill: left the plot at iterate 42"),
    ),
    "down the saddle until it overflows": (
        *("saddle", GradientDescent(0.1), TUTORIAL_START, 10_000),
        "diverged",
        5,
        "runs off downhill: left the plot at iterate 5, overflows at iterate 1952",
    ),
    "bounces with a constant swing": (
        *("bowl", GradientDescent(1.0), (1.5, 1.5), 50),
        *("left_bounds", 0, "left the plot at iterate 0, still outside; a step size of 1 is exactly 2/L = 1"),
    ),
    "barely over the limit": (
        *("bowl", GradientDescent(1.0001), (0.9, 0.9), 2000),
        "diverged",
        527,
        "diverges: left the plot at iterate 527; a step size of 1.0001 is over 2/L = 1",
    ),
    "two facts": (
        *("bowl", GradientDescent(1.5), TUTORIAL_START, 1000),
        "diverged",
        2,
        "diverges: left the plot at iterate 2, overflows at iterate 514; a step size of 1.5 is over 2/L = 1",
    ),
    "to the saddle point": (
        *("saddle", GradientDescent(0.25), (1.0, 0.0), 40),
        "stationary",
        21,
        "stands still at a saddle point, no minimum, from iterate 21 on",
    ),
    "in a local minimum": (
        *("styblinski_tang", GradientDescent(0.03), (2.0, 3.0), 100),
        "stationary",
        10,
        "stands still in a local minimum, not the lowest, from iterate 10 on",
    ),
    "on a plain": (
        *("easom", GradientDescent(0.1), (-1.8, 7.9), 10),
        *("stationary", 0, "stands still where it is, no minimum, from iterate 0 on"),
    ),
    "on top of a hill": (
        *("himmelblau", GradientDescent(1e-3), (-0.27084459, -0.92303856), 3),
        "stationary",
        0,
        "stands still where it is, no minimum, from iterate 0 on",
    ),
}


@pytest.mark.parametrize("case", ENDS.values(), ids=ENDS)
def test_how_a_run_ends(case):
    name, optimizer, start, n_iter, reason, iteration, sentence = case
    objective = OBJECTIVES[name]
    trajectory = run(objective, optimizer, start, n_iter)
    assert (trajectory.outcome.reason, trajectory.outcome.iteration) == (reason, iteration)
    assert words(objective, optimizer, trajectory) == sentence


def test_a_step_too_short_to_move_is_stationary_and_a_rest_of_one_step_is_not():
    too_short = run(OBJECTIVES["bowl"], GradientDescent(1e-20), (0.5, 0.5), 3)
    assert (too_short.outcome.reason, too_short.outcome.iteration) == ("stationary", 1)
    x = run(OBJECTIVES["bowl"], Rprop(0.1), (0.5, 0.5), 50).x
    rests = np.flatnonzero((x[1:] == x[:-1]).all(axis=-1)) + 1
    assert len(rests) > 2
    at_rest = run(OBJECTIVES["bowl"], Rprop(0.1), (0.5, 0.5), int(rests[0]))
    assert (at_rest.x[-1] == at_rest.x[-2]).all() and at_rest.outcome.reason == "moving"


def test_an_outcome_is_a_frozen_record_of_plain_values():
    outcome = run(OBJECTIVES["bowl"], RMSProp(0.01), TUTORIAL_START, 50).outcome
    assert type(outcome.reason) is str and type(outcome.iteration) is int
    with pytest.raises(FrozenInstanceError):
        outcome.reason = "moving"


@pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
@pytest.mark.parametrize("name", ["saddle", "himmelblau", "beale"])
def test_a_saddle_is_never_called_converged(name, rule):
    objective = OBJECTIVES[name]
    for saddle in objective.saddles:
        trajectory = run(objective, rule(step_size=1e-4), saddle, n_iter=50)
        assert trajectory.outcome.reason in ("stationary", "moving")
        assert trajectory.first_within() is None


def test_a_saddle_approached_along_its_ridge_is_stationary():
    trajectory = run(OBJECTIVES["saddle"], GradientDescent(0.1), (0.7, 0.0), n_iter=500)
    assert trajectory.outcome.reason == "stationary"
    since = trajectory.outcome.iteration
    lengths = np.linalg.norm(trajectory.gradient, axis=-1)
    assert lengths[since] <= 1e-6 < lengths[since - 1]


def test_a_run_that_overflows_ended_at_the_first_iterate_that_is_not_finite():
    trajectory = run(OBJECTIVES["bowl"], GradientDescent(5.0), TUTORIAL_START, 2000)
    ended = trajectory.outcome.ended
    assert np.isfinite(trajectory.value[ended - 1]) and not np.isfinite(trajectory.value[ended])


def test_an_overflow_of_the_state_alone_ends_a_run():
    """g² overflows long before f: the effective step is then 0, and the run would look at rest."""
    trajectory = run(OBJECTIVES["bowl"], AdaGrad(8e153), (0.5, 0.5), 50)
    assert np.isfinite(trajectory.value).all() and not np.isfinite(trajectory.state["square_sum"]).all()
    assert trajectory.outcome == Outcome("diverged", iteration=1, left=1, ended=trajectory.n_finite)


def test_many_runs_end_each_in_its_own_way():
    optimizer = GradientDescent([0.01, 0.25, 1.2])
    trajectory = run(OBJECTIVES["bowl"], optimizer, TUTORIAL_START, 50)
    assert trajectory.outcome.reason.tolist() == ["moving", "converged", "diverged"]
    assert trajectory.outcome.iteration.tolist() == [50, 8, 3]
    with pytest.raises(ValueError, match="one run"):
        words(OBJECTIVES["bowl"], optimizer, trajectory)
