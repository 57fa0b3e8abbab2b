"""For lecturers: what each lesson claims, with its links; lessons of one's own; and sheets handed in."""

from typing import Any

import streamlit as st

from lessons import LESSONS
from lessons.asks import Ask
from lessons.own import LessonError
from lessons.sheet import HEADS, Checked, Entry, check
from ui.lessons import own_lessons, visit
from ui.lessons.course import course, lesson_and_step
from ui.page import plain
from ui.shared import turn
from ui.streamlit_private import checkpoint

CHECKED = "_lesson_checked"  # session state: the sheet that was checked last, by its file and the lessons


def show() -> None:
    """Compose the page."""
    st.title("Ten lessons", anchor=False)
    st.markdown(
        f"{sum(lesson.minutes for lesson in LESSONS.values())} minutes in all. Each step has a link; "
        "what is right is measured when a student commits."
    )
    for lesson in LESSONS.values():
        links = ", ".join(f"[{step.name}](?lesson={lesson.name}&step={step.name})" for step in lesson.steps)
        st.markdown(f"**{lesson.title}**, {lesson.minutes} minutes, steps {links}  \n{lesson.claim}")
    st.subheader("A lesson of your own", anchor=False)
    st.markdown("A JSON file; the README says how to write one.")
    _own(st.file_uploader("A lesson", type="json", key="lesson_file", label_visibility="collapsed"))
    st.subheader("Check a sheet", anchor=False)
    st.markdown("The JSON file that a student has handed in: its runs are made again.")
    _sheet(st.file_uploader("A sheet", type="json", key="lesson_sheet", label_visibility="collapsed"))


def _own(file) -> None:
    if file is None:
        return
    try:
        lesson = own_lessons.keep(file.getvalue())
    except LessonError as error:
        said = str(error)
        plain(f"{said[:1].upper()}{said[1:]}")
        return
    plain(f"{lesson.title}: {len(lesson.steps)} steps.")
    st.button("Open it", key="open_own", on_click=visit.go, args=((lesson.name, lesson.steps[0].name),))


def _sheet(file) -> None:
    if file is None:
        return
    try:
        found = _checked(file)
    except ValueError as error:
        plain(str(error))
        return
    plain(f"Code {found.code}. {'All is as it was measured.' if not found.faults else ''}")
    for fault in found.faults:
        plain(fault)
    st.dataframe(_rows(found), hide_index=True)


def _checked(file) -> Checked:
    """A sheet that was checked before, by the same lessons, is not checked again while its file stays."""
    what = (file.file_id, *course())
    if st.session_state.get(CHECKED, (None,))[0] != what:
        with turn(checkpoint):
            st.session_state[CHECKED] = (what, check(file.getvalue(), course()))
    return st.session_state[CHECKED][1]


def _rows(found: Checked) -> list[dict[str, str]]:
    return [dict(zip(HEADS, _row(entry), strict=True)) for entry in found.entries]


def _row(entry: Entry) -> list[str]:
    """An entry in the words that the student has read."""
    lesson, step = lesson_and_step((entry.lesson, entry.step))
    reason = "" if entry.reason is None else step.reasons[entry.reason].text
    holds = {True: "yes", False: "no", None: ""}[entry.reason_holds]
    said, measured = step.ask.said(entry.prediction), _measured(step.ask, entry.measured)
    return [lesson.title, step.name, said, measured, entry.grade, reason, holds]


def _measured(ask: Ask, measured: Any) -> str:
    """What was measured, as a prediction of it is said; of a choice, all that hold."""
    if measured is None:
        return ""
    return ", ".join(map(ask.said, measured)) if ask.kind == "choice" else ask.said(measured)
