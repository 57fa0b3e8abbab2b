"""The sidebar of the fair race. Its settings are the truth: widgets show them, and are read at each run."""

from dataclasses import replace
from typing import Any

import streamlit as st

from ui.fair.settings import (
    DEFAULT,
    PARAMETERS,
    STEP_SIZES,
    FairSettings,
    from_query,
    in_order,
    range_notices,
    to_query,
)
from ui.settings.parameters import fold
from ui.sidebar.family import mark
from ui.streamlit_private import changed_since_navigation, is_history_navigation

# Keys of the session state: of the settings, and of a widget before the name of what it sets.
SETTINGS, WIDGET = "_fair", "fair_"
TIMES = "_fair_times"  # how often the widgets were given their values
TRIED = "tried"  # the widget of two settings: the smallest and the largest step size
EMPTY = "At least one stays on: without it there is no race."


def restore() -> tuple[str, ...]:
    """Make the settings those of the address, where it comes from elsewhere; gives the notices about them.

    What was changed after Back, before it was answered, is a change of the settings that Back has brought.
    """
    state = st.session_state
    arrives = f"{WIDGET}budget" not in state  # at this place, whose widgets are made anew
    notices: tuple[str, ...] = ()
    if SETTINGS not in state or is_history_navigation() or (arrives and len(st.query_params)):
        changes = _changes(changed_since_navigation())
        state[SETTINGS], notices = from_query(st.query_params.to_dict())
        state[SETTINGS] = in_order(replace(state[SETTINGS], **changes), state[SETTINGS])
        arrives = True
    elif not arrives:
        notices = range_notices(_shown(), state[SETTINGS])
        if (ordered := in_order(_shown(), state[SETTINGS])) != _shown():
            state[SETTINGS], arrives = ordered, True
    if arrives:
        _fill(state[SETTINGS])
    return notices


def _changes(keys: set[str]) -> dict[str, Any]:
    """What widgets of these keys were set to, by the names of the settings."""
    state = st.session_state
    found = {name: state[WIDGET + name] for name in PARAMETERS if WIDGET + name in keys & {*state}}
    for name in ("objectives", "racers"):
        if name in found:
            found[name] = _in_order_of(PARAMETERS[name].names, found[name])
    if (key := _tried_key()) in keys & {*state}:
        found |= dict(zip(("smallest", "largest"), state[key], strict=True))
    return {name: value for name, value in found.items() if value != ()}


def _shown() -> FairSettings:
    """The settings as the widgets have them, ranges in whatever order."""
    return replace(st.session_state[SETTINGS], **_changes({*st.session_state}))


def show() -> FairSettings:
    """Draw the controls, and take what the visitor has changed in them."""
    with st.sidebar:
        _objectives()
        _racers()
        _slider("budget")
        _tried()
        _seeds("Tuned on seeds", "tuned")
        _seeds("Tested on seeds", "tested")
        _slider("shared")
        _slider("tries")
        st.caption("All else, ρ, β, μ and ε, stays at each rule’s default.")
        st.button("Reset", on_click=_reset, key="fair_reset", width="stretch")
    st.session_state[SETTINGS] = settings = in_order(_shown())
    return settings


def query() -> dict[str, str]:
    """The address of the settings of now."""
    return to_query(st.session_state.get(SETTINGS, DEFAULT))


def sync_address() -> None:
    """Write the settings into the address. Each change is an entry of the browser's history."""
    shown = st.query_params.to_dict()
    if shown != query() and from_query(shown)[0] != st.session_state[SETTINGS]:
        st.query_params.from_dict(query())


def _fill(settings: FairSettings) -> None:
    """Let the widgets, which are to be drawn, show these settings."""
    for name in PARAMETERS:
        value = getattr(settings, name)
        st.session_state[WIDGET + name] = list(value) if isinstance(value, tuple) else value
    st.session_state[TIMES] = st.session_state.get(TIMES, 0) + 1


def _reset() -> None:
    st.session_state[SETTINGS] = DEFAULT
    _fill(DEFAULT)


def _objectives() -> None:
    choice = PARAMETERS["objectives"]
    st.multiselect(
        choice.label,
        list(choice.names),
        format_func=choice.names.get,
        key=f"{WIDGET}objectives",
        help=choice.help,
    )


def _racers() -> None:
    choice = PARAMETERS["racers"]
    count = len(st.session_state[f"{WIDGET}racers"])
    _label(choice)
    with st.popover(_how_many(count, len(choice.names)), width="stretch", key="fair_who"):
        chosen = st.pills(
            choice.label,
            list(choice.names),
            selection_mode="multi",
            format_func=lambda name: f"{mark(name)} {choice.names[name]}",
            key=f"{WIDGET}racers",
            label_visibility="collapsed",
        )
    if not chosen:
        st.caption(EMPTY)


def _how_many(count: int, of: int) -> str:
    return f"all {of}" if count == of else f"{count} of {of}"


def _in_order_of(names: Any, chosen: list[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in chosen)


def _slider(name: str) -> None:
    number, key = PARAMETERS[name], WIDGET + name
    stops = sorted({*number.positions, st.session_state[key]})
    st.select_slider(number.label, stops, format_func=number.words, key=key, help=number.help)


def _tried() -> None:
    """Both ends of the step sizes that are tried, on one slider.

    A slider has two ends by its default alone, so it is a new one whenever it is to have others.
    """
    settings, number = st.session_state[SETTINGS], PARAMETERS["smallest"]
    ends = settings.smallest, settings.largest
    stops = sorted({*STEP_SIZES, *ends})
    st.select_slider(
        "Step sizes tried", stops, ends, format_func=number.words, key=_tried_key(), help=number.help
    )


def _tried_key() -> str:
    return f"{WIDGET}{TRIED}_{st.session_state.get(TIMES, 0)}"


def _seeds(label: str, which: str) -> None:
    names = (f"{which}_from", f"{which}_to")
    _label(PARAMETERS[names[0]], label)
    columns = st.columns(2)
    for name, column in zip(names, columns, strict=True):
        _seed(column, name)


def _label(parameter: Any, text: str = "") -> None:
    """The label of what has none of its own, or of two."""
    with st.container(key=f"fair_label_{fold(text or parameter.label)}"):
        st.markdown(text or parameter.label, help=parameter.help)


def _seed(column: Any, name: str) -> None:
    number = PARAMETERS[name]
    column.number_input(
        number.label,
        number.lo,
        number.hi,
        step=1,
        key=WIDGET + name,
        label_visibility="collapsed",
    )
