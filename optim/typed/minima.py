"""Estimates of the lowest points of a function within its bounds: sampled, polished, and judged.

The work is bounded by counts, not by a clock: the same function gives the same minima on any machine. Points
here are (..., 2) in the unit square, whose sides are the bounds.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from optim.objectives.base import Coordinates

MOST_WORK = 6_000_000  # steps of f, each for one point, that a search may take
FINEST, COARSEST = 301, 65  # points on a side of the first grid
N_STARTS, N_POLISHED, N_EXTENDED, N_MINIMA = 256, 48, 8, 25
N_NEWTON, N_GLANCE, N_SEARCH = 15, 12, 100
SECTIONS, ROUNDS = 9, 26  # points of a search along a line, and how often it closes in: to 4^-26 of its start
SAME_VALUE = 1e-6  # of the spread of f: minima this close are equally deep
SAME_POINT = 0.02  # minima this close are one
NEARER = (1e-7, 1e-8, 1e-9, 1e-10)  # how near to a minimum f is looked at
STEEPEST = 1e-3  # of the spread of f: more than it may change round a minimum, however near
GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
STEP = 1e-5  # of the differences that make a Hessian of gradients


@dataclass
class Square:
    """f and df seen from the unit square. What is not finite is inf in f, 0 in the gradient."""

    f: Coordinates
    df: Callable
    bounds: np.ndarray
    samples: int = 0  # points at which f or df has been asked for

    def points(self, unit) -> np.ndarray:
        return self.bounds[:, 0] + unit * np.ptp(self.bounds, axis=1)

    def unit(self, points) -> np.ndarray:
        return (points - self.bounds[:, 0]) / np.ptp(self.bounds, axis=1)

    def value(self, unit) -> np.ndarray:
        self.samples += unit.size // 2
        return self.value_at(self.points(unit))

    def value_at(self, points) -> np.ndarray:
        value = self.f(*np.moveaxis(points, -1, 0))
        return np.where(np.isfinite(value), value, np.inf)

    def gradient(self, unit) -> np.ndarray:
        self.samples += unit.size // 2
        slopes = self.df(*np.moveaxis(self.points(unit), -1, 0))
        return _finite(np.stack(slopes, -1) * np.ptp(self.bounds, axis=1))


@dataclass(frozen=True)
class Found:
    """The lowest points (m, 2) of a search; whether they lie on the edge; how many samples it took."""

    points: np.ndarray
    on_edge: bool
    samples: int


def minima(f: Coordinates, df: Callable, bounds: np.ndarray, work: int) -> Found:
    """The lowest points within `bounds`, at most 25, of a function that takes `work` steps a point.

    They lie inside, at the border of where f is defined, or on the edge of the bounds; there only if f has a
    local minimum inside: else it runs downhill out of the bounds, as a plane does, and has no minimum. No
    lowest point is a pole, a jump, or on a plain that reaches the edge.
    """
    square = Square(f, df, bounds)
    budget = MOST_WORK // max(work, 1)
    with np.errstate(all="ignore"):
        values = _sampled(square, budget)
        starts = _zoomed(square, _lowest_of_grid(values, N_STARTS), 1 / (len(values) - 1), budget)
        found = _polished(square, starts[: np.clip(budget // 6000, 4, N_POLISHED)])
        found = np.concatenate([found, _along_edges(square, budget), *_creases(square, found, budget)])
        return _judged(square, _rounded(square, found), values)


def polished(f: Coordinates, df: Callable, bounds: np.ndarray, point: np.ndarray) -> np.ndarray:
    """(2,): the lowest point that is reached downhill from `point` (2,), within the bounds."""
    square = Square(f, df, bounds)
    with np.errstate(all="ignore"):
        found = _rounded(square, _polished(square, square.unit(point)[None], radius=1e-3))
        return min(found[0], point, key=lambda x: float(f(*x)))


def _judged(square, points, values):
    """Which of the points found are lowest points, and good ones."""
    x, value = square.unit(points), square.value_at(points)
    lowest = min(value.min(), np.nanmin(values))
    spread = (np.nanmedian(values) - lowest) or (np.nanmax(values) - lowest)
    border = np.concatenate([values[[0, -1]].ravel(), values[:, [0, -1]].ravel()])
    same = SAME_VALUE * spread
    good = (value < np.inf) & _is_continuous(square, x, value, STEEPEST * spread)
    if (border <= lowest + same).any():
        good &= ~_is_plain(square, x, value)
    inside = ((x > STEP) & (x < 1 - STEP)).all(-1)
    deep = good & (value <= lowest + same)
    chosen = deep & inside if (deep & inside).any() else deep & (good & inside).any()
    order = np.flatnonzero(chosen)[np.argsort(value[chosen], kind="stable")]
    kept = order[_apart(x[order])]
    return Found(points[kept], bool(len(kept)) and not inside[kept[0]], square.samples)


def _is_continuous(square, x, value, steepest):
    """Whether f changes little, or ever less, the nearer to a point it is looked at: no pole, no jump.

    Round a cusp, |t|^p, a distance of a tenth changes f by a factor of 10^-p; beside a jump it makes all the
    difference, and at a pole nearly none.
    """
    rings = np.stack([square.value(_round(x, radius)) for radius in NEARER])
    changes = np.abs(rings - value[:, None])
    changes = np.where(np.isfinite(changes), changes, 0).max(-1, initial=0)
    share = changes[1:] / changes[:-1]
    return ((changes[:-1] <= steepest) | ((share >= 1e-3) & (share <= 0.85))).all(0)


def _is_plain(square, x, value):
    """Whether f rises both ways in no direction round a point; at a minimum it does in some."""
    ring = square.value(_round(x, 1e-3))
    return (np.minimum(ring[:, :4], ring[:, 4:]) <= value[:, None]).all(-1)


def _sampled(square, budget):
    """f on an even grid as fine as the budget has it, y along the first axis, NaN where it is not finite."""
    n = int(np.clip(np.sqrt(budget / 4), COARSEST, FINEST)) // 2 * 2 + 1
    axis = np.linspace(0, 1, n)
    value = square.value(np.stack(np.meshgrid(axis, axis), -1))
    return np.where(np.isfinite(value), value, np.nan)


def _lowest_of_grid(values, n):
    """The grid points, (m, 2), that lie no higher than their eight neighbours; the lowest n."""
    side = len(values)
    known = np.pad(np.where(np.isnan(values), np.inf, values), 1, constant_values=np.inf)
    views = [known[1 + j : side + 1 + j, 1 + i : side + 1 + i] for j in (-1, 0, 1) for i in (-1, 0, 1)]
    j, i = np.nonzero((views[4] <= np.min(views, axis=0)) & np.isfinite(views[4]))
    # shuffled, so that of a plain or a valley of equal points no side is preferred
    order = np.random.default_rng(0).permutation(len(j))
    order = order[np.argsort(values[j, i][order], kind="stable")][:n]
    return np.stack([i, j], -1)[order] / (side - 1)


def _zoomed(square, x, cell, budget):
    """The points after a short search from each, and of a finer grid round the best; the lowest first."""
    x = _lowest_first(square, _search(square, x[: budget // 200], N_GLANCE, cell))
    offsets = np.linspace(-2.5, 2.5, 31 if budget > 100_000 else 15) * cell
    window = np.stack(np.meshgrid(offsets, offsets), -1)
    finer = []
    for centre in x[: np.clip(budget // 20_000, 1, N_EXTENDED)]:
        points = np.clip(centre + window, 0, 1)
        places = np.rint(_lowest_of_grid(_known(square.value(points)), 6) * (len(offsets) - 1)).astype(int)
        finer.append(points[places[:, 1], places[:, 0]])
    finer = _search(square, np.concatenate(finer), N_GLANCE, offsets[1] - offsets[0])
    return _lowest_first(square, np.concatenate([x, finer]))


def _lowest_first(square, x):
    """Points by their depth, of several in one hundredth of a side the lowest."""
    x = x[np.argsort(square.value(x), kind="stable")]
    _, first = np.unique(np.rint(100 * x), axis=0, return_index=True)
    return x[np.sort(first)]


def _polished(square, x, radius=0.01):
    return _newton(square, _search(square, _newton(square, x), N_SEARCH, radius))


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


def _search(square, x, rounds, radius):
    """A pattern search on every point: the best of eight points round it, or a smaller round.

    For what has no second derivative. The rounds turn, so that a crease in any direction is followed.
    """
    value, radius = square.value(x), np.full(len(x), float(radius))
    for turn in range(rounds):
        trials = np.clip(_round(x, radius[:, None, None], turn * GOLDEN_ANGLE), 0, 1)
        values = square.value(trials)
        best = values.argmin(-1, keepdims=True)
        trial_value = np.take_along_axis(values, best, -1)[:, 0]
        better = trial_value < value
        trial = np.take_along_axis(trials, best[..., None], 1)[:, 0]
        x, value = np.where(better[:, None], trial, x), np.where(better, trial_value, value)
        radius = np.where(better, radius, 0.7 * radius)
    return x


def _along_edges(square, budget):
    """(m, 2): the lowest points of each edge, corners included."""
    n = int(np.clip(budget // 200, 101, 2001))
    along, found = np.linspace(0, 1, n), []
    for axis in (0, 1):
        for end in (0.0, 1.0):

            def edge(t, axis=axis, end=end):
                return square.value(_points(t, np.full_like(t, end), axis))

            value = np.pad(edge(along), 1, constant_values=np.inf)
            lowest = np.flatnonzero((value[1:-1] <= value[:-2]) & (value[1:-1] <= value[2:]))
            centre = along[lowest[np.argsort(value[1:-1][lowest], kind="stable")][:N_EXTENDED]]
            best, _ = _closed_in(edge, centre, 1 / (n - 1), ROUNDS)
            found.append(_points(best, np.full_like(best, end), axis))
    return np.concatenate(found)


def _closed_in(function, centre, width, rounds):
    """Where a function of (m, 9) numbers with one valley is lowest, within `width` of each `centre` (m,).

    Of nine points in a row the lowest and its neighbours are looked at more closely, again and again.
    """
    width = np.broadcast_to(width, centre.shape)
    for _ in range(rounds):
        trials = np.clip(centre[:, None] + np.linspace(-1, 1, SECTIONS) * width[:, None], 0, 1)
        values = function(trials)
        best = values.argmin(-1, keepdims=True)
        centre = np.take_along_axis(trials, best, -1)[:, 0]
        width = width / 4
    return centre, np.take_along_axis(values, best, -1)[:, 0]


def _creases(square, x, budget):
    """Points (m, 2) at the ends of creases: of the lowest across the crease, the lowest along it.

    A crease too sharp for steps along it, as Bukin's, is a line of minima by one coordinate, whose values by
    the other are looked at alone. Near the best points, and over all the bounds.
    """
    n = int(np.clip(budget // 150_000, 0, 3))
    x = _lowest_first(square, x)[:n]
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
        line = np.repeat(along.ravel()[:, None], SECTIONS, axis=1)
        middle, width = (np.repeat(v, k) for v in (centres[:, 1 - axis], np.maximum(widths, 0.1)))
        return _closed_in(lambda across: square.value(_points(line, across, axis)), middle, width, ROUNDS)

    along, _ = _closed_in(
        lambda t: lowest_across(t)[1].reshape(t.shape), centres[:, axis], widths, ROUNDS // 2
    )
    return _points(along, lowest_across(along[:, None])[0], axis)


def _points(along, across, axis):
    """Points (..., 2) of two coordinates, the one called `axis` given first."""
    return np.stack([along, across] if axis == 0 else [across, along], -1)


def _round(x, radius, turned=0.0):
    """Eight points, (m, 8, 2), round each point of x (m, 2)."""
    angles = turned + np.arange(8) * np.pi / 4
    return x[:, None] + radius * np.stack([np.cos(angles), np.sin(angles)], -1)


def _apart(found):
    """Which of points (m, 2), at most 25, none close to another: the first, then always the farthest."""
    kept, distance = [], np.full(len(found), np.inf)
    while len(kept) < N_MINIMA and distance.max(initial=0) > SAME_POINT:
        kept.append(distance.argmax())
        distance = np.minimum(distance, np.abs(found - found[kept[-1]]).max(-1))
    return np.array(kept, dtype=int)


def _rounded(square, x):
    """The points in the bounds, with fewer digits where f is no higher there: 1, not 0.9999999998."""
    points, (low, high) = square.points(x), square.bounds.T
    for digits in (9, 6, 4, 3):
        scale = 10.0 ** (digits - np.floor(np.log10(high - low)))
        shorter = np.clip(np.round(points * scale) / scale, low, high) + 0.0  # no -0
        as_deep = square.value_at(shorter) <= square.value_at(points)
        points = np.where(as_deep[:, None], shorter, points)
    return points


def _known(value):
    return np.where(np.isfinite(value), value, np.nan)


def _finite(array):
    return np.nan_to_num(array, nan=0.0, posinf=0.0, neginf=0.0)
