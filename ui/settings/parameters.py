"""The kinds of parameters: what each may be, how it is read from hand-written text and written back."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from math import inf
from typing import Any, ClassVar, NamedTuple

from ui.settings.numerals import LONGEST, Numeral, numeral


class Reading(NamedTuple):
    """What a text is read as: the good value nearest to it, if any, and what a notice has to mention.

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
    if len(text) > 30:  # too many zeros to count
        return exact
    return text.rstrip("0").rstrip(".") if "." in text else text


def counted(n: int, noun: str) -> str:
    """'1 iteration', '2,500 iterations'."""
    return f"1 {noun}" if n == 1 else f"{n:,} {noun}s"


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
            return limit, f"is {'under' if limit == self.lo else 'over'} {Number.words(self, limit)}"
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

    def order(self, value: float) -> float:
        """By what its slider puts its positions in order."""
        return value


@dataclass(frozen=True)
class Rows(Number):
    """A number of rows out of those that there are; 0 means all of them, the end of its slider."""

    all: ClassVar[str] = "all"

    def read(self, text: str, settings: Any = None) -> Reading:
        """The number nearest to `text`, or all rows, see `Reading`."""
        return Reading(0) if fold(text) == self.all else super().read(text, settings)

    def words(self, value: float) -> str:
        """The value as people read it."""
        return super().words(value) if value else self.all

    def order(self, value: float) -> float:
        """All rows are the most."""
        return value or inf

    def range_words(self) -> str:
        """What may be typed."""
        return f"{self.all}, or a whole number from 1 to {short(self.hi)}"

    def of(self, count: int) -> "Rows":
        """The record for data of so many rows."""
        return replace(self, positions=tuple(n for n in self.positions if n < max(count, 1)))


@dataclass(frozen=True)
class Choice:
    """One name out of `names` (name -> its title); `also`: what else one may be called -> the name.

    `groups`: name -> the group in which it is listed, group after group.
    """

    label: str
    names: Mapping[str, str]
    help: str | None = None
    also: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)

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

    def listed(self) -> list[str]:
        """The names in the order of a list: group after group, and then those of none."""
        return [*self.groups, *(name for name in self.names if name not in self.groups)]

    def entry(self, value: str) -> str:
        """The value as a list has it: Streamlit's has no heads for groups, so each entry names its own."""
        group, words = self.groups.get(value), self.words(value)
        return words if not group or group in words.casefold() else f"{words} · {group}"


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
