"""Monomials, a number times factors divided by factors: how products and quotients are simplified.

Factors are terms. Two of them are equal where they are the same term, whatever values they take.
"""

from collections import Counter
from fractions import Fraction
from math import isfinite
from typing import NamedTuple

from optim.typed.errors import TypedError

Number = float | Fraction
EXACT = 10**6  # numerators and denominators up to this are kept as a fraction


class Monomial(NamedTuple):
    """number * above[0] * above[1] ... / (below[0] * below[1] ...)."""

    number: Number
    above: tuple
    below: tuple


def monomial(term):
    """A term as a monomial."""
    if term.op == "number":
        return Monomial(exact(term.value), (), ())
    if term.op == "minus":
        return monomial(term.args[0])._replace(number=-monomial(term.args[0]).number)
    if term.op == "product":
        return product(*map(monomial, term.args))
    if term.op == "quotient":
        return product(monomial(term.args[0]), inverse(monomial(term.args[1])))
    return Monomial(Fraction(1), (term,), ())


def product(*monomials):
    """The product of monomials; a factor that stands both above and below is cancelled."""
    number = Fraction(1)
    for part in monomials:
        number = shorter(number * part.number)
    above, below = ([factor for part in monomials for factor in part[side]] for side in (1, 2))
    both = Counter(above) & Counter(below)
    return Monomial(number, _without(above, both), _without(below, both))


def inverse(part):
    """One divided by a monomial. Raises TypedError for a zero."""
    number, above, below = part
    if number == 0:
        raise TypedError("This is divided by zero everywhere.")
    return Monomial(shorter(1 / number), below, above)


def _without(factors, left_out):
    """The factors without as many of each as `left_out` counts."""
    left = Counter(factors) - left_out
    kept = []
    for factor in factors:
        if left[factor]:
            left[factor] -= 1
            kept.append(factor)
    return tuple(kept)


def exact(value):
    """A whole number as a fraction, anything else as it is."""
    return Fraction(value) if value % 1 == 0 and abs(value) <= EXACT else value


def shorter(number):
    """A number as a fraction if that is a small one, else as a float of 15 digits.

    Raises TypedError for what is too large for a float.
    """
    if isinstance(number, Fraction) and max(abs(number.numerator), number.denominator) <= EXACT:
        return number
    if not isfinite(value := float(number)):
        raise TypedError("The numbers in this function grow too large.")
    return float(f"{value:.15g}")
