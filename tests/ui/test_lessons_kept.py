"""What was committed stays in the browser: what it tells is joined, what the visit has is sent back to it."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.cases import case
from tests.ui.lessons import committed, go, predict, run, text
from ui.lessons import answers, kept, own_lessons, visit
from ui.wire import requests

EDGE, POINT = ["edge", "a", 0.18, 0], ["stretch-and-turn", "a", [0.59, 0.09], 1]
EXAMPLE = (Path(__file__).parents[2] / "docs/own-lesson.json").read_bytes()


def told(at: AppTest, rows, number: int = 1, of: str | None = None) -> AppTest:
    """The page after the browser has told what it has kept."""
    written = rows if isinstance(rows, str) else json.dumps(rows)
    message = {"visit": of or at.session_state[requests.VISIT], "number": number, "answers": written}
    at.session_state[kept.KEEPER] = {"kept": message}
    return run(at)


def keeps(at: AppTest) -> dict:
    """What the browser is told to keep."""
    return json.loads(at.get("bidi_component")[-1].proto.json)


def rows(at: AppTest) -> list:
    return json.loads(keeps(at)["answers"])


def beads(at: AppTest) -> list[str]:
    (path,) = [e.proto.body for e in at.get("html") if 'class="lesson-beads"' in e.proto.body]
    return [part.partition('"')[0] for part in path.split('data-state="')[1:]]


def lines(at: AppTest) -> list[str]:
    return [line.value for line in at.text]


def test_who_comes_back_finds_beads_and_answers_and_verdicts_made_anew():
    at = go(lesson="edge", step="a")
    assert at.button(key="lesson_commit") and rows(at) == [] and keeps(at)["taken"] == 0
    both = [EDGE, ["edge", "b", 0.22, 1]]
    at = told(at, [*both, POINT])
    assert "Close. Too careful." in text(at) and "You said: 0.18. The edge is at 0.25" in text(at)
    assert rows(at) == [*both, POINT] and keeps(at)["taken"] == 1 and not lines(at)
    assert beads(at) == ["here", *["ahead"] * 5, "begun", *["ahead"] * 3]
    assert beads(run(at.button(key=f"{visit.WAY}ravine").click()))[:2] == ["done", "here"]


def test_what_is_committed_is_sent_to_be_kept():
    at = go(lesson="edge", step="a")
    predict(at, "edge", "a", 0.18)
    assert rows(committed(run(at))) == [EDGE]


def test_a_message_is_taken_once_and_only_by_the_visit_that_it_is_for():
    at = told(go(lesson="edge", step="a"), [EDGE], of="another")
    assert rows(at) == []
    at = told(at, [EDGE])
    at = run(at.button(key="lesson_forget").click())
    assert rows(at) == [] and at.button(key="lesson_commit"), "forgotten, though the message is still there"
    assert rows(told(at, [POINT], number=2)) == [POINT]


def test_what_the_browser_has_stands_above_a_link_and_they_are_joined():
    at = go(lesson="edge", step="a", answers=json.dumps([["edge", "a", 0.3, 0], POINT]))
    assert "You said: 0.3." in text(at) and lines(at) == ["2 answers came with the link."]
    at = told(at, [EDGE])
    assert "You said: 0.18." in text(at) and sorted(rows(at)) == [EDGE, POINT]
    assert lines(at)[1:] == ["The link differs from your answers at 1 step; yours are kept."]
    at = run(at.button(key=f"{visit.WAY}ravine").click())
    assert lines(at) == []
    at = told(go(lesson="edge", step="a", answers=json.dumps([EDGE])), [EDGE])
    assert lines(at) == ["1 answer came with the link."]


def test_forgotten_is_forgotten_in_all_tabs():
    at = told(go(lesson="edge", step="a"), [EDGE])
    assert any("They are kept in this browser alone." in c.value for c in at.caption)
    other = told(told(go(lesson="edge", step="a"), [EDGE]), [], number=2)
    for page in (run(at.button(key="lesson_forget").click()), other):
        assert page.button(key="lesson_commit") and rows(page) == [] and set(beads(page)[1:]) == {"ahead"}
        assert not [button for button in page.button if button.key == "lesson_forget"]


def test_what_cannot_be_read_is_passed_over_and_the_rest_is_taken():
    bad = [["edge", "a", 9, 0], ["gone", "a", 1, 0], ["edge", "b", 0.2, 7], 3, None, ["edge"], [[], {}, 0, 0]]
    assert rows(told(go(lesson="edge", step="a"), [*bad, POINT])) == [POINT]
    for broken in ("{", "3", "null", "[" * 9000, " " * 50_001, "", '{"a": 1}'):
        with case(broken[:20]):
            at = told(go(lesson="edge", step="a"), broken)
            assert rows(at) == [] and keeps(at)["taken"] == 1 and not lines(at)


def test_answers_to_a_lesson_of_ones_own_wait_until_its_file_is_open():
    name = own_lessons.keep(EXAMPLE).name
    own = [name, "s1", 0.48, 0]
    at = told(go(lesson="edge", step="a"), [own, EDGE])
    assert sorted(rows(at)) == sorted([own, EDGE])
    at = told(go(lesson=name), [own, EDGE])
    assert "The edge is at 0.475." in text(at) and sorted(rows(at)) == sorted([own, EDGE])


def test_of_more_than_the_browser_keeps_the_oldest_that_wait_are_left_out():
    waiting = [["own-000000000000", f"s{i}", 0.48, 0] for i in range(600)]
    at = told(go(lesson="edge", step="a"), [POINT])
    more = [["own-000000000001", f"s{i}", "x" * 100, 0] for i in range(300)]
    at.session_state[answers.WAITING] = [*waiting, *more]
    kept_rows, size = rows(run(at)), len(keeps(at)["answers"])
    assert kept_rows[0] == POINT and kept_rows[-300:] == more
    assert answers.LONGEST_KEPT - 100 < size <= answers.LONGEST_KEPT


@pytest.mark.parametrize(
    ("back", "went", "shown"), [(False, False, "edge"), (True, False, "ravine"), (True, True, "edge")]
)
def test_an_address_of_before_is_taken_for_a_new_one_only_after_back_or_forward(
    back, went, shown, monkeypatch
):
    at = go(lesson="edge", step="a")
    monkeypatch.setattr(visit, "is_history_navigation", lambda: back)
    at.query_params["lesson"] = "ravine"
    at.session_state[visit.WENT] = went
    at = run(at)
    assert at.session_state[visit.HERE] == (shown, "a") and at.query_params["lesson"] == shown


def test_an_address_without_a_step_stays_as_it_is():
    assert not go().query_params
    assert dict(go(lesson="ravine").query_params) == {"lesson": "ravine"}
    at = go(lesson="edge", answers=json.dumps([EDGE]))
    assert "answers" not in at.query_params and answers.Answer(0.18, 0) in answers_of(at)


def answers_of(at: AppTest) -> list:
    return list(at.session_state[answers.ANSWERS].values())
