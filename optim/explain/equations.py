"""The equations of a rule, read from its program: what a textbook would print of the record's own code."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from optim.explain.formula import Equation, Symbol
from optim.explain.lines import MOVE, Line, Listing, listing
from optim.explain.mathematics import difference, formula
from optim.optimizers import Optimizer, as_optimizer
from optim.optimizers.base import SYMBOLS


def equations(optimizer: Optimizer) -> tuple[str, ...]:
    """The rule in LaTeX, a line an entry, for the switches as this optimizer has them; g is the gradient.

    First what a state starts with, where that is no constant; the new iterate last. A definition shares its
    line with another one, or with an equation that reads it. Raises ValueError for what is no optimizer, and
    UntraceableError for a rule that has no program.
    """
    as_optimizer(optimizer)
    lines, defined = [], None  # the definition at the end of the last line, if it has room for more
    for equation in (*starts(optimizer), *updates(optimizer)):
        goes_on = defined and (equation.sign == "=" or defined in equation.formula.symbols())
        if goes_on and equation.target.name != MOVE:
            lines[-1] += rf", \quad {equation}"
            defined = None
        else:
            lines.append(str(equation))
            defined = equation.target if equation.sign == "=" else None
    return tuple(lines)


def updates(optimizer: Optimizer) -> tuple[Equation, ...]:
    """The equations of one update, in the order in which they are worked out; the new iterate last.

    What an index t + 1 names has none: it is the one of index t, an update later.
    """
    return _updates(listing(optimizer))


@lru_cache(maxsize=256)
def _updates(listed: Listing) -> tuple[Equation, ...]:
    symbols = {place: symbol(name, place) for place, name in listed.names.items()}
    found = [_equation(listed, line, symbols) for line in listed.lines]
    targets = {equation.target.latex for equation in found}
    later = {latex.replace("_t", "_{t+1}") for latex in targets if latex.endswith("_t")}
    return tuple(equation for equation in found if equation.target.latex not in later)


def symbol(name: str, place: int | None = None) -> Symbol:
    """The symbol of a name in a rule: of a hyperparameter, a field of the state, or what `named` calls so."""
    if name.endswith("_old"):
        latex = symbol(name.removesuffix("_old")).latex + r"_{\text{old}}"
    else:
        latex = SYMBOLS.get(name) or _letters(name)
    return Symbol(latex, name, place=place)


def _letters(name: str) -> str:
    """A name without a symbol: a letter with or without a number is one, others are words."""
    letter, _, index = name.partition("_")
    if len(letter) == 1 and (not index or index.isdigit()):
        return f"{letter}_{{{index}}}" if index else letter
    return rf"\text{{{name.replace('_', ' ')}}}"


def _equation(listed: Listing, line: Line, symbols: Mapping[int, Symbol]) -> Equation:
    if line.name == MOVE:
        x = symbols[listed.program.inputs.index(MOVE)]
        move = difference(x, formula(listed.program, line.place, symbols))
        return Equation(x, r"\leftarrow", move, place=line.place)
    if name := listed.given(line):
        right = symbol(name, line.place)
    else:
        right = formula(listed.program, line.place, symbols, taken_apart=listed.has_own(line))
    sign = r"\leftarrow" if line.replaces else "="
    return Equation(symbol(line.name, line.place), sign, right, place=line.place)


def starts(optimizer: Optimizer) -> Iterator[Equation]:
    """The values of the state before the first update that follow from a hyperparameter or the start."""
    rule = listing(optimizer).rule
    given = [symbol(name) for name in rule.init.inputs]
    symbols = {place: _at_0(s) if s.name == MOVE else s for place, s in enumerate(given)}
    for name, place in zip(rule.state, rule.init.results):
        if place >= 0:
            yield Equation(_at_0(symbol(name)), "=", formula(rule.init, place, symbols))


def _at_0(symbol: Symbol) -> Symbol:
    return Symbol(f"{symbol.latex}_0", symbol.name)
