"""The kinds of parameters: what each may be, how it is read from hand-written text and written back."""

import math
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from optim import Objective, typed_objective, typed_remarks
from optim.typed.errors import BoundsError
from ui.numerals import LONGEST, Numeral, numeral, numerals


class Reading(NamedTuple):
    """What a text is read as: the good value nearest to it, if any, and what is to be said about the text.

    `fault` is what is wrong with it, the rest of a sentence that begins with the text. `note` is a sentence,
    or several, on how a good text was understood where that is not plain.
    """

    value: Any
    fault: str | None = None
    note: str | None = None


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


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """`text` without what does not matter in a name: 'Lévy N. 13' is 'levyn13', '1/√t' is '1/sqrtt'."""
    if len(text) > LONGEST:
        return ""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("√", "sqrt"))
    return "".join(letter for letter in letters if letter.isalnum() or letter == "/")


def closest(text: str, spellings: Mapping[str, str]) -> str | None:
    """The name whose spelling, see `fold`, is closest to `text`; None if none is close.

    Three letters are close to too much: 'eta' to 'beta'.
    """
    found = get_close_matches(fold(text), [spelling for spelling in spellings if len(spelling) > 3], n=1)
    return spellings[found[0]] if found else None


def spellings(names: Mapping[str, str | None], also: Mapping[str, str] | None = None) -> dict[str, str]:
    """How each name may be spelled -> the name: by itself, by its title, and by what else it is called."""
    titles = {fold(title): name for name, title in names.items() if title}
    others = {fold(word): name for word, name in (also or {}).items()}
    return {**others, **titles, **{fold(name): name for name in names}}


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
        found = numeral(text, self.whole)
        if found is None:
            return Reading(None, "is not a number")
        value, fault = self.fit(found.value)
        return Reading(value, fault, f"{quote(text)} is read as {short(value)}." if found.ambiguous else None)

    def fit(self, value: float) -> tuple[float, str | None]:
        """The good value nearest to `value`, infinite or not, and what is wrong with that, if anything."""
        if not self.lo <= value <= self.hi:
            limit = self.lo if value < self.lo else self.hi
            return limit, f"is {'under' if limit == self.lo else 'over'} {self.words(limit)}"
        if self.whole:
            return round(value), "is not a whole number" if value % 1 else None
        return value + 0.0, None  # + 0.0: no negative zero

    def range_words(self) -> str:
        """What may be typed."""
        kind = "a whole number" if self.whole else "a number"
        return f"{kind} from {self.words(self.lo)} to {self.words(self.hi)}"

    def write(self, value: float) -> str:
        """The value as the text of an address."""
        return short(value)

    def words(self, value: float) -> str:
        """The value as people read it: 1e-8 rather than seven zeros."""
        return f"{value:g}".replace("e-0", "e-") if 0 < abs(value) < 1e-4 else short(value)


@dataclass(frozen=True)
class Choice:
    """One name out of `names` (name -> its title); `also`: what else one may be called -> the name."""

    label: str
    names: Mapping[str, str]
    help: str | None = None
    also: Mapping[str, str] = field(default_factory=dict)

    def read(self, text: str, settings: Any = None) -> Reading:
        """The name closest to `text`, see `Reading`."""
        known = spellings(self.names, self.also)
        name = known.get(fold(text))
        return Reading(name) if name else Reading(closest(text, known), "is not known")

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
        asked = text.replace(";", ",").split(",", 2 * len(self.names))
        read = [Choice.read(self, name) for name in asked]
        meant = {reading.value for reading in read}
        fault = "has a name that is not known" if any(reading.fault for reading in read) else None
        return Reading(tuple(name for name in self.names if name in meant) or None, fault)

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
        on, off = ("true", "on", "yes", "1"), ("false", "off", "no", "0")
        value = {**dict.fromkeys(on, True), **dict.fromkeys(off, False)}.get(fold(text))
        return Reading(value, "is neither true nor false" if value is None else None)

    def write(self, value: bool) -> str:
        """The value as the text of an address."""
        return str(value).lower()

    def words(self, value: bool) -> str:
        """The value as people read it."""
        return "on" if value else "off"


