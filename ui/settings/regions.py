"""Regions of the plane as parameters, x0,x1,y0,y1, and the function that one of them must suit."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from optim import Objective, typed_objective, typed_remarks
from optim.typed.errors import BoundsError
from ui.settings.numerals import numerals
from ui.settings.parameters import (
    Reading,
    fold,
    list_note,
    list_words,
    quote,
    separator_hint,
    short,
    write_list,
)
from ui.shared import turn


def typed(text: str, domain: tuple[float, ...]) -> Objective:
    """The objective that a typed function is on a domain. Read in turn: it takes as long as a race.

    Raises ValueError as `typed_objective` does.
    """
    with turn(bool):  # a callback that is given up is never called again: it waits
        return typed_objective(text, np.reshape(domain, (2, 2)))


@lru_cache(maxsize=64)  # a refused text is looked at again at every run of its page
def _typed_fault(text: str, domain: tuple[float, ...]) -> tuple[str | None, bool]:
    """What is wrong with a function on a domain, if anything; and whether another domain may suit it."""
    try:
        typed(text, domain)
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
        return Reading(None, f"waits for a function that suits it. {fault}") if fault else reading

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
                None, f"{'waits for a domain that suits it' if waits else 'cannot be drawn'}. {fault}"
            )
        return Reading(text, note=" ".join(typed_remarks(text)) or None)

    def write(self, value: str) -> str:
        """The function as the text of an address."""
        return value

    words = write


FIT = "fit"  # the frame that follows the paths


@dataclass(frozen=True)
class Frame:
    """A part of the plane that stands still, x0,x1,y0,y1, of a size that suits the objective; or 'fit', which
    follows the paths, run after run. None: the page chooses one, once.
    """

    label: str
    objective: Callable[[Any], Objective]  # of some settings
    smallest: float = 1e-6  # widths of the objective's bounds
    largest: float = 100.0

    def read(self, text: str, settings: Any) -> Reading:
        """The frame in `text` if it is a good one, see `Reading`."""
        if fold(text) == FIT:
            return Reading(FIT)
        reading = _four_numbers(text)
        if reading.fault:
            return reading
        objective, (x0, x1, y0, y1) = self.objective(settings), reading.value
        if self._fits(x0, x1, *objective.bounds[0]) and self._fits(y0, y1, *objective.bounds[1]):
            return reading
        return Reading(None, f"is too small, too large or too far away to show {objective.title}")

    def write(self, value: tuple[float, ...] | str) -> str:
        """The frame as the text of an address."""
        return value if value == FIT else write_list(value)

    def words(self, value: tuple[float, ...] | str | None) -> str:
        """The frame as people read it."""
        if value == FIT:
            return "one that fits the paths"
        return "the automatic view" if value is None else list_words(value)

    def _fits(self, start: float, end: float, lo: float, hi: float) -> bool:
        width = hi - lo
        near = lo - self.largest * width <= start and end <= hi + self.largest * width
        return bool(near and end - start >= self.smallest * width)
