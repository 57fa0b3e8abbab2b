"""The stage of a lesson: its pictures, the slider that they follow, and after the commit the engine."""

from typing import Any

import streamlit as st

from lessons import Step
from ui.lessons import change, made, predictions
from ui.lessons.answers import Answer
from ui.lessons.course import Key
from ui.lessons.pictures import Pictures
from ui.wire import lesson

KEY = lesson.KEY


def show(key: Key, step: Step, shown: Pictures, answer: Answer | None) -> None:
    """Mount the stage with the pictures of a step, before the commit (no answer) or after it.

    `step` has the one change that is chosen first.

    The rule: what the answer could be computed from, programs and the settings of hidden runs, is sent with
    the verdict and not before.
    """
    name = "_".join(key)
    scene = {
        **shown.scene,
        "step": name,
        "revealed": answer is not None,
        "picks": answer is None and step.ask.kind == "point",
        "hand": _predicts(step, name) if answer is None else _changes(key, step, name, answer.prediction),
    }
    lesson.show(shown.ground, scene)


def _predicts(step: Step, name: str) -> dict[str, Any] | None:
    """The thumb of a number that is predicted: its line on a chart follows it."""
    if step.ask.kind != "number":
        return None
    widget = f"lesson_{name}_number"
    positions = predictions.stops(step.ask.low, step.ask.high, step.ask.whole)
    return _hand(widget, "prediction", positions, st.session_state.get(widget))


def _changes(key: Key, step: Step, name: str, prediction: Any) -> dict[str, Any] | None:
    """The slider of 'Change one thing', and what the browser makes its runs from."""
    if change.slider(step) is None:
        return None
    widget, at = change.widget(step, f"lesson_{name}"), change.now(step, prediction)
    positions = change.stops(step, prediction)
    hand = _hand(widget, "change", positions, st.session_state.get(widget, at))
    return {**hand, "engine": made.engine(key, step.changes[0].name, prediction)}


def _hand(widget: str, moves: str, positions: list[float], now: float | None) -> dict[str, Any]:
    return {"widget": widget, "moves": moves, "positions": positions, "now": now}
