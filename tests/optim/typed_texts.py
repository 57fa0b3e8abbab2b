"""What is typed at a typed function in the tests: hostile texts, and texts that Hypothesis makes up."""

import re
import unicodedata
from bisect import bisect

import numpy as np
from hypothesis import strategies as st

from optim import TypedError, typed_objective
from optim.typed.grammar import read
from optim.typed.tokens import MAX_LENGTH, SUBSCRIPTS, SUPERSCRIPTS, VULGAR

BOUNDS = ((-2, 2), (-1, 3))


def filled(pattern: str, separator: str = "") -> str:
    """`pattern` with {} replaced by 0, 1, ... and repeated as often as is read."""
    parts = [pattern.format(i) for i in range(MAX_LENGTH)]
    most = bisect(range(1, MAX_LENGTH), False, key=lambda n: not is_read(separator.join(parts[:n])))
    return separator.join(parts[:most])


def is_read(text: str) -> bool:
    """Whether a text is within what a parser accepts."""
    try:
        read(text)
    except TypedError:
        return False
    return True


def nested(before: str, after: str = "", inner: str = "x", times: int = 29) -> str:
    """`inner` in so many layers of `before` and `after`."""
    return before * times + inner + after * times


HOSTILE = [
    # programs and markup
    "__import__('os')", "x.__class__", "lambda: 0", "exec('x')", "x;y", "eval(x)", "{x.__init__}",
    "<script>",
    r"\frac{x}{y}", r"\input{/etc/passwd}", "$x$", "`x`", "<b>x</b>", "&lt;x", "%s%n", "x # y",
    "javascript:x",
    # characters
    "\x00", "x\u202ey", "x\u0301", "\ud800", "\u200bx", "x\ufe0f", "٣x", "x₂", "eˣ", "x½", "∞x", "𝒙" * 201,
    # numbers
    "9^9^9^9", "x^9^9^9^9", "2^(10^10)", "2^(10^10)x", "(x-x+9)^9^9", "1e999999x", "x^1e308", "x^-1e308",
    "9" * 199 + "x", "0." + "3" * 190 + "x", "x^0." + "3" * 190, "1e308x*1e308x", "1e-308x*1e-308x",
    "(2x)^499",
    nested("(", "^9)", "2x", 20), nested("(", "^2)", "999999x", 25), filled("(999999x)^25"),
    filled("(pi x)^499"),
    "1/0", "0/0", "0^0", "1/(x-x)", "0^-1", "x/0", "log(0)x", "sqrt(-1)x", "(-8)^(1/3)x", "e^e^e^e^e",
    # size
    nested("(", ")", times=99), nested("(", ")"), "|" * 200, nested("|", "|"), nested("sin(", ")"),
    "sin " * 29 + "x",
    nested("√"), nested("exp(", ")"), nested("max(x,", ")"), nested("|x|^", inner="y", times=27),
    "-" * 199 + "x",
    "x^" * 99 + "x", "x^y^" * 14 + "x", "x/" * 99 + "x", "x/" * 28 + "x", "xy" * 100, "x" + "²" * 199,
    "x" * 999, "x²" * 100, "x^" * 499 + "x", "(" * 500 + "x" + ")" * 500, "√" * 999 + "x", "|" * 1000,
    filled("x"), filled("x", "+"), filled("x²"), filled("(x+{})^(2/3)"), filled("atan2(x,y+{})", "*"),
    "max(" + ",".join(["x"] * 90) + ",y)",
    filled("x^{}.5", "*"), filled("x^(y+{})", "*"), filled("tan(x+{})", "*"), filled("(x^y+{})"),
    filled("|x+{}|"),
    "/".join(f"(x+{i})" for i in range(28)), nested("(", "²+y)", times=14), nested("tan(x^", ")", "y", 14),
    filled("x/99998{}", "+"), filled("(x/99998{}+1)"), filled("sinxcosy"), nested("min(", ",y)", times=28),
    # values
    "x^x", "x^y", "x^-1", "--x", "+-x", "x^y^x", "1e-300x", "1e15+x", "exp(1000x)", "exp(-1000x^2)",
    "sin(1e9x)",
    "cos(99x)cos(99y)", "sin(1e300x)", "tan(99x)", "log(x-5)", "sqrt(x-5)", "1/x/y", "sign(sin(20x))",
    "log|x|",
]  # fmt: skip

