"""A point of the plane as a parameter: read from an address, or typed coordinate by coordinate."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from optim import Objective
from ui.parameters import LONGEST, Number, Reading, short


@dataclass(frozen=True)
class Point:
    """A point x,y in the objective's bounds or near them; None: the page chooses."""

    label: str
    objective: Callable[[Any], Objective]  # of some settings
    help: str
    farthest: float = 1.0  # widths of the objective's bounds, outside of them

    def read(self, text: str, settings: Any) -> Reading:
        """The point nearest to the one in `text`, see `Reading`."""
        parts = text[: 2 * LONGEST + 1].split(",")
        if len(parts) != 2:
            return None, "is not two numbers x,y"
        x, y = (axis.read(part) for axis, part in zip(self.axes(settings), parts, strict=True))
        if x[0] is None or y[0] is None:
            return None, "is not two numbers x,y"
        far = f"is too far from {self.objective(settings).title}" if x[1] or y[1] else None
        return (x[0], y[0]), far

    def axes(self, settings: Any) -> tuple[Number, Number]:
        """What each coordinate may be."""
        ranges = self.objective(settings).bounds.tolist()
        reach = [(lo - self.farthest * (hi - lo), hi + self.farthest * (hi - lo)) for lo, hi in ranges]
        x, y = (
            Number(f"{self.label} {name}", *ends, positions=(), help=self.help)
            for name, ends in zip("xy", reach, strict=True)
        )
        return x, y

    def write(self, value: tuple[float, float]) -> str:
        """The point as the text of an address."""
        return ",".join(map(short, value))

    def words(self, value: tuple[float, float] | None) -> str:
        """The point as people read it."""
        return "the seed's" if value is None else self.write(value)
