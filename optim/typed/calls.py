"""What a student may call by name: the functions of the registry, and shorthands made of them.

`CALLS` holds a record per spelling. A record builds the node of a call with `make(op, *args, value=None)`,
which knows where in the text the call stands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from optim.typed.functions import FUNCTIONS
from optim.typed.tree import Node

LARGEST = 10**6  # numerator or denominator of an exponent whose root is taken as the real one
ANY = 1000  # arguments


@dataclass(frozen=True)
class Call:
    """A function as it is called: how many arguments it takes, and the node that they make."""

    build: Callable[..., Node]  # make, then the arguments
    least: int = 1
    most: int = 1
    inverse: str = ""  # the op that sin^-1 means


def number(make, value: float) -> Node:
    """A number that stands for no digits in the text."""
    return make("number", value=float(value))


def power(make, base: Node, exponent: Node) -> Node:
    """base^exponent; the real root where the exponent is a fraction with an odd denominator, as 1/3."""
    fraction = _fraction(exponent)
    if fraction is None or fraction.denominator % 2 == 0 or fraction.denominator == 1:
        return make("power", base, exponent)
    if max(abs(fraction.numerator), fraction.denominator) > LARGEST:
        return make("power", base, exponent)
    terms = number(make, fraction.numerator), number(make, fraction.denominator)
    return make("rational_power", base, *terms)


def root(make, radicand: Node, degree: int) -> Node:
    """The root of a degree of 2 or more; the real one where the degree is odd."""
    one_over = make("quotient", number(make, 1), number(make, degree))
    return make("sqrt", radicand) if degree == 2 else power(make, radicand, one_over)


def logarithm(make, argument: Node, base: Node | None = None) -> Node:
    """The logarithm to a base, or the natural one."""
    op = {2: "log2", 10: "log10"}.get(base.value if base and base.op == "number" else None, "log")
    natural = make(op, argument)
    return natural if base is None or op != "log" else make("quotient", natural, make("log", base))


def _fraction(node):
    """The exact value of an exponent written with whole numbers, such as -1/3; else None."""
    if node.op == "number":
        return Fraction(int(node.value)) if abs(node.value) <= LARGEST and node.value % 1 == 0 else None
    if node.op not in ("minus", "quotient"):
        return None
    values = [_fraction(arg) for arg in node.args]
    if None in values or (node.op == "quotient" and values[1] == 0):
        return None
    return -values[0] if node.op == "minus" else values[0] / values[1]


def _halved(op, make, *args):
    """A function of two, such as max, of any number of arguments."""
    if len(args) == 1:
        return args[0]
    middle = len(args) // 2
    return make(op, _halved(op, make, *args[:middle]), _halved(op, make, *args[middle:]))


def _reciprocal(op, make, argument):
    return make("quotient", number(make, 1), make(op, argument))


def _registered():
    inverses = {name: f"a{name}" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")}
    for op, function in FUNCTIONS.items():
        build = partial(lambda op, make, *args: make(op, *args), op)
        for spelling in function.spellings:
            yield spelling, Call(build, function.arity, function.arity, inverses.get(op, ""))


CALLS = dict(_registered())
for _op in ("max", "min"):
    for _spelling in FUNCTIONS[_op].spellings:
        CALLS[_spelling] = Call(partial(_halved, _op), 2, ANY)
CALLS |= {
    "log": Call(logarithm, 1, 2),
    "sec": Call(partial(_reciprocal, "cos")),
    "csc": Call(partial(_reciprocal, "sin")),
    "cosec": Call(partial(_reciprocal, "sin")),
    "cot": Call(partial(_reciprocal, "tan")),
    "sech": Call(partial(_reciprocal, "cosh")),
    "csch": Call(partial(_reciprocal, "sinh")),
    "coth": Call(partial(_reciprocal, "tanh")),
    "cbrt": Call(lambda make, argument: root(make, argument, 3)),
    "square": Call(lambda make, argument: make("power", argument, number(make, 2))),
    "pow": Call(power, 2, 2),
    "power": Call(power, 2, 2),
    "hypot": Call(
        lambda make, a, b: make("sqrt", make("sum", *(make("power", u, number(make, 2)) for u in (a, b)))),
        2,
        2,
    ),
}
STEPS = ("floor", "ceil", "round", "trunc", "int")  # refused, with the reason
EXAMPLES = {
    1: "brackets around its argument, as in {}(2x)",
    2: "two arguments, separated by a comma: {}(x, y)",
}
KNOWN = "sin, cos, exp, log, sqrt, abs, pi"  # what an error offers