@lru_cache(maxsize=64)  # a refused text is looked at again at every run of its page
def _typed_fault(text: str, domain: tuple[float, ...]) -> tuple[str | None, bool]:
    """What is wrong with a function on a domain, if anything; and whether another domain may suit it."""
    try:
        typed_objective(text, np.reshape(domain, (2, 2)))
    except ValueError as error:
        return str(error).rstrip("."), isinstance(error, BoundsError)
    return None, False


def _four_numbers(text: str) -> Reading:
    """The four finite numbers x0,x1,y0,y1 in `text`; reversed ends are turned round."""
    found = numerals(text, 4)
    if found is None or not all(math.isfinite(number.value) for number in found):
        return Reading(None, f"is not four numbers x0,x1,y0,y1{separator_hint(text, 4)}")
    four = tuple(number.value + 0.0 for number in found)
    ordered = (*sorted(four[:2]), *sorted(four[2:]))
    if ordered != four:
        return Reading(ordered, note=f"{quote(text)} is turned round: {list_words(ordered)}.")
    return Reading(ordered, note=list_note(text, found))


def separator_hint(text: str, count: int) -> str:
    """How to write `count` numbers with decimal commas, where `text` seems to have these."""
    parts = [part.strip() for part in text[:LONGEST].split(",")]
    if len(parts) != 2 * count or not all(part.lstrip("-−").isdigit() for part in parts):
        return ""
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return f" (with decimal commas: {';'.join(map(','.join, pairs))})"


def list_note(text: str, found: Iterable[Numeral]) -> str | None:
    """How numbers were read, where their text could mean others."""
    unclear = any(number.ambiguous for number in found)
    numbers = " and ".join(short(number.value) for number in found)
    return f"{quote(text)} is read as {numbers}." if unclear else None


def write_list(values: Iterable[float]) -> str:
    """Numbers as the text of an address."""
    return ",".join(map(short, values))


def list_words(values: Iterable[float]) -> str:
    """Numbers as people read them, in six digits."""
    return ",".join(short(float(f"{value:.6g}")) for value in values)


@dataclass(frozen=True)
class Domain:
    """The part of the plane on which a typed function is looked at: x0,x1,y0,y1."""

    label: str
    smallest: float = 1e-3  # of a side
    largest: float = 1e4  # of a coordinate

    def read(self, text: str, settings: Any = None) -> Reading:
        """The domain in `text` if it is a good one for the function of these settings, see `Reading`."""
        reading = _four_numbers(text)
        if reading.fault:
            return reading
        x0, x1, y0, y1 = four = reading.value
        if max(map(abs, four)) > self.largest:
            return Reading(None, f"goes beyond ±{short(self.largest)}")
        if min(x1 - x0, y1 - y0) < self.smallest:
            return Reading(None, f"is less than {short(self.smallest)} wide or high")
        fault, _ = _typed_fault(settings.f, four)
        return Reading(None, f"waits for a function that suits it: {fault}") if fault else reading

    def write(self, value: tuple[float, ...]) -> str:
        """The domain as the text of an address."""
        return write_list(value)

    def words(self, value: tuple[float, ...]) -> str:
        """The domain as people read it."""
        return list_words(value)


@dataclass(frozen=True)
class Formula:
    """A function of x and y, as it was typed."""

    label: str

    def read(self, text: str, settings: Any) -> Reading:
        """`text` itself if it is a function on the domain of these settings, see `Reading`."""
        fault, waits = _typed_fault(text, settings.domain)
        if fault:
            return Reading(
                None, f"{'waits for a domain that suits it' if waits else 'cannot be drawn'}: {fault}"
            )
        return Reading(text, note=" ".join(typed_remarks(text)) or None)

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
        reading = _four_numbers(text)
        if reading.fault:
            return reading
        hill, (x0, x1, y0, y1) = self.objective(settings), reading.value
        if self._fits(x0, x1, *hill.bounds[0]) and self._fits(y0, y1, *hill.bounds[1]):
            return reading
        return Reading(None, f"is too small, too large or too far away to show {hill.title}")

    def write(self, value: tuple[float, ...]) -> str:
        """The frame as the text of an address."""
        return write_list(value)

    def words(self, value: tuple[float, ...] | None) -> str:
        """The frame as people read it."""
        return "the automatic view" if value is None else list_words(value)

    def _fits(self, start: float, end: float, lo: float, hi: float) -> bool:
        width = hi - lo
        near = lo - self.largest * width <= start and end <= hi + self.largest * width
        return bool(near and end - start >= self.smallest * width)
