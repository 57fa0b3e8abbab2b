from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.frames import auto_frame
from figures.isolines import isolines, thin
from figures.levels import (
    evened,
    level_labels,
    number,
    round_levels,
    round_step,
    roundest,
    ticks,
    tutorial_levels,
)
from figures.scales import SCALES
from figures.survey import survey
from optim import OPTIMIZERS, race, random_start


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (0.25, "0.25"), (-1.5, "−1.5"), (1000, "1000"), (10_000, "10⁴"), (-1e4, "−10⁴"),
     (2e-6, "2×10⁻⁶"), (1e-3, "0.001"), (9999.9, "10⁴"), (0.30000000000000004, "0.3"), (float("inf"), "∞")],
)  # fmt: skip
def test_number(value, text):
    assert number(value) == text


@settings(deadline=None)
@given(st.floats(1e-9, 1e9))
def test_round_steps_are_round_and_near(step):
    found = round_step(step)
    mantissa = float(f"{found:e}".split("e")[0])
    assert mantissa in (1, 2, 2.5, 5)
    assert 0.6 < found / step < 1.6


@settings(deadline=None)
@given(st.sampled_from(sorted(SCALES)), st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_levels_are_round_inside_about_13_and_about_even(scale, low, extent):
    values = Values(floor=0.01)
    ends = np.sort(SCALES[scale].forward(np.array([low, low + extent]), values))
    if ends[1] - ends[0] < 1e-4:
        return  # below the minimum there is nothing to tell apart
    levels = round_levels(*ends, SCALES[scale], values)
    c = SCALES[scale].forward(levels, values)
    assert 6 <= len(levels) <= 24
    assert ends[0] < c[0] and c[-1] < ends[1]
    assert np.diff(c).max() < 2.2 * np.diff(c).min()


@dataclass(frozen=True)
class Values:
    """What a scale asks of an objective."""

    floor: float
    minimum: float = 0.0
    offset: float = 0.0


@settings(deadline=None)
@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6))
def test_the_roundest_number_lies_between(low, extent):
    assert low <= roundest(low, low + extent) <= low + extent


@pytest.mark.parametrize(
    ("low", "high", "number"),
    [
        (0.23, 0.27, 0.25),
        (0.9, 1.2, 1),
        (47, 51, 50),
        (-1, 1, 0),
        (-78, -71, -75),
        (6.1, 6.4, 6.2),
        (0.999, 1.0, 1),
    ],
)
def test_roundest(low, high, number):
    assert roundest(low, high) == number


def shown_first(objective):
    """The frame and the terrain of an objective's first page, and the whole of its bounds."""
    racers = {name: OPTIMIZERS[name](step_size=0.01) for name in ("rmsprop", "adagrad", "gd")}
    frame = auto_frame(objective, race(objective, racers, random_start(objective.bounds, 1), 50))
    return survey(objective, frame), survey(objective)


def test_levels_of_every_objective_are_short_numbers_about_even_in_its_colours(objective):
    """At most three digits, and a fourth for one of them; what is drawn and what is named is the same."""
    scale = SCALES[objective.scale]
    for terrain in shown_first(objective):
        values = terrain.level_values
        assert 7 <= len(values) <= 20
        gaps = np.diff(scale.forward(values, objective))
        assert gaps.max() < 1.8 * gaps.min()
        assert terrain.labels == tuple(number(value, 4) for value in values)
        assert all(float(f"{value:.4g}") == value for value in values)
        assert sum(float(f"{value:.3g}") != value for value in values) <= 1
        assert np.allclose(np.diff(terrain.levels), terrain.level_step)


def test_levels_of_the_bowl():
    bowl = Values(floor=None)
    levels = round_levels(0, 2**0.5, SCALES["sqrt"], bowl)
    assert level_labels(levels)[:8] == ("0.01", "0.04", "0.09", "0.15", "0.25", "0.35", "0.5", "0.65")


def test_levels_above_an_odd_minimum_are_round_all_the_same():
    odd = Values(floor=None, minimum=-78.3323)
    labels = level_labels(round_levels(0, 18, SCALES["sqrt"], odd))
    assert labels[:7] == ("−76", "−70", "−60", "−45", "−30", "−5", "20")


