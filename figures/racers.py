"""Who races: an optimizer, or the same one again with values of its own; and titles that tell them apart.

A racer's name is that of its optimizer, or that and a number: gd, gd_2, gd_3.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import NamedTuple

import numpy as np

from figures.mathml import LETTERS
from optim import OPTIMIZERS, Optimizer
from optim.explain.words import number

MOST_OF_ONE = 3  # racers of one optimizer: as many as its marks and its lines tell apart
DIGITS = 6  # of a value in a title
SWITCHES = {"bias_correction": "correction"}  # what a switch is called in a title
INDICES = str.maketrans("12+-", "₁₂₊₋")


class Racer(NamedTuple):
    """What a racer's name says."""

    optimizer: str
    number: int  # from 1 on


def name_of(optimizer: str, place: int) -> str:
    """The name of the racer of an optimizer that has this number."""
    return optimizer if place == 1 else f"{optimizer}_{place}"


def names_of(optimizer: str) -> list[str]:
    """The names of all racers that an optimizer can have, in the order of their numbers."""
    return [name_of(optimizer, place) for place in range(1, MOST_OF_ONE + 1)]


RACERS = {name: Racer(one, k) for one in OPTIMIZERS for k, name in enumerate(names_of(one), start=1)}


@dataclass(frozen=True)
class Title:
    """What a racer is called beside the others."""

    title: str
    short: str
    values: Mapping[str, str] = field(default_factory=dict)  # hyperparameter -> how its value stands in both


def titles(rules: Mapping[str, Optimizer]) -> dict[str, Title]:
    """Name -> title of each of these racers. Where an optimizer races more than once, it says what differs.

    That is 'GD α = 0.1' for a number, and for a switch, where it is not as usual, 'Adam without correction'.
    """
    found: dict[str, Title] = {}
    for name, rule in rules.items():
        same = [other for other in rules.values() if type(other) is type(rule)]
        title = _telling(rule, same) if len(same) > 1 else Title(rule.title, rule.short)
        found[name] = _apart(title, {other.title for other in found.values()})
    return found


def race_titles(races: Mapping) -> dict[str, Title]:
    """Name -> title of each racer of a race, which is name -> Trajectory."""
    return titles({name: trajectory.optimizer for name, trajectory in races.items()})


def _telling(rule: Optimizer, same: Sequence[Optimizer]) -> Title:
    """A title with what differs among racers of the same optimizer."""
    differing = [f for f in fields(rule) if any(not _equal(rule, other, f.name) for other in same)]
    values = {f.name: _value(rule, f.name) for f in differing if f.type is not bool}
    switches = [_switch(rule, f.name) for f in differing if f.type is bool and _is_unusual(rule, f)]
    text = " ".join(filter(None, (rule.short, ", ".join((*values.values(), *switches)))))
    return Title(text, text, values)


def _apart(title: Title, taken: set[str]) -> Title:
    """The title with a number behind it, if others have it already."""
    endings = ("", *(f" ({k})" for k in range(2, len(taken) + 2)))
    end = next(end for end in endings if title.title + end not in taken)
    return Title(title.title + end, title.short + end, title.values)


def _equal(one: Optimizer, other: Optimizer, name: str) -> bool:
    return np.array_equal(getattr(one, name), getattr(other, name))


def _is_unusual(rule: Optimizer, switch) -> bool:
    return getattr(rule, switch.name) != switch.default


def _switch(rule: Optimizer, name: str) -> str:
    return f"{'with' if getattr(rule, name) else 'without'} {SWITCHES.get(name, name.replace('_', ' '))}"


def _value(rule: Optimizer, name: str) -> str:
    value = getattr(rule, name)
    return f"{letter(rule.symbols[name])} = {number(value, DIGITS) if np.ndim(value) == 0 else 'many'}"


def letter(latex: str) -> str:
    """The symbol of a hyperparameter as plain text: 'β₁' of '\\beta_1'."""
    base, _, index = latex.partition("_")
    index = index.strip("{}")
    return LETTERS.get(base, base) + (f" {LETTERS[index]}" if index[:1] == "\\" else index.translate(INDICES))
