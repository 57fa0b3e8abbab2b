"""The runs of a step as records, and how they are made: all that is marked follows from these."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from optim import (
    OBJECTIVES,
    SCHEDULES,
    Noise,
    Objective,
    Optimizer,
    Schedule,
    Sweep,
    Trajectory,
    limits,
    random_start,
    run,
    sweep,
)

Races = Mapping[str, Trajectory | Sweep]


@dataclass(frozen=True, eq=False)
class Run:
    """What `optim.run` takes, of one run, or of as many as its arrays have entries."""

    objective: Objective
    optimizer: Optimizer
    start: Any  # (..., 2)
    n_iter: int
    noise: Noise | None = None
    schedule: Schedule = SCHEDULES["constant"]
    ends_only: bool = False  # whether only the last iterates are kept: a Sweep in place of a Trajectory
    tuned: Callable[[Objective], float] | None = (
        None  # makes the step size of an objective, whatever it becomes
    )
    turns: bool = False  # whether the start turns with the objective

    def make(self) -> Trajectory | Sweep:
        """The run itself."""
        made = sweep if self.ends_only else run
        conditions = {"noise": self.noise, "schedule": self.schedule}
        return made(self.objective, self.optimizer, self.start, self.n_iter, **conditions)

    def has(self, name: str) -> bool:
        """Whether it has such a setting; its optimizer or its objective may lack it."""
        return name in CHANGES or name in self._hyperparameters or name in self.objective.parameters

    def takes(self, name: str) -> bool:
        """Whether it takes another value of it: a sweep of many keeps them, it is what they are tried for."""
        return self.has(name) and not np.ndim(self._hyperparameters.get(name))

    def changed(self, **settings: Any) -> "Run":
        """This run with other settings: its own, hyperparameters of its optimizer, or its objective's."""
        changed, rest = self, dict(settings)
        for name in [name for name in CHANGES if name in rest]:
            changed = replace(changed, **CHANGES[name](changed, rest.pop(name)))
        record = changed.objective
        here = {name: rest.pop(name) for name in record.parameters if name in rest}
        if here:
            changed = changed._reshaped(here)
        if changed.tuned and changed.objective is not self.objective:
            rest = {"step_size": changed.tuned(changed.objective)} | rest
        return replace(changed, optimizer=replace(changed.optimizer, **rest))

    def _reshaped(self, parameters: Mapping[str, float]) -> "Run":
        """With other parameters of its objective, whose bounds stay."""
        record, start = self.objective, self.start
        if self.turns and "rotation" in parameters:
            start = turned(start, parameters["rotation"] - record.parameters["rotation"])
        return replace(self, objective=replace(record.at(**parameters), bounds=record.bounds), start=start)

    @property
    def _hyperparameters(self) -> dict[str, Any]:
        return {field.name: getattr(self.optimizer, field.name) for field in fields(self.optimizer)}

    def settings(self) -> dict[str, float]:
        """Its numbers by name: hyperparameters, parameters of its objective, iterations; no arrays."""
        found = self._hyperparameters | dict(self.objective.parameters) | {"n_iter": self.n_iter}
        found |= {"times": self.objective.factor, "noise": self.noise.std if self.noise else 0.0}
        found |= dict(zip(("start_x", "start_y"), np.ravel(self.start).tolist()))
        return {name: value for name, value in found.items() if not np.ndim(value)}


def turned(point: Any, degrees: float) -> np.ndarray:
    """(2,): a point turned about the origin, exactly by quarters and eighths of a turn."""
    cos, sin = np.cos(np.radians([degrees, 90 - degrees]))
    return np.array([[cos, -sin], [sin, cos]]) @ point


def _times(objective: Objective, factor: float) -> Objective:
    """The objective times a factor, whatever this one is multiplied by."""
    if objective.name not in OBJECTIVES:  # a typed one: its text is not kept
        return objective.times(np.clip(factor / objective.factor, *limits.TIMES))
    record = OBJECTIVES[objective.name].at(**objective.parameters).times(factor)
    return replace(record, bounds=objective.bounds)


def _seeded(run: Run, seed: int) -> dict[str, Any]:
    """Where several runs start at one point, one draw; else a seed each, from this one on."""
    starts = np.reshape(run.start, (-1, 2))
    seeds = [seed + i if np.ptp(starts, axis=0).any() else seed for i in range(len(starts))]
    return {"start": np.reshape([random_start(run.objective.bounds, s) for s in seeds], np.shape(run.start))}


# A setting of a run's own, by the name that the address has: what another value of it replaces.
CHANGES: dict[str, Callable[[Run, Any], dict[str, Any]]] = {
    "objective": lambda run, record: {"objective": record},
    "times": lambda run, factor: {"objective": _times(run.objective, factor)},
    "seed": _seeded,
    "start": lambda run, start: {"start": start},
    "start_y": lambda run, y: {"start": (np.ravel(run.start)[0], y)},
    "n_iter": lambda run, n_iter: {"n_iter": n_iter},
    "noise": lambda run, std: {"noise": replace(run.noise or Noise(), std=std)},
    "schedule": lambda run, name: {"schedule": SCHEDULES[name]},
}

Runs = Mapping[str, Run]
Trials = Callable[[Runs, float], Runs]  # of a step's runs and a prediction


def make(runs: Runs) -> dict[str, Trajectory | Sweep]:
    """Each run, by its name."""
    return {name: run.make() for name, run in runs.items()}
