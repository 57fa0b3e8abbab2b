"""The plane of a lesson: the contour, and over it paths, points, and what was predicted."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from figures.isolines import isolines, thin
from figures.labels import place_labels
from figures.lessons.svg import element, mark, picture, plate, polyline, ring, text
from figures.levels import ticks
from figures.palette import MATHS, PATH, Style, Theme, color_at, ramp, style, theme_of
from figures.survey import Terrain, survey

SIZE, LEFT, TOP, RIGHT, BOTTOM = 400, 42, 10, 10, 30  # px of a plane, and around it
BANDS = 200  # pixels a side of the coloured ground
MOST_POINTS, MOST_BEADS = 1500, 60
HIDDEN = "the run comes here when you commit"


@dataclass(frozen=True)
class Path:
    """A run on the plane, or only its points."""

    points: np.ndarray  # (n, 2)
    racer: str
    dots: bool = False


class Place:
    """Where points of a frame lie in the picture."""

    def __init__(self, frame):
        self.frame = frame
        x0, x1, y0, y1 = frame
        self.height = SIZE * min(1.4, max(0.5, (y1 - y0) / (x1 - x0)))

    def __call__(self, points) -> np.ndarray:
        """Points (..., 2) in px."""
        x0, x1, y0, y1 = self.frame
        points = np.asarray(points, float)
        x = LEFT + SIZE * (points[..., 0] - x0) / (x1 - x0)
        y = TOP + self.height * (y1 - points[..., 1]) / (y1 - y0)
        return np.stack([x, y], axis=-1)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of the frame in px."""
        return LEFT, TOP, SIZE, self.height


def frame_of(objective, points=()) -> tuple[float, float, float, float]:
    """The objective's bounds, and as much more as the points (n, 2) need."""
    (x0, x1), (y0, y1) = objective.bounds.tolist()
    for x, y in np.reshape(points, (-1, 2)).tolist():
        x0, x1, y0, y1 = min(x0, x), max(x1, x), min(y0, y), max(y1, y)
    return x0, x1, y0, y1


def plane(
    objective, frame, paths: Sequence[Path] = (), *, start=None, prediction=None, measured=None,
    hidden: bool = False, theme: str = "light", words: str = "", name: str = "subject",
) -> str:  # fmt: skip
    """The contour with paths over it, as SVG; `words` is what it shows, for who does not see it.

    `prediction` and `measured` are points; what is `hidden` keeps its place, and says so.
    """
    look, place = theme_of(theme), Place(frame)
    over = [_path(path, place, look) for path in paths]
    over += [_cross(point, place, look) for point in objective.minima]
    over += [_start(start, place, look)] if start is not None else []
    over += [_prediction(prediction, measured, place, look)] if prediction is not None else []
    if hidden:
        over.append(plate(HIDDEN, LEFT + SIZE / 2, TOP + place.height - 20, look))
    left, top, width, height = place.box
    seen = f"{left} {top} {width:.6g} {height:.6g}"
    keep_clear = [path.points for path in paths] + ([np.reshape(start, (1, 2))] if start is not None else [])
    over = _ground(objective, place, look, keep_clear) + "".join(over)
    inside = element("svg", over, x=left, y=top, width=width, height=height, viewBox=seen)
    return element(
        "svg",
        inside + _axes(place, look),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {LEFT + SIZE + RIGHT} {TOP + place.height + BOTTOM:.0f}",
        role="img",
        aria_label=words,
        class_="lesson-plane",
        data_plane=name,
    )


def _ground(objective, place: Place, look: Theme, paths) -> str:
    terrain, drawn = _backdrop(objective, place.frame, look)
    return drawn + _labels(objective, terrain, place, look, paths)


@lru_cache(maxsize=64)  # an objective is a frozen record: the same one has the same ground
def _backdrop(objective, frame, look: Theme) -> tuple[Terrain, str]:
    """The bands of colour and the level lines."""
    terrain, place = survey(objective, frame), Place(frame)
    left, top, width, height = place.box
    ground = element(
        "image", x=left, y=top, width=width, height=height, href=picture(_colours(terrain, look)),
        preserveAspectRatio="none",
    )  # fmt: skip
    spacing = 1.5 * (terrain.x[1] - terrain.x[0])
    lines = [
        polyline(place(thin(line, spacing)), stroke=look.level_line, stroke_width=0.9)
        for level in terrain.levels
        for line in isolines(terrain.x, terrain.y, terrain.colour, level)
    ]
    return terrain, ground + "".join(lines)


