"""Formulas: the trees that a rule is printed from, in LaTeX by `str`, in MathML by figures.mathml."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields


@dataclass(frozen=True)
class Formula:
    """A part of a formula. `place`: that of its value in the program that it is read from, if it has one."""

    place: int | None = field(default=None, kw_only=True, compare=False)

    def parts(self) -> Iterator["Formula"]:
        """Every part of it that is a formula, the inner before the outer, itself last."""
        for each in fields(self):
            for part in _formulas(getattr(self, each.name)):
                yield from part.parts()
        yield self

    def symbols(self) -> list["Symbol"]:
        """Its symbols, in the order in which they stand."""
        return [part for part in self.parts() if isinstance(part, Symbol)]

    @property
    def is_tall(self) -> bool:
        """Whether it needs parentheses that grow with it."""
        return any(isinstance(part, Fraction | Cases) for part in self.parts())


def _formulas(value) -> Iterator[Formula]:
    if isinstance(value, Formula):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _formulas(item)


@dataclass(frozen=True)
class Number(Formula):
    """A number, as it is written: at least 0."""

    text: str

    def __str__(self):
        return self.text


@dataclass(frozen=True)
class Symbol(Formula):
    """A letter with its index and accent, such as `g`, `\\beta_1`, `\\hat m`, and the name it stands for."""

    latex: str
    name: str = ""

    def __str__(self):
        return self.latex


@dataclass(frozen=True)
class Sum(Formula):
    """Terms, each added or subtracted: `signs` has a '+' or a '-' for each."""

    signs: str
    terms: tuple[Formula, ...]

    def __str__(self):
        text = " ".join(f"{sign} {term}" for sign, term in zip(self.signs, self.terms))
        return f"-{text[2:]}" if text.startswith("-") else text.removeprefix("+ ")


@dataclass(frozen=True)
class Product(Formula):
    """Factors side by side."""

    factors: tuple[Formula, ...]

    def __str__(self):
        text = str(self.factors[0])
        for before, factor in zip(self.factors, self.factors[1:]):
            text += f"{_between(before, factor)}{factor}"
        return text


def runs_together(before: Formula, factor: Formula) -> bool:
    """Whether two factors need a dot between them: two fractions, or a number after something else."""
    fractions = isinstance(before, Fraction), isinstance(factor, Fraction)
    return all(fractions) or (str(factor)[0].isdigit() and not any(fractions))


def _between(before: Formula, factor: Formula) -> str:
    """A dot, or a little room beside a fraction and parentheses; tall ones bring room of their own."""
    if runs_together(before, factor):
        return r" \cdot "
    apart = isinstance(before, Fraction | Group) or isinstance(factor, Fraction)
    return r"\, " if apart or (isinstance(factor, Group) and not factor.is_tall) else " "


@dataclass(frozen=True)
class Fraction(Formula):
    """One formula over another."""

    over: Formula
    under: Formula

    def __str__(self):
        small = isinstance(self.over, Number) and isinstance(self.under, Number)
        return rf"\{'tfrac' if small else 'frac'}{{{self.over}}}{{{self.under}}}"

    @property
    def on_a_line(self) -> str:
        """With a slash, for where there is little room."""
        parts = (self.over, self.under)
        return " / ".join(f"({part})" if isinstance(part, Sum) else str(part) for part in parts)


@dataclass(frozen=True)
class Power(Formula):
    """A base and its exponent."""

    base: Formula
    exponent: Formula

    def __str__(self):
        exponent = str(self.exponent)
        return f"{self.base}^{exponent if len(exponent) == 1 else f'{{{exponent}}}'}"


@dataclass(frozen=True)
class Root(Formula):
    """A square root."""

    of: Formula

    def __str__(self):
        return rf"\sqrt{{{self.of.on_a_line if isinstance(self.of, Fraction) else self.of}}}"


@dataclass(frozen=True)
class Group(Formula):
    """A formula in parentheses."""

    inside: Formula

    def __str__(self):
        return rf"\left({self.inside}\right)" if self.inside.is_tall else f"({self.inside})"


# The functions that LaTeX has a command for.
COMMANDS = {"max", "min", "exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos"}


@dataclass(frozen=True)
class Call(Formula):
    """A function by its name, such as max or sign; abs is written |x|."""

    name: str
    arguments: tuple[Formula, ...]

    def __str__(self):
        inside = ", ".join(map(str, self.arguments))
        if self.name == "abs":
            return f"|{inside}|"
        name = rf"\{self.name}" if self.name in COMMANDS else rf"\operatorname{{{self.name}}}"
        return f"{name}({inside})"


@dataclass(frozen=True)
class Condition(Formula):
    """Two formulas that are compared, or two conditions joined: `sign` is '>', '\\land' and so on."""

    left: Formula
    sign: str
    right: Formula

    def __str__(self):
        return f"{self.left} {self.sign} {self.right}"


@dataclass(frozen=True)
class Cases(Formula):
    """The formula of the first condition that holds, and one for all other cases."""

    rows: tuple[tuple[Formula, Formula], ...]
    otherwise: Formula

    def __str__(self):
        rows = [rf"{formula} & \text{{if }} {condition} \\ " for formula, condition in self.rows]
        return rf"\begin{{cases}} {''.join(rows)}{self.otherwise} & \text{{else}} \end{{cases}}"


@dataclass(frozen=True)
class Equation(Formula):
    """What a symbol is, or is from now on: `sign` is '=' or '\\leftarrow'."""

    target: Symbol
    sign: str
    formula: Formula

    def __str__(self):
        return f"{self.target} {self.sign} {self.formula}"
