"""Terms as a list of steps that compute them: each a NumPy function and the places of its arguments.

Nothing that was typed becomes code. What occurs more than once, within f or within its two derivatives, is
computed once. The order is the one in which Python evaluates the source that `optim.typed.code` writes, so
that both give the same numbers; only a square is always a product, as NumPy has it for arrays, where NumPy's
** of two numbers is off by the last bit once in a thousand times. Long arrays are computed block by block, so
that intermediate results stay in the cache and take little memory.
"""

import operator

import numpy as np

from optim.typed.functions import CONSTANTS, FUNCTIONS
from optim.typed.terms import Term

BLOCK = 8192  # points
OPERATORS = {"minus": operator.neg, "quotient": operator.truediv, "power": operator.pow}


class Program:
    """Terms as one function: (x, y), arrays of one shape, to a tuple of such arrays.

    `steps` are the operations it takes. Computing warns as NumPy does.
    """

    def __init__(self, *terms: Term):
        self.start: list = [None, None]  # a place each for x, y, every constant and the result of every step
        self.steps: list[tuple] = []  # function, places of its arguments, place of its result
        self._places: dict = {("x",): 0, ("y",): 1}
        with np.errstate(all="ignore"):
            self.results = [self._result(term) for term in terms]
        self.constants = [(place, self.start[place]) for place in self.results]

    def __call__(self, x, y) -> tuple[np.ndarray, ...]:
        if isinstance(x, float) or np.size(x) <= BLOCK:
            return self._run(x, y)
        flat_x, flat_y = np.ravel(x), np.ravel(y)
        results = np.empty((len(self.results), flat_x.size), np.result_type(flat_x, float))
        for first in range(0, flat_x.size, BLOCK):
            block = slice(first, first + BLOCK)
            for result, part in zip(results, self._run(flat_x[block], flat_y[block])):
                result[block] = part
        return tuple(results.reshape(-1, *np.shape(x)))

    @property
    def work(self) -> int:
        """How many steps it takes to compute, a power counted as four: the others are that much faster."""
        return sum(4 if step[0] is operator.pow else 1 for step in self.steps)

    def _run(self, x, y):
        places = self.start.copy()
        places[0], places[1] = x, y
        for function, arguments, result in self.steps:
            places[result] = function(*[places[argument] for argument in arguments])
        return tuple(
            places[result] if constant is None else np.full(np.shape(x), constant)
            for result, constant in self.constants
        )

    def _result(self, term):
        place = self._place(term)
        # x itself must not be handed back as a result: who changes the one would change the other
        return self._step(operator.pos, place) if place in (0, 1) else place

    def _place(self, term):
        """The place of a term; the steps to it are added when it is first met."""
        if term not in self._places:
            self._places[term] = self._placed(term)
        return self._places[term]

    def _placed(self, term):
        if term.op == "number":
            return self._new(np.float64(term.value))
        if term.op == "name":
            known = CONSTANTS.get(term.value)
            return self._places[term.value,] if known is None else self._new(np.float64(known))
        if term.op == "sum":
            return self._sum(term)
        if term.op == "power" and term.args[1].value == 2:  # as NumPy squares arrays, for one point too
            return self._chain(operator.mul, [self._place(term.args[0])] * 2)
        places = list(map(self._place, term.args))
        if term.op == "product":
            return self._chain(operator.mul, places)
        function = OPERATORS.get(term.op) or FUNCTIONS[term.op].numpy
        return self._step(function, *places)

    def _sum(self, term):
        """From left to right; what has a minus is subtracted."""
        place = self._place(term.args[0])
        for part in term.args[1:]:
            negative = part.op == "minus"
            sign, part = (operator.sub, part.args[0]) if negative else (operator.add, part)
            place = self._step(sign, place, self._place(part))
        return place

    def _chain(self, function, places):
        first, *rest = places
        for place in rest:
            first = self._step(function, first, place)
        return first

    def _step(self, function, *arguments):
        """The place of a function of other places: a constant if those are, else the result of a step."""
        key = (function, arguments)
        if key not in self._places:
            given = [self.start[argument] for argument in arguments]
            constant = all(value is not None for value in given)
            self._places[key] = self._new(function(*given) if constant else None)
            if not constant:
                self.steps.append((*key, self._places[key]))
        return self._places[key]

    def _new(self, value):
        self.start.append(value)
        return len(self.start) - 1
