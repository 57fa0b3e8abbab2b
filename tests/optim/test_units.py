"""What a factor of f changes: no verdict of an optimizer whose path it does not change."""

import numpy as np
import pytest

from optim import OBJECTIVES, OPTIMIZERS, GradientDescent, RMSProp, brief, nearness, random_start, run, words

BOWL, SADDLE = OBJECTIVES["bowl"], OBJECTIVES["saddle"]
START = random_start(BOWL.bounds, seed=1)
OF_THE_SIGN = ("rprop", "lion")  # of these nothing is to be scaled with f
BY_STEP = ("gd", "momentum", "nesterov")  # of these the step size
ADAPTIVE = sorted(OPTIMIZERS.keys() - {*OF_THE_SIGN, *BY_STEP, "adadelta"})  # and of these epsilon alone
FACTORS = [2.0**-30, 2.0**-20, 2.0**-7, 2.0**9]  # exact: the path is the same to the bit
STEP_SIZES = {"gd": (1e-4, 0.02, 0.5), "momentum": (1e-4, 0.02, 0.5), "nesterov": (1e-4, 0.02, 0.5)}


def scaled(name, step_size, c):
    """The optimizer that on c times f takes the steps that it takes on f with this step size."""
    if name in OF_THE_SIGN:
        return OPTIMIZERS[name](step_size=step_size)
    if name in BY_STEP:
        return OPTIMIZERS[name](step_size=step_size / c)
    return OPTIMIZERS[name](step_size=step_size, epsilon=1e-8 * c)


@pytest.mark.parametrize("objective", OBJECTIVES.values(), ids=OBJECTIVES)
def test_a_factor_changes_no_verdict_where_it_changes_no_path(objective):
    start = random_start(objective.bounds, seed=3)
    for name in (*OF_THE_SIGN, *BY_STEP, *ADAPTIVE):
        step_sizes = np.array(STEP_SIZES.get(name, (1e-3, 0.1, 4.0)))
        plain = run(objective, scaled(name, step_sizes, 1.0), start, 60)
        for c in FACTORS:
            times = run(objective.times(c), scaled(name, step_sizes, c), start, 60)
            same = (times.x == plain.x).all(axis=(0, -1))  # not where f² or a sum with 0 under- or overflows
            for fact in ("reason", "iteration", "left", "ended"):
                there, here = getattr(times.outcome, fact)[same], getattr(plain.outcome, fact)[same]
                assert np.array_equal(there, here), (name, c, fact, step_sizes[same])


def test_most_of_these_paths_are_indeed_the_same():
    for name in (*OF_THE_SIGN, *BY_STEP, *ADAPTIVE):
        plain = run(BOWL, scaled(name, 0.1, 1.0), START, 60)
        for c in FACTORS:
            times = run(BOWL.times(c), scaled(name, 0.1, c), START, 60)
            assert np.array_equal(times.x, plain.x), (name, c)


def test_a_run_that_has_not_moved_is_not_at_the_minimum():
    tiny = BOWL.times(1e-6)
    trajectory = run(tiny, GradientDescent(0.01), START, 50)
    assert trajectory.distance[-1] == pytest.approx(0.471, abs=1e-3)
    assert trajectory.outcome.reason == "moving" and trajectory.first_within() is None
    assert words(tiny, trajectory.optimizer, trajectory) == "still moving"


@pytest.mark.parametrize("factor", [1e-6, 1e-3, 10, 1e3])
def test_a_near_identical_run_gets_the_same_verdict(factor):
    objective, rmsprop = BOWL.times(factor), RMSProp(0.01, epsilon=1e-8 * factor)
    trajectory = run(objective, rmsprop, START, 50)
    assert (trajectory.outcome.reason, trajectory.outcome.iteration) == ("converged", 32)
    at_1000 = run(BOWL.times(1e3), RMSProp(0.01), START, 50)  # with its epsilon as it was
    assert (at_1000.outcome.reason, at_1000.outcome.iteration) == ("converged", 32)


def test_a_saddle_of_small_values_is_no_rest():
    trajectory = run(SADDLE.times(1e-7), GradientDescent(0.01), START, 50)
    assert trajectory.outcome.reason == "moving"
    at_it = run(SADDLE.times(1e-7), GradientDescent(0.01), (0.0, 0.0), 50)
    assert (at_it.outcome.reason, at_it.outcome.iteration) == ("stationary", 0)


def test_an_objective_has_its_own_unit_and_tolerance():
    assert {objective.unit for objective in OBJECTIVES.values()} == {1.0}
    assert {objective.offset for objective in OBJECTIVES.values()} == {0.0}
    tiny = BOWL.times(1e-6)
    assert (tiny.unit, tiny.tolerance) == (1e-6, pytest.approx(1e-11))
    assert tiny.times(10).unit == pytest.approx(1e-5)
    condition = OBJECTIVES["stretched_bowl"].times(1e-3).at(condition=3)
    assert condition.unit == pytest.approx(1e-3)


def test_the_words_have_the_true_number_and_say_what_it_is_measured_in():
    tiny = BOWL.times(1e-6)
    trajectory = run(tiny, RMSProp(0.01, epsilon=1e-14), START, 50)
    sentence = "within 1e−11 of the minimum from iterate 32 on"
    assert words(tiny, trajectory.optimizer, trajectory) == sentence
    assert brief(tiny)["converged"].format(32) == sentence
    assert nearness(BOWL) == "A run is at the minimum where f is within 1e−5 of its lowest value."
    assert nearness(tiny) == (
        "A run is at the minimum where f is within 1e−11 of its lowest value: "
        "1e−5 of 1e−6, the unit of this objective, so that a factor of f changes no verdict."
    )
