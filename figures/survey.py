"""The facts of an objective over a frame: values, colours, heights, levels. No colour is chosen here."""

from dataclasses import dataclass

import numpy as np

from figures.frames import Frame, checked
from figures.levels import SCALES, Scale, even_levels, level_labels

N_GRID = 121
LARGEST = 1e15  # drawn values end here: beyond, WebGL's single precision loses the picture
N_SUB = 3  # samples a grid step where colours are averages


@dataclass(frozen=True)
class Hill:
    """An objective over a frame: all that contour and surface show, with no colour in it yet."""

    frame: Frame
    x: np.ndarray  # (nx,)
    y: np.ndarray  # (ny,)
    value: np.ndarray  # (ny, nx): f; NaN where it is not finite
    colour: np.ndarray  # (ny, nx): c, one colour value for both plots
    height: np.ndarray  # (ny, nx): of the surface
    levels: np.ndarray  # (m,) of c, even, on a round step
    level_step: float
    level_heights: np.ndarray  # (m,) the levels as heights
    labels: tuple[str, ...]  # (m,) the levels as texts of f, '' where that is no nice number
    scale: str
    log_height: bool

    @property
    def colour_range(self) -> tuple[float, float]:
        """Lowest and highest c, never equal."""
        return _range(self.colour)

    @property
    def height_range(self) -> tuple[float, float]:
        """Lowest and highest height, never equal."""
        return _range(self.height)

    def holds(self, points) -> np.ndarray:
        """Whether points (..., 2) lie in the frame, its edge included: (...). NaN is nowhere."""
        x0, x1, y0, y1 = self.frame
        return ((points >= [x0, y0]) & (points <= [x1, y1])).all(-1)

    def height_at(self, points) -> np.ndarray:
        """Height of the drawn sheet, bilinear between grid points, at points (..., 2) in the frame: (...)."""
        x0, x1, y0, y1 = self.frame
        points = np.asarray(points, float)
        return bilinear(self.height, (points - [x0, y0]) / [x1 - x0, y1 - y0])


def survey(objective, frame=None, n=N_GRID) -> Hill:
    """Evaluate `objective` on an n x n grid over `frame` (x0, x1, y0, y1), by default its bounds.

    A frame may reach outside of the bounds. Values that are not finite become holes; values beyond 1e15 are
    drawn as 1e15. Raises ValueError for an empty frame or n < 2.
    """
    if n < 2:
        raise ValueError(f"n must be at least 2, got {n}")
    frame, scale = checked(frame, objective), SCALES[objective.scale]
    x, y = np.linspace(*frame[:2], n), np.linspace(*frame[2:], n)
    value = _evaluate(objective, x, y)
    colour = _averaged(objective, scale, x, y) if scale.averaged else scale.forward(value, objective)
    levels, step = even_levels(*_range(colour), scale.steps)
    return Hill(
        frame=frame, x=x, y=y, value=value, colour=colour, height=scale.height(colour, objective),
        levels=levels, level_step=step, level_heights=scale.height(levels, objective),
        labels=level_labels(scale.inverse(levels, objective), objective.scale),
        scale=objective.scale, log_height=scale.log_height,
    )  # fmt: skip


def bilinear(grid: np.ndarray, unit: np.ndarray) -> np.ndarray:
    """Value of a grid (ny, nx) at points (..., 2) of the unit square: (...); NaN for NaN."""
    ny, nx = grid.shape
    place = unit * np.array([nx - 1, ny - 1], grid.dtype)
    with np.errstate(invalid="ignore"):  # NaN to an index: any will do, the weights are NaN
        corner = np.clip(place.astype(int), 0, [nx - 2, ny - 2])
    a, b = np.moveaxis(place - corner, -1, 0)
    x, y = np.moveaxis(corner, -1, 0)
    lower = grid[y, x] * (1 - a) + grid[y, x + 1] * a
    upper = grid[y + 1, x] * (1 - a) + grid[y + 1, x + 1] * a
    return lower * (1 - b) + upper * b


def _averaged(objective, scale: Scale, x, y):
    """c as its mean round each grid point, weighted by a tent one grid step wide to each side: (ny, nx).

    Sampled at points alone, a valley narrower than the grid breaks up into a row of beads.
    """
    fine = scale.forward(_evaluate(objective, _finer(x), _finer(y)), objective)
    tent = np.concatenate([np.arange(1, N_SUB + 1), np.arange(N_SUB - 1, 0, -1)]) / N_SUB**2
    for _ in range(2):  # once along y, once along x
        starts = len(fine) - len(tent) + 1
        fine = sum(weight * fine[k : k + starts : N_SUB] for k, weight in enumerate(tent)).T
    return fine


def _finer(axis):
    """`axis` (n,) with N_SUB points a step, reaching N_SUB - 1 points over both ends."""
    step, over = (axis[1] - axis[0]) / N_SUB, N_SUB - 1
    return axis[0] + step * np.arange(-over, (len(axis) - 1) * N_SUB + over + 1)


def _evaluate(objective, x, y):
    with np.errstate(all="ignore"):
        value = np.asarray(objective(np.stack(np.meshgrid(x, y), -1)), float)
    return np.clip(np.where(np.isfinite(value), value, np.nan), -LARGEST, LARGEST)


def _range(grid):
    finite = grid[np.isfinite(grid)]
    if not len(finite):
        return 0.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    return (low, high) if high > low else (low, low + 1.0)
