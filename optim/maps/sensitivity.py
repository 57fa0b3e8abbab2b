"""How the loss at the end depends on one number: a step size, or the angle or the condition of a bowl."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from optim.checks import as_floats
from optim.maps.fates import Fates, fates
from optim.maps.settings import settings_map
from optim.noise import Noise
from optim.objectives import Objective, as_objective
from optim.optimizers import Optimizer
from optim.schedules import Schedule
from optim.trajectory import CONSTANT


def sensitivity(
    objective: Objective,
    optimizers: Mapping[str, Optimizer],
    start,
    n_iter: int,
    values: Sequence[float],
    along: str = "step_size",
    *,
    schedule: Schedule = CONSTANT,
    noise: Noise | None = None,
    checkpoint: Callable[[], object] | None = None,
) -> dict[str, Fates]:
    """name -> what becomes of that optimizer's run from `start` (2,) at each of the `values` (n,).

    `along` is a hyperparameter of all the optimizers, or a parameter of the objective, such as 'rotation'.
    Raises ValueError as `settings_map` and `Objective.at` do.
    """
    conditions = {"schedule": schedule, "noise": noise, "checkpoint": checkpoint}
    if along not in as_objective(objective).parameters:
        axes = {along: values}
        return {
            name: settings_map(objective, rule, start, n_iter, axes, **conditions).fates
            for name, rule in optimizers.items()
        }
    places = [objective.at(**{along: value}) for value in as_floats(along, values).tolist()]
    return {
        name: _joined([fates(place, rule, start, n_iter, **conditions) for place in places])
        for name, rule in optimizers.items()
    }


def _joined(runs: list[Fates]) -> Fates:
    """Single runs, of which each may have its own objective, as one record; it has that of the first."""
    parts = ("x", "loss", "near", "first_near", "first_out", "out", "diverged")
    stacked = [np.stack([getattr(run, part) for run in runs]) for part in parts]
    return Fates(runs[0].objective, runs[0].n_iter, *stacked)
