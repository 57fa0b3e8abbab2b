"""Marking follows the runs: other settings have another right answer. What is no prediction is refused."""

import re
from dataclasses import replace
from math import inf, nan

import numpy as np
import pytest

from lessons import LESSONS, mark
from lessons import measures as of
from lessons.asks import Choice, Number, Option, Order, Point, Several
from lessons.races import Run
from lessons.words import MoreThan, fault, fill, say, tell
from optim import OBJECTIVES, SCHEDULES, GradientDescent, random_start
from tests.cases import case
from tests.lessons.conftest import every_step, step_of
from tests.reference.lessons import PREDICTIONS


def graded(step, *predictions):
    return [mark(step, prediction, step.race(prediction)).grade for prediction in predictions]


def changed(lesson, step, **settings):
    return LESSONS[lesson].step(step).changed(**settings)


def test_another_bowl_has_another_edge():
    step = changed("edge", "a", objective=OBJECTIVES["stretched_bowl"], condition=80)
    assert "80 times" in step.question()
    assert graded(step, 0.025, 0.018, 0.25) == ["right", "close", "far"]
    verdict = mark(step, 0.025, step.race(0.025), 0)
    assert "2/L = 0.025" in verdict.explains and verdict.reason == "Your reason holds."


def test_another_rho_has_another_first_step():
    step = changed("first-step", "a", rho=0.9)
    assert "ρ = 0.9." in step.question() and graded(step, 0.0316, 0.1) == ["right", "far"]
    assert "= 0.0316" in mark(step, 0.1, step.race(0.1)).explains


def test_at_rho_0_both_reasons_hold():
    step = changed("first-step", "a", rho=0.0)
    assert [mark(step, 0.01, step.race(0.01), i).reason == "Your reason holds." for i in (0, 1)] == [
        True,
        True,
    ]


def test_another_step_size_hovers_elsewhere_and_a_short_run_is_still_on_its_way_down():
    assert graded(changed("never-settles", "b", step_size=0.1, rho=0.9), 0.05, 0.005) == ["right", "far"]
    step = changed("never-settles", "a", n_iter=200)
    verdict = mark(step, "same", step.race("same"), 0)
    assert verdict.grade == "right" and verdict.reason == "Your reason holds."


def test_turned_the_point_is_elsewhere():
    step = changed("stretch-and-turn", "a", rotation=45)
    assert graded(step, (0.532, 0.339)) != ["right"]


@pytest.mark.parametrize(
    ("step_size", "grades"),
    [(0.0155, ["right", "far"]), (0.0145, ["unmarked"] * 2), (0.022, ["unmarked"] * 2)],
)
def test_which_valley_is_empty_depends_on_the_step_size(step_size, grades):
    """At 0.0145 all four hold runs, at 0.022 two are empty: then the question has no single answer."""
    step = changed("beyond-bowls", "b", step_size=step_size)
    races = step.race("minimum-2")
    assert [mark(step, name, races).grade for name in ("minimum-2", "minimum-3")] == grades


def test_what_never_comes_about_is_no_one_s_mistake():
    step = changed("ravine", "b", n_iter=10)
    verdict = mark(step, 84, step.race(84))
    assert verdict.grade == "unmarked" and verdict.said.endswith("It takes more than 10.")


# Another value of each setting that the steps themselves propose to change.
MOVED = {
    **{"step_size": 0.05, "rho": 0.999, "rotation": 30, "condition": 50, "times": 5.0, "noise": 2.0},
    **{"seed": 3, "start_y": 0.0, "epsilon": 1e-3, "bias_correction": True, "n_iter": 30},
}


@every_step
def test_each_step_takes_the_changes_that_it_proposes_and_a_run_too_short_to_show_anything(key):
    step, right = step_of(key), PREDICTIONS[key]["right"][0]
    moves = [{change.name: MOVED[change.name], "n_iter": 60} for change in step.changes]
    for settings in (*moves, {"n_iter": 7}):
        other = step.changed(**settings)
        verdicts = [mark(other, right, other.race(right), reason) for reason in (0, 1)]
        told = [tell(change.told, verdicts[0].facts) for change in step.changes]
        for text in (other.question(), *told, *(v.said + v.explains + v.reason for v in verdicts)):
            assert not re.search(r"undefined|\bnan\b|None", text), (settings, text)


