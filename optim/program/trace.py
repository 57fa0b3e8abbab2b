"""From a function of NumPy to a Program: the function is run once, with numbers that are not known yet.

Python itself executes what is in the function, helpers, closures, super() and loops over switches included;
the unknown numbers implement NumPy's own protocols (NEP 13 and NEP 18) and keep each step. What a program
cannot hold is an UntraceableError: looking at a number, changing it in place, taking an array apart.
"""

import os
import sys
import traceback
from collections.abc import Callable

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from optim.program.program import OPERATIONS, Program, pruned

OURS = (os.path.dirname(np.__file__) + os.sep, os.path.abspath(__file__))  # no lines of a record are in these
ELEMENTWISE = "its functions see one coordinate at a time"
INSTEAD = {  # what may stand in a record in the place of what no program has
    "bool": "if, and, or, min and max look at a number: write np.where, np.minimum or np.maximum",
    "number": "this takes the number out of NumPy: write np.sin for math.sin, and no int or round",
    "part": f"an index or a loop takes an array apart: {ELEMENTWISE}, so write the same for both",
    "place": "this changes an array in place: give the new value a name, s = s + g",
    "together": f"this takes several numbers together: {ELEMENTWISE}, so write a + b",
    "array": f"this is an array of several numbers: {ELEMENTWISE}, so write numbers",
    "random": "this differs from one run of the function to the next: leave chance to optim.Noise",
    "function": f"np.{{}} is not among the steps of a program: write it with {', '.join(OPERATIONS)}",
    "attribute": "an unknown number has no .{}: write NumPy's functions, np.sqrt(x), np.zeros_like(x)",
}


class UntraceableError(ValueError):
    """What no program can hold: its `file` and `line`, and what to write instead."""

    def __init__(self, instead: str, file: str, line: int):
        text = traceback.FrameSummary(file, line, "").line
        super().__init__(f"{file}:{line}: `{text}`: {instead}")
        self.file, self.line = file, line


class Unknown(NDArrayOperatorsMixin):
    """A number that is not known yet: NumPy asks it to do the work, and its tracer keeps each step."""

    def __init__(self, tracer: "Tracer", place: int):
        self._tracer, self._place = tracer, place

    def __array_ufunc__(self, ufunc, method, *arguments, **options):
        if method != "__call__":
            raise _untraceable("together")
        if options:
            raise _untraceable("place")
        return self._tracer.step(ufunc.__name__, *arguments)

    def __array_function__(self, function, types, arguments, options):
        if function is np.where and len(arguments) == 3:
            return self._tracer.step("where", *arguments)
        if function not in SHAPED:
            raise _untraceable("function", function.__name__)
        return SHAPED[function](*arguments)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise _untraceable("attribute", name)

    def called(self, name: str) -> None:
        """What `optim.named` tells of it."""
        self._tracer.names[self._place] = name

    def __bool__(self):
        raise _untraceable("bool")

    def _number(self, *_):
        raise _untraceable("number")

    def _part(self, *_):
        raise _untraceable("part")

    def __setitem__(self, *_):
        raise _untraceable("place")

    __float__ = __int__ = __complex__ = __index__ = __round__ = __trunc__ = __floor__ = __ceil__ = _number
    __getitem__ = __iter__ = __len__ = __contains__ = _part


# What NumPy is asked of an array and its shape, answered for one number.
SHAPED: dict[Callable, Callable] = {
    np.clip: lambda x, low, high: np.minimum(np.maximum(x, low), high),
    np.zeros_like: lambda x: 0.0,
    np.ones_like: lambda x: 1.0,
    np.full_like: lambda x, value: value,
    np.shape: lambda x: (),
    np.ndim: lambda x: 0,
    np.size: lambda x: 1,
}
# Functions of NumPy that are made of other steps here, and give the same numbers to the bit.
REWRITTEN: dict[str, Callable] = {
    "positive": lambda x: x,
    "square": lambda x: x * x,
    "reciprocal": lambda x: 1 / x,
    "fabs": np.absolute,
    "radians": lambda x: x * (np.pi / 180),
    "deg2rad": lambda x: x * (np.pi / 180),
    "bitwise_and": np.logical_and,
    "bitwise_or": np.logical_or,
    "invert": lambda x: np.equal(x, 0),
    "logical_not": lambda x: np.equal(x, 0),
}


