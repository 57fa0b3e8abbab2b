"""The equations of a rule, read from its program: what a textbook would print of the record's own code."""

from collections.abc import Iterator

from optim.explain.formula import Equation, Formula, Symbol
from optim.explain.lines import STEP, Line, Listing, listing
from optim.explain.mathematics import difference, formula
from optim.optimizers import Optimizer
from optim.optimizers.base import SYMBOLS

ITERATE = "x"


def equations(optimizer: Optimizer) -> tuple[str, ...]:
    """The rule in LaTeX, a line an entry, for the switches as this optimizer has them; g is the gradient.

    First what a state starts with, where that is no constant; the new iterate last. A definition shares its
    line with another one, or with an equation that reads it. Raises UntraceableError for a rule that has no
    program.
    """
    lines, defined = [], None  # the definition at the end of the last line, if it has room for more
    for equation in (*_starts(optimizer), *updates(optimizer)):
        goes_on = defined and (equation.sign == "=" or defined in equation.formula.symbols())
        if goes_on and equation.target.name != ITERATE:
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
    told = listing(optimizer)
    found = [_equation(optimizer, told, line) for line in told.lines]
    targets = {equation.target.latex for equation in found}
    later = {latex.replace("_t", "_{t+1}") for latex in targets if latex.endswith("_t")}
    return tuple(equation for equation in found if equation.target.latex not in later)


def symbol(optimizer: Optimizer, name: str, place: int | None = None) -> Symbol:
    """The symbol of a name in a rule: of a hyperparameter, a field of the state, or what `named` calls so."""
    known = {**SYMBOLS, **optimizer.symbols}
    if name.endswith("_old"):
        latex = symbol(optimizer, name.removesuffix("_old")).latex + r"_{\text{old}}"
    else:
        latex = known.get(name, name if len(name) == 1 else rf"\text{{{name.replace('_', ' ')}}}")
    return Symbol(latex, name, place=place)


def _equation(optimizer: Optimizer, told: Listing, line: Line) -> Equation:
    symbols = {place: symbol(optimizer, name, place) for place, name in told.names.items()}
    if line.name == STEP:
        x = symbols[told.program.inputs.index(ITERATE)]
        move = difference(x, formula(told.program, line.place, symbols))
        return Equation(x, r"\leftarrow", move, place=line.place)
    target = symbol(optimizer, line.name, line.place)
    sign = r"\leftarrow" if line.replaces else "="
    return Equation(target, sign, _right(optimizer, told, line, symbols), place=line.place)


def _right(optimizer: Optimizer, told: Listing, line: Line, symbols: dict[int, Symbol]) -> Formula:
    if name := told.given(line):
        return symbol(optimizer, name, line.place)
    return formula(told.program, line.place, symbols, taken_apart=told.has_own(line))


def _starts(optimizer: Optimizer) -> Iterator[Equation]:
    """The values of the state before the first update that follow from a hyperparameter or the start."""
    rule = listing(optimizer).rule
    given = [symbol(optimizer, name) for name in rule.init.inputs]
    symbols = {place: _at_0(s) if s.name == ITERATE else s for place, s in enumerate(given)}
    for name, place in zip(rule.state, rule.init.results):
        if place >= 0:
            yield Equation(_at_0(symbol(optimizer, name)), "=", formula(rule.init, place, symbols))


def _at_0(symbol: Symbol) -> Symbol:
    return Symbol(f"{symbol.latex}_0", symbol.name)
