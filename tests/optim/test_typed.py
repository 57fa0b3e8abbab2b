"""What may be typed, what it means, and what is said of anything else."""

from functools import cache

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optim import Objective, TypedError, typed_objective, typed_remarks

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
    "x^2.5 + x^0.3": lambda x, y: np.power(x, 2.5) + np.power(x, 0.3),
    "1/2x": lambda x, y: x / 2,
    "x/y/2": lambda x, y: x / y / 2,
    "x - y - 1": lambda x, y: x - y - 1,
    "x^20 + (x+y)^21": lambda x, y: x**20 + (x + y) ** 21,
    "１＋𝑥\xa0y": lambda x, y: 1 + x * y,  # fullwidth, mathematical italics, a no-break space
    "[x + 1](y)": lambda x, y: (x + 1) * y,
    "(1-x)^2 + 100(y-x^2)^2": lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    # numbered coordinates
    "x[0]**2 + 2*x[1]": lambda x, y: x**2 + 2 * y,
    "x[1]**2 + 2*x[2]": lambda x, y: x**2 + 2 * y,
    "x0^2 + 2x1": lambda x, y: x**2 + 2 * y,
    "x1^2 + 2x2": lambda x, y: x**2 + 2 * y,
    "x_1^2 + 2x_2": lambda x, y: x**2 + 2 * y,
    "x_{1}^{2} + 2x_{2}": lambda x, y: x**2 + 2 * y,
    "x₁² + 2x₂": lambda x, y: x**2 + 2 * y,
    "x(1)^2 + 2*x(2)": lambda x, y: x**2 + 2 * y,
    "X1.^2 + 2.*X2": lambda x, y: x**2 + 2 * y,
    "sinx1x2": lambda x, y: np.sin(x * y),
    "x_2^2": lambda x, y: y**2,
    "x[0]^2": lambda x, y: x**2,
    "x[ 1 ] x[ 0 ]": lambda x, y: x * y,
    "(x[0] - 1)**2 + 100*(x[1] - x[0]**2)**2": lambda x, y: (x - 1) ** 2 + 100 * (y - x**2) ** 2,
    "x(y+1) + x[y+1]": lambda x, y: 2 * x * (y + 1),
    "y(2)": lambda x, y: 2 * y,
    # headers
    "f(x) = x^2": lambda x, y: x**2,
    "f(x_1, x_2) = x_1 - 2x_2": lambda x, y: x - 2 * y,
    "f(x1, x2) = x2": lambda x, y: y,
    "f(y, x) = x - 2y": lambda x, y: x - 2 * y,
    "J(w, b) = w^2 + 2wb": lambda x, y: x**2 + 2 * x * y,
    "loss = x^2 + y": lambda x, y: x**2 + y,
    "f(x) := x^2 + y": lambda x, y: x**2 + y,
    "lambda x, y: x**2 + y": lambda x, y: x**2 + y,
    "f = lambda w: w[0]**2 + w[1]": lambda x, y: x**2 + y,
    "def f(x, y):\n    return x**2 + y": lambda x, y: x**2 + y,
    "f = @(x, y) x.^2 ./ 2 + y.*x": lambda x, y: x**2 / 2 + x * y,
    "(x, y) => x**2 + y": lambda x, y: x**2 + y,
    "(a, b) ↦ ab": lambda x, y: x * y,
    # functions as they are called elsewhere
    "np.sin(x) + math.exp(y) + Math.pow(x, 2)": lambda x, y: np.sin(x) + np.exp(y) + x**2,
    "np.power(x, 3) + pow(y, 2) + np.square(x)": lambda x, y: x**3 + y**2 + x**2,
    "np.maximum(x, y) + np.minimum(x, 0) + math.fabs(y)": lambda x, y: (
        np.maximum(x, y) + np.minimum(x, 0) + np.abs(y)
    ),
    "np.pi x": lambda x, y: np.pi * x,
    "log10(x) + log2 y + lg x": lambda x, y: 2 * np.log10(x) + np.log2(y),
    "log(x, 2) + log_3(y) + log₂x": lambda x, y: 2 * np.log2(x) + np.log(y) / np.log(3),
    "log_{10}(x)y": lambda x, y: np.log10(x) * y,
    "min(x, y, 0) + max(x, -y, 1, x y)": lambda x, y: (
        np.minimum(np.minimum(x, y), 0) + np.max([x, -y, np.ones_like(x), x * y], axis=0)
    ),
    "sin^-1(x/3) + cos⁻¹(y/3)": lambda x, y: np.arcsin(x / 3) + np.arccos(y / 3),
    "tan^{-1} x + sinh^(-1)(y)": lambda x, y: np.arctan(x) + np.arcsinh(y),
    "arcsin(x/3) + acos(y/3) + asinh x": lambda x, y: np.arcsin(x / 3) + np.arccos(y / 3) + np.arcsinh(x),
    "acosh(x + 4) + artanh(y/3)": lambda x, y: np.arccosh(x + 4) + np.arctanh(y / 3),
    "atan2(y, x + 3)": lambda x, y: np.arctan2(y, x + 3),
    "hypot(x, y)": lambda x, y: np.hypot(x, y),
    "sec(x/2) + csc(y + 2) + cot(x/2 + 1.5)": lambda x, y: (
        1 / np.cos(x / 2) + 1 / np.sin(y + 2) + 1 / np.tan(x / 2 + 1.5)
    ),
    "sech x + coth(y + 2) + csch(y + 2)": lambda x, y: (
        1 / np.cosh(x) + 1 / np.tanh(y + 2) + 1 / np.sinh(y + 2)
    ),
    "sin(30°x) + cos y°": lambda x, y: np.sin(np.pi / 6 * x) + np.cos(np.pi / 180 * y),
    # real roots
    "x^(1/3)": lambda x, y: np.cbrt(x),
    "x^(2/3) - y^(5/3)": lambda x, y: np.cbrt(x) ** 2 - np.cbrt(y) ** 5,
    "x^{-1/3}": lambda x, y: 1 / np.cbrt(x),
    "x^(2/6) + x^⅓": lambda x, y: 2 * np.cbrt(x),
    "cbrt(x) + ∛y + \\sqrt[3]{xy}": lambda x, y: np.cbrt(x) + np.cbrt(y) + np.cbrt(x * y),
    "(-8)^(1/3)x": lambda x, y: -2 * x,
    "x^(3/4) + ∜x + \\sqrt[2]{x}": lambda x, y: np.power(x, 0.75) + np.power(x, 0.25) + np.sqrt(x),
    # LaTeX
    r"\frac{x^2}{2} + \dfrac{1}{2}\left(x+y\right)^2": lambda x, y: x**2 / 2 + (x + y) ** 2 / 2,
    r"\sin\left(x\right)\cdot\cos{y}": lambda x, y: np.sin(x) * np.cos(y),
    r"\sin x \cos y": lambda x, y: np.sin(x) * np.cos(y),
    r"\sqrt{x^{2}+y^{2}}\,\pi": lambda x, y: np.pi * np.hypot(x, y),
    r"e^{-\frac{x^2}{2}} \times \left|y\right|": lambda x, y: np.exp(-(x**2) / 2) * np.abs(y),
    r"\sin^{2}{x} + \sin\frac{x}{2}": lambda x, y: np.sin(x) ** 2 + np.sin(x / 2),
    r"\lvert x\lvert y\rvert\rvert": lambda x, y: np.abs(x * y),
    r"\mathrm{e}^{x}\operatorname{sign}(y)": lambda x, y: np.exp(x) * np.sign(y),
    # numbers
    "½x² + 1½y + ⅔": lambda x, y: x**2 / 2 + 1.5 * y + 2 / 3,
    "3,5x + (0,125 + y)^2": lambda x, y: 3.5 * x + (0.125 + y) ** 2,
    "max(3,5x)": lambda x, y: np.maximum(3, 5 * x),
    "max((3,5x), sin(1,5))": lambda x, y: np.maximum(3.5 * x, np.sin(1.5)),
    "e^-x^2": lambda x, y: np.exp(-(x**2)),
    "e²x": lambda x, y: np.e**2 * x,
    "x^2y^3 + x^-1y": lambda x, y: x**2 * y**3 + y / x,
    "x²y³ + xy² + 2(x)(y) + |x|y": lambda x, y: x**2 * y**3 + x * y**2 + 2 * x * y + np.abs(x) * y,
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
    ("text", "formula", "gradient"),
    [
        ("x^2 + 3xy", r"x^{2} + 3\,x\,y", r"2\,x + 3\,y,\; 3\,x"),
        (
            "2(x-1)/-y",
            r"\frac{2\,\left(x - 1\right)}{-y}",
            r"-\frac{2}{y},\; \frac{2\,\left(x - 1\right)}{y^{2}}",
        ),
        ("3·2^x", r"3 \cdot 2^{x}", r"3 \cdot 2^{x}\,\ln\left(2\right),\; 0"),
        ("sin²x", r"\left(\sin\left(x\right)\right)^{2}", r"2\,\sin\left(x\right)\,\cos\left(x\right),\; 0"),
        ("e^(x y)", r"e^{x\,y}", r"y\,e^{x\,y},\; x\,e^{x\,y}"),
        ("-(x+y)^2", r"-\left(x + y\right)^{2}", r"-2\,\left(x + y\right),\; -2\,\left(x + y\right)"),
        ("max(x,-y)", r"\max\left(x, -y\right)", r"\left[x > -y\right],\; -\left[-y > x\right]"),
        ("0.123456789x", r"0.123456789\,x", r"0.123457,\; 0"),
        ("1e-7x", r"10^{-7}\,x", r"10^{-7},\; 0"),
        ("x^(1/3)", r"\sqrt[3]{x}", r"\frac{x^{-2/3}}{3},\; 0"),
        ("(x+1)^(2/3)", r"\left(x + 1\right)^{2/3}", r"\frac{2\,\left(x + 1\right)^{-1/3}}{3},\; 0"),
        ("min(x, y², 0)", r"\min\left(x, y^{2}, 0\right)", None),
        ("log(x, 3)", r"\frac{\ln\left(x\right)}{\ln\left(3\right)}", None),
    ],
)  # fmt: skip
def test_formulas(text, formula, gradient):
    objective = typed_objective(text, BOUNDS)
    assert objective.formula == f"f(x, y) = {formula}"
    if gradient:
        assert objective.gradient_formula == rf"\nabla f(x, y) = \left({gradient}\right)"


