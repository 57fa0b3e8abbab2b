"""A point of the plane as a parameter: read from an address, or typed coordinate by coordinate."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from optim import Objective
from ui.parameters import LONGEST, Number, Reading, short


@dataclass(frozen=True)
class Point:
    """A point x,y in the objective's bounds; None: the page chooses."""

    label: str
    objective: Callable[[Any], Objective]  # of some settings
    nobody: str  # what None is to people
    help: str

    def read(self, text: str, settings: Any) -> Reading:
        """The point in the bounds nearest to the one in `text`, see `Reading`."""
        parts = text[: 2 * LONGEST + 1].split(",")
        axes = self.axes(settings)
        read = [axis.read(part) for axis, part in zip(axes, parts, strict=False)]
        if len(parts) != 2 or any(value is None for value, _ in read):
            return None, "is not two numbers x,y"
        outside = any(fault for _, fault in read)
        return tuple(value for value, _ in read), "is out of the bounds" if outside else None

    def axes(self, settings: Any) -> tuple[Number, Number]:
        """What each coordinate may be."""
        (x0, x1), (y0, y1) = self.objective(settings).bounds.tolist()
        return Number(f"{self.label} x", x0, x1, (), self.help), Number(
            f"{self.label} y", y0, y1, (), self.help
        )

    def write(self, value: tuple[float, float]) -> str:
        """The point as the text of an address."""
        return ",".join(map(short, value))

    def words(self, value: tuple[float, float] | None) -> str:
        """The point as people read it."""
        return self.nobody if value is None else self.write(value)
