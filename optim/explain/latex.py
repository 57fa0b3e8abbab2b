"""Reads the LaTeX of a rule into formulas: a parser by recursive descent, a method for each kind of part."""

import re
from functools import lru_cache

from optim.explain.formula import (
    Call,
    Cases,
    Condition,
    Equation,
    Formula,
    Fraction,
    Group,
    Number,
    Power,
    Product,
    Root,
    Sum,
    Symbol,
)

TOKEN = re.compile(
    r"\\(?:operatorname|text|begin|end)\{[^}]*\}|\\[a-zA-Z]+|\\.|\d+(?:\.\d+)?|[^\s]", re.DOTALL
)
SPACES = {r"\,", r"\quad", r"\left", r"\right", r"\!"}  # they say how it looks, not what it means
CALLS = {r"\max": "max", r"\min": "min", r"\operatorname{sign}": "sign"}
# What no factor begins with: here a product ends.
ENDS = {"", "+", "-", ")", "}", "|", ",", "=", "<", ">", "&", r"\\", r"\leftarrow", r"\text{else}"}


@lru_cache(maxsize=256)  # rules do not change
def equations(line: str) -> tuple[Equation, ...]:
    """The equations of a line of LaTeX, which commas part. Raises ValueError for what is no equation."""
    reader = _Reader(line)
    found = [reader.equation()]
    while reader.next == ",":
        reader.take()
        found.append(reader.equation())
    reader.take("")
    return tuple(found)


class _Reader:
    """Recursive descent: each method reads what its docstring says, and leaves the place after it."""

    def __init__(self, line: str):
        self.line = line
        self.tokens = [token for token in TOKEN.findall(line) if token not in SPACES]
        self.place = 0

    @property
    def next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, wanted: str | None = None) -> str:
        """The next token; ValueError where another one is `wanted`."""
        token = self.next
        if wanted is not None and token != wanted:
            raise ValueError(
                f"expected {wanted or 'the end'!r} and got {token or 'the end'!r} in {self.line!r}"
            )
        self.place += 1
        return token

    def equation(self) -> Equation:
        r"""symbol (= | \leftarrow) sum"""
        target = self.symbol()
        sign = self.take("=" if self.next == "=" else r"\leftarrow")
        return Equation(target, sign, self.sum())

    def sum(self) -> Formula:
        """product {(+ | -) product}"""
        signs, terms = "+", [self.product()]
        while self.next in ("+", "-"):
            signs += self.take()
            terms.append(self.product())
        return Sum(signs, tuple(terms)) if len(terms) > 1 else terms[0]

    def product(self) -> Formula:
        r"""power {power | \cdot power | / power}"""
        factors = [self.power()]
        while self.next not in ENDS:
            if self.next == "/":
                self.take()
                over = factors.pop()
                factors.append(Fraction(over, _bare(self.power())))
                continue
            if self.next == r"\cdot":
                self.take()
            factors.append(self.power())
        return Product(tuple(factors)) if len(factors) > 1 else factors[0]

    def power(self) -> Formula:
        """factor [^ argument]"""
        base = self.factor()
        if self.next != "^":
            return base
        self.take()
        return Power(base, self.argument())

    def factor(self) -> Formula:
        """A number, a symbol, or what its first sign announces."""
        kinds = {"(": self.group, "|": self.absolute, r"\sqrt": self.root, r"\begin{cases}": self.cases}
        kinds |= dict.fromkeys((r"\frac", r"\tfrac"), self.fraction) | dict.fromkeys(CALLS, self.call)
        if self.next in kinds:
            return kinds[self.next]()
        return Number(self.take()) if self.next[:1].isdigit() else self.symbol()

    def symbol(self) -> Symbol:
        r"""A letter, or \hat or \tilde and a letter, with its index if it has one."""
        letter = self.take()
        if not re.fullmatch(r"\\?[a-zA-Z]+", letter):
            raise ValueError(f"expected a symbol and got {letter or 'the end'!r} in {self.line!r}")
        if letter in (r"\hat", r"\tilde"):
            return Symbol(f"{letter} {self.take()}")
        if self.next == "_":
            letter += self.take() + self.index()
        return Symbol(letter)

    def index(self) -> str:
        """One sign, or all that stands in braces."""
        text = self.take()
        while text.startswith("{") and not text.endswith("}"):
            text += self.take()
        return text

    def argument(self) -> Formula:
        """What stands in braces, or the one sign that follows."""
        if self.next != "{":
            return self.factor()
        self.take("{")
        inside = self.sum()
        self.take("}")
        return inside

    def group(self) -> Formula:
        """( sum )"""
        self.take("(")
        inside = self.sum()
        self.take(")")
        return Group(inside)

    def absolute(self) -> Formula:
        """| sum |"""
        self.take("|")
        inside = self.sum()
        self.take("|")
        return Call("abs", (inside,))

    def root(self) -> Formula:
        r"""\sqrt argument"""
        self.take()
        return Root(self.argument())

    def fraction(self) -> Formula:
        r"""\frac argument argument"""
        self.take()
        return Fraction(self.argument(), self.argument())

    def call(self) -> Formula:
        """name ( sum {, sum} )"""
        name = CALLS[self.take()]
        self.take("(")
        arguments = [self.sum()]
        while self.next == ",":
            self.take()
            arguments.append(self.sum())
        self.take(")")
        return Call(name, tuple(arguments))

    def cases(self) -> Formula:
        r"""\begin{cases} {sum & if sum sign sum \\} sum & else \end{cases}"""
        self.take(r"\begin{cases}")
        rows, formula = [], self.sum()
        self.take("&")
        while self.next != r"\text{else}":
            self.take(r"\text{if }")
            rows.append((formula, Condition(self.sum(), self.take(), self.sum())))
            self.take(r"\\")
            formula = self.sum()
            self.take("&")
        self.take()
        self.take(r"\end{cases}")
        return Cases(tuple(rows), formula)


def _bare(formula: Formula) -> Formula:
    """Under the bar of a fraction no parentheses are needed."""
    return formula.inside if isinstance(formula, Group) else formula
