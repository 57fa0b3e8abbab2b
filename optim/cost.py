"""What a run costs, counted and not timed: the same on every machine."""

from functools import lru_cache

import numpy as np

from optim.noise import Noise
from optim.objectives import Objective

# In updates of a rule that looks at a bowl, about 5 µs; measured, see tests/optim/test_cost.py.
UPDATE = 0.9  # of the rule and the loop
OPERATOR = 0.04  # + - * / and the like, between two numbers
FUNCTION = 0.15  # exp, sin, sqrt, a power and the like
ROUTINE = 0.4  # where, clip and the like
BATCH = 5.0  # to deal out rows and take them
OPERATORS = {
    "add", "subtract", "multiply", "divide", "negative", "positive", "absolute", "square",
    "less", "less_equal", "greater", "greater_equal", "equal", "not_equal",
}  # fmt: skip


class _Counting(np.ndarray):
    """A number that notes in `calls` what NumPy does with it, and with all that comes of it."""

    def __array_finalize__(self, other):
        self.calls = getattr(other, "calls", None)

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        counting = next(value for value in inputs if isinstance(value, _Counting))
        counting.calls.append(OPERATOR if ufunc.__name__ in OPERATORS else FUNCTION)
        return counting._counted(getattr(ufunc, method)(*map(_plain, inputs), **options))

    def __array_function__(self, function, types, arguments, options):
        self.calls.append(ROUTINE)
        return self._counted(super().__array_function__(function, types, arguments, options))

    def _counted(self, result):
        if isinstance(result, tuple):
            return tuple(map(self._counted, result))
        if not isinstance(result, np.ndarray | np.floating):
            return result
        counting = np.asarray(result).view(_Counting)
        counting.calls = self.calls
        return counting


def _plain(value):
    return value.view(np.ndarray) if isinstance(value, _Counting) else value


@lru_cache(maxsize=256)
def look_cost(objective: Objective) -> float:
    """What one look at the gradient costs, in updates; the bowl's is about 0.2."""
    calls = []
    x, y = objective.bounds.mean(axis=1)[:, None].view(_Counting)
    x.calls = y.calls = calls
    with np.errstate(all="ignore"):
        objective.df(x[0:1].reshape(()), y[0:1].reshape(()))
    return sum(calls)


def update_cost(objective: Objective, noise: Noise | None = None) -> float:
    """What one update of one run costs: 1 on the bowl."""
    batch = BATCH if noise is not None and noise.batch else 0.0
    noisy = 0.0 if noise is None else 0.15
    return UPDATE + look_cost(objective) + batch + noisy
