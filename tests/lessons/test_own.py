"""A lesson of one's own: the example works; what is amiss in a file is a sentence, never a traceback."""

import copy
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons import mark
from lessons.own import LessonError, read_lesson
from lessons.sheet import as_json, entry
from optim import limits
from tests.cases import case

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (ROOT / "docs" / "own-lesson.json").read_text(encoding="utf-8")
EXAMPLE = json.loads(TEXT)
README = (ROOT / "README.md").read_text(encoding="utf-8")


def with_value(*path, value):
    """The example with another value at a place; `value` None: without it."""
    changed = copy.deepcopy(EXAMPLE)
    *way, last = path
    inner = changed
    for key in way:
        inner = inner[key]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return changed


def complaint(lesson) -> str:
    with pytest.raises(LessonError) as error:
        read_lesson(json.dumps(lesson))
    return str(error.value)


def test_the_example_is_a_lesson_and_marks_by_its_runs():
    lesson = read_lesson(TEXT.encode())
    edge, tuned = lesson.steps
    assert "L = 8" in edge.question() and "step size of 0.25." in edge.question()
    grades = [mark(edge, p, edge.race(p)).grade for p in (0.475, 0.25, 0.1)]
    assert grades == ["right", "close", "far"], "2 (1 + 0.9) / 8"
    assert mark(edge, 0.475, edge.race(0.475), 1).reason.endswith("moved from 0.25 to 0.475.")
    verdict = mark(tuned, "o3", tuned.race("o3"), 0)
    assert (verdict.grade, verdict.reason) == ("right", "Your reason holds.")
    assert "34 against 220" in verdict.explains
    assert edge.shown == ("gd",) and edge.before().keys() == {"gd"}


def test_another_setting_in_the_file_has_another_answer():
    changed = with_value("steps", 0, "runs", "momentum", "momentum", value=0.5)
    (edge, _) = read_lesson(json.dumps(changed)).steps
    assert mark(edge, 0.375, edge.race(0.375)).grade == "right"


