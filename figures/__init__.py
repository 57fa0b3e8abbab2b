"""Plotly figures of objectives and races: arrays in, `go.Figure` out; in a notebook as in the app."""

from figures import hill, palette
from figures.hill import contour, surface
from figures.race import race_figure

__all__ = ["contour", "hill", "palette", "race_figure", "surface"]
