"""From SymPy expressions to NumPy: a list of steps, each a function and the places of its arguments.

Not sympy.lambdify, which writes a program and executes it: here nothing that was typed becomes code. What
occurs more than once, within f or within its two derivatives, is computed once. Long arrays pass in blocks,
so that what lies between stays in the cache and takes little memory.
"""

from functools import reduce

import numpy as np
import sympy

from optim.typed.algebra import Opaque, X, Y
from optim.typed.errors import TypedError
from optim.typed.functions import FUNCTIONS

BLOCK = 8192  # points
READABLE = 5  # steps of a function that are written a line each
MULTIPLIED = 16  # powers up to this are products, which are faster than np.power


class Program:
    """Expressions of x and y as one function: (x, y), arrays of one shape, to a tuple of such arrays.

    Raises TypedError for an expression with a number beyond 1e308 in it. Computing warns as NumPy does.
    """

    def __init__(self, *expressions: sympy.Expr):
        self.start: list = [None, None]  # a place each for x, y, every constant and the result of every step
        self.steps: list[tuple] = []  # function, places of its arguments, place of its result
        self._parts: dict = {X: 0, Y: 1}
        self._results: dict = {}
        with np.errstate(all="ignore"):
            self.results = [self._result(expression) for expression in expressions]

    def __call__(self, x, y) -> tuple[np.ndarray, ...]:
        if np.size(x) <= BLOCK:
            return self._run(x, y)
        flat_x, flat_y = np.ravel(x), np.ravel(y)
        results = np.empty((len(self.results), flat_x.size), np.result_type(flat_x, float))
        for first in range(0, flat_x.size, BLOCK):
            block = slice(first, first + BLOCK)
            for result, part in zip(results, self._run(flat_x[block], flat_y[block])):
                result[block] = part
        return tuple(results.reshape(-1, *np.shape(x)))

    def definition(self, name: str) -> str:
        """The program as a `def` statement of NumPy: a line for each step if they are few, else one line.

        What a number or a step is called is ours, so nothing of the text that was typed is in it.
        """
        names = ["x", "y", *(f"a{place}" for place in range(2, len(self.start)))]
        told = [names[i] if value is None else repr(float(value)) for i, value in enumerate(self.start)]
        body = [f"{told[result]} = {_written(f, [told[a] for a in args])}" for f, args, result in self.steps]
        body.append(f"return {', '.join(told[result] for result in self.results)}")
        short = len(body) <= READABLE
        return f"def {name}(x, y):" + ("\n    " if short else " ") + ("\n    " if short else "; ").join(body)

    def _run(self, x, y):
        places = self.start.copy()
        places[0], places[1] = x, y
        for function, arguments, result in self.steps:
            places[result] = function(*[places[argument] for argument in arguments])
        results = [places[result] for result in self.results]
        return tuple(r if np.ndim(r) == np.ndim(x) else np.full(np.shape(x), r) for r in results)

    def _result(self, expression):
        place = self._place(expression)
        # x itself must not be handed back as a result: who changes the one would change the other
        return self._step(np.positive, place) if place in (0, 1) else place

    def _place(self, part):
        """The place of a part of an expression; the steps to it are added when it is first met."""
        if part not in self._parts:
            rule = next(rule for kind, rule in RULES.items() if isinstance(part, kind))
            self._parts[part] = rule(self, part)
        return self._parts[part]

    def _step(self, function, *arguments):
        """The place of a function of other places: a constant if those are, else the result of a step."""
        key = (function, arguments)
        if key not in self._results:
            given = [self.start[argument] for argument in arguments]
            constant = all(value is not None for value in given)
            self._results[key] = self._new(function(*given) if constant else None)
            if not constant:
                self.steps.append((*key, self._results[key]))
        return self._results[key]

    def _new(self, value):
        self.start.append(value)
        return len(self.start) - 1

    def _number(self, part):
        try:
            value = float(part)
        except OverflowError:
            value = np.inf
        if not np.isfinite(value):
            raise TypedError("The numbers in this function grow too large.")
        return self._new(np.float64(value))

    def _sum(self, part):
        return reduce(lambda a, b: self._step(np.add, a, b), map(self._place, part.args))

    def _product(self, part):
        below = [sympy.Pow(f.base, -f.exp) for f in part.args if f.is_Pow and f.exp.is_negative]
        above = [f for f in part.args if not (f.is_Pow and f.exp.is_negative)]
        place = self._multiplied(above or [sympy.S.One])
        return self._step(np.divide, place, self._multiplied(below)) if below else place

    def _multiplied(self, factors):
        return reduce(lambda a, b: self._step(np.multiply, a, b), map(self._place, factors))

    def _power(self, part):
        base, exponent = self._place(part.base), int(part.exp)
        if exponent < 0:
            one, below = self._place(sympy.S.One), self._place(sympy.Pow(part.base, -exponent))
            return self._step(np.divide, one, below)
        if exponent > MULTIPLIED:
            return self._step(np.power, base, self._place(part.exp))
        return self._raised(base, exponent)

    def _raised(self, base, exponent):
        if exponent == 1:
            return base
        half = self._raised(base, exponent // 2)
        square = self._step(np.square, half)
        return self._step(np.multiply, square, base) if exponent % 2 else square

    def _function(self, part):
        return self._step(FUNCTIONS[part.record].numpy, *map(self._place, part.args))


def _written(function, arguments):
    """A step as NumPy writes it."""
    pattern = SIGNS.get(function, f"np.{function.__name__}({', '.join(['{}'] * len(arguments))})")
    return pattern.format(*arguments)


SIGNS = {
    np.add: "{} + {}",
    np.multiply: "{} * {}",
    np.divide: "{} / {}",
    FUNCTIONS["above"].numpy: "np.greater({0}, {1}) + 0.5 * np.equal({0}, {1})",
    FUNCTIONS["rational_power"].numpy: (
        "np.where(({0} < 0) & ({1} % 2 != 0), -1, 1) * np.power(np.abs({0}), {1} / {2})"
    ),
}
RULES = {
    (sympy.Number, sympy.NumberSymbol): Program._number,
    sympy.Add: Program._sum,
    sympy.Mul: Program._product,
    sympy.Pow: Program._power,
    Opaque: Program._function,
}
