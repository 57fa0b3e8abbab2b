"""A map of settings as a figure: how soon each of them is there, else how far it gets."""

import numpy as np
import plotly.graph_objects as go

from figures.isolines import isolines
from figures.levels import number
from figures.maps.axes import Axis, axis_of, map_layout, picture
from figures.maps.look import LOOKS, MapLook, hatched, mixed
from figures.palette import Theme, theme_of
from optim.maps import SettingsMap

THERE, FAR = 0.52, 0.56  # of the ramp: up to where it is for what is there, from where for what is not
ISO = (0.2, 0.5, 1.0)  # of the iterations: the lines that carry numbers


def settings_map_figure(found: SettingsMap, theme="light") -> go.Figure:
    """A map of two axes, the second one across, or of one axis as a strip; both on the scales of the page.

    Diverged is a class with a drawn edge; the cross is the best setting that stays in the plot; the dashed
    line is the step size beyond which theory says that the optimizer diverges. `layout.meta` holds the best
    setting and the share that converges. Raises ValueError for a map of other than one or two axes, for one
    whose last axis is not step_size, and for an unknown theme.
    """
    look, maps = theme_of(theme), LOOKS[theme_of(theme).name]
    *second, across = found.axes
    if across != "step_size" or len(second) > 1:
        raise ValueError(f"expected axes (step_size,) or (another, step_size), got {tuple(found.axes)}")
    x, y = axis_of(across, found.axes[across]), _second(found, second)
    score = found.score.reshape(len(y.places), len(x.places))
    traces = [picture(_pixels(found, score, maps), x, y), *_isolines(found, score, x, y, look, maps)]
    traces += [*_theory(found, x, y, look), *_best(found, x, y, look)]
    layout = map_layout(x, y, look, title=f"{found.optimizer.title} on {found.fates.objective.title}")
    layout.meta = {"best": found.best, "share": found.share}
    return go.Figure(traces, layout)


def _second(found: SettingsMap, second: list[str]) -> Axis:
    return axis_of(second[0], found.axes[second[0]]) if second else Axis.strip()


def _pixels(found: SettingsMap, score: np.ndarray, maps: MapLook) -> np.ndarray:
    tone = np.where(score <= 1, THERE * np.sqrt(score), FAR + (1 - FAR) * (score - 1))
    pixels = mixed(maps.ramp, np.nan_to_num(tone, nan=1.0))
    diverged = np.isnan(score)
    soon = 1 - found.fates.out.reshape(score.shape) / found.fates.n_iter
    pixels[diverged] = mixed(maps.ash, soon)[diverged]
    pixels[diverged & hatched(score.shape)] = mixed((maps.hatch,) * 2, np.zeros(1))
    return pixels


def _isolines(found, score, x: Axis, y: Axis, look: Theme, maps: MapLook):
    if min(score.shape) < 2:
        return
    smooth = np.where(np.isnan(score), 2.0, score)
    for share in ISO:
        steps = f"{round(share * found.fates.n_iter)}" if share < 1 else f"in {found.fates.n_iter} steps"
        colour = look.ink if share == 1 else "#FFFFFF"
        yield _lines(isolines(x.places, y.places, smooth, share), colour, 1.6 if share == 1 else 0.9, steps)
    edge = isolines(x.places, y.places, np.isnan(score).astype(float), 0.5)
    yield _lines(edge, maps.edge, 2, "diverges")


def _lines(lines, colour: str, width: float, name: str) -> go.Scatter:
    """Several lines as one trace, with gaps between them."""
    gap = np.full((1, 2), np.nan)
    points = np.concatenate([part for line in lines for part in (line, gap)] or [gap])
    return go.Scatter(
        x=points[:, 0], y=points[:, 1], mode="lines", name=name, hoverinfo="name", showlegend=False,
        line={"color": colour, "width": width},
    )  # fmt: skip


def _theory(found: SettingsMap, x: Axis, y: Axis, look: Theme):
    """The edge that theory gives, at each value of the second axis."""
    limit = found.limits
    if limit is None:
        return
    places = np.broadcast_to(x.place(limit), y.places.shape)
    yield go.Scatter(
        x=places, y=y.places, mode="lines", name=f"{found.optimizer.limit}", hoverinfo="name",
        showlegend=False, line={"color": look.ink, "width": 1, "dash": "3px,3px"},
    )  # fmt: skip


def _best(found: SettingsMap, x: Axis, y: Axis, look: Theme):
    if found.best is None:
        return
    at = [x.place(found.best["step_size"]), y.place(found.best.get(y.name, 0.0))]
    words = ", ".join(f"{name} {number(value, 3)}" for name, value in found.best.items())
    for symbol, width, colour in (("cross-thin", 5, look.casing), ("cross-thin", 2, look.mark)):
        yield go.Scatter(
            x=[at[0]], y=[at[1]], mode="markers", showlegend=False, name=f"best: {words}", hoverinfo="name",
            marker={"symbol": symbol, "size": 13, "line": {"width": width, "color": colour}},
        )  # fmt: skip
