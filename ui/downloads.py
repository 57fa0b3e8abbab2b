"""The race to take away: its iterates as CSV, and the animated figure as a page that needs no server."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from figures import palette, race_figure
from optim import Trajectory
from ui import table
from ui.settings import NUMBERS, PARAMETERS, SLIDERS, Settings, objective, to_query

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body {{ background: {background}; margin: 16px }}</style>
</head>
<body>
{figure}
</body>
</html>
"""


PLOTLY = {"displayModeBar": False, "responsive": True}


def file_name(settings: Settings, suffix: str) -> str:
    """The settings as a file's name: 'descent-lab-bowl-seed1.csv', and every changed number.

    A start that was put in its place stands for the seed: 'descent-lab-bowl-start0.3_-0.5.csv'.
    """
    numbers = NUMBERS.keys() - {"seed"} | dict(settings.own).keys()
    changed = {name: text for name, text in to_query(settings).items() if name in numbers}
    place = PARAMETERS["start"].write(settings.start).replace(",", "_") if settings.start else ""
    origin = f"start{place}" if place else f"seed{settings.seed}"
    parts = ("descent-lab", settings.objective, origin, *(n + t for n, t in changed.items()))
    return "-".join(parts) + suffix


def as_csv(races: Mapping[str, Trajectory]) -> bytes:
    """The iterates as RFC 4180 has it: a header, lines that end in CR LF, floats that read back exactly."""
    return table.iterates(races).to_csv(index=False, lineterminator="\r\n").encode()


def as_page(settings: Settings, races: Mapping[str, Trajectory], theme: str) -> bytes:
    """The animated figure, with its settings, as one page that holds all it needs."""
    hill = objective(settings)
    told = {name: getattr(settings, name) for name in SLIDERS} | to_query(replace(settings, view=None))
    figure = race_figure(hill, races, theme=theme, frame=settings.view, settings=told)
    return PAGE.format(
        title=escape(f"{hill.title}: {PARAMETERS['optimizers'].words(settings.optimizers)}"),
        background=palette.theme_of(theme).background,
        figure=figure.to_html(include_plotlyjs=True, full_html=False, auto_play=False, config=PLOTLY),
    ).encode()


def show(settings: Settings, races: Mapping[str, Trajectory], theme: str = "light") -> None:
    """The two buttons. A file is made when its button is clicked, and the page does not run again."""
    files = {
        ".csv": ("Iterates (CSV)", "text/csv", partial(as_csv, races)),
        ".html": ("Animated figure (HTML)", "text/html", partial(as_page, settings, races, theme)),
    }
    with st.container(horizontal=True):
        for suffix, (label, mime, make) in files.items():
            st.download_button(
                label,
                make,
                file_name(settings, suffix),
                mime,
                key=f"download{suffix.replace('.', '_')}",
                on_click="ignore",
                icon=":material/download:",
            )
