"""One optimizer in the race figure: the facts of its run, and the traces that draw it."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import plotly.graph_objects as go

from figures.palette import PATH, STYLES, Style, Theme, style
from figures.paths import Path, beads, draw_path, leaves_at, on_surface
from figures.racers import RACERS, Title
from figures.survey import Terrain
from optim import words

FLAT_SYMBOLS = {"triangle": "triangle-up"}  # Plotly calls the others as we do
# Plotly takes a contour away while SVG traces over it move; beside WebGL's it stays
FLAT, FLAT_TRACE = "scattergl", go.Scattergl
# Plotly has no triangle in 3D, nor most other markers: there a letter of that shape stands for each.
# Behind it the width of the letter in units of its size, as Plotly draws it.
SOLID_MARKS = {
    "circle": ("●", 0.73), "square": ("■", 0.67), "triangle": ("▲", 0.72), "diamond": ("◆", 0.95),
    "hourglass": ("X", 0.8), "triangle-down": ("▼", 0.72), "x": ("✖", 0.95), "pentagon": ("⬟", 1.06),
    "star": ("★", 0.95), "triangle-right": ("►", 0.72), "hexagram": ("✶", 0.84), "bowtie": ("⧓", 1.0),
    "star-diamond": ("✦", 0.78), "triangle-left": ("◄", 0.72), "hexagon": ("⬢", 1.0),
    "cross-thin": ("✚", 0.95),
}  # fmt: skip
SIGNS = "DejaVu Sans, Segoe UI Symbol, Apple Symbols, Arial Unicode MS, sans-serif"  # fonts that have them
CROWDED = np.array([0.35, 0.06])  # of the frame: words nearer to each other than this overlap
SOLID_WIDTH = 2  # Plotly's lines in 3D come out about half as wide as in 2D


@dataclass(frozen=True)
class Runner:
    """The facts of one optimizer's run in the figure."""

    name: str
    title: str
    short: str
    words: str
    look: Style
    flat: Path  # on the contour
    kind: type  # of the numbers it is sent as: a narrow frame needs double precision
    solid: Path  # on the surface
    bead: np.ndarray  # (m,): which points of `flat` wear one
    leaves: int | None  # the iterate at which it leaves the frame for good
    end: np.ndarray  # (2,): the last point in the frame
    text_side: str  # of its head: where there is room for words
    origin: tuple[float, float, float]  # of the surface's plot, see Terrain.origin
    height: float  # of the surface
    lift: Callable[[np.ndarray], np.ndarray]  # of points on the surface to where marks are drawn
    text_rows: int = 0  # by which its words give way to those of another


def prepare(
    objective, name: str, title: Title, trajectory, terrain: Terrain, keep, position: int, lift
) -> Runner:
    """Collect the facts of one run; iterates in `keep` stay in its path, `position` counts the runs."""
    flat = draw_path(trajectory, terrain, keep)
    x0, x1, y0, y1 = terrain.frame
    end = flat.last(trajectory.n_iter)[:2]
    side = ("top" if end[1] < (y0 + y1) / 2 else "bottom", "right" if end[0] < (x0 + x1) / 2 else "left")
    return Runner(
        name=name, title=title.title, short=title.short,
        words=words(objective, trajectory.optimizer, trajectory),
        look=style(name) if name in RACERS else STYLES[position % len(STYLES)],
        flat=flat, solid=on_surface(flat, terrain), bead=beads(flat, trajectory.n_iter, terrain),
        leaves=leaves_at(trajectory, terrain), end=end, text_side=" ".join(side),
        kind=np.float64 if terrain.is_narrow else np.float32,
        origin=terrain.origin, height=float(np.subtract(*terrain.height_range[::-1])), lift=lift,
    )  # fmt: skip


def apart(runners: list[Runner], terrain: Terrain) -> list[Runner]:
    """The runners with their words moved aside where several leave the frame at one place."""
    size = np.array([terrain.frame[1] - terrain.frame[0], terrain.frame[3] - terrain.frame[2]])
    moved = []
    for runner in runners:
        near = [
            other for other in moved
            if runner.leaves is not None and other.leaves is not None
            and (np.abs(runner.end - other.end) < CROWDED * size).all()
        ]  # fmt: skip
        side = near[0].text_side if near else runner.text_side
        moved.append(replace(runner, text_side=side, text_rows=len(near)))
    return moved


def moments(runner: Runner, iterate: int) -> list[dict]:
    """What an iterate changes in the seven traces of `moving`: all that a frame of the animation holds."""
    flat, solid = runner.flat.until(iterate), runner.solid.until(iterate)
    x, y = runner.flat.xy[flat].T.astype(runner.kind)
    u, v, w = _single((np.column_stack([runner.solid.xy, runner.solid.z]) - runner.origin)[solid])
    size = np.where(runner.bead[flat], 2 * PATH["bead"], 0).astype(np.float32)
    head = runner.flat.last(iterate)
    head_x, head_y = head[:2].tolist()
    head_u, head_v, head_w = runner.lift(head).tolist()
    mark = {"type": "scatter3d", "x": [head_u], "y": [head_v], "z": [head_w]}
    return [
        {"type": FLAT, "x": x, "y": y},
        {"type": FLAT, "x": x, "y": y, "marker": {"size": size}},
        {"type": FLAT, "x": [head_x], "y": [head_y], "marker": _head(runner, iterate)},
        {"type": "scatter3d", "x": u, "y": v, "z": w},
        # above its casing, or the two fight for the same pixels
        {"type": "scatter3d", "x": u, "y": v, "z": w + np.float32(PATH["lift"] * runner.height)},
        mark,
        mark,
    ]


