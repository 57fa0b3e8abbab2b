"""A point of the plane as a parameter: read from an address, or typed coordinate by coordinate."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from optim import Objective
from ui.settings.numerals import numerals
from ui.settings.parameters import Number, Reading, list_note, list_words, separator_hint, write_list


@dataclass(frozen=True)
class Point:
    """A point x,y in the objective's bounds; None: the page chooses."""

    label: str
    objective: Callable[[Any], Objective]  # of some settings
    unset: str  # None in words
    help: str

    def read(self, text: str, settings: Any) -> Reading:
        """The point in the bounds nearest to the one in `text`, see `Reading`."""
        found = numerals(text, 2)
        if found is None:
            return Reading(None, f"is not two numbers x,y{separator_hint(text, 2)}")
        read = [axis.fit(number.value) for axis, number in zip(self.axes(settings), found, strict=True)]
        point = tuple(value for value, _ in read)
        fault = "is outside the bounds" if any(fault for _, fault in read) else None
        return Reading(point, fault, list_note(text, found))

    def axes(self, settings: Any) -> tuple[Number, Number]:
        """What each coordinate may be."""
        (x0, x1), (y0, y1) = self.objective(settings).bounds.tolist()
        return (
            Number(f"{self.label} x", x0, x1, (), self.help),
            Number(f"{self.label} y", y0, y1, (), self.help),
        )

    def write(self, value: tuple[float, float]) -> str:
        """The point as the text of an address."""
        return write_list(value)

    def words(self, value: tuple[float, float] | None) -> str:
        """The point as people read it."""
        return self.unset if value is None else list_words(value)