def test_levels_of_a_narrow_range_have_digits_that_differ():
    labels = level_labels(np.array([-78.3312, -78.331, -78.3308]))
    assert labels == ("−78.3312", "−78.331", "−78.3308")


def test_of_the_levels_that_are_evened_colours_lie_between_the_same_two_as_before():
    levels = np.array([1.0, 2, 5, 10, 20])
    colour = np.linspace(0, 30, 400)
    now, even, step = evened(colour, levels)
    assert np.allclose(np.diff(even), step)
    assert np.array_equal(np.searchsorted(levels, colour), np.searchsorted(even, now))
    assert (np.diff(now) > 0).all()


def test_even_levels_stay_what_they_are():
    colour, levels = np.linspace(0, 3, 50), np.array([1.0, 2.0])
    assert evened(colour, levels)[0] is colour


def test_the_tutorials_levels_are_those_of_its_contour():
    """matplotlib 3.9: contourf(x, y, f, levels=50) of x² + y² over [-1, 1]² has the levels 0, 0.04 ... 2."""
    assert tutorial_levels(0.0, 2.0).tolist() == [float(f"{i * 0.04:.12g}") for i in range(1, 50)]


@settings(deadline=None)
@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_the_tutorials_levels_make_at_most_51_bands(low, extent):
    levels = tutorial_levels(low, low + extent)
    assert 30 <= len(levels) + 1 <= 52


def test_ticks_are_round_and_inside():
    assert ticks(-0.4, 0.2) == ([-0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2],
                                ["−0.4", "−0.3", "−0.2", "−0.1", "0", "0.1", "0.2"])  # fmt: skip
    assert ticks(-2, 2)[0] == [-2, -1, 0, 1, 2]


def circle(n=60):
    x, y = np.linspace(-1, 1, n), np.linspace(-1.5, 1.5, n + 7)
    return x, y, x**2 + y[:, None] ** 2


@pytest.mark.parametrize("radius", [0.1, 0.5, 0.9])
def test_a_circle_is_one_closed_line_of_that_radius(radius):
    x, y, grid = circle()
    (line,) = isolines(x, y, grid, radius**2)
    assert np.array_equal(line[0], line[-1])
    assert np.abs(np.hypot(*line.T) - radius).max() < 0.2 * (x[1] - x[0])
    assert np.hypot(*np.diff(line, axis=0).T).sum() == pytest.approx(2 * np.pi * radius, rel=0.03)


def test_a_circle_cut_by_the_edge_is_two_open_lines():
    x, y, grid = circle()
    lines = isolines(x, y, grid, 1.2**2)
    assert len(lines) == 2
    for line in lines:
        assert np.allclose(np.abs(line[[0, -1], 0]), 1)


def test_holes_end_the_lines():
    x, y, grid = circle()
    whole = isolines(x, y, grid, 0.25)[0]
    grid[:, x > 0.3] = np.nan
    (line,) = isolines(x, y, grid, 0.25)
    assert np.isfinite(line).all()
    assert line[:, 0].max() <= 0.3
    assert 10 < len(line) < len(whole)


def test_a_saddle_is_settled_by_its_middle():
    x = y = np.array([0.0, 1.0])
    high_middle = isolines(x, y, np.array([[1.0, 0.0], [0.0, 1.1]]), 0.5)
    low_middle = isolines(x, y, np.array([[0.9, 0.0], [0.0, 1.0]]), 0.5)
    assert len(high_middle) == len(low_middle) == 2
    # a high middle joins the high corners, so the lines run round the low ones, and the other way about
    assert any(line.mean(0)[0] > 0.6 and line.mean(0)[1] < 0.4 for line in high_middle)
    assert any(line.mean(0).max() < 0.4 for line in low_middle)


def test_no_line_at_a_level_out_of_reach():
    assert isolines(*circle(), 99) == []


def test_thin_keeps_the_ends_and_the_shape():
    x, y, grid = circle()
    line = isolines(x, y, grid, 0.25)[0]
    thinned = thin(line, 0.1)
    assert np.array_equal(thinned[[0, -1]], line[[0, -1]])
    assert len(thinned) < len(line) / 2
    assert np.hypot(*np.diff(thinned, axis=0).T).max() < 0.15
