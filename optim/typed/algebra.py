"""From the tree of a typed function to terms, and from those to their derivatives.

A term is written down as it was typed: f is worked out in that order, and nothing in it can grow, as numbers
and powers do in a computer algebra system that expands and compares what it builds. Equal terms are one term,
so whatever occurs twice in f or its derivatives is counted, and computed, once. Derivatives are simplified
only as far as a reader expects: no 0 + or 1 *, one number in front of a product, like terms collected.
"""

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from math import isfinite
from typing import NamedTuple

import numpy as np

from optim.typed.errors import TypedError, quoted
from optim.typed.functions import CONSTANTS, COORDINATES, FUNCTIONS, namespace

MOST_PARTS = 2000  # different parts of a function and its derivatives together
Number = float | Fraction
EXACT = 10**6  # numerators and denominators up to this are kept as a fraction
NUMERIC = {
    "sum": lambda *terms: sum(terms),
    "minus": lambda term: -term,
    "product": lambda *factors: np.prod(factors),
    "quotient": np.divide,
    "power": np.power,
}
# Of these, values and slopes are finite wherever the arguments are.
SMOOTH = {"sum", "minus", "product", "number", "name", "sin", "cos", "tan", "atan", "sinh", "cosh", "tanh",
          "asinh", "exp", "abs", "sign", "max", "min", "above"}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Term:
    """A part of a function, or of a derivative: read like a Node, reckoned with like a number."""

    op: str  # as of a Node
    args: tuple["Term", ...]
    value: float | str | None
    terms: "Terms" = field(repr=False)
    letters: frozenset[str] = frozenset()  # the coordinates in it

    def __add__(self, other):
        return self.terms.add(self, other)

    def __radd__(self, other):
        return self.terms.add(other, self)

    def __sub__(self, other):
        return self.terms.add(self, self.terms.multiply(-1, other))

    def __rsub__(self, other):
        return self.terms.add(other, -self)

    def __neg__(self):
        return self.terms.multiply(-1, self)

    def __mul__(self, other):
        return self.terms.multiply(self, other)

    def __rmul__(self, other):
        return self.terms.multiply(other, self)

    def __truediv__(self, other):
        return self.terms.divide(self, other)

    def __rtruediv__(self, other):
        return self.terms.divide(other, self)

    def __pow__(self, other):
        return self.terms.raise_to(self, other)


class Terms:
    """The different terms of one function and of its derivatives, and how new ones are made of them.

    Raises TypedError as soon as there are more than 2000.
    """

    def __init__(self):
        self._made: dict[tuple, Term] = {}
        self._derivatives: dict[tuple[Term, str], Term] = {}
        self.functions = namespace({
            op: lambda *args, op=op: self.make(op, *map(self.as_term, args)) for op in FUNCTIONS
        })  # fmt: skip

    def __len__(self) -> int:
        return len(self._made)

    def read(self, tree, text: str) -> Term:
        """The term of a tree, as typed. Raises TypedError where a constant part of it is no finite number."""
        term, _ = self._read(tree, text)
        return term

    def gradient(self, term: Term) -> tuple[Term, Term]:
        """The derivatives by x and by y."""
        return tuple(self.derivative(term, letter) for letter in COORDINATES)

    def make(self, op: str, *args: Term, value=None) -> Term:
        """The term of this kind, the same one for the same arguments; nothing is simplified."""
        key = (op, value, args)
        if key not in self._made:
            if len(self._made) >= MOST_PARTS:
                sentence = (
                    f"The derivative of this function has more than {MOST_PARTS} parts: try a shorter one."
                )
                raise TypedError(sentence)
            letters = {value} & set(COORDINATES) if op == "name" else set().union(*(a.letters for a in args))
            self._made[key] = Term(op, args, value, self, frozenset(letters))
        return self._made[key]

    def as_term(self, value) -> Term:
        """A term as it is; a number as a term, a negative one as minus one."""
        if isinstance(value, Term):
            return value
        return self._written(Monomial(_shorter(_exact(value)), (), ()))

    def add(self, *terms) -> Term:
        """A sum with like terms collected."""
        counts: dict[tuple, Number] = {}
        for term in self._addends(map(self.as_term, terms)):
            number, above, below = _monomial(term)
            counts[above, below] = _shorter(counts.get((above, below), 0) + number)
        found = [self._written(Monomial(number, *rest)) for rest, number in counts.items() if number != 0]
        return self.make("sum", *found) if len(found) > 1 else (found or [self.as_term(0)])[0]

    def multiply(self, *factors) -> Term:
        """A product, its numbers in front, what it is divided by below."""
        return self._written(_product(*map(_monomial, map(self.as_term, factors))))

    def divide(self, above, below) -> Term:
        """A quotient, written as a product is."""
        return self._written(
            _product(_monomial(self.as_term(above)), _inverse(_monomial(self.as_term(below))))
        )

    def raise_to(self, base: Term, exponent) -> Term:
        """A power; the first is its base, the one to zero is 1."""
        exponent = self.as_term(exponent)
        if exponent in (self.as_term(0), self.as_term(1)):
            return base if exponent is self.as_term(1) else exponent + 1
        return self.make("power", base, exponent)

    def derivative(self, term: Term, by: str) -> Term:
        """The derivative of a term by 'x' or 'y'."""
        if by not in term.letters:
            return self.as_term(0)
        if (term, by) not in self._derivatives:
            rule = RULES.get(term.op, _chain_rule)
            self._derivatives[term, by] = rule(self, term, lambda part: self.derivative(part, by))
        return self._derivatives[term, by]

    def _read(self, node, text):
        """The term of a node, and its value where it is constant, else None."""
        if node.op == "number":
            return self.make("number", value=float(node.value)), node.value
        if node.op == "name":
            return self.make("name", value=NAMES[node.value]), CONSTANTS.get(node.value)
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

    def _written(self, monomial):
        """The term of a monomial."""
        number, above, below = monomial
        if number < 0:
            return self.make("minus", self._written(monomial._replace(number=-number)))
        top, bottom = number.as_integer_ratio() if isinstance(number, Fraction) else (number, 1)
        numerator, denominator = self._plain_product(top, above), self._plain_product(bottom, below)
        one = bottom == 1 and not below
        return numerator if one or number == 0 else self.make("quotient", numerator, denominator)

    def _plain_product(self, number, factors):
        first = [self.make("number", value=float(number))] if number != 1 or not factors else []
        factors = [*first, *sorted(factors, key=_is_function)] if number != 0 else first
        return self.make("product", *factors) if len(factors) > 1 else factors[0]


