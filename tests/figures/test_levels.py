import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.levels import even_levels, isolines, level_labels, number, round_step, thin, ticks


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
@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_levels_are_even_inside_and_about_13(low, extent):
    levels, step = even_levels(low, low + extent)
    assert 7 <= len(levels) <= 20
    assert low < levels[0] and levels[-1] < low + extent
    assert np.allclose(np.diff(levels), step)


def test_levels_of_the_bowl_are_named_by_their_values():
    levels, step = even_levels(0, 2**0.5)
    assert step == 0.1
    assert level_labels(levels**2, "sqrt")[:6] == ("0.01", "0.04", "0.09", "0.16", "0.25", "0.36")


def test_log_levels_are_named_at_decades():
    c = np.arange(-1, 4.1, 0.5)
    assert [t for t in level_labels(10**c, "log") if t] == ["0.1", "1", "10", "100", "1000", "10⁴"]


def test_levels_above_an_odd_minimum_are_named_to_three_digits():
    assert level_labels(0.0397268 + np.arange(1, 4) ** 2, "sqrt") == ("1.04", "4.04", "9.04")


def test_level_labels_say_the_truth():
    values = np.arange(0.05, 1, 0.05) ** 2
    for value, text in zip(values, level_labels(values, "sqrt"), strict=True):
        assert not text or float(text) == pytest.approx(value, rel=1e-9)


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
