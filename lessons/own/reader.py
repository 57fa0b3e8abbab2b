"""Reads an object of a JSON file, key by key: whatever is amiss is a sentence that says where."""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from lessons.asks import is_number
from lessons.words import fault

NEEDED = object()
LINE = 120  # characters
NAME = re.compile(r"[A-Za-z_]\w{0,29}")


class LessonError(ValueError):
    """What is wrong with a lesson: str(error) is one sentence that can be shown as it stands."""


def shortly(value: Any) -> str:
    """A value of a file in a sentence: cut, and on one line."""
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= 40 else f"{text[:39]}…"


class Reader:
    """One object of the file, at a place `where`; `finish` says which of its keys nobody asked for."""

    def __init__(self, value: Any, where: str):
        self.where, self.asked = where, set()
        if not isinstance(value, dict):
            raise self.error(f"expected an object {{…}}, got {shortly(value)}")
        self.value: Mapping[str, Any] = value

    def error(self, sentence: str, key: str | None = None) -> LessonError:
        """What is wrong, with the place."""
        place = [part for part in (self.where, key and f"‘{key}’") if part]
        said = f"{', '.join(place)}: {sentence}" if place else f"{sentence[:1].upper()}{sentence[1:]}"
        return LessonError(f"{said}.")

    def get(self, key: str, default: Any = NEEDED) -> Any:
        """A value as it stands, of a key that must be there, or may be missing."""
        self.asked.add(key)
        found = self.value.get(key, default)
        if found is NEEDED:
            raise self.error(f"the key ‘{key}’ is missing")
        return found

    def text(self, key: str, most: int, default: Any = NEEDED) -> str:
        """A text on one line, of at most so many characters; '' only where it may be missing."""
        found = self.get(key, default)
        if found is default:
            return found
        if not isinstance(found, str) or not found.strip():
            raise self.error(f"expected a text, got {shortly(found)}", key)
        if len(found) > most:
            raise self.error(f"expected at most {most} characters, got {len(found)}", key)
        if not found.isprintable():
            raise self.error("expected a text on one line, without control characters", key)
        return found

    def template(self, key: str, most: int, default: Any = NEEDED) -> str:
        """A text with facts to fill in."""
        found = self.text(key, most, default)
        wrong = fault(found)
        if wrong:
            raise self.error(wrong, key)
        return found

    def number(self, key: str, low: float, high: float, default: Any = NEEDED, whole: bool = False) -> Any:
        """A number from `low` to `high`."""
        found = self.get(key, default)
        if found is default:
            return found
        kind = "a whole number" if whole else "a number"
        if not is_number(found) or not low <= found <= high or (whole and found != int(found)):
            raise self.error(f"expected {kind} from {low:g} to {high:g}, got {shortly(found)}", key)
        return int(found) if whole else float(found)

    def pair(self, key: str, default: Any = NEEDED) -> tuple[float, float]:
        """A point of two numbers."""
        found = self.get(key, default)
        if found is default:
            return found
        if not isinstance(found, list) or len(found) != 2 or not all(map(is_number, found)):
            raise self.error(f"expected a point [x, y], got {shortly(found)}", key)
        return tuple(map(float, found))

    def name(self, key: str, names: Collection[str], default: Any = NEEDED) -> str:
        """One of some names."""
        found = self.get(key, default)
        if not isinstance(found, str) or found not in names:
            raise self.error(f"expected one of {', '.join(names)}, got {shortly(found)}", key)
        return found

    def switch(self, key: str) -> bool:
        """True, or false where it is missing."""
        found = self.get(key, False)
        if not isinstance(found, bool):
            raise self.error(f"expected true or false, got {shortly(found)}", key)
        return found

    def rows(self, key: str, least: int, most: int) -> list[Any]:
        """A list of so many values."""
        found = self.get(key)
        if not isinstance(found, list) or not least <= len(found) <= most:
            count = f"{least}" if least == most else f"{least} to {most}"
            raise self.error(f"expected a list of {count}, got {shortly(found)}", key)
        return found

    def objects(self, key: str, least: int, most: int) -> list["Reader"]:
        """A list of objects."""
        what = key.removesuffix("s")
        return [Reader(row, self._in(f"{what} {i}")) for i, row in enumerate(self.rows(key, least, most), 1)]

    def named(self, key: str, most: int) -> dict[str, "Reader"]:
        """Objects by names of letters and digits."""
        found = Reader(self.get(key), self._in(f"‘{key}’"))
        if not 1 <= len(found.value) <= most:
            raise self.error(f"expected 1 to {most} names, got {len(found.value)}", key)
        for name in found.value:
            if not NAME.fullmatch(name) or not name.isascii():
                raise self.error(f"expected names of letters, digits and _, got {shortly(name)}", key)
        return {name: Reader(value, self._in(f"{key} ‘{name}’")) for name, value in found.value.items()}

    def finish(self) -> None:
        """Refuses keys that nobody asked for: a misspelled one would be passed over."""
        unknown = [key for key in self.value if key not in self.asked]
        if unknown:
            expected = ", ".join(sorted(self.asked))
            raise self.error(f"the key {shortly(unknown[0])} is not known: expected one of {expected}")

    def _in(self, part: str) -> str:
        return f"{self.where}, {part}" if self.where else part
