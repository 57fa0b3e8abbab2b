"""The terrain the race is run on, as contour and as surface: survey the objective, then plot the facts."""

from urllib.parse import quote

import numpy as np
import plotly.graph_objects as go

from figures.camera import outlook
from figures.frames import Frame, auto_frame, fit_frame
from figures.isolines import isolines, thin
from figures.levels import ticks
from figures.palette import FONT, MATHS, TUTORIAL, Theme, color_at, contrast, ramp, theme_of
from figures.survey import Terrain, survey

__all__ = ["Terrain", "auto_frame", "contour", "fit_frame", "surface", "survey"]

LIFT = 0.003  # of the height: level lines lie just above the sheet, so WebGL hides them rightly
SPACING = 1.5  # grid steps between the vertices of a level line
DIGIT = 7  # px, the width of one beside an axis
HATCHED = 756  # units across the plot: about two a pixel
GAP = 13  # units between the lines of a hatch
CLEAR = "rgba(0,0,0,0)"
READABLE = 4.5  # contrast of a label with its background, WCAG 2


def contour(objective, frame=None, theme="light", colorscale="terrain") -> go.Figure:
    """Filled contour with equal scale on both axes: one trace, `data[0]`, coloured by c.

    Holes, where f is not defined, are hatched. `layout.meta` holds what an overlay needs, see `facts`. Raises
    ValueError for unknown names.
    """
    look, stops = theme_of(theme), ramp(colorscale, theme)
    terrain = survey(objective, frame, tutorial=colorscale == TUTORIAL)
    return go.Figure(contour_trace(terrain, look, stops), contour_layout(terrain, look, stops))


def surface(objective, frame=None, theme="light", colorscale="terrain", paths=()) -> go.Figure:
    """Surface, `data[0]`, with the contour's colours, and the contour's level lines on it, `data[1]`.

    `paths`, a sequence of (n, 2), has a say in the side it is looked at from; see `camera`.
    """
    look, stops = theme_of(theme), ramp(colorscale, theme)
    terrain = survey(objective, frame, tutorial=colorscale == TUTORIAL)
    layout = go.Layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 0}, scene=scene(terrain, objective, paths),
        meta=facts(terrain, look, stops), **_plain(look),
    )  # fmt: skip
    return go.Figure(surface_traces(terrain, look, stops), layout)


def contour_trace(terrain: Terrain, look: Theme, stops) -> go.Contour:
    """The filled contour of a surveyed terrain; colours are sent from the lowest on, see `facts`."""
    low, high = terrain.colour_range
    levels = terrain.levels - low if len(terrain.levels) else [high - low]
    x, y = (terrain.x, terrain.y) if terrain.is_narrow else (_single(terrain.x), _single(terrain.y))
    return go.Contour(
        x=x, y=y, z=_single(terrain.colour - low), zmin=0, zmax=high - low,
        colorscale=_colorscale(stops), showscale=False, hoverinfo="none", autocontour=False,
        contours={"start": levels[0], "end": levels[-1], "size": terrain.level_step,
                  "coloring": "fill" if len(terrain.levels) else "heatmap"},
        line={"width": 0.8, "color": CLEAR if terrain.tutorial else look.level_line, "smoothing": 1},
    )  # fmt: skip


def surface_traces(terrain: Terrain, look: Theme, stops) -> list:
    """The surface, with no sheet where f is not defined, and its level lines, from `origin` on."""
    low, high = terrain.colour_range
    # where the height is the colour value, Plotly colours by it by itself
    own_colour = {} if terrain.height is terrain.colour else {"surfacecolor": _single(terrain.colour - low)}
    x0, y0, z0 = terrain.origin
    still = {"highlight": False}
    sheet = go.Surface(
        x=_single(terrain.x - x0), y=_single(terrain.y - y0), z=_single(terrain.height - z0),
        cmin=0, cmax=high - low, **own_colour,
        colorscale=_colorscale(stops), showscale=False, hoverinfo="none",
        contours={"x": still, "y": still, "z": still}, lightposition={"x": -2000, "y": 1200, "z": 2600},
        lighting={
            "ambient": look.ambient, "diffuse": look.diffuse, "specular": 0, "roughness": 1, "fresnel": 0,
        },
    )  # fmt: skip
    x, y, z = (level_lines(terrain) - terrain.origin).T
    lines = go.Scatter3d(
        x=_single(x), y=_single(y), z=_single(z), mode="lines", connectgaps=False,
        line={"color": look.surface_line, "width": 1.2}, hoverinfo="none", showlegend=False,
    )  # fmt: skip
    return [sheet, lines]


def level_lines(terrain: Terrain) -> np.ndarray:
    """All level lines on the surface as one array (m, 3), rows of NaN between them.

    They are found on the height grid, so they lie on the sheet's own facets, and are lifted a little off it.
    """
    low, high = terrain.height_range
    spacing = SPACING * min(terrain.x[1] - terrain.x[0], terrain.y[1] - terrain.y[0])
    rows = [np.empty((0, 3))]
    for height in () if terrain.tutorial else terrain.level_heights:
        for line in isolines(terrain.x, terrain.y, terrain.height, height):
            line = thin(line, spacing)
            lifted = np.full(len(line), height + LIFT * (high - low))
            rows += [np.column_stack([line, lifted]), np.full((1, 3), np.nan)]
    return np.concatenate(rows)


