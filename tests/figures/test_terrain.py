import json
from dataclasses import dataclass, replace

import numpy as np
import pytest

from figures import contour, surface
from figures.palette import COLORSCALES, THEMES, contrast
from figures.scales import SCALES
from figures.terrain import survey
from optim import OBJECTIVES
from optim.objectives.base import SCALES as RECORDED

INNER = {"whole": None, "inner": (0.1, 0.4, -0.2, 0.1), "outer": (-20, 20, -20, 20)}


def test_survey_shapes_and_levels(objective):
    terrain = survey(objective, n=41)
    assert terrain.x.shape == terrain.y.shape == (41,)
    assert terrain.value.shape == terrain.colour.shape == terrain.height.shape == (41, 41)
    assert terrain.value[3, 7] == objective(np.array([terrain.x[7], terrain.y[3]]))
    low, high = terrain.colour_range
    assert ((terrain.levels > low) & (terrain.levels < high)).all()
    assert np.allclose(np.diff(terrain.levels), terrain.level_step)
    assert len(terrain.labels) == len(terrain.levels) == len(terrain.level_heights)
    assert sum(map(bool, terrain.labels)) >= 2


def test_colour_and_height_agree(objective):
    """Higher is lighter, and a level has one height: one colour value serves both plots."""
    terrain = survey(objective, n=31)
    by_colour = np.argsort(terrain.colour, axis=None)
    assert (np.diff(terrain.height.ravel()[by_colour]) >= -1e-9).all()
    scale = SCALES[objective.scale]
    c = scale.forward(terrain.level_values, objective)
    assert np.allclose(scale.height(c, objective), terrain.level_heights)
    assert np.allclose(scale.inverse(c, objective), terrain.level_values)


def test_averaging_leaves_a_plane_alone():
    """Colours of a log scale are averages round each point; on an even slope that is the value itself."""
    slope = replace(OBJECTIVES["beale"], f=lambda x, y: 10 ** (2 * x - y), minima=(), floor=1e-12)
    terrain = survey(slope, (1, 2, -1, 0), n=11)
    assert np.allclose(terrain.height, 12 + 2 * terrain.x - terrain.y[:, None])


@pytest.mark.parametrize("name", [name for name, record in OBJECTIVES.items() if "log" in record.scale])
def test_no_floor_of_a_log_scale_is_a_flat_disc(name):
    """Down to the minimum a sheet rises wherever f does: a path on it has no kink where decades end."""
    objective = OBJECTIVES[name]
    x, y = objective.minima[0]
    side = 0.05 * np.ptp(objective.bounds[0])
    terrain = survey(objective, (x - side, x + side, y - side, y + side), n=41)
    level = np.argsort(terrain.value, axis=None)
    risen = np.diff(SCALES[objective.scale].forward(terrain.value.ravel()[level], objective))
    assert (risen[np.diff(terrain.value.ravel()[level]) > 1e-9] > 0).all()


def test_easoms_plain_is_no_empty_picture():
    """The hole reaches into the plain, and the ridges round it are seen."""
    terrain = survey(OBJECTIVES["easom"])
    bands = np.searchsorted(terrain.levels, terrain.colour)
    assert np.mean(bands != np.searchsorted(terrain.level_values, 0)) > 0.15


def test_with_the_tutorials_colours_come_its_levels(objective):
    """Even in f, about 50, and in bands without lines; the surface has none either."""
    flat, solid = contour(objective, colorscale="jet"), surface(objective, colorscale="jet")
    trace, terrain = flat.data[0], survey(objective, tutorial=True)
    gaps = np.diff(terrain.level_values)
    assert np.allclose(gaps, gaps[0]) and 30 <= len(gaps) + 2 <= 52
    assert trace.contours.size == pytest.approx(gaps[0])
    assert np.allclose(
        trace.z, terrain.value - terrain.value.min(), rtol=1e-6, atol=1e-6 * np.ptp(terrain.value)
    )
    assert trace.line.color == "rgba(0,0,0,0)" and not len(solid.data[1].x)


def test_records_know_the_scales_that_there_are():
    assert set(RECORDED) == set(SCALES)


