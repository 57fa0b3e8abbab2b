"""The widgets of a prediction, one for each kind of question: each gives the prediction, or None."""

from collections.abc import Callable
from typing import Any

import numpy as np
import streamlit as st

from lessons import Step
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
    """The widgets of a step's question; `key` begins the names of all of them."""
    return KINDS[step.ask.kind](step.ask, key)


def _number(asked, key):
    values = stops(asked.low, asked.high, asked.whole)
    return st.select_slider(
        literal(asked.label),
        values,
        value=middle(values),
        format_func=lambda v: f"{v:,}" if asked.whole else short(v),
        key=f"{key}_number",
    )


def _point(asked, key):
    st.caption("Click the contour, or type the point.")
    columns = st.columns(2)
    x, y = (
        column.number_input(axis, value=None, step=0.01, format="%.3f", key=f"{key}_{axis}")
        for column, axis in zip(columns, "xy")
    )
    return None if x is None or y is None else (x, y)


def _choice(asked, key):
    texts = {option.name: literal(option.text) for option in asked.options}
    return st.radio(
        "Your prediction", list(texts), index=None, format_func=texts.get, key=f"{key}_choice",
        label_visibility="collapsed",
    )  # fmt: skip


def _several(asked, key):
    st.caption("Any of them, or none.")
    ticked = [o.name for o in asked.options if st.checkbox(literal(_capital(o.text)), key=f"{key}_{o.name}")]
    return tuple(ticked)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _order(asked, key):
    chosen = [
        st.selectbox(PLACES[i], list(asked.items), index=None, format_func=asked.items.get, key=f"{key}_{i}")
        for i in range(len(asked.items))
    ]
    if None in chosen:
        return None
    if len(set(chosen)) < len(chosen):
        st.caption("Each of them once.")
        return None
    return tuple(chosen)


KINDS: dict[str, Callable[..., Any]] = {
    "number": _number,
    "point": _point,
    "choice": _choice,
    "several": _several,
    "order": _order,
}