REMARKS = [
    ("x^2 + 3xy - sin(2x)/2", ""),
    ("f(x, y) = x^2 + y^2", ""),
    ("x[0]**2 + x[1]**2", "'x[0]' is read as x and 'x[1]' as y."),
    ("x[1]**2 + x[2]**2", "'x[1]' is read as x and 'x[2]' as y."),
    ("x_2^2 + x_ 1^2", "'x_1' is read as x and 'x_2' as y."),
    ("f(u, v) = u + v", "'u' is read as x and 'v' as y."),
    ("sin^-1(x)", "'sin^-1' is read as arcsin, not as 1/sin."),
    ("cosh⁻¹(x)", "'cosh^-1' is read as arcosh, not as 1/cosh."),
    ("3,5x", "'3,5' is read as 3.5."),
    ("x^2 y^2", "A space is read as a times sign; in a link, a plus sign is written %2B."),
    ("sin x y", "A space is read as a times sign; in a link, a plus sign is written %2B."),
    ("2x y + 1", ""),
    (r"\pi x", ""),
    ("1/2x", "'1/2' is multiplied by what follows it: to divide by all of it, write 1/(2x)."),
    ("√xy", "'√x' ends the root: write √(xy) for more."),
    ("x +", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "remark"), REMARKS)
def test_how_it_was_read_is_said(text, remark):
    assert " ".join(typed_remarks(text)) == remark


