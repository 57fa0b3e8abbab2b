"""The settings of a visit: in the session state, in the widgets, and in the address that follows them.

The way of a setting: address -> Settings -> session state, before any widget exists -> widgets -> Settings ->
address. Code changes a setting in the session state only; the widget and the address follow.
"""

from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.parameters import short
from ui.settings import NUMBERS, PARAMETERS, Settings, from_query, objective, start, to_query

OUTER = ("objective", "optimizers")  # widgets whose change runs the whole page
WIDGETS = (*OUTER, *NUMBERS, "colorscale")
START_FIELDS = ("start_x_typed", "start_y_typed")  # for typing, one a coordinate

# Keys of the session state that are no widget's.
SETTINGS = "_settings"  # the settings of the last run
NOTICES = "_notices"  # what the page has to say about them
FRAME = "_frame"  # the part of the plane on show, with the hill and the start it was chosen for
ADDRESS = "_address"  # the query the browser shows, as far as we know


def restore() -> tuple[Settings, tuple[str, ...]]:
    """The settings of this run, and notices. Call it first: it fills the widgets' state before they exist.

    They come from the address on the first run, after Back or Forward, and for a link from another page.
    Otherwise from the widgets: while these change fast, the address that a run is told of is an old one.
    """
    state = st.session_state
    linked = WIDGETS[0] not in state and len(st.query_params)
    if SETTINGS in state and not linked and not _went_back():
        return collect()
    state[ADDRESS] = st.query_params.to_dict()
    settings, notices = from_query(state[ADDRESS])
    adopt(settings, (*notices, *_repeated()))
    return settings, state[NOTICES]


def collect() -> tuple[Settings, tuple[str, ...]]:
    """The settings that the widgets say now, and notices: what `restore` gives, for a part of the page."""
    state, old = st.session_state, st.session_state[SETTINGS]
    for name in WIDGETS:
        if name not in state:  # a page without these widgets was shown in between
            _put(name, getattr(old, name))
    new = _said(old)
    if new != old:
        state[SETTINGS], state[NOTICES] = _consistent(new, old), ()
        if state[SETTINGS].start != old.start:
            _forget_typed_start()
    for name in NUMBERS:
        if getattr(new, name) != getattr(old, name):
            _follow(name, getattr(new, name))
    if not state["optimizers"]:
        _put("optimizers", old.optimizers)
        state[NOTICES] = ("One optimizer stays on: without one there is no race.",)
    return state[SETTINGS], state[NOTICES]


def adopt(settings: Settings, notices: tuple[str, ...] = ()) -> None:
    """Make these the settings, and choose the frame anew: in callbacks, or before the widgets exist."""
    st.session_state[SETTINGS], st.session_state[NOTICES] = settings, notices
    st.session_state.pop(FRAME, None)
    for name in WIDGETS:
        _put(name, getattr(settings, name))
    _forget_typed_start()


def change(**changes: Any) -> None:
    """Change some settings, as in `change(view=None)`: in callbacks, or before the widgets exist."""
    st.session_state[SETTINGS] = replace(st.session_state[SETTINGS], **changes)
    if "start" in changes:
        _forget_typed_start()
    for name in changes.keys() & set(WIDGETS):
        _put(name, changes[name])


def sync_address(settings: Settings) -> None:
    """Let the address say the settings. Each change is an entry of the browser's history, so Back undoes it.

    An address that already means these settings stays as it was written.
    """
    shown = (st.session_state[ADDRESS], st.query_params.to_dict())
    if any(from_query(query)[0] != settings for query in shown):
        st.session_state[ADDRESS] = to_query(settings)
        st.query_params.from_dict(st.session_state[ADDRESS])


def overtaken(names: tuple[str, ...] = WIDGETS) -> bool:
    """Whether some widgets say what the page has not been run with yet.

    Streamlit sends changes that happen together in one message, and then runs the fragment that one of them
    belongs to, alone: who is run as a fragment has to ask for the widgets outside of it.
    """
    settings = st.session_state.get(SETTINGS)
    if settings is None:
        return False
    said = _said(settings)
    return any(getattr(said, name) != getattr(settings, name) for name in names)


def positions(name: str) -> tuple[float, ...]:
    """The values at the positions of a number's slider, in order: the round ones and the last few typed."""
    return tuple(sorted({*NUMBERS[name].positions, *st.session_state.get(f"{name}_between", ())}))


def take_typed(name: str) -> None:
    """Take a typed number over. What is no good stays in its field, and the setting stays what it was."""
    value, fault = NUMBERS[name].read(st.session_state[f"{name}_typed"])
    if fault is None:
        _put(name, value)


def take_typed_start(axis: int) -> None:
    """Take over a coordinate of the start that was typed, 0 for x; an emptied field gives the seed's start back."""
    settings, typed = st.session_state[SETTINGS], st.session_state[START_FIELDS[axis]]
    if not typed.strip():
        return change(start=None)
    value, fault = PARAMETERS["start"].axes(settings)[axis].read(typed)
    if fault is None:
        x, y = start(settings).tolist()
        change(start=(x, value) if axis else (value, y))


def fill_fields() -> None:
    """Let the fields for typing say the settings, where they do not say anything yet: before they exist.

    What a visitor types stays in its field until the setting changes; a field that is folded away forgets it.
    """
    state, settings = st.session_state, st.session_state[SETTINGS]
    for name in NUMBERS:
        state.setdefault(f"{name}_typed", short(getattr(settings, name)))
    for field, value in zip(START_FIELDS, settings.start or ("", ""), strict=True):
        state.setdefault(field, short(value) if settings.start else "")


def _consistent(new: Settings, old: Settings) -> Settings:
    """`new`, less what was chosen for `old` and does not suit it.

    On another hill the frame is chosen anew, and a start stays that lies in the bounds there too; another seed
    draws its own start.
    """
    if new.objective != old.objective:
        new = replace(new, view=None, start=new.start if _inside(new) else None)
    return replace(new, start=None) if new.seed != old.seed else new


def _inside(settings: Settings) -> bool:
    low, high = objective(settings).bounds.T
    return bool(((low <= start(settings)) & (start(settings) <= high)).all())


def _said(old: Settings) -> Settings:
    """The settings that the widgets say; with no optimizer on, the old ones race."""
    said = {name: st.session_state[name] for name in WIDGETS}
    raced = tuple(name for name in PARAMETERS["optimizers"].names if name in said["optimizers"])
    return replace(old, **{**said, "optimizers": raced or old.optimizers})


def _went_back() -> bool:
    """Whether this run was started by Back or Forward."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _repeated() -> tuple[str, ...]:
    names = [name for name in PARAMETERS if len(st.query_params.get_all(name)) > 1]
    return tuple(f"{PARAMETERS[name].label} is given more than once; using the last." for name in names)


def _forget_typed_start() -> None:
    for field in START_FIELDS:
        st.session_state.pop(field, None)


def _put(name: str, value: Any) -> None:
    """Set a widget."""
    st.session_state[name] = list(value) if isinstance(value, tuple) else value
    if name in NUMBERS:
        _follow(name, value)


def _follow(name: str, value: float) -> None:
    """Let the field for typing say the slider's value, and make a value between two positions one itself."""
    st.session_state[f"{name}_typed"] = short(value)
    if value not in positions(name):
        # Three, not one: a browser that is behind may still name the position before.
        st.session_state[f"{name}_between"] = (*st.session_state.get(f"{name}_between", ())[-2:], value)
