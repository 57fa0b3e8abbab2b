"""Terms as NumPy that a reader would write: 2*x + np.sin(y).

What is written is ours, letter by letter: nothing of the text that was typed is in it.
"""

from collections.abc import Callable

import numpy as np

from optim.source import definitions
from optim.typed.algebra import Term, parts, size
from optim.typed.functions import FUNCTIONS
from optim.typed.kinks import Slopes, least_slopes

SUM, PRODUCT, POWER, ATOM = range(4)  # how tightly a term binds
BINDS = {"sum": SUM, "minus": PRODUCT, "product": PRODUCT, "quotient": PRODUCT, "power": POWER}
NAMES = {"x": "x", "y": "y", "pi": "np.pi", "e": "np.e"}
READABLE = 120  # parts of a gradient that is written as two expressions
WHOLE = 10**6  # numbers from here on are written as floats, as they are reckoned with


def source(term: Term) -> str:
    """A term as an expression of x, y and NumPy, which Python works out step by step as a Program does."""
    if term.op in WRITERS:
        return WRITERS[term.op](term)
    function = FUNCTIONS[term.op].numpy
    name = f"np.{function.__name__}" if _is_numpys(function) else function.__name__
    return f"{name}({', '.join(map(source, term.args))})"


def helpers(*terms: Term) -> list[str]:
    """The `def` statements of the functions in terms that NumPy does not have."""
    used = {FUNCTIONS[part.op].numpy for term in terms for part in parts(term) if part.op not in WRITERS}
    own = sorted((f for f in used if not _is_numpys(f)), key=lambda f: f.__name__)
    return definitions(**{function.__name__: function for function in own})


def _is_numpys(function: Callable) -> bool:
    return getattr(np, function.__name__, None) is function


def _number(term):
    value = term.value
    return str(int(value)) if value % 1 == 0 and value < WHOLE else repr(value)


def _sum(term):
    first, *rest = term.args
    return _within(first, PRODUCT) + "".join(map(_added, rest))


def _added(term):
    sign, term = (" - ", term.args[0]) if term.op == "minus" else (" + ", term)
    return sign + _within(term, PRODUCT)


def _product(term):
    first, *rest = term.args
    return "*".join([_within(first, PRODUCT), *(_within(factor, POWER) for factor in rest)])


def _quotient(term):
    above, below = term.args
    return f"{_within(above, PRODUCT)}/{_within(below, POWER)}"


def _power(term):
    base, exponent = term.args
    # a power of whole numbers would be Python's own, exact and of any length
    base = repr(base.value) if base.op == "number" else _within(base, ATOM)
    return f"{base}**{_within(exponent, ATOM)}"


def _within(term, binding):
    written = source(term)
    return written if BINDS.get(term.op, ATOM) >= binding else f"({written})"


WRITERS = {
    "number": _number,
    "name": lambda term: NAMES[term.value],
    "sum": _sum,
    "minus": lambda term: f"-{_within(term.args[0], PRODUCT)}",
    "product": _product,
    "quotient": _quotient,
    "power": _power,
}


def code(term: Term, gradient: tuple[Term, Term], slopes: Slopes) -> str:
    """`objective` and `derivative` as NumPy: f as it was typed, the derivative as a reader would write it.

    A derivative too long to read is a line of steps. Where f may have a kink or a cusp, `derivative` takes
    the shortest generalised gradient there, as the run does.
    """
    blocks = [*helpers(term, *gradient), f"def objective(x, y):\n    return {source(term)}"]
    body = _derivative(gradient, slopes.program)
    if slopes.is_smooth:
        return "\n".join([*blocks, "def derivative(x, y):", *body, "    return dx, dy"])
    zeros = "".join(f"{source(kink)}, " for kink in slopes.kinks)
    kinked = f"0 in ({zeros}) or " if zeros else ""
    return "\n".join([
        *blocks, *definitions(least_slopes=least_slopes), "def derivative(x, y):",
        '    with np.errstate(all="ignore"):', *(f"    {line}" for line in body),
        f"        if {kinked}not np.isfinite([dx, dy]).all():",
        "            at = np.array([[dx], [dy]]), np.array([x]), np.array([y])",
        f"            dx, dy = least_slopes(objective, *at, {slopes.reach!r})[:, 0]",
        "    return dx, dy",
    ])  # fmt: skip


def _derivative(gradient, program):
    """The lines that make dx and dy."""
    if sum(map(size, gradient)) <= READABLE:
        return [f"    {name} = {source(partial)}" for name, partial in zip(("dx", "dy"), gradient)]
    return [f"    {'; '.join(program.lines('dx', 'dy'))}"]
