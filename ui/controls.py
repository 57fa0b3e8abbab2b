"""The controls: widgets whose keys are the names of the settings, and the address that follows them.

The way of a setting: address -> Settings -> session state, before any widget exists -> widgets -> Settings ->
address. Code changes a setting in the session state only; the widget and the address follow.
"""

import re
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from figures import palette
from ui.parameters import quote, short
from ui.settings import DEFAULT, NUMBERS, PARAMETERS, Settings, from_query, objective, to_query

WIDGETS = ("objective", "optimizers", *NUMBERS, "colorscale")
# What .streamlit/config.toml calls the inks of the palette's first styles; the later ones share them.
PILL_COLORS = (
    *("orange", "blue", "yellow", "violet", "gray"),
    *("violet", "green", "red", "green", "blue", "gray", "yellow", "red", "violet", "orange"),
)

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
    if SETTINGS not in state or linked or _went_back():
        state[ADDRESS] = st.query_params.to_dict()
        settings, notices = from_query(state[ADDRESS])
        adopt(settings, (*notices, *_repeated()))
    else:
        _collect(state[SETTINGS])
    return state[SETTINGS], state[NOTICES]


def adopt(settings: Settings, notices: tuple[str, ...] = ()) -> None:
    """Make these the settings, and choose the frame anew: in callbacks, or before the widgets exist."""
    st.session_state[SETTINGS], st.session_state[NOTICES] = settings, notices
    st.session_state.pop(FRAME, None)
    for name in WIDGETS:
        _put(name, getattr(settings, name))


def change(**changes: Any) -> None:
    """Change some settings, as in `change(view=None)`: in callbacks, or before the widgets exist."""
    st.session_state[SETTINGS] = replace(st.session_state[SETTINGS], **changes)
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


def overtaken() -> bool:
    """Whether the widgets say what the page has not been run with yet.

    Streamlit sends a widget's change and a fragment's trigger that happen together in one message, and then
    runs the fragment alone: who is run as a fragment has to ask.
    """
    settings = st.session_state.get(SETTINGS)
    return settings is not None and _said(settings) != settings


def positions(name: str) -> tuple[float, ...]:
    """The values at the positions of a number's slider, in order: the round ones and the last few typed."""
    return tuple(sorted({*NUMBERS[name].positions, *st.session_state.get(f"{name}_between", ())}))


def sidebar(settings: Settings) -> None:
    """The sidebar's widgets. Their values are in the settings that `restore` gives."""
    with st.sidebar:
        _choice("objective")
        st.caption(objective(settings).lesson)
        st.pills(
            PARAMETERS["optimizers"].label,
            list(PARAMETERS["optimizers"].names),
            selection_mode="multi",
            format_func=_pill,
            key="optimizers",
            help=PARAMETERS["optimizers"].help,
        )
        for name, number in NUMBERS.items():
            with st.container(key=f"row_{name}", gap=None):
                st.select_slider(
                    number.label, positions(name), format_func=number.write, key=name, help=number.help
                )
                # The browser plays it, from the slider's fan (static/slider_player.js).
                st.button(
                    f"Play {number.label}", icon=":material/play_arrow:", key=f"play_{name}", type="tertiary"
                )
        with st.popover("Type exact values", width="stretch"):
            _exact_values()
        st.button("Reset", on_click=adopt, args=(DEFAULT,), key="reset", width="stretch")


def show_notices(notices: tuple[str, ...]) -> None:
    """One line for each notice. What a visitor wrote is shown as it is, never as Markdown."""
    for notice in notices:
        st.caption(_plain(notice))


def _collect(old: Settings) -> None:
    """Bring what the widgets say now into the settings."""
    state = st.session_state
    for name in WIDGETS:
        if name not in state:  # a page without these widgets was shown in between
            _put(name, getattr(old, name))
    new = _said(old)
    if new != old:
        moved = new.objective != old.objective
        state[SETTINGS], state[NOTICES] = replace(new, view=None if moved else old.view), ()
    for name in NUMBERS:
        if getattr(new, name) != getattr(old, name):
            _follow(name, getattr(new, name))
    if not state["optimizers"]:
        _put("optimizers", old.optimizers)
        state[NOTICES] = ("One optimizer stays on: without one there is no race.",)


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


def _choice(name: str) -> None:
    choice = PARAMETERS[name]
    st.selectbox(choice.label, list(choice.names), format_func=choice.words, key=name, help=choice.help)


def _pill(name: str) -> str:
    style = palette.style(name)
    color = PILL_COLORS[palette.STYLES.index(style)]
    return f":{color}[{style.glyph}] {PARAMETERS['optimizers'].names[name]}"


def _exact_values() -> None:
    """A field for each number, in which any value can be typed."""
    for name, number in NUMBERS.items():
        st.text_input(number.label, key=f"{name}_typed", on_change=_type, args=(name,))
        fault = number.read(st.session_state[f"{name}_typed"])[1]
        if fault:
            st.caption(_plain(_refusal(name, fault)))
    _choice("colorscale")


def _type(name: str) -> None:
    """Take a typed number over. What is no good stays in its field, and the setting stays what it was."""
    value, fault = NUMBERS[name].read(st.session_state[f"{name}_typed"])
    if fault is None:
        _put(name, value)


def _refusal(name: str, fault: str) -> str:
    number, typed = NUMBERS[name], st.session_state[f"{name}_typed"]
    kind = "a whole number" if number.whole else "a number"
    wanted = f"{kind} from {short(number.lo)} to {short(number.hi)}"
    return f"{quote(typed)} {fault}: {wanted} is wanted. It stays at {short(st.session_state[name])}."


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