class Monomial(NamedTuple):
    """A number times factors, divided by factors."""

    number: Number
    above: tuple[Term, ...]
    below: tuple[Term, ...]


def _monomial(term):
    if term.op == "number":
        return Monomial(_exact(term.value), (), ())
    if term.op == "minus":
        return _monomial(term.args[0])._replace(number=-_monomial(term.args[0]).number)
    if term.op == "product":
        return _product(*map(_monomial, term.args))
    if term.op == "quotient":
        return _product(_monomial(term.args[0]), _inverse(_monomial(term.args[1])))
    return Monomial(Fraction(1), (term,), ())


def _product(*monomials):
    """The product of monomials, what stands above and below left out."""
    number = Fraction(1)
    for monomial in monomials:
        number = _shorter(number * monomial.number)
    above, below = ([factor for monomial in monomials for factor in monomial[side]] for side in (1, 2))
    both = Counter(above) & Counter(below)
    return Monomial(number, _without(above, both), _without(below, both))


def _inverse(monomial):
    number, above, below = monomial
    if number == 0:
        raise TypedError("This is divided by zero everywhere.")
    return Monomial(_shorter(1 / number), below, above)


def _without(factors, left_out):
    """The factors without as many of each as `left_out` counts."""
    left = Counter(factors) - left_out
    kept = []
    for factor in factors:
        if left[factor]:
            left[factor] -= 1
            kept.append(factor)
    return tuple(kept)


def _is_function(factor):
    """Whether a factor stands behind letters and their powers in a product."""
    return not (factor.op == "name" or (factor.op == "power" and factor.args[0].op == "name"))


NAMES = {"x": "x", "y": "y", "pi": "pi", "π": "pi", "e": "e"}


def is_smooth(*terms: Term) -> bool:
    """Whether terms are finite wherever no number overflows, by the functions and powers in them."""
    return all(map(_is_smooth, {part for term in terms for part in parts(term)}))


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


def _is_smooth(term):
    if term.op == "quotient":
        return not term.args[1].letters
    if term.op == "power":
        exponent = term.args[1]
        return not term.letters or (exponent.op == "number" and exponent.value % 1 == 0)
    return term.op in SMOOTH or not term.letters


def _constant(node, values, text):
    """The value of a constant part. Raises TypedError, with its place, where that is no finite number."""
    with np.errstate(all="ignore"):
        value = float(NUMERIC.get(node.op, lambda *values: FUNCTIONS[node.op].numpy(*values))(*values))
    if not np.isfinite(value):
        start, end = node.span
        sentence = f"{quoted(text[start:end])} at character {start + 1} is no finite number."
        raise TypedError(sentence, start, end - start)
    return value


def _exact(value):
    """A whole number as a fraction, anything else as it is."""
    return Fraction(value) if value % 1 == 0 and abs(value) <= EXACT else value


def _shorter(number):
    """A number that is small as a fraction as that, any other as a float of 15 digits."""
    if isinstance(number, Fraction) and max(abs(number.numerator), number.denominator) <= EXACT:
        return number
    if not isfinite(value := float(number)):
        raise TypedError("The numbers in this function grow too large.")
    return float(f"{value:.15g}")


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