RUN = ("steps", 0, "runs", "momentum")
ASK = ("steps", 0, "ask")
WRONG = [
    (("format",), "lesson", "This is no lesson"),
    (("version",), 2, "This is no lesson"),
    (("title",), None, "The key ‘title’ is missing"),
    (("title",), 7, "‘title’: expected a text, got 7"),
    (("title",), "x" * 121, "‘title’: expected at most 120 characters, got 121"),
    (("title",), "a\nb", "‘title’: expected a text on one line"),
    (("titel",), "x", 'The key "titel" is not known: expected one of about, '),
    (("steps",), [], "‘steps’: expected a list of 1 to 12, got []"),
    (("steps", 0), 3, "step 1: expected an object {…}, got 3"),
    (("misconceptions",), ["a", 3], "‘misconceptions’, ‘2’: expected a text, got 3"),
    (("minutes",), 0, "‘minutes’: expected a whole number from 1 to 120, got 0"),
    ((*RUN, "n_iter"), 0, "step 1, runs ‘momentum’, ‘n_iter’: expected a whole number from 1 to 30000"),
    ((*RUN, "n_iter"), 10.5, "expected a whole number from 1 to 30000, got 10.5"),
    ((*RUN, "n_iter"), True, "expected a whole number from 1 to 30000, got true"),
    ((*RUN, "n_iter"), 2000, "measured ‘edge’: ‘edge’ is looked for in at most 1,000 iterations"),
    ((*RUN, "objective"), "bowle", "‘objective’: expected one of bowl, "),
    ((*RUN, "optimizer"), ["gd"], "‘optimizer’: expected one of rmsprop, "),
    ((*RUN, "step_size"), -1, "runs ‘momentum’: step_size: expected a finite number greater than 0, got -1."),
    ((*RUN, "step_size"), None, "the key ‘step_size’ is missing"),
    ((*RUN, "step_size"), [1, 2], "‘step_size’: expected one number"),
    ((*RUN, "momentum"), 1.5, "momentum: expected"),
    ((*RUN, "rho"), 0.9, 'the key "rho" is not known: expected one of'),
    ((*RUN, "condition"), 5, 'the key "condition" is not known'),
    ((*RUN, "start"), [1], "‘start’: expected a point [x, y], got [1]"),
    ((*RUN, "start"), [1e9, 0], "‘start’: expected coordinates within ±1e+06"),
    ((*RUN, "batch"), 3, "‘batch’: expected at most the rows there are, Edge bowl has no data"),
    ((*RUN, "shown"), 1, "‘shown’: expected true or false, got 1"),
    ((*RUN, "schedule"), "cos", "‘schedule’: expected one of constant, "),
    (("steps", 1, "runs", "gd", "condition"), 0.5, "‘condition’: expected a number from 1 to 1000, got 0.5"),
    (("steps", 0, "runs"), {}, "‘runs’: expected 1 to 6 names, got 0"),
    (("steps", 0, "runs", "a b"), {}, "‘runs’: expected names of letters, digits and _, got \"a b\""),
    (("steps", 0, "measured", "edge", "measure"), "eval", "‘measure’: expected one of loss, "),
    (("steps", 0, "measured", "edge", "run"), "gone", "‘run’: expected one of gd, momentum, got \"gone\""),
    (("steps", 1, "measured", "n", "reach"), None, "measured ‘n’: the key ‘reach’ is missing"),
    (("steps", 1, "measured", "n", "along"), "z", "‘along’: expected one of x, y, xy, got \"z\""),
    ((*ASK, "kind"), "riddle", "step 1, ‘ask’, ‘kind’: expected one of number, "),
    ((*ASK, "fact"), "gd_edge", "‘fact’: expected one of edge, got \"gd_edge\""),
    ((*ASK, "from"), 20, "expected ‘from’ to be smaller than ‘to’"),
    (("steps", 0, "slider"), "rho", "step 1, ‘slider’: expected one of "),
    (("steps", 0, "slider"), "start_y", "step 1, ‘slider’: expected one of "),
    (("steps", 0, "slider"), "start_x", "step 1, ‘slider’: expected one of "),
    (("steps", 0, "question"), "What of {edge}?", "{edge} is measured only after the commit"),
    (("steps", 0, "answer"), "It is {egde}.", "‘answer’: {egde} is no fact: expected one of L, edge, "),
    (("steps", 0, "answer"), "It is {edge.__class__}.", "{edge.__class__} is no fact"),
    (("steps", 0, "explains"), "It is {0}.", "‘explains’: a field is written {name}, or {name:2}"),
    (("steps", 0, "reasons"), [{}], "‘reasons’: expected a list of 2, got [{}]"),
    (("steps", 0, "reasons", 0, "holds"), "edge > 1", "reason 1, ‘holds’: expected a condition such as"),
    (("steps", 0, "reasons", 0, "holds"), ["edge", ">", "x"], "expected a number, or one of L, edge"),
    (("steps", 0, "reasons", 0, "holds"), ["edge", "==", 1], "expected a condition such as"),
    (("steps", 1, "ask", "options"), [{"text": "a", "holds": ["n", ">", 1]}], "expected a list of 2 to 8"),
]  # fmt: skip


def test_what_is_amiss_is_a_sentence_that_says_where():
    for path, value, sentence in WRONG:
        with case(path, value):
            said = complaint(with_value(*path, value=value))
            assert sentence in said and said[-1] == "." and "\n" not in said


@pytest.mark.parametrize(
    "file", [b"\xff\xfe\x00", b"{", b"[" * 100_000, b"1" * 5000, b"NaN", b"[]", b"null", b""]
)
def test_a_file_that_holds_no_lesson(file):
    with pytest.raises(LessonError, match=r"\.$"):
        read_lesson(file)
    with pytest.raises(LessonError, match="too large"):
        read_lesson(b" " * 200_001)


