"""Formulas as MathML, which browsers draw themselves: with letters, or with places for numbers.

A number's place is <mpadded data-slot="NAME">, to be filled by whoever has the numbers. `data-guard` says
which numbers need parentheses there: those with a sign ('sign'), or those with a power of ten too ('power').
"""

from collections.abc import Callable, Container
from html import escape

from optim.explain import formula as f

LETTERS = {
    r"\alpha": "α", r"\beta": "β", r"\epsilon": "ε", r"\eta": "η", r"\lambda": "λ", r"\mu": "μ", r"\psi": "ψ",
    r"\rho": "ρ", r"\min": "min", r"\max": "max", "-": "−",
}  # fmt: skip
ACCENTS = {r"\hat": "^", r"\tilde": "~"}
SIGNS = {"=": "<mo>=</mo>", r"\leftarrow": "<mo>←</mo>"}
COMPARISONS = {">": "&gt;", "<": "&lt;", r"\ge": "≥", r"\le": "≤", r"\ne": "≠", r"\land": "∧", r"\lor": "∨"}
TEXT = r"\text{"

BAR = '<mo stretchy="false" lspace="0" rspace="0">|</mo>'
SIGNED, POWERS = "sign", "power"  # guards

Leaf = Callable[[f.Symbol, str], str]  # a symbol and its guard, '' for none -> MathML


def symbolic(formula: f.Formula, vectors: Container[int] = ()) -> str:
    """A formula in letters: a <math> element. What has its place among the `vectors` is in bold type."""

    def leaf(symbol: f.Symbol, _: str) -> str:
        written = letters(symbol.latex)
        return written.replace("<mi ", '<mi class="vector" ', 1) if symbol.place in vectors else written

    return _math(_Writer(leaf, times="").write(formula))


def numeric(formula: f.Formula, names: dict[str, str], result: str) -> str:
    """The same with a place for every number: a <math> element, in which the result comes first.

    names: LaTeX of a symbol -> the name of its place; result: that of what the formula gives.
    """
    sign = "<mo>=</mo>"
    if isinstance(formula, f.Equation):
        sign, formula = SIGNS[formula.sign], formula.formula
    given = _slot(result)
    if isinstance(formula, f.Symbol):  # the gradient is given
        return _math(given)
    writer = _Writer(lambda symbol, guard: _slot(names[symbol.latex], guard), times="<mo>·</mo>")
    return _math(f"{given}{sign}{writer.write(formula)}")


def letters(latex: str) -> str:
    """A symbol, such as `\\beta_1` or `\\hat m`, as MathML."""
    base, _, index = latex.partition("_")
    accent, has_accent, letter = base.partition(" ")
    if base.startswith(TEXT):  # a name in words
        written = _text(base)
    elif has_accent:
        written = f'<mover accent="true">{_letter(letter)}<mo stretchy="false">{ACCENTS[accent]}</mo></mover>'
    else:
        written = _letter(base)
    return f"<msub>{written}{_row(_index(index))}</msub>" if index else written


def _index(latex: str) -> str:
    inside = latex.removeprefix("{").removesuffix("}")
    if inside.startswith(TEXT):
        return _text(inside)
    return "".join(map(_sign, [inside] if inside in LETTERS else inside))


def _text(latex: str) -> str:
    return f"<mtext>{escape(latex.removeprefix(TEXT).removesuffix('}'))}</mtext>"


def _math(inside: str) -> str:
    return f'<math><mstyle displaystyle="true">{inside}</mstyle></math>'


def _slot(name: str, guard: str = "") -> str:
    return f'<mpadded data-slot="{escape(name)}" data-guard="{guard}"></mpadded>'


def _letter(text: str) -> str:
    # The page's mathematical font has its italics where the plain letters are.
    return f'<mi mathvariant="normal">{LETTERS.get(text, text)}</mi>'


def _sign(text: str) -> str:
    if text.isdigit():
        return f"<mn>{text}</mn>"
    if text in ("+", "-"):
        return f'<mo form="prefix" lspace="0" rspace="0">{LETTERS.get(text, text)}</mo>'
    return f'<mi class="word">{LETTERS[text]}</mi>' if len(text) > 1 else _letter(text)


