"""What may be typed, what it means, and what is said of anything else."""

from functools import cache

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optim import Objective, TypedError, typed_objective

BOUNDS = [[-2, 2], [-1.5, 2.5]]
POINTS = np.random.default_rng(3).uniform(*np.array(BOUNDS).T, size=(500, 2))
FORGIVING = {
    "x^2 + 3xy": lambda x, y: x**2 + 3 * x * y,
    "2sin(x)": lambda x, y: 2 * np.sin(x),
    "x² + y³": lambda x, y: x**2 + y**3,
    "x²³/2²³": lambda x, y: (x / 2) ** 23,
    "x⁻¹y": lambda x, y: y / x,
    "|x|": lambda x, y: np.abs(x),
    "|x||y|": lambda x, y: np.abs(x * y),
    "2|x|": lambda x, y: 2 * np.abs(x),
    "||x|-1|": lambda x, y: np.abs(np.abs(x) - 1),
    "|x|y|x|": lambda x, y: y * x * x,
    "| |x| - |y| |²": lambda x, y: (np.abs(x) - np.abs(y)) ** 2,
    "|x(|y|-1)|": lambda x, y: np.abs(x * (np.abs(y) - 1)),
    "sin x": lambda x, y: np.sin(x),
    "sin 2xy": lambda x, y: np.sin(2 * x * y),
    "sin x cos y": lambda x, y: np.sin(x) * np.cos(y),
    "sin²x + cos^2(y)": lambda x, y: np.sin(x) ** 2 + np.cos(y) ** 2,
    "sin(x)^2 y": lambda x, y: np.sin(x) ** 2 * y,
    "sin -x²": lambda x, y: -np.sin(x**2),
    "sin|x|y": lambda x, y: np.sin(np.abs(x) * y),
    "xsin(y)": lambda x, y: x * np.sin(y),
    "sqrt(x)": lambda x, y: np.sqrt(x),
    "√x y": lambda x, y: np.sqrt(x) * y,
    "√(x²+y²)": lambda x, y: np.hypot(x, y),
    "e^x": lambda x, y: np.exp(x),
    "exp(-x^2)": lambda x, y: np.exp(-(x**2)),
    "e^{-x^2}y": lambda x, y: np.exp(-(x**2)) * y,
    "e x + e": lambda x, y: np.e * (x + 1),
    "πx + pi y + 2πxy": lambda x, y: np.pi * (x + y + 2 * x * y),
    "cos(2πx)": lambda x, y: np.cos(2 * np.pi * x),
    "2(x+1)": lambda x, y: 2 * (x + 1),
    "(x-1)(y+2)": lambda x, y: (x - 1) * (y + 2),
    "x(y)": lambda x, y: x * y,
    "x**2": lambda x, y: x**2,
    "2·x×y − 1": lambda x, y: 2 * x * y - 1,
    "x÷2": lambda x, y: x / 2,
    "1e-3 x": lambda x, y: 0.001 * x,
    ".5x + 1.25y": lambda x, y: 0.5 * x + 1.25 * y,
    "3.x": lambda x, y: 3 * x,
    "2e3x + 2ex": lambda x, y: 2000 * x + 2 * np.e * x,
    "f(x,y) = x y": lambda x, y: x * y,
    " F(X, Y)=X+Y": lambda x, y: x + y,
    "z = x": lambda x, y: x,
    "log(x) + ln y": lambda x, y: np.log(x) + np.log(y),
    "tan(x) + tanh(y)": lambda x, y: np.tan(x) + np.tanh(y),
    "cosh x + sinh y": lambda x, y: np.cosh(x) + np.sinh(y),
    "atan(x) - arctan(y)": lambda x, y: np.arctan(x) - np.arctan(y),
    "abs(x - y)": lambda x, y: np.abs(x - y),
    "max(x, y) + min(x, 2y)": lambda x, y: np.maximum(x, y) + np.minimum(x, 2 * y),
    "sign(x)y": lambda x, y: np.sign(x) * y,
    "-x^2": lambda x, y: -(x**2),
    "2*-x": lambda x, y: -2 * x,
    "--x": lambda x, y: x,
    "+-x": lambda x, y: -x,
    "x^-1": lambda x, y: 1 / x,
    "x^y^2": lambda x, y: np.power(x, y**2),
    "x^x": lambda x, y: np.power(x, x),
    "2^x": lambda x, y: 2**x,
    "x^2.5 + x^(1/3)": lambda x, y: np.power(x, 2.5) + np.power(x, 1 / 3),
    "1/2x": lambda x, y: x / 2,
    "x/y/2": lambda x, y: x / y / 2,
    "x - y - 1": lambda x, y: x - y - 1,
    "x^20 + (x+y)^21": lambda x, y: x**20 + (x + y) ** 21,
    "１＋𝑥\xa0y": lambda x, y: 1 + x * y,  # fullwidth, mathematical italics, a no-break space
    "[x + 1](y)": lambda x, y: (x + 1) * y,
    "(1-x)^2 + 100(y-x^2)^2": lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
}
typed = cache(lambda text: typed_objective(text, BOUNDS))
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
    "text", ["x^3y^2 - 2x", "(x+y)^7/(1+x^2)^2", "(2x)^9(x-y)/(x y)", "πx²/3 + 0.3y", "1/x/y"]
)
def test_without_functions_the_gradient_is_that_of_sympy(text):
    from optim.typed import algebra
    from optim.typed.grammar import parse

    expression = algebra.expression(parse(text), text)
    assert algebra.gradient(expression) == (expression.diff("x"), expression.diff("y"))


