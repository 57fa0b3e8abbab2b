"""The stage, Python's side: packs a race for the browser and mounts the component that plays it.

Two elements, so that each message carries only what has changed: the hill (figures, a few times a visit) and
the runs (at every move of a slider). Both load their code from static/.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import streamlit as st
from plotly.utils import PlotlyJSONEncoder

from figures import contour, palette, surface
from figures.frames import Frame
from optim import Objective, Trajectory, nearness, words
from ui import quantities
from ui.settings.record import Settings, objective
from ui.wire import mechanism, requests, update
from ui.wire.packing import pack

# The stage's place at about its final size, until its style sheet is here.
WAITING = """<div class="stage-wait" role="status"
style="min-height:min(660px, 72vh); display:grid; place-items:center; opacity:.8">
The optimizers are on their way to the start</div>"""

LOADER = """export default async function (component) {
  const page = document.querySelector('script[src*="static/js/index"]').src;
  const module = await import(new URL("../../app/static/MODULE", page));
  return module.default(component);
}"""


@dataclass(frozen=True)
class Scenery:
    """All that decides how a hill looks."""

    hill: Settings  # all else default: see `ui.settings.record.hill`
    frame: Frame
    colorscale: str
    theme: str

    @property
    def key(self) -> str:
        """A short name, by which a run names its hill."""
        return _digest(repr(self))


def show_hill(scenery: Scenery, paths: Sequence[np.ndarray] = (), spare: bool = False) -> None:
    """Send the figures of a hill to the stage.

    `paths`, each (n, 2), decide the side it is first looked at from; they are read only when a hill is drawn
    for the first time. A `spare` hill is not shown, but kept in case a start is dragged out of the frame.
    """
    payload = _hill(scenery.key, scenery, paths)
    mount = _component("hill", "bridge/hill_port.js")
    # the quantities go with the hill, which is not sent at every move
    data = {**payload, "quantities": quantities.catalogue(), "spare": spare}
    mount(key="spare_hill" if spare else "hill", data=data)


def show_runs(
    hill: Objective,
    frame: Frame,
    races: dict[str, Trajectory],
    curves: Sequence[quantities.Curve],
    facts: dict,
) -> None:
    """Send the runs of a race to the stage, with `facts` beside what `describe` says of them.

    `frame` is the part of the plane that is shown.

    id: see `race_id`; hill: the key of its hill, title: its title; begins: a change of it plays the run from
    its start; file: the name of a file of this race, without an ending; guides: see `quantities.guides`;
    frame: the choice that is shown, 'domain', 'fit' or ''; sliders: of each slider its label, and its value
    as text; programs: the key of its programs; engine: their numbers, see `ui.wire.programs`.
    """
    names = [quantity for quantity, _ in curves]
    tables, layout = pack(races, names, frame)
    facts = {
        **describe(hill, races),
        "curves": curves,
        "offered": quantities.offered(races),
        "layout": layout,
        "chunk": _plotly_chunk(),
        **facts,
    }
    mount = _component("stage", "mount.js", html=WAITING)
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
            mount = _component("update", "bridge/update.js")
            mount(key="update", data=update.pack(races[name], race_id))


def show_mechanism(races: Mapping[str, Trajectory], race_id: str) -> None:
    """Send what made each step to the stage, while it draws that."""
    with st.empty():
        if mechanism.shown():
            mount = _component("mechanism", "bridge/step_port.js")
            mount(key="mechanism", data=mechanism.pack(races, race_id))


def show_programs(text: str) -> None:
    """Send what the browser runs races from, see `ui.wire.programs`."""
    mount = _component("programs", "bridge/programs_port.js")
    mount(key="programs", data={"key": programs_key(text), "json": text})


@lru_cache(maxsize=64)
def programs_key(text: str) -> str:
    """A short name for programs, by which a run names its own."""
    return _digest(text)


def race_id(settings: Settings, scenery: Scenery) -> str:
    """A short name for a race and its picture: all of it follows from these."""
    return _digest(repr(settings), scenery.key)


def describe(hill: Objective, races: dict[str, Trajectory]) -> dict:
    """What the stage must know beside the numbers, as plain JSON."""
    first = next(iter(races.values()))
    return {
        "objective": hill.name,
        "n_iter": first.n_iter,
        "start": first.x[0].tolist(),
        "bounds": hill.bounds.tolist(),
        "minima": hill.minima.tolist(),
        "minimum": quantities.lowest_loss(hill),
        "offset": hill.offset,
        "estimated": hill.estimated,
        "tolerance": hill.tolerance,
        "nearness": nearness(hill),
        "runs": [_run_facts(hill, name, trajectory) for name, trajectory in races.items()],
    }


def _run_facts(hill: Objective, name: str, trajectory: Trajectory) -> dict:
    rule, look = trajectory.optimizer, palette.style(name)
    return {
        "name": name,
        "title": rule.title,
        "short": rule.short,
        "length": int(trajectory.n_finite),
        "style": {
            "color": look.color,
            "ink": {"light": look.ink_light, "dark": look.ink_dark},
            "marker": look.marker,
            "radius": look.radius,
        },
        "outcome": {**vars(trajectory.outcome), "words": words(hill, rule, trajectory)},
    }


@st.cache_resource(max_entries=32, show_spinner=False)
def _hill(key: str, _scenery: Scenery, _paths: Sequence[np.ndarray]) -> dict:
    """The figures of a scenery, kept by its key: Streamlit takes longer to hash Settings than to race."""
    record = objective(_scenery.hill)
    where, look = _scenery.frame, {"theme": _scenery.theme, "colorscale": _scenery.colorscale}
    return {
        "key": key,
        "objective": _digest(repr(_scenery.hill)),
        "colorscale": _scenery.colorscale,
        "frame": _digest(repr((_scenery.hill, _scenery.frame))),
        "theme": asdict(palette.theme_of(_scenery.theme)),
        "chunk": _plotly_chunk(),
        "contour": _plain(contour(record, where, **look)),
        "surface": _plain(surface(record, where, **look, paths=_paths)),
    }


def _plain(figure: go.Figure) -> str:
    """A figure as JSON. Its own to_json escapes every / of the arrays, a quarter more to send."""
    return json.dumps(figure.to_plotly_json(), cls=PlotlyJSONEncoder)


def _component(name: str, module: str, html: str | None = None):
    return st.components.v2.component(
        f"descent_lab_{name}", html=html, js=LOADER.replace("MODULE", module), isolate_styles=False
    )


@cache
def _plotly_chunk() -> str:
    """The file name of Streamlit's own Plotly, which carries a hash."""
    return next((Path(st.__file__).parent / "static/static/js").glob("PlotlyChart.*.js")).name


def _digest(*parts: str) -> str:
    """A short name for some content."""
    return blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()