def _colours(terrain: Terrain, look: Theme) -> np.ndarray:
    """(BANDS, BANDS, 3): the band of each pixel, the top row first."""
    low, high = terrain.colour_range
    rows = np.linspace(len(terrain.y) - 1, 0, BANDS).round().astype(int)
    columns = np.linspace(0, len(terrain.x) - 1, BANDS).round().astype(int)
    colour = np.nan_to_num(terrain.colour[np.ix_(rows, columns)], nan=high)
    edges = np.array([low, *terrain.levels, high])
    middles = (edges[:-1] + edges[1:]) / 2
    stops = ramp("terrain", look.name)
    shades = [color_at(stops, float(np.clip((c - low) / (high - low), 0, 1))) for c in middles]
    channels = np.array([[int(shade[i : i + 2], 16) for i in (1, 3, 5)] for shade in shades], np.uint8)
    return channels[np.clip(np.searchsorted(terrain.levels, colour), 0, len(shades) - 1)]


def _labels(objective, terrain: Terrain, place: Place, look: Theme, paths) -> str:
    centres = objective.minima if len(objective.minima) else np.mean(objective.bounds, axis=1)[None]
    shown = [path[np.isfinite(path).all(axis=1)][:MOST_POINTS] for path in paths]
    found = place_labels(terrain, centres, shown)
    return "".join(
        text(
            terrain.labels[i], *place((x, y)), font_size=11.5, fill=look.level_label, text_anchor="middle",
            dominant_baseline="central",
        )
        for i, x, y, _ in found
    )  # fmt: skip


def _path(path: Path, place: Place, look: Theme) -> str:
    finite = np.isfinite(path.points).all(axis=1)
    points = path.points[: len(finite) if finite.all() else int(finite.argmin())]
    points = place(np.clip(points, -1e6, 1e6))
    racer = style(path.racer)
    if path.dots:
        return "".join(_dot(point, 2.2, racer, look) for point in points.tolist())
    step = max(1, len(points) // MOST_POINTS)
    line = np.concatenate([points[:-1:step], points[-1:]])
    beads = points[1:-1] if len(points) <= MOST_BEADS else ()
    strokes = ((look.casing, PATH["casing"]), (racer.color, PATH["core"]))
    drawn = [
        polyline(line, stroke=colour, stroke_width=width, pathLength=1, class_="lesson-run")
        for colour, width in strokes
    ]
    drawn += [_dot(point, PATH["bead"], racer, look) for point in beads]
    return "".join(drawn) + mark(*points[-1], racer, look)


def _dot(point, radius: float, racer: Style, look: Theme) -> str:
    x, y = point
    return element("circle", cx=x, cy=y, r=radius, fill=racer.color, stroke=look.casing, stroke_width=1)


def _cross(point, place: Place, look: Theme) -> str:
    x, y = place(point)
    arms = f"M{x - 6:.1f} {y:.1f}h12M{x:.1f} {y - 6:.1f}v12"
    return element("path", d=arms, stroke=look.casing, stroke_width=4.4) + element(
        "path", d=arms, stroke=look.mark, stroke_width=1.8
    )


def _start(point, place: Place, look: Theme) -> str:
    x, y = place(point)
    outer = element("circle", cx=x, cy=y, r=5.5, fill=look.mark, stroke=look.casing, stroke_width=2)
    return outer + element("circle", cx=x, cy=y, r=2, fill=look.casing)


def _prediction(point, measured, place: Place, look: Theme) -> str:
    x, y = place(point)
    if measured is None:
        return ring(x, y, look)
    a, b = place(measured)
    to = element("line", x1=x, y1=y, x2=a, y2=b, stroke=look.accent, stroke_width=2.2, stroke_dasharray="6 5")
    return to + ring(x, y, look) + plate("you", x, y + 28, look, fill=look.accent, font_weight=600)


def _axes(place: Place, look: Theme) -> str:
    x0, x1, y0, y1 = place.frame
    left, top, width, height = place.box
    small = {"font_size": 12.5, "fill": look.ink2}
    frame = element(
        "rect", x=left, y=top, width=width, height=height, fill="none", stroke=look.frame, stroke_width=1
    )
    along = [
        text(words, place((value, y0))[0], top + height + 18, text_anchor="middle", **small)
        for value, words in zip(*ticks(x0, x1))
    ]
    up = [
        text(words, left - 8, place((x0, value))[1] + 4, text_anchor="end", **small)
        for value, words in zip(*ticks(y0, y1))
    ]
    letters = {"font_family": MATHS, "font_style": "italic", "font_size": 16, "fill": look.ink}
    xs, ys = ticks(x0, x1)[0], ticks(y0, y1)[0]
    names = text("x", place(((xs[-1] + xs[-2]) / 2, y0))[0], top + height + 19, **letters)
    names += text("y", left - 16, place((x0, (ys[-1] + ys[-2]) / 2))[1] + 4, **letters)
    return frame + "".join(along + up) + names
