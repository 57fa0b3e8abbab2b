"""The controls: the sidebar's widgets, whose keys are the names of the settings, and the page's notices.

What a beginner does not need is folded away; what is folded away is neither made nor sent.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from optim import OPTIMIZERS, Objective
from ui import page, showcases
from ui.settings import session, twins, widgets
from ui.settings.address import to_query
from ui.settings.listeners import silence, sliders_of
from ui.settings.numbers import OWN
from ui.settings.parameters import Number, quote
from ui.settings.record import (
    DEFAULT,
    FIRST,
    NUMBERS,
    OWN_KEYS,
    PARAMETERS,
    TYPED,
    Settings,
    asked_start,
    objective_of,
    optimizers,
    own_numbers,
    own_parameters,
    owned,
    slider_of,
    with_own,
)
from ui.sidebar import again, family, tuning

MORE = ("epsilon", "times", "noise", "noise_seed")  # sliders that are folded away
LONG = 33  # signs of a formula: more do not fit in a phone's line at full size
SIGNLESS = re.compile(r"\\(?:left|right|t?frac|sqrt|allowbreak|quad|[,;])|[{}^_\s\\]")  # what is not printed
EM_SPACE = "\u2003"  # between name and formula; none where the formula begins a line


def title(objective: Objective) -> None:
    """The head of the page: the objective and its formula."""
    name = "Your function" if objective.name == TYPED else objective.title
    formula_title(name, objective.formula)
    with st.empty():
        if objective.gradient_formula:
            st.caption(f"${objective.gradient_formula}$")


def formula_title(name: str, formula: str) -> None:
    """A head with a formula, smaller if it is long."""
    size = r"\footnotesize " if len(SIGNLESS.sub("", formula)) > LONG else ""
    st.title(f"{page.literal(name)}{EM_SPACE}${size}{formula}$", anchor=False)


def lesson(settings: Settings) -> None:
    """What to look at, while the race is the one that shows it; else the way back to that race."""
    with st.empty():
        if settings.objective in showcases.SHOWCASES:
            look, on_show = showcases.SHOWCASES[settings.objective].look, showcases.is_on_show(settings)
            # One that is not true now is hidden (page.css), but keeps its place, and so the picture its own.
            with st.container(key="lesson" if on_show else "lesson_left"):
                st.markdown(look)
                if not on_show:
                    _show_lesson(settings, look)


def _show_lesson(settings: Settings, look: str) -> None:
    clicked = st.button(
        "Show the lesson",
        icon=":material/undo:",
        key="show_lesson",
        type="tertiary",
        on_click=session.adopt,
        args=(showcases.lesson_of(settings),),
        help=f"Takes the settings in which this can be seen: {look}",
    )
    if clicked:  # all widgets follow, and a fragment would draw its own alone
        st.rerun()


def racers(settings: Settings) -> None:
    """The head of the sidebar: on which objective, and who races."""
    with st.container():  # of its own: what comes after it keeps its place
        _choice("objective", settings, showcases.choose)
        if settings.objective == TYPED:
            _field("f", "x^2 + 3xy + 4y^2")
            _field("domain", "-2,2,-2,2")
        st.caption(objective_of(settings).lesson)
        for name in own_numbers(settings.objective):
            _own_slider(settings.objective, name, objective_of(settings).parameters[name])
        offered = {*FIRST, *twins.known(settings)}
        default = widgets.show("optimizers", list(settings.optimizers))
        st.pills(
            PARAMETERS["optimizers"].label,
            [name for name in PARAMETERS["optimizers"].names if name in offered],
            selection_mode="multi",
            default=default,
            format_func=family.pill,
            key="optimizers",
            help=PARAMETERS["optimizers"].help,
        )
        _folded(
            st.popover("Race one twice", width="stretch", key="twice", on_change="rerun"),
            lambda: again.show(settings),
        )
        family.way_in()


def sliders() -> None:
    """The sliders of a beginner; the fragment of the runs answers for them, see `patch_streamlit`."""
    with st.sidebar:
        _sliders()


@st.fragment(key="sliders")
def _sliders() -> None:
    settings = st.session_state[session.SETTINGS]
    for name in sliders_of(settings):
        with st.container(key=f"row_{name}", gap=None):
            why = _slider(name, settings)
            # The browser plays it (static/hands/slider_player.js).
            st.button(
                f"Play {NUMBERS[name].label}",
                icon=":material/play_arrow:",
                key=f"play_{name}",
                type="tertiary",
                disabled=bool(why),
            )


def more(settings: Settings) -> None:
    """The way back from a start of one's own, where there is one; and, folded away, all other sliders."""
    with st.sidebar:
        with st.empty():
            if settings.start:
                _unplace()
        _folded(st.expander("More settings", key="more", on_change="rerun"), lambda: _more(settings))


