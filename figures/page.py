"""What makes the race figure a page of its own: title, legend, play button, slider."""

from textwrap import wrap

import numpy as np

from figures.levels import number
from figures.palette import FONT, SERIF, Theme

PLAY_TIME = 3000  # ms, whatever the length of the race
SHORTEST_FRAME = 20  # ms
PLOT, TOP, TRANSPORT, LINE = 420, 96, 128, 27  # heights in px
SECOND_ROW = 56  # px, of the slider below the buttons on a phone
LETTERS = 52  # of a line on a phone
SAID_ELSEWHERE = ("objective", "optimizers", "view", "colorscale")
WORDS = {"n_iter": "iterations"}
AT_ONCE = {
    "mode": "immediate", "frame": {"duration": 0, "redraw": True}, "transition": {"duration": 0},
}  # fmt: skip


def page(title: str, settings: dict, n_lines: int, look: Theme) -> dict:
    """Plotly's layout of the whole page; the legend has `n_lines`."""
    below = TRANSPORT + LINE * n_lines
    return {
        "height": TOP + PLOT + below,
        "margin": {"l": 34, "r": 12, "t": TOP, "b": below},
        "paper_bgcolor": look.background, "showlegend": True,
        "title": {
            "text": f"<b>{title}</b>", "font": {"family": SERIF, "size": 26, "color": look.ink},
            "x": 0.02, "xanchor": "left", "y": 1, "yanchor": "top", "pad": {"t": 18},
            "subtitle": {
                "text": subtitle(settings), "font": {"family": FONT, "size": 15, "color": look.ink2},
            },
        },
        "legend": {
            "x": 0, "xanchor": "left", "y": -TRANSPORT / PLOT, "yanchor": "top", "orientation": "v",
            "font": {"size": 15, "color": look.ink}, "itemsizing": "trace", "bgcolor": "rgba(0,0,0,0)",
        },
    }  # fmt: skip


def on_a_phone(figure) -> tuple[dict, dict]:
    """What `Plotly.relayout` changes in a race figure for a narrow screen, the contour on top; and back."""
    layout = figure.layout
    words = wrap(layout.title.subtitle.text, LETTERS)
    top, below = TOP + 20 * (len(words) - 1), layout.margin.b + SECOND_ROW
    changes = {
        "height": top + 2 * PLOT + below, "margin.b": below, "margin.t": top,
        "title.font.size": 22, "title.subtitle.text": "<br>".join(words), "title.subtitle.font.size": 13,
        "xaxis.domain": [0, 1], "yaxis.domain": [0.52, 1],
        "scene.domain.x": [0, 1], "scene.domain.y": [0, 0.46],
        "legend.y": -(TRANSPORT + SECOND_ROW) / (2 * PLOT), "legend.font.size": 12,
        "sliders[0].x": 0, "sliders[0].len": 1, "sliders[0].pad.t": 34 + SECOND_ROW,
    }  # fmt: skip
    return changes, {path: _at(layout, path) for path in changes}


def _at(layout, path):
    """What a layout has at a path of `Plotly.relayout`."""
    value = layout
    for key in path.replace("[", ".").replace("]", "").split("."):
        value = value[int(key)] if key.isdigit() else value[key]
    return list(value) if isinstance(value, tuple) else value


def subtitle(settings: dict) -> str:
    """The settings in one line, 'step size 0.01 · rho 0.99 · iterations 50', less what is said elsewhere."""
    shown = {name: _text(value) for name, value in settings.items() if name not in SAID_ELSEWHERE}
    names = {name: WORDS.get(name, name.replace("_", " ")) for name in shown}
    return " · ".join(f"{names[name]} {text}" for name, text in shown.items() if text)


def play_buttons(n_frames: int, look: Theme) -> dict:
    """Play, in about three seconds, and pause."""
    duration = max(PLAY_TIME / n_frames, SHORTEST_FRAME)
    playing = {**AT_ONCE, "frame": {"duration": duration, "redraw": True}, "fromcurrent": True}
    return {
        "type": "buttons", "direction": "left", "showactive": False, "x": 0, "xanchor": "left",
        "y": 0, "yanchor": "top", "pad": {"t": 44, "l": 0}, "bgcolor": look.background,
        "bordercolor": look.rule, "font": {"color": look.accent, "size": 14},
        "buttons": [
            {"label": "Play", "method": "animate", "args": [None, playing]},
            {"label": "Pause", "method": "animate", "args": [[None], AT_ONCE]},
        ],
    }  # fmt: skip


def slider(iterates: list[int], look: Theme) -> dict:
    """One position a frame, labelled by iterate; the page opens on the last."""
    return {
        "active": len(iterates) - 1, "x": 0.16, "xanchor": "left", "len": 0.84, "y": 0, "yanchor": "top",
        "pad": {"t": 34, "b": 0}, "currentvalue": {"prefix": "iterate ", "xanchor": "right"},
        "font": {"color": look.ink2}, "tickcolor": look.rule, "bgcolor": look.accent,
        "bordercolor": look.rule, "activebgcolor": look.accent,
        "steps": [{"label": str(k), "method": "animate", "args": [[str(k)], AT_ONCE]} for k in iterates],
    }  # fmt: skip


def _text(value):
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float):
        return number(value, 4)
    if isinstance(value, list | tuple | np.ndarray):
        return "(" + ", ".join(_text(item) for item in value) + ")"
    return str(value)
