"""What is claimed of a typed function's lowest point gives way to a run that goes lower."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from optim.checks import as_kind
from optim.objectives import Objective
from optim.outcome import outside
from optim.trajectory import Trajectory
from optim.typed.minima import polished

LESSON = "A function of your own: its lowest point within these bounds is an estimate, found by a run."


def yielding(runs: Mapping[str, Trajectory]) -> Mapping[str, Trajectory]:
    """Runs, name -> trajectory, on one objective, whose estimated minimum is no higher than any run went.

    Where an iterate within the bounds lies lower than the estimate, by more than the objective's tolerance,
    all runs get a record of the objective whose minimum is the lowest point downhill from that iterate. Else,
    and where the minima are known or there are none, these are the very same runs. Raises ValueError for what
    are no runs.
    """
    as_kind("runs", runs, Mapping, "what race() gives")
    if not runs:
        raise ValueError("runs: expected at least one run, got none")
    for run in runs.values():
        as_kind("runs", run, Trajectory, "what race() gives")
    objective = next(iter(runs.values())).objective
    if not objective.estimated or objective.minimum is None:
        return runs
    value, point = min((_lowest(run) for run in runs.values()), key=lambda found: found[0])
    if not value < objective.minimum - objective.tolerance:
        return runs
    lower = _claiming(objective, point)
    return {name: replace(run, objective=lower) for name, run in runs.items()}


def _lowest(run: Trajectory) -> tuple[float, np.ndarray]:
    """The smallest value of f at an iterate within the bounds, and that iterate; inf if there is none."""
    value = np.where(outside(run) | ~np.isfinite(run.value), np.inf, run.value)
    place = np.unravel_index(value.argmin(), value.shape)
    return float(value[place]), run.x[place]


def _claiming(objective: Objective, point: np.ndarray) -> Objective:
    lowest = polished(objective.f, objective.df, objective.bounds, point)
    return replace(objective, minima=[lowest], lesson=LESSON)
