"""A map of starts as a figure: in which minimum each start ends."""

import numpy as np
import plotly.graph_objects as go

from figures.levels import number, ticks
from figures.maps.axes import Axis, map_layout, picture
from figures.maps.look import LOOKS, MapLook, dotted, hatched, mixed
from figures.palette import theme_of
from optim import stable_step_at
from optim.maps import BOUNCES, GONE, StartsMap


def starts_map_figure(found: StartsMap, theme="light") -> go.Figure:
    """The map, with every minimum named; the deeper a colour, the sooner the runs are there.

    Of more than four minima, the four largest shares have colours, and the rest are neutral. `layout.meta`
    holds a row for each minimum, 'bounces' and 'diverges': its share in percent, and the 2 / L of a minimum.
    Raises ValueError for an unknown theme.
    """
    look = theme_of(theme)
    x, y = (_plane_axis(name, places) for name, places in (("x", found.x), ("y", found.y)))
    layout = map_layout(x, y, look, title=f"{found.optimizer.title} on {found.objective.title}")
    layout.yaxis.scaleanchor = "x"
    layout.meta = {"rows": rows(found)}
    marks = go.Scatter(
        x=found.minima[:, 0], y=found.minima[:, 1], mode="markers+text", showlegend=False, hoverinfo="text",
        text=[_named(point) for point in found.minima], textposition="top center",
        textfont={"color": look.ink, "size": 12},
        marker={"symbol": "cross-thin", "size": 13, "line": {"width": 2.4, "color": look.casing}},
    )  # fmt: skip
    return go.Figure([picture(_pixels(found, LOOKS[look.name]), x, y), marks], layout)


def rows(found: StartsMap) -> list[dict]:
    """What the map says in numbers: minima by their share, then 'bounces' and 'diverges'."""
    table = [
        {
            "end": _named(found.minima[i]),
            "percent": 100 * found.shares[i],
            "2/L": stable_step_at(found.objective, found.minima[i]),
        }
        for i in _by_share(found)
    ]
    rest = {"bounces": BOUNCES, "diverges": GONE}
    return table + [
        {"end": name, "percent": 100 * found.shares[end], "2/L": None} for name, end in rest.items()
    ]


def _by_share(found: StartsMap) -> list[int]:
    return sorted(range(len(found.minima)), key=lambda i: -found.shares[i])


def _pixels(found: StartsMap, maps: MapLook) -> np.ndarray:
    late = found.since / found.n_iter
    pixels = np.zeros((*found.end.shape, 3))
    few = len(found.minima) < len(maps.ends)  # then a minimum has its colour whoever runs
    for place, i in enumerate(range(len(found.minima)) if few else _by_share(found)):
        here = found.end == i
        pixels[here] = mixed(maps.ends[min(place, len(maps.ends) - 1)], late[here])
    for end, ground, ink, pattern in (
        (BOUNCES, maps.bounces, maps.dots, dotted),
        (GONE, maps.gone, maps.hatch, hatched),
    ):
        here = found.end == end
        pixels[here] = mixed((ground,) * 2, np.zeros(1))
        pixels[here & pattern(here.shape)] = mixed((ink,) * 2, np.zeros(1))
    return pixels


def _plane_axis(name: str, places: np.ndarray) -> Axis:
    values, texts = ticks(float(places[0]), float(places[-1]))
    return Axis(name, places, lambda value: value, tuple(zip(values, texts)))


def _named(point) -> str:
    return f"({number(float(point[0]), 3)}, {number(float(point[1]), 3)})"
