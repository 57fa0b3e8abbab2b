"""Where an objective is defined, and what else a value that is not finite can mean: an overflow."""

from collections.abc import Callable

import numpy as np

from optim.checks import as_points
from optim.objectives import Objective, as_objective

FINENESS = 50, 200  # intervals a side of the grids that are searched, the coarse one first


def is_defined(objective: Objective, x) -> np.ndarray:
    """(...): whether f and its gradient are finite at the points x (..., 2)."""
    as_objective(objective)
    return np.isfinite(objective(x)) & np.isfinite(objective.gradient(x)).all(axis=-1)


def nearest_defined(objective: Objective, point) -> np.ndarray | None:
    """(2,): `point` itself where f is defined there, else the nearest point within the bounds where it is.

    Nearest of an even grid of round coordinates, distances counted in sides of the bounds. None if f is
    defined nowhere on that grid. Raises ValueError for what is no point of two coordinates.
    """
    point = as_points(point, "point").astype(float)
    if point.shape != (2,):
        raise ValueError(f"point: expected two coordinates, got shape {point.shape}")
    if is_defined(objective, point):
        return point
    sides = np.ptp(objective.bounds, axis=1)
    for n in FINENESS:
        grid = np.stack(np.meshgrid(*(_round_numbers(*ends, n) for ends in objective.bounds)), axis=-1)
        grid = grid[is_defined(objective, grid)]
        if len(grid):
            return grid[np.linalg.norm((grid - point) / sides, axis=-1).argmin()]
    return None


def is_undefined(function: Callable, x: np.ndarray) -> np.ndarray:
    """(m,): at which of the points x (m, 2) `function`, f or df, is not finite, yet nothing overflows.

    What tells log(-1) from 100 (y - x²)² at 1e200: both are not finite, but only the first is not defined.
    """
    with np.errstate(all="ignore"):
        values = np.atleast_2d(function(*x.T))
    found = np.isfinite(x).all(axis=-1) & ~np.isfinite(values).all(axis=0)
    if found.any() and _raises(function, x[found].T, invalid="raise", divide="raise"):
        found[found] = [not _raises(function, point, over="raise") for point in x[found]]
        return found
    return np.zeros(len(x), dtype=bool)  # whatever is not finite has overflowed


def _raises(function: Callable, x: np.ndarray, **errors: str) -> bool:
    """Whether working out `function` at x (2, ...) meets one of these errors of floating point numbers."""
    try:
        with np.errstate(**{"all": "ignore"} | errors):
            function(*x)
    except FloatingPointError:
        return True
    return False


def _round_numbers(low: float, high: float, n: int) -> np.ndarray:
    """The multiples from low to high of 1, 2 or 5 times a power of ten, at least `n` intervals of them."""
    exponent = np.floor(np.log10((high - low) / n))
    digit = next(d for d in (5, 2, 1) if d * 10.0**exponent * n <= (high - low) * (1 + 1e-9))
    step = digit * 10.0**exponent
    multiples = digit * np.arange(np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9) + 1)
    rounded = multiples / 10.0**-exponent if exponent < 0 else multiples * 10.0**exponent
    return np.clip(rounded, low, high) + 0.0  # no -0
