"""The race: settings in, one linked picture out."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st

from figures.frames import Frame, auto_frame, domain, fit_frame
from optim import Objective, Trajectory
from ui import budget, quantities, table
from ui.export import take
from ui.export.downloads import file_name
from ui.races import race_of
from ui.settings import session
from ui.settings.record import NUMBERS, PARAMETERS, SLIDERS, Settings, ground, objective, start
from ui.settings.record import hill as hill_of
from ui.sidebar import controls
from ui.wire import fan, mechanism, requests, stage, update


def show() -> None:
    """Compose the page: what the address and the widgets ask for is raced and shown."""
    settings, _ = session.restore()
    controls.racers(settings)
    _race_and_sliders()
    controls.reset()
    if session.outlived():
        st.rerun()


@st.fragment
def _race_and_sliders() -> None:
    """What a move of a slider runs again, alone: the sliders, and all that shows the race.

    The runs go out first, so that the picture waits for nothing; the sliders are drawn beside it afterwards.
    What is not always there has a place of its own (`st.empty`), so that nothing else moves: the parts within
    this one, the fans and the table, are sent to where they were when it was run last.
    """
    if session.overtaken():
        st.rerun()
    session.take_changes()
    requests.take(REQUESTS)
    settings, notices = session.collect()
    races = race_of(settings)
    hill = next(iter(races.values())).objective
    frame, theme = _frame(settings, races), session.theme()
    scenery = stage.Scenery(hill_of(settings), frame, settings.colorscale, theme)
    positions = {name: session.positions(name) for name in SLIDERS}
    controls.title(hill)
    controls.show_notices((*budget.notices(settings), *notices))
    facts = _facts(settings, scenery, positions, races)
    race_id = stage.show_runs(hill, frame, races, settings.curves, facts)
    stage.show_hill(scenery, [run.x for run in races.values()])
    stage.show_mechanism(races, race_id)
    shown = partial(race_of, settings)  # what a fragment is given stays as long as its page: so no races
    stage.show_fans(settings, positions, scenery, shown)
    address = replace(settings, view=None if frame == auto_frame(hill, races) else frame)
    if st.context.is_embedded:
        controls.way_out(address)
    else:
        stage.show_update(races, race_id)
        table.show(shown)
        take.show(replace(budget.affordable(settings), view=frame), shown, theme)
    controls.sliders(settings)
    session.sync_address(address)


def _facts(settings: Settings, scenery: stage.Scenery, positions: Mapping, races: Mapping) -> dict:
    """What the stage must know of the page around the runs; see `stage.show_runs`."""
    shown = [quantity for quantity, _ in settings.curves]
    return {
        "hill": scenery.key,
        "guides": quantities.guides(races, shown, settings.step_size),
        "begins": f"{settings.objective} {settings.f}",
        "title": objective(settings).title,
        "file": file_name(settings, ""),
        "frame": _choice(scenery.frame, objective(settings), races),
        "sliders": {
            name: {
                "label": NUMBERS[name].label,
                "fan": fan.key(settings, name, places),
                "place": places.index(getattr(settings, name)),
                "text": NUMBERS[name].write(getattr(settings, name)),
            }
            for name, places in positions.items()
        },
    }


def _frame(settings: Settings, races: Mapping[str, Trajectory]) -> Frame:
    """The part of the plane that is shown.

    It never moves by itself: only by the visitor's choice, with another hill, or with a start outside of it.
    """
    origin = (ground(settings), *start(settings).tolist())
    before, frame = st.session_state.get(session.FRAME, (None, None))
    frame = settings.view or (frame if before and before[0] == origin[0] else None)
    moved = before is not None and before != origin
    if frame is None:
        frame = auto_frame(objective(settings), races)
    elif moved and not _holds(frame, start(settings)):
        frame = domain(objective(settings))
        session.change(view=None)
    st.session_state[session.FRAME] = (origin, frame)
    return frame


def _holds(frame: Frame, point: np.ndarray) -> bool:
    x0, x1, y0, y1 = frame
    return bool(x0 <= point[0] <= x1 and y0 <= point[1] <= y1)


def _choice(frame: Frame, hill: Objective, races: Mapping[str, Trajectory]) -> str:
    """The name of the choice a frame is: 'domain', 'fit' or, where the visitor chose another, ''."""
    named = {fit_frame(hill, races): "fit", domain(hill): "domain"}
    return named.get(frame, "")


def _set(slider: str, value: float) -> None:
    """A slider has played by itself and was stopped at a value."""
    number = NUMBERS[slider].read(str(value)).value
    if number is not None:
        session.change(**{slider: number})


def _choose_curves(chosen: list[list[str]]) -> None:
    """The visitor has chosen what the charts show, each [quantity, scale]. What is not good stays."""
    text = ",".join(map(":".join, chosen))
    settings = st.session_state[session.SETTINGS]
    session.change(curves=PARAMETERS["curves"].read(text, settings).value)


def _place(x: float, y: float) -> None:
    """The visitor has put the start somewhere."""
    point = PARAMETERS["start"].read(f"{x},{y}", st.session_state[session.SETTINGS]).value
    if point:
        session.change(start=point)


def _choose_frame(choice: str) -> None:
    """The visitor has pressed 'Whole domain' or 'Fit the paths'."""
    settings = st.session_state[session.SETTINGS]
    frames = {
        "domain": lambda: domain(objective(settings)),
        "fit": lambda: fit_frame(objective(settings), race_of(settings, bool)),
    }
    session.change(view=frames[choice]())


# What a visitor can ask for on the stage: the name of the request -> what follows from its value.
REQUESTS = {
    "frame": _choose_frame,
    "set": lambda value: _set(**value),
    "place": lambda value: _place(**value),
    "curves": _choose_curves,
    "mechanism": mechanism.show,
    "explain": update.choose,
    "theme": lambda _: None,  # the run itself draws the hill in the theme of now
}
