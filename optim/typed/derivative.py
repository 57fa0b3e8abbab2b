"""The derivatives of a term."""

from optim.typed.functions import COORDINATES, FUNCTIONS
from optim.typed.terms import Term


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
    above, below = term.args
    if not below.letters:
        return terms.divide(d(above), below)
    square = terms.raise_to(below.args[0] if below.op == "minus" else below, 2)
    change = terms.divide(terms.multiply(-1, above, d(below)), square)
    return terms.add(terms.divide(d(above), below), change)


def _power_rule(terms, term, d):
    base, exponent = term.args
    by_base = terms.multiply(exponent, terms.raise_to(base, exponent - 1), d(base))
    if not exponent.letters:
        return by_base
    by_exponent = terms.multiply(term, terms.make("log", base), d(exponent))
    return terms.add(by_base, by_exponent) if base.letters else by_exponent


def _chain_rule(terms, term, d):
    partials = FUNCTIONS[term.op].partials(terms.functions, *term.args)
    return terms.add(*(
        terms.multiply(partial, d(arg)) for partial, arg in zip(partials, term.args) if arg.letters
    ))  # fmt: skip


RULES = {
    "name": lambda terms, term, d: terms.as_term(1),
    "sum": lambda terms, term, d: terms.add(*map(d, term.args)),
    "minus": lambda terms, term, d: terms.multiply(-1, d(term.args[0])),
    "product": _product_rule,
    "quotient": _quotient_rule,
    "power": _power_rule,
}