@pytest.mark.parametrize(
    ("text", "formula", "gradient"),
    [
        ("x^2 + 3xy", r"x^{2} + 3\,x\,y", r"2 x + 3 y,\; 3 x"),
        ("2(x-1)/-y", r"\frac{2\,\left(x - 1\right)}{-y}", r"- \frac{2}{y},\; \frac{2 x - 2}{y^{2}}"),
        ("3·2^x", r"3 \cdot 2^{x}", r"3 \ln\left(2\right) 2^{x},\; 0"),
        ("sin²x", r"\left(\sin\left(x\right)\right)^{2}", r"2 \cos\left(x\right) \sin\left(x\right),\; 0"),
        ("e^(x y)", r"e^{x\,y}", r"y e^{x y},\; x e^{x y}"),
        ("-(x+y)^2", r"-\left(x + y\right)^{2}", r"- 2 x - 2 y,\; - 2 x - 2 y"),
        ("max(x,-y)", r"\max\left(x, -y\right)", r"\left[x > - y\right],\; - \left[- y > x\right]"),
        ("0.123456789x", r"0.123456789\,x", r"0.123457,\; 0"),
        ("1e-7x", r"10^{-7}\,x", r"1.0 \cdot 10^{-7},\; 0"),
    ],
)  # fmt: skip
def test_formulas(text, formula, gradient):
    objective = typed_objective(text, BOUNDS)
    assert objective.formula == f"f(x, y) = {formula}"
    assert objective.gradient_formula == rf"\nabla f(x, y) = \left({gradient}\right)"


ERRORS = [
    ("x + foo(y)", "I do not know 'foo' at character 5: try sin, cos, exp, log, sqrt, abs, pi.", 4, 3),
    ("xyz", "I do not know 'xyz' at character 1: try sin, cos, exp, log, sqrt, abs, pi.", 0, 3),
    ("x # y", "I cannot read '#' at character 3.", 2, 1),
    ("x\u202ey", "I cannot read the character U+202E at character 2.", 1, 1),
    ("x⁻", "I cannot read the superscript at character 2.", 1, 1),
    ("x.", "The point at character 2 belongs to no number.", 1, 1),
    ("1e999x", "The number at character 1 is too large.", 0, 5),
    ("", "Nothing is typed: a function is wanted, such as x^2 + 3xy.", 0, 0),
    ("x +", "Something is missing at the end after '+'.", 2, 1),
    ("x + * y", "Something is missing after '+': '*' at character 5 cannot stand there.", 4, 1),
    ("sin()", "Something is missing after '(': ')' at character 5 cannot stand there.", 4, 1),
    ("²x", "Something is missing: '²' at character 1 cannot stand there.", 0, 1),
    ("2(x + (y)", "'(' at character 2 is never closed.", 1, 1),
    ("1 + |x", "'|' at character 5 is never closed.", 4, 1),
    ("x)y", "')' at character 2 closes nothing.", 1, 1),
    ("x2", "'2' at character 2 follows a factor: write x^2 or 2x.", 1, 1),
    ("2,5x", "',' at character 2 is one too many: a decimal is written 0.5.", 1, 1),
    ("max(x, y, 1)", "',' at character 9 is one too many: a decimal is written 0.5.", 8, 1),
    ("x = y", "'=' at character 3 cannot stand there: type the function alone, such as x^2 + 3xy.", 2, 1),
    ("1 + max(x)", "'max' at character 5 wants two, with a comma between them: max(x, y).", 4, 3),
    ("cos", "'cos' at character 1 wants brackets round what it works on, as in cos(2x).", 0, 3),
    ("log10(x)", "'log' at character 1 wants brackets round what it works on, as in log(2x).", 0, 3),
    ("sin^-1 x", "A power of 'sin' at character 1 is written (sin(x))^2.", 0, 3),
    ("x + 1/(2-2)", "'1/(2-2)' at character 5 is no finite number.", 4, 7),
    ("x^9^9^9^9", "'9^9^9' at character 5 is no finite number.", 4, 5),
    ("1/(x-x)", "'1/(x-x)' at character 1 is no finite number.", 0, 7),
    ("(" * 40 + "x" + ")" * 40, "What starts at character 31 is nested more than 30 deep.", 30, 1),
    ("x" * 201, "That is 201 characters long: at most 200 are read.", 200, 1),
    ("x - x + 3", "This is the same everywhere: a function of x or y is wanted, such as x^2 + 3xy.", 0, 0),
    ("max(x, 3)", "This is the same everywhere in the bounds: there is no way down.", 0, 0),
    ("log(x-5)", "This is finite, and at most 1e15, on no part of the bounds: 10 % are needed.", 0, 0),
    ("sin(1e9x)", "This rises and falls too fast to be drawn: smaller bounds would show it.", 0, 0),
    ("1e308x*1e308x", "The numbers in this function grow too large.", 0, 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence", "position", "length"), ERRORS, ids=[e[0][:20] for e in ERRORS])
def test_errors_say_what_is_wrong_and_where(text, sentence, position, length):
    with pytest.raises(TypedError) as caught:
        typed_objective(text, BOUNDS)
    assert str(caught.value) == sentence
    assert (caught.value.position, caught.value.length) == (position, length)


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
    assert not np.shares_memory(typed_objective("x", BOUNDS)(points), points)