def test_a_typed_function_and_data_may_be_run_on():
    runs = {
        "typed": {"objective": "typed", "f": "x^2 + 3y^2", "domain": [-1, 1, -1, 1]},
        "data": {"objective": "ten_examples", "batch": 1, "noise_seed": 4},
    }
    for name, run in runs.items():
        changed = with_value(*RUN, value=run | {"optimizer": "momentum", "step_size": 0.01, "n_iter": 100})
        step = read_lesson(json.dumps(changed)).steps[0]
        assert step.runs["momentum"].objective.name == ("typed" if name == "typed" else "ten_examples")
        assert mark(step, 1.0, step.race(1.0)).grade
    typed = runs["typed"] | {"optimizer": "gd", "step_size": 0.1, "n_iter": 9}
    for change, said in (
        ({"f": "x +"}, "‘f’: "),
        ({"domain": [1, 0, 0, 1]}, "‘momentum’, ‘domain’: expected four numbers [x_lo, x_hi, y_lo, y_hi]"),
        ({"domain": ["a", 0, 0, 1]}, "‘domain’: expected four numbers"),
        ({"domain": [0, 1e9, 0, 1]}, "‘domain’: expected numbers within ±1e+06."),
        ({"f": "log(x) + y^2", "start": [-0.5, 0.1]}, "‘start’: f is not defined there."),
        ({"f": "log(-1 - x^2)"}, "‘f’: This is not defined anywhere within the bounds"),
        ({"f": 3}, "a text"),
    ):
        assert said in complaint(with_value(*RUN, value=typed | change))


def test_a_typed_function_with_holes_starts_where_it_is_defined():
    run = {"objective": "typed", "f": "log(x) + y^2", "domain": [-5, 1, -1, 1], "seed": 1, **PLAIN}
    (step, _) = read_lesson(json.dumps(with_value(*RUN, value=run))).steps
    assert step.runs["momentum"].start[0] > 0


PLAIN = {"optimizer": "momentum", "step_size": 0.01, "n_iter": 9}


def test_a_typed_function_may_be_multiplied_by_a_slider():
    run = {"objective": "typed", "f": "x^2 + 3y^2", "domain": [-1, 1, -1, 1], "times": 100.0, **PLAIN}
    changed = with_value("steps", 0, "slider", value="times")
    changed["steps"][0]["runs"]["momentum"] = run
    (step, _) = read_lesson(json.dumps(changed)).steps
    assert step.changes[0].within == (1e-8, 1e3)
    for factor in (1e-8, 0.5, 100.0, 1e3):
        objective = step.changed(times=factor).runs["momentum"].objective
        assert objective.factor == pytest.approx(factor)
        assert objective([1.0, 1.0]) == pytest.approx(4 * factor)


def test_the_slider_of_a_registered_objective_reaches_as_far_as_any_factor():
    run = {"objective": "bowl", "times": 0.001, **PLAIN}
    changed = with_value("steps", 0, "slider", value="times")
    changed["steps"][0]["runs"]["momentum"] = run
    (change,) = read_lesson(json.dumps(changed)).steps[0].changes
    assert change.within == limits.TIMES


def test_a_slider_of_lengths_stays_within_the_limits_of_a_file():
    changed = with_value("steps", 0, "slider", value="n_iter")
    (step, _) = read_lesson(json.dumps(changed)).steps
    assert step.changes[0].within == (1, 1000), "an edge is looked for"
    changed["steps"][1]["slider"] = "n_iter"
    changed["steps"][1]["runs"]["gd"]["n_iter"] = 30_000
    assert read_lesson(json.dumps(changed)).steps[1].changes[0].within == (1, 70_000)


