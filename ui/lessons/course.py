"""All lessons of a visit: the ten, and that of a file where one was opened."""

import streamlit as st

from lessons import LESSONS, Lesson, Step
from ui.lessons import own_lessons

OWN = "_lesson_own"  # session state: the lesson of a file that was opened last
Key = tuple[str, str]  # a lesson and a step, by their names


def course() -> dict[str, Lesson]:
    """All lessons in order, by their names."""
    own = own_lessons.find(st.session_state.get(OWN, ""))
    return {**LESSONS, **({own.name: own} if own else {})}


def open_own(name: str) -> None:
    """Let the lesson of a file be one of the course, if it is still kept."""
    if own_lessons.find(name):
        st.session_state[OWN] = name


def steps() -> list[Key]:
    """All steps in order."""
    return [(lesson.name, step.name) for lesson in course().values() for step in lesson.steps]


def following(key: Key) -> Key | None:
    """The step after another; None after the last."""
    every = steps()
    place = every.index(key) + 1
    return every[place] if place < len(every) else None


def lesson_and_step(key: Key) -> tuple[Lesson, Step]:
    """Both records."""
    lesson = own_lessons.find(key[0]) or LESSONS[key[0]]
    return lesson, lesson.step(key[1])
