"""All minima of an objective within its bounds, the local ones too, found from a grid of starts."""

from functools import lru_cache

import numpy as np

from optim.curvature import curvature, hessian
from optim.objectives import Objective, as_objective
from optim.optimizers import Rprop
from optim.sweep import sweep

STARTS = 41  # along each axis
DESCENT, POLISH = 100, 12  # iterations: downhill, and of Newton's method
FLAT = 1e-6  # of the largest curvature: a ring or a valley of minima, along which f curves by less, is none
APART = 1e-3  # of the wider side: what is closer is one minimum


def local_minima(objective: Objective) -> np.ndarray:
    """(m, 2), read-only: the record's own minima first, wherever they lie, then local ones by rising f.

    The local ones lie within the bounds. Raises ValueError for what is no Objective.

    From a grid of starts downhill by Rprop, which no scale of f misleads, then polished by Newton's method.
    A local minimum with a kink, at which there is no Hessian, is not found, nor is one of a very small basin.
    """
    return _minima(as_objective(objective))


@lru_cache(maxsize=64)
def _minima(objective: Objective) -> np.ndarray:
    bounds = objective.bounds
    width = np.ptp(bounds, axis=1).max()
    ends = sweep(objective, Rprop(width / (4 * STARTS)), _grid(bounds), DESCENT).x.reshape(-1, 2)
    found = _settled(objective, _polished(objective, ends[np.isfinite(ends).all(axis=-1)]), width)
    found = found[np.argsort(objective(found), kind="stable")]
    kept = list(objective.minima)
    for point in found:
        if not any(np.hypot(*(point - other)) < APART * width for other in kept):
            kept.append(point)
    minima = np.array(kept).reshape(-1, 2)
    minima.flags.writeable = False  # it is kept: all who ask get this very array
    return minima


def _grid(bounds: np.ndarray) -> np.ndarray:
    """(n, n, 2): points within the bounds, none on their edges, and none on an axis of symmetry."""
    places = (np.arange(STARTS) + 0.45) / STARTS
    return np.stack(np.meshgrid(*(low + places * (high - low) for low, high in bounds)), axis=-1)


def _polished(objective: Objective, x: np.ndarray) -> np.ndarray:
    """(n, 2): points from where Newton's method leads from x (n, 2), where f curves upwards all the way."""
    for _ in range(POLISH):
        h, g = hessian(objective, x), objective.gradient(x)
        usable = np.isfinite(h).all(axis=(-1, -2)) & np.isfinite(g).all(axis=-1)
        x, h, g = x[usable], h[usable], g[usable]
        upwards = np.linalg.eigvalsh(h)[:, 0] > 0
        x, h, g = x[upwards], h[upwards], g[upwards]
        x = x - np.linalg.solve(h, g[..., None])[..., 0]
    return x


def _settled(objective: Objective, x: np.ndarray, width: float) -> np.ndarray:
    """Those of the points x (n, 2) that are minima within the bounds: no slope, and curved upwards."""
    low, high = objective.bounds.T
    smallest, largest = curvature(objective, x).T
    slope = np.hypot(*objective.gradient(x).T)
    with np.errstate(all="ignore"):
        still = (slope <= 1e-6 * smallest * width) & (smallest > FLAT * largest)
    return x[still & ((low <= x) & (x <= high)).all(axis=-1)]
