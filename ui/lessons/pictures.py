"""What is drawn of a step: its planes and charts, before the commit without the hidden runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from figures.frames import Frame, is_narrow
from lessons import Step
from lessons.races import Races, Run, Runs
from lessons.words import say
from optim import Sweep, Trajectory
from ui.lessons.charts import charts, marks
from ui.lessons.racers import Looks, described
from ui.wire import lesson

CLOUD = 40  # snapshots of repeated runs that are seen at once
COLUMNS = {"effective": ("effective",)}  # what a kind of chart needs beside x, y and the height
PRECISE = {"distance", "steps"}  # the kinds that are differences of positions


@dataclass(frozen=True)
class Pictures:
    """The grounds of the planes, as they are sent, and the scene on them, plain JSON."""

    ground: str
    scene: Mapping[str, Any]


def subject(step: Step) -> Run:
    """The run that the question is about: the first that is hidden."""
    return next(
        (run for name, run in step.runs.items() if name not in step.shown), next(iter(step.runs.values()))
    )


def pictures(
    step: Step, races: Races, prediction: Any, measured: Any, hidden: bool, theme: str, tried: Any = None
) -> Pictures:
    """All that is drawn; of `races`, before the commit, only the shown ones are there.

    `tried`: what the runs were made with, where that is not the prediction.
    """
    about = subject(step)
    runs = step.runs if hidden else step.runs_for(prediction if tried is None else tried)
    drawn = {name: runs[name] for name in races}
    looks = described(step.shown_last(runs))
    given = _given(step, about)
    planes = [_plane("subject", about, drawn, races, hidden) | _points(step, prediction, measured)]
    if given:
        planes = [_plane("given", given, drawn, races, False), *planes]
        planes = [plane | {"title": run.objective.title} for plane, run in zip(planes, (given, about))]
    grounds = tuple((run.objective, frame(run)) for run in ([given] if given else []) + [about])
    axes = charts(step, about)
    scene = {
        "n_iter": max([run.n_iter for run in drawn.values()] or [about.n_iter]),
        "hidden": hidden,
        "planes": planes,
        "charts": [_chart(chart, drawn, races, prediction, measured, hidden) for chart in axes],
        "runs": _runs(drawn, races, looks, [chart["kind"] for chart in axes]),
    }
    return Pictures(lesson.grounds(grounds, theme), scene)


def frame(run: Run) -> Frame:
    """What is seen of the plane of a run: its objective's bounds, and as much more as its start needs."""
    (x0, x1), (y0, y1) = run.objective.bounds.tolist()
    for x, y in np.reshape(run.start, (-1, 2))[:1].tolist():
        x0, x1, y0, y1 = min(x0, x), max(x1, x), min(y0, y), max(y1, y)
    return x0, x1, y0, y1


def _given(step: Step, about: Run) -> Run | None:
    """The shown run that has a plane of its own: one on another objective than the question's."""
    return next((step.runs[name] for name in step.shown if not _together(step.runs[name], about)), None)


def _together(one: Run, other: Run) -> bool:
    """Whether two runs are on the same plane; a factor of f leaves it as it is."""
    return (one.objective.name, dict(one.objective.parameters)) == (
        other.objective.name,
        dict(other.objective.parameters),
    )


def _plane(name: str, about: Run, drawn: Runs, races: Races, hidden: bool) -> dict[str, Any]:
    here = [key for key, run in drawn.items() if _together(run, about) and _has_points(races[key])]
    starts = np.reshape(about.start, (-1, 2))
    return {
        "name": name,
        "title": "",
        "racer": described({name: about})[name],
        "start": starts[0].tolist() if not np.ptp(starts, axis=0).any() else None,
        "minima": about.objective.minima.tolist(),
        "bounds": about.objective.bounds.tolist(),
        "runs": here,
        "hidden": hidden,
        "words": _words(about, {key: races[key] for key in here}, hidden),
    }


