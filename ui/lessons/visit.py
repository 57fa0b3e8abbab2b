"""Where a visitor is in the lessons: in the session state, and in the address."""

from collections.abc import Mapping

import streamlit as st

from lessons import LESSONS, Lesson
from lessons.own import PREFIX
from ui.lessons import answers
from ui.lessons.course import Key, course, open_own, steps
from ui.settings.parameters import closest, quote, spellings
from ui.streamlit_private import is_history_navigation

HERE = "_lesson_here"  # session state: the step on show
NOTICES = "_lesson_notices"  # session state: the step on show, and the lines about its address
WENT = "_lesson_went"  # session state: whether a button of this very run has led elsewhere
LECTURER: Key = ("all", "")  # what is shown to who teaches
WAY = "to_lesson_"  # begins the keys of the ways to all lessons, which stand at every step


def restore() -> tuple[str, ...]:
    """Take the address, where it did not come from here, and say what was amiss in it. Call it first.

    It did not on the first run, after Back or Forward, and where a link leads to this place. The address that
    comes with any other run may be an old one: the browser has not yet heard of the last.
    """
    state, asked = st.session_state, st.query_params.to_dict()
    if state.get(HERE) not in (None, LECTURER, *steps()):
        del state[HERE]  # a lesson of a file that is no longer kept
    went, arrives = state.pop(WENT, False), f"{WAY}{LECTURER[0]}" not in state
    if HERE in state and (went or not (is_history_navigation() or (arrives and asked))):
        return ()
    open_own(asked.get("lesson", ""))
    state[HERE], notices = read(asked)
    answers.take_waiting()
    return (*notices, *answers.take_link(asked.get("answers", "")))


def read(query: Mapping[str, str]) -> tuple[Key, tuple[str, ...]]:
    """The step that a link asks for, and a line for whatever it has that there is not."""
    known, first = course(), next(iter(LESSONS))
    text = query.get("lesson", first)
    if text == LECTURER[0]:
        return LECTURER, ()
    titles = spellings({name: lesson.title for name, lesson in known.items()})
    name = text if text in known else closest(text, titles) or first
    notices = () if name == text else (_missing(text, known[name]),)
    names = [step.name for step in known[name].steps]
    step = query.get("step", names[0])
    if step not in names:
        notices += (f"‘{known[name].title}’ has no step {quote(step)}: showing its first.",)
        step = names[0]
    return (name, step), notices


def _missing(text: str, shown: Lesson) -> str:
    if text.startswith(PREFIX):
        return f"That lesson is a file: open it again. Showing {shown.title}."
    return f"There is no lesson {quote(text)}: showing {shown.title}."


def noticed(new: tuple[str, ...]) -> tuple[str, ...]:
    """Lines about the address, those that there were and new ones: they stay until another step is shown."""
    step, lines = st.session_state.get(NOTICES, (None, ()))
    lines = (*(lines if step == here() else ()), *new)
    st.session_state[NOTICES] = here(), lines
    return lines


def query() -> dict[str, str]:
    """The address of the step that is on show."""
    lesson, step = here()
    return {"lesson": lesson} | ({"step": step} if step else {})


def answers_query() -> dict[str, str]:
    """The address with all that was committed."""
    return query() | {"answers": answers.in_link()}


def sync_address() -> None:
    """Let the address name the step: each has a link of its own, and is an entry of the browser's history.

    An address that already means this step stays as it was written; answers that it has are taken out.
    """
    shown = st.query_params.to_dict()
    if shown != query() and (read(shown)[0] != here() or "answers" in shown):
        st.query_params.from_dict(query())


def here() -> Key:
    """The step on show."""
    return st.session_state.get(HERE, steps()[0])


def go(key: Key) -> None:
    """Show another step: in callbacks."""
    st.session_state[HERE], st.session_state[WENT] = key, True
    open_own(key[0])
    answers.take_waiting()
