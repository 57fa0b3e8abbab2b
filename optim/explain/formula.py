"""Formulas: the LaTeX that the records' rules are written in, as trees that can be worked out with numbers.

A rule is written once, for the reader; here it is read, so that each part of it has a value. The LaTeX is the
part of LaTeX that the rules need: sums, products, powers, fractions, roots, max, min, sign, |x|, cases.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import reduce

import numpy as np

Values = Mapping[str, np.ndarray | float]  # the LaTeX of a symbol -> its value


class Formula:
    """A part of a formula: `str` gives its LaTeX, `value` works it out."""

    def value(self, values: Values) -> np.ndarray | float:
        """What it comes to where its symbols have these values; KeyError for a symbol without one."""
        raise NotImplementedError

    def parts(self) -> Iterator["Formula"]:
        """Every part of it that is a formula, the inner before the outer, itself last."""
        for field in fields(self):
            for part in _formulas(getattr(self, field.name)):
                yield from part.parts()
        yield self

    def symbols(self) -> list[str]:
        """The LaTeX of its symbols, in the order in which they stand."""
        return [part.latex for part in self.parts() if isinstance(part, Symbol)]


def _formulas(value) -> Iterator[Formula]:
    if isinstance(value, Formula):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _formulas(item)


@dataclass(frozen=True)
class Number(Formula):
    """A number, as it is written."""

    text: str

    def __str__(self):
        return self.text

    def value(self, values):
        return float(self.text)


@dataclass(frozen=True)
class Symbol(Formula):
    """A letter with its index and its accent, such as `g`, `\\beta_1`, `\\hat m`."""

    latex: str

    def __str__(self):
        return self.latex

    def value(self, values):
        return values[self.latex]


@dataclass(frozen=True)
class Sum(Formula):
    """Terms, each added or subtracted: `signs` has a '+' or a '-' for each."""

    signs: str
    terms: tuple[Formula, ...]

    def __str__(self):
        text = " ".join(f"{sign} {term}" for sign, term in zip(self.signs, self.terms))
        return text.removeprefix("+ ")

    def value(self, values):
        """The sum of the terms, each with its sign."""
        signed = [
            term.value(values) * (1 if sign == "+" else -1) for sign, term in zip(self.signs, self.terms)
        ]
        return reduce(np.add, signed)


@dataclass(frozen=True)
class Product(Formula):
    """Factors side by side."""

    factors: tuple[Formula, ...]

    def __str__(self):
        return " ".join(map(str, self.factors))

    def value(self, values):
        return reduce(np.multiply, [factor.value(values) for factor in self.factors])


@dataclass(frozen=True)
class Fraction(Formula):
    """One formula over another."""

    over: Formula
    under: Formula

    def __str__(self):
        return rf"\frac{{{self.over}}}{{{self.under}}}"

    def value(self, values):
        return np.divide(self.over.value(values), self.under.value(values))


@dataclass(frozen=True)
class Power(Formula):
    """A base and its exponent."""

    base: Formula
    exponent: Formula

    def __str__(self):
        exponent = str(self.exponent)
        return f"{self.base}^{exponent if len(exponent) == 1 else f'{{{exponent}}}'}"

    def value(self, values):
        return np.power(self.base.value(values), self.exponent.value(values))


@dataclass(frozen=True)
class Root(Formula):
    """A square root. Where rounding has left a variance below 0, it is 0."""

    of: Formula

    def __str__(self):
        return rf"\sqrt{{{self.of}}}"

    def value(self, values):
        return np.sqrt(np.maximum(self.of.value(values), 0))


@dataclass(frozen=True)
class Group(Formula):
    """A formula in parentheses."""

    inside: Formula

    def __str__(self):
        return f"({self.inside})"

    def value(self, values):
        return self.inside.value(values)


@dataclass(frozen=True)
class Call(Formula):
    """A function of one or two formulas: max, min, sign, or abs, which is written |x|."""

    name: str
    arguments: tuple[Formula, ...]

    def __str__(self):
        inside = ", ".join(map(str, self.arguments))
        if self.name == "abs":
            return f"|{inside}|"
        return (r"\operatorname{sign}" if self.name == "sign" else rf"\{self.name}") + f"({inside})"

    def value(self, values):
        return FUNCTIONS[self.name](*(argument.value(values) for argument in self.arguments))


FUNCTIONS = {"max": np.maximum, "min": np.minimum, "sign": np.sign, "abs": np.abs}


@dataclass(frozen=True)
class Condition(Formula):
    """Whether one formula is larger than another, or smaller: `sign` is '>' or '<'."""

    left: Formula
    sign: str
    right: Formula

    def __str__(self):
        return f"{self.left} {self.sign} {self.right}"

    def value(self, values):
        compare = np.greater if self.sign == ">" else np.less
        return compare(self.left.value(values), self.right.value(values))


@dataclass(frozen=True)
class Cases(Formula):
    """The formula of the first condition that holds, and one for all other cases."""

    rows: tuple[tuple[Formula, Condition], ...]
    otherwise: Formula

    def __str__(self):
        rows = [rf"{formula} & \text{{if }} {condition} \\ " for formula, condition in self.rows]
        return rf"\begin{{cases}} {''.join(rows)}{self.otherwise} & \text{{else}} \end{{cases}}"

    def value(self, values):
        """Where a condition holds the formula beside it, elsewhere the last; coordinate by coordinate."""
        conditions = [condition.value(values) for _, condition in self.rows]
        return np.select(
            conditions, [formula.value(values) for formula, _ in self.rows], self.otherwise.value(values)
        )


@dataclass(frozen=True)
class Equation(Formula):
    """What a symbol is, or is from now on: `sign` is '=' or '\\leftarrow'."""

    target: Symbol
    sign: str
    formula: Formula

    def __str__(self):
        return f"{self.target} {self.sign} {self.formula}"

    def value(self, values):
        return self.formula.value(values)
