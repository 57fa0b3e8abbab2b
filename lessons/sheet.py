"""The sheet: what a student predicted, what was measured, and why; with a code that can be checked.

It holds no name and no time, and no server keeps it: the code is a checksum of what stands on it, short
enough to be read out. Who has a sheet can work all of it out again.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np

from lessons.asks import CLOSE, FAR, RIGHT, UNMARKED, is_number
from lessons.marking import Verdict, mark
from lessons.record import Lesson, Step
from lessons.words import FULL, say

FORMAT, VERSION = "descent-lab-sheet", 1
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none is taken for another
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
LENGTH = 8  # letters of a code, 5 bits each
DIGITS = 3  # of what was measured: machines differ in the last of sixteen
GRADES = RIGHT, CLOSE, FAR, UNMARKED
MOST_ENTRIES, LARGEST = 100, 100_000  # of a sheet, and bytes of its file
HEADS = ("lesson", "step", "prediction", "measured", "grade", "reason", "reason holds")


@dataclass(frozen=True)
class Entry:
    """One step as it was answered: what was measured is rounded, and a point is a tuple."""

    lesson: str
    step: str
    prediction: Any
    measured: Any
    grade: str
    reason: int | None = None
    reason_holds: bool | None = None


def entry(lesson: Lesson, step: Step, prediction: Any, verdict: Verdict, reason: int | None = None) -> Entry:
    """What stands on the sheet of a step that was marked."""
    holds = None if reason is None else step.reasons[reason].holds(verdict.facts)
    numbers = _plain(step.ask.check(prediction)), _plain(verdict.measured, DIGITS)
    return Entry(
        lesson.name, step.name, *numbers, verdict.grade, reason, None if holds is None else bool(holds)
    )


def _plain(value: Any, digits: int | None = None) -> Any:
    """Numbers, in so many digits or as they are; rows as tuples, and what is no number as None.

    A prediction is kept as it is: rounded, it might get another grade.
    """
    if value is None or isinstance(value, str | bool):
        return value
    if np.ndim(value) or isinstance(value, tuple | list):
        return tuple(_plain(part, digits) for part in value)
    if not np.isfinite(value):
        return None
    return float(f"{float(value):.{digits}g}" if digits else value) + 0.0


def code(entries: Iterable[Entry]) -> str:
    """The checksum of what was predicted, measured and chosen, such as '7K4T-9QWM'."""
    rows = [[e.lesson, e.step, e.prediction, e.measured, e.reason] for e in _in_order(entries)]
    text = json.dumps(rows, separators=(",", ":"), allow_nan=False)
    number = int.from_bytes(blake2b(text.encode(), digest_size=5).digest(), "big")
    letters = "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return f"{letters[:4]}-{letters[4:]}"


def same_code(one: str, other: str) -> bool:
    """Whether two codes are the same, as they are read out and written down."""
    return _letters(one) == _letters(other) != ""


def _letters(text: str) -> str:
    upper = text.upper().translate(MISREAD)
    return "".join(letter for letter in upper if letter in LETTERS)


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Each step once, as it was answered last, in the order of their names."""
    last = {(e.lesson, e.step): e for e in entries}
    return [last[key] for key in sorted(last)]


def as_json(entries: Iterable[Entry]) -> bytes:
    """The sheet as a file that can be checked, see `check`."""
    entries = _in_order(entries)
    rows = [vars(one) for one in entries]
    sheet = {"format": FORMAT, "version": VERSION, "code": code(entries), "entries": rows}
    return json.dumps(sheet, ensure_ascii=False, indent=1, allow_nan=False).encode()


def as_csv(entries: Iterable[Entry]) -> bytes:
    """The sheet as a table (RFC 4180), its code in a line of its own at the end."""
    entries, out = _in_order(entries), io.StringIO()
    table = csv.writer(out)
    table.writerow(HEADS)
    table.writerows([_cell(value) for value in vars(e).values()] for e in entries)
    table.writerow(["code", code(entries)])
    return out.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " ".join(map(_cell, value))
    return str(value).removesuffix(".0")  # as programs read it: with a hyphen for a minus, and no commas