def test_what_a_shorter_run_does_not_have_is_left_out_of_the_sentence():
    changed = with_value("steps", 1, "slider", value="n_iter")
    of_momentum = {"run": "momentum"}
    changed["steps"][1]["measured"] |= {
        "there": {"measure": "point", "at": 500, **of_momentum},
        "away": {"measure": "distance", "along": "x", "at": 500, **of_momentum},
        "apart": {"measure": "parting", "other": "gd", **of_momentum},
    }
    changed["steps"][1]["answer"] = "It is at {there}. It is {away} away. They part by {apart}. It takes {n}."
    step = read_lesson(json.dumps(changed)).steps[1].changed(n_iter=400)
    step = replace(step, runs=step.runs | {"gd": step.runs["gd"].changed(n_iter=600)})
    assert mark(step, "o3", step.race("o3")).said.endswith("It takes 34.")


def test_a_whole_number_is_asked_for_between_whole_numbers():
    asked = EXAMPLE["steps"][0]["ask"] | {"whole": True, "from": 1, "to": 20}
    (edge, _) = read_lesson(json.dumps(with_value(*ASK, value=asked))).steps
    assert edge.ask.check(3.0) == 3
    with pytest.raises(ValueError, match=r"expected a whole number from 1 to 20, got 2\.5"):
        edge.ask.check(2.5)
    said = complaint(with_value(*ASK, value=asked | {"from": 0.5}))
    assert "‘ask’, ‘from’: expected a whole number from 1 to 1e+12, got 0.5." in said


def test_two_lessons_have_two_names_and_one_file_has_one():
    one, same, other = (read_lesson(file) for file in (TEXT, TEXT.encode(), TEXT + "\n"))
    assert one.name == same.name != other.name and one.name.startswith("own-")
    step = one.steps[0]
    verdict = mark(step, 0.4, step.race(0.4))
    answers = [entry(lesson, step, 0.4, verdict) for lesson in (one, other)]
    assert len(json.loads(as_json(answers))["entries"]) == 2


LEAVES = st.none() | st.booleans() | st.integers(-3, 300) | st.floats() | st.text(max_size=8)
LEAVES |= st.sampled_from(
    ["gd", "edge", "typed", "{edge}", "{", "xy", "point", ["edge", ">", 1], "n", "saddle"]
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
)


def places(value, path=()):
    """The ways to all values in the example."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield (*path, key)
        yield from places(part, (*path, key))


@given(st.binary(max_size=60) | VALUES.map(json.dumps))
def test_any_file_is_a_lesson_or_a_sentence(file):
    with pytest.raises(LessonError):
        read_lesson(file)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(list(places(EXAMPLE))), VALUES), min_size=1, max_size=2))
def test_the_example_with_anything_in_it_is_a_lesson_that_marks_or_a_sentence(changes):
    changed = copy.deepcopy(EXAMPLE)
    for path, value in changes:
        try:
            changed = replaced(changed, path, value)
        except (KeyError, IndexError, TypeError):
            continue
    try:
        lesson = read_lesson(json.dumps(changed))
    except LessonError as error:
        assert str(error)[-1] == "." and len(str(error)) < 900
        return
    for step in lesson.steps:
        prediction = {"number": lambda step: step.ask.low, "point": lambda step: (0, 0)}.get(
            step.ask.kind, lambda step: step.ask.options[0].name
        )(step)
        assert step.question() and mark(step, prediction, step.race(prediction), 0).said


def replaced(value, path, new):
    """A value with another at a place."""
    if not path:
        return new
    first, *rest = path
    inner = dict(value) if isinstance(value, dict) else list(value)
    inner[first] = replaced(inner[first], rest, new)
    return inner


def test_the_readmes_part_is_part_of_a_lesson():
    (part,) = [block for block in README.split("```json\n")[1:] if "measured" in block]
    part = json.loads(f"{{{part.partition('```')[0]}}}")
    step = {
        **EXAMPLE["steps"][0],
        **part,
        "question": "And then?",
        "answer": "{last}.",
        "explains": "{best}.",
    }
    del step["slider"]  # of another run
    step["reasons"] = [{"text": "a", "holds": ["last", ">", 0], "reply": "b."}] * 2
    (read,) = read_lesson(json.dumps({**EXAMPLE, "steps": [step]})).steps
    assert mark(read, "o2", read.race("o2")).grade == "right"
