"""The derivatives of a program, as a program: each step is followed by its change (forward mode).

Source: A. Griewank and A. Walther, Evaluating Derivatives, 2008, chapter 3. The changes are worked out by the
ordinary functions below, and what they do is traced as a record's functions are.
"""

from collections.abc import Callable

import numpy as np

from optim.program import OPERATIONS, Program, trace

FLAT = {"sign", "floor", "rint", "greater", "greater_equal", "less", "less_equal", "equal", "not_equal",
        "logical_and", "logical_or"}  # fmt: skip
# Of each smooth operation: the derivative by each of its arguments.
PARTIALS: dict[str, Callable[..., tuple]] = {
    "add": lambda a, b: (1, 1),
    "subtract": lambda a, b: (1, -1),
    "multiply": lambda a, b: (b, a),
    "divide": lambda a, b: (1 / b, -a / (b * b)),
    "negative": lambda a: (-1,),
    "power": lambda a, b: (b * np.power(a, b - 1), np.power(a, b) * np.log(a)),
    "sqrt": lambda a: (0.5 / np.sqrt(a),),
    "exp": lambda a: (np.exp(a),),
    "expm1": lambda a: (np.exp(a),),
    "log": lambda a: (1 / a,),
    "log1p": lambda a: (1 / (1 + a),),
    "log2": lambda a: (1 / (np.log(2) * a),),
    "log10": lambda a: (1 / (np.log(10) * a),),
    "hypot": lambda a, b: (a / np.hypot(a, b), b / np.hypot(a, b)),
    "sin": lambda a: (np.cos(a),),
    "cos": lambda a: (-np.sin(a),),
    "tan": lambda a: (1 + np.tan(a) * np.tan(a),),
    "arcsin": lambda a: (1 / np.sqrt(1 - a * a),),
    "arccos": lambda a: (-1 / np.sqrt(1 - a * a),),
    "arctan": lambda a: (1 / (1 + a * a),),
    "arctan2": lambda a, b: (b / (a * a + b * b), -a / (a * a + b * b)),
    "sinh": lambda a: (np.cosh(a),),
    "cosh": lambda a: (np.sinh(a),),
    "tanh": lambda a: (1 / (np.cosh(a) * np.cosh(a)),),
    "arcsinh": lambda a: (1 / np.sqrt(a * a + 1),),
    "arccosh": lambda a: (1 / np.sqrt(a * a - 1),),
    "arctanh": lambda a: (1 / (1 - a * a),),
    "absolute": lambda a: (np.sign(a),),
}
# Of each operation that gives one of two arguments: when the first of these, and which they are.
CHOICES: dict[str, tuple[Callable, int, int]] = {
    "where": (lambda condition, a, b: condition, 1, 2),
    "maximum": (np.greater_equal, 0, 1),
    "minimum": (np.less_equal, 0, 1),
    "fmax": (np.greater_equal, 0, 1),
    "fmin": (np.less_equal, 0, 1),
}


def derivative(program: Program, *by: str) -> Program:
    """The program of the derivatives of every result of `program` by the inputs named in `by`.

    Its inputs are those of `program`; its results are the derivatives of the first result by each of `by`,
    then those of the second, and so on. At a kink it gives one of the two slopes, or 0 at that of |t|; NaN
    where a formula has none, as √0. Raises ValueError for a name that is no input.
    """
    unknown = [name for name in by if name not in program.inputs]
    if unknown:
        raise ValueError(f"unknown input {unknown[0]!r}: expected some of {', '.join(program.inputs)}")

    def changes(*inputs):
        rows = [_changes(program, inputs, program.inputs.index(name)) for name in by]
        return tuple(row[i] for i in range(len(program.results)) for row in rows)

    return trace(changes, *program.inputs)


def _changes(program, inputs, wanted):
    """The derivative of every result by one input."""
    values = [*inputs, *[None] * len(program.steps), *reversed(program.constants)]
    change = [0.0] * len(values)
    change[wanted] = 1.0
    for place, (name, *arguments) in program.places():
        given, changed = [values[a] for a in arguments], [change[a] for a in arguments]
        values[place] = OPERATIONS[name](*given)
        change[place] = _change(name, given, changed)
    return [change[result] for result in program.results]


def _change(name, given, changed):
    """How much a step changes where its arguments do."""
    if name in FLAT or all(map(_is_zero, changed)):
        return 0.0
    if name in CHOICES:
        condition, first, second = CHOICES[name]
        return np.where(condition(*given), changed[first], changed[second])
    total = 0.0
    for partial, change in zip(PARTIALS[name](*given), changed):
        if not _is_zero(change):
            total = _sum(total, _product(partial, change))
    return total


def _sum(a, b):
    return b if _is_zero(a) else a + b


def _product(a, b):
    if _is_number(a) and a == 1:
        return b
    return a if _is_number(b) and b == 1 else a * b


def _is_zero(value):
    return _is_number(value) and value == 0


def _is_number(value):
    return isinstance(value, int | float)
