"""How the surface is looked at: its height, and from where most of the paths and of the terrain is seen."""

import numpy as np

from figures.survey import bilinear

HEIGHTS = (0.46, 0.32, 0.22)  # of the surface, the longer side of the frame being 1: the usual one, and lower
DISTANCE = 1.82
FIRST_AZIMUTH = -62.0  # degrees; the familiar view, which another one has to beat
N_AZIMUTHS = 24
RISES = (0, 10, 20)  # degrees: from higher up a pit is seen behind its rim, and heights less well
LIFT, TOLERANCE = 0.012, 0.005  # of the height: a point is seen from just above the sheet
N_SIGHT = 48  # steps along a line of sight
MINIMUM_WEIGHT, HILL_WEIGHT, TURN_WEIGHT = 30, 0.7, 0.1
RISE_WEIGHT = 0.008  # a degree
N_POINTS = 180  # of all paths together


def outlook(terrain, minima=(), paths=()) -> dict:
    """Plotly's `scene.camera` and `scene.aspectratio` for a surveyed terrain.

    `minima` (m, 2) and `paths`, a sequence of (n, 2), are what should be seen. A pit so narrow that it is
    hidden from everywhere is seen on a lower surface.
    """
    minima = np.reshape(minima, (-1, 2))
    for height in HEIGHTS:
        eye = _best_eye(terrain, minima, paths, height)
        if _seen(terrain, _unit(terrain, minima[terrain.holds(minima)]), eye[None], height).all():
            break
    centre = (-0.07 if terrain.log_height else -0.115) * height / HEIGHTS[0]
    return {
        "aspectratio": dict(zip("xyz", _aspect(terrain.frame, height), strict=True)),
        "camera": {
            "eye": dict(zip("xyz", eye.tolist(), strict=True)),
            "center": {"x": 0, "y": 0, "z": centre},
            "up": {"x": 0, "y": 0, "z": 1},
        },
    }


def _best_eye(terrain, minima, paths, height):
    """Of 24 azimuths the one with the highest share of path seen (each minimum counts as 30 points), plus 0.7
    of the share of terrain seen, less up to 0.1 for turning away from the familiar side. Where that is worth
    it, as for a pit behind its rim, from up to 20 degrees higher, less 0.008 a degree.
    """
    elevation = 44 if terrain.log_height else 42
    azimuths = np.radians(FIRST_AZIMUTH + np.arange(N_AZIMUTHS) * 360 / N_AZIMUTHS)
    best, eye = -np.inf, None
    for rise in RISES:
        if best >= 1 + HILL_WEIGHT - RISE_WEIGHT * rise:
            break  # higher up nothing can be better
        sides = azimuths[:: 2 if rise else 1]  # from above, half as many will do: they look alike
        eyes = DISTANCE * _directions(sides, np.radians(elevation + rise))
        scores = _scores(terrain, eyes, minima, paths, height) - RISE_WEIGHT * rise
        if scores.max() > best:
            best, eye = scores.max(), eyes[np.argmax(scores)]
    return eye


def _aspect(frame, height):
    """Side lengths of the surface's box: equal scale in x and y, the longer one 1."""
    width, depth = frame[1] - frame[0], frame[3] - frame[2]
    return width / max(width, depth), depth / max(width, depth), height


def _unit(terrain, points):
    """Points (p, 2) of the plane in the unit square that the frame is."""
    x0, x1, y0, y1 = terrain.frame
    return (points - [x0, y0]) / [x1 - x0, y1 - y0]


def _directions(azimuth, elevation):
    flat = np.cos(elevation) * np.stack([np.cos(azimuth), np.sin(azimuth)], -1)
    return np.column_stack([flat, np.full(len(azimuth), np.sin(elevation))])


def _scores(terrain, eyes, minima, paths, height):
    """How good each eye (a, 3) is, (a,)."""
    cells = (np.arange(13) + 0.5) / 13
    plane = np.stack(np.meshgrid(cells, cells), -1).reshape(-1, 2)
    stride = max(1, sum(map(len, paths)) // N_POINTS)
    thinned = [np.asarray(path, float)[::stride] for path in paths]
    points = np.concatenate([minima, *thinned])
    weights = np.where(np.arange(len(points)) < len(minima), MINIMUM_WEIGHT, 1.0)
    inside = terrain.holds(points)
    weights = weights[inside]
    unit = _unit(terrain, points[inside])
    seen = _seen(terrain, np.concatenate([unit, plane]), eyes, height)
    of_paths = seen[:, : len(unit)] @ weights / max(weights.sum(), 1)
    turn = np.minimum(np.arange(len(eyes)), len(eyes) - np.arange(len(eyes))) / (len(eyes) / 2)
    return of_paths + HILL_WEIGHT * seen[:, len(unit) :].mean(1) - TURN_WEIGHT * turn


def _seen(terrain, unit, eyes, height):
    """Whether each point (p, 2) of the unit square is seen from each eye (a, 3): (a, p).

    The line of sight is marched over the height grid, all eyes and points at once, in units of the box.
    """
    low, high = terrain.height_range
    grid = np.nan_to_num((terrain.height - low) / (high - low)).astype(np.float32)
    z = bilinear(grid, unit) + np.float32(LIFT)
    base = np.column_stack([unit, z]).astype(np.float32)
    target = (0.5 + eyes / _aspect(terrain.frame, height)).astype(np.float32)
    hidden = np.zeros((len(eyes), len(unit)), bool)
    for t in np.linspace(0, 0.95, N_SIGHT + 1, dtype=np.float32)[1:]:
        sight = base + t * (target[:, None] - base)
        over = ((sight[..., :2] >= 0) & (sight[..., :2] <= 1)).all(-1) & (sight[..., 2] <= 1)
        if not over.any():
            break
        hidden[over] |= bilinear(grid, sight[over][:, :2]) > sight[over][:, 2] + TOLERANCE
    return ~hidden
