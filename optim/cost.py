"""What a run costs, counted and not timed: the same on every machine."""

from functools import lru_cache

import numpy as np

from optim.noise import Noise
from optim.objectives import Objective

# In updates of a rule on the bowl, each about 10 µs of a processor of 2026.
UPDATE = 0.95  # of the rule and the loop
OPERATOR = 0.025  # + - * / and the like, between two numbers
FUNCTION = 0.08  # exp, sin, sqrt and the like
POWER = 0.5  # NumPy's own, which asks more questions of two numbers than all the others
ROUTINE = 0.2  # where, clip and the like
NOISE = 0.15
BATCH = 2.5  # to deal out rows and take them
OPERATORS = (
    "add", "sub", "mul", "truediv", "pow", "neg", "pos", "abs", "lt", "le", "gt", "ge", "eq", "ne",
    "radd", "rsub", "rmul", "rtruediv", "rpow",
)  # fmt: skip


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


def update_cost(objective: Objective, noise: Noise | None = None) -> float:
    """What one update of one run costs: 1 on the bowl."""
    noisy = 0.0 if noise is None else NOISE + BATCH * bool(noise.batch)
    return UPDATE + look_cost(objective) + noisy
