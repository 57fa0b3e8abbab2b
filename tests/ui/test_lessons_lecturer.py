"""For lecturers: claims and links, lessons of one's own from a file, and sheets that were handed in."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lessons.own import LessonError
from lessons.sheet import as_json, check
from tests.ui.lessons import STEPS, committed, go, run, scene, text
from ui.lessons import answers, change, hand_in, lecturer, own_lessons, visit

ROOT = Path(__file__).parents[2]


def test_the_lecturers_page_has_each_claim_and_a_link_to_each_step():
    at = go(lesson="all")
    for lesson, step in STEPS:
        assert lesson.claim in text(at) and f"?lesson={lesson.name}&step={step.name}" in text(at)
    at = run(at.button(key="to_lesson_ravine").click())
    assert visit.read(at.query_params)[0] == ("ravine", "a")


def uploaded(at: AppTest, key: str, file: bytes) -> AppTest:
    at.file_uploader(key=key).set_value(("handed-in.json", file, "application/json"))
    return run(at)


def test_a_sheet_that_is_handed_in_is_checked_once_and_what_is_none_gets_a_sentence(monkeypatch):
    order = answers.Answer(("gd_best", "adagrad_best", "rmsprop_best"), 1)
    edge, race = (("edge", "a"), answers.Answer(0.18, 0)), (("fair-race", "a"), order)
    sheet = as_json([hand_in.entry_of(*one) for one in (edge, race)])
    checks = []
    monkeypatch.setattr(lecturer, "check", lambda *of: checks.append(of) or check(*of))
    at = uploaded(go(lesson="all"), "lesson_sheet", sheet)
    at = run(run(at))
    assert len(checks) == 1 and "All is as it was measured." in at.text[0].value
    table = at.dataframe[0].value
    assert list(table["lesson"]) == ["The edge", "A fair race"] and table["measured"][0] == "0.25"
    assert table["prediction"][1] == "gradient descent, then AdaGrad, then RMSProp"
    assert table["reason"][1] == "who wins at one step size wins at its best"
    assert list(table["reason holds"]) == ["yes", "no"]
    at = uploaded(at, "lesson_sheet", sheet.replace(b"0.25", b"0.35"))
    said = [line.value for line in at.text]
    assert "edge, step a: measured is stated as 0.35, and is 0.25." in said
    for file in (b"", b"{", b"\xff\xfe", sheet[:-9], (ROOT / "docs/own-lesson.json").read_bytes()):
        at = uploaded(at, "lesson_sheet", file)
        assert [line.value[:17] for line in at.text] == ["This is no sheet:"]


def test_a_slider_with_nowhere_to_move_to_is_refused(monkeypatch):
    file = (ROOT / "docs/own-lesson.json").read_bytes()
    alone = replace(change.NUMBERS["momentum"], positions=(0.9,))
    monkeypatch.setattr(change, "NUMBERS", {**change.NUMBERS, "momentum": alone})
    with pytest.raises(LessonError, match="step 1, ‘slider’: ‘momentum’ has nowhere to move to"):
        own_lessons.keep(file)
    monkeypatch.setattr(change, "NUMBERS", {})
    with pytest.raises(LessonError, match="‘momentum’ has nowhere"):
        own_lessons.keep(file)


def test_a_lesson_of_ones_own_is_opened_from_its_file_and_a_broken_one_gets_a_sentence():
    file = (ROOT / "docs/own-lesson.json").read_bytes()
    for broken in (b"", b"{", file[:900], b"\xff\xfe", b"[1]", file.replace(b'"edge_bowl"', b'"edge_bowel"')):
        at = uploaded(go(lesson="all"), "lesson_file", broken)
        assert len(at.text) == 1 and at.text[0].value[-1] == "." and "\n" not in at.text[0].value
        assert not [button for button in at.button if button.key == "open_own"]
    at = uploaded(at, "lesson_file", file)
    assert [line.value for line in at.text] == ["Momentum’s edge: 2 steps."]
    at = run(at.button(key="open_own").click())
    assert at.query_params["step"] == "s1" and at.header[0].value.replace("\\", "") == "Momentum’s edge"


def test_a_lesson_of_ones_own_is_done_like_the_others():
    file = (ROOT / "docs/own-lesson.json").read_bytes()
    lesson = own_lessons.keep(file)
    assert own_lessons.keep(file).name == lesson.name and lesson.name.startswith("own-")
    at = go(lesson=lesson.name)
    assert lesson.title in [head.value for head in at.header] and scene(at)["hidden"]
    at.select_slider(key=f"lesson_{lesson.name}_s1_number").set_value(0.48)
    at.radio(key=f"lesson_{lesson.name}_s1_because").set_value(0)
    at = committed(run(at))
    assert "The edge is at 0.475." in text(at) and "Your reason holds." in text(at)
    at = run(at.select_slider(key=f"lesson_{lesson.name}_s1_change_momentum").set_value(0.5))
    assert "The edge is at 0.375." in text(at)
    at = go(lesson="own-000000000000")
    assert [line.value for line in at.text] == ["That lesson is a file: open it again. Showing The edge."]


def test_what_another_has_written_is_shown_as_it_stands():
    text = (ROOT / "docs/own-lesson.json").read_text(encoding="utf-8")
    marked = "1. *a* :red[b] $c$ ![d](e) <b>"
    lesson = json.loads(text) | {"title": marked}
    lesson["steps"][1]["question"] = marked
    lesson["steps"][1]["reasons"][0]["text"] = lesson["steps"][1]["ask"]["options"][0]["text"] = marked
    name = own_lessons.keep(json.dumps(lesson).encode()).name
    at = go(lesson=name, step="s2")
    key = f"lesson_{name}_s2"
    labels = [at.radio(key=f"{key}_because").options[0], at.radio(key=f"{key}_choice").options[0]]
    for shown in (*labels, at.header[0].value, at.markdown[0].value):
        assert not re.search(r"(?<!\\)[*:$!\[\]<>.]", shown) and shown.replace("\\", "") == marked


def test_only_so_many_lessons_of_visitors_are_kept():
    file = json.loads((ROOT / "docs/own-lesson.json").read_text(encoding="utf-8"))
    names = [own_lessons.keep(json.dumps(file | {"title": f"Lesson {i}"}).encode()).name for i in range(70)]
    assert own_lessons.find(names[-1]) and not own_lessons.find(names[0])
