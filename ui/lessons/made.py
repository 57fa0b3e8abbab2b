"""What the steps of lessons have made: one copy for all visits, bounded by bytes; heavy work in turn."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lessons import Verdict, mark
from lessons.races import Races
from lessons.words import fill
from optim import Sweep
from ui.lessons import change, live
from ui.lessons.course import Key, lesson_and_step
from ui.lessons.pictures import Pictures, pictures
from ui.races import size_of
from ui.shared import Cache, turn
from ui.streamlit_private import checkpoint

LARGEST = 64 * 2**20  # bytes: of the ten lessons, all that a class has on show
_kept = Cache(LARGEST)


@dataclass(frozen=True)
class Reveal:
    """What a commit reveals."""

    verdict: Verdict
    pictures: Pictures


def question(key: Key) -> str:
    """What is asked, with the numbers of the runs that are shown."""
    _, step = lesson_and_step(key)
    return _once(("question", key), lambda: fill(step.text, step.known_facts(before(key))), len)


def before(key: Key) -> Races:
    """The runs that a step shows before the commit, made once whatever is predicted."""
    _, step = lesson_and_step(key)
    return _once(("before", key), step.before, lambda races: sum(map(_bytes, races.values())))


def hidden(key: Key, theme: str, prediction: Any) -> Pictures:
    """The pictures before a commit: the hidden runs are not even made."""
    _, step = lesson_and_step(key)
    return pictures(step, before(key), prediction, None, True, theme)


def revealed(key: Key, theme: str, prediction: Any, reason: int) -> Reveal:
    """The verdict and the pictures after it. A class asks for the same; the runs are not kept."""
    asked = (key, theme, prediction, reason)
    return _once(("revealed", *asked), lambda: _reveal(*asked), lambda found: _letters(found.pictures))


def changed(key: Key, theme: str, prediction: Any, thing: str, value: float) -> tuple[str, Pictures]:
    """What is measured, and drawn, with another value of one of the step's settings."""
    asked = (key, theme, prediction, thing, value)
    return _once(("changed", *asked), lambda: _change(*asked), lambda found: _letters(found[1]))


def engine(key: Key, thing: str, prediction: Any) -> dict[str, Any] | None:
    """See `live.engine`; of the setting that is changed."""
    asked = (key, thing, prediction)
    return _once(("engine", *asked), lambda: _engine(*asked), lambda found: len(json.dumps(found)))[0]


def _engine(key: Key, thing: str, prediction: Any) -> tuple[dict[str, Any] | None]:
    """In a tuple: that there is none is worth keeping, too."""
    _, step = lesson_and_step(key)
    return (live.engine(change.only(step, thing), prediction),)


def _reveal(key: Key, theme: str, prediction: Any, reason: int) -> Reveal:
    _, step = lesson_and_step(key)
    races = step.race(prediction)
    verdict = mark(step, prediction, races, reason)
    measured = verdict.measured if step.ask.kind in ("number", "point") else None
    return Reveal(verdict, pictures(step, races, prediction, measured, False, theme))


def _change(key: Key, theme: str, prediction: Any, thing: str, value: float) -> tuple[str, Pictures]:
    other, tried = change.changed(change.only(lesson_and_step(key)[1], thing), prediction, value)
    races = other.race(tried)
    shown = pictures(other, races, prediction, None, False, theme, tried)
    return change.told(other, tried, races), shown


def _once(key: tuple, make: Callable[[], Any], size: Callable[[Any], int]) -> Any:
    """What is kept by a key, or made, once, when it is this visit's turn."""
    found = _kept.find(key)
    if found is not None:
        return found
    with turn(checkpoint):
        found = _kept.find(key)  # another visit may have made it meanwhile
        if found is None:
            found = make()
            found = _kept.keep(key, found, size(found))
    return found


def _bytes(race: Any) -> int:
    return race.x.nbytes if isinstance(race, Sweep) else size_of(race)


def _letters(found: Pictures) -> int:
    """How long a scene is, as it is sent; its ground is kept elsewhere."""
    return len(json.dumps(found.scene))
