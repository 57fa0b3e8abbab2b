"""What is measured of a run: functions of its trajectory.

A count that does not come about is MoreThan the iterations there were, and what a run does not have is NaN.
Both pass through whatever is reckoned with them, and no comparison with them holds.
"""

from dataclasses import replace

import numpy as np

from lessons.words import MoreThan
from optim import Sweep, Trajectory, curvature, sweep

AXES = {"x": 0, "y": 1}
ROUNDS, TRIED = 3, 41  # of the search for an edge: neighbours are 41 % apart, then 0.9 %, then 0.02 %


def first(flags: np.ndarray) -> int | None:
    """The first iterate at which `flags` (n,) hold."""
    return int(flags.argmax()) if flags.any() else None


def count(flags: np.ndarray) -> float:
    """The first iterate at which `flags` (n_iter + 1,) hold, as a fact."""
    return flagged if (flagged := first(flags)) is not None else MoreThan(len(flags) - 1)


def ratio(value: float, other: float) -> float:
    """One number over another, which may be 0."""
    with np.errstate(all="ignore"):
        return float(np.divide(value, other))


def first_near(run: Trajectory, reach: float, along: str = "xy") -> float:
    """The first iterate whose coordinates, or that one, are no farther than `reach` from 0."""
    return count(np.abs(run.x[:, [AXES[axis] for axis in along]]).max(axis=1) <= reach)


def first_beyond(run: Trajectory, reach: float, along: str = "y") -> float:
    """The first iterate with that coordinate farther than `reach` from 0."""
    return count(np.abs(run.x[:, AXES[along]]) > reach)


def first_below(run: Trajectory, value: float) -> float:
    """The first iterate with a loss of at most `value`."""
    return count(run.value <= value)


def loss(run: Trajectory, at: int = -1) -> float:
    """f at an iterate."""
    return float(run.value[at]) if at <= run.n_iter else np.nan


def place(run: Trajectory, at: int = -1) -> np.ndarray:
    """(2,): where an iterate is."""
    return run.x[at] if at <= run.n_iter else np.full(2, np.nan)


def offset(run: Trajectory, along: str = "x", at: int = -1) -> float:
    """How far a coordinate of an iterate is from that of the nearest minimum."""
    away = run.objective.minima - place(run, at)
    return float(np.abs(away[np.hypot(*away.T).argmin(), AXES[along]]))


def first_step(run: Trajectory, along: str = "x") -> float:
    """How far a coordinate moves in the first iteration."""
    return moved(run, 1, along)


def moved(run: Trajectory, at: int, along: str = "x") -> float:
    """How far a coordinate moves in an iteration, counted from 1."""
    return float(abs(run.x[at] - run.x[at - 1])[AXES[along]]) if at <= run.n_iter else np.nan


def effective(run: Trajectory, along: str = "x", at: int = -1) -> float:
    """The effective step on the way to an iterate, the mean of all runs; `at` counts them from 1."""
    if at == 0 or at > run.n_iter:
        return np.nan
    return float(np.mean(run.effective_step[at if at < 0 else at - 1, ..., AXES[along]]))


def tail_mean(run: Trajectory) -> float:
    """The mean loss over the last tenth, of all runs."""
    return float(np.mean(run.ending.tail_mean))


def centre(run: Trajectory) -> np.ndarray:
    """(2,): the mean of the second half of all runs."""
    later = run.x[run.n_iter // 2 + 1 :]
    return later.reshape(-1, 2).mean(axis=0)


def parting(run: Trajectory, other: Trajectory) -> float:
    """How far two paths part, at most, in a coordinate; NaN where they are not of one length."""
    if run.n_iter != other.n_iter:
        return np.nan
    with np.errstate(invalid="ignore"):
        return float(np.nan_to_num(np.abs(run.x - other.x), nan=np.inf).max())


def settles(run: Trajectory | Sweep, start_value: float | None = None) -> np.ndarray | bool:
    """(...): whether a run ends below its start."""
    if isinstance(run, Trajectory):
        return run.value[-1] < run.value[0]
    return run.value < start_value


def best_loss(run: Trajectory | Sweep) -> float:
    """The smallest loss at the end of any of many runs."""
    ends = run.value[-1] if isinstance(run, Trajectory) else run.value
    return float(np.where(np.isfinite(ends), ends, np.inf).min())


def best_step(run: Trajectory) -> float:
    """The step size whose run ends lowest, of many."""
    ends = run.value[-1]
    return float(run.optimizer.step_size[np.where(np.isfinite(ends), ends, np.inf).argmin()])


def edge(run: Trajectory, nearer: float = 1.0) -> float:
    """The largest step size whose run still ends below its start, found by ever finer trials.

    `nearer`: the start is multiplied by it. NaN where all that were tried settle, or none.
    """
    start = run.x[(0, *[0] * (run.x.ndim - 2))] * nearer
    conditions = {"schedule": run.schedule, "noise": run.noise}
    tried = np.geomspace(1e-4, 1e2, TRIED)
    for _ in range(ROUNDS):
        rule = replace(run.optimizer, step_size=tried)
        good = settles(sweep(run.objective, rule, start, run.n_iter, **conditions), run.objective(start))
        if good.all() or not good[0]:
            return np.nan
        last = int(np.argmin(good)) - 1
        tried = np.geomspace(tried[last], tried[last + 1], TRIED)
    return float(tried[0])


def curvatures(objective, point=None) -> tuple[float, float]:
    """The smallest and the largest curvature at a point, or at the first minimum."""
    low, high = curvature(objective, objective.minima[0] if point is None else point)
    return float(low), float(high)
