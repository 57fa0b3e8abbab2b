"""The derivatives of a term: the rules are written as NumPy has it, and worked out with terms."""

import numpy as np

from optim.typed.functions import COORDINATES
from optim.typed.terms import Term

FLAT = {"sign", "above"}
# Of each other function, and of a power: the derivative by each of its arguments.
PARTIALS = {
    "sin": (np.cos,),
    "cos": (lambda a: -np.sin(a),),
    "tan": (lambda a: 1 + np.tan(a) ** 2,),
    "asin": (lambda a: 1 / np.sqrt(1 - a**2),),
    "acos": (lambda a: -1 / np.sqrt(1 - a**2),),
    "atan": (lambda a: 1 / (1 + a**2),),
    "atan2": (lambda a, b: b / (b**2 + a**2), lambda a, b: -a / (b**2 + a**2)),
    "sinh": (np.cosh,),
    "cosh": (np.sinh,),
    "tanh": (lambda a: 1 - np.tanh(a) ** 2,),
    "asinh": (lambda a: 1 / np.sqrt(a**2 + 1),),
    "acosh": (lambda a: 1 / (np.sqrt(a - 1) * np.sqrt(a + 1)),),
    "atanh": (lambda a: 1 / (1 - a**2),),
    "exp": (np.exp,),
    "log": (lambda a: 1 / a,),
    "log2": (lambda a: 1 / (np.log(a.terms.as_term(2)) * a),),
    "log10": (lambda a: 1 / (np.log(a.terms.as_term(10)) * a),),
    "sqrt": (lambda a: 1 / (2 * np.sqrt(a)),),
    "abs": (np.sign,),
    "max": (lambda a, b: _above(a, b), lambda a, b: _above(b, a)),
    "min": (lambda a, b: _above(b, a), lambda a, b: _above(a, b)),
    "power": (lambda a, b: b * a ** (b - 1), lambda a, b: a**b * np.log(a)),
    "rational_power": (lambda a, p, q: p / q * a.terms.make("rational_power", a, p - q, q),),
}


def gradient(term: Term) -> tuple[Term, Term]:
    """The derivatives by x and by y. Raises TypedError where they have too many parts."""
    return tuple(_derivative(term, letter, {}) for letter in COORDINATES)


def _derivative(term, by, known):
    if by not in term.letters:
        return term.terms.as_term(0)
    if term not in known:
        rule = RULES.get(term.op, _chain_rule)
        known[term] = rule(term.terms, term, lambda part: _derivative(part, by, known))
    return known[term]


def _product_rule(terms, term, d):
    """Of the halves of a product: so that one of n factors gives n log n parts, not n²."""
    middle = len(term.args) // 2
    first, second = (terms.multiply(*half) for half in (term.args[:middle], term.args[middle:]))
    return terms.add(terms.multiply(d(first), second), terms.multiply(first, d(second)))


def _quotient_rule(terms, term, d):
    """What is divided by stays in one place, and its square has no sign."""
    above, below = term.args
    square = terms.raise_to(below.args[0] if below.op == "minus" else below, 2)
    change = terms.divide(terms.multiply(-1, above, d(below)), square)
    return terms.add(terms.divide(d(above), below), change)


def _chain_rule(terms, term, d):
    pairs = [] if term.op in FLAT else zip(PARTIALS[term.op], term.args)
    return terms.add(*(terms.multiply(partial(*term.args), d(arg)) for partial, arg in pairs if arg.letters))


def _above(a, b):
    return a.terms.make("above", a, b)


RULES = {
    "name": lambda terms, term, d: terms.as_term(1),
    "sum": lambda terms, term, d: terms.add(*map(d, term.args)),
    "minus": lambda terms, term, d: terms.multiply(-1, d(term.args[0])),
    "product": _product_rule,
    "quotient": _quotient_rule,
}
