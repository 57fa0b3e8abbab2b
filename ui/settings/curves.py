"""The setting of the charts: what each shows, in an address and in words."""

from dataclasses import dataclass
from typing import Any

from ui.quantities import QUANTITIES, SCALES, Curve, curve
from ui.settings.parameters import Reading, closest, fold, spellings

UNKNOWN = "has a name that is not known"
SCALES_ALSO = {"logarithmic": "log", "lin": "linear"}


@dataclass(frozen=True)
class Curves:
    """What each chart shows, separated by commas: a quantity, and its scale if not the usual: loss:linear."""

    label: str

    def read(self, text: str, settings: Any) -> Reading:
        """The curves closest to those in `text`, see `Reading`; a chart without a good one keeps its own."""
        before = settings.curves
        asked = text.split(",", len(before))
        read = [self._curve(part, old) for part, old in zip(asked, before, strict=False)]
        faults = [fault for _, fault in read if fault]
        if len(asked) != len(before):
            faults.append(f"is not {len(before)} names")
        return Reading((*(found for found, _ in read), *before[len(read) :]), next(iter(faults), None))

    def write(self, value: tuple[Curve, ...]) -> str:
        """The curves as the text of an address."""
        return ",".join(c.quantity if c == curve(c.quantity) else ":".join(c) for c in value)

    def words(self, value: tuple[Curve, ...]) -> str:
        """The curves as people read them."""
        titles = {c: QUANTITIES[c.quantity].title for c in value}
        return ", ".join(titles[c] if c == curve(c.quantity) else f"{titles[c]} ({c.scale})" for c in value)

    def _curve(self, text: str, old: Curve) -> tuple[Curve, str | None]:
        name, colon, scale = text.partition(":")
        known = spellings({quantity: record.title for quantity, record in QUANTITIES.items()})
        quantity = known.get(fold(name)) or closest(name, known)
        if quantity is None:
            return old, UNKNOWN
        scales = spellings(dict.fromkeys(SCALES), SCALES_ALSO)
        meant = curve(quantity, scales.get(fold(scale)) or closest(scale, scales))
        if fold(name) not in known:
            return meant, UNKNOWN
        return meant, "has a scale that does not suit" if colon and scales.get(
            fold(scale)
        ) != meant.scale else None
