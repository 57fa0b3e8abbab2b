"""The charts of a step: of each kind its axes, and which of them a number is predicted on.

static/lessons/kinds.js has the same kinds, with what of a run each of them draws.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from lessons import Step
from lessons.races import Run
from lessons.words import say

LEAST, MOST = 1e-250, 1e300  # of a height that an axis can hold
Axes = dict[str, Any]


def charts(step: Step, about: Run) -> list[Axes]:
    """The charts beside the plane of the run that is asked about; the first one is what the step is about.

    kind, title, along; x and y, the ends of its axes; log_x, log_y; on: the axis of a prediction, or ''.
    """
    if about.ends_only:
        return []
    kinds = (step.chart, "loss") if step.trials and step.chart != "loss" else (step.chart,)
    return [
        {"kind": kind, "log_x": True, "log_y": True, "on": "", **CHARTS[kind](step, about)} for kind in kinds
    ]


def marks(chart: Axes, prediction: Any, measured: Any) -> dict[str, Any]:
    """What was predicted and measured on a chart's axis, each a value and its words; {} where nothing is."""
    if not chart["on"]:
        return {}
    found = (("prediction", "you", prediction), ("measured", "measured", measured))
    return {
        name: {"value": value, "words": f"{words}: {say(value)}"}
        for name, words, value in found
        if value is not None
    }


def _number(step: Step, whole: bool) -> bool:
    """Whether a number is asked for, of iterations or of something else."""
    return step.ask.kind == "number" and step.ask.whole == whole


def _loss(step: Step, about: Run) -> Axes:
    """f above its minimum, by iterations; a number of them is predicted on its axis."""
    counts = _number(step, whole=True)
    heights = [height for height in map(_height, step.runs.values()) if np.isfinite(height)]
    highest = float(np.clip(max(heights, default=1.0), LEAST, MOST))
    top = 10.0 ** np.ceil(np.log10(highest) + 0.5)
    return {
        "title": "Loss", "along": "iteration", "log_x": counts, "on": "x" if counts else "",
        "x": [1, max(about.n_iter, step.ask.high)] if counts else [0, _longest(step)],
        "y": [top / 10.0**step.decades, top],
    }  # fmt: skip


def _height(run: Run) -> float:
    """How far a run's first start lies above the minimum."""
    return float(run.objective(np.reshape(run.start, (-1, 2))[0]) - (run.objective.minimum or 0.0))


def _longest(step: Step) -> int:
    return max(run.n_iter for run in step.runs.values())


def _effective(step: Step, about: Run) -> Axes:
    """The effective step in x; a number of iterations is predicted on its axis."""
    counts, size = _number(step, whole=True), float(about.optimizer.step_size)
    most = max(about.n_iter, step.ask.high if counts else 0)
    below = {} if step.since is None else {"since": step.since}
    along = f"iterations below x = {say(step.since)}" if below else "iteration"
    return {
        "title": "Effective step in x", "along": along, "x": [1, most], "y": [size / 1000, size * 10],
        "on": "x" if counts else "", **below,
    }  # fmt: skip


def _by_iteration(title: str) -> Callable[[Step, Run], Axes]:
    """One number of each iteration, on whose axis a length is predicted."""

    def axes(step: Step, about: Run) -> Axes:
        """The axes of this chart."""
        size = [step.ask.low / 10, step.ask.high] if _number(step, whole=False) else [1e-8, 1.0]
        on = "y" if _number(step, whole=False) else ""
        minimum = {"minimum": float(about.objective.minima[0, 0])} if len(about.objective.minima) else {}
        ends = {"x": [1, about.n_iter], "y": size}
        return {"title": title, "along": "iteration", "on": on, **ends, **minimum}

    return axes


def _sweep(step: Step, about: Run) -> Axes:
    """By what one step multiplies the loss, by the step size: the mean of all steps of a run."""
    sizes = np.concatenate([np.ravel(run.optimizer.step_size) for run in step.runs.values()])
    return {
        "title": "By what a step multiplies the loss", "along": "step size α",
        "x": [float(sizes.min()), float(sizes.max())], "y": [0.0, 1.5], "log_y": False,
        "on": "x" if _number(step, whole=False) else "",
    }  # fmt: skip


CHARTS: Mapping[str, Callable[[Step, Run], Axes]] = {
    "loss": _loss,
    "effective": _effective,
    "sweep": _sweep,
    "distance": _by_iteration("Distance of x from the minimum"),
    "steps": _by_iteration("How far x moves in each iteration"),
}
