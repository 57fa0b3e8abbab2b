"""Estimates of the minima of a function within its bounds: the lowest points of a grid, polished.

The work is bounded by counts, not by a clock: the same function gives the same minima on any machine. Points
here are (..., 2) in the unit square, whose sides are the bounds.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from optim.objectives.base import Coordinates

N_CANDIDATES, N_MINIMA = 64, 25
N_NEWTON, N_SEARCH = 15, 100
SAME_VALUE = 1e-6  # of the spread of f: minima this close are equally deep
SAME_POINT = 0.02  # minima this close are one
STEEPEST = 1e-3  # of the spread of f: more than it may change within 1e-7 of a minimum
GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
STEP = 1e-5  # of the differences that make a Hessian of gradients


@dataclass(frozen=True)
class Square:
    """f and df seen from the unit square. What is not finite is inf in f, 0 in the gradient."""

    f: Coordinates
    df: Callable
    bounds: np.ndarray

    def points(self, unit) -> np.ndarray:
        return self.bounds[:, 0] + unit * np.ptp(self.bounds, axis=1)

    def value(self, unit) -> np.ndarray:
        value = self.f(*np.moveaxis(self.points(unit), -1, 0))
        return np.where(np.isfinite(value), value, np.inf)

    def gradient(self, unit) -> np.ndarray:
        slopes = self.df(*np.moveaxis(self.points(unit), -1, 0))
        return _finite(np.stack(slopes, -1) * np.ptp(self.bounds, axis=1))


def minima(f: Coordinates, df: Callable, bounds: np.ndarray, values: np.ndarray) -> np.ndarray:
    """(m, 2): the global minima inside `bounds`, at most 25; (0, 2) if the lowest values lie at the edge.

    `values` (n, n): f on an even grid over the bounds, y along the first axis, NaN where it is not finite.
    No minimum is a point at the edge of where f is defined, at a pole or a jump, or on a plain that reaches
    the edge.
    """
    square = Square(f, df, bounds)
    with np.errstate(all="ignore"):
        found = _newton(square, _search(square, _newton(square, _candidates(values))))
        value = square.value(found)
        edge = np.nanmin(np.concatenate([values[[0, -1]].ravel(), values[:, [0, -1]].ravel(), [np.inf]]))
        lowest = min(value.min(initial=np.inf), edge)
        spread = (np.nanmedian(values) - lowest) or (np.nanmax(values) - lowest)
        deep = value <= lowest + SAME_VALUE * spread
        inside = ((found > STEP) & (found < 1 - STEP)).all(-1)
        changes = np.abs(square.value(_round(found, 1e-7)) - value[:, None]).max(-1, initial=0)
        ring = square.value(_round(found, 1e-3))
        # at a minimum f rises both ways in some direction; on a plain, and at its rim, in none
        plain = (np.minimum(ring[:, :4], ring[:, 4:]) <= value[:, None]).all(-1)
        plain &= edge <= lowest + SAME_VALUE * spread
        good = deep & inside & (changes <= STEEPEST * spread) & ~plain
        return _rounded(square, _apart(found[good][np.argsort(value[good], kind="stable")]))


def _candidates(values):
    """The grid points, (m, 2), that lie no higher than their eight neighbours; the lowest 64."""
    n = len(values)
    known = np.where(np.isnan(values), np.inf, values)
    views = [known[1 + j : n - 1 + j, 1 + i : n - 1 + i] for j in (-1, 0, 1) for i in (-1, 0, 1)]
    j, i = np.nonzero((views[4] <= np.min(views, axis=0)) & np.isfinite(views[4]))
    # shuffled, so that of a plain or a valley of equal points no side is preferred
    order = np.random.default_rng(0).permutation(len(j))
    order = order[np.argsort(views[4][j, i][order], kind="stable")][:N_CANDIDATES]
    return np.stack([i, j], -1)[order] / (n - 1) + 1 / (n - 1)


def _newton(square, x):
    """Newton's method on every point, damped as by Levenberg and Marquardt, curvatures taken as positive."""
    value, damping = square.value(x), np.full(len(x), 1e-3)
    probes = STEP * np.array([[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]])
    for _ in range(N_NEWTON):
        g, east, west, north, south = np.moveaxis(square.gradient(x[:, None] + probes), 1, 0)
        hessian = np.stack([east - west, north - south], -1) / (2 * STEP)
        curvature, axes = np.linalg.eigh(_finite(hessian + np.swapaxes(hessian, -1, -2)) / 2)
        curvature = np.abs(curvature)
        scale = curvature.max(-1) + np.hypot(*g.T) + 1e-300
        along = np.einsum("kij,ki->kj", axes, g) / (curvature + (damping * scale)[:, None])
        trial = np.clip(x - _finite(np.einsum("kij,kj->ki", axes, along)), 0, 1)
        trial_value = square.value(trial)
        # near the bottom f no longer tells points apart, and the gradient still does
        better = trial_value <= value + 1e-15 * np.abs(value)
        x, value = np.where(better[:, None], trial, x), np.where(better, trial_value, value)
        damping = np.clip(np.where(better, damping / 10, damping * 10), 1e-15, 1e15)
    return x


def _search(square, x):
    """A pattern search on every point: the best of eight points round it, or a smaller round.

    For what has no second derivative. The rounds turn, so that a crease in any direction is followed.
    """
    value, radius = square.value(x), np.full(len(x), 0.01)
    for turn in range(N_SEARCH):
        trials = np.clip(_round(x, radius[:, None, None], turn * GOLDEN_ANGLE), 0, 1)
        values = square.value(trials)
        best = values.argmin(-1, keepdims=True)
        trial_value = np.take_along_axis(values, best, -1)[:, 0]
        better = trial_value < value
        trial = np.take_along_axis(trials, best[..., None], 1)[:, 0]
        x, value = np.where(better[:, None], trial, x), np.where(better, trial_value, value)
        radius = np.where(better, radius, 0.7 * radius)
    return x


def _round(x, radius, turned=0.0):
    """Eight points, (m, 8, 2), round each point of x (m, 2)."""
    angles = turned + np.arange(8) * np.pi / 4
    return x[:, None] + radius * np.stack([np.cos(angles), np.sin(angles)], -1)


def _apart(found):
    """Of points (m, 2) at most 25, none close to another: the first, then always the farthest."""
    kept, distance = [], np.full(len(found), np.inf)
    while len(kept) < N_MINIMA and distance.max(initial=0) > SAME_POINT:
        kept.append(distance.argmax())
        distance = np.minimum(distance, np.abs(found - found[kept[-1]]).max(-1))
    return found[kept]


def _rounded(square, found):
    """The points in the bounds, to nine digits of the sides where that is as deep: 1, not 0.9999999998."""
    points = square.points(found)
    scale = 10.0 ** (9 - np.floor(np.log10(np.ptp(square.bounds, axis=1))))
    shorter = np.round(points * scale) / scale + 0.0  # no -0
    as_deep = square.f(*shorter.T) <= square.f(*points.T)
    return np.where(as_deep[:, None], shorter, points)


def _finite(array):
    return np.nan_to_num(array, nan=0.0, posinf=0.0, neginf=0.0)
