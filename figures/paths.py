"""A run as it is drawn: thinned to what the eye can see, cut at the frame's edge, laid on the surface."""

from dataclasses import dataclass, replace

import numpy as np

from figures.frames import Frame
from figures.palette import PATH
from figures.survey import Terrain
from optim.outcome import leaves

SEEN = 1 / 400  # of the frame: iterates closer together than this are one to the eye
MOST = 200  # points of a drawn path
MOST_PIECES = 400  # of a path on the surface, unless it has more points
PIECE = 1 / 60  # of the frame: a straight step is laid on the surface in pieces this long
PLOT_WIDTH = 400  # px a frame is about wide, where beads are placed


@dataclass(frozen=True)
class Path:
    """Points of a drawn path, rows of NaN where it is out of the frame."""

    time: np.ndarray  # (m,): which iterate; in between where the path crosses the frame's edge
    xy: np.ndarray  # (m, 2)
    z: np.ndarray  # (m,): height on the surface, a little lifted

    def until(self, iterate: int) -> slice:
        """The points up to and including an iterate."""
        return slice(0, int(np.searchsorted(self.time, iterate, "right")))

    def last(self, iterate: int) -> np.ndarray:
        """The last point (3,) in the frame up to an iterate; NaN if there is none."""
        points = np.column_stack([self.xy, self.z])[self.until(iterate)]
        points = points[np.isfinite(points[:, 0])]
        return points[-1] if len(points) else np.full(3, np.nan)


def draw_path(trajectory, terrain: Terrain, keep=()) -> Path:
    """The path of a run in a terrain's frame, up to `last_drawn`; the iterates in `keep` are all kept."""
    x = np.asarray(trajectory.x, float)[: last_drawn(trajectory, terrain.frame) + 1]
    time = _visible(x, terrain, keep)
    return _cut(time, x[time], terrain)


def on_surface(path: Path, terrain: Terrain) -> Path:
    """The same path with more points, so that it follows the surface between iterates."""
    steps = np.nan_to_num(np.linalg.norm(np.diff(path.xy, axis=0), axis=1)) / (PIECE * _size(terrain))
    pieces = np.ceil(steps * min(1, MOST_PIECES / max(steps.sum(), 1))).astype(int)
    pieces = np.maximum(pieces, 1)
    starts = np.repeat(np.arange(len(pieces)), pieces)
    share = (np.arange(len(starts)) - np.repeat(np.cumsum(pieces) - pieces, pieces)) / pieces[starts]
    finer = Path(_between(path.time, starts, share), _between(path.xy, starts, share[:, None]), np.empty(0))
    return replace(finer, z=lifted(finer.xy, terrain))


def beads(path: Path, n_iter: int, terrain: Terrain) -> np.ndarray:
    """Which points (m,) wear a bead: iterates a few px from the bead before.

    Every iterate counts up to 80 of them, every 10th up to 800, every 50th beyond.
    """
    stride = 1 if n_iter <= 80 else 10 if n_iter <= 800 else 50
    gap, worn, previous = PATH["bead_gap"] / PLOT_WIDTH * _size(terrain), np.zeros(len(path.time), bool), None
    for i in np.flatnonzero((path.time % stride == 0) & (path.time > 0) & np.isfinite(path.xy[:, 0])):
        if previous is None or np.hypot(*(path.xy[i] - path.xy[previous])) >= gap:
            worn[i], previous = True, i
    return worn


def last_drawn(trajectory, frame: Frame) -> int:
    """The last iterate that is drawn: a finite one, and none after the run has left for good.

    It has when it is out of the plot and out of the frame: beyond, rounding alone would decide how it crosses
    the frame. As `lastDrawn` in static/model/path.js; tests/leaves.json holds both to the same `leaves`.
    """
    last = max(trajectory.n_finite, 1) - 1
    box, bounds = np.reshape(frame, (2, 2)), trajectory.objective.bounds
    if (box[:, 0] >= bounds[:, 0]).all() and (box[:, 1] <= bounds[:, 1]).all():
        return min(trajectory.outcome.left, last)
    hull = np.column_stack([np.minimum(box, bounds)[:, 0], np.maximum(box, bounds)[:, 1]])
    return min(leaves(trajectory.x[: last + 1], hull), last)


