"""The axes of maps: places on a linear axis for values on the scale that suits them, and round ticks."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from figures.levels import number
from figures.palette import FONT, MATHS, SERIF, Theme

FROM_ONE = ("rho", "momentum", "beta1", "beta2")  # what matters of these is how far from 1 they are
SYMBOLS = {
    "step_size": "α", "rho": "ρ", "momentum": "μ", "beta1": "β₁", "beta2": "β₂", "epsilon": "ε",
}  # fmt: skip
TICKS_FROM_ONE = (0.0, 0.5, 0.9, 0.99, 0.999, 0.9999)


@dataclass(frozen=True)
class Axis:
    """One axis of a map: the places of its values, even ones, and how a value becomes a place."""

    name: str
    places: np.ndarray  # (n,)
    place: Callable[[float], float]
    ticks: tuple[tuple[float, str], ...]  # place, text

    @classmethod
    def strip(cls) -> "Axis":
        """That of a map of one row."""
        return cls("", np.zeros(1), lambda value: 0.0, ())


def axis_of(name: str, values: np.ndarray) -> Axis:
    """The axis of a hyperparameter: 1 - value on a log scale for rates, else the value on one.

    Raises ValueError for values that are not even on that scale.
    """
    place = _from_one if name in FROM_ONE else np.log10
    with np.errstate(all="ignore"):
        places = np.asarray(place(np.asarray(values, float)))
    gaps = np.diff(places)
    if not np.isfinite(places).all() or (len(gaps) and not np.allclose(gaps, gaps[0], rtol=1e-6)):
        scale = "1 - value" if name in FROM_ONE else "value"
        raise ValueError(f"{name}: expected values with even steps of log10({scale})")
    return Axis(name, places, place, tuple(_ticks(name, place, places.min(), places.max())))


def _from_one(value):
    return -np.log10(1 - np.asarray(value))


def _ticks(name: str, place, low: float, high: float):
    if name in FROM_ONE:
        values = [value for value in TICKS_FROM_ONE if low - 1e-9 <= place(value) <= high + 1e-9]
    else:
        values = [10.0**k for k in range(int(np.ceil(low - 1e-9)), int(np.floor(high + 1e-9)) + 1)]
    return ((float(place(value)), number(value, 4)) for value in values)


def picture(pixels: np.ndarray, x: Axis, y: Axis) -> go.Image:
    """Pixels (rows, columns, 3) at the places of the axes, the first row at the first place of y."""
    dx, dy = (float(axis.places[1] - axis.places[0]) if len(axis.places) > 1 else 1.0 for axis in (x, y))
    return go.Image(
        z=np.round(pixels).astype(np.uint8), x0=x.places[0], dx=dx, y0=y.places[0], dy=dy, hoverinfo="skip"
    )


def map_layout(x: Axis, y: Axis, look: Theme, title: str) -> go.Layout:
    """A plot that is filled by its picture, with a title."""
    return go.Layout(
        title={"text": f"<b>{title}</b>", "font": {"family": SERIF, "size": 22, "color": look.ink}},
        paper_bgcolor=look.background, plot_bgcolor=look.background, font={"family": FONT},
        xaxis=_plotly_axis(x, look), yaxis={**_plotly_axis(y, look), "scaleanchor": False},
        margin={"l": 64, "r": 16, "t": 56, "b": 48}, width=560, height=520 if len(y.places) > 1 else 160,
    )  # fmt: skip


def _plotly_axis(axis: Axis, look: Theme) -> dict:
    half = abs(axis.places[1] - axis.places[0]) / 2 if len(axis.places) > 1 else 0.5
    low, high = axis.places.min() - half, axis.places.max() + half
    title = {"text": f"<i>{SYMBOLS.get(axis.name, axis.name)}</i>", "font": {"family": MATHS, "size": 18}}
    return {
        "range": [low, high], "tickvals": [at for at, _ in axis.ticks], "title": title,
        "ticktext": [text for _, text in axis.ticks], "showgrid": False, "zeroline": False,
        "tickfont": {"size": 12, "color": look.ink2}, "color": look.ink2, "constrain": "domain",
    }  # fmt: skip
