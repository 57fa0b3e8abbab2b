"""Where the level labels of a contour stand: along one ray from the minimum, turned with their line."""

import numpy as np

from figures.survey import Terrain, around_holes, bilinear

N_RAYS = 48
N_STEPS = 400
LONGEST = 2  # of the frame: paths are drawn as far as its border
GAP, GAP_TO_MINIMUM, GAP_TO_EDGE = (px / 378 for px in (30, 26, 16))  # of the frame


def place_labels(terrain: Terrain, centres, paths=()) -> list[tuple[int, float, float, float]]:
    """(index of the level, x, y, angle) of each label that has room; angle in degrees clockwise.

    The ray taken is the one, from one of `centres` (m, 2), on which most labels find room, out of the way of
    `paths`, a sequence of (n, 2).
    """
    occupied = np.concatenate([np.empty((0, 2)), *(_along_path(terrain, path) for path in paths)])
    angles = -0.62 + 2 * np.pi * np.arange(N_RAYS) / N_RAYS
    rays = (
        _along(terrain, centre, angle, occupied) for centre in np.asarray(centres, float) for angle in angles
    )
    return max(rays, key=len, default=[])


def _along_path(terrain, path):
    """Points of a path in the unit square, no farther apart than half the gap to it: (m, 2)."""
    unit = (np.asarray(path, float) - _corner(terrain)) / _size(terrain)
    if len(unit) < 2:
        return unit[terrain.holds(np.asarray(path, float))]
    with np.errstate(invalid="ignore"):
        lengths = np.hypot(*np.diff(unit, axis=0).T)
    pieces = np.ceil(np.clip(np.nan_to_num(lengths), 0, LONGEST) / (GAP_TO_MINIMUM / 2)).astype(int) + 1
    shares = [np.linspace(0, 1, count)[:, None] for count in pieces]
    points = np.concatenate(
        [start + share * (end - start) for start, end, share in zip(unit[:-1], unit[1:], shares, strict=True)]
    )
    with np.errstate(invalid="ignore"):
        return points[((points >= 0) & (points <= 1)).all(1)]


def _along(terrain, centre, angle, occupied):
    corner, size = _corner(terrain), _size(terrain)
    steps = np.linspace(0, 1.5, N_STEPS) * size.max()
    ray = (centre + steps[:, None] * [np.cos(angle), np.sin(angle)] - corner) / size
    ray = ray[((ray >= GAP_TO_EDGE) & (ray <= 1 - GAP_TO_EDGE)).all(1)]
    if len(ray) < 2:
        return []
    c, placed, last = bilinear(terrain.colour, ray), [], None
    for index in np.flatnonzero(np.array(terrain.labels, bool)):
        rises = np.flatnonzero((c[:-1] < terrain.levels[index]) & (c[1:] >= terrain.levels[index]))
        if not len(rises):
            continue
        here = ray[rises[0] + 1]
        far = np.hypot(*(here - (centre - corner) / size)) >= GAP_TO_MINIMUM
        free = not (np.hypot(*(occupied - here).T) < GAP_TO_MINIMUM).any()
        if far and free and (last is None or np.hypot(*(here - last)) >= GAP):
            placed.append((int(index), *(corner + here * size).tolist(), _turn(terrain, here)))
            last = here
    return placed


def _corner(terrain):
    return np.array([terrain.frame[0], terrain.frame[2]])


def _size(terrain):
    return np.array([terrain.frame[1] - terrain.frame[0], terrain.frame[3] - terrain.frame[2]])


def _turn(terrain, unit):
    """The angle of the level line through a point of the unit square, so that text on it is upright."""
    e = 3 / N_STEPS
    left, right, below, above = around_holes(
        terrain.colour, unit + e * np.array([[-1, 0], [1, 0], [0, -1], [0, 1]])
    )
    turn = np.degrees(np.arctan2(right - left, above - below))
    return float((turn + 90) % 180 - 90)