def contour_layout(terrain: Terrain, look: Theme, stops) -> go.Layout:
    """Axes of equal scale, round ticks, the names x and y between the last two ticks."""
    x0, x1, y0, y1 = terrain.frame
    longest = max(map(len, ticks(y0, y1)[1]))
    return go.Layout(
        margin={"l": max(34, 10 + DIGIT * longest), "r": 8, "t": 10, "b": 24}, xaxis=_axis(x0, x1, look),
        yaxis={**_axis(y0, y1, look), "scaleanchor": "x", "scaleratio": 1},
        annotations=axis_names(terrain.frame, look), meta=facts(terrain, look, stops), **_plain(look),
        images=[hatch(terrain, look)] if terrain.has_holes else [],
    )  # fmt: skip


def hatch(terrain: Terrain, look: Theme) -> dict:
    """Quiet diagonals below the contour, seen through its holes: a picture as large as the plot."""
    x0, x1, y0, y1 = terrain.frame
    height = HATCHED * (y1 - y0) / (x1 - x0)
    line = quote(look.rule)
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {HATCHED} {height:.4g}'"
        f" width='{HATCHED}' height='{height:.4g}' preserveAspectRatio='none'>"
        f"<pattern id='hatch' width='{GAP}' height='{GAP}' patternUnits='userSpaceOnUse'"
        f" patternTransform='rotate(45)'><path d='M0 0V{GAP}' stroke='{line}' stroke-width='2'/></pattern>"
        "<rect width='100%' height='100%' fill='url(%23hatch)'/></svg>"
    )
    return {
        "source": f"data:image/svg+xml,{svg}", "layer": "below", "sizing": "stretch",
        "xref": "x domain", "yref": "y domain", "x": 0, "y": 1, "sizex": 1, "sizey": 1,
    }  # fmt: skip


def scene(terrain: Terrain, objective, paths=()) -> dict:
    """Plotly's `scene` of the surface: no axes, the box's proportions, the camera."""
    none = {
        # 'visible': False would do, but then Plotly makes the letters of what is not seen: half its time
        "title": {"text": ""}, "tickmode": "array", "tickvals": [], "showticklabels": False,
        "showgrid": False, "showline": False, "zeroline": False, "showbackground": False, "showspikes": False,
    }  # fmt: skip
    low, high = terrain.height_range
    pad = 1e-4 * (high - low)  # or WebGL cuts specks out of a floor that is flat at the lowest height
    corners = np.array([[*terrain.frame[::2], low - pad], [*terrain.frame[1::2], high + pad]])
    ranges = zip("xyz", (corners - terrain.origin).T.tolist(), strict=True)
    return {
        **{f"{axis}axis": {**none, "range": ends} for axis, ends in ranges},
        "bgcolor": CLEAR, "dragmode": "turntable", "aspectmode": "manual",
        **outlook(terrain, objective.minima, paths),
    }  # fmt: skip


def facts(terrain: Terrain, look: Theme, stops) -> dict:
    """What an overlay or a reader of the file wants to know of the terrain: plain numbers and strings.

    frame; levels, of the colour from its lowest value in the frame on, as the contour has it; labels, of f
    less `offset`; the colour of each label and of its background, its halo; scale; tutorial; log_height;
    origin, which is (0, 0, 0) in the surface's plot; defined, whether f is so anywhere in the frame.
    """
    low, high = terrain.colour_range
    backgrounds = [color_at(stops, (level - low) / (high - low)) for level in terrain.levels.tolist()]
    return {
        "frame": list(terrain.frame), "levels": (terrain.levels - low).tolist(),
        "labels": list(terrain.labels), "label_halos": backgrounds,
        "label_colors": [_ink_on(background, look) for background in backgrounds],
        "scale": terrain.scale, "tutorial": terrain.tutorial, "log_height": terrain.log_height,
        "offset": terrain.offset, "origin": list(terrain.origin), "defined": terrain.defined,
    }  # fmt: skip


def axis_names(frame: Frame, look: Theme) -> list[dict]:
    """The italic x and y, on the tick row between the last two ticks."""
    x, y = (float(np.mean(ticks(*ends)[0][-2:])) for ends in (frame[:2], frame[2:]))
    common = {
        "showarrow": False, "xanchor": "center", "yanchor": "middle",
        "font": {"family": MATHS, "size": 17, "color": look.ink2},
    }  # fmt: skip
    along_x = {"text": "<i>x</i>", "x": x, "xref": "x", "y": 0, "yref": "y domain", "yshift": -14}
    along_y = {"text": "<i>y</i>", "y": y, "yref": "y", "x": 0, "xref": "x domain", "xshift": -14}
    return [common | along_x, common | along_y]


def _ink_on(background, look):
    inks = (look.level_label, look.label_reverse, look.casing, look.mark)
    if contrast(inks[0], background) >= READABLE:
        return inks[0]
    return max(inks, key=lambda ink: contrast(ink, background))


def _axis(low, high, look):
    values, texts = ticks(low, high)
    pad = 1e-4 * (high - low)  # or Plotly drops the ticks at the ends
    return {
        "range": [low - pad, high + pad], "tickvals": values, "ticktext": texts,
        "showgrid": False, "zeroline": False, "constrain": "domain",
        "ticks": "outside", "ticklen": 4, "tickcolor": look.rule,
        "tickfont": {"family": FONT, "size": 13, "color": look.ink2},
    }  # fmt: skip


def _plain(look):
    return {
        "paper_bgcolor": CLEAR, "plot_bgcolor": CLEAR, "showlegend": False, "template": "none",
        "font": {"family": FONT, "size": 13, "color": look.ink2},
    }  # fmt: skip


def _colorscale(stops):
    return [[i / (len(stops) - 1), color] for i, color in enumerate(stops)]


def _single(values):
    return values.astype(np.float32)
