"""Terms as a function of arrays, by way of a program; nothing that was typed becomes code.

They are worked out in the order in which they were typed, and what occurs more than once, within f or within
its two derivatives, once. Long arrays are computed block by block, so that intermediate results stay in the
cache and take little memory.
"""

import operator
from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np

from optim.program import trace
from optim.typed.functions import CONSTANTS, COORDINATES, FUNCTIONS
from optim.typed.terms import Term

BLOCK = 8192  # points
OPERATORS = {"minus": operator.neg, "quotient": operator.truediv, "power": operator.pow}


class Formulas:
    """Terms as one function: (x, y), arrays of one shape, to a tuple of such arrays.

    `program` is what it takes. Computing warns as NumPy does.
    """

    def __init__(self, *terms: Term):
        self.terms = terms
        with np.errstate(all="ignore"):
            self.program = trace(self._numbers, *COORDINATES)

    def __call__(self, x, y) -> tuple[np.ndarray, ...]:
        if isinstance(x, float) or np.ndim(x) == 0:
            return self.program(x, y)
        flat_x, flat_y = np.ravel(x), np.ravel(y)
        results = np.empty((len(self.terms), flat_x.size), np.result_type(flat_x, float))
        for first in range(0, flat_x.size, BLOCK):
            block = slice(first, first + BLOCK)
            for result, part in zip(results, self.program(flat_x[block], flat_y[block])):
                result[block] = part
        return tuple(results.reshape(len(self.terms), *np.shape(x)))

    @property
    def work(self) -> int:
        """How many steps it takes to compute, a power counted as four: the others are that much faster."""
        return sum(4 if name == "power" else 1 for name, *_ in self.program.steps)

    def _numbers(self, *point):
        known = dict(zip(COORDINATES, point))

        def leaf(term):
            value = term.value
            return known[value] if value in known else np.float64(CONSTANTS.get(value, value))

        return worked_out(self.terms, leaf)


class Formula(Formulas):
    """One term as a function: (x, y) to one such array."""

    def __call__(self, x, y) -> np.ndarray:
        return super().__call__(x, y)[0]


def worked_out(terms: tuple[Term, ...], leaf: Callable[[Term], Any]) -> tuple:
    """The values of terms, given those of the numbers and names in them."""
    found = {}

    def _found(term):
        if term not in found:
            found[term] = _value(term, _found) if term.args else leaf(term)
        return found[term]

    return tuple(map(_found, terms))


def _value(term, value):
    """The value of a term, given those of its parts."""
    if term.op == "sum":
        first, *rest = term.args
        return reduce(lambda total, part: _added(total, part, value), rest, value(first))
    if term.op == "rational_power":  # its exponent has to be known
        return FUNCTIONS[term.op].numpy(value(term.args[0]), *map(_number, term.args[1:]))
    values = map(value, term.args)
    if term.op == "product":
        return reduce(operator.mul, values)
    return (OPERATORS.get(term.op) or FUNCTIONS[term.op].numpy)(*values)


def _added(total, part, value):
    return total - value(part.args[0]) if part.op == "minus" else total + value(part)


def _number(term):
    return -term.args[0].value if term.op == "minus" else term.value
