"""A value of a program as a formula, as a textbook prints it: terms and factors in the order of the code."""

from collections.abc import Mapping
from dataclasses import replace

from optim.explain.formula import (
    Call,
    Cases,
    Condition,
    Formula,
    Fraction,
    Group,
    Number,
    Power,
    Product,
    Root,
    Sum,
    Symbol,
)  # fmt: skip
from optim.program import Program

ZERO, ONE, TWO = map(Number, "012")
CALLS = {"absolute": "abs", "maximum": "max", "fmax": "max", "minimum": "min", "fmin": "min"}
COMPARISONS = {
    "greater": ">", "greater_equal": r"\ge", "less": "<", "less_equal": r"\le", "equal": "=",
    "not_equal": r"\ne", "logical_and": r"\land", "logical_or": r"\lor",
}  # fmt: skip


def formula(
    program: Program, place: int, symbols: Mapping[int, Symbol], taken_apart: bool = False
) -> Formula:
    """The value at a place of a program; what has a symbol is not taken apart, unless it is this place."""
    if place in symbols and not taken_apart:
        return symbols[place]
    if place < 0:
        return number(program.constant(place))
    operation, *arguments = program.step(place)
    parts = tuple(formula(program, argument, symbols) for argument in arguments)
    if operation in WRITERS:
        written = WRITERS[operation](*parts)
    else:
        written = Call(CALLS.get(operation, operation), parts)
    return written if written.place is not None else replace(written, place=place)


def difference(left: Formula, right: Formula) -> Formula:
    """One formula less another: left - (a + b) is left - a - b."""
    return _sum(("+", left), ("-", right))


def number(value: float) -> Formula:
    """A number to six digits: 0.96, a half as a fraction, 1e-8 as a power of ten."""
    if value < 0:
        return _negative(number(-value))
    if value == 0.5:
        return Fraction(ONE, TWO)
    mantissa, _, exponent = f"{value:.6g}".partition("e")
    if not exponent:
        return Number(mantissa)
    power = Power(Number("10"), number(int(exponent)))
    return power if mantissa == "1" else Product((Number(mantissa), power))


def _terms(sign: str, part: Formula) -> list[tuple[str, Formula]]:
    """What a term brings into a sum: the terms of a sum have no parentheses there."""
    if part == ZERO:
        return []
    if not isinstance(part, Sum):
        return [(sign, part)]
    return [("+" if own == sign else "-", term) for own, term in zip(part.signs, part.terms)]


def _sum(*signed: tuple[str, Formula]) -> Formula:
    terms = [term for sign, part in signed for term in _terms(sign, part)]
    if not terms:
        return ZERO
    if len(terms) == 1 and terms[0][0] == "+":
        return terms[0][1]
    return Sum("".join(sign for sign, _ in terms), tuple(term for _, term in terms))


def _negative(part: Formula) -> Formula:
    return _sum(("-", part))


def _product(left: Formula, right: Formula) -> Formula:
    if left == right and left.place == right.place:
        return _power(left, TWO)
    if left == ONE or right == ONE:
        return right if left == ONE else left
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Sum) and one.signs == "-":  # -a b is -(a b)
            return _negative(_product(*((one.terms[0], other) if one is left else (other, one.terms[0]))))
    return Product((*_factors(left), *_factors(right)))


def _factors(part: Formula) -> tuple[Formula, ...]:
    if isinstance(part, Product):
        return part.factors
    return (Group(part) if isinstance(part, Sum | Condition) else part,)


def _power(base: Formula, exponent: Formula) -> Formula:
    if exponent in (ONE, Fraction(ONE, TWO)):
        return base if exponent == ONE else _root(base)
    alone = isinstance(base, Symbol | Number | Group) or (isinstance(base, Call) and base.name == "abs")
    return Power(base if alone else Group(base), exponent)


def _root(part: Formula) -> Formula:
    """A root. That it is none of a number below 0 need not be said: only rounding would make it one."""
    if isinstance(part, Call) and part.name == "max" and part.arguments[1] == ZERO:
        part = part.arguments[0]
    return Root(part)


def _where(condition: Formula, then: Formula, otherwise: Formula) -> Formula:
    if not isinstance(condition, Condition):
        condition = Condition(condition, r"\ne", ZERO)
    rows = ((then, condition),)
    if isinstance(otherwise, Cases):
        return Cases(rows + otherwise.rows, otherwise.otherwise)
    return Cases(rows, otherwise)


def _comparison(sign: str):
    return lambda left, right: Condition(left, sign, right)


WRITERS = {
    "add": lambda left, right: _sum(("+", left), ("+", right)),
    "subtract": difference,
    "negative": _negative,
    "multiply": _product,
    "divide": Fraction,
    "power": _power,
    "sqrt": _root,
    "where": _where,
    **{operation: _comparison(sign) for operation, sign in COMPARISONS.items()},
}
