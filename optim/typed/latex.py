"""A typed function in LaTeX, as it was typed: term for term, with our own signs and nothing of the text."""

from optim.objectives.base import latex_number
from optim.typed.functions import FUNCTIONS
from optim.typed.tree import Node

SUM, PRODUCT, POWER, ATOM = range(4)  # how tightly a node binds
BINDS = {"sum": SUM, "minus": SUM, "product": PRODUCT, "power": POWER, "exp": POWER, "rational_power": POWER}
LETTERS = {"x": "x", "y": "y", "e": "e", "pi": r"\pi", "π": r"\pi"}


def latex(node: Node) -> str:
    """`node` in LaTeX."""
    if node.op in WRITERS:
        return WRITERS[node.op](node)
    return FUNCTIONS[node.op].latex.format(*map(latex, node.args))


def number(value: float) -> str:
    """A number as it was typed, in at most 15 digits: 0.25, 10^{-7}."""
    return latex_number(value, digits=15)


def _sum(node):
    first, *rest = map(latex, node.args)
    return first + "".join(f" - {term[1:]}" if term.startswith("-") else f" + {term}" for term in rest)


def _minus(node):
    return "-" + _within(node.args[0], PRODUCT)


def _product(node):
    written = _within(node.args[0], SUM if node.args[0].op == "minus" else PRODUCT)
    for factor in node.args[1:]:
        text = _within(factor, PRODUCT)
        # digits side by side would read as one number
        written += (r" \cdot " if text[0].isdigit() else r"\,") + text
    return written


def _quotient(node):
    return rf"\frac{{{latex(node.args[0])}}}{{{latex(node.args[1])}}}"


def _power(node):
    base, exponent = node.args
    plain = base.op == "name" or (base.op == "number" and "^" not in number(base.value))
    written = latex(base) if plain or base.op == "abs" else _bracketed(base)
    return f"{written}^{{{latex(exponent)}}}"


def _rational_power(node):
    base, numerator, denominator = node.args
    if numerator.value == 1:
        return rf"\sqrt[{latex(denominator)}]{{{latex(base)}}}"
    written = latex(base) if base.op == "name" else _bracketed(base)
    return f"{written}^{{{latex(numerator)}/{latex(denominator)}}}"


def _extremum(node):
    return rf"\{node.op}\left({', '.join(map(latex, _flat(node, node.op)))}\right)"


def _flat(node, op):
    """The arguments of a function of two that was called with any number of them."""
    return [part for arg in node.args for part in (_flat(arg, op) if arg.op == op else [arg])]


def _within(node, binding):
    return latex(node) if BINDS.get(node.op, ATOM) >= binding else _bracketed(node)


def _bracketed(node):
    return rf"\left({latex(node)}\right)"


WRITERS = {
    "number": lambda node: number(node.value),
    "name": lambda node: LETTERS[node.value],
    "sum": _sum,
    "minus": _minus,
    "product": _product,
    "quotient": _quotient,
    "power": _power,
    "rational_power": _rational_power,
    "max": _extremum,
    "min": _extremum,
}
