"""The place Lessons: predict, commit, read the verdict, go on; no hidden run is made before the commit."""

import json
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from lessons import LESSONS
from lessons.races import Run
from lessons.sheet import code
from tests.cases import case
from tests.reference.lessons import PREDICTIONS
from tests.ui.test_stage import sent
from ui.lessons import change, own_lessons, page, pictures, predictions, stage, visit
from ui.lessons.in_race import in_race
from ui.races import race_of
from ui.settings.address import from_query

APP = str(Path(__file__).parent / "lessons_app.py")
STEPS = [(lesson, step) for lesson in LESSONS.values() for step in lesson.steps]


def go(**query) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=60)
    for name, text in query.items():
        at.query_params[name] = text
    return run(at)


def run(page_or_widget) -> AppTest:
    at = page_or_widget.run()
    assert not at.exception
    return at


def scene(at: AppTest) -> dict:
    """What the stage of the lesson is sent."""
    return json.loads(sent(at, "lesson")["json"])


def marks(at: AppTest) -> dict[str, str]:
    """The words of what was predicted and measured, on a chart or a plane."""
    figures = (*scene(at)["charts"], *scene(at)["planes"])
    kinds = ("prediction", "measured")
    return {kind: figure[kind]["words"] for figure in figures for kind in kinds if kind in figure}


def text(at: AppTest) -> str:
    return " ".join(e.value.replace("\\", "") for e in (*at.markdown, *at.caption)) + " ".join(
        e.proto.body for e in at.get("html")
    )


def predict(at: AppTest, lesson: str, step: str, prediction) -> None:
    """Sets the widgets of a question."""
    key = f"lesson_{lesson}_{step}"
    kind = LESSONS[lesson].step(step).ask.kind
    if kind == "number":
        at.select_slider(key=f"{key}_number").set_value(prediction)
    elif kind == "point":
        for axis, value in zip("xy", prediction):
            at.number_input(key=f"{key}_{axis}").set_value(value)
    elif kind == "choice":
        at.radio(key=f"{key}_choice").set_value(prediction)
    elif kind == "several":
        for name in prediction:
            at.checkbox(key=f"{key}_{name}").check()
    else:
        for place, name in enumerate(prediction):
            at.selectbox(key=f"{key}_{place}").set_value(name)
    at.radio(key=f"{key}_because").set_value(0)


def committed(at: AppTest) -> AppTest:
    return run(at.button(key="lesson_commit").click())


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
    page.hidden.cache_clear()
    page.revealed.cache_clear()
    made, make = [], Run.make
    monkeypatch.setattr(Run, "make", lambda one: made.append(one) or make(one))
    record = LESSONS[lesson].step(step)
    at = go(lesson=lesson, step=step)
    assert at.button(key="lesson_commit").disabled and scene(at)["hidden"]
    predict(run(at), lesson, step, prediction)
    at = run(at)
    hidden = [run for name, run in record.runs.items() if name not in record.shown]
    assert not any(one is run for one in made for run in hidden), "no hidden run is made"
    assert record.explains.split("{")[0][:40] not in text(at)
    at = committed(at)
    assert any(one is run for one in made for run in hidden)
    assert words in text(at) and said in text(at) and not scene(at)["hidden"]
    assert "Change one thing" in text(at)


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
    entries = list(at.session_state[visit.ENTRIES].values())
    assert [e.grade for e in entries] == ["right", "right"]
    assert any(code(entries) in expander.label for expander in at.expander)
    at = run(next(b for b in at.button if b.label.startswith("Next lesson")).click())
    assert visit.read(at.query_params)[0] == ("stretch-and-turn", "a")


def test_one_thing_changed_is_measured_and_drawn():
    at = go(lesson="never-settles", step="b")
    predict(at, "never-settles", "b", 0.005)
    before = scene(at := committed(run(at)))
    at = run(at.select_slider(key="lesson_never-settles_b_change").set_value(0.02))
    assert "It is 0.01 away." in text(at) and scene(at)["runs"] != before["runs"]
    assert (before["hand"]["now"], scene(at)["hand"]["now"]) == (0.01, 0.02)


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
        outside = (
            step.name == "a" and lesson is LESSONS["adagrads-clock"]
        )  # starts out of the plane of the race
        assert outside or np.ndim(about.start) > 1 or np.ndim(about.optimizer.step_size)
        return
    settings, notices = from_query(query)
    assert not notices
    (found,) = [run for name, run in race_of(settings, bool).items() if name == about.optimizer.name]
    np.testing.assert_array_equal(found.x, about.make().x)


