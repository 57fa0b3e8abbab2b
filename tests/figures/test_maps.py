"""Maps as figures: what is drawn where, and in which colour."""

import numpy as np
import pytest

from figures import fair_figure, sensitivity_figure, settings_map_figure, starts_map_figure
from figures.maps.look import LOOKS
from figures.palette import THEMES, channels, contrast, style
from optim import OBJECTIVES, OPTIMIZERS, random_start
from optim.maps import GONE, Protocol, fair_race, sensitivity, settings_map, starts_map

STRETCHED = OBJECTIVES["stretched_bowl"]
START = random_start(STRETCHED.bounds, 1)
STEP_SIZES = np.geomspace(1e-4, 10, 60)
RATES = 1 - np.geomspace(1, 1e-3, 40)


@pytest.fixture(scope="module")
def momentum():
    axes = {"momentum": RATES, "step_size": STEP_SIZES}
    return settings_map(STRETCHED, OPTIMIZERS["momentum"](0.08), START, 100, axes)


@pytest.fixture(scope="module")
def ends():
    return starts_map(OBJECTIVES["himmelblau"], OPTIMIZERS["gd"](0.024), 250, n=32)


def named(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


@pytest.mark.parametrize("theme", THEMES)
def test_the_better_a_setting_the_nearer_it_is_to_the_good_end_of_the_ramp(momentum, theme):
    image = settings_map_figure(momentum, theme).data[0]
    pixels, ramp = np.array(image.z), LOOKS[theme].ramp
    best = tuple(np.argwhere(momentum.score == np.nanmin(momentum.score))[0])
    worst = tuple(np.argwhere(momentum.score == np.nanmax(momentum.score))[0])
    light = [np.dot(pixels[place], [0.2, 0.7, 0.1]) for place in (best, worst)]
    assert light[0] < light[1]
    assert np.abs(pixels[best] - channels(ramp[0])).max() < np.abs(pixels[best] - channels(ramp[-1])).max()


def test_what_diverges_is_ash_behind_a_drawn_edge_where_theory_has_it(momentum):
    figure = settings_map_figure(momentum)
    pixels = np.array(figure.data[0].z)
    lowest = min(channels(tone)[0] for tone in (*LOOKS["light"].ash, LOOKS["light"].hatch))
    assert (pixels[momentum.fates.diverged][:, 0] >= lowest).all()
    edge, theory = named(figure, "diverges"), named(figure, "2(1 + μ)/L")
    middle = np.abs(np.array(edge.y) - 0.5) < 0.2  # at 1 - 10 ** -0.5, where runs show it early
    between = np.interp(np.array(edge.y)[middle], theory.y, theory.x)
    assert np.abs(np.array(edge.x)[middle] - between).max() < 0.15


def test_the_cross_is_the_best_setting_and_the_axes_say_values(momentum):
    figure = settings_map_figure(momentum)
    cross = [trace for trace in figure.data[1:] if trace.mode == "markers"]
    assert cross[0].x[0] == pytest.approx(np.log10(momentum.best["step_size"]))
    assert cross[0].y[0] == pytest.approx(-np.log10(1 - momentum.best["momentum"]))
    assert list(figure.layout.yaxis.ticktext) == ["0", "0.5", "0.9", "0.99", "0.999"]
    assert figure.layout.meta["best"] == momentum.best


def test_one_axis_is_a_strip():
    found = settings_map(STRETCHED, OPTIMIZERS["gd"](0.08), START, 100, {"step_size": STEP_SIZES})
    assert np.shape(settings_map_figure(found).data[0].z) == (1, 60, 3)


def test_each_start_has_the_colour_of_its_end_and_every_minimum_its_name(ends):
    figure = starts_map_figure(ends)
    pixels, look = np.array(figure.data[0].z), LOOKS["light"]
    for i in (0, 1):
        soon, late = (np.array(channels(tone)) for tone in look.ends[i])
        here = pixels[ends.end == i]
        assert ((np.minimum(soon, late) <= here) & (here <= np.maximum(soon, late))).all()
    assert set(map(tuple, pixels[ends.end == GONE])) <= {channels(look.gone), channels(look.hatch)}
    assert figure.data[1].text == ("(3, 2)", "(−2.81, 3.13)", "(−3.78, −3.28)", "(3.58, −1.85)")


def test_the_table_beside_a_map_of_starts_adds_up_and_has_each_minimums_own_edge(ends):
    rows = starts_map_figure(ends).layout.meta["rows"]
    assert sum(row["percent"] for row in rows) == pytest.approx(100)
    edges = {row["end"]: row["2/L"] for row in rows}
    assert edges["(3, 2)"] == pytest.approx(0.0243, abs=5e-5)
    assert edges["(−3.78, −3.28)"] == pytest.approx(0.0149, abs=5e-5)


def test_sensitivity_has_a_line_a_racer_and_a_lane_for_what_diverges():
    racers = {name: OPTIMIZERS[name](0.04) for name in ("rmsprop", "gd")}
    found = sensitivity(STRETCHED, racers, START, 100, STEP_SIZES)
    figure = sensitivity_figure(found, STEP_SIZES)
    lines = [trace for trace in figure.data if trace.showlegend]
    assert [line.line.color for line in lines] == [style("rmsprop").color, style("gd").color]
    lane = named(figure, "gd diverges")
    assert min(lane.x) == STEP_SIZES[found["gd"].diverged].min()
    assert min(lane.y) > np.nanmax([np.nanmax(np.array(line.y, float)) for line in lines])


@pytest.mark.parametrize(
    ("along", "values", "scale"),
    [("rotation", [0, 15, 45, 90], "linear"), ("condition", [1, 10, 100], "log")],
)
def test_sensitivity_may_be_against_a_parameter_of_the_objective(along, values, scale):
    racers = {name: OPTIMIZERS[name](0.04) for name in ("rmsprop", "gd")}
    found = sensitivity(STRETCHED, racers, START, 100, values, along)
    figure = sensitivity_figure(found, values, along)
    assert (figure.layout.xaxis.type, figure.layout.xaxis.title.text) == (scale, along)
    line = next(trace for trace in figure.data if trace.showlegend and trace.name == "rmsprop")
    assert line.y == pytest.approx(found["rmsprop"].loss)
    if (
        along == "rotation"
    ):  # what turns the axes costs RMSProp, and not gradient descent from the same height
        assert found["rmsprop"].loss[2] > 100 * found["rmsprop"].loss[0]


@pytest.fixture(scope="module")
def fair():
    racers = {name: OPTIMIZERS[name](1.0) for name in ("gd", "momentum", "adam")}
    sizes = np.array([0.0004, 0.0012, 0.002, 0.5, 1.5])
    return fair_race(OBJECTIVES["rosenbrock"], racers, Protocol(1000, sizes))


def test_a_fair_race_has_a_row_a_racer_the_best_first_and_a_dot_a_start(fair):
    figure = fair_figure(fair)
    assert list(figure.layout.yaxis.ticktext) == ["Adam", "Momentum", "Gradient descent"]
    rows = figure.layout.meta["rows"]
    assert [(row["name"], row["step_size"], row["failed"]) for row in rows[:2]] == [
        ("adam", 1.5, 0),
        ("momentum", 0.0012, 5),
    ]
    assert rows[0]["median"] == pytest.approx(3.4e-8, rel=0.02)
    dots = named(figure, "Momentum")
    failed = ~np.isfinite(fair["momentum"].losses)
    assert len(dots.x) == 30 and np.allclose(np.array(dots.x)[~failed], fair["momentum"].losses[~failed])
    edge = figure.layout.shapes[0].x0
    assert (np.array(dots.x)[failed] > edge).all() and (np.array(dots.x)[~failed] < edge).all()
    assert np.abs(np.array(dots.y) - 2).max() < 0.5, "all within their row"
    texts = [note.text for note in figure.layout.annotations]
    assert "<b>5</b>" in texts and "diverges" in texts


def test_two_racers_of_one_rule_have_their_names_and_the_heading_says_how_they_are_tested(fair):
    looks = {"slow": "gd", "momentum": "momentum", "fast": "gd_2"}
    found = {"slow": fair["gd"], "momentum": fair["momentum"], "fast": fair["gd"]}
    figure = fair_figure(found, optimizers=looks)
    assert list(figure.layout.yaxis.ticktext) == ["Momentum", "slow", "fast"]
    assert {"slow", "fast", "slow, median"} <= {trace.name for trace in figure.data}
    assert "on 10 starts, keeps the lowest median, and is tested on 30" in figure.layout.title.text


def test_a_fair_race_in_which_nobody_arrives_can_be_drawn():
    lost = fair_race(OBJECTIVES["rosenbrock"], {"gd": OPTIMIZERS["gd"](1.0)}, Protocol(50, [5.0, 10.0]))
    figure = fair_figure(lost, theme="dark")
    assert figure.layout.meta["rows"][0]["failed"] == 30
    with pytest.raises(ValueError, match="at least one racer"):
        fair_figure({})


@pytest.mark.parametrize("theme", THEMES)
def test_edges_and_words_are_readable(theme):
    look, ink = LOOKS[theme], THEMES[theme].ink
    assert all(contrast(look.edge, tone) >= 4.5 for tone in look.ash)
    assert contrast(look.halo, "#FFFFFF" if theme == "light" else "#E4E6E1") >= 4.5
    assert contrast(ink, look.bounces) >= 4.5


def test_what_cannot_be_drawn_is_said(momentum):
    both = settings_map(
        STRETCHED, OPTIMIZERS["momentum"](0.1), START, 5, {"step_size": [0.1], "momentum": [0.5]}
    )
    with pytest.raises(ValueError, match="expected axes"):
        settings_map_figure(both)
    uneven = settings_map(STRETCHED, OPTIMIZERS["gd"](0.1), START, 5, {"step_size": [0.1, 0.2, 0.9]})
    with pytest.raises(ValueError, match="even steps"):
        settings_map_figure(uneven)
    with pytest.raises(ValueError, match="unknown theme"):
        settings_map_figure(momentum, "sepia")
    with pytest.raises(ValueError, match="at least one racer"):
        sensitivity_figure({}, STEP_SIZES)
