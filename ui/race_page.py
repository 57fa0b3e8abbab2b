"""The race: settings in, one linked picture out."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st

from figures.frames import Frame, auto_frame, domain, fit_frame
from figures.racers import RACERS
from optim import Objective, Trajectory
from ui import budget, quantities, showcases, table
from ui.export import take
from ui.export.downloads import file_name
from ui.races import race_of
from ui.settings import session, widgets
from ui.settings.address import to_query
from ui.settings.listeners import listeners, sliders_of
from ui.settings.record import (
    DEFAULT,
    NUMBERS,
    OWN_KEYS,
    PARAMETERS,
    Settings,
    objective_of,
    objective_settings,
    owner_of,
    plane_settings,
    start,
    with_own,
)
from ui.settings.regions import FIT
from ui.sidebar import controls, family
from ui.streamlit_private import is_first_part, run_instead
from ui.streamlit_private.network import network_address
from ui.wire import mechanism, programs, requests, stage, update

BESIDE = "_beside"  # session state: what stands beside the runs, see `_beside`; None while it is being drawn
UNFOLDED = ("more", "take", "iterates")  # what can be open and shows the runs, or the sliders' values


def show() -> None:
    """Compose the page: what the address and the widgets ask for is raced and shown."""
    session.restore()
    head = st.sidebar.container()  # drawn after the race, which is what a visitor waits for
    view = st.empty()
    _race_and_sliders()
    with head:
        controls.racers(st.session_state[session.SETTINGS])
    if family.is_open():
        with view.container(key="family", gap=None):
            family.show(st.session_state[session.SETTINGS])
    controls.reset()
    if session.outlived():
        st.rerun()


@st.fragment(key="race")
def _race_and_sliders() -> None:
    """The sliders, and all that shows the race and the settings beside it.

    The runs go out first, so that the picture waits for nothing; the sliders are drawn beside it afterwards.
    What is not always there has a place of its own (`st.empty`), so that nothing else moves: the parts within
    this one, the runs and the table, are sent to where they were when it was run last.
    """
    if session.overtaken("sliders"):
        st.rerun()
    st.session_state[BESIDE] = None  # until all of it is drawn
    session.take_changes()
    requests.take(REQUESTS)
    if session.take_whole_page() and is_first_part():
        st.rerun()
    settings, notices = session.collect()
    races = race_of(settings)
    scenery = _scenery(settings, races)
    controls.title(next(iter(races.values())).objective)
    if not st.context.is_embedded:
        controls.lesson(settings)
    controls.show_notices((*budget.notices(settings), *notices))
    stage.show_programs(programs.programs(settings))
    race_id, address = _runs()
    stage.show_terrain(scenery, [run.x for run in races.values()])
    stage.show_mechanism(races, race_id)
    if st.context.is_embedded:
        controls.way_out(address)
    else:
        stage.show_update(races, race_id)
        table.show(_race_now)
        affordable = replace(budget.affordable(settings), view=scenery.frame)
        take.show(affordable, partial(race_of, settings), scenery.theme)
    controls.sliders()
    controls.more(settings)
    session.sync_address(address)
    _send_whole_domain(scenery, races)
    st.session_state[BESIDE] = _beside(settings, notices)


@st.fragment(key="runs")
def _runs() -> tuple[str, Settings]:
    """What a move of a slider runs again, alone: the runs and the address.

    Gives the race's id and the settings that the address shows. Where more changes, all that shows the race
    is run again.
    """
    changes = session.pending_changes()
    if session.overtaken("sliders", changes=changes):
        st.rerun()
    settings, notices = session.collect(changes)
    if is_first_part() and (requests.pending() or not _stands(settings, notices)):
        run_instead("race")
    races = race_of(settings)
    objective, scenery = next(iter(races.values())).objective, _scenery(settings, races)
    key = stage.programs_key(programs.programs(settings))
    address = st.session_state[session.SETTINGS]  # without a view that the start has left
    usual = address.view == FIT or scenery.frame == auto_frame(objective, races)
    facts = _facts(settings, scenery, key, races) | {
        "frame": _choice(settings, scenery.frame, objective),
        "settings": to_query(address if usual else replace(address, view=scenery.frame)),
    }
    stage.show_runs(objective, scenery.frame, races, settings.curves, facts)
    if is_first_part():  # else the sliders go out first: the address tells that the browser has got them
        session.sync_address(address)
    return facts["id"], address


def _stands(settings: Settings, notices: tuple[str, ...]) -> bool:
    """Whether what stands beside the runs would be drawn as it is."""
    before = st.session_state.get(BESIDE)
    return before is not None and _beside(settings, notices) == before and widgets.in_step()


def _beside(settings: Settings, notices: tuple[str, ...]) -> tuple | None:
    """All that decides what stands beside the runs; None where something there shows the runs itself."""
    if st.context.is_embedded or mechanism.shown() or update.is_open() or any(map(_is_open, UNFOLDED)):
        return None
    others = replace(settings, **{name: getattr(DEFAULT, name) for name in sliders_of(settings)})
    return others, (*budget.notices(settings), *notices), _frame_now(settings), showcases.is_on_show(settings)


def _frame_now(settings: Settings) -> Frame | None:
    """The frame that a run of these settings is seen in; None for another one than is on show."""
    if settings.view == FIT:
        return _fitted(settings)
    origin, frame = st.session_state[session.FRAME]
    return frame if origin == _origin(settings) or _holds(frame, start(settings)) else None


def _fitted(settings: Settings) -> Frame:
    return fit_frame(objective_of(settings), race_of(settings, bool))


def _is_open(key: str) -> bool:
    return bool(st.session_state.get(key))


def _race_now() -> Mapping[str, Trajectory]:
    """The race of the settings of now: a fragment keeps what it is given as long as its page, so no races."""
    return race_of(st.session_state[session.SETTINGS])


def _scenery(settings: Settings, races: Mapping[str, Trajectory]) -> stage.Scenery:
    frame = _frame(settings, races)
    return stage.Scenery(objective_settings(settings), frame, settings.colorscale, session.theme())


def _send_whole_domain(scenery: stage.Scenery, races: Mapping[str, Trajectory]) -> None:
    """The terrain of the whole domain, for a start that is moved out of the frame; last, as nobody waits."""
    whole = replace(scenery, frame=domain(objective_of(scenery.objective)))
    with st.empty():
        if whole != scenery:
            stage.show_terrain(whole, [run.x for run in races.values()], spare=True)


def _facts(settings: Settings, scenery: stage.Scenery, key: str, races: Mapping[str, Trajectory]) -> dict:
    """What the stage must know of the page around the runs; see `stage.show_runs`."""
    first = next(iter(races.values()))
    shown = [quantity for quantity, _ in settings.curves]
    return {
        "id": stage.race_id(settings, scenery),
        "terrain": scenery.key,
        "guides": quantities.guides(races, shown, listeners(settings, "step_size")),
        "begins": f"{settings.objective} {settings.f}",
        "title": objective_of(settings).title,
        "network": network_address(),
        "present": settings.present,
        "file": file_name(settings, ""),
        "sliders": _told(settings),
        "programs": key,
        "engine": programs.numbers(settings, first.objective, first.x[0].tolist(), first.n_iter),
    }


def _told(settings: Settings) -> dict[str, dict[str, str]]:
    """What a picture says of its settings: its sliders; not the seed where it has not drawn the start."""
    told = {
        name: {"label": NUMBERS[name].label, "text": NUMBERS[name].write(getattr(settings, name))}
        for name in sliders_of(settings)
    }
    if settings.start:
        del told["seed"]
        start, point = PARAMETERS["start"], "({:g}, {:g})".format(*settings.start)
        told["start"] = {"label": start.label, "text": point.replace("-", "−")}
    return told


def _frame(settings: Settings, races: Mapping[str, Trajectory]) -> Frame:
    """The part of the plane that is shown.

    While it fits the paths, it follows every run. Else it never moves by itself: only by the visitor's
    choice, with another objective, or a start outside it.
    """
    origin = _origin(settings)
    if settings.view == FIT:
        st.session_state[session.FRAME] = (origin, fit_frame(objective_of(settings), races))
        return st.session_state[session.FRAME][1]
    before, frame = st.session_state.get(session.FRAME, (None, None))
    frame = settings.view or (frame if before and before[0] == origin[0] else None)
    moved = before is not None and before != origin
    if frame is None:
        frame = auto_frame(objective_of(settings), races)
    elif moved and not _holds(frame, start(settings)):
        frame = domain(objective_of(settings))
        session.change(view=None)
    st.session_state[session.FRAME] = (origin, frame)
    return frame


def _origin(settings: Settings) -> tuple:
    """What a frame was chosen for: the plane, and the start."""
    return (plane_settings(settings), *start(settings).tolist())


def _holds(frame: Frame, point: np.ndarray) -> bool:
    x0, x1, y0, y1 = frame
    return bool(x0 <= point[0] <= x1 and y0 <= point[1] <= y1)


def _choice(settings: Settings, frame: Frame, objective: Objective) -> str:
    """What the frame on show is: 'fit' while it follows the paths, 'domain', or ''."""
    if settings.view == FIT:
        return FIT
    return "domain" if frame == domain(objective) else ""


def _set(slider: str, value: float) -> None:
    """A slider was moved by the stage: a docked one, one that plays, or any without a connection."""
    number = {**NUMBERS, **OWN_KEYS}[slider].read(str(value)).value
    if number is None:
        return
    if slider in NUMBERS:
        session.change(**{slider: number})
    else:
        session.change(own=with_own(st.session_state[session.SETTINGS], slider, number).own)
        if owner_of(slider) not in RACERS:  # the objective's own stand in the head
            session.ask_for_whole_page()


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
    """The visitor wants the whole domain, a frame that fits the paths from now on, or that of now to stay."""
    frames = {
        "domain": lambda: domain(objective_of(st.session_state[session.SETTINGS])),
        "fit": lambda: FIT,
        "still": lambda: st.session_state[session.FRAME][1],
    }
    session.change(view=frames[choice]())


def _follow(query: Mapping[str, str]) -> None:
    """The visitor goes to a moment, or has opened a file: its settings, as a link has them."""
    if not all(isinstance(text, str) for text in (*query.keys(), *query.values())):
        raise TypeError("a link holds texts")
    session.follow(query)
    session.ask_for_whole_page()


# What a visitor can ask for on the stage: the name of the request -> what follows from its value.
REQUESTS = {
    "frame": _choose_frame,
    "set": lambda value: _set(**value),
    "place": lambda value: _place(**value),
    "curves": _choose_curves,
    "settings": _follow,
    "present": lambda on: session.change(present=bool(on)),
    "mechanism": mechanism.show,
    "explain": update.choose,
    "theme": lambda _: None,  # the run itself draws the terrain in the theme of now
}
