"""Final loss against one number, for all racers."""

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from figures.maps.axes import SYMBOLS
from figures.palette import FONT, MATHS, PATH, SERIF, style, theme_of
from optim.maps import LOWEST, Fates

BAND, LANE = 2.0, 0.5  # decades above the largest loss: where the band of what diverges begins; of a racer


def sensitivity_figure(
    found: Mapping[str, Fates], values, along="step_size", theme="light", optimizers=None
) -> go.Figure:
    """The loss at the end of each run against `values` (n,), a line a racer; a cross at its lowest.

    A run that diverges is drawn in a band above, a lane a racer. The cross is the lowest loss of the runs
    that never left the plot. `optimizers`, name -> optimizer's name, says whose colours a racer has; by
    default its own. Raises ValueError for no racers and for unknown names.
    """
    if not found:
        raise ValueError("expected at least one racer")
    look, values = theme_of(theme), np.asarray(values, float)
    losses = {name: np.where(ends.diverged, np.nan, ends.loss) for name, ends in found.items()}
    top = np.log10(np.nanmax([np.nanmax(np.append(loss, LOWEST)) for loss in losses.values()]))
    traces = []
    for lane, (name, ends) in enumerate(found.items()):
        colour = style((optimizers or {}).get(name, name)).color
        height = 10 ** (top + BAND + LANE * lane)
        traces += [*_lines(values, losses[name], name, colour, look)]
        traces.append(_lane(values[ends.diverged], height, name, colour))
        traces += _best(values, np.where(ends.stayed, losses[name], np.nan), look)
    layout = _layout(values, along, look, 10 ** (top + BAND - LANE), found)
    return go.Figure(traces, layout)


def _lines(values, loss, name, colour, look):
    shown = np.where(loss > 0, loss, np.nan)
    for width, ink, is_core in ((PATH["casing"], look.casing, False), (PATH["core"], colour, True)):
        yield go.Scatter(
            x=values, y=shown, mode="lines", name=name, showlegend=is_core,
            line={"color": ink, "width": width}, hoverinfo="x+y+name" if is_core else "skip",
        )  # fmt: skip


def _lane(values, height, name, colour):
    return go.Scatter(
        x=values, y=np.full(len(values), height), mode="markers", name=f"{name} diverges", showlegend=False,
        marker={"color": colour, "size": 5}, hoverinfo="x+name",
    )  # fmt: skip


def _best(values, loss, look):
    if np.isnan(loss).all():
        return
    at = int(np.nanargmin(loss))
    for width, ink in ((5, look.casing), (2, look.mark)):
        yield go.Scatter(
            x=values[[at]], y=loss[[at]], mode="markers", showlegend=False, hoverinfo="skip",
            marker={"symbol": "cross-thin", "size": 12, "line": {"width": width, "color": ink}},
        )  # fmt: skip


def _layout(values, along, look, band, found):
    n_iter = next(iter(found.values())).n_iter
    axis = {"color": look.ink2, "gridcolor": look.rule2, "zeroline": False}
    scale = "log" if along not in ("rotation",) and (values > 0).all() else "linear"
    heading = f"<b>Loss after {n_iter} iteration{'s' * (n_iter != 1)}</b>"
    name = {"text": along}  # of a parameter of the objective: a word
    if along in SYMBOLS:
        name = {"text": f"<i>{SYMBOLS[along]}</i>", "font": {"family": MATHS}}
    return go.Layout(
        title={"text": heading, "font": {"family": SERIF, "size": 22}},
        paper_bgcolor=look.background, plot_bgcolor=look.background, font={"family": FONT, "color": look.ink},
        xaxis={**axis, "type": scale, "dtick": 1 if scale == "log" else None,
               "exponentformat": "power", "title": name},
        yaxis={**axis, "type": "log", "exponentformat": "power"}, width=760, height=460,
        shapes=[{
            "type": "rect", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": band, "layer": "below",
            "y1": band * 10 ** (LANE * (len(found) + 1)), "line": {"width": 0},
            "fillcolor": look.rule2,
        }],
        annotations=[{
            "text": "diverges", "xref": "paper", "x": 0, "xanchor": "left", "yref": "y", "y": np.log10(band),
            "yanchor": "bottom", "showarrow": False, "font": {"size": 12, "color": look.ink2},
        }],
    )  # fmt: skip
