"""Every lesson: each measure is the number of an independent computation, each prediction gets its worth."""

import re

import numpy as np
import pytest

from lessons import LESSONS, mark
from lessons.words import FIELD, fault, fill, names_in, say
from tests.cases import case
from tests.lessons.conftest import KEYS, every_step, races_of, step_of
from tests.reference.lessons import NUMBERS, PREDICTIONS, differs

# Digits that are part of a formula, of a name or of a claim; any other number is measured, or a setting.
FORMULAS = re.compile(
    r"1/\(1 − ρ\)|1 − ρ|1 \+ α|1/L|1/√k|2 − αL|2/L|2/α|2/\(μ \+ L\)|2α|α/2|s/3|ρ = 0"
    r"| to 1\.|lesson 1|\(0, 0\)|\(1, 1\)"
)
WITH_POWER = re.compile(r"\de\d")
LONGEST = {"question": 460, "explains": 360, "reason": 90, "remember": 110}


def test_there_are_ten_and_each_step_has_its_numbers():
    assert len(LESSONS) == 10 and list(NUMBERS) == list(PREDICTIONS) == KEYS
    assert len({lesson.title for lesson in LESSONS.values()}) == 10


@every_step
def test_each_measure_is_the_number_computed_independently(key):
    facts = step_of(key).facts(races_of(key))
    for name, number in NUMBERS[key].items():
        assert not differs(key[0], facts[name], number), (name, facts[name], number)


@every_step
def test_wrong_close_and_right_predictions_get_their_verdicts(key):
    step = step_of(key)
    for grade, predictions in PREDICTIONS[key].items():
        for prediction in predictions:
            verdict = mark(step, prediction, races_of(key, prediction))
            with case(grade, prediction, verdict.said):
                assert verdict.grade == grade
                assert verdict.words[-1] == "." and verdict.words[0].isalnum()
                assert step.ask.said(step.ask.check(prediction)) in verdict.said


@every_step
def test_one_of_the_two_reasons_holds_and_the_other_gets_a_reply(key):
    step, right = step_of(key), PREDICTIONS[key]["right"][0]
    told = [mark(step, right, races_of(key), reason).reason for reason in (0, 1)]
    assert told.count("Your reason holds.") == 1
    assert mark(step, right, races_of(key)).reason == ""


@every_step
def test_what_explains_is_made_of_measured_numbers(key):
    """Each number in it is a fact of these very runs, worked out again here."""
    step, right = step_of(key), PREDICTIONS[key]["right"][0]
    verdict, facts = mark(step, right, races_of(key)), step.facts(races_of(key))
    assert list(names_in(step.explains)), "it names what it tells"
    for name in set(names_in(step.explains)) & NUMBERS[key].keys():
        assert any(say(facts[name], digits) in verdict.explains for digits in (2, 3)), name


@every_step
def test_no_number_stands_in_a_text_but_as_a_fact(key):
    step = step_of(key)
    replies = [reason.reply for reason in step.reasons]
    for template in (step.text, step.answer, step.explains, *replies):
        assert not re.search(r"\d", FORMULAS.sub("", FIELD.sub("", template))), template


@every_step
def test_numbers_from_one_to_a_million_are_written_plainly(key):
    step, facts = step_of(key), step_of(key).facts(races_of(key))
    numbers = {name: fact for name, fact in facts.items() if not isinstance(fact, str) and not np.ndim(fact)}
    plain = {name for name, fact in numbers.items() if 1 <= fact < 999_000}
    for template in (step.text, step.answer, step.explains, step.change):
        for field in FIELD.finditer(template):
            assert field[1] not in plain or not WITH_POWER.search(fill(field[0], facts)), field[0]


@every_step
def test_nothing_hidden_is_made_before_the_commit(key):
    step = step_of(key)
    before = step.before()
    assert before.keys() == set(step.shown) and (not before or before.keys() < races_of(key).keys())
    known = step.known_facts(before)
    assert not (known.keys() & step.measured.keys()) and step.question()
    assert set(names_in(step.text)) <= known.keys()


@every_step
def test_texts_are_whole_and_short(key):
    step = step_of(key)
    facts = step.facts(races_of(key)).keys()
    replies = [reason.reply for reason in step.reasons]
    told = [change.told or step.answer for change in step.changes]
    for template in (step.answer, step.explains, step.change, *replies, *told):
        assert fault(template) is None and set(names_in(template)) <= facts and template[-1] in ".?"
    assert len(step.question()) <= LONGEST["question"]
    assert len(mark(step, PREDICTIONS[key]["right"][0], races_of(key)).explains) <= LONGEST["explains"]
    assert all(len(reason.text) <= LONGEST["reason"] for reason in step.reasons)


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
def test_a_record_is_complete(lesson):
    assert LESSONS[lesson.name] is lesson and re.fullmatch(r"[a-z-]+", lesson.name)
    assert lesson.claim[-1] == lesson.remember[-1] == "." and lesson.source and lesson.misconceptions
    assert len(lesson.remember) <= LONGEST["remember"] and 5 <= lesson.minutes <= 15
    assert len({step.name for step in lesson.steps}) == len(lesson.steps) >= 2
    with pytest.raises(ValueError, match="has no step 'z': expected one of a, "):
        lesson.step("z")


def test_an_unknown_lesson_lists_the_known_ones():
    with pytest.raises(ValueError, match="unknown lesson 'x': expected one of edge, ravine"):
        LESSONS["x"]
