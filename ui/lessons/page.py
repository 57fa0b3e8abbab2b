"""The place Lessons: a lesson in the sidebar, its runs beside it, and a verdict by the runs."""

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from lessons import Step, Verdict, mark
from lessons.sheet import as_csv, as_json, code, entry
from lessons.words import fill
from ui.lessons import change, lecturer, predictions, stage, visit
from ui.lessons.in_race import in_race
from ui.lessons.pictures import Pictures, pictures, subject
from ui.page import STATIC
from ui.settings import session
from ui.sidebar.controls import show_notices, title

PICKED = "_lesson_picked"  # the point that was taken from it last


@dataclass(frozen=True)
class Reveal:
    """What a commit reveals."""

    verdict: Verdict
    pictures: Pictures


@lru_cache(maxsize=64)
def question(key: visit.Key) -> str:
    """What is asked, with the numbers of the runs that are shown."""
    return visit.lesson_and_step(key)[1].question()


@lru_cache(maxsize=128)
def hidden(key: visit.Key, theme: str, prediction: Any) -> Pictures:
    """The pictures before a commit: the hidden runs are not even made."""
    _, step = visit.lesson_and_step(key)
    return pictures(step, step.before(), prediction, None, True, theme)


@lru_cache(maxsize=64)
def changed(key: visit.Key, theme: str, prediction: Any, value: float) -> tuple[str, Pictures]:
    """What is measured, and drawn, with another value of the step's setting."""
    _, step = visit.lesson_and_step(key)
    other, tried = change.changed(step, prediction, value)
    races = other.race(tried)
    shown = pictures(other, races, prediction, None, False, theme)
    return change.told(other, tried, races), shown


@lru_cache(maxsize=128)
def revealed(key: visit.Key, theme: str, prediction: Any, reason: int) -> Reveal:
    """The verdict and the pictures after it. A class asks for the same; the runs are not kept."""
    _, step = visit.lesson_and_step(key)
    races = step.race(prediction)
    verdict = mark(step, prediction, races, reason)
    measured = verdict.measured if step.ask.kind in ("number", "point") else None
    return Reveal(verdict, pictures(step, races, prediction, measured, False, theme))


def show() -> None:
    """Compose the place."""
    notices = visit.restore()
    st.html(STATIC / "css/lessons.css")
    key = visit.here()
    if key == visit.LECTURER:
        with st.sidebar:
            _head(key)
        lecturer.show()
        visit.sync_address()
        return
    _step(key, notices)
    visit.sync_address()


def _step(key: visit.Key, notices: tuple[str, ...]) -> None:
    """A step: in the sidebar what is asked, or what came of it; its pictures beside it."""
    _, step = visit.lesson_and_step(key)
    with st.sidebar:
        _head(key)
        answer = visit.answer(key)
        if answer is None:
            prediction = _question(key, step)
            shown = hidden(key, session.theme(), _hashable(step, prediction))
        else:
            reveal = revealed(key, session.theme(), answer.prediction, answer.reason)
            _verdict(key, step, answer, reveal.verdict)
            shown = _change(key, step, answer, reveal) or reveal.pictures
            _go_on(key)
    about = subject(step).objective
    title(about)
    show_notices(notices)
    stage.show(key, step, shown, answer)


def _hashable(step: Step, prediction: Any) -> Any:
    """What of a prediction is drawn before the commit."""
    return prediction if step.ask.kind in ("number", "point") else None


def _head(key: visit.Key) -> None:
    """The beads of the path, and the list of all lessons."""
    course, progress = visit.course(), visit.progress()
    names = list(course)
    beads = "".join(_bead(name, name == key[0], progress[name]) for name in names)
    st.html(f'<div class="lesson-beads" aria-hidden="true">{beads}</div>')
    here = f"Lesson {names.index(key[0]) + 1} of {len(names)}" if key[0] in course else "All lessons"
    with st.popover(here, width="stretch"):
        for name, lesson in course.items():
            done = {0.0: "", 1.0: " · done"}.get(progress[name], " · begun")
            _way(
                name, f"**{_plain(lesson.title)}**  \n{_plain(lesson.about)}{done}", lesson.steps[0].name, key
            )
        _way(visit.LECTURER[0], "**For lecturers**  \nclaims, links, own lessons, sheets", "", key)
    if key[0] in course:
        st.header(_plain(course[key[0]].title), anchor=False)


def _way(name: str, label: str, step: str, here: visit.Key) -> None:
    """The button of the list that leads to a lesson."""
    look = "primary" if name == here[0] else "tertiary"
    way = {"on_click": visit.go, "args": ((name, step),)}
    st.button(label, key=f"to_lesson_{name}", type=look, width="stretch", **way)


