"""A program: elementary steps from some inputs to some results, each the name of a function of NumPy."""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import isfinite
from types import MappingProxyType
from typing import Any

import numpy as np

# What a step may be, by NumPy's name. Where Python has an operator for it, that is what runs: of two numbers
# it is faster than NumPy's function, and rounds a power as the records' own lines do.
OPERATIONS: dict[str, Callable] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
    "negative": operator.neg,
    "power": operator.pow,
    **{
        name: getattr(np, name)
        for name in (
            *("sqrt", "exp", "expm1", "log", "log1p", "log2", "log10", "hypot"),
            *("sin", "cos", "tan", "arcsin", "arccos", "arctan", "arctan2"),
            *("sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh"),
            *("absolute", "sign", "floor", "rint", "maximum", "minimum", "fmax", "fmin"),
            *("greater", "greater_equal", "less", "less_equal", "equal", "not_equal"),
            *("logical_and", "logical_or", "where"),
        )
    },
}


@dataclass(frozen=True)
class Program:
    """Steps from inputs to results; equal steps are there once.

    A step is the name of an operation and the places of its arguments. A place from 0 on is an input, or
    behind the inputs the result of a step; a negative one, -1 - i, is constant i.
    """

    inputs: tuple[str, ...]
    constants: tuple[float, ...]
    steps: tuple[tuple, ...]  # (operation, place, ...), at most three places
    results: tuple[int, ...]  # places
    # place -> what `named` calls it: for printing, so that it makes no other program
    names: Mapping[int, str] = field(default_factory=dict, compare=False)

    def __call__(self, *inputs) -> tuple:
        """The results for these inputs, numbers or arrays that broadcast: as NumPy computes them.

        A result that depends on no input is a number. Overflows warn as in NumPy. Raises ValueError for
        another number of inputs than the program has.
        """
        values = self.values(*inputs)
        return tuple(values[place] for place in self.results)

    def values(self, *inputs) -> list:
        """The value at every place, the intermediate ones too, for these inputs; see `__call__`."""
        if len(inputs) != len(self.inputs):
            raise ValueError(f"expected {len(self.inputs)} inputs, {self.inputs}, got {len(inputs)}")
        start, work = self._prepared
        values = start.copy()
        values[: len(inputs)] = map(_as_numpy, inputs)
        for function, arguments, place in work:
            values[place] = function(*[values[argument] for argument in arguments])
        return values

    @cached_property
    def _prepared(self) -> tuple[list, list[tuple]]:
        """What is at every place before the first step; and each step: its function, arguments and place."""
        first, constants = [None] * (len(self.inputs) + len(self.steps)), map(np.float64, self.constants)
        work = [(OPERATIONS[name], arguments, place) for place, (name, *arguments) in self.places()]
        return [*first, *reversed([*constants])], work

    def step(self, place: int) -> tuple:
        """The step whose result is at a place: the operation, and the places of its arguments."""
        return self.steps[place - len(self.inputs)]

    def constant(self, place: int) -> float | None:
        """The constant at a place; None where an input or a step is."""
        return self.constants[-1 - place] if place < 0 else None

    def ancestors(self, *places: int) -> frozenset[int]:
        """These places and all that lead to them."""
        found = set(places)
        for place in range(len(self.inputs) + len(self.steps) - 1, len(self.inputs) - 1, -1):
            if place in found:
                found.update(self.step(place)[1:])
        return frozenset(found)

    def places(self) -> Iterator[tuple[int, tuple]]:
        """Every step, with the place of its result."""
        return enumerate(self.steps, len(self.inputs))

    def giving(self, *results: int) -> "Program":
        """The program of some of its results, the first of which is 0: without what leads to none of them."""
        return pruned(replace(self, results=tuple(self.results[i] for i in results)))

    def varying(self, *inputs: str) -> set[int]:
        """The places of these inputs, and of every step that depends on one of them."""
        found = {place for place, name in enumerate(self.inputs) if name in inputs}
        for place, (_, *arguments) in self.places():
            if not found.isdisjoint(arguments):
                found.add(place)
        return found

    def data(self) -> dict[str, Any]:
        """The program as plain JSON; a constant that is not finite is text: "inf", "-inf", "nan"."""
        return {
            "inputs": list(self.inputs),
            "constants": [value if isfinite(value) else str(value) for value in self.constants],
            "steps": [list(step) for step in self.steps],
            "results": list(self.results),
        }


def pruned(program: Program) -> Program:
    """The program without the steps and constants that lead to none of its results."""
    first, needed = len(program.inputs), program.ancestors(*program.results)
    constants = [i for i in range(len(program.constants)) if -1 - i in needed]
    steps = [i for i in range(len(program.steps)) if first + i in needed]
    new = {place: place for place in range(first)}
    new |= {-1 - old: -1 - i for i, old in enumerate(constants)}
    new |= {first + old: first + i for i, old in enumerate(steps)}
    moved = [(name, *map(new.get, arguments)) for name, *arguments in (program.steps[i] for i in steps)]
    return replace(
        program,
        constants=tuple(program.constants[i] for i in constants),
        steps=tuple(moved),
        results=tuple(map(new.get, program.results)),
        names=MappingProxyType({new[p]: name for p, name in program.names.items() if p in new}),
    )


def _as_numpy(value):
    """Python's numbers as NumPy's, which go on in inf and NaN where Python's raise an error."""
    return np.float64(value) if isinstance(value, int | float) else value
