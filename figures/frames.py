"""Which part of the plane is shown: (x0, x1, y0, y1), the same for the contour and the surface."""

import numpy as np

from figures.levels import TICK_STEPS, round_step

Frame = tuple[float, float, float, float]
N_STEPS = 5  # round steps in a fitted frame's side, about
PADDING = 0.08  # of the paths' extent, on each side
SMALLEST = 0.02  # of the domain's side: a run that stands still still needs room around it
FINEST = 1e-4  # of a frame's side: what is nearer to each other is one to the eye
FILLS = 1 / 3  # of the domain's side: paths smaller than this are hard to see in the whole domain


def domain(objective) -> Frame:
    """The objective's bounds as a frame."""
    (x0, x1), (y0, y1) = np.asarray(objective.bounds, float).tolist()
    return x0, x1, y0, y1


def is_narrow(frame: Frame) -> bool:
    """Whether a frame is so small for its place that single precision would blur what is in it."""
    x0, x1, y0, y1 = frame
    return float(np.spacing(np.float32(np.abs(frame).max()))) > FINEST * min(x1 - x0, y1 - y0)


def checked(frame, objective) -> Frame:
    """`frame` as four floats, the objective's bounds for None; ValueError for one that is empty."""
    if frame is None:
        return domain(objective)
    try:
        x0, x1, y0, y1 = map(float, frame)
    except (TypeError, ValueError):
        raise ValueError(f"frame must be four numbers (x0, x1, y0, y1), got {frame!r}") from None
    if not (np.isfinite([x0, x1, y0, y1]).all() and x0 < x1 and y0 < y1):
        raise ValueError(f"frame must be finite with x0 < x1 and y0 < y1, got {frame!r}")
    return x0, x1, y0, y1


def fit_frame(objective, trajectories) -> Frame:
    """The smallest square frame, on round numbers, that holds start, paths and the minimum they end near.

    `trajectories`: Trajectory records, or a race's dict of them. Paths count as far as they run inside the
    bounds. Where that square would be no smaller than the bounds, the bounds are returned.
    """
    return _fitted(objective, *_extent(objective, trajectories))


def auto_frame(objective, trajectories) -> Frame:
    """The fitted frame if the paths fill under a third of the domain's side, else the bounds."""
    low, high = _extent(objective, trajectories)
    small = (high - low).max() < FILLS * np.ptp(objective.bounds, axis=1).min()
    return _fitted(objective, low, high) if small else domain(objective)


def _fitted(objective, low, high) -> Frame:
    """The frame of `fit_frame` for an extent."""
    bounds = np.asarray(objective.bounds, float)
    size = np.ptp(bounds, axis=1)
    side = max((high - low).max() * (1 + 2 * PADDING), SMALLEST * size.max())
    step = round_step(side / N_STEPS, TICK_STEPS)
    first, count = _round_square(low, high, side, step)
    if count * step >= size.min():
        return domain(objective)
    return tuple(float(f"{edge * step:.12g}") for i in first.tolist() for edge in (i, i + count))


def _extent(objective, trajectories):
    """Lowest and highest corner, (2,) each, of all paths in the bounds and of the minima they end near."""
    if hasattr(trajectories, "values"):
        trajectories = trajectories.values()
    low, high = np.asarray(objective.bounds, float).T
    marks = objective.minima if len(objective.minima) else objective.saddles
    points = []
    for trajectory in trajectories:
        path = np.asarray(trajectory.x, float).reshape(-1, 2)
        path = np.clip(path[np.isfinite(path).all(1)], low, high)
        points.append(path)
        if len(marks) and len(path):
            points.append(marks[[np.argmin(((marks - path[-1]) ** 2).sum(1))]])
    if not points:
        return low, high
    points = np.concatenate(points)
    return points.min(0), points.max(0)


def _round_square(low, high, side, step):
    """The lower corner (2,) and the side of the smallest such square, in steps, centred as well as can be."""
    pad = PADDING / 2 * (high - low).max()
    count = int(np.ceil(side / step - 1e-9))
    while True:
        first = np.round((low + high) / 2 / step - count / 2)
        lowest, highest = np.ceil((high + pad) / step - 1e-9) - count, np.floor((low - pad) / step + 1e-9)
        if (lowest <= highest).all():
            return np.clip(first, lowest, highest).astype(int), count
        count += 1
