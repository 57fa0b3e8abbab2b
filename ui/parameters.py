"""The kinds of parameters: what each may be, how it is read from hand-written text and written back."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

import numpy as np

from optim import Objective, typed_objective

LONGEST = 64  # characters of a value that are looked at: no good value is longer

# What a text is read as: the good value nearest to it, if any, and what is wrong with the text, if anything.
Reading = tuple[Any, str | None]


@lru_cache(maxsize=4096)  # a slider asks for all of its positions at every run of its page
def short(value: float) -> str:
    """The shortest decimal that reads back as the same number: 1e-4 is '0.0001', 10.0 is '10'."""
    exact = repr(float(value))
    text = format(Decimal(exact), "f")
    if len(text) > 30:  # zeros that nobody counts
        return exact
    return text.rstrip("0").rstrip(".") if "." in text else text


def quote(text: str) -> str:
    """Hand-written text on one line, cut to what a notice can hold."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text[:LONGEST]).split())
    return f"‘{line[:24]}…’" if len(line) > 24 else f"‘{line}’"


def tidy(text: str) -> str:
    """`text` as the names of the lab are written: 'Gradient Norm ' is 'gradient_norm'."""
    return text[:LONGEST].strip().casefold().replace(" ", "_")


def nearest(text: str, names: Mapping[str, Any]) -> str | None:
    """The name that `text` means: itself, else the closest spelling, else None."""
    name = tidy(text)
    return name if name in names else next(iter(get_close_matches(name, names, n=1)), None)


@dataclass(frozen=True)
class Number:
    """A number from `lo` to `hi`. `positions` are the stops of its slider; others may be typed."""

    label: str
    lo: float
    hi: float
    positions: tuple[float, ...]
    help: str
    whole: bool = False

    def read(self, text: str, settings: Any = None) -> Reading:
        """The number nearest to `text`, see `Reading`."""
        number = self._number(text)
        if number is None:
            return None, "is not a number"
        if not self.lo <= number <= self.hi:
            limit = self.lo if number < self.lo else self.hi
            return limit, f"is {'under' if limit == self.lo else 'over'} {short(limit)}"
        if self.whole:
            return round(number), "is not a whole number" if number % 1 else None
        return number + 0.0, None  # + 0.0: no negative zero

    def write(self, value: float) -> str:
        """The value as the text of an address."""
        return short(value)

    def words(self, value: float) -> str:
        """The value as people read it: 1e-8 rather than seven zeros."""
        return f"{value:g}" if 0 < abs(value) < 1e-4 else short(value)

    def _number(self, text: str) -> float | None:
        """`text` as a float, infinity included; None for NaN and for words. '0,01' is 0.01."""
        if not self.whole and text.count(",") == 1 and "." not in text:
            text = text.replace(",", ".")
        try:
            number = float(text) if len(text) <= LONGEST else math.nan
        except ValueError:
            return None
        return None if math.isnan(number) else number


@dataclass(frozen=True)
class Choice:
    """One name out of `names` (name -> the title people read)."""

    label: str
    names: Mapping[str, str]
    help: str | None = None

    def read(self, text: str, settings: Any = None) -> Reading:
        """The name closest to `text`, see `Reading`."""
        return nearest(text, self.names), None if tidy(text) in self.names else "is not known"

    def write(self, value: str) -> str:
        """The value as the text of an address."""
        return value

    def words(self, value: str) -> str:
        """The value as people read it."""
        return self.names[value]


@dataclass(frozen=True)
class Choices(Choice):
    """One or more names out of `names`, separated by commas, always in the order of `names`."""

    def read(self, text: str, settings: Any = None) -> Reading:
        """The names closest to those in `text`, see `Reading`."""
        asked = text[: LONGEST * len(self.names)].split(",")
        meant = {nearest(name, self.names) for name in asked}
        fault = None if {tidy(name) for name in asked} <= set(self.names) else "has a name that is not known"
        return tuple(name for name in self.names if name in meant) or None, fault

    def write(self, value: tuple[str, ...]) -> str:
        """The names as the text of an address."""
        return ",".join(value)

    def words(self, value: tuple[str, ...]) -> str:
        """The value as people read it."""
        return ", ".join(self.names[name] for name in value)