def test_rosenbrocks_valley_is_one_dark_band():
    """Along the valley's floor the colour stays low: it does not break up into beads."""
    terrain = survey(OBJECTIVES["rosenbrock"])
    x = np.linspace(-0.5, 1.6, 200)
    low, high = terrain.colour_range
    rows, columns = (abs(grid - at[:, None]).argmin(1) for at, grid in ((x**2, terrain.y), (x, terrain.x)))
    floor = terrain.colour[rows, columns]
    assert ((floor - low) / (high - low)).max() < 0.35
    assert np.median(terrain.colour) - low > 0.45 * (high - low)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("frame", INNER.values(), ids=INNER)
def test_figures_are_json_and_share_their_colours(specimen, theme, frame):
    for colorscale in COLORSCALES if theme == "light" else ["terrain"]:
        flat, solid = (
            contour(specimen, frame, theme, colorscale),
            surface(specimen, frame, theme, colorscale),
        )
        ground, sheet = flat.data[0], solid.data[0]
        assert (ground.type, sheet.type, solid.data[1].type) == ("contour", "surface", "scatter3d")
        assert ground.colorscale == sheet.colorscale
        assert (ground.zmin, ground.zmax) == (sheet.cmin, sheet.cmax)
        colour = sheet.z if sheet.surfacecolor is None else sheet.surfacecolor
        assert np.array_equal(ground.z, colour)
        for figure in (flat, solid):
            json.loads(figure.to_json(), parse_constant=pytest.fail)


def test_contour_tells_what_an_overlay_needs(objective):
    figure = contour(objective, theme="dark")
    meta, trace = figure.layout.meta, figure.data[0]
    assert len(figure.data) == 1
    assert set(meta) >= {"frame", "levels", "labels", "label_colors", "label_halos", "scale", "log_height"}
    drawn = np.arange(trace.contours.start, trace.contours.end + trace.contours.size / 2, trace.contours.size)
    assert np.allclose(drawn, meta["levels"])
    assert figure.layout.yaxis.scaleanchor == "x" and figure.layout.yaxis.scaleratio == 1
    low, high = figure.layout.xaxis.range
    assert low < objective.bounds[0, 0] and high > objective.bounds[0, 1]


def test_labels_are_readable_on_every_colour_scale(bowl):
    for theme in THEMES:
        for colorscale in COLORSCALES:
            meta = contour(bowl, theme=theme, colorscale=colorscale).layout.meta
            for ink, ground in zip(meta["label_colors"], meta["label_halos"], strict=True):
                assert contrast(ink, ground) >= 4.2


def test_level_lines_lie_on_the_sheet(objective):
    figure = surface(objective)
    terrain, lines = survey(objective), figure.data[1]
    points = np.column_stack([lines.x, lines.y])
    known = np.isfinite(points[:, 0])
    low, high = terrain.height_range
    above = (lines.z[known] + low - terrain.height_at(points[known])) / (high - low)
    assert np.median(above) == pytest.approx(0.003, abs=0.001)
    assert np.abs(above).max() < 0.05
    assert (~known).sum() >= len(terrain.levels)


def test_height_at_is_the_grid_at_grid_points(bowl):
    terrain = survey(bowl, n=11)
    points = np.stack(np.meshgrid(terrain.x, terrain.y), -1)
    assert np.allclose(terrain.height_at(points), terrain.height)
    assert np.isnan(terrain.height_at(np.array([np.nan, 0.0])))


@dataclass(frozen=True)
class Wild:
    """What the figures need of an objective, with a function of one's own."""

    f: object
    scale: str = "linear"
    bounds = np.array([[-1.0, 1.0], [-1.0, 1.0]])
    minima = np.array([[0.0, 0.0]])
    saddles = np.empty((0, 2))
    minimum = 0.0
    offset = 0.0
    floor = 0.01

    def __call__(self, x):
        return self.f(x[..., 0], x[..., 1])


WILD = {
    "huge": lambda x, y: 1e300 * (x**2 + y**2),
    "overflowing": lambda x, y: np.exp(2000 * x) + y**2,
    "undefined": lambda x, y: np.log(x) + y,
    "pole": lambda x, y: 1 / (x**2 + y**2),
    "constant": lambda x, y: 0 * x + 3,
    "nowhere": lambda x, y: np.nan * x,
}


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("f", WILD.values(), ids=WILD)
def test_wild_functions_do_not_break_the_figures(f, scale):
    for figure in (contour(Wild(f, scale)), surface(Wild(f, scale))):
        json.loads(figure.to_json(), parse_constant=pytest.fail)
        z = figure.data[0].z
        assert np.isfinite(z[~np.isnan(z)]).all()


