"""How a run ended: a named reason, and the iterate since which it holds."""

from dataclasses import dataclass

import numpy as np

TOLERANCE = 1e-5  # f this close to the minimum counts as there
STILL = 1e-6  # a gradient this short counts as none


@dataclass(frozen=True)
class Outcome:
    """Why a run ended as it did, and since which iterate; for many runs, both are arrays.

    converged: f is within 1e-5 of the minimum, from `iteration` to the end
    stationary: no gradient, or no movement, from `iteration` to the end, but not at the minimum:
        a saddle, a local minimum, or stalled
    left_bounds: outside the bounds from `iteration` to the end
    diverged: not finite from `iteration` on; or outside the bounds since then, and climbing
    moving: none of these after all `iteration` iterations
    """

    reason: str | np.ndarray
    iteration: int | np.ndarray


def outcome(trajectory) -> Outcome:
    """The outcome of a run, or of many. Where several reasons hold, the first of these counts."""
    n_iter, n_finite = trajectory.n_iter, np.asarray(trajectory.n_finite)
    near = final_stretch(within(trajectory))
    left = final_stretch(outside(trajectory))
    still = final_stretch(_still(trajectory))
    cases = [  # holds, reason, since which iterate
        (n_finite <= n_iter, "diverged", n_finite),
        (near <= n_iter, "converged", near),
        (_climbing(trajectory.value, left), "diverged", left),
        (left <= n_iter, "left_bounds", left),
        (still <= n_iter, "stationary", still),
    ]
    holds, reasons, iterations = zip(*cases)
    reason, iteration = np.select(holds, reasons, "moving"), np.select(holds, iterations, n_iter)
    return Outcome(reason, iteration) if n_finite.ndim else Outcome(str(reason), int(iteration))


def within(trajectory, tol=TOLERANCE) -> np.ndarray:
    """(n_iter + 1, ...): whether f is within `tol` of the minimum; nowhere if there is no minimum."""
    minimum = trajectory.objective.minimum
    if minimum is None:
        return np.zeros(trajectory.value.shape, dtype=bool)
    return np.abs(trajectory.value - minimum) <= tol


def outside(trajectory) -> np.ndarray:
    """(n_iter + 1, ...): whether the iterate lies outside the bounds, or nowhere at all (NaN)."""
    low, high = trajectory.objective.bounds.T
    return ~((low <= trajectory.x) & (trajectory.x <= high)).all(axis=-1)


def final_stretch(flags) -> np.ndarray:
    """The index since which `flags` (n, ...) hold to the end; n where they do not hold at the end."""
    return len(flags) - np.logical_and.accumulate(flags[::-1], axis=0).sum(axis=0)


def _climbing(value, left):
    """Whether f ends higher than it was at the iterate `left` that left the bounds, and than at the start."""
    since = np.minimum(left, len(value) - 1)
    at_leaving = np.take_along_axis(value, since[None], axis=0)[0]
    return (value[-1] > at_leaving) & (value[-1] > value[0])


def _still(trajectory):
    """(n_iter + 1, ...): whether the gradient vanishes, or this step and one beside it led nowhere.

    One alone says nothing: Rprop rests for a step wherever a slope changes its sign.
    """
    gradient, x = trajectory.gradient, trajectory.x
    unmoved = (x[1:] == x[:-1]).all(axis=-1)
    twice, still = unmoved[1:] & unmoved[:-1], np.zeros(trajectory.value.shape, dtype=bool)
    still[1:-1] |= twice
    still[2:] |= twice
    with np.errstate(all="ignore"):
        return still | (np.hypot(gradient[..., 0], gradient[..., 1]) <= STILL)
