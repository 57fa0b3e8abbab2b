"""The widgets: what each was made to show, and what a visitor has changed in it since.

A change is a value that a widget did not have before: it neither came from there nor was put there. So it
does not matter in which run it is looked for, nor whether a callback for it was run to its end.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import streamlit as st

from ui.settings.parameters import Number
from ui.settings.racers import MOST
from ui.settings.record import PARAMETERS, Settings
from ui.streamlit_private import fragment_id, is_first_part, uninterrupted

# Keys of the session state that are no widget's.
WIDGETS = "_widgets"  # of each widget that has been drawn, by key: `Widget`
TEXTS = "_texts"  # see `texts`
BETWEEN = "_between"  # of each slider, by key: its last few positions that are none of its number's
UNSYNCED = "_unsynced"  # whether a value was put into a widget since the address was last brought up to date
MISSING = object()  # for a widget that is not there, since None may be a value

Take = Callable[[Settings, Any], Settings]  # the settings with what the visitor gave a widget


@dataclass
class Widget:
    """A widget as the server knows it."""

    value: Any  # what it had last, from the visitor or from us
    take: Take
    part: str | None  # of the page that draws it: a fragment's id, or None
    replaced: tuple = ()  # what we put others in the place of, which the browser may not have got yet
    crossed: bool = False  # whether a change met what we put on the way: the browser then has that instead


@uninterrupted()
def show(key: str, value: Any, take: Take | None = None, disabled: bool = False) -> Any:
    """Let the widget `key` show a value; call it right before the widget is drawn. Gives its default.

    `take` says what a change of it means; by default it is that of the setting of that name. A value that the
    widget has already is not put there again, since a newer one may be on its way from the browser. It is the
    default then, for a browser that makes the widget anew. Nor is a value put into a widget that was never
    drawn: a browser that knows it all the same has outlived the server, and what it shows is what is meant.

    Of a `disabled` widget Streamlit drops what came from the browser, so it is said again.
    """
    state = st.session_state
    widget = state.setdefault(WIDGETS, {}).get(key)
    has_it = key in state and _same(state[key], value) and not (widget and widget.crossed)
    put = not has_it and (widget is not None or key in state)
    replaced = widget.replaced if widget else ()
    if put:
        replaced += (widget.value,) if widget else ()
        state[key], state[UNSYNCED] = value, True
    elif disabled and key in state:
        state[key] = value
    state[WIDGETS][key] = Widget(value, take or _setting(key), fragment_id(), replaced)
    return None if put or (disabled and key in state) else value


def texts() -> dict[str, str]:
    """What the fields for typing show, by key; it may be no good."""
    return st.session_state.setdefault(TEXTS, {})


def text_of(key: str, otherwise: str) -> str:
    """What the field `key` shows: what was typed in it, or else a text."""
    return texts().setdefault(key, otherwise)


@uninterrupted()
def stops(numbers: Mapping[str, tuple[Number, float]]) -> dict[str, tuple[float, ...]]:
    """The positions of some sliders: key -> number and its value -> its positions."""
    state, found = st.session_state, {}
    all_between = state.setdefault(BETWEEN, {})
    for key, (number, value) in numbers.items():
        between = all_between.get(key, ())
        if value not in number.positions and value not in between:
            # Three, not one: a browser that is behind may still name the position before.
            all_between[key] = between = (*between[-2:], value)
        found[key] = _merged(number, between) if between else number.positions
    return found


@lru_cache(maxsize=1024)
def _merged(number: Number, between: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sorted({*number.positions, *between}, key=number.order))


def changes(up_to_date: bool) -> dict[str, Any]:
    """What the visitor has changed since it was last taken over, by the widget's key.

    A message that was sent before the browser got what we put into a widget still has the value from before.
    `up_to_date`: whether the browser that sent this one had got all. Later in a run a widget may have a value
    because we have just put it there, which tells nothing of the browser.
    """
    state = st.session_state
    drawn = state.setdefault(WIDGETS, {}) if is_first_part() else {}
    for key, widget in drawn.items():
        if widget.replaced and key in state and (up_to_date or _same(state[key], widget.value)):
            widget.replaced = ()
    return differences()


def differences() -> dict[str, Any]:
    """What the widgets have that neither came from there before nor was put there, by their keys."""
    return {key: value for key, value, widget in _different() if value not in widget.replaced}


def returned() -> dict[str, Any]:
    """What the widgets have in the place of what we put there: the values of before, by their keys."""
    return {key: value for key, value, widget in _different() if value in widget.replaced}


def _different() -> Iterator[tuple[str, Any, Widget]]:
    """The widgets whose value is not the one that they had last: key, value, widget."""
    state = st.session_state
    for key, widget in state.get(WIDGETS, {}).items():
        value = state.get(key, MISSING)
        if value is not MISSING and not _same(value, widget.value):
            yield key, value, widget


@uninterrupted()
def take(key: str, settings: Settings, value: Any) -> Settings:
    """The settings with what the visitor gave the widget `key`, which is no change from now on."""
    state = st.session_state
    widget = state[WIDGETS][key]
    widget.value, widget.crossed = value, bool(widget.replaced)
    if key in texts():
        texts()[key] = value
    return widget.take(settings, value)


def part(key: str) -> str | None:
    """The part of the page that drew the widget `key`: a fragment's id, or None."""
    return st.session_state[WIDGETS][key].part


def in_step() -> bool:
    """Whether the browser shows of each widget what the server has: no change met what was put there."""
    return not any(widget.crossed for widget in st.session_state.get(WIDGETS, {}).values())


def forget_changes() -> None:
    """Let nothing that the widgets have now count as a change, nor any text that was typed be kept."""
    state = st.session_state
    state[TEXTS] = {}
    for key, widget in state.setdefault(WIDGETS, {}).items():
        if key in state:
            widget.value = state[key]


def _setting(name: str) -> Take:
    """What a change of the widget of a setting means."""

    def take(settings: Settings, value: Any) -> Settings:
        """The settings with what the visitor gave it; pills may come in any order."""
        if name == "optimizers":
            value = tuple(other for other in PARAMETERS[name].names if other in value)[:MOST]
        return replace(settings, **{name: value})

    return take


def _same(one: Any, other: Any) -> bool:
    """Whether two values of a widget are the same: of pills, in whatever order."""
    return sorted(one) == sorted(other) if isinstance(one, list) and isinstance(other, list) else one == other
