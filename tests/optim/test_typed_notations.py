"""One function, written as plain text, Python, MATLAB and LaTeX have it: the same values, those of NumPy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optim import typed_remarks
from optim.typed.functions import CONSTANTS, FUNCTIONS
from optim.typed.grammar import read

# how an operation is worked out, and how it is written: {0}, {1}, {2} stand for its arguments
OPERATIONS = {
    "sum": (np.add, {"plain": "{0} + {1}"}),
    "difference": (np.subtract, {"plain": "{0} - ({1})"}),
    "negative": (np.negative, {"plain": "-({0})", "latex": r"-\left({0}\right)"}),
    "product": (
        np.multiply,
        {"plain": "({0})({1})", "python": "({0})*({1})", "matlab": "({0}).*({1})",
         "latex": r"({0})\cdot({1})"},
    ),
    "quotient": (
        np.divide,
        {"plain": "({0})/({1})", "matlab": "({0})./({1})", "latex": r"\frac{{{0}}}{{{1}}}"},
    ),
    "square": (
        np.square,
        {"plain": "({0})²", "python": "({0})**2", "matlab": "({0}).^2", "latex": r"\left({0}\right)^{{2}}"},
    ),
    "sine": (np.sin, {"plain": "sin({0})", "python": "np.sin({0})", "latex": r"\sin\left({0}\right)"}),
    "exponential": (
        np.exp,
        {"plain": "e^({0})", "python": "math.exp({0})", "matlab": "exp({0})", "latex": "e^{{{0}}}"},
    ),
    "size": (np.abs, {"plain": "|{0}|", "python": "abs({0})", "latex": r"\left|{0}\right|"}),
    "root": (np.sqrt, {"plain": "√({0})", "python": "np.sqrt({0})", "latex": r"\sqrt{{{0}}}"}),
    "cube root": (
        np.cbrt,
        {"plain": "({0})^(1/3)", "python": "np.cbrt({0})", "matlab": "({0}).^(1./3)",
         "latex": r"\sqrt[3]{{{0}}}"},
    ),
    "lowest of three": (
        lambda a, b, c: np.minimum(np.minimum(a, b), c),
        {"plain": "min({0}, {1}, {2})", "latex": r"\min\left({0}, {1}, {2}\right)"},
    ),
    "inverse tangent": (
        np.arctan,
        {"plain": "tan^-1({0})", "python": "np.arctan({0})", "matlab": "atan({0})",
         "latex": r"\tan^{{-1}}({0})"},
    ),
}  # fmt: skip
NOTATIONS = ("plain", "python", "matlab", "latex")
COORDINATES = {  # a header, and how x and y are written after it
    "letters": ("", "x", "y"),
    "Python's": ("", "x[0]", "x[1]"),
    "MATLAB's": ("f = @(x) ", "x(1)", "x(2)"),
    "textbooks'": ("f(x) = ", "x_1", "x_2"),
    "LaTeX's": ("", "x_{1}", "x_{2}"),
    "subscripts": ("z = ", "x₁", "x₂"),
    "glued": ("", "x1", "x2"),
    "parameters": ("lambda u, v: ", "u", "v"),
    "numbered parameters": ("f(x0, x1) = ", "x0", "x1"),
}
NUMBERS = st.sampled_from(["2", "0.5", ".25", "1e-1", "3."])
trees = st.recursive(
    st.sampled_from("xy") | NUMBERS,
    lambda part: st.tuples(st.sampled_from(sorted(OPERATIONS)), part, part, part),
    max_leaves=9,
)


def written(tree, notation: str, coordinates: tuple[str, str]) -> str:
    """A tree as text."""
    if isinstance(tree, str):
        return dict(zip("xy", coordinates)).get(tree, tree)
    patterns = OPERATIONS[tree[0]][1]
    return patterns.get(notation, patterns["plain"]).format(
        *(written(part, notation, coordinates) for part in tree[1:])
    )


def worth(tree, x, y):
    """The value of a tree, by NumPy."""
    if isinstance(tree, str):
        return {"x": x, "y": y}.get(tree) if tree in "xy" else float(tree)
    function = OPERATIONS[tree[0]][0]
    parts = [worth(part, x, y) for part in tree[1:]]
    return function(*parts[: 3 if tree[0] == "lowest of three" else function.nin])


def value(node, x, y):
    """The value of what was read, node by node."""
    if node.op == "number":
        return node.value
    if node.op == "name":
        return {"x": x, "y": y, **CONSTANTS}[node.value]
    known = {"sum": lambda *a: sum(a), "minus": np.negative, "product": lambda *a: np.prod(a),
             "quotient": np.divide, "power": np.power}  # fmt: skip
    function = known.get(node.op) or FUNCTIONS[node.op].numpy
    return function(*(value(arg, x, y) for arg in node.args))


@settings(max_examples=300, deadline=None)
@given(trees, st.sampled_from(NOTATIONS), st.sampled_from(sorted(COORDINATES)))
def test_every_notation_has_the_values_of_numpy(tree, notation, style):
    header, x, y = COORDINATES[style]
    text = f"{header}{written(tree, notation, (x, y))} + {x} + {y}"
    if len(text) > 200:
        return
    for point in [(0.7, -1.3), (-2.5, 0.4), (1.1, 3.0)]:
        with np.errstate(all="ignore"):
            found, expected = value(read(text).tree, *point), worth(tree, *point) + sum(point)
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True), text
    said = " ".join(typed_remarks(text))
    assert (f"'{x}' is read as x and '{y}' as y." in said) == (x != "x"), said
