"""The minima of typed functions: estimates, good where they are known."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optim import OBJECTIVES, GradientDescent, run, typed_objective

TYPED = {
    "bowl": "x^2 + y^2",
    "stretched_bowl": "1/2(x^2 + 20y^2)",
    "rotated_bowl": "((x+y)^2 + 20(y-x)^2)/4",
    "rosenbrock": "(1-x)^2 + 100(y-x^2)^2",
    "beale": "(1.5-x+xy)^2 + (2.25-x+xy^2)^2 + (2.625-x+xy^3)^2",
    "himmelblau": "(x^2+y-11)^2 + (x+y^2-7)^2",
    "booth": "(x+2y-7)^2 + (2x+y-5)^2",
    "saddle": "x^2 - y^2",
}
SQUARE = [[-2, 2], [-2, 2]]


@pytest.mark.parametrize("name", TYPED)
def test_the_catalogue_typed(name):
    known = OBJECTIVES[name]
    typed = typed_objective(TYPED[name], known.bounds)
    x = np.random.default_rng(0).uniform(*known.bounds.T, size=(100, 2))
    assert_allclose(typed(x), known(x), rtol=1e-10, atol=1e-10)
    assert_allclose(typed.gradient(x), known.gradient(x), rtol=1e-9, atol=1e-9)
    order = np.argsort(typed.minima[:, 0]), np.argsort(known.minima[:, 0])
    assert_allclose(typed.minima[order[0]], known.minima[order[1]], atol=1e-8)
    assert typed.estimated and not known.estimated
    assert known.minimum is None or typed.minimum == pytest.approx(known.minimum, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "minima"),
    [
        ("|x - 0.3| + |y + 0.7|", [[0.3, -0.7]]),
        ("|x + 2y| + 0.1|2x - y|", [[0, 0]]),
        ("sqrt(|x - 1|) + y^2", [[1, 0]]),
        ("max(|x|, |y - 1|)", [[0, 1]]),
        ("x^4 - x^2 + y^2", [[-(0.5**0.5), 0], [0.5**0.5, 0]]),
        ("x log x + y²", [[1 / np.e, 0]]),
        ("-exp(-(x-1)^2 - 9y^2)", [[1, 0]]),
        ("20 + x² + y² - 10(cos(2πx) + cos(2πy))", [[0, 0]]),
        ("-cos(πx) - cos(πy)", [[0, 0]]),
        ("x^2", "x = 0"),
        ("(x - y)^2", "x = y"),
        ("max(x² + y² - 1, 0)", "in the circle"),
    ],
)  # fmt: skip
def test_minima(text, minima):
    found = typed_objective(text, SQUARE).minima
    if isinstance(minima, str):
        x, y = found.T
        distances = {"x = 0": x, "x = y": x - y, "in the circle": np.maximum(np.hypot(x, y) - 1, 0)}
        assert 10 <= len(found) <= 25
        assert_allclose(distances[minima], 0, atol=1e-6)
    else:
        assert_allclose(found[np.argsort(found[:, 0])], minima, atol=1e-5)


@pytest.mark.parametrize(
    "text",
    ["x + y", "x y", "exp(x) + exp(y)", "x^3 - 3x + y^2 - 9y", "exp(-x^2)", "exp(-99x^2 - 99y^2)", "1/x",
     "log|x|", "-1/(x^2 + y^2)", "log(x^2 + y^2)", "sign(x)", "sign(x) + x^2 + y^2",
     "max(0, x)", "-x^2"],
)  # fmt: skip
def test_no_minima_at_the_edge_a_pole_a_jump_or_a_plain(text):
    objective = typed_objective(text, SQUARE)
    assert objective.minima.shape == (0, 2)
    assert objective.minimum is None and "no lowest point" in objective.lesson


def test_the_same_function_has_the_same_minima_again():
    from optim.typed import _objective

    first = typed_objective("cos(3x) + cos(3y)", SQUARE).minima
    _objective.cache_clear()
    assert np.array_equal(typed_objective("cos(3x) + cos(3y)", SQUARE).minima, first)


@pytest.mark.parametrize(
    ("text", "scale"),
    [("x^2 + y^2", "sqrt"), ("x - y", "linear"), ("(1-x)^2 + 100(y-x^2)^2", "log"), ("exp(9x)", "log"),
     ("x y", "linear")],
)  # fmt: skip
def test_scales(text, scale):
    objective = typed_objective(text, SQUARE)
    assert objective.scale == scale and (objective.floor is None) == (scale != "log")


def test_a_run_converges_to_an_estimate():
    objective = typed_objective("(x-1)^2 + |y|^3 + y^2", SQUARE)
    assert run(objective, GradientDescent(0.1), (-1, 1), 100).outcome.reason == "converged"
