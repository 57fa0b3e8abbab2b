"""The race as one plain Plotly figure: contour and surface, animated, with play button and slider."""

from dataclasses import fields
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go

from figures.frames import auto_frame
from figures.labels import place_labels
from figures.levels import number, ticks
from figures.page import page, play_buttons, slider
from figures.palette import FONT, MATHS, PATH, TUTORIAL, ramp, theme_of
from figures.paths import lifted
from figures.racers import race_titles
from figures.runners import FLAT_TRACE, apart, future, leaving, legend, moments, moving, prepare, solid_mark
from figures.survey import survey
from figures.terrain import axis_names, contour_layout, contour_trace, facts, scene, surface_traces

MOST_FRAMES = 120
# Of the longer side, towards the eye: marks face the viewer, and the sheet would cut off a part of them.
HEAD_LIFT, LIFT = 0.1, 0.08  # of heads, which cover the others
FARTHER = 1.1  # than on the stage: Plotly's own axes take more room


class Layer(NamedTuple):
    """One layer of a mark."""

    symbol: str
    size: float
    width: float  # of its lines on the contour, px
    color: str  # a field of Theme


# How start and minimum are marked.
START = (
    Layer("circle", 2 * PATH["start"] + 2.2, 0, "casing"),
    Layer("circle", 2 * PATH["start"] - 2.2, 0, "mark"),
    Layer("circle", 3.2, 0, "casing"),
)
MINIMUM = (
    Layer("cross-thin", 12, PATH["minimum_casing"], "casing"),
    Layer("cross-thin", 9, PATH["minimum_core"], "mark"),
)


def race_figure(
    objective, races, theme="light", frame=None, title=None, settings=None, colorscale="terrain"
) -> go.Figure:
    """Animated contour and surface of a race, `{name: Trajectory}`; `write_html` makes it a page of its own.

    `frame` (x0, x1, y0, y1) is by default the one that shows the paths best. `title` is by default the
    objective's. `settings`, a dict, is shown under the title and kept in `layout.meta`; by default it is
    read off the races. At most 120 frames, named by iterate; each shows the paths exactly up to its iterate.
    Raises ValueError for an empty race or unknown names.
    """
    if not races:
        raise ValueError("races must hold at least one trajectory")
    look, stops = theme_of(theme), ramp(colorscale, theme)
    frame = auto_frame(objective, races) if frame is None else frame
    terrain = survey(objective, frame, tutorial=colorscale == TUTORIAL)
    iterates = frame_iterates(max(trajectory.n_iter for trajectory in races.values()))
    called = race_titles(races)
    space = _space(terrain, objective, races)
    head_lift, lift = (_towards_the_eye(terrain, space, by) for by in (HEAD_LIFT, LIFT))
    runners = [
        prepare(objective, name, called[name], trajectory, terrain, iterates, i, head_lift)
        for i, (name, trajectory) in enumerate(races.items())
    ]
    runners, settings = apart(runners, terrain), settings or settings_of(races)
    first_on_top = runners[::-1]
    static = _static(objective, races, runners, terrain, look, stops, lift)
    at_the_end = [trace for runner in first_on_top for trace in moving(runner, iterates[-1], look)]
    return go.Figure(
        [*static, *at_the_end],
        _layout(objective, space, runners, terrain, look, stops).update(
            page(title or objective.title, settings | _levels(terrain), len(runners), look),
            meta={**facts(terrain, look, stops), "settings": settings},
            updatemenus=[play_buttons(len(iterates), look)],
            sliders=[slider(iterates, look)],
        ),
        [_frame(first_on_top, iterate, len(static)) for iterate in iterates],
    )


def _levels(terrain) -> dict:
    """What the level lines are named by, where that is not f itself."""
    sign = "\N{MINUS SIGN}" if terrain.offset > 0 else "+"
    return {"levels": f"f {sign} {number(abs(terrain.offset), 6)}"} if terrain.offset else {}


def frame_iterates(n_iter: int) -> list[int]:
    """The iterates that get a frame: every 1st, 2nd, 5th, 10th ..., at most 120 with the last."""
    steps = (m * 10**e for e in range(len(str(n_iter))) for m in (1, 2, 5))
    step = next(step for step in steps if n_iter / step <= MOST_FRAMES - 2)
    return [*range(0, n_iter, step), n_iter]


def settings_of(races) -> dict:
    """What the races tell of how they were run; a hyperparameter is taken from the first that has it."""
    first = next(iter(races.values()))
    found = {"objective": first.objective.name, "optimizers": list(races), "n_iter": first.n_iter}
    found["start"] = [float(v) for v in first.x[0]]
    for trajectory in races.values():
        for field in fields(trajectory.optimizer):
            found.setdefault(field.name, getattr(trajectory.optimizer, field.name))
    return found