def leaves_at(trajectory, terrain: Terrain) -> int | None:
    """The iterate from which a drawn run stays out of the frame; None if it ends inside."""
    x = trajectory.x[: last_drawn(trajectory, terrain.frame) + 1]
    first = leaves(x, np.reshape(terrain.frame, (2, 2)))
    return None if first == len(x) else first


def _visible(x, terrain, keep):
    """Numbers of the iterates that can be told apart on the screen, at most MOST, and of those to keep.

    A path too long for that is told apart more coarsely. The iterate before a kept one is kept with it where
    it is elsewhere: a zigzag shall look like one.
    """
    apart = SEEN * _size(terrain)
    kept = _apart(x, apart)
    while len(kept) > MOST:
        apart *= 1.5
        kept = _apart(x, apart)
    keep = np.array([i for i in keep if i < len(x)], int)
    before = np.maximum(keep - 1, 0)
    zigzag = before[np.abs(x[keep] - x[before]).sum(1) > 4 * SEEN * _size(terrain)]
    return np.unique(np.concatenate([kept, keep, zigzag, [len(x) - 1]])).astype(int)


def _apart(x, distance):
    """Numbers of iterates, the first and each next one more than `distance` from the last taken."""
    kept, (last_x, last_y) = [0], x[0].tolist()
    for i, (here_x, here_y) in enumerate(x.tolist()):
        if abs(here_x - last_x) + abs(here_y - last_y) > distance:
            kept.append(i)
            last_x, last_y = here_x, here_y
    return kept


def _cut(time, x, terrain):
    """Cut the steps between consecutive points at the frame's edge, after Liang & Barsky (1984)."""
    enter, leave = _crossings(x, terrain)
    rows = [(time[0], *x[0])] if terrain.holds(x[0]) else []
    for i in np.flatnonzero(enter <= leave):
        ends = [(share, time[i : i + 2], x[i : i + 2]) for share in (enter[i], leave[i])]
        here, there = [(t[0] + s * (t[1] - t[0]), *(p[0] * (1 - s) + p[1] * s)) for s, t, p in ends]
        if enter[i] > 0:
            rows += [(here[0], np.nan, np.nan), here]
        rows.append(there)
    rows = np.array(rows or [(0, np.nan, np.nan)], float)
    return Path(rows[:, 0], rows[:, 1:], lifted(rows[:, 1:], terrain))


def _crossings(x, terrain):
    """Shares of each step (m - 1,) where it enters and leaves the frame; enter > leave where it stays out."""
    x0, x1, y0, y1 = terrain.frame
    with np.errstate(over="ignore"):
        start, step = x[:-1], np.diff(x, axis=0)
        step[step == 0] = 1e-300  # what it divides becomes 0 or huge, with the right sign
        sides = np.stack([([x0, y0] - start) / step, ([x1, y1] - start) / step])
    return np.maximum(sides.min(0).max(1), 0), np.minimum(sides.max(0).min(1), 1)


def _between(values, starts, share):
    """`values` at shares of the steps from `starts`, and the last one."""
    return np.concatenate([values[starts] + share * (values[starts + 1] - values[starts]), values[-1:]])


def lifted(xy, terrain: Terrain, lift: float = PATH["lift"]) -> np.ndarray:
    """Height (m,) at which points (m, 2) are drawn: above the surface by a share `lift` of its height."""
    low, high = terrain.height_range
    return terrain.height_at(xy) + lift * (high - low)


def _size(terrain):
    return max(terrain.frame[1] - terrain.frame[0], terrain.frame[3] - terrain.frame[2])