class Tracer:
    """The program of one run of a function, while it runs."""

    def __init__(self, inputs: tuple[str, ...]):
        self.inputs = inputs
        self.steps: list[tuple] = []
        self.constants: list[float] = []
        self.origins: list[tuple[str, int]] = []  # of each constant: the file and line that it came from
        self.names: dict[int, str] = {}
        self._places: dict = {}

    def step(self, name: str, *arguments) -> Unknown:
        """The number that an operation makes of others."""
        if name in REWRITTEN:
            return REWRITTEN[name](*arguments)
        if name not in OPERATIONS:
            raise _untraceable("function", name)
        places = tuple(map(self.place, arguments))
        if name == "power" and places[1] < 0 and self.constants[-1 - places[1]] == 2:
            name, places = "multiply", (places[0], places[0])  # as NumPy squares an array
        key = (name, *places)
        if key not in self._places:
            self._places[key] = len(self.inputs) + len(self.steps)
            self.steps.append(key)
        return Unknown(self, self._places[key])

    def place(self, value) -> int:
        """Where a number is kept; one that is known becomes a constant."""
        if isinstance(value, np.ndarray):
            if value.size != 1:
                raise _untraceable("array")
            value = value.item()  # np.array(x) of an unknown x holds x
        if isinstance(value, Unknown):
            return value._place
        number = float(value)
        if repr(number) not in self._places:
            self._places[repr(number)] = -1 - len(self.constants)
            self.constants.append(number)
            self.origins.append(_caller())
        return self._places[repr(number)]

    def program(self, results: tuple[int, ...]) -> Program:
        """The program of these results."""
        whole = Program(self.inputs, tuple(self.constants), tuple(self.steps), results, self.names)
        return pruned(whole)


def trace(function: Callable, *inputs: str) -> Program:
    """The program of `function`, which takes as many numbers as there are names in `inputs`.

    It gives one result or a tuple of results; each must be a number of NumPy's elementwise functions. Raises
    UntraceableError for a function that looks at its numbers, takes arrays apart or changes them in place,
    calls what has no step, or is not the same each time.
    """
    (tracer, results), (again, other) = _run(function, inputs), _run(function, inputs)
    one, two = (list(map(repr, each.constants)) for each in (tracer, again))
    if (tracer.steps, results, one) != (again.steps, other, two):
        origin = next((origin for a, b, origin in zip(one, two, tracer.origins) if a != b), None)
        raise UntraceableError(INSTEAD["random"], *(origin or _first_line(function)))
    return tracer.program(results)


def _run(function, inputs):
    """The tracer of one run of the function, and the places of its results."""
    tracer = Tracer(inputs)
    results = function(*(Unknown(tracer, place) for place in range(len(inputs))))
    results = results if isinstance(results, tuple) else (results,)
    return tracer, tuple(map(tracer.place, results))


def _untraceable(why: str, *words: str) -> UntraceableError:
    return UntraceableError(INSTEAD[why].format(*words), *_caller())


def _caller() -> tuple[str, int]:
    """The file and line of the function that is being traced: the innermost that is not ours or NumPy's."""
    frame = sys._getframe(1)
    while frame.f_back and frame.f_code.co_filename.startswith(OURS):
        frame = frame.f_back
    return frame.f_code.co_filename, frame.f_lineno


def _first_line(function) -> tuple[str, int]:
    code = function.__code__
    return code.co_filename, code.co_firstlineno
