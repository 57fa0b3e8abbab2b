"""The record of a showcase, and what the claims of the showcases measure of a run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from optim import Trajectory

Races = Mapping[str, Trajectory]


@dataclass(frozen=True)
class Showcase:
    """The settings in which an objective shows its lesson: what differs there from the tutorial's.

    `claim` is what `look` says, as a test of the races, and it is not a near thing: it holds for step sizes
    and starts nearby, too.
    """

    look: str  # what to look at, a sentence or two
    claim: Callable[[Races], bool]
    changes: Mapping[str, Any] = field(default_factory=dict)  # setting -> value


def gap(run: Trajectory, k: int = -1) -> float:
    """How far f lies above the minimum at iterate k."""
    return float(run.value[k] - run.objective.minimum)


def highest_gap(run: Trajectory, last: int = 20) -> float:
    """The largest `gap` in the last iterates, for a run that swings."""
    return max(gap(run, -k) for k in range(1, last + 1))


def ends_near(run: Trajectory, point: tuple[float, float], reach: float = 0.15) -> bool:
    """Whether the last iterate is within `reach` of a point."""
    return bool(np.hypot(*(run.x[-1] - point)) < reach)


def is_down(run: Trajectory, depth: float, by: int = -1) -> bool:
    """Whether `gap` is under a share of what it was at the start, by iterate `by`."""
    return gap(run, by) < depth * gap(run, 0)


def way(run: Trajectory, first: int = 0, last: int | None = None) -> float:
    """The length of the path from one iterate to another."""
    return float(np.hypot(*np.diff(run.x[first:last], axis=0).T).sum())


def distance(run: Trajectory, first: int = 0, last: int = -1) -> float:
    """How far one iterate is from another, as the crow flies."""
    return float(np.hypot(*(run.x[last] - run.x[first])))


def crossings(side: np.ndarray) -> int:
    """How often a row of numbers changes its sign."""
    return int((np.sign(side[1:]) != np.sign(side[:-1])).sum())


def turned(run: Trajectory, until: float = 0.15) -> float:
    """By how many degrees a run goes round the origin before it is as near to it as `until`."""
    inside = np.flatnonzero(np.hypot(*run.x.T) < until)
    angle = np.unwrap(np.arctan2(run.x[:, 1], run.x[:, 0]))[: inside[0] if len(inside) else None]
    return float(np.degrees(abs(angle[-1] - angle[0])))


def left(run: Trajectory) -> bool:
    """Whether the run is out of the bounds, or nowhere, at its end."""
    return run.outcome.left <= run.n_iter
