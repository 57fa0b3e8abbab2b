"""Ways downhill in the unit square: Newton's method, a pattern search, a search along lines and creases.

Each takes many points at once and a fixed number of evaluations. Points are (..., 2) in the unit square,
whose sides are the bounds of a function.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from optim.objectives.base import Coordinates

N_NEWTON, N_SEARCH = 15, 100
ROUNDS = 26  # how often a search along a line closes in: to 4^-26 of its start
SECTIONS = np.linspace(-1, 1, 9)  # the points that it looks at, of its width
GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
STEP = 1e-5  # of the differences that make a Hessian of gradients


@dataclass
class Square:
    """f and df seen from the unit square. What is not finite is inf in f, 0 in the gradient."""

    f: Coordinates
    df: Callable
    bounds: np.ndarray
    samples: int = 0  # points at which f or df has been asked for

    def __post_init__(self):
        self.corner, self.sides = self.bounds[:, 0], np.ptp(self.bounds, axis=1)

    def points(self, unit) -> np.ndarray:
        return self.corner + unit * self.sides

    def unit(self, points) -> np.ndarray:
        return (points - self.corner) / self.sides

    def value(self, unit) -> np.ndarray:
        self.samples += unit.size // 2
        return self.value_at(self.points(unit))

    def value_at(self, points) -> np.ndarray:
        value = self.f(points[..., 0], points[..., 1])
        return np.where(np.isfinite(value), value, np.inf)

    def gradient(self, unit) -> np.ndarray:
        """Slopes (..., 2) along the sides of the unit square, 0 where they are not finite."""
        self.samples += unit.size // 2
        points = self.points(unit)
        return _finite(np.stack(self.df(points[..., 0], points[..., 1]), -1) * self.sides)


def polish(square, x, radius=0.01):
    return _newton(square, pattern_search(square, _newton(square, x), N_SEARCH, radius))


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


def pattern_search(square, x, rounds, radius):
    """A pattern search on every point: the best of eight points round it, or a smaller round.

    For what has no second derivative. The rounds turn, so that a crease in any direction is followed.
    """
    value, radius, rows = square.value(x), np.full(len(x), float(radius)), np.arange(len(x))
    for turn in range(rounds):
        trials = np.clip(ring(x, radius[:, None, None], turn * GOLDEN_ANGLE), 0, 1)
        values = square.value(trials)
        best = rows, values.argmin(-1)
        trial, trial_value = trials[best], values[best]
        better = trial_value < value
        x, value = np.where(better[:, None], trial, x), np.where(better, trial_value, value)
        radius = np.where(better, radius, 0.7 * radius)
    return x


def lowest_first(square, x):
    """Points by their depth, of several in one hundredth of a side the lowest."""
    x = x[np.argsort(square.value(x), kind="stable")]
    _, first = np.unique(np.rint(100 * x), axis=0, return_index=True)
    return x[np.sort(first)]


def along_line(function, centre, width, rounds=ROUNDS):
    """Where a function of (m, 9) numbers with one valley is lowest, within `width` of each `centre` (m,).

    Of nine points in a row the lowest and its neighbours are looked at more closely, again and again.
    """
    width, rows = np.broadcast_to(width, centre.shape), np.arange(len(centre))
    for _ in range(rounds):
        trials = (centre[:, None] + SECTIONS * width[:, None]).clip(0, 1)
        values = function(trials)
        best = rows, values.argmin(-1)
        centre, width = trials[best], width / 4
    return centre, values[best]


def creases(square, x, budget):
    """Points (m, 2) at the ends of creases: of the lowest across the crease, the lowest along it.

    A crease too sharp for steps along it, as Bukin's, is a line of minima by one coordinate, whose values by
    the other are looked at alone. Near the best points, and over all the bounds.
    """
    n = int(np.clip(budget // 150_000, 0, 3))
    x = lowest_first(square, x)[:n]
    if not n:
        return []
    centres = np.concatenate([x, np.full((1, 2), 0.5)])
    widths = np.array([*[0.02] * len(x), 0.5])
    return [_crease(square, centres, widths, axis) for axis in (0, 1)]


def _crease(square, centres, widths, axis):
    """For centres (m, 2) the lowest, by the coordinate `axis`, of the lowest points by the other one."""

    def lowest_across(along):
        """Where f is lowest at each of the coordinates `along` (m, k), and how low: two (m * k,)."""
        k = along.shape[1]
        line = np.repeat(along.ravel()[:, None], len(SECTIONS), axis=1)
        middle, width = (np.repeat(v, k) for v in (centres[:, 1 - axis], np.maximum(widths, 0.1)))
        return along_line(lambda across: square.value(on_line(line, across, axis)), middle, width)

    along, _ = along_line(
        lambda t: lowest_across(t)[1].reshape(t.shape), centres[:, axis], widths, ROUNDS // 2
    )
    return on_line(along, lowest_across(along[:, None])[0], axis)


def on_line(along, across, axis):
    """Points (..., 2) of two coordinates, the one called `axis` given first."""
    return np.stack([along, across] if axis == 0 else [across, along], -1)


def ring(x, radius, turned=0.0):
    """Eight points, (m, 8, 2), round each point of x (m, 2)."""
    angles = turned + np.arange(8) * np.pi / 4
    return x[:, None] + radius * np.stack([np.cos(angles), np.sin(angles)], -1)


def _finite(array):
    return np.nan_to_num(array, nan=0.0, posinf=0.0, neginf=0.0)
