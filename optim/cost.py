"""What a run costs, by the steps of its programs: counted and not timed, so the same on every machine."""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from optim.noise import Noise
from optim.objectives import Objective
from optim.optimizers import Optimizer
from optim.program import RuleProgram, objective_program, optimizer_programs

# In units of 10 µs of a processor of 2026: about an update of a rule of middling length on the bowl. The
# weights are fitted to the processor time of `run`, with every rule on the bowl and with gradient descent on
# every objective: what they give is within a quarter of what was measured for each of these.
UPDATE = 0.95  # of a rule of middling length and the loop
LOOP = 0.36  # of the loop alone
# Of a rule: a step between two arrays, np.where, a step between numbers that all coordinates share, and a
# field of its state.
ON_ARRAYS, CHOICE, ON_NUMBERS, STATE = 0.065, 0.3, 0.02, 0.11
# Of a look, which is at one point: + - * / and the like, exp, sin, sqrt and the like, and np.where.
OPERATOR, FUNCTION, ROUTINE = 0.007, 0.036, 0.46
NOISE = 0.3
BATCH = 2.5  # to deal out rows and take them
OPERATORS = {
    *("add", "subtract", "multiply", "divide", "negative", "logical_and", "logical_or"),
    *("greater", "greater_equal", "less", "less_equal", "equal", "not_equal"),
}


@lru_cache(maxsize=64)
def look_cost(objective: Objective) -> float:
    """What one look at the gradient costs, in updates: what the record says, else by the steps of df.

    What depends on the parameters alone is worked out once, and is not counted.
    """
    if objective.cost is not None:
        return objective.cost
    program = objective_program(objective).giving(1, 2)
    at_each = program.varying("x", "y")
    return sum(_weight(name) for place, (name, *_) in program.places() if place in at_each)


def _weight(name):
    if name == "where":
        return ROUTINE
    return OPERATOR if name in OPERATORS else FUNCTION


def rule_cost(optimizer: Optimizer) -> float:
    """What one update of a rule costs, with its share of the loop, but without its look at the gradient."""
    state = optimizer.init(np.zeros(2))._asdict()
    return _rule_cost(optimizer_programs(optimizer), tuple(n for n, value in state.items() if np.ndim(value)))


@lru_cache(maxsize=256)  # the same whatever the hyperparameters
def _rule_cost(programs: RuleProgram, of_each: tuple[str, ...]) -> float:
    n_fields = len(programs.state)
    update = programs.update.giving(0, *range(2, 2 + n_fields))  # no effective step: no update needs it
    arrays = update.varying("gradient", "x", *of_each)
    steps = (
        (CHOICE if name == "where" else ON_ARRAYS) if place in arrays else ON_NUMBERS
        for place, (name, *_) in update.places()
    )
    return LOOP + sum(steps) + STATE * n_fields


def race_cost(objective: Objective, optimizers: Iterable[Optimizer], noise: Noise | None = None) -> float:
    """What one iteration of a race costs: an update of every optimizer."""
    looks = update_cost(objective, noise) - UPDATE
    return sum(rule_cost(optimizer) + looks for optimizer in optimizers)


def update_cost(objective: Objective, noise: Noise | None = None) -> float:
    """What one update of one run costs, whatever the rule: 1 on the bowl."""
    noisy = 0.0 if noise is None else NOISE + BATCH * bool(noise.batch)
    return UPDATE + look_cost(objective) + noisy