def moving(runner: Runner, iterate: int, look: Theme) -> list:
    """Casing, core and head of a path on the contour, then on the surface, up to an iterate."""
    color, common = runner.look.color, {"legendgroup": runner.name, "showlegend": False, "hoverinfo": "skip"}
    casing, core = {"color": look.casing, "width": PATH["casing"]}, _core(runner)
    thick_casing, thick_core = ({**line, "width": SOLID_WIDTH * line["width"]} for line in (casing, core))
    bead = {"color": color, "opacity": 1, "line": {"color": look.casing, "width": PATH["bead_rim"]}}
    rim = {"color": color, "opacity": 1, "line": {"color": look.casing, "width": PATH["rim"]}}
    hollow = runner.look.variant == "hollow"
    inks = (color, look.background) if hollow else (look.casing, color)
    layers = zip(inks, (2 * runner.look.radius + 1.4, 2 * runner.look.radius - 2.6), strict=True)
    traces = [
        FLAT_TRACE(mode="lines", line=casing, **common),
        FLAT_TRACE(mode="lines+markers", line=core, marker=bead, **common),
        FLAT_TRACE(mode="markers", marker=rim, **common),
        go.Scatter3d(mode="lines", line=thick_casing, connectgaps=False, **common),
        go.Scatter3d(mode="lines", line=thick_core, connectgaps=False, **common),
        *(go.Scatter3d(**solid_mark(runner.look.marker, *layer), **common) for layer in layers),
    ]
    return [trace.update(moment) for trace, moment in zip(traces, moments(runner, iterate), strict=True)]


def solid_mark(marker: str, color: str, width: float) -> dict:
    """One layer of a mark on the surface, so many pixels wide."""
    sign, share = SOLID_MARKS[marker]
    font = {"color": color, "size": width / share, "family": SIGNS}
    return {"mode": "text", "text": sign, "textfont": font, "textposition": "middle center"}


def future(runner: Runner, look: Theme) -> go.Scatter:
    """The whole path, faintly: what is still to come."""
    x, y = runner.flat.xy.T.astype(runner.kind)
    color = look.casing if look.name == "light" else runner.look.color
    dash = ",".join(f"{px}px" for px in PATH["future_dash"])
    return go.Scatter(
        x=x, y=y, mode="lines", opacity=PATH["future_alpha"], legendgroup=runner.name,
        line={"color": color, "width": PATH["future"], "dash": dash}, hoverinfo="skip", showlegend=False,
    )  # fmt: skip


def leaving(runner: Runner, look: Theme) -> go.Scatter:
    """'GD leaves at 4' where the run leaves the frame; empty if it stays."""
    text = f"{runner.short} leaves at {runner.leaves}" if runner.leaves is not None else ""
    rows = "<br>" * runner.text_rows
    text = text + rows if runner.text_side.startswith("top") else rows + text
    x, y = runner.end.tolist()
    return go.Scatter(
        x=[x], y=[y], mode="markers+text", text=[text], textposition=runner.text_side,
        marker={"opacity": 0, "size": 3 * runner.look.radius}, legendgroup=runner.name,
        textfont={"color": look.ink, "size": 14}, hoverinfo="skip", showlegend=False,
    )  # fmt: skip


def legend(runner: Runner, look: Theme) -> go.Scatter:
    """The runner's line in the legend, with its outcome in words; it draws nothing."""
    color, rim = runner.look.color, {"color": look.casing, "width": PATH["rim"]}
    symbol = flat_symbol(runner.look)
    return go.Scatter(
        x=[None], y=[None], mode="lines+markers", line=_core(runner),
        marker={"symbol": symbol, "size": 2 * runner.look.radius, "color": color, "line": rim},
        name=f"<b>{runner.title}</b>  {runner.words}", legendgroup=runner.name, hoverinfo="skip",
    )  # fmt: skip


def flat_symbol(look: Style) -> str:
    """What Plotly calls a marker on the contour."""
    symbol = FLAT_SYMBOLS.get(look.marker, look.marker)
    return f"{symbol}-open" if look.variant == "hollow" else symbol


def _core(runner):
    """The line of a path: of a hollow racer it is dashed, as Plotly draws no hollow one."""
    dash = "dash" if runner.look.variant == "hollow" else "solid"
    return {"color": runner.look.color, "width": PATH["core"], "dash": dash}


def _head(runner, iterate):
    """The marker at an iterate; once the run has left the frame, an arrow where it left."""
    if runner.leaves is None or iterate < runner.leaves:
        symbol = flat_symbol(runner.look)
        return {"symbol": symbol, "size": 2 * runner.look.radius, "angle": 0}
    points = runner.flat.xy[np.isfinite(runner.flat.xy[:, 0])]
    east, north = points[-1] - points[-2] if len(points) > 1 else (0, 1)
    degrees = math.degrees(math.atan2(east, north))  # clockwise from up, as Plotly turns markers
    return {"symbol": "arrow", "size": 2.6 * runner.look.radius, "angle": degrees}


def _single(points):
    return points.T.astype(np.float32)