ERRORS = [
    ("x + foo(y)", "I do not know 'foo' at character 5: try sin, cos, exp, log, sqrt, abs, pi.", 4, 3),
    ("xyz", "I do not know 'z' at character 3: the coordinates are x and y.", 2, 1),
    ("w_1 + w_2", "I do not know 'w' at character 1: the coordinates are x and y.", 0, 1),
    ("np.x", "I do not know 'np.x' at character 1: try sin, cos, exp, log, sqrt, abs, pi.", 0, 4),
    (r"\foo x", r"I do not know '\foo' at character 1: try sin, cos, exp, log, sqrt, abs, pi.", 0, 4),
    ("x + floor(y)", "'floor' at character 5 is flat between its steps: no slope leads down.", 4, 5),
    ("x # y", "I cannot read '#' at character 3.", 2, 1),
    ("x^2;", "I cannot read ';' at character 4.", 3, 1),
    ("x\u202ey", "I cannot read the character U+202E at character 2.", 1, 1),
    ("x⁻", "I cannot read the superscript at character 2.", 1, 1),
    ("x.", "The point at character 2 belongs to no number.", 1, 1),
    ("x_i", "I cannot read '_' at character 2: an index is a number, as in x_1.", 1, 1),
    ("1e999x", "The number at character 1 is too large.", 0, 5),
    ("9" * 20 + "½x", "The number at character 1 is too large.", 0, 21),
    ("", "Nothing is typed: a function is wanted, such as x^2 + 3xy.", 0, 0),
    ("x +", "Something is missing at the end after '+'.", 2, 1),
    ("x + * y", "Something is missing after '+': '*' at character 5 cannot stand there.", 4, 1),
    ("sin()", "Something is missing after '(': ')' at character 5 cannot stand there.", 4, 1),
    ("²x", "Something is missing: '²' at character 1 cannot stand there.", 0, 1),
    ("2(x + (y)", "'(' at character 2 is never closed.", 1, 1),
    ("[x)", "')' at character 3 does not close '[' at character 1.", 2, 1),
    ("1 + |x", "'|' at character 5 is never closed.", 4, 1),
    ("x)y", "')' at character 2 closes nothing.", 1, 1),
    (r"\frac12x", r"'\frac' at character 1 wants two pairs of braces.", 0, 5),
    (r"\sqrt[x]{y}", r"The degree of the root at character 1 is no whole number from 2 on.", 0, 5),
    ("x, y", "',' at character 2 is one too many: a decimal is written 0.5.", 1, 1),
    ("sin(x, y)", "',' at character 6 is one too many: a decimal is written 0.5.", 5, 1),
    ("1,000x", "'1,000' at character 1 can be 1.000 or 1000: write it without a comma.", 0, 5),
    ("x = y", "'=' at character 3 cannot stand there: type the function alone, such as x^2 + 3xy.", 2, 1),
    ("x^2+y^2=0", "'=' at character 8 cannot stand there: type the function alone, such as x^2 + 3xy.", 7, 1),
    ("1 + max(x)", "'max' at character 5 wants two, with a comma between them: max(x, y).", 4, 3),
    ("cos", "'cos' at character 1 wants brackets round what it works on, as in cos(2x).", 0, 3),
    ("sin^-2 x", "A power of 'sin' at character 1 is written (sin(x))^2.", 0, 3),
    ("exp^x", "'exp' at character 1 is a function: write e^x or exp(x).", 0, 3),
    ("log(2, x)", "'log' at character 1 wants its base second, as in log(x, 2).", 0, 3),
    ("x + 1/(2-2)", "'1/(2-2)' at character 5 is no finite number.", 4, 7),
    ("x^9^9^9^9", "'9^9^9' at character 5 is no finite number.", 4, 5),
    ("1/(x-x)", "This is defined nowhere in the bounds, or it is beyond 1e15 all over them.", 0, 0),
    ("(" * 40 + "x" + ")" * 40, "What starts at character 31 is nested more than 30 deep.", 30, 1),
    ("3 + pi", "This is the same everywhere: a function of x or y is wanted, such as x^2 + 3xy.", 0, 0),
    ("x - x + 3", "This is the same everywhere in the bounds: there is no way down.", 0, 0),
    ("max(x, 3)", "This is the same everywhere in the bounds: there is no way down.", 0, 0),
    ("log(x-5)", "This is defined nowhere in the bounds, or it is beyond 1e15 all over them.", 0, 0),
    ("sin(1e9x)", "This rises and falls too fast to be drawn: smaller bounds would show it.", 0, 0),
    ("1e308x*1e308x", "The numbers in this function grow too large.", 0, 0),
    # coordinates that cannot be told apart
    ("x[1]", "'x[1]' at character 1 can be x, counted from 1, or y, counted from 0: write x or y.", 0, 4),
    ("x(2) + y", "'x(2)' at character 1 can be a product or a coordinate: write 2x, or write x and y.", 0, 4),
    ("x_1 + y", "'x_1' at character 1 stands beside 'y': write x and y, or x_1 and x_2.", 0, 3),
    ("x₁ + x₃", "'x₁' at character 1 is one of more than two coordinates: there are x and y.", 0, 2),
    ("x[0] + x[-1]", "'x[-1]' at character 8 is counted from the end: write x and y.", 7, 5),
    ("x[0][1]", "'x[0]' at character 1 is followed by another index.", 0, 4),
    ("y[0]", "'y[0]' at character 1 is no coordinate: write x and y, or x_1 and x_2.", 0, 4),
    ("x2 + y2", "'2' at character 2 follows a factor: write x^2 or 2x.", 1, 1),
    ("f(x, y, z) = x", "A function of two coordinates is wanted: 'x, y, z' names others.", 2, 7),
    ("f(e) = x", "'e' is no name for a coordinate.", 2, 1),
    # two readings
    ("sin pi*x", "'sin pi*x' at character 1 can be sin(pi)*x or sin(pi*x): write the brackets.", 0, 8),
    ("ln 2*x", "'ln 2*x' at character 1 can be ln(2)*x or ln(2*x): write the brackets.", 0, 6),
    ("exp -x*y", "'exp -x*y' at character 1 can be exp(-x)*y or exp(-x*y): write the brackets.", 0, 8),
    ("exp -x - y", "'exp -x - y' at character 1 can be exp(-x)-y or exp(-x-y): write the brackets.", 0, 10),
    ("sin x/2", "'sin x/2' at character 1 can be sin(x)/2 or sin(x/2): write the brackets.", 0, 7),
    ("sin 2(x+1)", "'sin 2(x+1)' at character 1 can be sin(2)(x+1) or sin(2(x+1)): write the brackets.",
     0, 10),
    ("log2x", "'log2x' at character 1 can be log_2(x) or log(2x): write the brackets.", 0, 5),
    ("e^2x", "'e^2x' at character 1 can be (e^2)x or e^(2x): write the brackets.", 0, 4),
    ("1 + e^-xy", "'e^-xy' at character 5 can be (e^-x)y or e^(-xy): write the brackets.", 4, 5),
    ("x^xy", "'x^xy' at character 1 can be (x^x)y or x^(xy): write the brackets.", 0, 4),
    ("x^1/3", "'x^1/3' at character 1 can be (x^1)/3 or x^(1/3): write the brackets.", 0, 5),
    (r"\sin \pi*x", r"'\sin \pi*x' at character 1 can be read in two ways: write the brackets.", 0, 10),
    # a plus sign that a link has lost
    ("x^2   y^2", "A sign is missing at character 5: in a link, a plus sign is written %2B.", 3, 3),
    ("x 1", "'1' at character 3 follows a factor: write x^2 or 2x; in a link, a plus sign is written %2B.",
     2, 1),
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
