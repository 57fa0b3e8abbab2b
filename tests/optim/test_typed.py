"""What may be typed, and what it means."""

from functools import cache

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optim import Objective, typed_objective
from tests.optim.typed_meanings import FORGIVING
from tests.optim.unsearched import unsearched

BOUNDS = [[-2, 2], [-1.5, 2.5]]
POINTS = np.random.default_rng(3).uniform(*np.array(BOUNDS).T, size=(500, 2))
typed = cache(lambda text: unsearched(text, BOUNDS))
every_text = pytest.mark.parametrize("text", FORGIVING)


@every_text
def test_forgiving(text):
    with np.errstate(all="ignore"):
        expected = FORGIVING[text](*POINTS.T)
    assert_allclose(typed(text)(POINTS), expected, rtol=1e-12, atol=1e-14)


@every_text
def test_the_gradient_is_the_derivative(text):
    objective, step = typed(text), 1e-6
    ahead, behind = (objective(POINTS[:, None] + sign * step * np.eye(2)) for sign in (1, -1))
    gradient = objective.gradient(POINTS)
    smooth = np.isfinite(gradient) & (np.abs(ahead - behind) < 1e-2) & (np.abs(ahead) < 1e3)
    expected = (ahead - behind)[smooth] / (2 * step)
    assert smooth.mean() > 0.2
    assert_allclose(gradient[smooth], expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(
    ("text", "by_x", "by_y"),
    [
        ("x^3y^2 - 2x", lambda x, y: 3 * x**2 * y**2 - 2, lambda x, y: 2 * x**3 * y),
        (
            "(x+y)^7/(1+x^2)^2",
            lambda x, y: (x + y) ** 6 * (7 * (1 + x**2) - 4 * x * (x + y)) / (1 + x**2) ** 3,
            lambda x, y: 7 * (x + y) ** 6 / (1 + x**2) ** 2,
        ),
        (
            "(2x)^9(x-y)/(x y)",
            lambda x, y: 512 * (9 * x**8 - 8 * x**7 * y) / y,
            lambda x, y: -512 * x**9 / y**2,
        ),
        ("πx²/3 + 0.3y", lambda x, y: 2 * np.pi * x / 3, lambda x, y: 0.3 + 0 * y),
        ("1/x/y", lambda x, y: -1 / (x**2 * y), lambda x, y: -1 / (x * y**2)),
        ("x^(2/3)y", lambda x, y: 2 * y / (3 * np.cbrt(x)), lambda x, y: np.cbrt(x) ** 2),
        ("atan2(y, x)", lambda x, y: -y / (x**2 + y**2), lambda x, y: x / (x**2 + y**2)),
        ("log10(x²)log2(y²)", lambda x, y: 2 / (x * np.log(10)) * np.log2(y**2),
         lambda x, y: 2 / (y * np.log(2)) * np.log10(x**2)),
    ],
)  # fmt: skip
def test_the_gradient_is_exact(text, by_x, by_y):
    expected = np.stack([by_x(*POINTS.T), by_y(*POINTS.T)], -1)
    assert_allclose(typed(text).gradient(POINTS), expected, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize(
    ("text", "formula", "gradient"),
    [
        ("x^2 + 3xy", r"x^{2} + 3\,x\,y", r"2\,x + 3\,y,\; 3\,x"),
        ("2(x-1)/-y", r"\frac{2\,\left(x - 1\right)}{-y}",
         r"-\frac{2}{y},\; \frac{2\,\left(x - 1\right)}{y^{2}}"),
        ("3·2^x", r"3 \cdot 2^{x}", r"3 \cdot 2^{x}\,\ln\left(2\right),\; 0"),
        ("sin²x", r"\left(\sin\left(x\right)\right)^{2}", r"2\,\sin\left(x\right)\,\cos\left(x\right),\; 0"),
        ("e^(x y)", r"e^{x\,y}", r"y\,e^{x\,y},\; x\,e^{x\,y}"),
        ("-(x+y)^2", r"-\left(x + y\right)^{2}", r"-2\,\left(x + y\right),\; -2\,\left(x + y\right)"),
        ("max(x,-y)", r"\max\left(x, -y\right)", r"\left[x > -y\right],\; -\left[-y > x\right]"),
        ("0.123456789x", r"0.123456789\,x", r"0.123457,\; 0"),
        ("1e-7x", r"10^{-7}\,x", r"10^{-7},\; 0"),
        ("x^(1/3)", r"\sqrt[3]{x}", r"\frac{x^{-2/3}}{3},\; 0"),
        ("(x+1)^(2/3)", r"\left(x + 1\right)^{2/3}", r"\frac{2\,\left(x + 1\right)^{-1/3}}{3},\; 0"),
        ("min(x, y², 0)", r"\min\left(x, y^{2}, 0\right)",
         r"\left[\min\left(y^{2}, 0\right) > x\right],\; "
         r"2\,y\,\left[x > \min\left(y^{2}, 0\right)\right]\,\left[0 > y^{2}\right]"),
        ("log(x, 3)", r"\frac{\ln\left(x\right)}{\ln\left(3\right)}",
         r"\frac{1}{x\,\ln\left(3\right)},\; 0"),
    ],
)  # fmt: skip
def test_formulas(text, formula, gradient):
    objective = typed(text)
    assert objective.formula == f"f(x, y) = {formula}"
    assert objective.gradient_formula == rf"\nabla f(x, y) = \left({gradient}\right)"


@pytest.mark.parametrize("text", [None, 3.5, b"x", ["x"], np.zeros(2)], ids=str)
def test_what_is_no_text_is_refused(text):
    with pytest.raises(ValueError, match="text: expected"):
        typed_objective(text, BOUNDS)


@pytest.mark.parametrize(
    "bounds",
    [None, 1, "ab", [[0, 1]], [[1, 0], [0, 1]], [[0, np.nan], [0, 1]], [[0, np.inf], [0, 1]], [[0, 1], [0]],
     [[0, 1e7], [0, 1]], [[0, 1e-7], [0, 1]], [[0, 10**400], [0, 1]], [[0, 1j], [0, 1]]],
    ids=str,
)  # fmt: skip
def test_bad_bounds_are_refused(bounds):
    with pytest.raises(ValueError, match="bounds: expected"):
        typed_objective("x", bounds)


def test_a_typed_objective_is_an_objective():
    objective = typed_objective("f(x,y) = x**2*y  + 2", BOUNDS)
    assert isinstance(objective, Objective) and objective.name == "typed" and objective.estimated
    assert objective.title == "x^2·y + 2" and objective.lesson.endswith(".")
    assert objective.bounds.tolist() == BOUNDS and objective.saddles.shape == (0, 2)
    assert typed_objective("f(x,y) = x**2*y  + 2", BOUNDS) is objective, (
        "typed again, it is not worked out again"
    )
    assert len(typed_objective("x" + "+1" * 60, BOUNDS).title) == 40


def test_one_point_and_a_million():
    objective = typed_objective("x + sin y", BOUNDS)
    assert np.ndim(objective([1, 0])) == 0 and objective.gradient([1, 0]).tolist() == [1, 1]
    many = np.random.default_rng(0).normal(size=(3, 30_000, 2))  # more than a block
    assert_allclose(objective(many), many[..., 0] + np.sin(many[..., 1]), rtol=1e-14)
    assert_allclose(objective.gradient(many)[..., 1], np.cos(many[..., 1]), rtol=1e-14)
    assert (objective.gradient(many)[..., 0] == 1).all()


def test_values_share_no_memory_with_the_points():
    points = POINTS.copy()
    assert not np.shares_memory(typed("x")(points), points)
