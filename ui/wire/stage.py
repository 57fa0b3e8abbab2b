"""The stage, Python's side: packs a race for the browser and mounts the component that plays it.

Two elements, so that each message carries only what has changed: the terrain (figures, a few times a visit)
and the runs (at every move of a slider). Both load their code from static/.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import plotly.graph_objects as go
import streamlit as st
from plotly.utils import PlotlyJSONEncoder

from figures import contour, palette, surface
from figures.frames import Frame
from figures.maps.look import LOOKS
from figures.racers import Title, race_titles
from optim import Objective, Trajectory, nearness, words
from optim.explain.terms import TERMS
from ui import quantities
from ui.settings.record import Settings, objective_of
from ui.wire import looks, mechanism, requests, update
from ui.wire.elements import element
from ui.wire.packing import pack

# The stage's place at about its final size, until its style sheet is here.
WAITING = """<div class="stage-wait" role="status"
style="min-height:min(660px, 72vh); display:grid; place-items:center; opacity:.8">
The optimizers are on their way to the start</div>"""


@dataclass(frozen=True)
class Scenery:
    """All that decides how a terrain looks."""

    objective: Settings  # all else default: see `ui.settings.record.objective_settings`
    frame: Frame
    colorscale: str
    theme: str

    @property
    def key(self) -> str:
        """A short name, by which a run names its terrain."""
        return _digest(repr(self))


def show_terrain(scenery: Scenery, paths: Sequence[np.ndarray] = (), spare: bool = False) -> None:
    """Send the figures of a terrain to the stage.

    `paths`, each (n, 2), decide the side it is first looked at from; they are read only when a terrain is
    drawn for the first time. A `spare` terrain is not shown, but kept in case a start is dragged out of the
    frame.
    """
    figures = _terrain(scenery.key, scenery, paths)
    mount = element("terrain")
    # the quantities go with the terrain, which is not sent at every move
    data = {**figures, "quantities": quantities.catalogue(), "terms": TERMS, "spare": spare}
    mount(key="spare_terrain" if spare else "terrain", data=data)


def show_runs(
    objective: Objective,
    frame: Frame,
    races: dict[str, Trajectory],
    curves: Sequence[quantities.Curve],
    facts: dict,
) -> None:
    """Send the runs of a race to the stage, with `facts` beside what `describe` says of them.

    `frame` is the part of the plane that is shown.

    id: see `race_id`; terrain: the key of its terrain, title: its title; begins: a change of it plays the run
    from its start; file: the name of a file of this race, without an ending; guides: see `quantities.guides`;
    frame: the choice that is shown, 'domain', 'fit' or ''; settings: as a link has them that opens on this;
    present: whether the projector view is asked for; sliders: of each slider its label, and its value as
    text; programs: the key of its programs; engine: their numbers, see `ui.wire.programs`.
    """
    names = [quantity for quantity, _ in curves]
    tables, layout = pack(races, names, frame)
    facts = {
        **describe(objective, races),
        "curves": curves,
        "offered": quantities.offered(races),
        "layout": layout,
        **facts,
    }
    mount = element("stage", html=WAITING)
    mount(
        key="stage",
        data={**tables, "facts": facts, "visit": requests.visit(), "answered": requests.answered()},
        on_requests_change=lambda: None,  # Streamlit keeps a component's state only where a callback is named
    )


def show_update(races: Mapping[str, Trajectory], race_id: str) -> None:
    """Send the numbers of one run's updates to the stage, while its panel for them is open."""
    name = update.chosen(races)
    with st.empty():
        if name:
            mount = element("update")
            mount(key="update", data=update.pack(races[name], race_id, name))


def show_mechanism(races: Mapping[str, Trajectory], race_id: str) -> None:
    """Send what made each step to the stage, while it draws that."""
    with st.empty():
        if mechanism.shown():
            mount = element("mechanism")
            mount(key="mechanism", data=mechanism.pack(races, race_id))


def show_programs(text: str) -> None:
    """Send what the browser runs races from, see `ui.wire.programs`."""
    mount = element("programs")
    mount(key="programs", data={"key": programs_key(text), "json": text})


@lru_cache(maxsize=64)
def programs_key(text: str) -> str:
    """A short name for programs, by which a run names its own."""
    return _digest(text)


def race_id(settings: Settings, scenery: Scenery) -> str:
    """A short name for a race and its picture: all of it follows from these."""
    return _digest(repr(settings), scenery.key)


def describe(objective: Objective, races: dict[str, Trajectory]) -> dict:
    """What the stage must know beside the numbers, as plain JSON."""
    first = next(iter(races.values()))
    called = race_titles(races)
    return {
        "objective": objective.name,
        "n_iter": first.n_iter,
        "start": first.x[0].tolist(),
        "bounds": objective.bounds.tolist(),
        "minima": objective.minima.tolist(),
        "minimum": quantities.lowest_loss(objective),
        "offset": objective.offset,
        "estimated": objective.estimated,
        "tolerance": objective.tolerance,
        "nearness": nearness(objective),
        "runs": [_run_facts(objective, name, called[name], run) for name, run in races.items()],
    }


def _run_facts(objective: Objective, name: str, title: Title, trajectory: Trajectory) -> dict:
    rule = trajectory.optimizer
    return {
        "name": name,
        "title": title.title,
        "short": title.short,
        **({"values": title.values} if title.values else {}),
        "length": int(trajectory.n_finite),
        "style": looks.style(name),
        "outcome": {**vars(trajectory.outcome), "words": words(objective, rule, trajectory)},
    }


@st.cache_resource(max_entries=32, show_spinner=False)
def _terrain(key: str, _scenery: Scenery, _paths: Sequence[np.ndarray]) -> dict:
    """The figures of a scenery, kept by its key: Streamlit takes longer to hash Settings than to race."""
    record = objective_of(_scenery.objective)
    where, look = _scenery.frame, {"theme": _scenery.theme, "colorscale": _scenery.colorscale}
    return {
        "key": key,
        "objective": _digest(repr(_scenery.objective)),
        "colorscale": _scenery.colorscale,
        "frame": _digest(repr((_scenery.objective, _scenery.frame))),
        "theme": asdict(palette.theme_of(_scenery.theme)),
        "maps": asdict(LOOKS[_scenery.theme]),
        "contour": _plain(contour(record, where, **look)),
        "surface": _plain(surface(record, where, **look, paths=_paths)),
    }


def _plain(figure: go.Figure) -> str:
    """A figure as JSON. Its own to_json escapes every / of the arrays, a quarter more to send."""
    return json.dumps(figure.to_plotly_json(), cls=PlotlyJSONEncoder)


def _digest(*parts: str) -> str:
    """A short name for some content."""
    return blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()
