"""The widgets of a prediction, one for each kind of question, and how the prediction is read from them."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import streamlit as st

from lessons import Step
from lessons.asks import Ask
from optim import limits
from ui.page import literal
from ui.settings.parameters import short

PLACES = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")
DIGITS = range(10, 100)


def stops(low: float, high: float, whole: bool) -> list[float]:
    """The two ends, and the numbers of two digits between: a logarithmic thumb's positions."""
    decades = range(int(np.floor(np.log10(low))) - 1, int(np.ceil(np.log10(high))) + 1)
    values = (float(f"{digits}e{k}") for k in decades for digits in DIGITS)
    return sorted({low, high, *(round(v) if whole else v for v in values if low <= v <= high)})


def middle(values: list[float]) -> float:
    """Where a thumb with these positions stands at first: in the middle of its track, which tells nothing."""
    return min(values, key=lambda value: abs(np.log(value / np.sqrt(values[0] * values[-1]))))


def ask(step: Step, key: str) -> Any:
    """Draw the widgets of a step's question, whose names begin with `key`; what they predict, or None."""
    KINDS[step.ask.kind].draw(step.ask, key)
    return read(step, key)


def read(step: Step, key: str) -> Any:
    """What the widgets predict at this moment, also in callbacks; None where it is not a whole prediction."""
    try:
        return step.ask.check(KINDS[step.ask.kind].read(step.ask, key))
    except ValueError:
        return None


def _now(key: str) -> Any:
    return st.session_state.get(key)


def _draw_number(asked, key):
    values = stops(asked.low, asked.high, asked.whole)
    st.select_slider(
        literal(asked.label),
        values,
        value=middle(values),
        format_func=lambda v: f"{v:,}" if asked.whole else short(v),
        key=f"{key}_number",
    )


def _draw_point(asked, key):
    st.caption("Click the contour, or type the point.")
    for axis, column in zip("xy", st.columns(2)):
        column.number_input(
            axis, -limits.FARTHEST, limits.FARTHEST, value=None, step=0.01, format="%.3f", key=f"{key}_{axis}"
        )


def _draw_choice(asked, key):
    texts = {option.name: literal(option.text) for option in asked.options}
    st.radio(
        "Your prediction", list(texts), index=None, format_func=texts.get, key=f"{key}_choice",
        label_visibility="collapsed",
    )  # fmt: skip


def _draw_several(asked, key):
    st.caption("Any of them, or none.")
    for option in asked.options:
        st.checkbox(literal(_capital(option.text)), key=f"{key}_{option.name}")


def _read_several(asked, key):
    return tuple(option.name for option in asked.options if _now(f"{key}_{option.name}"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _draw_order(asked, key):
    for i in range(len(asked.items)):
        st.selectbox(PLACES[i], list(asked.items), index=None, format_func=asked.items.get, key=f"{key}_{i}")
    chosen = _read_order(asked, key)
    if None not in chosen and len(set(chosen)) < len(chosen):
        st.caption("Each of them once.")


def _read_order(asked, key):
    return tuple(_now(f"{key}_{i}") for i in range(len(asked.items)))


class Kind(NamedTuple):
    """A kind of question: its widgets, and what they are set to."""

    draw: Callable[[Ask, str], None]
    read: Callable[[Ask, str], Any]


KINDS: dict[str, Kind] = {
    "number": Kind(_draw_number, lambda asked, key: _now(f"{key}_number")),
    "point": Kind(_draw_point, lambda asked, key: tuple(_now(f"{key}_{axis}") for axis in "xy")),
    "choice": Kind(_draw_choice, lambda asked, key: _now(f"{key}_choice")),
    "several": Kind(_draw_several, _read_several),
    "order": Kind(_draw_order, _read_order),
}
