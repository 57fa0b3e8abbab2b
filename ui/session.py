"""The settings of a visit: in the session state, in the widgets, and in the address that follows them.

The way of a setting: address -> Settings -> widgets -> Settings -> address. The settings are the truth.
Widgets are made to show them (`show`). What a visitor changes in a widget is taken over once
(`take_changes`), however many changes a message holds, and whether or not the run that it began was given up.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from ui.parameters import Number
from ui.settings import (
    NUMBERS,
    OWN_KEYS,
    PARAMETERS,
    TOGETHER,
    Settings,
    asked_start,
    from_query,
    ground,
    objective,
    start_notice,
    to_query,
    typed_together,
)
from ui.streamlit_private import fragment_id, is_history_navigation, uninterrupted

START_FIELDS = ("start_x_typed", "start_y_typed")

# Keys of the session state that are no widget's.
SETTINGS = "_settings"  # the settings of the last run
NOTICES = "_notices"  # what the page has to say about them
THEME = "_theme"  # the theme that the whole page was last run in
FRAME = "_frame"  # the part of the plane on show, with the hill and the start it was chosen for
ADDRESS = "_address"  # the query that we last gave the browser to show, if any
WIDGETS = "_widgets"  # of each widget that has been drawn, by key: `Widget`
TEXTS = "_texts"  # what the fields for typing show, by key; it may be no good

Take = Callable[[Settings, Any], Settings]  # the settings with what the visitor gave a widget


@dataclass
class Widget:
    """A widget as the server knows it."""

    value: Any  # what it had last, from the visitor or from us
    take: Take
    part: str | None  # of the page that draws it: a fragment's id, or None
    replaced: tuple = ()  # what we put others in the place of, which the browser may not have heard yet


def restore() -> tuple[Settings, tuple[str, ...]]:
    """The settings of this run, and notices. Call it first.

    They come from the address on the first run, after Back or Forward, and for a link from another page.
    Otherwise from the widgets: while these change fast, the address that a run is told of is an old one.
    """
    state = st.session_state
    state[THEME] = theme()
    linked = "objective" not in state and len(st.query_params)
    if SETTINGS in state and not linked and not is_history_navigation():
        return collect()
    state[ADDRESS] = (
        None  # what the browser shows now did not come from us: it says nothing about the widgets
    )
    query = st.query_params.to_dict()
    settings, notices = from_query(query)
    adopt(settings, (*notices, *_repeated()))
    # As they were written, good or not: nobody's function is lost.
    state[TEXTS] = {f"{name}_typed": query[name] for name in TOGETHER if name in query}
    return _now()


def collect() -> tuple[Settings, tuple[str, ...]]:
    """The settings with what the visitor has changed, and notices: `restore` for a part of the page."""
    take_changes()
    return _now()


@uninterrupted()
def take_changes() -> None:
    """Take over what the visitor has changed in the widgets since the last time.

    A change is a value that a widget did not have before: it neither came from there nor was put there.
    """
    state = st.session_state
    new = state[SETTINGS]
    changes = _changes()
    for key, value in changes.items():
        widget = state[WIDGETS][key]
        widget.value = value
        if key in state[TEXTS]:
            state[TEXTS][key] = value
        new = widget.take(new, value)
    none_races = not new.optimizers
    if none_races:
        new = replace(new, optimizers=state[SETTINGS].optimizers)
    if new != state[SETTINGS]:
        _change_to(new)
    if none_races:
        say("One optimizer stays on: without one there is no race.")


@uninterrupted()
def adopt(settings: Settings, notices: tuple[str, ...] = ()) -> None:
    """Make these the settings, and choose the frame anew: in callbacks, or before the widgets exist."""
    state = st.session_state
    _forget_changes()
    state[SETTINGS], state[NOTICES], state[TEXTS] = settings, notices, {}
    state.pop(FRAME, None)


@uninterrupted()
def change(**changes: Any) -> None:
    """Change some settings, as in `change(view=None)`: in callbacks, or before the widgets exist."""
    take_changes()
    _change_to(replace(st.session_state[SETTINGS], **changes))


@uninterrupted()
def take_back(owner: str) -> None:
    """Let an optimizer share all that it can again."""
    take_changes()
    own = st.session_state[SETTINGS].own
    change(own=tuple((key, value) for key, value in own if key.partition(".")[0] != owner))


@uninterrupted()
def show(key: str, value: Any, take: Take | None = None) -> Any:
    """Let the widget `key` show a value; call it right before the widget is drawn. Gives its default.

    `take` says what a change of it means; by default it is that of the setting of that name. A value that the
    widget has already is not put there again, since a newer one may be on its way from the browser. It is the
    default then, for a browser that makes the widget anew.
    """
    state = st.session_state
    widget = state.setdefault(WIDGETS, {}).get(key)
    replaced = widget.replaced if widget else ()
    has_it = key in state and _same(state[key], value)
    if not has_it:
        replaced += (widget.value,) if widget else ()
        state[key] = value
    state[WIDGETS][key] = Widget(value, take or _setting(key), fragment_id(), replaced)
    return value if has_it else None


def text_of(key: str, otherwise: str) -> str:
    """What the field `key` shows: what was typed in it, or else a text."""
    return st.session_state.setdefault(TEXTS, {}).setdefault(key, otherwise)


def sync_address(settings: Settings) -> None:
    """Let the address say the settings. Each change is an entry of the browser's history, so Back undoes it.

    An address that already means these settings stays as it was written.
    """
    shown = (st.session_state[ADDRESS], st.query_params.to_dict())
    if any(query is not None and from_query(query)[0] != settings for query in shown):
        st.session_state[ADDRESS] = to_query(settings)
        st.query_params.from_dict(st.session_state[ADDRESS])


def overtaken() -> bool:
    """Whether a widget of another part of the page, or the theme, is not what the page has been run with.

    Streamlit sends changes that happen together in one message, and then runs the fragment that one of them
    belongs to, alone: who is run as a fragment has to ask for the widgets outside of it.
    """
    state = st.session_state
    if SETTINGS not in state:
        return False
    if state.get(THEME) not in (None, theme()):
        return True
    return any(state[WIDGETS][key].part != fragment_id() for key in _changes())


def theme() -> str:
    """The theme that the visitor sees, 'light' or 'dark'."""
    return "dark" if st.context.theme.type == "dark" else "light"


def positions(name: str) -> tuple[float, ...]:
    """The values at the positions of a number's slider, in order: the round ones and the last few others."""
    return stops(name, NUMBERS[name], getattr(st.session_state[SETTINGS], name))


