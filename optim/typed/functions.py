"""The functions a student may type: a record per function, and the registry FUNCTIONS. No SymPy in here."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np


@dataclass(frozen=True)
class Function:
    """A function by name: how it is computed, written and derived.

    `partials(f, *arguments)` gives the derivative by each argument, as SymPy expressions; `f.cos(u)` and so
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


def _named(name):
    return rf"\{name}\left({{}}\right)"


FUNCTIONS = {
    "sin": Function(np.sin, _named("sin"), lambda f, u: (f.cos(u),), ("sin",)),
    "cos": Function(np.cos, _named("cos"), lambda f, u: (-f.sin(u),), ("cos",)),
    "tan": Function(np.tan, _named("tan"), lambda f, u: (1 + f.tan(u) ** 2,), ("tan",)),
    "atan": Function(np.arctan, _named("arctan"), lambda f, u: (1 / (1 + u**2),), ("atan", "arctan")),
    "sinh": Function(np.sinh, _named("sinh"), lambda f, u: (f.cosh(u),), ("sinh",)),
    "cosh": Function(np.cosh, _named("cosh"), lambda f, u: (f.sinh(u),), ("cosh",)),
    "tanh": Function(np.tanh, _named("tanh"), lambda f, u: (1 - f.tanh(u) ** 2,), ("tanh",)),
    "exp": Function(np.exp, "e^{{{}}}", lambda f, u: (f.exp(u),), ("exp",)),
    "log": Function(np.log, _named("ln"), lambda f, u: (1 / u,), ("log", "ln")),
    "sqrt": Function(np.sqrt, r"\sqrt{{{}}}", lambda f, u: (1 / (2 * f.sqrt(u)),), ("sqrt",)),
    "abs": Function(np.abs, r"\left|{}\right|", lambda f, u: (f.sign(u),), ("abs",)),
    "sign": Function(
        np.sign, r"\operatorname{{sign}}\left({}\right)", lambda f, u: (0 * u,), ("sign", "sgn")
    ),
    "max": Function(
        np.maximum, r"\max\left({}, {}\right)", lambda f, a, b: (f.above(a, b), f.above(b, a)), ("max",), 2
    ),
    "min": Function(
        np.minimum, r"\min\left({}, {}\right)", lambda f, a, b: (f.above(b, a), f.above(a, b)), ("min",), 2
    ),
    "above": Function(above, r"\left[{} > {}\right]", lambda f, a, b: (0 * a, 0 * b), (), 2),
    # a power whose exponent is no small integer; those are SymPy's own
    "power": Function(
        np.power,
        "{}^{{{}}}",
        lambda f, u, v: (v * f.power(u, v - 1), f.power(u, v) * f.log(u)),
        (),
        2,
    ),
}
CALLED = {spelling: name for name, function in FUNCTIONS.items() for spelling in function.spellings}
CONSTANTS = {"pi": np.pi, "π": np.pi, "e": np.e}
COORDINATES = ("x", "y")
KNOWN = "sin, cos, exp, log, sqrt, abs, pi"  # what an error offers


def namespace(functions: dict) -> SimpleNamespace:
    """`functions` by attribute, as `Function.partials` wants them."""
    return SimpleNamespace(**functions)
