"""How a run ended: a named reason, and the iterate since which it holds."""

from dataclasses import dataclass

import numpy as np

from optim.domain import is_undefined

STILL = 1e-6  # of the objective's unit: a gradient this short counts as none
PARTS = 6  # of the iterates since a run left: f that grows has a new record in each of them
GROWTH = 1e-6  # of the height it stands for: a record higher by less is rounding


@dataclass(frozen=True)
class Outcome:
    """Why a run ended as it did, and since which iterate; for many runs, all four are arrays.

    converged: f is within the objective's tolerance of the minimum, from `iteration` to the end
    stationary: no gradient, or no movement, from `iteration` to the end, but not at the minimum:
        a saddle, a local minimum, or stalled
    left_bounds: outside the bounds from `iteration` to the end
    diverged: it overflowed, or is outside the bounds and f still grows; from `iteration`, `left`, on
    undefined: iterate `iteration` is a point at which f, or its gradient, is not defined
    moving: none of these after all `iteration` iterations

    Two facts beside the reason, n_iter + 1 where they do not hold:
    left: the first iterate from which the run stays outside of the bounds, or is not finite
    ended: the first iterate at which x, f or the state is not finite: the number of finite iterates
    """

    reason: str | np.ndarray
    iteration: int | np.ndarray
    left: int | np.ndarray
    ended: int | np.ndarray


def outcome(trajectory) -> Outcome:
    """The outcome of a run, or of many. Where several reasons hold, the first of these counts."""
    n_iter, ended = trajectory.n_iter, np.asarray(trajectory.n_finite)
    left = np.minimum(final_stretch(outside(trajectory)), ended)
    near, at_rest = final_stretch(within(trajectory)), final_stretch(still(trajectory))
    undefined = _undefined_from(trajectory, ended)
    cases = [  # holds, reason, since which iterate
        (undefined <= n_iter, "undefined", undefined),
        (ended <= n_iter, "diverged", left),
        (near <= n_iter, "converged", near),
        (_grows(trajectory.value, left), "diverged", left),
        (left <= n_iter, "left_bounds", left),
        (at_rest <= n_iter, "stationary", at_rest),
    ]
    if not ended.ndim:
        reason, iteration = next(((r, since) for holds, r, since in cases if holds), ("moving", n_iter))
        return Outcome(reason, *map(int, (iteration, left, ended)))
    holds, reasons, iterations = zip(*cases)
    reason, iteration = np.select(holds, reasons, "moving"), np.select(holds, iterations, n_iter)
    return Outcome(reason, iteration, left, ended)


def leaves(x, box) -> int | np.ndarray:
    """The first iterate from which x (n, ..., 2) stays outside of `box` (2, 2) for good; n if it ends inside.

    An int for one run, an array (...) for many. The edge is inside; what is not finite is outside.
    """
    first = final_stretch(_is_outside(np.asarray(x), np.asarray(box)))
    return first if first.ndim else int(first)


def within(trajectory, tol: float | None = None) -> np.ndarray:
    """(n_iter + 1, ...): whether f is within `tol` of the minimum; nowhere if there is no minimum.

    Without `tol`, within the objective's own tolerance.
    """
    minimum, tol = trajectory.objective.minimum, trajectory.objective.tolerance if tol is None else tol
    if minimum is None:
        return np.zeros(trajectory.value.shape, dtype=bool)
    return np.abs(trajectory.value - minimum) <= tol


def outside(trajectory) -> np.ndarray:
    """(n_iter + 1, ...): whether the iterate lies outside the bounds, or nowhere at all (NaN)."""
    return _is_outside(trajectory.x, trajectory.objective.bounds)


def _is_outside(x, box):
    low, high = box.T
    return ~((low <= x) & (x <= high)).all(axis=-1)


def final_stretch(flags) -> np.ndarray:
    """The index since which `flags` (n, ...) hold to the end; n where they do not hold at the end."""
    return len(flags) - np.logical_and.accumulate(flags[::-1], axis=0).sum(axis=0)


def _undefined_from(trajectory, ended):
    """(...): where f or its gradient is not defined, if that ended the run; else n_iter + 1."""
    objective, n_iter, ended_at = trajectory.objective, trajectory.n_iter, ended.ravel()
    iterates, first = trajectory.iterates.reshape(n_iter + 1, 2, -1), np.full(ended.size, n_iter + 1)
    if (ended_at > n_iter).all():
        return first.reshape(ended.shape)
    for function, at in ((objective.f, ended_at), (objective.df, ended_at - 1)):
        runs = np.flatnonzero((ended_at <= n_iter) & (at >= 0))
        undefined = runs[is_undefined(function, iterates[at[runs], :, runs])]
        first[undefined] = at[undefined]
    return first.reshape(ended.shape)


def _grows(value, left):
    """(...): whether f reached a new record in each sixth of the iterates since the run left.

    A swing of constant width sets none; in fewer than six iterates, each has to be one. What f sinks to does
    not matter, nor what is added to it or multiplies it.
    """
    length, k = len(value) - left, np.arange(len(value)).reshape(-1, *[1] * left.ndim)
    n_parts = np.minimum(PARTS, length)
    part = (k - left) * n_parts // np.maximum(length, 1)  # negative before the run left
    grows = length > 1
    if not grows.any():  # as of most runs: none left
        return grows
    with np.errstate(all="ignore"):
        lowest, record = value.min(axis=0), value.max(axis=0, where=part < 0, initial=-np.inf)
        for i in range(PARTS):
            peak = value.max(axis=0, where=part == i, initial=-np.inf)
            grows &= (i >= n_parts) | (peak - record > GROWTH * (peak - lowest))
            record = np.maximum(record, peak)
    return grows


def still(trajectory):
    """(n_iter + 1, ...): whether the gradient vanishes, or this step and one beside it led nowhere.

    One alone says nothing: Rprop rests for a step wherever a slope changes its sign.
    """
    gradient, x = trajectory.gradient, trajectory.x
    unmoved = (x[1:] == x[:-1]).all(axis=-1)
    twice, found = unmoved[1:] & unmoved[:-1], np.zeros(trajectory.value.shape, dtype=bool)
    found[1:-1] |= twice
    found[2:] |= twice
    with np.errstate(all="ignore"):
        return found | (np.hypot(gradient[..., 0], gradient[..., 1]) <= STILL * trajectory.objective.unit)
