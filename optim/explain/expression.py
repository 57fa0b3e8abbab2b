"""A value of a program as an expression of NumPy, which Python works out in the very order of the program."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from optim.program import Program

COMPARISON, SUM, PRODUCT, POWER, ATOM = range(5)  # how tightly an expression binds
SIGNS = {"add": ("+", SUM), "subtract": ("-", SUM), "multiply": ("*", PRODUCT), "divide": ("/", PRODUCT)}
SIGNS |= {"greater": (">", COMPARISON), "greater_equal": (">=", COMPARISON), "equal": ("==", COMPARISON)}
SIGNS |= {"less": ("<", COMPARISON), "less_equal": ("<=", COMPARISON), "not_equal": ("!=", COMPARISON)}
SHORT = {"absolute": "abs"}
CONSTANTS = {math.pi: "np.pi", math.e: "np.e", math.inf: "np.inf"}
WHOLE = 10**6  # from here on a whole number is written as a float

Written = tuple[str, int]  # an expression and how tightly it binds


def expression(
    program: Program, place: int, names: Mapping[int, str], taken_apart: bool = False, of_arrays: bool = True
) -> str:
    """The value at a place of a program; what has a name is not taken apart, unless it is this place.

    What is of numbers and not `of_arrays` is written closer together, a square as the product that it is:
    NumPy's ** of two numbers differs from that in the last bit once in a thousand times.
    """
    return _Writer(program, names, of_arrays).write(place, taken_apart)[0]


@dataclass(frozen=True)
class _Writer:
    """Writes each step of a program with the parentheses that keep the order of its operations."""

    program: Program
    names: Mapping[int, str]
    of_arrays: bool

    def write(self, place: int, taken_apart: bool = False) -> Written:
        """The value at a place."""
        if place in self.names and not taken_apart:
            return self.names[place], ATOM
        if place < 0:
            return number(self.program.constant(place))
        operation, *arguments = self.program.step(place)
        parts = [self.write(argument) for argument in arguments]
        if operation == "multiply" and arguments[0] == arguments[1] and self.of_arrays:
            return self._power(parts[0], ("2", ATOM))
        if operation == "power":
            return self._power(*parts)
        if operation == "negative":
            return f"-{_within(parts[0], PRODUCT)}", PRODUCT  # -(a b) is (-a) b, to the bit
        if operation == "add" and ("0", ATOM) in parts:
            return parts[1 - parts.index(("0", ATOM))]
        if operation in SIGNS:
            sign, binding = SIGNS[operation]
            sign = f" {sign} " if self.of_arrays or binding != PRODUCT else sign
            return f"{_within(parts[0], max(binding, SUM))}{sign}{_within(parts[1], binding + 1)}", binding
        return f"np.{SHORT.get(operation, operation)}({', '.join(text for text, _ in parts)})", ATOM

    def _power(self, base: Written, exponent: Written) -> Written:
        """Close together where both are short, as formatters write it: g**2 and (x - 1) ** 2."""
        text, to = _within(base, ATOM), _within(exponent, ATOM)
        if text.isdigit():
            text += ".0"  # a power of whole numbers would be Python's own, exact and of any length
        apart = self.of_arrays and not all(re.fullmatch(r"[\w.]+", part) for part in (text, to))
        return (f"{text} ** {to}" if apart else f"{text}**{to}"), POWER


def _within(written: Written, binding: int) -> str:
    text, own = written
    return text if own >= binding else f"({text})"


def number(value: float) -> Written:
    """A number as Python writes it, the known ones by their names in NumPy."""
    if math.isnan(value):
        return "np.nan", ATOM
    if value < 0:
        return f"-{number(-value)[0]}", PRODUCT
    if value in CONSTANTS:
        return CONSTANTS[value], ATOM
    return str(int(value)) if value.is_integer() and value < WHOLE else repr(value), ATOM