@dataclass(frozen=True)
class Switch:
    """On or off."""

    label: str
    help: str | None = None

    def read(self, text: str, settings: Any = None) -> Reading:
        """Whether `text` says on, see `Reading`."""
        said = {"true": True, "on": True, "yes": True, "1": True}
        said |= {"false": False, "off": False, "no": False, "0": False}
        value = said.get(tidy(text))
        return value, "is neither true nor false" if value is None else None

    def write(self, value: bool) -> str:
        """The value as the text of an address."""
        return str(value).lower()

    def words(self, value: bool) -> str:
        """The value as people read it."""
        return "on" if value else "off"


@lru_cache(maxsize=64)  # a refused text is looked at again at every run of its page
def _typed_fault(text: str, domain: tuple[float, ...]) -> str | None:
    """What is wrong with a function, or with looking at it on a domain; None if nothing is."""
    try:
        typed_objective(text, np.reshape(domain, (2, 2)))
    except ValueError as error:
        return str(error).rstrip(".")
    return None


def _four_numbers(text: str) -> tuple[float, ...] | None:
    """The four finite numbers in `text`, separated by commas; None if it is anything else."""
    try:
        four = tuple(float(number) + 0.0 for number in text[: 4 * LONGEST].split(","))
    except ValueError:
        return None
    return four if len(four) == 4 and all(map(math.isfinite, four)) else None


@dataclass(frozen=True)
class Domain:
    """The part of the plane on which a typed function is looked at: x0,x1,y0,y1."""

    label: str
    smallest: float = 1e-3  # of a side
    largest: float = 1e4  # of a coordinate

    def read(self, text: str, settings: Any = None) -> Reading:
        """The domain in `text` if it is a good one, see `Reading`."""
        four = _four_numbers(text)
        if four is None:
            return None, "is not four numbers x0,x1,y0,y1"
        x0, x1, y0, y1 = four
        if max(map(abs, four)) > self.largest:
            return None, f"goes beyond {short(self.largest)}"
        if min(x1 - x0, y1 - y0) < self.smallest:
            return None, f"is less than {short(self.smallest)} wide or high"
        fault = _typed_fault(settings.f, four)
        return (None, f"does not suit f: {fault}") if fault else (four, None)

    def write(self, value: tuple[float, ...]) -> str:
        """The domain as the text of an address."""
        return ",".join(map(short, value))

    words = write


@dataclass(frozen=True)
class Formula:
    """A function of x and y, as it was typed."""

    label: str

    def read(self, text: str, settings: Any) -> Reading:
        """`text` itself if it is a function on the domain of these settings, see `Reading`."""
        fault = _typed_fault(text, settings.domain)
        return (None, f"cannot be drawn: {fault}") if fault else (text, None)

    def write(self, value: str) -> str:
        """The function as the text of an address."""
        return value

    words = write


@dataclass(frozen=True)
class Frame:
    """A part of the plane, x0,x1,y0,y1, of a size that suits the objective; None: the page chooses."""

    label: str
    objective: Callable[[Any], Objective]  # of some settings
    smallest: float = 1e-6  # widths of the objective's bounds
    largest: float = 100.0

    def read(self, text: str, settings: Any) -> Reading:
        """The frame in `text` if it is a good one, see `Reading`."""
        frame = _four_numbers(text)
        if frame is None:
            return None, "is not four numbers x0,x1,y0,y1"
        hill = self.objective(settings)
        good = self._fits(*frame[:2], *hill.bounds[0]) and self._fits(*frame[2:], *hill.bounds[1])
        return (frame, None) if good else (None, f"is no part of the plane around {hill.title}")

    def write(self, value: tuple[float, ...]) -> str:
        """The frame as the text of an address."""
        return ",".join(map(short, value))

    def words(self, value: tuple[float, ...] | None) -> str:
        """The frame as people read it."""
        return "the automatic one" if value is None else self.write(value)

    def _fits(self, start: float, end: float, lo: float, hi: float) -> bool:
        width = hi - lo
        near = lo - self.largest * width <= start and end <= hi + self.largest * width
        return bool(near and end - start >= self.smallest * width)