def test_a_setting_goes_to_the_runs_that_have_it():
    step = changed("what-rho-remembers", "b", rho=0.5, noise=2.0, schedule="cosine")
    assert {run.settings().get("rho") for run in step.runs.values()} == {None, 0.5}
    assert all(run.noise.std == 2 and run.schedule is SCHEDULES["cosine"] for run in step.runs.values())
    with pytest.raises(ValueError, match="step 'b' has no run with a setting 'rhoo'"):
        changed("what-rho-remembers", "b", rhoo=0.5)


def test_a_sweep_keeps_what_it_tries_and_noise_keeps_its_draws():
    tuned = changed("fair-race", "a", step_size=0.5).runs
    assert tuned["gd"].optimizer.step_size == 0.5 and len(tuned["gd_tuned"].optimizer.step_size) == 10
    before, after = (
        step.runs["gd"].noise for step in (LESSONS["noise"].step("b"), changed("noise", "b", noise=2))
    )
    assert after == replace(before, std=2.0)


def test_times_is_of_the_objective_itself_and_seeds_are_one_a_start():
    runs = changed("first-step", "c", times=1e3).runs
    assert {run.objective.factor for run in runs.values()} == {1e3}
    starts = changed("fair-race", "b", seed=5).runs["grid"].start
    bounds = OBJECTIVES["bowl"].bounds
    assert starts.shape == (30, 1, 2) and np.array_equal(
        starts[:2, 0], [random_start(bounds, s) for s in (5, 6)]
    )
    assert np.ptp(changed("noise", "b", seed=5).runs["gd"].start, axis=0).max() == 0


def test_an_edge_is_that_of_the_run_with_its_schedule_and_its_noise():
    run = Run(OBJECTIVES["edge_bowl"], GradientDescent(0.2), (1.0, 1.0), 50)
    plain, falling, noisy = (
        of.edge(run.changed(**more).make()) for more in ({}, {"schedule": "cosine"}, {"noise": 3.0})
    )
    assert plain == pytest.approx(0.25, rel=1e-3) and falling > 1.05 * plain and noisy < 0.95 * plain


def test_a_verdict_says_how_far_off_and_on_which_side():
    step = LESSONS["edge"].step("a")
    said = {p: mark(step, p, step.race(p)) for p in (0.18, 0.45)}
    assert said[0.18].words == "Close. Too careful." and "0.25, 1.4 times as much." in said[0.18].said
    assert said[0.45].words == "Close. Too bold." and "yours is 1.8 times that." in said[0.45].said


FACTS = {
    "n": 100,
    "at": (0.0, 1.0),
    "never": MoreThan(50),
    "blown": inf,
    "a": 1.0,
    "b": 2.0,
    "c": 2.0,
    "gone": nan,
}
YES, NO = Option("yes", "yes", lambda f: True), Option("no", "no", lambda f: False)


@pytest.mark.parametrize(
    ("ask", "worth"),
    [
        (Number("n", 1, 1e4, "n"), {125: "right", 80: "right", 126: "close", 201: "far", 49: "far"}),
        (Number("n", 1, 1e4, "n", right=10, close=10), {1000: "right", 1001: "far", 10: "right", 9: "far"}),
        (Number("never", 1, 1e4, "n"), {5: "unmarked"}),
        (Number("blown", 1, 1e4, "n"), {5: "unmarked"}),
        (Point("at", "run"), {(0, 1.02): "right", (0, 1.03): "close", (0.1, 1): "close", (0, 1.2): "far"}),
        (Choice((YES, NO)), {"yes": "right", "no": "far"}),
        (Choice((YES, YES)), {"yes": "unmarked"}),
        (Choice((NO, NO)), {"no": "unmarked"}),
        (Several((YES, NO)), {("yes",): "right", (): "close", ("no",): "far", ("yes", "no"): "close"}),
        (Order({"b": "B", "a": "A"}), {("a", "b"): "right", ("b", "a"): "close"}),
        (Order({"b": "B", "c": "C"}), {("b", "c"): "unmarked"}),
        (Order({"b": "B", "gone": "G"}), {("b", "gone"): "unmarked"}),
        (Order({"b": "B", "never": "N"}), {("b", "never"): "unmarked"}),
    ],
    ids=lambda value: getattr(value, "kind", ""),
)  # fmt: skip
def test_where_right_ends_and_close_begins(ask, worth):
    for prediction, grade in worth.items():
        with case(prediction):
            assert ask.grade(ask.check(prediction), FACTS).grade == grade


