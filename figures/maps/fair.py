"""A fair race as a figure: a row an optimizer, a dot a start, and what failed beside the median."""

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import plotly.graph_objects as go

from figures.levels import number
from figures.palette import FONT, SERIF, Theme, style, theme_of
from figures.runners import FLAT_SYMBOLS
from optim.maps import LOWEST, Entry

ROW, HEAD, FOOT = 29, 116, 48  # px: of an optimizer, above and below them all
BAND = 2.0  # decades right of the largest loss: where what diverges is
APART = 0.09  # of a row, between two dots that would lie on each other
COLUMNS = (1.18, 1.34, 1.48)  # of the plot's width: where the numbers end, see HEADS
HEADS = ("median<br>final loss", "its step<br>size", "failed<br>of {}")


def fair_figure(found: Mapping[str, Entry], theme="light", optimizers=None) -> go.Figure:
    """Each optimizer at its own best step size, the lowest median first; two of one rule have their names.

    A dot is a test start, the marker their median, the line their quartiles; a run that diverges is in the
    band at the right, and the dashed line is the objective's tolerance. `layout.meta` holds a row an
    optimizer: its name, step_size, median, quartiles, failed, and the decades of its good range.
    `optimizers`, name -> optimizer's name, says whose colours a racer has; by default its own. Raises
    ValueError for no racers and for unknown names.
    """
    if not found:
        raise ValueError("expected at least one racer")
    look, titles = theme_of(theme), _titles(found)
    ranked = sorted(found.items(), key=lambda item: item[1].median)
    low, high = _range(found)
    band = 10 ** (high + BAND)
    traces = []
    for place, (name, entry) in enumerate(ranked):
        shape = style((optimizers or {}).get(name, name))
        traces += _row(len(ranked) - place, entry, titles[name], shape, band, look)
    return go.Figure(traces, _layout(ranked, titles, look, low, high))


def _titles(found: Mapping[str, Entry]) -> dict[str, str]:
    """What each racer is called: by its rule, or by its name where another has the same rule."""
    rules = Counter(entry.optimizer.title for entry in found.values())
    return {
        name: entry.optimizer.title if rules[entry.optimizer.title] == 1 else name
        for name, entry in found.items()
    }


def _range(found: Mapping[str, Entry]) -> tuple[float, float]:
    """The ends of the losses, as powers of ten: of all that did not fail, and of the tolerance."""
    tolerance = next(iter(found.values())).tested.objective.tolerance
    all_losses = np.concatenate([entry.losses for entry in found.values()] + [[tolerance]])
    powers = np.log10(np.maximum(all_losses[np.isfinite(all_losses)], LOWEST))
    return float(np.floor(powers.min())), float(np.ceil(powers.max()))


def _row(height: int, entry: Entry, title: str, shape, band: float, look: Theme):
    at = np.where(np.isfinite(entry.losses), np.maximum(entry.losses, LOWEST), band)
    rim = {"color": look.casing, "width": 0.8}
    yield go.Scatter(
        x=at, y=height + _offsets(np.log10(at)), mode="markers", name=title, showlegend=False,
        marker={"color": shape.color, "size": 4.6, "line": rim}, hoverinfo="x+name",
    )  # fmt: skip
    ends = [min(max(end, LOWEST), band) for end in entry.quartiles]
    for width, ink in ((5, look.background), (2.4, look.ink)):
        yield go.Scatter(
            x=ends, y=[height] * 2, mode="lines", showlegend=False, hoverinfo="skip",
            line={"color": ink, "width": width},
        )  # fmt: skip
    yield go.Scatter(
        x=[min(max(entry.median, LOWEST), band)], y=[height], mode="markers", showlegend=False,
        name=f"{title}, median", hoverinfo="x+name",
        marker={"symbol": FLAT_SYMBOLS.get(shape.marker, shape.marker), "color": shape.color,
                "size": 2 * shape.radius, "line": {"color": look.casing, "width": 1.6}},
    )  # fmt: skip


