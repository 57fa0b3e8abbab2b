"""The chart of a lesson: curves on logarithmic or even axes, and what was predicted and measured on them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from figures.lessons.svg import element, mark, plate, polyline, text
from figures.levels import number, ticks
from figures.palette import PATH, Theme, style, theme_of

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 400, 260, 52, 10, 12, 44
MOST_POINTS = 600
MOST_TICKS = 6
LEAST, MOST = 1e-300, 1e300
HIDDEN = "hidden until you commit"


@dataclass(frozen=True)
class Curve:
    """One line of a chart."""

    x: np.ndarray
    y: np.ndarray
    racer: str


@dataclass(frozen=True)
class Axis:
    """From where to where an axis goes, in px, and in what scale."""

    low: float
    high: float
    begin: float
    end: float
    log: bool

    def __call__(self, values) -> np.ndarray:
        """Where values lie."""
        values = np.clip(np.asarray(values, float), LEAST, MOST) if self.log else np.asarray(values, float)
        low, high = self.of(self.low), self.of(self.high)
        return self.begin + (self.end - self.begin) * (self.of(values) - low) / (high - low)

    def of(self, values):
        """A value as the axis counts it."""
        return np.log10(values) if self.log else values

    def ticks(self) -> list[tuple[float, str]]:
        """Round values, and their texts."""
        if not self.log:
            return list(zip(*ticks(self.low, self.high)))
        first, last = int(np.ceil(np.log10(self.low) - 1e-9)), int(np.floor(np.log10(self.high) + 1e-9))
        step = max(1, -(-(last - first + 1) // MOST_TICKS))
        return [(10.0**k, number(10.0**k)) for k in range(first, last + 1, step)]


def chart(
    curves: Sequence[Curve], title: str, along: str, *, x_range, y_range, log_x=False, log_y=True,
    x_prediction=None, y_prediction=None, x_measured=None, hidden: bool = False, theme: str = "light",
    words: str = "",
) -> str:  # fmt: skip
    """Curves over an axis named `along`, as SVG: a prediction is dashed, what was measured solid."""
    look = theme_of(theme)
    x = Axis(*x_range, LEFT, LEFT + WIDTH, log_x)
    y = Axis(*y_range, TOP + HEIGHT, TOP, log_y)
    parts = [_grid(x, y, along, look), *(_curve(curve, x, y, look) for curve in curves)]
    if x_measured is not None:
        parts.append(_line(x(x_measured), None, look.ink, "", "measured", look))
    for value, axis, at in ((x_prediction, x, 0), (y_prediction, y, 1)):
        if value is not None:
            place = float(axis(value))
            parts.append(
                _line(*((place, None) if at == 0 else (None, place)), look.accent, "6 5", "you", look)
            )
    if hidden:
        parts.append(plate(HIDDEN, LEFT + WIDTH / 2, TOP + HEIGHT / 2, look))
    return element(
        "svg",
        "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {LEFT + WIDTH + RIGHT} {TOP + HEIGHT + BOTTOM}",
        role="img",
        aria_label=words or title,
        class_="lesson-chart",
    )


def _grid(x: Axis, y: Axis, along: str, look: Theme) -> str:
    small = {"font_size": 12.5, "fill": look.ink2}
    rows = [
        element("line", x1=LEFT, x2=LEFT + WIDTH, y1=y(v), y2=y(v), stroke=look.rule2)
        + text(words, LEFT - 8, y(v) + 4, text_anchor="end", **small)
        for v, words in y.ticks()
    ]
    base = TOP + HEIGHT
    columns = [text(words, x(v), base + 18, text_anchor="middle", **small) for v, words in x.ticks()]
    floor = element("line", x1=LEFT, x2=LEFT + WIDTH, y1=base, y2=base, stroke=look.rule)
    name = text(along, LEFT + WIDTH / 2, base + 38, text_anchor="middle", font_size=13, fill=look.ink2)
    return "".join([*rows, *columns, floor, name])


def _curve(curve: Curve, x: Axis, y: Axis, look: Theme) -> str:
    seen = _seen(curve.y, y)
    if not seen.any():
        return ""
    points = np.stack([x(curve.x[seen]), np.clip(y(curve.y[seen]), TOP, TOP + HEIGHT)], axis=-1)
    step = max(1, len(points) // MOST_POINTS)
    line, racer = np.concatenate([points[:-1:step], points[-1:]]), style(curve.racer)
    strokes = ((look.casing, PATH["casing"] - 1), (racer.color, PATH["core"]))
    drawn = "".join(
        polyline(line, stroke=colour, stroke_width=width, pathLength=1, class_="lesson-run")
        for colour, width in strokes
    )
    return drawn + mark(*points[-1], racer, look)


def _seen(values: np.ndarray, y: Axis) -> np.ndarray:
    """Which points are drawn: those within the axis, and the first beyond its top."""
    inside = np.isfinite(values) & (values <= y.high)
    after = np.isfinite(values) & np.concatenate([[False], inside[:-1]])
    return inside | after


def _line(across, up, colour: str, dash: str, words: str, look: Theme) -> str:
    """A line at a place of one axis, with its word."""
    strokes = {"stroke": colour, "stroke_width": 2.2, "stroke_dasharray": dash or None}
    plain = {"fill": colour, "font_weight": 600}
    if up is None:
        line = element("line", x1=across, x2=across, y1=TOP, y2=TOP + HEIGHT, **strokes)
        below = TOP + HEIGHT - (34 if dash else 10)
        return line + plate(words, min(max(across, LEFT + 34), LEFT + WIDTH - 34), below, look, **plain)
    line = element("line", x1=LEFT, x2=LEFT + WIDTH, y1=up, y2=up, **strokes)
    return line + plate(words, LEFT + WIDTH - 24, up - 8, look, **plain)