def test_every_number_that_is_right_can_be_set_on_its_thumb():
    for lesson, step in STEPS:
        if step.ask.kind == "number":
            stops = predictions.stops(step.ask.low, step.ask.high, step.ask.whole)
            right = PREDICTIONS[lesson.name, step.name]["right"][0]
            with case(lesson.name, step.name):
                assert min(abs(np.log(stop / right)) for stop in stops) < np.log(1.05)
                assert len(stops) < 500 and stops[0] >= step.ask.low and stops[-1] <= step.ask.high


def test_what_can_be_changed_keeps_its_step_answerable():
    found = {f"{lesson.name}-{step.name}": change.slider(step) for lesson, step in STEPS}
    assert sum(one is not None for one in found.values()) >= 10
    assert found["edge-b"] is None, "a sweep has no one step size"
    tried, prediction = change.changed(LESSONS["edge"].step("a"), 0.18, 3.0)
    assert prediction == 1.0 and tried is LESSONS["edge"].step("a")


def test_answers_go_into_a_link_and_come_back_from_it():
    at = go(lesson="edge", step="a", answers='[["edge","a",0.18,0],["stretch-and-turn","a",[0.59,0.09],1]]')
    assert "You said: 0.18." in text(at) and not at.text
    assert visit.read(at.query_params)[0] == ("edge", "a") and "answers" not in at.query_params
    kept = at.session_state[visit.ANSWERS]
    assert kept["stretch-and-turn", "a"] == visit.Answer((0.59, 0.09), 1)


def test_answers_that_cannot_be_read_get_a_line():
    at = go(lesson="edge", step="a", answers='[["edge","a",0.18]]')
    assert [line.value for line in at.text] == ["Not all of the answers in this link can be read."]
    assert at.button(key="lesson_commit")
    bad = ["[", "3", "[3]", '[["edge","a","x",0]]', '[["edge","a",0.1,true]]', '[["edge","a",9,0]]']
    bad += ['[["none","a",0.1,0]]', "[" * 9000, '[["edge","z",0.1,0]]', "[[[],[],0,0]]", '[[0,"a",0.1,{}]]']
    for answers in bad:
        with case(answers[:40]):
            assert len(visit.take_answers(answers)) == 1


def test_the_lecturers_page_has_each_claim_and_a_link_to_each_step():
    at = go(lesson="all")
    for lesson, step in STEPS:
        assert lesson.claim in text(at) and f"?lesson={lesson.name}&step={step.name}" in text(at)
    at = run(at.button(key="to_lesson_ravine").click())
    assert visit.read(at.query_params)[0] == ("ravine", "a")


def test_a_lesson_of_ones_own_is_done_like_the_others():
    file = (Path(__file__).parents[2] / "docs/own-lesson.json").read_bytes()
    lesson = own_lessons.keep(file)
    assert own_lessons.keep(file).name == lesson.name and lesson.name.startswith("own-")
    at = go(lesson=lesson.name)
    assert lesson.title in [head.value for head in at.header] and scene(at)["hidden"]
    at.select_slider(key=f"lesson_{lesson.name}_s1_number").set_value(0.48)
    at.radio(key=f"lesson_{lesson.name}_s1_because").set_value(0)
    at = committed(run(at))
    assert "The edge is at 0.475." in text(at) and "Your reason holds." in text(at)
    at = go(lesson="own-000000000000")
    assert [line.value for line in at.text] == ["That lesson is a file: open it again. Showing The edge."]


def test_only_so_many_lessons_of_visitors_are_kept():
    file = json.loads((Path(__file__).parents[2] / "docs/own-lesson.json").read_text(encoding="utf-8"))
    names = [own_lessons.keep(json.dumps(file | {"title": f"Lesson {i}"}).encode()).name for i in range(70)]
    assert own_lessons.find(names[-1]) and not own_lessons.find(names[0])
