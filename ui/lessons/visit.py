"""Where a visitor is in the lessons, and what was committed: in the session state, and in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lessons import LESSONS, Lesson, Step
from lessons.sheet import Entry
from ui.settings.parameters import closest, quote, spellings

HERE, ANSWERS, ENTRIES, LINK = "_lesson_here", "_lesson_answers", "_lesson_entries", "_lesson_link"
Key = tuple[str, str]  # a lesson and a step, by their names


@dataclass(frozen=True)
class Answer:
    """What was committed at a step: it is not taken back."""

    prediction: Any
    reason: int


def steps() -> list[Key]:
    """All steps in order."""
    return [(lesson.name, step.name) for lesson in LESSONS.values() for step in lesson.steps]


def restore() -> tuple[str, ...]:
    """Take the address, where it did not come from here, and say what was amiss in it. Call it first."""
    asked = st.query_params.to_dict()
    if HERE in st.session_state and asked == st.session_state.get(LINK):
        return ()
    if HERE in st.session_state and not asked:
        return ()
    st.session_state[HERE], notices = read(asked)
    return notices


def read(query: Mapping[str, str]) -> tuple[Key, tuple[str, ...]]:
    """The step that a link asks for, and a line for whatever it has that there is not."""
    known = spellings({name: lesson.title for name, lesson in LESSONS.items()})
    text = query.get("lesson", next(iter(LESSONS)))
    name = text if text in LESSONS else closest(text, known) or next(iter(LESSONS))
    notices = () if name == text else (f"There is no lesson {quote(text)}: showing {LESSONS[name].title}.",)
    names = [step.name for step in LESSONS[name].steps]
    step = query.get("step", names[0])
    if step not in names:
        notices += (f"‘{LESSONS[name].title}’ has no step {quote(step)}: showing its first.",)
        step = names[0]
    return (name, step), notices


def query() -> dict[str, str]:
    """The address of the step that is on show."""
    lesson, step = here()
    return {"lesson": lesson, "step": step}


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


def lesson_and_step(key: Key) -> tuple[Lesson, Step]:
    """Both records."""
    lesson = LESSONS[key[0]]
    return lesson, lesson.step(key[1])


def following(key: Key) -> Key | None:
    """The step after another; None after the last."""
    every = steps()
    place = every.index(key) + 1
    return every[place] if place < len(every) else None


def answer(key: Key) -> Answer | None:
    """What was committed at a step."""
    return st.session_state.get(ANSWERS, {}).get(key)


def commit(key: Key, prediction: Any, reason: int) -> None:
    """Keep a prediction: in callbacks. The first one stays."""
    st.session_state.setdefault(ANSWERS, {}).setdefault(key, Answer(prediction, reason))


def note(key: Key, entry: Entry) -> None:
    """Keep what stands on the sheet of a step."""
    st.session_state.setdefault(ENTRIES, {})[key] = entry


def entries() -> list[Entry]:
    """The sheet."""
    return list(st.session_state.get(ENTRIES, {}).values())


def progress() -> dict[str, float]:
    """Of each lesson, the share of its steps that were committed."""
    done = st.session_state.get(ANSWERS, {})
    return {
        name: sum((name, step.name) in done for step in lesson.steps) / len(lesson.steps)
        for name, lesson in LESSONS.items()
    }
