"""What a run costs, counted and not timed: the same on every machine."""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from optim.noise import Noise
from optim.objectives import Objective
from optim.optimizers import Optimizer

# In units of about 10 µs of a processor of 2026: an update of a rule of middling length on the bowl.
UPDATE = 0.95  # of a rule of middling length and the loop
LOOP = 0.3  # of the loop alone
ON_ARRAYS, STATE = 0.08, 0.1  # of a rule: an operation between two arrays, a field of its state
OPERATOR = 0.025  # + - * / and the like, between two numbers
FUNCTION = 0.08  # exp, sin, sqrt and the like
POWER = 0.5  # NumPy's own, which asks more questions of two numbers than all the others
ROUTINE = 0.2  # where, clip and the like
NOISE = 0.3
BATCH = 2.5  # to deal out rows and take them
OPERATORS = (
    "add", "sub", "mul", "truediv", "pow", "neg", "pos", "abs", "lt", "le", "gt", "ge", "eq", "ne",
    "radd", "rsub", "rmul", "rtruediv", "rpow",
)  # fmt: skip


class _CountingArray(np.ndarray):
    """An array that notes in `calls` what it is asked for, as does all that comes of it."""

    def __array_finalize__(self, other):
        self.calls = getattr(other, "calls", [])

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        self.calls.append(ON_ARRAYS)
        result = getattr(ufunc, method)(*map(np.asarray, inputs), **options)
        return self._counted(result)

    def __array_function__(self, function, types, arguments, options):
        self.calls.append(ROUTINE)
        return self._counted(super().__array_function__(function, types, arguments, options))

    def _counted(self, result):
        if isinstance(result, np.ndarray):
            result = result.view(_CountingArray)
            result.calls = self.calls
        return result


class _Counting(float):
    """A number that notes in `calls` what it is asked for, as does all that comes of it."""

    def __new__(cls, value, calls):
        number = super().__new__(cls, value)
        number.calls = calls
        return number

    __hash__ = float.__hash__

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        counting = next(value for value in inputs if isinstance(value, _Counting))
        cost = POWER if ufunc is np.power else FUNCTION
        return counting._noted(cost, getattr(ufunc, method)(*map(_plain, inputs), **options))

    def __array_function__(self, function, types, arguments, options):
        return self._noted(ROUTINE, function(*_plain(arguments), **options))

    def _noted(self, cost, result):
        self.calls.append(cost)
        return _counting(result, self.calls)


def _counting(result, calls):
    if isinstance(result, tuple):
        return tuple(_counting(part, calls) for part in result)
    if isinstance(result, np.ndarray) and result.ndim == 0:
        result = result[()]
    return _Counting(result, calls) if isinstance(result, float) else result


def _plain(value):
    if isinstance(value, tuple | list):
        return type(value)(map(_plain, value))
    return np.float64(value) if isinstance(value, _Counting) else value


def _operator(name):
    method = getattr(np.float64, f"__{name}__")

    def noted(self, *others):
        return self._noted(OPERATOR, method(np.float64(self), *map(_plain, others)))

    return noted


for _name in OPERATORS:
    setattr(_Counting, f"__{_name}__", _operator(_name))


@lru_cache(maxsize=256)
def look_cost(objective: Objective) -> float:
    """What one look at the gradient costs, in updates: what the record says, else counted at one point."""
    if objective.cost is not None:
        return objective.cost
    calls, (x, y) = [], objective.bounds @ (0.6, 0.4)  # a point on no axis and no diagonal of its own
    with np.errstate(all="ignore"):
        objective.df(_Counting(x, calls), _Counting(y, calls))
    return sum(calls)


@lru_cache(maxsize=1024)
def rule_cost(optimizer: Optimizer) -> float:
    """What one update of a rule costs, with its share of the loop, but without its look at the gradient."""
    gradient = np.array([1.0, -1.0]).view(_CountingArray)
    gradient.calls = calls = []
    with np.errstate(all="ignore"):
        state = optimizer.init(np.zeros(2))
        optimizer.update(gradient, state, np.zeros(2), optimizer.step_size)
    return LOOP + sum(calls) + STATE * len(state)


def race_cost(objective: Objective, optimizers: Iterable[Optimizer], noise: Noise | None = None) -> float:
    """What one iteration of a race costs: an update of every optimizer."""
    looks = update_cost(objective, noise) - UPDATE
    return sum(rule_cost(optimizer) + looks for optimizer in optimizers)


def update_cost(objective: Objective, noise: Noise | None = None) -> float:
    """What one update of one run costs, whatever the rule: 1 on the bowl."""
    noisy = 0.0 if noise is None else NOISE + BATCH * bool(noise.batch)
    return UPDATE + look_cost(objective) + noisy