def _bead(name: str, here: bool, done: float) -> str:
    state = "here" if here else "done" if done == 1 else "begun" if done else "ahead"
    return (
        f'<span class="lesson-bead" data-state="{state}" title="{escape(visit.course()[name].title)}"></span>'
    )


def _question(key: visit.Key, step: Step) -> Any:
    """What is asked, the prediction, the reason, and the button that commits both."""
    _take_point(key)
    name = "_".join(("lesson", *key))
    st.markdown(_plain(question(key)))
    prediction = predictions.ask(step, name)
    reasons = [reason.text for reason in step.reasons]
    reason = st.radio(
        "**Because**", (0, 1), index=None, format_func=reasons.__getitem__, key=f"{name}_because"
    )
    missing = prediction is None or reason is None
    st.button(
        "Commit", key="lesson_commit", type="primary", width="stretch", disabled=missing,
        on_click=visit.commit, args=(key, prediction, reason),
    )  # fmt: skip
    wanted = (
        "a prediction and a reason"
        if prediction is None and reason is None
        else ("a prediction" if prediction is None else "a reason")
    )
    st.caption(
        f"It takes {wanted}." if missing else "The run stays hidden until then. Your prediction stays."
    )
    return prediction


def _take_point(key: visit.Key) -> None:
    """What was clicked on the contour goes into the fields of the point, once."""
    picked = (st.session_state.get(stage.KEY) or {}).get("picked")
    if not isinstance(picked, list) or len(picked) != 3 or picked[0] != "_".join(key):
        return
    if picked == st.session_state.get(PICKED) or not all(isinstance(p, int | float) for p in picked[1:]):
        return
    st.session_state[PICKED] = picked
    for axis, value in zip("xy", picked[1:]):
        st.session_state[f"lesson_{'_'.join(key)}_{axis}"] = round(float(value), 3)


def _plain(text: str) -> str:
    """Text for Markdown, with nothing in it that Markdown would read."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>$#~|:" else c for c in text)


def _verdict(key: visit.Key, step: Step, answer: visit.Answer, verdict: Verdict) -> None:
    """What became of the prediction, why, and where to go on."""
    lesson, _ = visit.lesson_and_step(key)
    visit.note(key, entry(lesson, step, answer.prediction, verdict, answer.reason))
    st.caption(_plain(question(key)))
    st.html(f'<h2 class="lesson-verdict" role="status">{escape(verdict.words)}</h2>')
    st.markdown(_plain(verdict.said))
    st.markdown(_plain(f"{verdict.explains} {verdict.reason}"))


def _change(key: visit.Key, step: Step, answer: visit.Answer, reveal: Reveal) -> Pictures | None:
    """The next run: a slider, and what is measured with it; the pictures of that, once it is moved."""
    st.markdown(f"**Change one thing**  \n{_plain(fill(step.change, reveal.verdict.facts))}")
    value = change.ask(step, "_".join(("lesson", *key)), answer.prediction)
    if value is None:
        return None
    told, shown = changed(key, session.theme(), answer.prediction, value)
    st.caption(_plain(told))
    return shown


def _go_on(key: visit.Key) -> None:
    """The next prediction; at a lesson's end what to remember, the race, the next lesson and the sheet."""
    lesson, step = visit.lesson_and_step(key)
    following = visit.following(key)
    if following and following[0] == key[0]:
        st.button(
            "Next: one more prediction", type="primary", width="stretch", on_click=visit.go, args=(following,)
        )
        return
    if lesson.remember:
        st.html(f'<p class="lesson-remember"><b>To remember</b> {escape(lesson.remember)}</p>')
    if lesson.source:
        st.caption(_plain(f"Source: {lesson.source}."))
    query = in_race(step)
    if query:
        st.link_button("Open in the race", f"./?{urlencode(query)}", width="stretch")
    if following:
        name = _plain(f"Next lesson: {visit.course()[following[0]].title}")
        st.button(name, type="primary", width="stretch", on_click=visit.go, args=(following,))
    _sheet()


def _sheet() -> None:
    """What was predicted, measured and chosen so far, to hand in."""
    entries = visit.entries()
    with st.expander(f"Your sheet, code {code(entries)}"):
        st.caption("It holds no name, and no server keeps it. The code belongs to what stands on it.")
        st.link_button("Link with my answers", f"?{urlencode(visit.answers_query())}", width="stretch")
        for kind, make, mime in (("csv", as_csv, "text/csv"), ("json", as_json, "application/json")):
            st.download_button(
                f"As {kind.upper()}", make(entries), f"descent-lab-lessons.{kind}", mime, on_click="ignore",
                key=f"lesson_sheet_{kind}", width="stretch",
            )  # fmt: skip