@uninterrupted()
def stops(key: str, number: Number, value: float) -> tuple[float, ...]:
    """The positions of the slider `key` of a number that is at `value`."""
    between = st.session_state.get(f"{key}_between", ())
    if value not in (*number.positions, *between):
        # Three, not one: a browser that is behind may still name the position before.
        st.session_state[f"{key}_between"] = between = (*between[-2:], value)
    return tuple(sorted({*number.positions, *between}))


def say(notice: str) -> None:
    """Say something in a line above the picture, until the next change."""
    st.session_state[NOTICES] = (notice,)


def take_typed(name: str, settings: Settings, text: str) -> Settings:
    """The settings with what was typed for one of them; what is no good changes nothing.

    A function and a domain that wait for each other in their fields are taken over together.
    """
    waiting = {other: st.session_state[TEXTS].get(f"{other}_typed") for other in TOGETHER if name in TOGETHER}
    texts = {other: written for other, written in waiting.items() if written is not None}
    together = typed_together({**texts, name: text}, settings)
    if together:
        return replace(settings, **together)
    reading = PARAMETERS[name].read(text, settings)
    return settings if reading.fault else replace(settings, **{name: reading.value})


def take_typed_start(axis: int, settings: Settings, text: str) -> Settings:
    """The settings with a coordinate of the start, 0 for x; an emptied field takes the start back."""
    if not text.strip():
        return replace(settings, start=None)
    reading = PARAMETERS["start"].axes(settings)[axis].read(text)
    if reading.fault:
        return settings
    x, y = asked_start(settings)
    return replace(settings, start=(x, reading.value) if axis else (reading.value, y))