def test_no_one_is_marked_down_where_the_answer_cannot_be_said():
    ask = Number("n", 1, 70, "n")
    assert (
        ask.grade(70, FACTS).grade == "unmarked"
        and "outside the range of this question" in ask.grade(7, FACTS).words
    )
    assert Number("n", 1, 80, "n").grade(80, FACTS).grade == "right"


BAD = (
    (Number("n", 1, 10, "n"), (0.5, 11, nan, inf, "3", None, True, (1, 2), 10**400)),
    (Number("n", 1, 10, "n", whole=True), (2.5, 0, 11)),
    (Point("at", "run"), ((1,), (1, 2, 3), (1, nan), (1, 10**400), ("x", 2), 3, None, "ab")),
    (Choice((YES, NO)), ("maybe", None, 0, ["yes"])),
    (Several((YES, NO)), ("yes", None, ("maybe",), (None,), 3)),
    (Order({"b": "B", "a": "A"}), (("a",), ("a", "a"), ("a", "b", "c"), None, "ab", (1, 2))),
)


def test_what_is_no_prediction_is_refused_in_words():
    for ask, predictions in BAD:
        for prediction in predictions:
            with case(ask.kind, prediction), pytest.raises(ValueError, match="expected "):
                ask.check(prediction)
    step = LESSONS["first-step"].step("a")
    with pytest.raises(ValueError, match="reason: expected 0"):
        mark(step, 0.1, step.race(0.1), 2)


@pytest.mark.parametrize(
    ("value", "text"),
    [(2192, "2,192"), (0.25, "0.25"), (1.6e-8, "1.6e-8"), (-2, "−2"), (-0.5, "−0.5"), (None, "undefined"),
     (0.0, "0"), (-0.0, "0"), (100.0, "100"), (72.4, "72.4"), (133.81, "134"), (3.9e114, "3.9e114"),
     (99.99999999999991, "100"), (-1e-5, "−1e-5"), (1e-4, "0.0001"), (999_999.0, "1e6"),
     (123_456.0, "123,000"), (inf, "out of all bounds"), (nan, "undefined"),
     (MoreThan(4000), "more than 4,000"), (True, "true"),
     ((0.5321, -0.339), "(0.532, −0.339)"), (np.array([0.1, 0.1]), "(0.1, 0.1)"),
     (np.int64(7), "7"), ("x", "x")],
)  # fmt: skip
def test_how_a_number_is_written(value, text):
    assert say(value) == text


def test_a_number_has_the_digits_that_are_asked_for():
    assert fill("{n:1}, {n:2}, {n:4}, {n:5}, {n:6}", {"n": 133.812}) == "100, 130, 133.8, 133.81, 133.812"
    assert fill("{a:1} {b:2} {c:2}", {"a": 72.4, "b": 99.99999999999991, "c": 1234567.0}) == "70 100 1.2e6"


def test_what_was_predicted_is_said_in_full():
    assert [Number("n", 0.1, 1e4, "n").said(p) for p in (0.25771, 5194)] == ["0.25771", "5,194"]


def test_a_sentence_without_its_number_is_left_out():
    text = "It takes {n}. That is {gone:2} times as many. And {never}, at ({at})."
    assert tell(text, FACTS) == "It takes 100. And more than 50, at ((0, 1))."


def test_a_template_takes_facts_and_nothing_else():
    assert fill("{n}, {r.rho:1}, {at:2}.", FACTS | {"r.rho": 0.99}) == "100, 1, (0, 1)."
    for text in ("{n.__class__.x}", "{n!r}", "{0}", "{", "}", "{n:>9}", "{{n}}"):
        assert fault(text), text
    assert fault("{n} {run.step_size} {n:2}") is None
