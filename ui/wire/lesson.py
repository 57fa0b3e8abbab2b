"""The stage of a lesson, Python's side: the ground of its planes, the scene on them, and how both are sent.

Two elements: the grounds stay from question to verdict, the scene does not. Before the commit a message holds
the runs that the question shows, and nothing of the others: neither their numbers nor the programs and
settings from which a browser could make them. These come with the verdict.
"""

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import lru_cache
from hashlib import blake2b
from math import isfinite
from typing import Any

import numpy as np
from plotly.utils import PlotlyJSONEncoder

from figures import contour, palette
from figures.frames import Frame
from optim import Objective, Trajectory, words
from ui import quantities
from ui.wire.elements import element

KEY = "lesson"  # of the element that shows the scene; its state holds what the visitor does there
SNAPSHOTS = 40  # of a sweep, from its first iteration to its last
CLOUDS = 250  # of runs that are repeated
WAITING = '<div role="status" style="min-height:60vh">The picture is being drawn</div>'
Ground = tuple[Objective, Frame]


def show(ground: str, scene: Mapping[str, Any]) -> None:
    """Mount both elements: `ground` as `grounds` gives it."""
    element("lesson_ground", module="lessons")(
        key="lesson_ground", data={"key": _key(ground), "json": ground}
    )
    element("lesson", html=WAITING, module="lessons")(
        key=KEY,
        data={"json": json.dumps(_readable({**scene, "ground": _key(ground)}), allow_nan=False)},
        on_picked_change=lambda: None,  # Streamlit keeps a component's state only where a callback is named
        on_theme_change=lambda: None,
    )


@lru_cache(maxsize=64)  # an objective is a frozen record: the same one has the same ground
def grounds(planes: tuple[Ground, ...], theme: str) -> str:
    """The contours of some planes in a theme, as JSON."""
    figures = [contour(objective, frame, theme).to_plotly_json() for objective, frame in planes]
    return json.dumps({"theme": asdict(palette.theme_of(theme)), "planes": figures}, cls=PlotlyJSONEncoder)


def _readable(value: Any) -> Any:
    """A scene as JSON has it, which knows no NaN and no infinity: null in their place."""
    if isinstance(value, Mapping):
        return {name: _readable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_readable(part) for part in value]
    return None if isinstance(value, float) and not isfinite(value) else value


@lru_cache(maxsize=64)
def _key(ground: str) -> str:
    """A short name, by which a scene names its ground."""
    return blake2b(ground.encode(), digest_size=8).hexdigest()


def array(values, kind: str = "") -> dict[str, Any]:
    """Numbers as a typed array of the browser's, flat: 'f4' where that keeps them, else 'f8'."""
    values = np.ravel(values)
    kind = kind or ("f4" if quantities.holds("float32", values) else "f8")
    with np.errstate(over="ignore"):
        return {"dtype": kind, "bdata": b64encode(values.astype(f"<{kind}").tobytes()).decode()}


def path(run: Trajectory, columns: Iterable[str], is_precise: bool) -> dict[str, Any]:
    """One run up to its last finite iterate, with the further columns that a chart needs.

    `is_precise`: whether differences of positions are looked at.
    """
    length, kind = int(run.n_finite), "f8" if is_precise else ""
    found = {name: array(run.x[:length, axis], kind) for axis, name in enumerate("xy")}
    found["height"] = array(run.value[:length] - (run.objective.minimum or 0.0))
    if "effective" in columns:
        found["effective"] = array(run.effective_step[: length - 1, 0] if length else ())
    outcome = {**vars(run.outcome), "words": words(run.objective, run.optimizer, run)}
    return {
        "n_iter": run.n_iter,
        "length": length,
        "outcome": outcome,
        "columns": found,
        "step_size": float(run.optimizer.step_size),
    }


def sweep(run: Trajectory) -> dict[str, Any]:
    """By what the mean step so far multiplies the loss: a row a snapshot, an entry a step size."""
    times = np.unique(np.geomspace(1, run.n_iter, SNAPSHOTS).round().astype(int))
    with np.errstate(all="ignore"):
        ratios = (run.value[times] / run.value[0]) ** (1 / times[:, None])
    sizes = np.ravel(run.optimizer.step_size).tolist()
    return {"n_iter": run.n_iter, "sizes": sizes, "times": times.tolist(), "ratios": array(ratios, "f4")}


def cloud(iterates: np.ndarray, times: np.ndarray, heights: np.ndarray | None, window: int) -> dict[str, Any]:
    """Points (snapshots, m, 2) at `times`, of which the last `window` snapshots are seen at once.

    `heights`, (n_iter + 1,), is their mean height above the minimum, if that is known.
    """
    columns = {"x": array(iterates[..., 0], "f4"), "y": array(iterates[..., 1], "f4")}
    if heights is not None:
        columns["height"] = array(heights)
    return {
        "n_iter": int(times[-1]), "times": times.tolist(), "count": iterates.shape[1], "window": window,
        "columns": columns,
    }  # fmt: skip