CONSTANT = st.sampled_from(["2", ".5", "1e-3", "3.0", "17", "1e9", "π", "e", "0", "999999", "1e300"])
LEAF = st.sampled_from(["x", "y", "x²", "xy"]) | CONSTANT
PATTERNS = [
    "{}+{}", "{}-{}", "{}*{}", "{}/{}", "({})({})", "({})^({})", "({})²", "({})^3", "({})⁻¹", "-({})",
    "|{}|",
    "sin({})", "cos({})", "exp({})", "e^({})", "log({})", "sqrt({})", "√({})", "tan({})", "tanh({})",
    "atan({})",
    "max({},{})", "min({},{})", "sign({})", "2({})", "({})^-.5", "cosh({})", "sin²({})", "({})^499",
    "({})^(1/3)", "({})^(-2/5)", "asin({})", "acosh({})", "atan2({},{})", "log10({})", "log({},3)", "sec({})",
    "cbrt({})", "hypot({},{})", "min({},{},0)", "np.exp({})", r"\frac{{{}}}{{{}}}",
    r"\sqrt[3]{{{}}}",
    "({})°", r"\left|{}\right|", "sin^-1({})", "½({})", "({}).^2", "pow({},{})",
]  # fmt: skip


def _larger(parts):
    return st.builds(lambda pattern, a, b: pattern.format(a, b), st.sampled_from(PATTERNS), parts, parts)


functions = st.recursive(LEAF, _larger, max_leaves=12)
SCRAPS = [
    *"xyze0123456789.+-*/^()|,=²³⁻√π []{}_₁₂½°:",
    "x[0]",
    "x[1]",
    "x_1",
    "x2",
    "x(1)",
    "f(x,y)=",
    "lambda ",
    "np.",
    r"\frac",
    r"\sqrt[",
    r"\left",
    r"\sin",
    "log10",
    "sin^-1",
    ".^",
    "sin",
    "max(",
    "log",
    "**",
    "1e",
    "foo",
    "\u202e",
    "<",
    "＋",
    "\\",
]
scraps = st.lists(st.sampled_from(SCRAPS), max_size=60).map("".join)


@st.composite
def mutants(draw) -> str:
    """A hostile text with a piece of it cut out, doubled or replaced."""
    text = draw(st.sampled_from(HOSTILE))
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    return text[:start] + draw(st.sampled_from(["", text[start:end] * 2]) | scraps) + text[end:]


anything = st.text(max_size=210) | scraps | mutants() | functions
NAMED = (
    "left|right|frac|sqrt|cdot|nabla|ln|log|pi|max|min|sin|cos|tan|arcsin|arccos|arctan|sinh|cosh|tanh"
    "|operatorname{(?:sign|arsinh|arcosh|artanh|atan2)}"
)
TITLE = set("abcdefghijklmnopqrstuvwxyz0123456789π√∛∜ +-·/^().,|[]{}_\\°…") | {
    *SUPERSCRIPTS,
    *SUBSCRIPTS,
    *VULGAR,
}
LATEX = re.compile(rf"(?:\\(?:{NAMED})(?![a-z])|\\[,;]|[-xyef0-9.,(){{}}^_/+=<>|\[\] ])*")


def checked(text: str, bounds=BOUNDS):
    """The objective of a text, or the TypedError, after checking all that holds for whatever is typed."""
    try:
        objective = typed_objective(text, bounds)
    except TypedError as error:
        check_error(error, text)
        return error
    for formula in (objective.formula, objective.gradient_formula or ""):
        assert LATEX.fullmatch(formula), formula
    assert set(objective.title) <= TITLE
    grid = np.stack(np.meshgrid(*(np.linspace(*ends, 41) for ends in objective.bounds)), -1)
    value, gradient = objective(grid), objective.gradient(grid)
    assert value.shape == (41, 41) and gradient.shape == (41, 41, 2) and np.isfinite(value).any()
    drawn = value[np.abs(value) <= 1e15]
    assert objective.minimum is None or objective.minimum <= drawn.min() + 1e-5 * np.abs(drawn).max()
    low, high = objective.bounds.T
    assert ((low <= objective.minima) & (objective.minima <= high)).all()
    return objective


def check_error(error: TypedError, text: str) -> None:
    """One sentence, of characters that cannot disturb a page, about a place in the text."""
    sentence = str(error)
    assert sentence[0].isupper() or sentence[0] == "'"
    assert sentence.endswith(".") and "\n" not in sentence and len(sentence) < 150
    assert all(unicodedata.category(c)[0] in "LNPSZ" for c in sentence)
    assert sum(sentence.count(sign) for sign in "<>&`$") <= 1
    assert (
        0
        <= error.position
        <= error.position + error.length
        <= max(len(text), error.length * (not text.strip()))
    )