class _Writer:
    """Writes each kind of formula by the method of its name. `times` stands between two factors."""

    def __init__(self, leaf: Leaf, times: str):
        self.leaf = leaf
        self.times = times

    def write(self, formula: f.Formula, guard: str = "") -> str:
        """`guard`: which numbers need parentheses, should the formula be one."""
        if isinstance(formula, f.Symbol):
            return self.leaf(formula, guard)
        if isinstance(formula, f.Product):
            return self.product(formula, guard)
        return getattr(self, type(formula).__name__.lower())(formula)

    def number(self, formula: f.Number) -> str:
        """The digits as they stand in the formula."""
        return f"<mn>{formula.text}</mn>"

    def sum(self, formula: f.Sum) -> str:
        """Terms with their signs between them; a negative number after the first stands in parentheses."""
        first, *others = zip(formula.signs, formula.terms)
        later = (f"<mo>{LETTERS.get(sign, sign)}</mo>{self.write(term, SIGNED)}" for sign, term in others)
        return self.write(first[1]) + "".join(later)

    def product(self, formula: f.Product, guard: str) -> str:
        """Factors side by side; a dot between those that would run into one another."""
        first, *others = formula.factors
        text, before = self.write(first, guard), first
        for factor in others:
            dot = "<mo>·</mo>" if f.runs_together(before, factor) else self.times
            times = dot or '<mspace width="0.14em"></mspace>'
            text, before = text + times + self.write(factor, POWERS), factor
        return text

    def fraction(self, formula: f.Fraction) -> str:
        """One row over another."""
        return f"<mfrac>{_row(self.write(formula.over))}{_row(self.write(formula.under))}</mfrac>"

    def power(self, formula: f.Power) -> str:
        """A base and its exponent; a number in the base stands in parentheses where it must."""
        base, exponent = self.write(formula.base, POWERS), _row(self.write(formula.exponent))
        if base.startswith("<msub>"):  # an index and an exponent stand one above the other
            return base.replace("msub>", "msubsup>").removesuffix("</msubsup>") + exponent + "</msubsup>"
        return f"<msup>{_row(base)}{exponent}</msup>"

    def root(self, formula: f.Root) -> str:
        """A square root."""
        return f"<msqrt>{self.write(formula.of)}</msqrt>"

    def group(self, formula: f.Group) -> str:
        """Parentheses of the rule itself."""
        return _parentheses(self.write(formula.inside))

    def call(self, formula: f.Call) -> str:
        """A function by its name, bars for an absolute value."""
        inside = '<mo separator="true">,</mo>'.join(map(self.write, formula.arguments))
        if formula.name == "abs":
            return f"{BAR}{inside}{BAR}"
        return f'<mrow><mi class="word">{formula.name}</mi>{_parentheses(inside)}</mrow>'

    def condition(self, formula: f.Condition) -> str:
        """Two formulas with <, = or > between them."""
        sign = COMPARISONS.get(formula.sign, formula.sign)
        return f"{self.write(formula.left)}<mo>{sign}</mo>{self.write(formula.right)}"

    def cases(self, formula: f.Cases) -> str:
        """A row for each case, and one for else."""
        rows = [(case, f"<mtext>if&#160;</mtext>{self.write(when)}") for case, when in formula.rows]
        rows.append((formula.otherwise, "<mtext>else</mtext>"))
        cells = (f"<mtr><mtd>{self.write(case)}</mtd><mtd>{when}</mtd></mtr>" for case, when in rows)
        return f'<mtable class="cases">{"".join(cells)}</mtable>'

    def equation(self, formula: f.Equation) -> str:
        """What gets a new value, the sign, and the formula."""
        return self.write(formula.target) + SIGNS[formula.sign] + self.write(formula.formula)


def _row(inside: str) -> str:
    return f"<mrow>{inside}</mrow>"


def _parentheses(inside: str) -> str:
    return f'<mrow><mo stretchy="false">(</mo>{inside}<mo stretchy="false">)</mo></mrow>'