@dataclass(frozen=True)
class Checked:
    """A sheet that was worked out again: its entries as they are now, and what stands otherwise on it."""

    entries: tuple[Entry, ...]
    code: str
    faults: tuple[str, ...]  # sentences; none where all is as it stands


def check(file: bytes | str, lessons: Mapping[str, Lesson]) -> Checked:
    """Makes every run of a sheet again. ValueError, one sentence, for a file that is no sheet."""
    sheet = _read(file)
    stated = _in_order(_entry(row, lessons) for row in sheet["entries"])
    again = [_again(e, lessons) for e in stated]
    faults = [
        f"{a.lesson}, step {a.step}: {name} is stated as {_said(vars(s)[name])}, and is {_said(now)}."
        for s, a in zip(stated, again)
        for name, now in vars(a).items()
        if vars(s)[name] != now
    ]
    if not same_code(str(sheet.get("code")), code(stated)):
        faults.append("The code does not belong to these entries.")
    return Checked(tuple(again), code(again), tuple(faults))


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return f"({', '.join(map(_said, value))})"
    return "nothing" if value is None else say(value, FULL)


def _again(stated: Entry, lessons: Mapping[str, Lesson]) -> Entry:
    lesson = lessons[stated.lesson]
    step = lesson.step(stated.step)
    verdict = mark(step, stated.prediction, step.race(stated.prediction), stated.reason)
    return entry(lesson, step, stated.prediction, verdict, stated.reason)


def _read(file: bytes | str) -> dict:
    try:
        sheet = json.loads(file, parse_constant=_refused) if len(file) <= LARGEST else None
    except (ValueError, RecursionError) as error:
        raise ValueError("This is no sheet: the file is not JSON.") from error
    rows = sheet.get("entries") if isinstance(sheet, dict) and sheet.get("format") == FORMAT else None
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_ENTRIES or sheet.get("version") != VERSION:
        raise ValueError(f'This is no sheet: expected "format": "{FORMAT}" with 1 to {MOST_ENTRIES} entries.')
    return sheet


def _refused(constant: str):
    raise ValueError(f"{constant} is not JSON")


def _entry(row: Any, lessons: Mapping[str, Lesson]) -> Entry:
    """An entry as it is stated; its prediction is one that its step takes."""
    names = Entry.__dataclass_fields__.keys()
    if not isinstance(row, dict) or row.keys() != names or row["lesson"] not in tuple(lessons):
        raise ValueError(f"This is no sheet: each entry has {', '.join(names)}, of a lesson that there is.")
    try:
        step = lessons[row["lesson"]].step(row["step"])
        prediction = _plain(step.ask.check(row["prediction"]))
    except ValueError as error:
        raise ValueError(f"An entry of ‘{row['lesson']}’ is none: {error}.") from error
    for name, (is_one, said) in STATED.items():
        if not is_one(row[name]):
            raise ValueError(f"This is no sheet: ‘{name}’ is {said}.")
    return Entry(**{**row, "prediction": prediction, "measured": _plain(row["measured"])})


def _is_measured(value: Any) -> bool:
    parts = value if isinstance(value, list) else [value]
    return all(p is None or is_number(p) or (isinstance(p, str) and p.isprintable()) for p in parts)


# What may be stated of each: whether it is such a value, and that in words.
STATED = {
    "measured": (_is_measured, "a number, a name, a list of such, or null"),
    "grade": (lambda value: value in GRADES, f"one of {', '.join(GRADES)}"),
    "reason": (lambda value: value is None or (type(value) is int and value in (0, 1)), "0, 1 or null"),
    "reason_holds": (lambda value: value is None or isinstance(value, bool), "true, false or null"),
}
