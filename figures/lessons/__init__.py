"""Pictures of a lesson as SVG: the plane with its paths, and one chart; what is hidden keeps its place."""

from figures.lessons.chart import Curve, chart
from figures.lessons.plane import Path, plane
from figures.lessons.svg import badge

__all__ = ["Curve", "Path", "badge", "chart", "plane"]
