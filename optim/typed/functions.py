"""The functions a student may type: a record per function, and the registry FUNCTIONS."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np


@dataclass(frozen=True)
class Function:
    """A function by name: how it is computed, written and derived.

    `partials(f, *arguments)` gives the derivative by each argument, as terms; `f.cos(u)` and so
    on are the other functions of the registry. `latex` holds one {} for each argument.
    """

    numpy: Callable  # arrays to array; for real arguments out of its domain NaN
    latex: str
    partials: Callable[..., tuple]
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
    size = np.power(np.abs(u), numerator / denominator)
    return np.where(np.less(u, 0) & np.not_equal(numerator % 2, 0), -size, size)


def _named(name):
    return rf"\{name}\left({{}}\right)"


def _operator(name):
    return rf"\operatorname{{{{{name}}}}}\left({{}}\right)"


FUNCTIONS = {
    "sin": Function(np.sin, _named("sin"), lambda f, u: (f.cos(u),), ("sin",)),
    "cos": Function(np.cos, _named("cos"), lambda f, u: (-f.sin(u),), ("cos",)),
    "tan": Function(np.tan, _named("tan"), lambda f, u: (1 + f.tan(u) ** 2,), ("tan",)),
    "atan": Function(np.arctan, _named("arctan"), lambda f, u: (1 / (1 + u**2),), ("atan", "arctan")),
    "asin": Function(np.arcsin, _named("arcsin"), lambda f, u: (1 / f.sqrt(1 - u**2),), ("asin", "arcsin")),
    "acos": Function(np.arccos, _named("arccos"), lambda f, u: (-1 / f.sqrt(1 - u**2),), ("acos", "arccos")),
    "atan2": Function(
        np.arctan2,
        r"\operatorname{{atan2}}\left({}, {}\right)",
        lambda f, y, x: (x / (x**2 + y**2), -y / (x**2 + y**2)),
        ("atan2", "arctan2"),
        2,
    ),
    "sinh": Function(np.sinh, _named("sinh"), lambda f, u: (f.cosh(u),), ("sinh",)),
    "cosh": Function(np.cosh, _named("cosh"), lambda f, u: (f.sinh(u),), ("cosh",)),
    "tanh": Function(np.tanh, _named("tanh"), lambda f, u: (1 - f.tanh(u) ** 2,), ("tanh",)),
    "asinh": Function(
        np.arcsinh, _operator("arsinh"), lambda f, u: (1 / f.sqrt(u**2 + 1),), ("asinh", "arsinh", "arcsinh")
    ),
    "acosh": Function(
        np.arccosh,
        _operator("arcosh"),
        lambda f, u: (1 / (f.sqrt(u - 1) * f.sqrt(u + 1)),),
        ("acosh", "arcosh", "arccosh"),
    ),
    "atanh": Function(
        np.arctanh, _operator("artanh"), lambda f, u: (1 / (1 - u**2),), ("atanh", "artanh", "arctanh")
    ),
    "exp": Function(np.exp, "e^{{{}}}", lambda f, u: (f.exp(u),), ("exp",)),
    "log": Function(np.log, _named("ln"), lambda f, u: (1 / u,), ("log", "ln")),
    "log10": Function(
        np.log10, r"\log_{{10}}\left({}\right)", lambda f, u: (1 / (f.log(10) * u),), ("log10", "lg")
    ),
    "log2": Function(
        np.log2, r"\log_{{2}}\left({}\right)", lambda f, u: (1 / (f.log(2) * u),), ("log2", "ld", "lb")
    ),
    "sqrt": Function(np.sqrt, r"\sqrt{{{}}}", lambda f, u: (1 / (2 * f.sqrt(u)),), ("sqrt",)),
    "abs": Function(np.abs, r"\left|{}\right|", lambda f, u: (f.sign(u),), ("abs", "fabs", "absolute")),
    "sign": Function(np.sign, _operator("sign"), lambda f, u: (0 * u,), ("sign", "sgn")),
    "max": Function(
        np.maximum,
        r"\max\left({}, {}\right)",
        lambda f, a, b: (f.above(a, b), f.above(b, a)),
        ("max", "maximum"),
        2,
    ),
    "min": Function(
        np.minimum,
        r"\min\left({}, {}\right)",
        lambda f, a, b: (f.above(b, a), f.above(a, b)),
        ("min", "minimum"),
        2,
    ),
    "above": Function(above, r"\left[{} > {}\right]", lambda f, a, b: (0 * a, 0 * b), (), 2),
    "rational_power": Function(
        rational_power,
        "{}^{{{}/{}}}",
        lambda f, u, p, q: (p / q * f.rational_power(u, p - q, q), 0 * p, 0 * q),
        (),
        3,
    ),
}
CONSTANTS = {"pi": np.pi, "π": np.pi, "e": np.e}
COORDINATES = ("x", "y")


def namespace(functions: dict) -> SimpleNamespace:
    """`functions` by attribute, as `Function.partials` takes them."""
    return SimpleNamespace(**functions)
