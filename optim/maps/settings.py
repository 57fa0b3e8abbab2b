"""A map of settings: one optimizer's runs from one start, for every combination of some of its numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np

from optim.checks import as_floats
from optim.maps.fates import Fates, fates
from optim.noise import Noise
from optim.objectives import Objective
from optim.optimizers import Optimizer, as_optimizer
from optim.schedules import Schedule
from optim.trajectory import CONSTANT

DECADES = 6  # of loss above the tolerance, from near the minimum to as far as a score tells apart


@dataclass(frozen=True, eq=False)
class SettingsMap:
    """What becomes of a run at each setting: axes of lengths (n, m, ...) span fates of that shape."""

    optimizer: Optimizer
    axes: Mapping[str, np.ndarray]  # hyperparameter -> its values, one axis each
    fates: Fates

    @cached_property
    def score(self) -> np.ndarray:
        """(n, m, ...), the lower the better; NaN where a run diverges.

        Up to 1: within the tolerance of the minimum after this share of the iterations, to the end. From 1 to
        2: not there; 1 at the tolerance, 2 from a million times as much loss on.
        """
        return score(self.fates)

    @cached_property
    def best(self) -> dict[str, float] | None:
        """The setting of the lowest score whose run never left the bounds; None where there is none."""
        if not self.fates.stayed.any():
            return None
        place = np.unravel_index(np.argmin(np.where(self.fates.stayed, self.score, np.inf)), self.score.shape)
        return {name: float(values[i]) for (name, values), i in zip(self.axes.items(), place)}

    @property
    def limits(self) -> np.ndarray | None:
        """(n,): the step size beyond which theory says that it diverges, along the axis beside step_size."""
        others = {name: values for name, values in self.axes.items() if name != "step_size"}
        limit = replace(self.optimizer, **others).stable_step_size(self.fates.objective)
        return None if limit is None else np.asarray(limit)

    @cached_property
    def share(self) -> float:
        """The share of the settings that converge."""
        return float(self.fates.converged.mean())


def score(ends: Fates) -> np.ndarray:
    """What `SettingsMap.score` says, of any runs."""
    with np.errstate(all="ignore"):
        decades = np.log10(np.abs(ends.loss) / ends.objective.tolerance)
    missed = 1 + np.clip(decades / DECADES, 0, 1)
    return np.where(ends.diverged, np.nan, np.where(ends.converged, ends.near / ends.n_iter, missed))


def settings_map(
    objective: Objective,
    optimizer: Optimizer,
    start,
    n_iter: int,
    axes: Mapping[str, Sequence[float]],
    *,
    schedule: Schedule = CONSTANT,
    noise: Noise | None = None,
    checkpoint: Callable[[], object] | None = None,
) -> SettingsMap:
    """Runs of `optimizer` from `start` (2,) for all combinations of the values of some hyperparameters.

    settings_map(OBJECTIVES["stretched_bowl"], RMSProp(0.01), (-0.3, 0.9), 100,
                 {"rho": [0.5, 0.9, 0.99], "step_size": np.geomspace(1e-4, 10, 200)}).score  # (3, 200)

    Raises ValueError as `fates` does, for an axis that is no hyperparameter or no list of values, and for a
    value that the hyperparameter may not have.
    """
    known = [field.name for field in fields(as_optimizer(optimizer)) if field.type is not bool]
    for name in axes:
        if name not in known:
            raise ValueError(
                f"unknown axis {name!r} of {optimizer.name}: expected some of {', '.join(known)}"
            )
    values = {name: _axis(name, given) for name, given in axes.items()}
    grid = dict(zip(values, np.meshgrid(*values.values(), indexing="ij")))
    conditions = {"schedule": schedule, "noise": noise, "checkpoint": checkpoint}
    return SettingsMap(
        optimizer, values, fates(objective, replace(optimizer, **grid), start, n_iter, **conditions)
    )


def _axis(name: str, values) -> np.ndarray:
    array = as_floats(name, values)
    if array.ndim != 1 or not array.size:
        raise ValueError(f"{name}: expected a list of values, got shape {array.shape}")
    return array
