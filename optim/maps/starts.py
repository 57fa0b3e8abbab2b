"""A map of starts: in which minimum the run from each point of the plane ends."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from optim.checks import as_bounds, as_count
from optim.maps.minima import local_minima
from optim.noise import Noise
from optim.objectives import Objective, as_objective
from optim.optimizers import Optimizer
from optim.schedules import Schedule
from optim.trajectory import BLOCK, CONSTANT, descend, first_iterates

NEAR = 0.01  # of the wider side of the bounds: this close to a minimum counts as in it
FAR = 100  # of them from the middle of the bounds: gone
BOUNCES, GONE = -1, -2  # what a start can end as beside the number of a minimum


@dataclass(frozen=True, eq=False)
class StartsMap:
    """Where runs end that start at the points of a grid of (rows, columns), the lowest y first."""

    objective: Objective
    optimizer: Optimizer
    n_iter: int
    x: np.ndarray  # (columns,): the middles of the cells
    y: np.ndarray  # (rows,)
    minima: np.ndarray  # (m, 2): all minima within the bounds, the lowest first
    end: np.ndarray  # (rows, columns): the number of a minimum, or BOUNCES, or GONE
    since: np.ndarray  # (rows, columns): the iterate since which that holds

    @cached_property
    def shares(self) -> dict[int, float]:
        """The share of the starts that end in each minimum, that bounce, and that are gone."""
        return {end: float((self.end == end).mean()) for end in (*range(len(self.minima)), BOUNCES, GONE)}


def starts_map(
    objective: Objective,
    optimizer: Optimizer,
    n_iter: int,
    n: int = 128,
    frame: Sequence[Sequence[float]] | None = None,
    *,
    schedule: Schedule = CONSTANT,
    noise: Noise | None = None,
    checkpoint: Callable[[], object] | None = None,
) -> StartsMap:
    """Runs from the middles of n x n cells of `frame` [[x_lo, x_hi], [y_lo, y_hi]], or of the bounds.

    Raises ValueError as `run` does, and for an objective that has no minimum within its bounds.
    """
    minima = local_minima(as_objective(objective))
    if not len(minima):
        raise ValueError(f"{objective.name} has no minimum to end in")
    frame, n = as_bounds(objective.bounds if frame is None else frame), as_count("n", n, least=1)
    x, y = (low + (np.arange(n) + 0.5) / n * (high - low) for low, high in frame)
    first = first_iterates(optimizer, np.stack(np.meshgrid(x, y), axis=-1), noise)
    end, since = _end(objective, minima, first), np.zeros((n, n), int)
    with np.errstate(all="ignore"):
        for k, (iterate, _) in enumerate(descend(objective, optimizer, first, n_iter, schedule, noise), 1):
            now = _end(objective, minima, iterate)
            since, end = np.where(now == end, since, k), now
            if checkpoint is not None and k % BLOCK == 0:
                checkpoint()
    return StartsMap(objective, optimizer, n_iter, x, y, minima, end, since)


def _end(objective: Objective, minima: np.ndarray, x: np.ndarray) -> np.ndarray:
    """(...): in which minimum points x (2, ...) are."""
    middle, width = objective.bounds.mean(axis=1), np.ptp(objective.bounds, axis=1).max()
    end = np.full(x.shape[1:], BOUNCES)
    for i, (a, b) in reversed(list(enumerate(minima))):
        end[np.hypot(x[0] - a, x[1] - b) < NEAR * width] = i
    end[~(np.hypot(x[0] - middle[0], x[1] - middle[1]) < FAR * width)] = GONE
    return end
