"""What each rule has that the rule it grew from has not."""

from functools import cache
from typing import NamedTuple

from optim.explain.equations import starts, updates
from optim.explain.formula import Equation
from optim.optimizers import OPTIMIZERS, Optimizer


class Comparison(NamedTuple):
    """The equations of a rule beside those of its parent."""

    kept: tuple[Equation, ...]  # what it remembers as its parent does
    added: tuple[Equation, ...]  # what it remembers otherwise
    step: Equation
    is_step_kept: bool


@cache
def compared(name: str) -> Comparison:
    """What the optimizer of this name has kept of its parent's equations, and what it has added."""
    record = OPTIMIZERS[name]
    parent = {str(equation) for equation in _equations(OPTIMIZERS[record.parent])} if record.parent else set()
    *state, step = _equations(record)
    kept = tuple(equation for equation in state if str(equation) in parent)
    added = tuple(equation for equation in state if str(equation) not in parent)
    return Comparison(kept, added, step, str(step) in parent)


def _equations(record: type[Optimizer]) -> list[Equation]:
    rule = record(step_size=1.0)  # which no equation shows
    return [*starts(rule), *updates(rule)]
