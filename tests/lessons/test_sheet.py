"""The sheet: a code of what stands on it, which whoever has the sheet can work out again."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons import LESSONS, mark
from lessons.sheet import as_csv, as_json, check, code, entry, same_code
from tests.cases import case

ANSWERS = {
    ("edge", "a"): (0.18, 0),
    ("what-rho-remembers", "b"): (("short_n", "adagrad_n", "long_n"), 1),
    ("first-step", "b"): ((), None),
    ("never-settles", "a"): ("smaller", 0),
    ("stretch-and-turn", "a"): ((0.59, 0.09), 1),
    ("fair-race", "a"): (("gd_best", "rmsprop_best", "adagrad_best"), 0),
}


def answered(key):
    (lesson, name), (prediction, reason) = key, ANSWERS[key]
    step = LESSONS[lesson].step(name)
    verdict = mark(step, prediction, step.race(prediction), reason)
    return entry(LESSONS[lesson], step, prediction, verdict, reason)


@pytest.fixture(scope="module")
def entries():
    return [answered(key) for key in ANSWERS]


def test_an_entry_holds_the_prediction_what_was_measured_and_the_reason(entries):
    edge, _, _, _, point, _ = entries
    assert (edge.prediction, edge.measured, edge.grade) == (0.18, 0.25, "close")
    assert edge.reason == 0 and edge.reason_holds is True
    assert (point.prediction, point.measured) == ((0.59, 0.09), (0.532, 0.339))
    assert point.reason_holds is False


def test_the_code_is_of_what_is_predicted_measured_and_chosen_and_of_nothing_else(entries):
    first = code(entries)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", first)
    assert code(entries[::-1]) == first == code([entries[0], *entries]), "each step once, in no order"
    edge, *rest = entries
    for change in ({"prediction": 0.19}, {"measured": 0.251}, {"reason": 1}, {"step": "b"}):
        assert code([replace(edge, **change), *rest]) != first, change
    assert code(rest) != first


def test_a_code_is_the_same_however_it_is_written_down():
    assert same_code("7K4T-0QW1", "7k4t oqwl") and same_code("1111-0000", "LIil OoOo")
    assert not same_code("7K4T-0QW1", "7K4T-0QW2") and not same_code("", "-")


def test_the_sheet_is_checked_by_making_its_runs_again(entries):
    found = check(as_json(entries), LESSONS)
    assert found.faults == () and found.code == code(entries)
    assert sorted(found.entries, key=str) == sorted(entries, key=str)


def test_what_was_changed_by_hand_is_found(entries):
    sheet = json.loads(as_json(entries[:1]))
    for name, value, said in (
        ("measured", 0.18, "edge, step a: measured is stated as 0.18, and is 0.25."),
        ("grade", "right", "edge, step a: grade is stated as right, and is close."),
        ("prediction", 0.25, "edge, step a: grade is stated as close, and is right."),
    ):
        faults = check(json.dumps(sheet | {"entries": [sheet["entries"][0] | {name: value}]}), LESSONS).faults
        assert said in faults and ("The code does not belong to these entries." in faults) == (
            name != "grade"
        )


def test_the_table_has_a_row_for_each_step_and_the_code(entries):
    rows = list(csv.reader(io.StringIO(as_csv(entries).decode())))
    assert rows[0][:4] == ["lesson", "step", "prediction", "measured"] and len(rows) == len(entries) + 2
    assert rows[1] == ["edge", "a", "0.18", "0.25", "close", "0", "True"]
    assert rows[-1] == ["code", code(entries)]
    assert ["stretch-and-turn", "a", "0.59 0.09", "0.532 0.339"] in [row[:4] for row in rows]


def test_what_is_no_sheet_is_a_sentence():
    good = {"format": "descent-lab-sheet", "version": 1, "code": "", "entries": []}
    row = {
        **dict.fromkeys(("step", "prediction", "measured", "grade", "reason", "reason_holds")),
        "lesson": "edge",
    }
    bad = [
        *("", "{", "[]", "null", b"\xff", "[" * 90_000, " " * 100_001, json.dumps(good)),
        *(
            json.dumps(good | {"entries": [r]})
            for r in (3, {}, row, row | {"step": "a"}, row | {"lesson": ["a"]})
        ),
        *(
            json.dumps(good | {"entries": [row | {"step": "a", "prediction": 0.2, "reason": r}]})
            for r in (2, "0", True)
        ),
    ]
    for file in bad:
        with case(file[:60]), pytest.raises(ValueError, match=r"\.$"):
            check(file, LESSONS)


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(["format", "version", "entries", "code"]), st.integers() | st.text()))
def test_any_file_is_checked_or_refused_in_words(sheet):
    with pytest.raises(ValueError, match="no sheet"):
        check(json.dumps(sheet), LESSONS)