def _now() -> tuple[Settings, tuple[str, ...]]:
    """The settings, and what there is to say about them."""
    settings = st.session_state[SETTINGS]
    return settings, (*st.session_state[NOTICES], *start_notice(settings))


def _changes() -> dict[str, Any]:
    """What the visitor has changed since it was last taken over, by the widget's key.

    A message that was sent before the browser got what we put into a widget still has the value from before.
    The address that comes with it tells how much the browser had got.
    """
    state = st.session_state
    widgets = state.setdefault(WIDGETS, {})
    up_to_date = st.query_params.to_dict() == state.get(ADDRESS)
    changed = {}
    for key, widget in widgets.items():
        if key not in state:
            continue
        value = state[key]
        if up_to_date or _same(value, widget.value):
            widget.replaced = ()
        if not _same(value, widget.value) and value not in widget.replaced:
            changed[key] = value
    return changed


def _forget_changes() -> None:
    """Let nothing that the widgets have now count as a change."""
    state = st.session_state
    for key, widget in state.setdefault(WIDGETS, {}).items():
        if key in state:
            widget.value = state[key]


def _setting(name: str) -> Take:
    """What a change of the widget of a setting means."""

    def take(settings: Settings, value: Any) -> Settings:
        if name == "optimizers":
            value = tuple(other for other in PARAMETERS[name].names if other in value)
        return replace(settings, **{name: value})

    return take


def _same(one: Any, other: Any) -> bool:
    """Whether two values of a widget are the same: of pills, in whatever order."""
    return sorted(one) == sorted(other) if isinstance(one, list) and isinstance(other, list) else one == other


def _change_to(new: Settings) -> None:
    state = st.session_state
    old = state[SETTINGS]
    state[SETTINGS] = new = _consistent(new, old)
    state[NOTICES] = ()
    _forget_texts(new, old)


def _forget_texts(new: Settings, old: Settings) -> None:
    """Let the field of whatever has changed show it again, unless the text in it means just that."""
    texts = st.session_state.setdefault(TEXTS, {})
    before = {field: value for field, _, value in _fields(old)}
    for field, parameter, value in _fields(new):
        if field in texts and value != before[field] and parameter.read(texts[field], new).value != value:
            del texts[field]


def _fields(settings: Settings) -> list[tuple[str, Any, Any]]:
    """The fields for typing, each with its parameter and its value in these settings."""
    axes = zip(START_FIELDS, PARAMETERS["start"].axes(settings), settings.start or (None, None), strict=True)
    return [
        *((f"{name}_typed", PARAMETERS[name], getattr(settings, name)) for name in (*NUMBERS, *TOGETHER)),
        *axes,
    ]


def _consistent(new: Settings, old: Settings) -> Settings:
    """`new`, less what was chosen for `old` and does not suit it.

    On another ground that is the part of the plane, and a start out of bounds; another seed draws its own.
    """
    if ground(new) != ground(old):
        view = None if new.view == old.view else new.view
        new = replace(new, view=view, start=new.start if _in_bounds(new) else None)
    return replace(new, start=None) if new.seed != old.seed else new


def _in_bounds(settings: Settings) -> bool:
    low, high = objective(settings).bounds.T
    point = asked_start(settings)
    return bool((low <= point).all() and (point <= high).all())


def _repeated() -> tuple[str, ...]:
    labels = {key: key for key in OWN_KEYS} | {name: record.label for name, record in PARAMETERS.items()}
    names = [name for name in labels if len(st.query_params.get_all(name)) > 1]
    return tuple(f"{labels[name]} is given more than once; using the last." for name in names)
