"""A run on Python's own numbers: two programs written out, a line a step, as one function.

For two numbers NumPy takes twenty times as long as the arithmetic itself. The steps are the same and in the
same order, so the iterates are the same to the bit; where Python's numbers raise an error and NumPy's go on,
in inf and NaN, the caller does.
"""

import math
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from optim.objectives import Objective
from optim.objectives.base import Bound
from optim.optimizers import Optimizer
from optim.program.program import Program
from optim.program.records import RuleProgram, optimizer_programs
from optim.program.trace import trace
from optim.typed.kinks import Slopes

UNTRACED = (ValueError, TypeError, AttributeError)  # by what `trace` refuses, and by a record that checks
ERRORS = (ArithmeticError, ValueError)  # of Python's numbers where NumPy's go on
AXES = "xy"

# How a step is written; what is not here is called by NumPy's name.
LINES = {
    "add": "{} + {}", "subtract": "{} - {}", "multiply": "{} * {}", "divide": "{} / {}", "negative": "-{}",
    "power": "power({}, {})", "sqrt": "sqrt({})", "absolute": "abs({})", "sign": "sign({})",
    "greater": "{} > {}", "greater_equal": "{} >= {}", "less": "{} < {}", "less_equal": "{} <= {}",
    "equal": "{} == {}", "not_equal": "{} != {}", "where": "{1} if {0} else {2}",
    "maximum": "{0} if {0} >= {1} or {0} != {0} else {1}",
    "minimum": "{0} if {0} <= {1} or {0} != {0} else {1}",
}  # fmt: skip


class Straight(NamedTuple):
    """A run as a function: `advance(sizes, kicks, x, y, *state, factor, *coefficients, *hyperparameters)`.

    It takes an update for each step size, and gives the iterate and the state behind each: all numbers in a
    row, as one list. A field of the state is two numbers or, where the coordinates share it, one: `widths`.
    """

    advance: Callable[..., list[float]]
    widths: tuple[int, ...]
    constants: tuple[float, ...]  # the factor, the coefficients and the hyperparameters


def straight(objective: Objective, optimizer: Optimizer, noisy: bool) -> Straight | None:
    """The run of a rule on an objective as such a function; None where there is none.

    kicks: what is added to the two slopes at each update, if the gradient is `noisy`.
    """
    given = objective.df if isinstance(objective.df, Bound) else Bound(objective.df)
    try:
        rule = optimizer_programs(optimizer)
    except UNTRACED:
        return None
    widths = tuple(map(np.size, optimizer.init(np.zeros(2))))
    advance = _advance(given.function, len(given.coefficients), rule, widths, noisy)
    values = (getattr(optimizer, name) for name in rule.hyperparameters if name != "step_size")
    return advance and Straight(advance, widths, (given.factor, *given.coefficients, *values))


@lru_cache(maxsize=256)
def _advance(
    df: Callable, n_coefficients: int, rule: RuleProgram, widths: tuple[int, ...], noisy: bool
) -> Callable | None:
    names = [f"c{i}" for i in range(n_coefficients)]
    fields = [(name, width == 1) for name, width in zip(rule.state, widths)]
    update = rule.update.giving(0, *range(2, 2 + len(fields)))  # no effective step: no update needs it
    each = update.varying("gradient", "x", *(name for name, shared in fields if not shared))
    powers = {place for place, (name, *_) in update.places() if name == "power"}
    if isinstance(df, Slopes) or powers & each:
        return None  # at a kink a slope is no formula, and of arrays NumPy has powers of its own
    try:
        look = trace(df, "x", "y", *names)
    except UNTRACED:
        return None
    made = {"sqrt": math.sqrt, "power": math.pow, "sign": _sign, "np": np, "inf": math.inf, "nan": math.nan}
    exec("\n".join(_source(look, update, fields, each, noisy)), made)  # the names and numbers of steps only
    return made["advance"]


def _source(look: Program, update: Program, fields: list, each: set[int], noisy: bool) -> Iterator[str]:
    """The lines of the function."""
    numbers = [f"{name}_{axis}" for name, shared in fields for axis in AXES[: 1 if shared else 2]]
    taken = [name for name in update.inputs[len(fields) + 2 :] if name != "step_size"]
    inputs = ["sizes", "kicks", *AXES, *numbers, "factor", *look.inputs[2:], *taken]
    yield f"def advance({', '.join(inputs)}):"
    yield " rows = []"
    yield f" for step_size, kick in zip(sizes, {'kicks' if noisy else 'sizes'}):"
    slopes = dict(enumerate(look.inputs))
    yield from _steps(look, slopes, "f")
    for i, axis in enumerate(AXES):
        yield f"  gradient_{axis} = {_name(look, slopes, look.results[i])} * factor{f' + kick[{i}]' * noisy}"
    named = {axis: _inputs(update, fields, axis) for axis in AXES}
    for place, step in update.places():
        for axis in AXES if place in each else AXES[:1]:
            yield from _step(update, named[axis], place, step, f"u{place}{axis}")
        if place not in each:
            named["y"][place] = named["x"][place]
    step, *new = update.results
    behind = [f"{axis} - {_name(update, named[axis], step)}" for axis in AXES]
    behind += [
        _name(update, named[axis], place)
        for place, (_, shared) in zip(new, fields)
        for axis in AXES[: 1 if shared else 2]
    ]
    yield f"  {', '.join([*AXES, *numbers])} = row = ({', '.join(behind)},)"
    yield "  rows += row"
    yield " return rows"


def _inputs(update, fields, axis):
    """How the inputs of an update are called for one coordinate, by place."""
    shared = {name for name, is_shared in fields if is_shared}
    own = {name: f"{name}_x" if name in shared else f"{name}_{axis}" for name, _ in fields}
    own |= {"gradient": f"gradient_{axis}", "x": axis}
    return {place: own.get(name, name) for place, name in enumerate(update.inputs)}


def _steps(program, names, prefix):
    for place, step in program.places():
        yield from _step(program, names, place, step, f"{prefix}{place}")


def _step(program, names, place, step, called):
    """The line of one step, whose result is called so from then on."""
    operation, *arguments = step
    given = [_name(program, names, argument) for argument in arguments]
    line = LINES.get(operation, f"float(np.{operation}({', '.join('{}' for _ in given)}))")
    yield f"  {called} = {line.format(*given)}"
    names[place] = called


def _name(program, names, place):
    """What stands at a place, as it is written."""
    return f"({program.constant(place)!r})" if place < 0 else names[place]


def _sign(value):
    return value if value != value else float((value > 0) - (value < 0))
