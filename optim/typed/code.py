"""A typed function as the source of a script: 2*x + np.sin(y), as a reader would write it.

What is written is made from the terms alone: nothing of the text that was typed is in it.
"""

import operator
from collections.abc import Callable, Iterable

import numpy as np

from optim.source import definitions
from optim.typed.compile import Program
from optim.typed.functions import FUNCTIONS
from optim.typed.kinks import Slopes
from optim.typed.terms import Term, parts, size

SUM, PRODUCT, POWER, ATOM = range(4)  # how tightly a term binds
BINDS = {"sum": SUM, "minus": PRODUCT, "product": PRODUCT, "quotient": PRODUCT, "power": POWER}
NAMES = {"x": "x", "y": "y", "pi": "np.pi", "e": "np.e"}
READABLE = 120  # parts of a gradient that is written as two expressions
MOST_SPECIAL = 5  # points at kinks that are written out
WHOLE = 10**6  # numbers from here on are written as floats, as they are reckoned with


def source(term: Term) -> str:
    """A term as an expression of x, y and NumPy, which Python works out step by step as a Program does."""
    if term.op in WRITERS:
        return WRITERS[term.op](term)
    return _call(FUNCTIONS[term.op].numpy, map(source, term.args))


def helpers(*terms: Term) -> list[str]:
    """The `def` statements of the functions in terms that NumPy does not have."""
    used = {FUNCTIONS[part.op].numpy for term in terms for part in parts(term) if part.op not in WRITERS}
    own = sorted((f for f in used if not _is_numpys(f)), key=lambda f: f.__name__)
    return definitions(**{function.__name__: function for function in own})


def steps(program: Program, *names: str) -> list[str]:
    """The steps of a program as statements, a step each, that give its results these names.

    An intermediate result is called by its place: a2, a3 and so on.
    """
    written = [
        f"a{place}" if value is None else repr(float(value)) for place, value in enumerate(program.start)
    ]
    written[:2] = "x", "y"
    lines = []
    for function, arguments, result in program.steps:
        values = [written[place] for place in arguments]
        value = SIGNS[function].format(*values) if function in SIGNS else _call(function, values)
        lines.append(f"{written[result]} = {value}")
    return lines + [f"{name} = {written[place]}" for name, place in zip(names, program.results)]


def _call(function: Callable, arguments: Iterable[str]) -> str:
    name = f"np.{function.__name__}" if _is_numpys(function) else function.__name__
    return f"{name}({', '.join(arguments)})"


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


SIGNS = {  # of the steps of a program that are no calls
    operator.add: "{} + {}",
    operator.sub: "{} - {}",
    operator.mul: "{} * {}",
    operator.truediv: "{} / {}",
    operator.pow: "{} ** {}",
    operator.neg: "-{}",
    operator.pos: "+{}",
}


def code(term: Term, gradient: tuple[Term, Term], slopes: Slopes, iterates: np.ndarray) -> str | None:
    """`objective` and `derivative`, which are f and its gradient, as NumPy; f as it was typed.

    The derivative is as a reader would write it, or a line of steps where that is too long to read. Where one
    of the `iterates` (n, 2) is at a kink, the slopes that the run takes there are written out; None if there
    are more than five such points.
    """
    special = slopes.special(iterates)
    if len(special) > MOST_SPECIAL:
        return None
    return "\n".join([
        *helpers(term, *gradient),
        "def objective(x, y):",
        f"    return {source(term)}",
        "def derivative(x, y):",
        *_at_kinks(special),
        *_derivative(gradient, slopes.program),
        "    return dx, dy",
    ])  # fmt: skip


def _at_kinks(special):
    """The lines that give the slopes at these points, (x, y) -> (dx, dy)."""
    if not special:
        return []
    return [
        f"    kinks = {special}  # the shortest subgradient there",
        "    if (x, y) in kinks:",
        "        return kinks[x, y]",
    ]


def _derivative(gradient, program):
    """The lines that make dx and dy."""
    if sum(map(size, gradient)) <= READABLE:
        return [f"    {name} = {source(partial)}" for name, partial in zip(("dx", "dy"), gradient)]
    return [f"    {'; '.join(steps(program, 'dx', 'dy'))}"]
