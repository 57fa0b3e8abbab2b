"""Where a visitor is in the lessons, and what was committed: in the session state, and in the address."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lessons import LESSONS, Lesson, Step
from lessons.own import PREFIX
from ui.lessons import own_lessons
from ui.settings.parameters import closest, quote, spellings

HERE, ANSWERS, LINK = "_lesson_here", "_lesson_answers", "_lesson_link"
OWN = "_lesson_own"  # the lesson of a file that was opened last
Key = tuple[str, str]  # a lesson and a step, by their names
LECTURER: Key = ("all", "")  # what is shown to who teaches
LONGEST = 8_000  # characters of the answers in a link


@dataclass(frozen=True)
class Answer:
    """What was committed at a step: it is not taken back."""

    prediction: Any
    reason: int


def course() -> dict[str, Lesson]:
    """All lessons in order, and that of a file where one was opened."""
    own = own_lessons.find(st.session_state.get(OWN, ""))
    return {**LESSONS, **({own.name: own} if own else {})}


def steps() -> list[Key]:
    """All steps in order."""
    return [(lesson.name, step.name) for lesson in course().values() for step in lesson.steps]


def restore() -> tuple[str, ...]:
    """Take the address, where it did not come from here, and say what was amiss in it. Call it first."""
    asked = st.query_params.to_dict()
    if HERE in st.session_state and st.session_state[HERE] not in (LECTURER, *steps()):
        del st.session_state[HERE]  # an own lesson that is no longer kept
    if HERE in st.session_state and asked == st.session_state.get(LINK):
        return ()
    if HERE in st.session_state and not asked:
        return ()
    if own_lessons.find(asked.get("lesson", "")):
        st.session_state[OWN] = asked["lesson"]
    st.session_state[HERE], notices = read(asked)
    return (*notices, *take_answers(asked.get("answers", "")))


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


def take_answers(text: str) -> tuple[str, ...]:
    """Take over what a link says was committed; a line where some of it cannot be read."""
    if not text:
        return ()
    try:
        rows = json.loads(text) if len(text) <= LONGEST else None
        for lesson, step, prediction, reason in rows:
            asked = course()[lesson].step(step).ask
            if type(reason) is not int or reason not in (0, 1):
                raise ValueError("a reason is 0 or 1")
            commit((lesson, step), asked.check(prediction), reason)
    except (ValueError, TypeError, LookupError, RecursionError):
        return ("Not all of the answers in this link can be read.",)
    return ()


def answers_query() -> dict[str, str]:
    """The address with all that was committed."""
    rows = [[*key, one.prediction, one.reason] for key, one in answers().items()]
    return query() | {"answers": json.dumps(rows, separators=(",", ":"))}


def query() -> dict[str, str]:
    """The address of the step that is on show."""
    lesson, step = here()
    return {"lesson": lesson} | ({"step": step} if step else {})


def sync_address() -> None:
    """Let the address name the step: each has a link of its own."""
    st.session_state[LINK] = query()
    if st.query_params.to_dict() != query():
        st.query_params.from_dict(query())


def here() -> Key:
    """The step on show."""
    return st.session_state.get(HERE, steps()[0])


def go(key: Key) -> None:
    """Show another step: in callbacks."""
    st.session_state[HERE] = key
    if key[0].startswith(PREFIX):
        st.session_state[OWN] = key[0]


def lesson_and_step(key: Key) -> tuple[Lesson, Step]:
    """Both records."""
    lesson = own_lessons.find(key[0]) or LESSONS[key[0]]
    return lesson, lesson.step(key[1])


def following(key: Key) -> Key | None:
    """The step after another; None after the last."""
    every = steps()
    place = every.index(key) + 1
    return every[place] if place < len(every) else None


def answers() -> dict[Key, Answer]:
    """All that was committed at steps that there are now; an own lesson that is closed has none."""
    there = set(steps())
    return {key: one for key, one in st.session_state.get(ANSWERS, {}).items() if key in there}


def answer(key: Key) -> Answer | None:
    """What was committed at a step."""
    return st.session_state.get(ANSWERS, {}).get(key)


def commit(key: Key, prediction: Any, reason: int) -> None:
    """Keep a prediction: in callbacks. The first one stays."""
    st.session_state.setdefault(ANSWERS, {}).setdefault(key, Answer(prediction, reason))


def progress() -> dict[str, float]:
    """Of each lesson, the share of its steps that were committed."""
    done = st.session_state.get(ANSWERS, {})
    return {
        name: sum((name, step.name) in done for step in lesson.steps) / len(lesson.steps)
        for name, lesson in course().items()
    }
