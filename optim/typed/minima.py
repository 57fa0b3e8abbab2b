"""Estimates of the lowest points of a function within its bounds: sampled, polished, and judged.

The work is bounded by counts, not by a clock: the same function gives the same minima on any machine. Points
here are (..., 2) in the unit square, whose sides are the bounds.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from optim.objectives.base import Coordinates
from optim.typed.search import (
    Square,
    along_line,
    creases,
    lowest_first,
    on_line,
    pattern_search,
    polish,
    ring,
)

MOST_WORK = 6_000_000  # steps of f, each for one point, that a search may take
FINEST, COARSEST = 301, 65  # points on a side of the first grid
N_STARTS, N_POLISHED, N_EXTENDED, N_MINIMA = 256, 48, 8, 25
N_GLANCE = 12  # rounds of a short search
SAME_VALUE = 1e-6  # of the spread of f: minima this close are equally deep
SAME_POINT = 0.02  # minima this close are one
NEARER = (1e-7, 1e-8, 1e-9, 1e-10)  # how near to a minimum f is looked at
STEEPEST = 1e-3  # of the spread of f: more than it may change round a minimum, however near
INSIDE = 1e-5  # of a side: nearer to it, a point lies on the edge


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
        found = polish(square, starts[: np.clip(budget // 6000, 4, N_POLISHED)])
        found = np.concatenate([found, _along_edges(square, budget), *creases(square, found, budget)])
        return _judged(square, _rounded(square, found), values)


def polished(f: Coordinates, df: Callable, bounds: np.ndarray, point: np.ndarray) -> np.ndarray:
    """(2,): the lowest point that is reached downhill from `point` (2,), within the bounds."""
    square = Square(f, df, bounds)
    with np.errstate(all="ignore"):
        found = _rounded(square, polish(square, square.unit(point)[None], radius=1e-3))
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
    inside = ((x > INSIDE) & (x < 1 - INSIDE)).all(-1)
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
    rings = np.stack([square.value(ring(x, radius)) for radius in NEARER])
    changes = np.abs(rings - value[:, None])
    changes = np.where(np.isfinite(changes), changes, 0).max(-1, initial=0)
    share = changes[1:] / changes[:-1]
    return ((changes[:-1] <= steepest) | ((share >= 1e-3) & (share <= 0.85))).all(0)


def _is_plain(square, x, value):
    """Whether f rises both ways in no direction round a point; at a minimum it does in some."""
    round_it = square.value(ring(x, 1e-3))
    return (np.minimum(round_it[:, :4], round_it[:, 4:]) <= value[:, None]).all(-1)


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
    x = lowest_first(square, pattern_search(square, x[: budget // 200], N_GLANCE, cell))
    offsets = np.linspace(-2.5, 2.5, 31 if budget > 100_000 else 15) * cell
    window = np.stack(np.meshgrid(offsets, offsets), -1)
    finer = []
    for centre in x[: np.clip(budget // 20_000, 1, N_EXTENDED)]:
        points = np.clip(centre + window, 0, 1)
        places = np.rint(_lowest_of_grid(_known(square.value(points)), 6) * (len(offsets) - 1)).astype(int)
        finer.append(points[places[:, 1], places[:, 0]])
    finer = pattern_search(square, np.concatenate(finer), N_GLANCE, offsets[1] - offsets[0])
    return lowest_first(square, np.concatenate([x, finer]))


def _along_edges(square, budget):
    """(m, 2): the lowest points of each edge, corners included."""
    n = int(np.clip(budget // 200, 101, 2001))
    along, found = np.linspace(0, 1, n), []
    for axis in (0, 1):
        for end in (0.0, 1.0):

            def edge(t, axis=axis, end=end):
                return square.value(on_line(t, np.full_like(t, end), axis))

            value = np.pad(edge(along), 1, constant_values=np.inf)
            lowest = np.flatnonzero((value[1:-1] <= value[:-2]) & (value[1:-1] <= value[2:]))
            centre = along[lowest[np.argsort(value[1:-1][lowest], kind="stable")][:N_EXTENDED]]
            best, _ = along_line(edge, centre, 1 / (n - 1))
            found.append(on_line(best, np.full_like(best, end), axis))
    return np.concatenate(found)


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