def _has_points(race: Trajectory | Sweep) -> bool:
    """Whether it is seen on a plane; runs at many step sizes are seen on their chart alone."""
    return isinstance(race, Sweep) or race.x.ndim == 2 or race.noise is not None


def _points(step: Step, prediction: Any, measured: Any) -> dict[str, Any]:
    """A point that is predicted, and the measured one, unless its run has left all bounds."""
    if step.ask.kind != "point":
        return {}
    found = (("prediction", prediction, "you"), ("measured", measured, say(measured)))
    return {
        name: {"at": np.asarray(point, float).tolist(), "words": words}
        for name, point, words in found
        if point is not None and np.isfinite(point).all()
    }


def _words(about: Run, races: Races, hidden: bool) -> str:
    """What the plane shows, for who does not see it."""
    told = [
        f"{run.optimizer.title} from {say(run.x[0])} to {say(run.x[-1])} after {run.n_iter:,} iterations"
        for run in races.values()
        if isinstance(run, Trajectory) and run.x.ndim == 2
    ]
    told += ["the run is hidden until you commit"] if hidden else []
    return f"Contour of {about.objective.title}: {'; '.join(told) or 'the ends of many runs'}."


def _chart(chart, drawn: Runs, races: Races, prediction, measured, hidden: bool) -> dict[str, Any]:
    is_sweep = chart["kind"] == "sweep"
    here = [name for name in drawn if _has_curve(races[name]) or (is_sweep and _is_sweep(races[name]))]
    told = [f"{races[name].optimizer.title} ends at {say(_last(races[name]))}" for name in here]
    if chart["kind"] != "loss":
        told = []
    rest = "; ".join([*told, *(["the rest is hidden until you commit"] if hidden else [])])
    words = f"{chart['title']}, by {chart['along']}{': ' if rest else ''}{rest}."
    found = marks(chart, prediction, None if hidden else measured)
    return {**chart, **found, "runs": here, "hidden": hidden, "words": words}


def _is_sweep(race: Trajectory | Sweep) -> bool:
    return isinstance(race, Trajectory) and np.ndim(race.optimizer.step_size) > 0


def _has_curve(race: Trajectory | Sweep) -> bool:
    """Whether it is one run, or repeats of one."""
    return isinstance(race, Trajectory) and (race.x.ndim == 2 or race.noise is not None)


def _height(run: Trajectory) -> np.ndarray:
    """f above the minimum, of repeats their mean."""
    return run.value.reshape(run.n_iter + 1, -1).mean(axis=1) - (run.objective.minimum or 0.0)


def _last(run: Trajectory) -> float:
    return float(_height(run)[-1])


def _runs(drawn: Runs, races: Races, looks: Looks, kinds: list[str]) -> dict[str, Any]:
    """Of each run how it looks and what it is called, and its numbers: a path, a sweep or a cloud."""
    return {
        name: {"optimizer": run.optimizer.name, **looks[name], **_numbers(run, races[name], kinds)}
        for name, run in drawn.items()
    }


def _numbers(run: Run, race: Trajectory | Sweep, kinds: list[str]) -> dict[str, Any]:
    if isinstance(race, Sweep):
        ends = np.reshape(race.x, (1, -1, 2))
        return {"kind": "cloud", **lesson.cloud(ends, np.array([race.n_iter]), None, 1)}
    if _is_sweep(race):
        return {"kind": "sweep", **lesson.sweep(race)}
    if race.noise is not None and race.x.ndim > 2:
        times = np.linspace(0, race.n_iter, lesson.CLOUDS + 1).round().astype(int)
        return {"kind": "cloud", **lesson.cloud(race.x[times], times, _height(race), CLOUD)}
    columns = [column for kind in kinds for column in COLUMNS.get(kind, ())]
    is_precise = is_narrow(frame(run)) or not PRECISE.isdisjoint(kinds)
    return {"kind": "path", **lesson.path(race, columns, is_precise)}
