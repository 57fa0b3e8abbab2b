"""The functions a student may type: a record per function, and the registry FUNCTIONS."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Function:
    """A function by name: how it is computed and written. `latex` holds one {} for each argument."""

    numpy: Callable  # arrays to array; for real arguments out of its domain NaN
    latex: str
    spellings: tuple[str, ...] = ()  # as it is typed; () for one that only derivatives contain
    arity: int = 1


def above(a, b) -> np.ndarray:
    """Iverson's bracket [a > b]: 1 where a > b, 0 where a < b, one half where they are equal."""
    return np.greater(a, b) + 0.5 * np.equal(a, b)


def rational_power(u, numerator, denominator) -> np.ndarray:
    """u^(numerator/denominator), in lowest terms with an odd denominator: real for every real u.

    The root is the real one, so that (-8)^(1/3) is -2, as graphing calculators draw it; the principal value
    of np.power is complex there, hence NaN.
    """
    size = np.abs(u) ** (numerator / denominator)
    return np.where(u < 0, -size, size) if numerator % 2 else size


def _named(name):
    return rf"\{name}\left({{}}\right)"


def _operator(name):
    return rf"\operatorname{{{{{name}}}}}\left({{}}\right)"


FUNCTIONS = {
    "sin": Function(np.sin, _named("sin"), ("sin",)),
    "cos": Function(np.cos, _named("cos"), ("cos",)),
    "tan": Function(np.tan, _named("tan"), ("tan",)),
    "atan": Function(np.arctan, _named("arctan"), ("atan", "arctan")),
    "asin": Function(np.arcsin, _named("arcsin"), ("asin", "arcsin")),
    "acos": Function(np.arccos, _named("arccos"), ("acos", "arccos")),
    "atan2": Function(
        np.arctan2, r"\operatorname{{atan2}}\left({}, {}\right)", ("atan2", "arctan2"), arity=2
    ),
    "sinh": Function(np.sinh, _named("sinh"), ("sinh",)),
    "cosh": Function(np.cosh, _named("cosh"), ("cosh",)),
    "tanh": Function(np.tanh, _named("tanh"), ("tanh",)),
    "asinh": Function(np.arcsinh, _operator("arsinh"), ("asinh", "arsinh", "arcsinh")),
    "acosh": Function(np.arccosh, _operator("arcosh"), ("acosh", "arcosh", "arccosh")),
    "atanh": Function(np.arctanh, _operator("artanh"), ("atanh", "artanh", "arctanh")),
    "exp": Function(np.exp, "e^{{{}}}", ("exp",)),
    "log": Function(np.log, _named("ln"), ("log", "ln")),
    "log10": Function(np.log10, r"\log_{{10}}\left({}\right)", ("log10", "lg")),
    "log2": Function(np.log2, r"\log_{{2}}\left({}\right)", ("log2", "ld", "lb")),
    "sqrt": Function(np.sqrt, r"\sqrt{{{}}}", ("sqrt",)),
    "abs": Function(np.abs, r"\left|{}\right|", ("abs", "fabs", "absolute")),
    "sign": Function(np.sign, _operator("sign"), ("sign", "sgn")),
    "max": Function(np.maximum, r"\max\left({}, {}\right)", ("max", "maximum"), arity=2),
    "min": Function(np.minimum, r"\min\left({}, {}\right)", ("min", "minimum"), arity=2),
    "above": Function(above, r"\left[{} > {}\right]", arity=2),
    "rational_power": Function(rational_power, "{}^{{{}/{}}}", arity=3),
}
OPS = {function.numpy.__name__: op for op, function in FUNCTIONS.items()}  # by the name of what computes them
CONSTANTS = {"pi": np.pi, "π": np.pi, "e": np.e}
COORDINATES = ("x", "y")
