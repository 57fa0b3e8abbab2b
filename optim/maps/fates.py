"""What becomes of many runs, looked at as they go: no iterate is kept, so 100,000 runs are one call."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from optim.checks import as_count
from optim.noise import Noise
from optim.objectives import Objective, as_objective
from optim.optimizers import Optimizer
from optim.schedules import Schedule
from optim.trajectory import BLOCK, CONSTANT, descend, first_iterates

HEIGHT = 1e4  # times the start's loss: what diverges is higher than that
GROWTH = 1.5  # and this much higher at the end than half way


@dataclass(frozen=True, eq=False)
class Fates:
    """What became of runs of shape (...) by iterate n_iter; a loss is f above the objective's minimum.

    Diverged is what is not finite at its end, or far above its start and still growing: a swing of constant
    width, such as RMSProp's, is none, however wide. Where nothing holds, an iterate is n_iter + 1.
    """

    objective: Objective
    n_iter: int
    x: np.ndarray  # (..., 2): the last iterates
    loss: np.ndarray  # (...): their loss
    near: (
        np.ndarray
    )  # (...): the iterate since which the loss is within the objective's tolerance, to the end
    first_near: np.ndarray  # (...): the first iterate at which it was
    first_out: np.ndarray  # (...): the first iterate out of the bounds
    out: np.ndarray  # (...): the iterate since which a run is out of the bounds, to the end
    diverged: np.ndarray  # (...): bool

    @cached_property
    def converged(self) -> np.ndarray:
        """(...): whether a run is near the minimum from some iterate to the end."""
        return self.near <= self.n_iter

    @cached_property
    def stayed(self) -> np.ndarray:
        """(...): whether a run never left the bounds."""
        return ~self.diverged & (self.first_out > self.n_iter)


def with_minimum(objective) -> Objective:
    """`objective` itself; ValueError for what is no Objective, and for one without a minimum."""
    if as_objective(objective).minimum is None:
        raise ValueError(f"{objective.name} has no minimum to reach")
    return objective


def fates(
    objective: Objective,
    optimizer: Optimizer,
    start,
    n_iter: int,
    *,
    schedule: Schedule = CONSTANT,
    noise: Noise | None = None,
    checkpoint: Callable[[], object] | None = None,
) -> Fates:
    """What becomes of the runs that `run` would make of the same arguments, without their iterates.

    Raises ValueError as `run` does, and for an objective without a minimum.
    """
    with_minimum(objective)
    first, n_iter = first_iterates(optimizer, start, noise), as_count("n_iter", n_iter, least=1)
    watch = _Watch(objective, first, n_iter)
    with np.errstate(all="ignore"):
        watch.look(0, first)
        for k, (x, _) in enumerate(descend(objective, optimizer, first, n_iter, schedule, noise), 1):
            watch.look(k, x)
            if checkpoint is not None and k % BLOCK == 0:
                checkpoint()
        return watch.fates()


class _Watch:
    """What is known of runs after each look at their iterates, x (2, ...)."""

    def __init__(self, objective: Objective, start: np.ndarray, n_iter: int):
        self.objective, self.n_iter = objective, n_iter
        self.low, self.high = (edge.reshape(2, *[1] * (start.ndim - 1)) for edge in objective.bounds.T)
        shape, width = start.shape[1:], max(1, n_iter // 10)
        self.middle = range(n_iter // 2, n_iter // 2 + width)
        self.end = range(n_iter + 1 - width, n_iter + 1)
        self.near, self.first_near, self.first_out, self.out = (np.full(shape, n_iter + 1) for _ in range(4))
        self.peaks = {name: np.full(shape, -np.inf) for name in ("middle", "end")}

    def look(self, k: int, x: np.ndarray) -> None:
        """Takes in where the runs are at iterate k: x (2, ...), coordinate first."""
        self.x, self.loss = x, self.objective.f(x[0], x[1]) - self.objective.minimum
        near = np.abs(self.loss) <= self.objective.tolerance
        inside = ((self.low <= x) & (x <= self.high)).all(axis=0)
        self.near, self.first_near = self._since(near, self.near, k), self._first(near, self.first_near, k)
        self.out, self.first_out = self._since(~inside, self.out, k), self._first(~inside, self.first_out, k)
        if k == 0:
            self.height = np.maximum(self.loss, self.objective.unit)
        for name, peak in self.peaks.items():
            if k in getattr(self, name):
                self.peaks[name] = np.fmax(peak, self.loss)

    def fates(self) -> Fates:
        """What became of the runs, after the look at their last iterate."""
        end, middle = self.peaks["end"], self.peaks["middle"]
        grows = (end > HEIGHT * self.height) & (end > GROWTH * middle)
        diverged = grows | ~(np.isfinite(self.loss) & np.isfinite(self.x).all(axis=0))
        seen = self.near, self.first_near, self.first_out, self.out, diverged
        return Fates(self.objective, self.n_iter, np.moveaxis(self.x, 0, -1), self.loss, *seen)

    def _since(self, holds: np.ndarray, since: np.ndarray, k: int) -> np.ndarray:
        return np.where(holds, np.minimum(since, k), self.n_iter + 1)

    def _first(self, holds: np.ndarray, first: np.ndarray, k: int) -> np.ndarray:
        return np.where(holds, np.minimum(first, k), first)
