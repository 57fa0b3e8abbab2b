"""The place Lessons: a lesson in the sidebar, its runs beside it, and a verdict by the runs."""

from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from lessons import Step, Verdict
from lessons.asks import is_number
from lessons.words import fill
from optim import limits
from ui.lessons import answers, change, hand_in, kept, lecturer, made, predictions, stage, visit
from ui.lessons.course import Key, course, following, lesson_and_step, steps
from ui.lessons.in_race import in_race
from ui.lessons.pictures import Pictures, subject
from ui.page import STATIC, literal
from ui.settings import session
from ui.sidebar.controls import show_notices, title

PICKED = "_lesson_picked"  # the point that was taken from it last


def show() -> None:
    """Compose the place."""
    notices = visit.noticed((*visit.restore(), *kept.take()))
    st.html(STATIC / "css/lessons.css")
    key = visit.here()
    if key == visit.LECTURER:
        with st.sidebar:
            _head(key)
        lecturer.show()
    else:
        _step(key, notices)
    visit.sync_address()
    kept.mount()


def _step(key: Key, notices: tuple[str, ...]) -> None:
    """A step: in the sidebar what is asked, or what came of it; its pictures beside it."""
    _, step = lesson_and_step(key)
    with st.sidebar:
        _head(key)
        answer = answers.answer(key)
        if answer is None:
            prediction = _question(key, step)
            shown = made.hidden(key, session.theme(), _hashable(step, prediction))
        else:
            reveal = made.revealed(key, session.theme(), answer.prediction, answer.reason)
            _verdict(key, reveal.verdict)
            st.markdown(f"**Change one thing**  \n{literal(fill(step.change, reveal.verdict.facts))}")
            with st.container(key="lesson_dock"):  # on a phone it lies below the pictures
                step, shown = _change(key, step, answer, reveal)
                is_last = not _next(key)
            if is_last:
                _end(key)
    about = subject(step).objective
    title(about)
    show_notices(notices)
    stage.show(key, step, shown, answer)


def _hashable(step: Step, prediction: Any) -> Any:
    """What of a prediction is drawn before the commit."""
    return prediction if step.ask.kind in ("number", "point") else None


def _head(key: Key) -> None:
    """The beads of the path, and the list of all lessons."""
    lessons, progress = course(), answers.progress()
    names = list(lessons)
    beads = "".join(_bead(name, name == key[0], progress[name]) for name in names)
    st.html(f'<div class="lesson-beads" aria-hidden="true">{beads}</div>')
    here = f"Lesson {names.index(key[0]) + 1} of {len(names)}" if key[0] in lessons else "All lessons"
    with st.popover(here, width="stretch"):
        for name, lesson in lessons.items():
            done = {0.0: "", 1.0: " · done"}.get(progress[name], " · begun")
            label = f"**{literal(lesson.title)}**  \n{literal(lesson.about)}{done}"
            _way(name, label, lesson.steps[0].name, key)
        _way(visit.LECTURER[0], "**For lecturers**  \nclaims, links, own lessons, sheets", "", key)
        if answers.committed():
            st.button("Forget my answers", key="lesson_forget", on_click=answers.forget, width="stretch")
            st.caption("They are kept in this browser alone. Forgotten, all lessons begin anew.")
    if key[0] in lessons:
        st.header(literal(lessons[key[0]].title), anchor=False)


def _way(name: str, label: str, step: str, here: Key) -> None:
    """The button of the list that leads to a lesson."""
    look = "primary" if name == here[0] else "tertiary"
    way = {"on_click": visit.go, "args": ((name, step),)}
    st.button(label, key=f"{visit.WAY}{name}", type=look, width="stretch", **way)


def _bead(name: str, here: bool, done: float) -> str:
    state = "here" if here else "done" if done == 1 else "begun" if done else "ahead"
    return f'<span class="lesson-bead" data-state="{state}" title="{escape(course()[name].title)}"></span>'


