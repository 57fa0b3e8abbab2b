"""How values become colours, which level lines are drawn, what they are called and where they run."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

N_LEVELS = 13
LEVEL_STEPS = (1, 2, 2.5, 5)
TICK_STEPS = (1, 2, 5)
N_TICKS = 5
_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@dataclass(frozen=True)
class Scale:
    """How a kind of objective is shown: f -> colour value c -> height, all monotone, so that levels agree.

    f stands for f less the objective's `offset` everywhere.
    """

    forward: Callable  # (f, objective) -> c; levels are even in c
    inverse: Callable  # (c, objective) -> f
    height: Callable  # (c, objective) -> height of the surface
    steps: tuple[float, ...] = LEVEL_STEPS  # mantissas of the step between levels
    averaged: bool = False  # whether c is averaged round each grid point, for valleys narrower than the grid
    log_height: bool = False  # whether the surface shows the logarithm of f


def _lowest(objective):
    return objective.minimum - objective.offset


SCALES = {
    "sqrt": Scale(
        forward=lambda value, objective: np.sqrt(np.maximum(value - _lowest(objective), 0)),
        inverse=lambda c, objective: c * c + _lowest(objective),
        height=lambda c, objective: c * c + _lowest(objective),
    ),
    "log": Scale(
        forward=lambda value, objective: np.log10(np.maximum(value, objective.floor)),
        inverse=lambda c, objective: 10.0**c,
        height=lambda c, objective: c,
        steps=(1, 2, 5),  # these alone meet every decade
        averaged=True,
        log_height=True,
    ),
    "linear": Scale(
        forward=lambda value, objective: value,
        inverse=lambda c, objective: c,
        height=lambda c, objective: c,
    ),
}


def round_step(step: float, mantissas: tuple[float, ...] = LEVEL_STEPS) -> float:
    """The round number m x 10^k nearest, by ratio, to a positive `step`; 1 for a step of 0."""
    if not (step > 0 and math.isfinite(step)):
        return 1.0
    exponent = math.floor(math.log10(step))
    candidates = [float(f"{m}e{exponent + e}") for m in mantissas for e in (0, 1)]
    return min(candidates, key=lambda candidate: abs(math.log(candidate / step)))


def multiples(low: float, high: float, step: float) -> np.ndarray:
    """All multiples of `step` from `low` to `high`, both ends included, as short decimals."""
    first, last = math.ceil(low / step - 1e-6), math.floor(high / step + 1e-6)
    return np.array([float(f"{i * step:.12g}") for i in range(first, last + 1)])


def even_levels(low: float, high: float, steps=LEVEL_STEPS) -> tuple[np.ndarray, float]:
    """About 13 levels on a round step, strictly between `low` and `high` (values of c), and that step."""
    step = round_step((high - low) / N_LEVELS, steps)
    edge = 0.01 * (high - low)  # nearer to an end a level outlines specks
    levels = multiples(low, high, step)
    return levels[(levels > low + edge) & (levels < high - edge)], step


def ticks(low: float, high: float) -> tuple[list[float], list[str]]:
    """About five round tick positions from `low` to `high`, and their texts, with digits that differ."""
    step = round_step((high - low) / N_TICKS, TICK_STEPS)
    values = multiples(low, high, step).tolist()
    digits = max(6, 2 + math.ceil(math.log10(max(abs(low), abs(high), step) / step)))
    return values, [number(value, digits) for value in values]


def number(value: float, digits: int = 3) -> str:
    """A value in `digits` significant figures, with a true minus; outside 1e-3 to 1e4 as 2×10⁻⁶ or 10⁴."""
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else str(value).replace("-", "\N{MINUS SIGN}").replace("inf", "∞")
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    if -3 <= int(exponent) < 4:
        return f"{float(f'{value:.{digits}g}'):.12g}".replace("-", "\N{MINUS SIGN}")
    sign = "\N{MINUS SIGN}" if value < 0 else ""
    factor = f"{abs(float(mantissa)):g}×".removeprefix("1×")
    return sign + factor + "10" + str(int(exponent)).translate(_SUPERSCRIPT)


def level_labels(values: np.ndarray, scale: str) -> tuple[str, ...]:
    """The text of f at each level, '' where it is no nice number.

    On a log scale whole decades are named, if there are two. Elsewhere, and in narrow frames, the values with
    the fewest significant digits that still name five levels; at most three digits.
    """
    decades = np.isclose(np.log10(np.abs(values) + (values == 0)) % 1, 0) & (values != 0)
    if scale == "log" and decades.sum() >= 2:
        return tuple(number(v) if decade else "" for v, decade in zip(values, decades, strict=True))
    for digits in (1, 2, 3):
        rounded = np.array([float(f"{v:.{digits}g}") for v in values])
        nice = np.abs(rounded - values) <= _tolerance(scale) * np.abs(values)
        if nice.sum() >= 5:
            break
    nice |= nice.sum() < 2  # round steps above an odd minimum are odd numbers: three digits are near enough
    return tuple(number(v, digits) if n else "" for v, n in zip(values, nice, strict=True))


def _tolerance(scale: str) -> float:
    # a level of a log scale, 10^0.3, is named '2': right to three digits, never exact
    return 3e-3 if scale == "log" else 1e-9


def isolines(x: np.ndarray, y: np.ndarray, grid: np.ndarray, level: float) -> list[np.ndarray]:
    """The lines where `grid` takes the value `level`, by marching squares.

    `x` (nx,), `y` (ny,), `grid` (ny, nx); cells with a corner that is not finite hold no line. Returns
    polylines (m, 2); a closed one ends where it starts. Crossings are interpolated linearly along grid edges,
    as in marching cubes (Lorensen & Cline 1987); four crossings are settled by the mean of the corners.
    """
    chains = _chains(_segments(grid, level))
    if not chains:
        return []
    ends = np.cumsum([len(chain) for chain in chains])
    return np.split(_crossings(x, y, grid, level, np.concatenate(chains)), ends[:-1])  # all at once: faster


def _crossings(x, y, grid, level, edges):
    """Where `level` lies on each of the numbered grid edges: (m, 2)."""
    upright, corner = np.divmod(edges, grid.size)
    j, i = np.divmod(corner, grid.shape[1])
    to_j, to_i = j + upright, i + 1 - upright
    share = (level - grid[j, i]) / (grid[to_j, to_i] - grid[j, i])
    return np.stack([x[i] + share * (x[to_i] - x[i]), y[j] + share * (y[to_j] - y[j])], -1)


def _segments(grid, level):
    """Pairs of edge numbers, (m, 2): the piece of line in each cell that has one (or two).

    The edge that runs right from a corner has the corner's number, the one that runs up has grid.size added.
    """
    nx = grid.shape[1]
    above = grid >= level
    right, up = above[:, :-1] != above[:, 1:], above[:-1] != above[1:]
    j, i = np.nonzero(right[:-1] | right[1:] | up[:, :-1])
    corners = np.stack([grid[j, i], grid[j, i + 1], grid[j + 1, i + 1], grid[j + 1, i]], -1)
    whole = np.isfinite(corners).all(-1)
    j, i, corners = j[whole], i[whole], corners[whole]
    first = j * nx + i
    edges = np.stack([first, first + 1 + grid.size, first + nx, first + grid.size], -1)  # round the cell
    is_above = corners >= level
    crossed = is_above != np.roll(is_above, -1, -1)
    four = crossed.all(-1)
    # of four crossings, those go together that run round a corner which differs from the middle
    alike = (corners[four].mean(-1) >= level) == is_above[four, 0]
    saddles = np.where(alike[:, None], edges[four], np.roll(edges[four], 1, -1))
    return np.concatenate([edges[~four][crossed[~four]].reshape(-1, 2), saddles.reshape(-1, 2)])


def _chains(segments):
    """Join segments that share an edge: arrays of edge numbers, open lines first, then closed ones."""
    edges, places = np.unique(segments, return_inverse=True)
    near, other = _neighbours(places.reshape(-1, 2), len(edges))
    open_ends = [place for place, beyond in enumerate(other) if beyond < 0]
    left, chains = [True] * len(edges), []
    for start in (*open_ends, *range(len(edges))):
        chain, place = [], start
        while place >= 0 and left[place]:
            left[place] = False
            chain.append(place)
            place = near[place] if left[near[place]] else other[place]
        if chain:
            closing = [start] if other[start] >= 0 else []
            chains.append(edges[chain + closing])
    return chains


def _neighbours(segments, n):
    """Of each of n edges the one or two that it shares a segment with, as two lists; -1 for none."""
    start, end = np.concatenate([segments, segments[:, ::-1]]).T
    order = np.argsort(start, kind="stable")
    start, end = start[order], end[order]
    near = np.full((2, n), -1)
    near[(np.diff(start, prepend=-1) == 0).astype(int), start] = end
    return near.tolist()


def thin(line: np.ndarray, spacing: float) -> np.ndarray:
    """A polyline (m, 2) with vertices about `spacing` apart, the first and the last kept."""
    x, y = (line[1:] - line[:-1]).T
    place = np.floor(np.cumsum(np.hypot(x, y)) / spacing)
    keep = np.ones(len(line), bool)
    keep[1:-1] = place[:-1] > np.concatenate([[0], place[:-2]])
    return line[keep]
