"""The sheet to hand in: all that was committed, in whichever visit, with what is measured."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from lessons import judge
from lessons.asks import Facts
from lessons.races import make
from lessons.sheet import Entry, as_csv, as_json, code, entry
from ui.lessons import answers, visit
from ui.lessons.course import Key, lesson_and_step
from ui.settings.parameters import counted
from ui.shared import turn
from ui.streamlit_private import checkpoint


@lru_cache(maxsize=256)
def _facts(key: Key, tried: Any) -> Facts:
    """What the runs of a step measure: numbers alone, so that those of all visitors can be kept."""
    _, step = lesson_and_step(key)
    with turn(checkpoint):
        return step.facts(make(step.runs) if tried is None else step.race(tried))


def entry_of(key: Key, answer: answers.Answer) -> Entry:
    """What stands on the sheet of an answer: its runs are made again, unless someone has made them before."""
    lesson, step = lesson_and_step(key)
    facts = _facts(key, answer.prediction if step.trials else None)
    verdict = judge(step, answer.prediction, facts, answer.reason)
    return entry(lesson, step, answer.prediction, verdict, answer.reason)


def show() -> None:
    """What was predicted, measured and chosen so far; made while it is open."""
    sheet = st.expander("Your sheet", key="lesson_sheet_open", on_change="rerun")
    if sheet.open:
        with sheet:
            _show([entry_of(key, answer) for key, answer in answers.committed().items()])


def _show(entries: list[Entry]) -> None:
    st.markdown(f"{counted(len(entries), 'answer')}, code **{code(entries)}**")
    st.caption("It holds no name, and no server keeps it. The code belongs to what stands on it.")
    st.link_button("Link with my answers", f"?{urlencode(visit.answers_query())}", width="stretch")
    for kind, make_file, mime in (("csv", as_csv, "text/csv"), ("json", as_json, "application/json")):
        st.download_button(
            f"As {kind.upper()}", make_file(entries), f"descent-lab-lessons.{kind}", mime, on_click="ignore",
            key=f"lesson_sheet_{kind}", width="stretch",
        )  # fmt: skip
