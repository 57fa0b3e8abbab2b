"""Plotly figures of objectives and races: arrays in, `go.Figure` out; in a notebook as in the app."""

from figures import palette, terrain
from figures.maps import fair_figure, sensitivity_figure, settings_map_figure, starts_map_figure
from figures.race import race_figure
from figures.terrain import contour, surface

__all__ = [
    "contour",
    "fair_figure",
    "palette",
    "race_figure",
    "sensitivity_figure",
    "settings_map_figure",
    "starts_map_figure",
    "surface",
    "terrain",
]
