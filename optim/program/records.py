"""The programs of the records: what an objective, a rule and a schedule compute."""

from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np

from optim.objectives import Objective
from optim.objectives.base import as_given
from optim.optimizers import Optimizer
from optim.program.program import Program
from optim.program.trace import trace
from optim.schedules import Schedule


@dataclass(frozen=True, eq=False)  # there is one for a rule and its switches
class RuleProgram:
    """A rule as two programs, for its switches as they are.

    init: ("x", *hyperparameters) -> the state
    update: (*state, "gradient", "x", *hyperparameters) -> (step, effective step, *new state); its step_size
        is that of the update, with the factor of a schedule in it
    edge: hyperparameters -> (`stable_sharpness`,), where the rule has a `limit`; else None
    """

    state: tuple[str, ...]  # the fields of the state
    hyperparameters: tuple[str, ...]  # the numbers, not the switches
    init: Program
    update: Program
    edge: Program | None


def objective_program(objective: Objective) -> Program:
    """("x", "y", *parameters of its family) -> (f, df/dx, df/dy), without the objective's factor.

    What f and its derivatives have in common is computed once. Of a typed function it is what the formulas
    give: the slopes at kinks are not in it. Raises UntraceableError for functions that are not elementwise.
    """
    f, df = as_given(objective.f), as_given(objective.df)
    return _objective_program(f, df, objective.coefficients, tuple(objective.parameters))


@lru_cache(maxsize=64)
def _objective_program(f, df, coefficients, parameters: tuple[str, ...]) -> Program:
    slopes = getattr(df, "program", df)

    def look(x, y, *values):
        more = coefficients(*values) if coefficients else ()
        return f(x, y, *more), *slopes(x, y, *more)

    return trace(look, "x", "y", *parameters)


def kinks(objective: Objective) -> tuple[Program, float] | None:
    """Where the formulas of a typed function's slopes may be wrong; None where they are right everywhere.

    ("x", "y") -> the numbers of which one is 0 at a kink; and how far from there f is looked at for the
    shortest of its generalised gradients, see `optim.typed.kinks.least_slopes`.
    """
    slopes = as_given(objective.df)
    return (slopes.zeros.program, slopes.reach) if hasattr(slopes, "zeros") else None


@lru_cache(maxsize=64)
def schedule_program(schedule: Schedule) -> Program:
    """("k", "n_iter") -> (factor,). Raises UntraceableError for a factor that is not elementwise."""
    return trace(schedule.factor, "k", "n_iter")


def optimizer_programs(optimizer: Optimizer) -> RuleProgram:
    """The programs of a rule: the values of its hyperparameters are inputs, its switches are not.

    Raises UntraceableError for a rule that is not elementwise.
    """
    switches = tuple((f.name, getattr(optimizer, f.name)) for f in fields(optimizer) if f.type is bool)
    return _rule_program(type(optimizer), switches)


@lru_cache(maxsize=256)
def _rule_program(record: type[Optimizer], switches: tuple[tuple[str, bool], ...]) -> RuleProgram:
    names = tuple(field.name for field in fields(record) if field.type is not bool)

    def rule(values):
        """The record with these hyperparameters: not through its check, as they are no numbers yet."""
        made = object.__new__(record)
        made.__dict__.update(switches, **dict(zip(names, values)))
        return made

    state = type(rule([1.0] * len(names)).init(np.zeros(())))
    n = len(state._fields)

    def update(*values):
        """The record's update and its effective step, of state, gradient, x and hyperparameters in a row."""
        (gradient, x), optimizer = values[n : n + 2], rule(values[n + 2 :])
        step, new = optimizer.update(gradient, state(*values[:n]), x, optimizer.step_size)
        return step, optimizer.effective_step(new, optimizer.step_size), *new

    return RuleProgram(
        state=state._fields,
        hyperparameters=names,
        init=trace(lambda x, *values: tuple(rule(values).init(x)), "x", *names),
        update=trace(update, *state._fields, "gradient", "x", *names),
        edge=trace(lambda *values: (rule(values).stable_sharpness(),), *names) if record.limit else None,
    )