def test_payload(objective):
    """400 kB together."""
    drawn = [draw(objective).to_json() for draw in (contour, surface)]
    for text in drawn:
        json.loads(text, parse_constant=pytest.fail)
    assert sum(map(len, drawn)) < 400_000


LOG = OBJECTIVES["rosenbrock"]
HALF = replace(LOG, f=lambda x, y: np.where(x > 0, LOG.f(x, y), np.nan), bounds=[[-1, 1], [-1, 1]])
ROOT = replace(OBJECTIVES["bowl"], f=lambda x, y: np.sqrt(x) + y**2, scale="linear", minima=())


@pytest.mark.parametrize("terrain", [survey(HALF), survey(ROOT)], ids=["averaged", "plain"])
def test_a_hole_is_where_f_is_not_defined_and_nowhere_else(terrain):
    """Not a grid step more, also where colours are averages over the neighbourhood."""
    assert terrain.has_holes and terrain.defined
    undefined = np.isnan(terrain.colour)
    assert np.array_equal(undefined, np.isnan(terrain.value))
    assert 0.4 < undefined.mean() < 0.6


def test_beside_a_hole_the_height_is_that_of_the_ground_there_is():
    terrain = survey(ROOT)
    x = terrain.x[terrain.x > 0][0]
    beside = terrain.height_at([[x - 1e-9, 0.0], [-0.5, 0.0], [x + 1e-9, 0.0]])
    assert beside[0] == pytest.approx(beside[2], abs=1e-6)
    assert np.isnan(beside[1])


@pytest.mark.parametrize("theme", THEMES)
def test_holes_are_hatched_below_the_contour(theme):
    (image,) = contour(ROOT, theme=theme).layout.images
    assert image.layer == "below"
    assert THEMES[theme].rule.replace("#", "%23") in image.source
    assert not contour(OBJECTIVES["bowl"], theme=theme).layout.images


def test_a_frame_in_which_f_is_defined_nowhere_says_so():
    assert not survey(ROOT, (-2, -1, -1, 1)).defined
    for draw in (contour, surface):
        figure = draw(ROOT, (-2, -1, -1, 1))
        assert figure.layout.meta["defined"] is False
        json.loads(figure.to_json(), parse_constant=pytest.fail)


@pytest.mark.parametrize("constant", [1e5, 1e6, -1e6])
def test_a_constant_added_to_f_changes_no_picture(bowl, constant):
    raised = replace(bowl, f=lambda x, y: constant + bowl.f(x, y), offset=constant)
    for draw in (contour, surface):
        plain, lifted = draw(bowl), draw(raised)
        assert np.allclose(plain.data[0].z, lifted.data[0].z, atol=1e-4)
        assert plain.layout.meta["labels"] == lifted.layout.meta["labels"]
        assert lifted.layout.meta["offset"] == constant
    heights = [np.unique(surface(terrain).data[1].z.round(3)) for terrain in (bowl, raised)]
    assert np.array_equal(*heights, equal_nan=True)


@pytest.mark.parametrize("scale", ["sqrt", "linear"])
def test_what_is_sent_counts_from_the_lowest_value_so_that_single_precision_holds_it(bowl, scale):
    """Far from its minimum a terrain may rise by a millionth of its height."""
    frame = (1, 1 + 1e-5, 1, 1 + 1e-5)
    for draw in (contour, surface):
        z = draw(replace(bowl, scale=scale), frame).data[0].z
        assert np.nanmin(z) == 0
        assert len(np.unique(z)) > 200


def test_a_frame_a_millionth_wide_keeps_its_places_apart():
    frame = (0.9999995, 1.0000005, 0.9999995, 1.0000005)
    bowl = replace(OBJECTIVES["bowl"], f=lambda x, y: (x - 1) ** 2 + (y - 1) ** 2, minima=[[1, 1]])
    flat, solid = contour(bowl, frame), surface(bowl, frame)
    for trace in (flat.data[0], solid.data[0]):
        assert len(np.unique(trace.x)) == len(trace.x)
    assert np.abs(solid.data[0].x).max() == pytest.approx(5e-7)  # from the middle of the frame on
    assert solid.layout.meta["origin"][:2] == [1, 1]
    texts = flat.layout.xaxis.ticktext
    assert len(set(texts)) == len(texts)
    assert flat.layout.margin.l > 60
