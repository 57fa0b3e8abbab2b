"""Racing an optimizer once more, with a value of its own, and taking such a racer off again."""

import streamlit as st

from figures.racers import RACERS, titles
from ui.settings import session, twins
from ui.settings.racers import MOST
from ui.settings.record import Settings, optimizers
from ui.sidebar.family import mark
from ui.streamlit_private import uninterrupted

ROW = {"type": "tertiary", "width": "stretch"}


def show(settings: Settings) -> None:
    """A button for each optimizer that can race once more, and one for each racer that came so."""
    st.caption("The same optimizer with a value of its own. Set it under *More settings*, *Own values*.")
    racing = dict.fromkeys(RACERS[racer].optimizer for racer in settings.optimizers)
    offered = [_add(optimizer, settings, "twice") for optimizer in racing]
    if not any(offered):
        st.caption(f"No more than three racers of one optimizer, and {MOST} in all.")
    for racer in settings.optimizers:
        _take_off(racer, settings, "twice")


def buttons(racer: str, settings: Settings) -> None:
    """The same for one racer alone."""
    _add(RACERS[racer].optimizer, settings, "own")
    _take_off(racer, settings, "own")


def _add(optimizer: str, settings: Settings, place: str) -> bool:
    """The button that lets an optimizer race once more; whether it can."""
    found = twins.again(settings, optimizer)
    if found:
        more, new = found
        label = f"{mark(new)} Add {titles(optimizers(more))[new].title}"
        key = f"again_{place}_{optimizer}"
        st.button(label, on_click=_race_again, args=(optimizer,), key=key, icon=":material/add:", **ROW)
    return bool(found)


def _take_off(racer: str, settings: Settings, place: str) -> None:
    """The button that takes off a racer that came beside another of its optimizer."""
    if RACERS[racer].number > 1 and len(settings.optimizers) > 1:
        label = f"{mark(racer)} Take off {titles(optimizers(settings))[racer].title}"
        key = f"leave_{place}_{racer}"
        st.button(label, on_click=_take, args=(racer,), key=key, icon=":material/remove:", **ROW)


@uninterrupted()
def _race_again(optimizer: str) -> None:
    settings, _ = session.collect()
    if found := twins.again(settings, optimizer):
        _adopt(found[0])


@uninterrupted()
def _take(racer: str) -> None:
    settings, _ = session.collect()
    _adopt(twins.take_off(settings, racer))


def _adopt(settings: Settings) -> None:
    """Takes the racers of settings, and shows them on the pills too, which are not run with 'Own values'."""
    session.change(optimizers=settings.optimizers, own=settings.own)
    session.ask_for_whole_page()
