"""The settings of a visit: in the session state, in the widgets, and in the address that follows them.

The way of a setting: address -> Settings -> session state, before any widget exists -> widgets -> Settings ->
address. Code changes a setting in the session state only; the widget and the address follow.
"""

from dataclasses import replace
from typing import Any

import streamlit as st

from ui.parameters import Domain, Formula, short
from ui.settings import (
    NUMBERS,
    PARAMETERS,
    Settings,
    from_query,
    ground,
    objective,
    start,
    to_query,
    with_own,
)
from ui.streamlit_private import went_back

OUTER = ("objective", "optimizers")  # widgets whose change runs the whole page
WIDGETS = (*OUTER, *NUMBERS, "bias_correction", "schedule", "colorscale")
TYPED = tuple(name for name, p in PARAMETERS.items() if isinstance(p, Formula | Domain))  # in a field

START_FIELDS = ("start_x_typed", "start_y_typed")

# Keys of the session state that are no widget's.
SETTINGS = "_settings"  # the settings of the last run
NOTICES = "_notices"  # what the page has to say about them
THEME = "_theme"  # the theme that the whole page was last run in
FRAME = "_frame"  # the part of the plane on show, with the hill and the start it was chosen for
ADDRESS = "_address"  # the query the browser shows, as far as we know


def restore() -> tuple[Settings, tuple[str, ...]]:
    """The settings of this run, and notices. Call it first: it fills the widgets' state before they exist.

    They come from the address on the first run, after Back or Forward, and for a link from another page.
    Otherwise from the widgets: while these change fast, the address that a run is told of is an old one.
    """
    state = st.session_state
    state[THEME] = theme()
    linked = WIDGETS[0] not in state and len(st.query_params)
    if SETTINGS in state and not linked and not went_back():
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
        _change_to(new)
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
    for name in WIDGETS + TYPED:
        _put(name, getattr(settings, name))
    _say_start(settings)


def change(**changes: Any) -> None:
    """Change some settings, as in `change(view=None)`: in callbacks, or before the widgets exist."""
    _change_to(replace(st.session_state[SETTINGS], **changes))
    for name in changes.keys() & {*WIDGETS, *TYPED}:
        _put(name, changes[name])


def give(key: str) -> None:
    """Give an optimizer or an objective a value of its own, the one of the widget `key`: 'owner.field'."""
    _change_to(with_own(st.session_state[SETTINGS], key, st.session_state[key]))


def take_back(owner: str) -> None:
    """Let an optimizer share all that it can again."""
    own = st.session_state[SETTINGS].own
    change(own=tuple((key, value) for key, value in own if key.partition(".")[0] != owner))


def enter(name: str) -> None:
    """Let an optimizer race, or no longer, as the widget `race_<name>` says."""
    racing = [other for other in st.session_state["optimizers"] if other != name]
    st.session_state["optimizers"] = racing + [name] * st.session_state[f"race_{name}"]


def sync_address(settings: Settings) -> None:
    """Let the address say the settings. Each change is an entry of the browser's history, so Back undoes it.

    An address that already means these settings stays as it was written.
    """
    shown = (st.session_state[ADDRESS], st.query_params.to_dict())
    if any(from_query(query)[0] != settings for query in shown):
        st.session_state[ADDRESS] = to_query(settings)
        st.query_params.from_dict(st.session_state[ADDRESS])


def overtaken(names: tuple[str, ...] = WIDGETS) -> bool:
    """Whether some widgets, or the theme, are not what the page has been run with.

    Streamlit sends changes that happen together in one message, and then runs the fragment that one of them
    belongs to, alone: who is run as a fragment has to ask for the widgets outside of it.
    """
    settings = st.session_state.get(SETTINGS)
    if settings is None:
        return False
    if st.session_state.get(THEME) not in (None, theme()):
        return True
    said = _said(settings)
    return any(getattr(said, name) != getattr(settings, name) for name in names)


def theme() -> str:
    """The theme that the visitor sees, 'light' or 'dark'."""
    return "dark" if st.context.theme.type == "dark" else "light"


def positions(name: str) -> tuple[float, ...]:
    """The values at the positions of a number's slider, in order: the round ones and the last few typed."""
    return tuple(sorted({*NUMBERS[name].positions, *st.session_state.get(f"{name}_between", ())}))


def say(notice: str) -> None:
    """Say something in a line above the picture, until the next change."""
    st.session_state[NOTICES] = (notice,)


def take_typed(name: str) -> None:
    """Take over what was typed. What is no good stays in its field, and the setting stays what it was."""
    value, fault = PARAMETERS[name].read(st.session_state[f"{name}_typed"], st.session_state[SETTINGS])
    if fault is None:
        change(**{name: value})


def take_typed_start(axis: int) -> None:
    """Take over a coordinate of the start that was typed, 0 for x; an emptied field takes the start back."""
    settings, typed = st.session_state[SETTINGS], st.session_state[START_FIELDS[axis]]
    if not typed.strip():
        return change(start=None)
    value, fault = PARAMETERS["start"].axes(settings)[axis].read(typed)
    if fault is None:
        x, y = start(settings).tolist()
        change(start=(x, value) if axis else (value, y))


def _change_to(new: Settings) -> None:
    old = st.session_state[SETTINGS]
    st.session_state[SETTINGS] = new = _consistent(new, old)
    st.session_state[NOTICES] = ()
    if new.start != old.start:
        _say_start(new)


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
    return bool((low <= start(settings)).all() and (start(settings) <= high).all())


def _said(old: Settings) -> Settings:
    """The settings that the widgets say; with no optimizer on, the old ones race."""
    said = {name: st.session_state.get(name, getattr(old, name)) for name in WIDGETS}
    raced = tuple(name for name in PARAMETERS["optimizers"].names if name in said["optimizers"])
    return replace(old, **{**said, "optimizers": raced or old.optimizers})


def _repeated() -> tuple[str, ...]:
    names = [name for name in PARAMETERS if len(st.query_params.get_all(name)) > 1]
    return tuple(f"{PARAMETERS[name].label} is given more than once; using the last." for name in names)


def _say_start(settings: Settings) -> None:
    """Let the fields for typing say a start that was put in its place."""
    for field, value in zip(START_FIELDS, settings.start or ("", ""), strict=True):
        st.session_state[field] = short(value) if settings.start else ""


def _put(name: str, value: Any) -> None:
    """Set a widget."""
    if name in WIDGETS:
        st.session_state[name] = list(value) if isinstance(value, tuple) else value
    if name in NUMBERS or name in TYPED:
        _follow(name, value)


def _follow(name: str, value: Any) -> None:
    """Let the field for typing say the value, and make a number between a slider's positions one itself."""
    st.session_state[f"{name}_typed"] = PARAMETERS[name].write(value)
    if name in TYPED:
        return
    if value not in positions(name):
        # Three, not one: a browser that is behind may still name the position before.
        st.session_state[f"{name}_between"] = (*st.session_state.get(f"{name}_between", ())[-2:], value)
