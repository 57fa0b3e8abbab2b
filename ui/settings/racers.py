"""The kind of parameter that says who races: optimizers, some of them more than once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from figures.racers import MOST_OF_ONE, RACERS, names_of
from optim import OPTIMIZERS
from ui.settings.parameters import Choices, Reading, closest, fold, spellings

MOST = len(OPTIMIZERS)  # racers on one page: each is described, packed, sent and drawn
NAMED = 6  # racers in one sentence
NUMBERED = re.compile(r"(.*?)[\s_]*\d{1,9}\s*", re.DOTALL)  # an optimizer with a number behind it
SHORT = {record.short: name for name, record in OPTIMIZERS.items()} | {"SGD": "gd", "NAG": "nesterov"}

# What else a racer is called.
CALLED = {
    called + racer.removeprefix(optimizer).replace("_", " "): racer
    for called, optimizer in SHORT.items()
    for racer in names_of(optimizer)
}


def racer_titles() -> Mapping[str, str]:
    """Name -> title of every racer there can be, whoever else races."""
    return {
        name: OPTIMIZERS[optimizer].title + (f" {number}" if number > 1 else "")
        for name, (optimizer, number) in RACERS.items()
    }


def misnumbered(text: str, known: Mapping[str, str]) -> str | None:
    """The optimizer that a text means with a number behind it, such as gd_99; `known` are the spellings."""
    numbered = NUMBERED.fullmatch(text)
    meant = numbered and known.get(fold(numbered[1]))
    return meant if meant in OPTIMIZERS else None


@dataclass(frozen=True)
class Racers(Choices):
    """One or more racers, separated by commas, always in the order of `names`; at most `MOST`."""

    def read(self, text: str, settings: object = None) -> Reading:
        """The racers closest to those in `text`, see `Reading`; for a number too high, the first one free."""
        known = spellings(self.names, self.also)
        asked = text.replace(";", ",").split(",", 2 * len(self.names))
        meant = {known[fold(name)] for name in asked if fold(name) in known}
        faults = []
        for name in (name for name in asked if fold(name) not in known):
            optimizer = misnumbered(name, known)
            wrong = (
                f"has a number not from 1 to {MOST_OF_ONE}" if optimizer else "has a name that is not known"
            )
            faults.append(wrong)
            meant.add(_first_free(optimizer, meant) if optimizer else closest(name, known))
        found = tuple(name for name in self.names if name in meant)
        if len(found) > MOST:
            faults.append(f"has {len(found)} racers, of which a page bears {MOST}")
        return Reading(found[:MOST] or None, next(iter(faults), None))

    def words(self, value: tuple[str, ...]) -> str:
        """The racers as people read them; of very many, the first few."""
        rest = len(value) - NAMED
        return super().words(value) if rest < 2 else f"{super().words(value[:NAMED])} and {rest} more"


def _first_free(optimizer: str, taken: set[str | None]) -> str | None:
    return next((name for name in names_of(optimizer) if name not in taken), None)
