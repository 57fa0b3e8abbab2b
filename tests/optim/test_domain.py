"""Where an objective is defined, the nearest point where it is, and what is an overflow instead."""

from dataclasses import replace

import numpy as np
import pytest

from optim import OBJECTIVES, is_defined, nearest_defined
from optim.domain import is_undefined
from tests.optim.unsearched import unsearched

SQUARE = [[-2, 2], [-2, 2]]


def typed(text, bounds=SQUARE):
    return unsearched(text, bounds)


@pytest.mark.parametrize("name", OBJECTIVES)
def test_every_objective_of_the_catalogue_is_defined_all_over_its_plot(name):
    objective = OBJECTIVES[name]
    grid = np.stack(np.meshgrid(*(np.linspace(*ends, 51) for ends in objective.bounds)), axis=-1)
    assert is_defined(objective, grid).all()


def test_a_function_is_defined_where_it_and_its_gradient_are_finite():
    points = [[-0.33, 0.88], [0, 1], [0.5, 0.88]]
    assert is_defined(typed("log(x)+y^2"), points).tolist() == [False, False, True]
    assert is_defined(typed("sqrt(x)+y^2"), points).tolist() == [False, True, True]
    assert is_defined(typed("sqrt(x*y)"), [[1, 1], [-1, -1], [-1, 1]]).tolist() == [True, True, False]


@pytest.mark.parametrize(
    ("text", "bounds", "point", "nearest"),
    [
        ("log(x)+y^2", SQUARE, (-0.33, 0.88), (0.05, 0.9)),
        ("sqrt(-x)+y^2", [[-1, 1], [-1, 1]], (0.5, 0.311), (0, 0.32)),
        ("sqrt(x-1000)+y^2", [[999, 1001], [0, 7]], (999.5, 3.3), (1000, 3.3)),
        ("log(x)+y^2", SQUARE, (0.123456, 1.7), (0.123456, 1.7)),
        ("log(x)+y^2", SQUARE, (-5, 9), (0.05, 2)),  # a start outside of the bounds
    ],
)
def test_the_nearest_defined_point(text, bounds, point, nearest):
    objective = typed(text, bounds)
    found = nearest_defined(objective, point)
    assert found.tolist() == pytest.approx(nearest, abs=1e-12)
    assert is_defined(objective, found)


def test_the_nearest_defined_point_has_round_coordinates():
    assert nearest_defined(typed("log(x)+y^2", [[-1, 1], [-1, 1]]), (-0.33, 0.289)).tolist() == [0.02, 0.28]


def test_a_region_too_narrow_for_the_coarse_grid_is_found_by_the_fine_one():
    wide = typed("sqrt((x-0.022)*(0.038-x)) + y^2", [[0.023, 0.037], [-1, 1]])
    strip = replace(wide, bounds=[[-1, 1], [-1, 1]])
    assert nearest_defined(strip, (-1, 1)).tolist() == [0.03, 1]


def test_where_nothing_is_defined_there_is_no_nearest_point():
    nowhere = replace(typed("log(x)+y^2"), bounds=[[-4, -1], [-1, 1]])
    assert nearest_defined(nowhere, (-2, 0)) is None


@pytest.mark.parametrize("point", [3, (1, 2, 3), [(1, 2), (3, 4)], "here", None])
def test_what_is_no_point_is_refused(point):
    with pytest.raises(ValueError, match="point: expected"):
        nearest_defined(OBJECTIVES["bowl"], point)


@pytest.mark.parametrize(
    ("text", "point", "undefined"),
    [
        ("log(x)+y^2", (-1, 0), True),
        ("log(x)+y^2", (0, 0), True),
        ("log(x)+y^2", (1, 0), False),
        ("sqrt(x*y)", (-1, 1), True),
        ("1/x+y^2", (0, 0), True),
        ("x^4 - x^2*y", (1e100, 1e100), False),  # inf - inf
        ("x^4 - x^2*y", (1, 1), False),
        ("exp(x)+y^2", (1e3, 0), False),
        ("100(y-x^2)^2+(1-x)^2", (1e200, 0), False),
    ],
)
def test_a_point_outside_of_the_domain_is_told_from_an_overflow(text, point, undefined):
    for objective in (typed(text), typed(text).times(1e-10)):
        assert is_undefined(objective.f, np.array([point], dtype=float)).tolist() == [undefined]


def test_points_are_told_apart_one_by_one():
    points = np.array([[-1, 0], [1, 0], [1e200, -1e200], [1e200, 1], [np.nan, 1], [np.inf, 0], [0, 0]])
    objective = typed("log(x) + y^2 + x^2*0.001")
    assert is_undefined(objective.f, points).tolist() == [True, False, False, False, False, False, True]
    assert is_undefined(objective.df, points).tolist() == [False, False, False, False, False, False, True]
    assert is_undefined(objective.f, points[:0]).tolist() == []


def test_the_gradient_is_undefined_where_only_it_is_infinite():
    root = typed("cbrt(x)+y^2")  # as steep as can be on either side of 0
    assert is_undefined(root.df, np.array([[0.0, 1.0]])).all() and not is_undefined(root.f, np.zeros((1, 2)))