def _static(objective, races, runners, terrain, look, stops, lift):
    """The traces that stand still: the terrain, minima and start, the paths to come, the legend."""
    start = next(iter(races.values())).x[:1]
    return [
        contour_trace(terrain, look, stops), *surface_traces(terrain, look, stops),
        # WebGL's, and so below the heads; and SVG's, above the paths
        *_marks(objective.minima, MINIMUM, terrain, look, lift, FLAT_TRACE),
        *_marks(start, START, terrain, look, lift, go.Scatter),
        *(draw(runner, look) for draw in (future, leaving, legend) for runner in runners),
    ]  # fmt: skip


def _marks(points, layers, terrain, look, lift, flat):
    """Points (m, 2), as far as they are in the frame, marked on both plots, on the contour by `flat`."""
    points = points[terrain.holds(points)]
    x, y = points.T
    u, v, w = lift(np.column_stack([points, lifted(points, terrain)])).T
    quiet = {"hoverinfo": "skip", "showlegend": False}
    traces = []
    for symbol, size, width, ink in layers:
        color = getattr(look, ink)
        line = {"color": color, "width": width}
        marker = {"symbol": symbol, "size": size, "color": color, "opacity": 1, "line": line}
        traces.append(flat(x=x, y=y, mode="markers", marker=marker, **quiet))
        traces.append(go.Scatter3d(x=u, y=v, z=w, **solid_mark(symbol, color, size), **quiet))
    return traces


def _frame(runners, iterate, first):
    """One frame of the animation: what changes in the moving traces, the first of which has that number."""
    changes = [change for runner in runners for change in moments(runner, iterate)]
    return {"name": str(iterate), "data": changes, "traces": list(range(first, first + len(changes)))}


def _space(terrain, objective, races):
    """The surface's `scene`, on the right half, with room for its axes."""
    found = scene(terrain, objective, [np.asarray(trajectory.x, float) for trajectory in races.values()])
    eye = {axis: FARTHER * value for axis, value in found["camera"]["eye"].items()}
    return {**found, "camera": {**found["camera"], "eye": eye}, "domain": {"x": [0.52, 1], "y": [0, 1]}}


def _towards_the_eye(terrain, space, by):
    """Moves points on the surface, (m, 3), to where marks are drawn: seen from the eye, the same place."""
    eye, box = (np.array([*part.values()]) for part in (space["camera"]["eye"], space["aspectratio"]))
    ends = np.array([space[f"{axis}axis"]["range"] for axis in "xyz"])
    lift = by * eye / np.linalg.norm(eye) / box * np.ptp(ends, axis=1)
    # Plotly draws none that is out of the box
    return lambda points: np.clip(points - terrain.origin + lift, *ends.T)


def _layout(objective, space, runners, terrain, look, stops):
    """Contour on the left half, surface on the right."""
    layout = contour_layout(terrain, look, stops)
    layout.xaxis.domain = [0, 0.48]
    drawn = [runner.solid.xy for runner in runners]
    layout.scene = space
    for name, low, high, shift in zip("xy", terrain.frame[::2], terrain.frame[1::2], terrain.origin):
        layout.scene[f"{name}axis"].update(_solid_axis(name, low, high, shift, look))
    labels = _level_labels(terrain, objective, drawn, look, stops)
    layout.annotations = axis_names(terrain.frame, look) + labels
    return layout


def _solid_axis(name, low, high, shift, look):
    """An axis of the surface; what is drawn there is shifted, its ticks are not."""
    places, texts = ticks(low, high)
    return {
        "title": {"text": f"<i>{name}</i>", "font": {"family": MATHS, "size": 17, "color": look.ink2}},
        "tickvals": (np.array(places) - shift).tolist(), "ticktext": texts, "showticklabels": True,
        "tickfont": {"family": FONT, "size": 12, "color": look.ink2},
        "tickangle": 0, "showline": True, "linecolor": look.floor,
    }  # fmt: skip


def _level_labels(terrain, objective, paths, look, stops):
    """The level labels as annotations, with a halo in the colour behind them."""
    centres = objective.minima if len(objective.minima) else objective.saddles
    known = facts(terrain, look, stops)
    return [
        {
            "text": terrain.labels[i], "x": x, "y": y, "textangle": angle, "showarrow": False,
            "bgcolor": known["label_halos"][i], "borderpad": 0,
            "font": {"size": 12, "color": known["label_colors"][i]},
        }
        for i, x, y, angle in place_labels(terrain, centres, paths)
    ]  # fmt: skip
