"""How runs end: the reason, its iteration, and the sentence."""

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from optim import (
    OBJECTIVES,
    OPTIMIZERS,
    AdaGrad,
    GradientDescent,
    Lion,
    Momentum,
    Nesterov,
    Outcome,
    RMSProp,
    Rprop,
    random_start,
    run,
    script,
    typed_objective,
    words,
)
from optim.explain import explain
from optim.outcome import leaves

TUTORIAL_START = random_start(OBJECTIVES["bowl"].bounds, seed=1)

# objective, optimizer, start, n_iter -> reason, iteration, words
ENDS = {
    "the tutorial's own run": (
        *("bowl", RMSProp(0.01), TUTORIAL_START, 50),
        *("converged", 32, "within 1e-5 of the minimum from iterate 32 on"),
    ),
    "in, out, and in again": (
        *("bowl", RMSProp(0.01), TUTORIAL_START, 1000),
        *("converged", 963, "within 1e-5 of the minimum from iterate 963 on, first at 32"),
    ),
    "in, and out to stay": (
        *("bowl", RMSProp(0.01), TUTORIAL_START, 5000),
        *("moving", 5000, "within 1e-5 at iterate 32, out again from 1308"),
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
        *("converged", 4, "within 1e-5 of the minimum from iterate 4 on"),
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
            "left the plot at iterate 1, at rest there at (5, 5) from iterate 74 on",
        ),
        (FAR, GradientDescent(0.1), 30, "left the plot at iterate 1, slows down there near (4.99, 4.99)"),
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
        *(1, "x = -0.5: f is not defined there, from iterate 1"),
    ),
    "at the very edge of it": (
        *(LOG, GradientDescent(0.25), (0.5, 0.5)),
        *(1, "x = 0: f is not defined there, from iterate 1"),
    ),
    "from the start": (LOG, RMSProp(0.1), (-1.0, 0.5), 0, "f is not defined at the start, (-1, 0.5)"),
    "at a pole": (POLE, RMSProp(0.1), (0.0, 0.5), 0, "f is not defined at the start, (0, 0.5)"),
    "where only the slope is infinite": (
        *(ROOT, AdaGrad(0.1), (0.0, 0.5)),
        *(0, "the gradient of f is not defined at the start, (0, 0.5)"),
    ),
    "a rule that looks at signs only": (
        *(LOG, Rprop(0.3), (0.5, 0.5)),
        *(2, "x = -0.16: f is not defined there, from iterate 2"),
    ),
    "a product": (
        *(typed_objective("sqrt(x*y)", [[-2, 2], [-2, 2]]), GradientDescent(1.0), (0.2, 1.0)),
        *(1, "x = -0.918: f is not defined there, from iterate 1"),
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


@pytest.mark.parametrize("n", range(3))
def test_where_a_run_leaves_a_box_for_good(n):
    inside, outside = [0.5, 1.0], [0.5, 1.5]
    rows = [outside, inside, outside, *[outside] * n]
    assert leaves(rows, [[0, 1], [0, 1]]) == 2 and type(leaves(rows, [[0, 1], [0, 1]])) is int
    assert leaves([*rows, inside], [[0, 1], [0, 1]]) == len(rows) + 1
    assert leaves(np.stack([rows, np.full_like(rows, np.nan)], axis=1), [[0, 1], [0, 1]]).tolist() == [2, 0]
    assert leaves(np.empty((0, 2)), [[0, 1], [0, 1]]) == 0


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


def test_a_typed_function_is_not_called_by_its_formula():
    hill = typed_objective("x^4 - 3x^2y + y^2", [[-2, 2], [-2, 2]])
    assert hill.minimum is None
    told = words(hill, GradientDescent(0.1), run(hill, GradientDescent(0.1), (1.0, 1.5), 50))
    assert told.startswith("runs off downhill: left the plot at iterate ")
