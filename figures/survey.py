"""The facts of an objective over a frame: values, colours, heights, levels. No colour is chosen here."""

from dataclasses import dataclass

import numpy as np

from figures.frames import Frame, checked, is_narrow
from figures.levels import evened, level_labels, round_levels, tutorial_levels
from figures.scales import SCALES, Scale

N_GRID = 121
LARGEST = 1e15  # drawn values end here: beyond, WebGL's single precision loses the picture
ROUGH = 4  # levels crossed by a grid step, on average, from which on their lines are a tangle
N_SUB = 3  # samples a grid step where colours are averages


@dataclass(frozen=True)
class Terrain:
    """An objective over a frame: all that contour and surface show, with no colour in it yet."""

    frame: Frame
    x: np.ndarray  # (nx,)
    y: np.ndarray  # (ny,)
    value: np.ndarray  # (ny, nx): f less the objective's offset; NaN where it is not finite
    colour: np.ndarray  # (ny, nx): one colour value for both plots: c, stretched until its levels are even
    height: np.ndarray  # (ny, nx): of the surface
    levels: np.ndarray  # (m,) of the colour, even; none on terrain too rough for lines
    level_step: float
    level_values: np.ndarray  # (m,) the levels as round values of f less the offset
    level_heights: np.ndarray  # (m,) the levels as heights
    labels: tuple[str, ...]  # (m,) the levels as texts
    tutorial: bool  # whether the levels are the tutorial's: edges of bands, and no lines
    scale: str  # of the colours
    log_height: bool
    offset: float  # what has been subtracted from f

    @property
    def colour_range(self) -> tuple[float, float]:
        """Lowest and highest c, never equal."""
        return _range(self.colour)

    @property
    def defined(self) -> bool:
        """Whether f is defined anywhere in the frame."""
        return bool(np.isfinite(self.colour).any())

    @property
    def has_holes(self) -> bool:
        """Whether f is not defined somewhere in the frame."""
        return not np.isfinite(self.colour).all()

    @property
    def origin(self) -> tuple[float, float, float]:
        """What x, y and height are counted from in space: in a narrow frame its centre, the lowest height.

        WebGL counts in single precision, which would blur a small terrain far from 0 or high above it.
        """
        x0, x1, y0, y1 = self.frame
        centre = ((x0 + x1) / 2, (y0 + y1) / 2) if self.is_narrow else (0.0, 0.0)
        return *centre, self.height_range[0]

    @property
    def is_narrow(self) -> bool:
        """Whether the frame is so small for its place that single precision would blur it."""
        return is_narrow(self.frame)

    @property
    def height_range(self) -> tuple[float, float]:
        """Lowest and highest height, never equal."""
        return _range(self.height)

    def holds(self, points) -> np.ndarray:
        """Whether points (..., 2) lie in the frame, its edge included: (...). NaN is nowhere."""
        x0, x1, y0, y1 = self.frame
        return ((points >= [x0, y0]) & (points <= [x1, y1])).all(-1)

    def height_at(self, points) -> np.ndarray:
        """Height of the drawn sheet at points (..., 2) in the frame: (...); NaN over a hole."""
        x0, x1, y0, y1 = self.frame
        points = np.asarray(points, float)
        return around_holes(self.height, (points - [x0, y0]) / [x1 - x0, y1 - y0])


def survey(objective, frame=None, n=N_GRID, tutorial=False) -> Terrain:
    """Evaluate `objective` on an n x n grid over `frame` (x0, x1, y0, y1), by default its bounds.

    A frame may reach outside of the bounds. Values that are not finite become holes; values beyond 1e15 are
    drawn as 1e15. `tutorial`: colours and levels are even in f, as many as the tutorial has them. Raises
    ValueError for an empty frame or n < 2.
    """
    if n < 2:
        raise ValueError(f"n must be at least 2, got {n}")
    frame, scale = checked(frame, objective), SCALES[objective.scale]
    x, y = np.linspace(*frame[:2], n), np.linspace(*frame[2:], n)
    value = _evaluate(objective, x, y)
    c = _averaged(objective, scale, x, y, value) if scale.averaged else scale.forward(value, objective)
    values = tutorial_levels(*_range(value)) if tutorial else round_levels(*_range(c), scale, objective)
    shown = SCALES["linear"] if tutorial else scale
    colour, levels, step = evened(value if tutorial else c, shown.forward(values, objective))
    drawn = slice(0 if _is_rough(colour, levels) else None)
    return Terrain(
        frame=frame, x=x, y=y, value=value, colour=colour, height=scale.height(c, objective),
        levels=levels[drawn], level_step=step, level_values=values[drawn],
        level_heights=scale.height(scale.forward(values[drawn], objective), objective),
        labels=level_labels(values[drawn]), tutorial=tutorial,
        scale="linear" if tutorial else objective.scale, log_height=scale.log_height, offset=objective.offset,
    )  # fmt: skip


def _is_rough(colour: np.ndarray, levels: np.ndarray) -> bool:
    """Whether the terrain rises and falls so fast that the lines of its levels would be a tangle.

    Tens of thousands of rings smaller than a pixel are no picture, and no browser draws them in time.
    """
    level = np.searchsorted(levels, colour)
    return sum(np.abs(np.diff(level, axis=axis)).mean() for axis in (0, 1)) > ROUGH


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


def around_holes(grid: np.ndarray, unit: np.ndarray) -> np.ndarray:
    """As `bilinear`, but a corner in a hole (NaN) has no weight; NaN only where all four lie in holes."""
    defined = np.isfinite(grid)
    weights = bilinear(defined.astype(grid.dtype), unit)
    with np.errstate(invalid="ignore", divide="ignore"):
        return bilinear(np.where(defined, grid, 0), unit) / weights


def _averaged(objective, scale: Scale, x, y, value):
    """c as its mean round each grid point, weighted by a tent one grid step wide to each side: (ny, nx).

    Sampled at points alone, a valley narrower than the grid breaks up into a row of beads. Beside a hole the
    mean is that of the samples that there are; a grid point is in it only if its `value` is not finite.
    """
    fine = scale.forward(_evaluate(objective, _finer(x), _finer(y)), objective)
    defined = np.isfinite(fine)
    with np.errstate(invalid="ignore"):
        mean = _under_tents(np.where(defined, fine, 0)) / _under_tents(defined.astype(float))
    return np.where(np.isfinite(value), mean, np.nan)


def _under_tents(fine):
    """Sums of a fine grid under tents one grid step wide to each side, with weights that add up to 1."""
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
        value = np.asarray(objective(np.stack(np.meshgrid(x, y), -1)), float) - objective.offset
    return np.clip(np.where(np.isfinite(value), value, np.nan), -LARGEST, LARGEST)


def _range(grid):
    finite = grid[np.isfinite(grid)]
    if not len(finite):
        return 0.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    return (low, high) if high > low else (low, low + 1.0)