def _offsets(powers: np.ndarray) -> np.ndarray:
    """(n,): how far dots stand above or below their row, in turns, where several are close."""
    offsets = np.zeros(len(powers))
    order = np.argsort(powers)
    crowd = 0
    for before, now in pairwise(order):
        crowd = crowd + 1 if powers[now] - powers[before] < APART else 0
        offsets[now] = APART * ((crowd + 1) // 2) * (-1) ** crowd
    return np.clip(offsets, -0.4, 0.4)


def _layout(ranked, titles, look: Theme, low: float, high: float) -> go.Layout:
    count, first = len(ranked), ranked[0][1]
    objective, tested = first.tested.objective, first.tested
    protocol = (
        f"{tested.n_iter:,} gradients a run; each tries {len(first.step_sizes)} step sizes on "
        f"{first.tuning.shape[1]} starts, keeps the lowest median, and is tested on {len(first.losses)}"
    )
    axis = {"color": look.ink2, "zeroline": False}
    return go.Layout(
        title={"text": f"<b>Fair race on {objective.title}</b><br><sup>{protocol}</sup>", "y": 0.94,
               "yanchor": "top", "font": {"family": SERIF, "size": 22, "color": look.ink}},
        paper_bgcolor=look.background, plot_bgcolor=look.background, font={"family": FONT, "color": look.ink},
        xaxis={**axis, "type": "log", "gridcolor": look.rule2,
               "range": [low - 0.3, high + BAND + 0.7], "tickvals": _ticks(low, high),
               "ticktext": [number(value, 1) for value in _ticks(low, high)]},
        yaxis={**axis, "range": [0.4, count + 0.6], "tickvals": list(range(count, 0, -1)), "showgrid": False,
               "ticktext": [titles[name] for name, _ in ranked], "color": look.ink},
        shapes=[*_band(high, look), *_guide(objective.tolerance, look)],
        annotations=_numbers(ranked, look, high),
        margin={"l": 190, "r": 300, "t": HEAD, "b": FOOT}, width=1000, height=HEAD + FOOT + ROW * count,
        meta={"rows": [_facts(name, entry) for name, entry in ranked]},
    )  # fmt: skip


def _ticks(low: float, high: float) -> list[float]:
    step = max(1, int(np.ceil((high - low) / 6)))
    return [10.0**k for k in range(int(low), int(high) + 1, step)]


def _band(high: float, look: Theme):
    edge = 10 ** (high + BAND - 0.7)
    yield {
        "type": "rect", "xref": "x", "x0": edge, "x1": 10 ** (high + BAND + 0.7), "yref": "paper",
        "y0": 0, "y1": 1, "layer": "below", "line": {"width": 0}, "fillcolor": look.diverged,
    }  # fmt: skip


def _guide(tolerance: float, look: Theme):
    yield {
        "type": "line", "x0": tolerance, "x1": tolerance, "yref": "paper", "y0": 0, "y1": 1, "layer": "below",
        "line": {"color": look.ink2, "width": 1, "dash": "3px,3px"},
    }  # fmt: skip


def _numbers(ranked, look: Theme, high: float):
    """What is written beside the rows, its heads, and the name of the band."""
    common = {
        "showarrow": False,
        "xanchor": "right",
        "xref": "paper",
        "font": {"size": 13, "color": look.ink},
    }
    grey = {"size": 12, "color": look.ink2}
    found = [
        {
            **common,
            "x": x,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "align": "right",
            "text": head.format(len(ranked[0][1].losses)),
            "font": grey,
        }
        for x, head in zip(COLUMNS, HEADS)
    ]
    found.append({
        "showarrow": False, "x": high + BAND, "y": 0, "yref": "paper", "yanchor": "top", "text": "diverges",
        "font": grey,
    })  # fmt: skip
    for place, (_, entry) in enumerate(ranked):
        median = number(entry.median, 2) if np.isfinite(entry.median) else "diverges"
        failed = f"<b>{entry.failed}</b>" if entry.failed else "0"
        texts = (median, number(entry.optimizer.step_size, 3), failed)
        inks = (look.ink, look.ink, look.error if entry.failed else look.ink2)
        found += [
            {**common, "x": x, "y": len(ranked) - place, "text": text, "font": {"size": 13, "color": ink}}
            for x, text, ink in zip(COLUMNS, texts, inks)
        ]
    return found


def _facts(name: str, entry: Entry) -> dict:
    return {
        "name": name,
        "step_size": entry.optimizer.step_size,
        "median": entry.median,
        "quartiles": entry.quartiles,
        "failed": entry.failed,
        "decades": entry.decades,
    }
