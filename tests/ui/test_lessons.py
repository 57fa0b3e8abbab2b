"""The place Lessons: predict, commit, read the verdict, go on; no hidden run is made before the commit."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from lessons import LESSONS
from lessons.own.reader import Reader
from lessons.own.runs import read_run
from lessons.races import Run
from lessons.sheet import as_json, check, code
from tests.cases import case
from tests.reference.lessons import PREDICTIONS
from tests.ui.lessons import STEPS, committed, go, predict, run, scene, text
from ui.lessons import answers, change, hand_in, made, pictures, predictions, stage, visit
from ui.lessons.in_race import in_race
from ui.races import race_of
from ui.settings.address import from_query
from ui.shared import Cache

ROOT = Path(__file__).parents[2]


def marks(at: AppTest) -> dict[str, str]:
    """The words of what was predicted and measured, on a chart or a plane."""
    figures = (*scene(at)["charts"], *scene(at)["planes"])
    kinds = ("prediction", "measured")
    return {kind: figure[kind]["words"] for figure in figures for kind in kinds if kind in figure}


WAYS = [  # one of each kind of question: what it says of a prediction, and in the sentence below
    ("edge", "a", 0.18, "Close. Too careful.", "You said: 0.18. The edge is at 0.25, 1.4 times as much."),
    ("stretch-and-turn", "a", (0.59, 0.09), "0.26 away.", "RMSProp is at (0.532, 0.339)"),
    ("never-settles", "a", "smaller", "It is otherwise.", "So it is: far larger. It is 5.4e-5 at last"),
    ("first-step", "b", ("gd", "adagrad"), "1 of 3 otherwise.", "So it is: gradient descent."),
    (
        "fair-race",
        "a",
        ("rmsprop_best", "gd_best", "adagrad_best"),
        "1 of 3 pairs",
        "So it is: gradient descent, then",
    ),
]


@pytest.mark.parametrize(("lesson", "step", "prediction", "words", "said"), WAYS, ids=[w[0] for w in WAYS])
def test_a_step_from_the_question_to_the_verdict(lesson, step, prediction, words, said, monkeypatch):
    monkeypatch.setattr(made, "_kept", Cache(made.LARGEST))
    runs_made, make = [], Run.make
    monkeypatch.setattr(Run, "make", lambda one: runs_made.append(one) or make(one))
    record = LESSONS[lesson].step(step)
    at = go(lesson=lesson, step=step)
    assert at.button(key="lesson_commit").disabled and scene(at)["hidden"]
    predict(run(at), lesson, step, prediction)
    at = run(at)
    hidden = [run for name, run in record.runs.items() if name not in record.shown]
    assert not any(one is run for one in runs_made for run in hidden), "no hidden run is made"
    assert record.explains.split("{")[0][:40] not in text(at)
    at = committed(at)
    assert any(one is run for one in runs_made for run in hidden)
    assert words in text(at) and said in text(at) and not scene(at)["hidden"]
    assert "Change one thing" in text(at)


def test_what_is_set_at_the_click_is_committed_not_what_was_drawn_last():
    at = go(lesson="edge", step="a")
    predict(at, "edge", "a", 0.18)
    at = run(at)
    predict(at, "edge", "a", 0.4)
    at.radio(key="lesson_edge_a_because").set_value(1)
    assert committed(at).session_state[answers.ANSWERS] == {("edge", "a"): answers.Answer(0.4, 1)}
    at = go(lesson="stretch-and-turn", step="a")
    predict(at, "stretch-and-turn", "a", (0.5, 0.1))
    at = run(at)
    at.session_state[stage.KEY] = {"picked": ["stretch-and-turn_a", 0.25, 1e299]}
    assert committed(at).session_state[answers.ANSWERS]["stretch-and-turn", "a"].prediction == (0.25, 1e6)


def test_what_is_no_longer_whole_at_the_click_is_not_kept_and_a_line_says_what_is_missing():
    order = LESSONS["fair-race"].step("a")
    names = list(order.ask.items)
    at = go(lesson="fair-race", step="a")
    predict(at, "fair-race", "a", names)
    at = run(at)
    at.selectbox(key="lesson_fair-race_a_0").set_value(names[1])
    at = committed(at)
    assert not at.session_state[answers.ANSWERS] and at.button(key="lesson_commit").disabled
    assert "Each of them once." in text(at) and "To commit, predict." in text(at)


def test_a_point_is_typed_within_limits():
    at = go(lesson="stretch-and-turn", step="a")
    field = at.number_input(key="lesson_stretch-and-turn_a_x")
    assert (field.min, field.max) == (-1e6, 1e6)
    ask = LESSONS["stretch-and-turn"].step("a").ask
    with pytest.raises(ValueError, match="two numbers within"):
        ask.check((0.5, 1e301))
    assert ask.check((0.5, -1e6)) == (0.5, -1e6)


def test_a_prediction_stays_drawn_and_is_not_taken_back():
    at = go(lesson="edge", step="a")
    predict(at, "edge", "a", 0.18)
    assert marks(run(at)) == {"prediction": "you: 0.18"}
    at = committed(at)
    assert marks(at) == {"prediction": "you: 0.18", "measured": "measured: 0.25"}
    assert not any(button.key == "lesson_commit" for button in at.button)
    at = run(run(at.button(key="to_lesson_ravine").click()).button(key="to_lesson_edge").click())
    assert "You said: 0.18." in text(at)


def test_the_way_through_a_lesson_ends_with_what_to_remember_and_a_sheet():
    at = go(lesson="never-settles", step="a")
    predict(at, "never-settles", "a", "larger")
    at = committed(run(at))
    at = run(next(b for b in at.button if b.label.startswith("Next")).click())
    assert visit.read(at.query_params)[0] == ("never-settles", "b")
    predict(at, "never-settles", "b", 0.005)
    at = committed(run(at))
    assert LESSONS["never-settles"].remember in text(at)
    at.session_state["lesson_sheet_open"] = True
    entries = [hand_in.entry_of(*one) for one in at.session_state[answers.ANSWERS].items()]
    assert [e.grade for e in entries] == ["right", "right"]
    assert f"2 answers, code **{code(entries)}**" in text(run(at))
    at = run(next(b for b in at.button if b.label.startswith("Next lesson")).click())
    assert visit.read(at.query_params)[0] == ("stretch-and-turn", "a")


def test_one_thing_changed_is_measured_and_drawn():
    at = go(lesson="never-settles", step="b")
    predict(at, "never-settles", "b", 0.005)
    before = scene(at := committed(run(at)))
    at = run(at.select_slider(key="lesson_never-settles_b_change_step_size").set_value(0.02))
    assert "With α = 0.02 it is 0.01 away; α/2 is 0.01." in text(at) and scene(at)["runs"] != before["runs"]
    assert (before["hand"]["now"], scene(at)["hand"]["now"]) == (0.01, 0.02)
    at = run(at.pills(key="lesson_never-settles_b_thing").set_value("epsilon"))
    at = run(at.select_slider(key="lesson_never-settles_b_change_epsilon").set_value(0.005))
    assert "With ε = 0.005 it is 0.0025 away; α/2 is 0.005." in text(at)


def test_a_click_on_the_contour_is_taken_once_and_only_for_its_own_step():
    at = go(lesson="stretch-and-turn", step="a")
    at.session_state[stage.KEY] = {"picked": ["stretch-and-turn_a", 0.5321, 0.339]}
    at = run(at)
    assert at.number_input(key="lesson_stretch-and-turn_a_x").value == 0.532
    assert marks(at) == {"prediction": "you"}


@pytest.mark.parametrize(
    ("query", "key", "said"),
    [
        ({}, ("edge", "a"), None),
        ({"lesson": "ravine"}, ("ravine", "a"), None),
        ({"lesson": "ravine", "step": "b"}, ("ravine", "b"), None),
        (
            {"lesson": "The ravine", "step": "b"},
            ("ravine", "b"),
            "There is no lesson ‘The ravine’: showing The ravine.",
        ),
        ({"lesson": "ravine", "step": "z"}, ("ravine", "a"), "has no step ‘z’: showing its first."),
        ({"lesson": "<script>" * 99}, ("edge", "a"), "There is no lesson"),
    ],
    ids=str,
)
def test_each_step_has_a_link_and_a_bad_one_gets_a_line(query, key, said):
    found, notices = visit.read(query)
    assert found == key and bool(notices) == bool(said) and all(said in line for line in notices)


@pytest.mark.parametrize(
    ("lesson", "step"), STEPS, ids=[f"{lesson.name}-{step.name}" for lesson, step in STEPS]
)
def test_the_link_into_the_race_is_the_run_that_the_step_is_about(lesson, step):
    query, about = in_race(step), pictures.subject(step)
    if query is None:
        assert np.ndim(about.start) > 1 or np.ndim(about.optimizer.step_size)
        return
    settings, notices = from_query(query)
    assert not notices
    (found,) = [run for name, run in race_of(settings, bool).items() if name == about.optimizer.name]
    np.testing.assert_array_equal(found.x, about.make().x)


OWN_RUNS = {
    "adam": {"optimizer": "adam", "step_size": 0.05, "beta1": 0.8, "beta2": 0.99, "schedule": "cosine"},
    "corrected": {"optimizer": "rmsprop", "step_size": 0.02, "bias_correction": True, "times": 5.0},
    "noisy": {"optimizer": "gd", "step_size": 0.1, "noise": 0.5, "noise_seed": 3},
    "batches": {"objective": "ten_examples", "optimizer": "momentum", "step_size": 0.1, "batch": 2},
}


@pytest.mark.parametrize("run", OWN_RUNS.values(), ids=OWN_RUNS)
def test_the_link_into_the_race_has_all_that_a_lesson_of_ones_own_may_set(run):
    run = {"objective": "bowl", "n_iter": 40, "start": [0.3, -0.4]} | run
    about, _ = read_run(Reader(run, "run"))
    step = replace(LESSONS["never-settles"].step("b"), runs={"own": about})
    settings, notices = from_query(in_race(step))
    assert not notices
    (found,) = race_of(settings, bool).values()
    np.testing.assert_array_equal(found.x, about.make().x)


def test_a_typed_function_has_no_link_into_the_race():
    typed = {"objective": "typed", "f": "x^2 + 3y^2", "domain": [-1, 1, -1, 1], "n_iter": 9}
    about, _ = read_run(Reader(typed | {"optimizer": "gd", "step_size": 0.1}, "run"))
    assert in_race(replace(LESSONS["never-settles"].step("b"), runs={"own": about})) is None


def test_every_number_that_is_right_can_be_set_on_its_thumb():
    for lesson, step in STEPS:
        if step.ask.kind == "number":
            stops = predictions.stops(step.ask.low, step.ask.high, step.ask.whole)
            right = PREDICTIONS[lesson.name, step.name]["right"][0]
            with case(lesson.name, step.name):
                assert min(abs(np.log(stop / right)) for stop in stops) < np.log(1.05)
                assert len(stops) < 500 and stops[0] >= step.ask.low and stops[-1] <= step.ask.high


# What is told of the step whose setting is moved: each number is of lessons.md, or of a run by a plain loop.
MOVES = [
    ("edge", "a", "step_size", 0.3, "a step multiplies the loss by 1.96, on average: it grows."),
    ("edge", "a", "step_size", 0.2, "it settles."),
    ("edge", "b", "step_size", 0.25, "the loss becomes 0.98 of what it was."),
    ("ravine", "a", "condition", 1000.0, "At a condition number of 1,000 it takes 2,192."),
    ("ravine", "b", "condition", 1000.0, "AdaGrad takes 84, RMSProp 99 and gradient descent, at its best"),
    ("what-rho-remembers", "a", "rho", 0.95, "the step is back after 89."),
    ("first-step", "a", "rho", 0.9999, "With ρ = 0.9999 it moves by 1;"),
    ("first-step", "a", "bias_correction", 1, "lets it move by 0.01."),
    ("first-step", "a", "times", 1e-8, "With f multiplied by 1e-8, it moves by 0.0032"),
    ("never-settles", "b", "epsilon", 0.001, "With ε = 0.001 it is 0.0045 away"),
    ("stretch-and-turn", "b", "rotation", 5.0, "1.9e-11 for AdaGrad and 5.6e-15 for RMSProp."),
    ("beyond-bowls", "a", "start_y", 1e-9, "Starting 1e-9 off the ridge, it takes 212 iterations."),
    ("beyond-bowls", "a2", "start_y", 1e-12, "it takes 31 iterations."),
    ("beyond-bowls", "a", "start_y", 0.0, "it takes more than 1,000 iterations."),
    ("beyond-bowls", "b", "step_size", 0.0145, "101, 111, 98, 90."),
    ("beyond-bowls", "b", "step_size", 0.022, "121, 113, 0, 0."),
    ("fair-race", "b", "n_iter", 200, "In 200 iterations"),
    ("fair-race", "b", "n_iter", 1, "In 1 iteration α"),
]


@pytest.mark.parametrize(("lesson", "name", "thing", "value", "said"), MOVES)
def test_what_is_told_of_a_changed_run_is_measured(lesson, name, thing, value, said):
    step = change.only(LESSONS[lesson].step(name), thing)
    right = PREDICTIONS[lesson, name]["right"][0]
    assert value in change.stops(step, right) and change.now(step, right) in change.stops(step, right)
    other, tried = change.changed(step, right, value)
    assert said in change.told(other, tried, other.race(tried))


def test_every_step_has_a_slider_and_each_of_its_settings_has_one():
    for lesson, step in STEPS:
        for one in step.changes:
            with case(lesson.name, step.name, one.name):
                alone = change.only(step, one.name)
                assert change.slider(alone) and len(change.stops(alone, step_middle(step))) > 1
        assert step.changes, f"{lesson.name}-{step.name} has nothing to change"
    tried, prediction = change.changed(LESSONS["edge"].step("a"), 0.18, 3.0)
    assert prediction == 1.0 and tried is LESSONS["edge"].step("a")


def step_middle(step):
    """A prediction of a step that tries it."""
    return 0.1 if step.trials else None


def test_answers_go_into_a_link_and_come_back_from_it():
    at = go(lesson="edge", step="a", answers='[["edge","a",0.18,0],["stretch-and-turn","a",[0.59,0.09],1]]')
    assert "You said: 0.18." in text(at)
    assert [line.value for line in at.text] == ["2 answers came with the link."]
    assert visit.read(at.query_params)[0] == ("edge", "a") and "answers" not in at.query_params
    kept = at.session_state[answers.ANSWERS]
    assert kept["stretch-and-turn", "a"] == answers.Answer((0.59, 0.09), 1)


def test_the_sheet_holds_the_steps_that_a_link_brought_and_nobody_looked_at():
    at = go(lesson="never-settles", step="b", answers=json.dumps([["edge", "a", 0.18, 0], [*LAST, 0.005, 0]]))
    at.session_state["lesson_sheet_open"] = True
    assert "2 answers, code" in text(run(at))
    sheets = [hand_in.entry_of(*one) for one in at.session_state[answers.ANSWERS].items()]
    assert [(e.step, e.measured, e.grade) for e in sheets] == [("a", 0.25, "close"), ("b", 0.005, "right")]
    assert check(as_json(sheets), LESSONS).faults == ()


LAST = ("never-settles", "b")


def test_answers_that_cannot_be_read_get_a_line():
    at = go(lesson="edge", step="a", answers='[["edge","a",0.18]]')
    assert [line.value for line in at.text] == ["Not all of the answers in this link can be read."]
    assert at.button(key="lesson_commit")
    bad = ["[", "3", "[3]", '[["edge","a","x",0]]', '[["edge","a",0.1,true]]', '[["edge","a",9,0]]']
    bad += ['[["none","a",0.1,0]]', "[" * 9000, '[["edge","z",0.1,0]]', "[[[],[],0,0]]", '[[0,"a",0.1,{}]]']
    for text_of_link in bad:
        with case(text_of_link[:40]):
            assert answers.take_link(text_of_link)[-1].startswith("Not all")