def _question(key: Key, step: Step) -> Any:
    """What is asked, the prediction, the reason, and the button that commits both."""
    _take_point(key)
    name = _widgets(key)
    st.markdown(literal(made.question(key)))
    prediction = predictions.ask(step, name)
    reasons = [literal(reason.text) for reason in step.reasons]
    reason = st.radio(
        "**Because**", (0, 1), index=None, format_func=reasons.__getitem__, key=f"{name}_because"
    )
    missing = prediction is None or reason is None
    st.button(
        "Commit", key="lesson_commit", type="primary", width="stretch", disabled=missing,
        on_click=_commit, args=(key,),
    )  # fmt: skip
    wanted = ["predict"] * (prediction is None) + ["choose a reason"] * (reason is None)
    st.caption(
        f"To commit, {' and '.join(wanted)}."
        if missing
        else "The run is hidden until then, and your prediction stays."
    )
    return prediction


def _widgets(key: Key) -> str:
    """How the names of a step's widgets begin."""
    return "_".join(("lesson", *key))


def _commit(key: Key) -> None:
    """Keep what is set at the click, which may not have been drawn yet; nothing, where a part is missing."""
    if key not in steps():
        return  # an own lesson that is no longer kept: `visit.restore` says so
    _take_point(key)
    _, step = lesson_and_step(key)
    prediction = predictions.read(step, _widgets(key))
    reason = st.session_state.get(f"{_widgets(key)}_because")
    if prediction is not None and reason is not None:
        answers.commit(key, prediction, reason)


def _take_point(key: Key) -> None:
    """What was clicked on the contour goes into the fields of the point, once."""
    picked = (st.session_state.get(stage.KEY) or {}).get("picked")
    if not isinstance(picked, list) or len(picked) != 3 or picked[0] != "_".join(key):
        return
    if picked == st.session_state.get(PICKED) or not all(map(is_number, picked[1:])):
        return
    st.session_state[PICKED] = picked
    for axis, value in zip("xy", picked[1:]):
        inside = min(max(float(value), -limits.FARTHEST), limits.FARTHEST)
        st.session_state[f"{_widgets(key)}_{axis}"] = round(inside, 3)


def _verdict(key: Key, verdict: Verdict) -> None:
    """What became of the prediction, why, and where to go on."""
    st.caption(literal(made.question(key)))
    marks = f'class="lesson-verdict" data-step="{"_".join(key)}" data-grade="{verdict.grade}"'
    st.html(f'<h2 {marks} role="status">{escape(verdict.words)}</h2>')
    st.markdown(literal(verdict.said))
    st.markdown(literal(f"{verdict.explains} {verdict.reason}"))


def _change(key: Key, step: Step, answer: answers.Answer, reveal: made.Reveal) -> tuple[Step, Pictures]:
    """The next run: a slider, and what is measured with it. The step with its one change, and pictures."""
    name = _widgets(key)
    step = change.choose(step, name)
    value = change.ask(step, name, answer.prediction)
    if value is None:
        return step, reveal.pictures
    told, shown = made.changed(key, session.theme(), answer.prediction, step.changes[0].name, value)
    st.caption(literal(told))
    return step, shown


def _next(key: Key) -> bool:
    """The way to the lesson's next prediction; whether there is one."""
    then = following(key)
    is_there = then is not None and then[0] == key[0]
    if is_there:
        label = "Next: one more prediction"
        st.button(label, type="primary", width="stretch", on_click=visit.go, args=(then,))
    return is_there


def _end(key: Key) -> None:
    """A lesson's end: what to remember, the race, the next lesson and the sheet."""
    lesson, step = lesson_and_step(key)
    if lesson.remember:
        st.html(f'<p class="lesson-remember"><b>To remember</b> {escape(lesson.remember)}</p>')
    if lesson.source:
        st.caption(literal(f"Source: {lesson.source}."))
    query = in_race(step)
    if query:
        st.link_button("Open in the race", f"./?{urlencode(query)}", width="stretch")
    then = following(key)
    if then:
        name = literal(f"Next lesson: {course()[then[0]].title}")
        st.button(name, type="primary", width="stretch", on_click=visit.go, args=(then,))
    hand_in.show()
