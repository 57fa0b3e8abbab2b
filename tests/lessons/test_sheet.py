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
from lessons.sheet import Entry, as_csv, as_json, check, code, entry, same_code
from tests.cases import case
from tests.lessons.conftest import races_of, step_of

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


@pytest.mark.parametrize(
    ("key", "prediction"),
    [
        (("edge", "a"), 0.25771),
        (("edge", "b"), 0.23104),
        (("first-step", "a"), 0.124996),
        (("adagrads-clock", "a"), 5194),
    ],
)
def test_an_honest_sheet_is_found_to_be_so_whatever_its_digits(key, prediction):
    """Rounded to three digits, each of these has another grade."""
    step, rounded = step_of(key), float(f"{prediction:.3g}")
    verdicts = [mark(step, p, races_of(key, p), 0) for p in (prediction, rounded)]
    assert verdicts[0].grade != verdicts[1].grade
    sheet = as_json([entry(LESSONS[key[0]], step, prediction, verdicts[0], 0)])
    assert check(sheet, LESSONS).faults == () and json.loads(sheet)["entries"][0]["prediction"] == prediction


def test_what_is_stated_otherwise_is_said_in_words(entries):
    sheet = json.loads(as_json(entries[:1]))
    for name, value, said in (
        ("reason_holds", None, "reason_holds is stated as nothing, and is true."),
        ("measured", [0.1, None], "measured is stated as (0.1, nothing), and is 0.25."),
        ("measured", 0.25000001, "measured is stated as 0.25000001, and is 0.25."),
        ("measured", None, "measured is stated as nothing, and is 0.25."),
    ):
        changed = sheet | {"entries": [sheet["entries"][0] | {name: value}]}
        assert f"edge, step a: {said}" in check(json.dumps(changed), LESSONS).faults


def test_what_is_no_value_of_an_entry_is_a_sentence(entries):
    edge, point = (json.loads(as_json([one]))["entries"][0] for one in (entries[0], entries[4]))
    odd = ({"a": 1}, [1, [2, 3]], 10**400, float("nan"), [float("inf")], "\ud800", True)
    bad = [edge | {"measured": value} for value in odd]
    bad += [edge | {"reason": value} for value in (1.0, [], {}, "0")]
    bad += [edge | {"grade": value} for value in ({}, None, 3, "good")]
    bad += [edge | {"reason_holds": value} for value in (0, "true", [])]
    bad += [edge | {"prediction": value} for value in (10**400, float("nan"), {}, [1])]
    bad += [point | {"prediction": value} for value in ([1, 10**400], [1, float("nan")], [1, [2]], {})]
    for row in bad:
        sheet = {"format": "descent-lab-sheet", "version": 1, "code": "", "entries": [row]}
        with case(row), pytest.raises(ValueError, match=r"\.$") as error:
            check(json.dumps(sheet), LESSONS)
        assert len(str(error.value)) < 300


def test_the_table_is_written_as_programs_read_numbers():
    rows = [("point", (-0.5, 0.123456), (-0.339, 1e-8)), ("number", 2596.0, 2600.0)]
    table = as_csv([Entry("l", name, *numbers, "far") for name, *numbers in rows]).decode().splitlines()
    assert table[1:3] == ["l,number,2596,2600,far,,", "l,point,-0.5 0.123456,-0.339 1e-08,far,,"]


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
