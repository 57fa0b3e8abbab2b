"""Maps as Plotly figures, for a notebook: what `optim.maps` gives in, `go.Figure` out."""

from figures.maps.fair import fair_figure
from figures.maps.sensitivity import sensitivity_figure
from figures.maps.settings import settings_map_figure
from figures.maps.starts import starts_map_figure

__all__ = ["fair_figure", "sensitivity_figure", "settings_map_figure", "starts_map_figure"]
