"""The controls: the sidebar's widgets, whose keys are the names of the settings, and the page's notices."""

import re

import streamlit as st

from figures import palette
from ui import session
from ui.parameters import Number, quote, short
from ui.settings import DEFAULT, NUMBERS, PARAMETERS, Settings, objective, start

# What .streamlit/config.toml calls the inks of the palette's five styles.
PILL_COLORS = ("orange", "blue", "yellow", "violet", "gray")


def racers(settings: Settings) -> None:
    """The head of the sidebar: on which hill, and who races."""
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


def sliders() -> None:
    """A slider for each number, and the fields in which any value can be typed."""
    with st.sidebar:
        for name, number in NUMBERS.items():
            with st.container(key=f"row_{name}", gap=None):
                st.select_slider(
                    number.label,
                    session.positions(name),
                    format_func=number.write,
                    key=name,
                    help=number.help,
                )
                # The browser plays it, from the slider's fan (static/slider_player.js).
                st.button(
                    f"Play {number.label}", icon=":material/play_arrow:", key=f"play_{name}", type="tertiary"
                )
        if st.session_state[session.SETTINGS].start is not None:
            st.button(
                "Start where the seed says",
                icon=":material/undo:",
                key="unplace",
                type="tertiary",
                on_click=session.change,
                kwargs={"start": None},
                help="The start was put in its place by hand. Another seed takes it back, too.",
            )
        # What is folded away is made, and sent, while it is open.
        more = st.popover("Type exact values", width="stretch", key="exact", on_change="rerun")
        if more.open:
            with more:
                _exact_values()


def reset() -> None:
    """The foot of the sidebar."""
    st.sidebar.button("Reset", on_click=session.adopt, args=(DEFAULT,), key="reset", width="stretch")


def show_notices(notices: tuple[str, ...]) -> None:
    """One line for each notice. What a visitor wrote is shown as it is, never as Markdown."""
    for notice in notices:
        st.caption(_plain(notice))


def _choice(name: str) -> None:
    choice = PARAMETERS[name]
    st.selectbox(choice.label, list(choice.names), format_func=choice.words, key=name, help=choice.help)


def _pill(name: str) -> str:
    style = palette.style(name)
    color = PILL_COLORS[palette.STYLES.index(style)]
    return f":{color}[{style.glyph}] {PARAMETERS['optimizers'].names[name]}"


def _exact_values() -> None:
    """A field for each number, and two for the start, in which any value can be typed."""
    session.fill_fields()
    for name, number in NUMBERS.items():
        st.text_input(number.label, key=f"{name}_typed", on_change=session.take_typed, args=(name,))
        _answer(number, st.session_state[f"{name}_typed"], st.session_state[name])
    _exact_start(st.session_state[session.SETTINGS])
    _choice("colorscale")


def _exact_start(settings: Settings) -> None:
    """A field for each coordinate of the start; empty, they show where the seed puts it."""
    axes, point = PARAMETERS["start"].axes(settings), start(settings).tolist()
    for axis, (number, value) in enumerate(zip(axes, point, strict=True)):
        field = session.START_FIELDS[axis]
        st.text_input(
            number.label,
            key=field,
            placeholder=f"{value:.6g}",
            help=number.help,
            on_change=session.take_typed_start,
            args=(axis,),
        )
        if st.session_state[field].strip():
            _answer(number, st.session_state[field], value)


def _answer(number: Number, typed: str, kept: float) -> None:
    """Say what is wrong with a number that was typed, if anything, and what holds instead."""
    fault = number.read(typed)[1]
    if fault:
        kind = "a whole number" if number.whole else "a number"
        wanted = f"{kind} from {short(number.lo)} to {short(number.hi)}"
        st.caption(_plain(f"{quote(typed)} {fault}: {wanted} is wanted. It stays at {short(kept)}."))


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
