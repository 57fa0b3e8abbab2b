"""From the tree of a typed function to terms, and the arithmetic with terms that makes its derivatives.

The term of f has the order in which f was typed, and f is computed in that order. Nothing is expanded, so
nothing grows, as numbers and powers can in a computer algebra system. Equal terms are one object, so whatever
occurs twice in f or its derivatives is counted, and computed, once. Derivatives are simplified only as far as
a reader expects: no 0 + or 1 *, one number in front of a product, like terms collected.
"""

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from optim.typed.errors import TypedError, quoted
from optim.typed.functions import CONSTANTS, COORDINATES, FUNCTIONS, OPS
from optim.typed.monomials import Monomial, Number, exact, inverse, monomial, product, shorter

MOST_PARTS = 2000  # different parts of a function and its derivatives together
SAME_NAME = {"π": "pi"}
NUMERIC = {  # how a constant part is worked out, where it is no function
    "sum": lambda *terms: sum(terms),
    "minus": lambda term: -term,
    "product": lambda *factors: np.prod(factors),
    "quotient": np.divide,
    "power": np.power,
}


@dataclass(frozen=True, eq=False)
class Term(NDArrayOperatorsMixin):
    """A part of a function or derivative, with a Node's fields: operators and NumPy make new terms of it."""

    __hash__, __eq__ = object.__hash__, object.__eq__  # the same term, not the same values

    op: str  # as of a Node
    args: tuple["Term", ...]
    value: float | str | None
    terms: "Terms" = field(repr=False)
    letters: frozenset[str] = frozenset()  # the coordinates in it

    def __array_ufunc__(self, ufunc, method, *arguments):
        """What NumPy makes of terms, so that whatever is written for numbers makes new terms too."""
        return self.terms.made(ufunc.__name__, *map(self.terms.as_term, arguments))


class Terms:
    """The different terms of one function and of its derivatives, and how new ones are made of them.

    Raises TypedError as soon as there are more than 2000.
    """

    def __init__(self):
        self._made: dict[tuple, Term] = {}

    def read(self, tree, text: str) -> Term:
        """The term of a tree, as typed. Raises TypedError where a constant part of it is no finite number."""
        term, _ = self._read(tree, text)
        return term

    def make(self, op: str, *args: Term, value=None) -> Term:
        """The term of this kind, the same one for the same arguments; nothing is simplified."""
        key = (op, value, args)
        if key not in self._made:
            if len(self._made) >= MOST_PARTS:
                raise TypedError(
                    f"The derivative of this has more than {MOST_PARTS} parts: try a shorter one."
                )
            letters = {value} & set(COORDINATES) if op == "name" else set().union(*(a.letters for a in args))
            self._made[key] = Term(op, args, value, self, frozenset(letters))
        return self._made[key]

    def made(self, name: str, *args: Term) -> Term:
        """What a function of NumPy, by its name, makes of terms: arithmetic is simplified."""
        return ARITHMETIC[name](self, *args) if name in ARITHMETIC else self.make(OPS[name], *args)

    def as_term(self, value) -> Term:
        """A term as it is; a number as a term, a negative one as minus one."""
        if isinstance(value, Term):
            return value
        return self._written(Monomial(shorter(exact(value)), (), ()))

    def add(self, *terms) -> Term:
        """A sum with like terms collected."""
        counts: dict[tuple, Number] = {}
        for term in self._addends(map(self.as_term, terms)):
            number, above, below = monomial(term)
            counts[above, below] = shorter(counts.get((above, below), 0) + number)
        found = [self._written(Monomial(number, *rest)) for rest, number in counts.items() if number != 0]
        return self.make("sum", *found) if len(found) > 1 else (found or [self.as_term(0)])[0]

    def multiply(self, *factors) -> Term:
        """A product, its numbers in front, what it is divided by below."""
        return self._written(product(*map(monomial, map(self.as_term, factors))))

    def divide(self, above, below) -> Term:
        """A quotient, written as a product is."""
        return self._written(product(monomial(self.as_term(above)), inverse(monomial(self.as_term(below)))))

    def raise_to(self, base: Term, exponent) -> Term:
        """A power; the first is its base, the one to zero is 1."""
        exponent = self.as_term(exponent)
        if exponent in (self.as_term(0), self.as_term(1)):
            return base if exponent is self.as_term(1) else exponent + 1
        return self.make("power", base, exponent)

    def _read(self, node, text):
        """The term of a node, and its value where it is constant, else None."""
        if node.op == "number":
            return self.make("number", value=float(node.value)), node.value
        if node.op == "name":
            return self.make("name", value=SAME_NAME.get(node.value, node.value)), CONSTANTS.get(node.value)
        args, values = zip(*(self._read(arg, text) for arg in node.args))
        if node.op == "power" and args[0].value == "e":
            term = self.make("exp", args[1])
        else:
            term = self.make(node.op, *args)
        return term, (None if term.letters else _constant(node, values, text))

    def _addends(self, terms):
        """The terms of a sum, and those of the sums among them."""
        for term in terms:
            inner = term.args[0] if term.op == "minus" else term
            if inner.op != "sum":
                yield term
            elif inner is term:
                yield from self._addends(term.args)
            else:
                yield from (self.make("minus", part) for part in self._addends(inner.args))

    def _written(self, product):
        """The term of a monomial."""
        number, above, below = product
        if number < 0:
            return self.make("minus", self._written(product._replace(number=-number)))
        top, bottom = number.as_integer_ratio() if isinstance(number, Fraction) else (number, 1)
        numerator, denominator = self._plain_product(top, above), self._plain_product(bottom, below)
        one = bottom == 1 and not below
        return numerator if one or number == 0 else self.make("quotient", numerator, denominator)

    def _plain_product(self, number, factors):
        first = [self.make("number", value=float(number))] if number != 1 or not factors else []
        factors = [*first, *sorted(factors, key=_is_function)] if number != 0 else first
        return self.make("product", *factors) if len(factors) > 1 else factors[0]


ARITHMETIC = {
    "add": Terms.add,
    "subtract": lambda terms, a, b: terms.add(a, terms.multiply(-1, b)),
    "negative": lambda terms, a: terms.multiply(-1, a),
    "multiply": Terms.multiply,
    "divide": Terms.divide,
    "power": Terms.raise_to,
}


def _is_function(factor):
    """Whether a factor stands behind letters and their powers in a product."""
    return not (factor.op == "name" or (factor.op == "power" and factor.args[0].op == "name"))


def parts(term: Term) -> list[Term]:
    """The different parts of a term, itself among them."""
    found, waiting = {}, [term]
    while waiting:
        part = waiting.pop()
        if part not in found:
            found[part] = None
            waiting.extend(part.args)
    return list(found)


def size(term: Term, sizes: dict | None = None) -> int:
    """How many parts a term has when it is written out, whatever occurs twice counted twice."""
    sizes = {} if sizes is None else sizes
    if term not in sizes:
        sizes[term] = 1 + sum(size(arg, sizes) for arg in term.args)
    return sizes[term]


def _constant(node, values, text):
    """The value of a constant part. Raises TypedError, with its place, where that is no finite number."""
    with np.errstate(all="ignore"):
        value = float(NUMERIC.get(node.op, lambda *values: FUNCTIONS[node.op].numpy(*values))(*values))
    if not np.isfinite(value):
        start, end = node.span
        sentence = f"{quoted(text[start:end])} at character {start + 1} is no finite number."
        raise TypedError(sentence, start, end - start)
    return value