def reset() -> None:
    """The foot of the sidebar."""
    st.sidebar.button("Reset", on_click=session.adopt, args=(DEFAULT,), key="reset", width="stretch")


def way_out(settings: Settings) -> None:
    """The link from a page that is embedded in another to the same race with all its controls."""
    with st.container(key="way_out"):
        st.markdown(f"[Open in Descent Lab](?{urlencode(to_query(settings))})")


def show_notices(notices: tuple[str, ...]) -> None:
    """A line for each notice."""
    with st.empty():
        if notices:
            with st.container(gap=None):
                for notice in notices:
                    page.plain(notice)


def _folded(container: Any, build: Callable[[], None]) -> None:
    """Build the content of a popover or an expander while it is open."""
    if container.open:
        with container:
            build()


def _choice(name: str, settings: Settings, take: widgets.Take | None = None) -> None:
    choice, names = PARAMETERS[name], PARAMETERS[name].listed()
    default = widgets.show(name, getattr(settings, name), take)
    place = names.index(default) if default else 0
    st.selectbox(choice.label, names, place, format_func=choice.entry, key=name, help=choice.help)


def _slider(name: str, settings: Settings) -> str:
    """A slider; gives the reason why it is switched off, if it is."""
    (number, value), stops, why = slider_of(settings, name), session.positions(name), silence(settings, name)
    default = widgets.show(name, value, disabled=bool(why))
    st.select_slider(
        number.label,
        stops,
        default,
        format_func=number.words,
        key=name,
        help=number.help,
        disabled=bool(why),
    )
    if why:
        st.caption(why)
    return why


def _more(settings: Settings) -> None:
    run, own, exact = st.tabs(["Run", "Own values", "Exact"])
    with run:
        _run(settings)
    with own:
        _own_values(settings)
    with exact:
        _exact_values(settings)


def _run(settings: Settings) -> None:
    """What is the same for all racers, beside the four sliders."""
    tuning.show()
    _choice("schedule", settings)
    for name in (*MORE, "batch") if objective_of(settings).n_rows else MORE:
        with st.container(key=f"row_{name}", gap=None):
            _slider(name, settings)
    with st.container(gap=None):
        _bias_correction(settings)
    _choice("colorscale", settings)


def _bias_correction(settings: Settings) -> None:
    switch, why = PARAMETERS["bias_correction"], silence(settings, "bias_correction")
    default = widgets.show("bias_correction", settings.bias_correction, disabled=bool(why))
    st.toggle(switch.label, bool(default), key="bias_correction", help=switch.help, disabled=bool(why))
    if why:
        st.caption(why)


def _own_values(settings: Settings) -> None:
    """What one of the racers does differently from the rest.

    Tabs, because the browser itself switches between them: the sliders of the tab before are gone at once,
    and nobody takes them for those of the new tab, which are still to come.
    """
    titles = [family.tab(name) for name in settings.optimizers]
    for owner, tab in zip(settings.optimizers, _tabs(titles, "owner"), strict=True):
        _folded(tab, partial(_own_values_of, owner, settings))


