"""The kinds of parameters: what each may be, how it is read from hand-written text and written back."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from optim import OBJECTIVES
from ui.quantities import QUANTITIES, SCALES, Curve, curve

LONGEST = 64  # characters of a value that are looked at: no good value is longer

# What a text is read as: the good value nearest to it, if any, and what is wrong with the text, if anything.
Reading = tuple[Any, str | None]


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


def _tidy(text: str) -> str:
    return text[:LONGEST].strip().casefold().replace(" ", "_")


def _nearest(text: str, names: Mapping[str, Any]) -> str | None:
    """The name that `text` means: itself, else the closest spelling, else None."""
    tidy = _tidy(text)
    return tidy if tidy in names else next(iter(get_close_matches(tidy, names, n=1)), None)


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

    words = write

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
        return _nearest(text, self.names), None if _tidy(text) in self.names else "is not known"

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
        meant = {_nearest(name, self.names) for name in asked}
        fault = None if {_tidy(name) for name in asked} <= set(self.names) else "has a name that is not known"
        return tuple(name for name in self.names if name in meant) or None, fault

    def write(self, value: tuple[str, ...]) -> str:
        """The names as the text of an address."""
        return ",".join(value)

    def words(self, value: tuple[str, ...]) -> str:
        """The value as people read it."""
        return ", ".join(self.names[name] for name in value)


@dataclass(frozen=True)
class Curves:
    """What each chart shows, separated by commas: a quantity, and its scale if not the usual: loss:linear."""

    label: str

    def read(self, text: str, settings: Any) -> Reading:
        """The curves closest to those in `text`, see `Reading`; a chart without a good one keeps its own."""
        before = settings.curves
        asked = text[: 2 * LONGEST * len(before)].split(",")
        read = [self._curve(part, old) for part, old in zip(asked, before, strict=False)]
        faults = [fault for _, fault in read if fault]
        if len(asked) != len(before):
            faults.append(f"is not {len(before)} names")
        return (*(found for found, _ in read), *before[len(read) :]), next(iter(faults), None)

    def write(self, value: tuple[Curve, ...]) -> str:
        """The curves as the text of an address."""
        return ",".join(c.quantity if c == curve(c.quantity) else ":".join(c) for c in value)

    def words(self, value: tuple[Curve, ...]) -> str:
        """The curves as people read them."""
        titles = {c: QUANTITIES[c.quantity].title for c in value}
        return ", ".join(titles[c] if c == curve(c.quantity) else f"{titles[c]} ({c.scale})" for c in value)

    def _curve(self, text: str, old: Curve) -> tuple[Curve, str | None]:
        name, colon, scale = text.partition(":")
        quantity = _nearest(name, QUANTITIES)
        if quantity is None:
            return old, "has a name that is not known"
        meant = curve(quantity, _nearest(scale, dict.fromkeys(SCALES)))
        if _tidy(name) != quantity:
            return meant, "has a name that is not known"
        return meant, "has a scale that does not suit" if colon and _tidy(scale) != meant.scale else None


@dataclass(frozen=True)
class Frame:
    """A part of the plane, x0,x1,y0,y1, of a size that suits the objective; None: the page chooses."""

    label: str
    smallest: float = 1e-6  # widths of the objective's bounds
    largest: float = 100.0

    def read(self, text: str, settings: Any) -> Reading:
        """The frame in `text` if it is a good one, see `Reading`."""
        try:
            frame = tuple(float(number) + 0.0 for number in text[: 4 * LONGEST].split(","))
        except ValueError:
            frame = ()
        if len(frame) != 4 or not all(map(math.isfinite, frame)):
            return None, "is not four numbers x0,x1,y0,y1"
        hill = OBJECTIVES[settings.objective]
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
