"""What was committed: in the session state, and as text in a link and in the browser (ui/lessons/kept.py).

As text it is a list of rows, [lesson, step, prediction, reason]. Verdicts are not in it: they are measured.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lessons.own import PREFIX
from ui.lessons.course import Key, course, steps
from ui.settings.parameters import counted

# Keys of the session state.
ANSWERS = "_lesson_answers"
LINKED = "_lesson_linked"  # what a link has brought, until the browser has told its own
WAITING = "_lesson_waiting"  # rows of lessons of a file that is not open
LONGEST_LINK, LONGEST_KEPT = 8_000, 50_000  # characters
NONE = "[]"
UNREADABLE = (ValueError, TypeError, LookupError, RecursionError)


@dataclass(frozen=True)
class Answer:
    """What was committed at a step: it is not taken back."""

    prediction: Any
    reason: int


def committed() -> dict[Key, Answer]:
    """All that was committed at the steps that there are now."""
    there = set(steps())
    return {key: one for key, one in _all().items() if key in there}


def answer(key: Key) -> Answer | None:
    """What was committed at a step."""
    return _all().get(key)


def commit(key: Key, prediction: Any, reason: int) -> None:
    """Keep a prediction: in callbacks. The first one stays."""
    _all().setdefault(key, Answer(prediction, reason))


def forget() -> None:
    """Begin all lessons anew: in callbacks, or before the widgets exist."""
    for name in (ANSWERS, LINKED, WAITING):
        st.session_state.pop(name, None)


def progress() -> dict[str, float]:
    """Of each lesson, the share of its steps that were committed."""
    done = _all()
    return {
        name: sum((name, step.name) in done for step in lesson.steps) / len(lesson.steps)
        for name, lesson in course().items()
    }


def in_link() -> str:
    """The answers at the steps that there are, as a link has them."""
    return _text(_rows(committed()))


def to_keep() -> str:
    """All answers, as the browser keeps them; of lessons whose files are not open, the latest that fit."""
    own, waiting = _rows(_all()), list(st.session_state.get(WAITING, ()))
    while waiting and len(_text([*own, *waiting])) > LONGEST_KEPT:
        del waiting[0]
    return _text([*own, *waiting])


def take_link(text: str) -> tuple[str, ...]:
    """Take over what a link has, at steps without an answer; a line on what came of it."""
    before, bad = len(_all()), []
    for key, one in _read(text, LONGEST_LINK, bad.append):
        st.session_state.setdefault(LINKED, {})[key] = one
        commit(key, one.prediction, one.reason)
    new = len(_all()) - before
    came = (f"{counted(new, 'answer')} came with the link.",) if new else ()
    return (*came, *(("Not all of the answers in this link can be read.",) if bad else ()))


def join(text: str) -> tuple[str, ...]:
    """Take over what the browser has kept, which stands above a link; a line where the two differ.

    Nothing is kept where another tab has forgotten all. What cannot be read, as of a lesson that has changed,
    is passed over: it is nobody's mistake.
    """
    if text == NONE:
        forget()
        return ()
    bad: list[Any] = []
    kept = dict(_read(text, LONGEST_KEPT, bad.append))
    linked = st.session_state.pop(LINKED, {})
    other = [key for key, one in kept.items() if key in linked and linked[key] != one]
    _all().update(kept)
    st.session_state[WAITING] = [row for row in bad if _is_own(row)]
    return (
        (f"The link differs from your answers at {counted(len(other), 'step')}; yours are kept.",)
        if other
        else ()
    )


def take_waiting() -> None:
    """Take over what has waited for the file of its lesson to be opened."""
    waiting = st.session_state.get(WAITING, ())
    if any(row[0] in course() for row in waiting):
        join(_text([*_rows(_all()), *waiting]))


def _all() -> dict[Key, Answer]:
    return st.session_state.setdefault(ANSWERS, {})


def _rows(answers: dict[Key, Answer]) -> list[list[Any]]:
    return [[*key, one.prediction, one.reason] for key, one in answers.items()]


def _text(rows: list[list[Any]]) -> str:
    return json.dumps(rows, separators=(",", ":"))


def _read(text: str, longest: int, refuse: Callable[[Any], object]) -> list[tuple[Key, Answer]]:
    """The answers of a text; `refuse` is called with each row, or the text, that cannot be read."""
    if not text:
        return []
    try:
        rows = json.loads(text) if len(text) <= longest else None
    except UNREADABLE:
        rows = None
    if not isinstance(rows, list):
        refuse(text)
        return []
    found = []
    for row in rows:
        try:
            found.append(_read_row(*row))
        except UNREADABLE:
            refuse(row)
    return found


def _read_row(lesson: Any, step: Any, prediction: Any, reason: Any) -> tuple[Key, Answer]:
    asked = course()[lesson].step(step).ask
    if type(reason) is not int or reason not in (0, 1):
        raise ValueError("a reason is 0 or 1")
    return (lesson, step), Answer(asked.check(prediction), reason)


def _is_own(row: Any) -> bool:
    return isinstance(row, list) and len(row) == 4 and isinstance(row[0], str) and row[0].startswith(PREFIX)