def _tabs(titles: list[str], key: str) -> Sequence[Any]:
    """Tabs of which the one on show stays on show when others come or go."""
    before, default = st.session_state.get(f"_{key}", ([], None))
    if titles != before:
        shown = st.session_state.get(key)
        default = shown if shown in titles else None
        st.session_state[f"_{key}"] = (titles, default)
    return st.tabs(titles, key=key, default=default, on_change="rerun")


def _own_values_of(owner: str, settings: Settings) -> None:
    rule = optimizers(settings)[owner]
    for name, parameter in own_parameters(owner).items():
        own = _own_slider if isinstance(parameter, Number) else _own_switch
        own(owner, name, getattr(rule, name))
    again.buttons(owner, settings)
    if owned(settings, owner) and owner in OPTIMIZERS:
        label = f"Let {PARAMETERS['optimizers'].names[owner]} share again"
        st.button(label, on_click=session.take_back, args=(owner,), key="share_again", width="stretch")


def _own_slider(owner: str, name: str, value: float) -> None:
    """A slider for what an optimizer or an objective has of its own; it shows what holds now."""
    number, key = OWN[name], f"{owner}.{name}"
    stops = widgets.stops({key: (number, value)})[key]
    default = widgets.show(key, value, lambda settings, given: with_own(settings, key, given))
    st.select_slider(number.label, stops, default, format_func=number.words, key=key, help=number.help)


def _own_switch(owner: str, name: str, value: bool) -> None:
    """A switch of one racer alone."""
    switch, key = OWN_KEYS[f"{owner}.{name}"], f"{owner}.{name}"
    default = widgets.show(key, value, lambda settings, given: with_own(settings, key, given))
    st.toggle(switch.label, bool(default), key=key, help=switch.help)


def _unplace() -> None:
    """The way back from a start that the visitor has set."""
    st.button(
        "Start where the seed says",
        icon=":material/undo:",
        key="unplace",
        type="tertiary",
        on_click=session.change,
        kwargs={"start": None},
        help="You set the start yourself. Another seed does this, too.",
    )


def _exact_values(settings: Settings) -> None:
    """A field for each number of the sliders and two for the start, in which any value can be typed."""
    for name in sliders_of(settings):
        _field(name)
    axes, point = PARAMETERS["start"].axes(settings), asked_start(settings)
    for axis, (number, key, value) in enumerate(zip(axes, session.START_FIELDS, point, strict=True)):
        text = widgets.text_of(key, number.write(value) if settings.start else "")
        default = widgets.show(key, text, partial(session.take_typed_start, axis))
        st.text_input(number.label, default or "", key=key, placeholder=f"{value:.6g}", help=number.help)
        if text.strip():
            _answer(number, text, float(f"{value:.6g}"))


def _field(name: str, example: str = "") -> None:
    """A field for typing a setting; what is no good stays in it, with a sentence that says why."""
    parameter, key = PARAMETERS[name], f"{name}_typed"
    kept = getattr(st.session_state[session.SETTINGS], name)
    text = widgets.text_of(key, parameter.write(kept))
    default = widgets.show(key, text, partial(session.take_typed, name))
    st.text_input(parameter.label, default or "", key=key, placeholder=example)
    _answer(parameter, text, kept)


def _answer(parameter: Any, typed: str, kept: Any) -> None:
    """Say what is wrong with a value that was typed and what is used instead, or how it was understood."""
    _, fault, note = parameter.read(typed, st.session_state[session.SETTINGS])
    if fault and isinstance(parameter, Number):
        fault += f"; enter {parameter.range_words()}"
    if fault:
        subject = quote(typed) if typed.strip() else "An empty field"
        page.plain(f"{subject} {fault}. It stays at {parameter.words(kept)}.")
    elif note:
        page.plain(note)
