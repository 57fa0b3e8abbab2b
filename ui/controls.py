"""The controls: the sidebar's widgets, whose keys are the names of the settings, and the page's notices."""

import re

import streamlit as st

from figures import palette
from ui import session
from ui.parameters import quote, short
from ui.settings import DEFAULT, NUMBERS, PARAMETERS, Settings, objective

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
    """A field for each number, in which any value can be typed."""
    for name, number in NUMBERS.items():
        st.text_input(number.label, key=f"{name}_typed", on_change=session.take_typed, args=(name,))
        fault = number.read(st.session_state[f"{name}_typed"])[1]
        if fault:
            st.caption(_plain(_refusal(name, fault)))
    _choice("colorscale")


def _refusal(name: str, fault: str) -> str:
    number, typed = NUMBERS[name], st.session_state[f"{name}_typed"]
    kind = "a whole number" if number.whole else "a number"
    wanted = f"{kind} from {short(number.lo)} to {short(number.hi)}"
    return f"{quote(typed)} {fault}: {wanted} is wanted. It stays at {short(st.session_state[name])}."


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
