"""The runs of a step as records, and how they are made: all that is marked follows from these."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from optim import SCHEDULES, Noise, Objective, Optimizer, Schedule, Sweep, Trajectory, run, sweep

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

    def make(self) -> Trajectory | Sweep:
        """The run itself."""
        made = sweep if self.ends_only else run
        conditions = {"noise": self.noise, "schedule": self.schedule}
        return made(self.objective, self.optimizer, self.start, self.n_iter, **conditions)

    def changed(self, **settings: Any) -> "Run":
        """This run with other settings: its own, hyperparameters of its optimizer, or its objective's."""
        own = {name: settings.pop(name) for name in ("objective", "start", "n_iter") if name in settings}
        record = own.pop("objective", self.objective)
        here = {name: settings.pop(name) for name in record.parameters if name in settings}
        return replace(
            self,
            **own,
            objective=replace(record.at(**here), bounds=record.bounds) if here else record,
            optimizer=replace(self.optimizer, **settings),
        )

    def settings(self) -> dict[str, float]:
        """Its numbers by name: hyperparameters, parameters of its objective, iterations; no arrays."""
        found = {field.name: getattr(self.optimizer, field.name) for field in fields(self.optimizer)}
        found |= dict(self.objective.parameters) | {"n_iter": self.n_iter}
        found |= dict(zip(("start_x", "start_y"), np.ravel(self.start).tolist()))
        return {name: value for name, value in found.items() if not np.ndim(value)}


Runs = Mapping[str, Run]
Trials = Callable[[Runs, float], Runs]  # of a step's runs and a prediction


def make(runs: Runs) -> dict[str, Trajectory | Sweep]:
    """Each run, by its name."""
    return {name: run.make() for name, run in runs.items()}
