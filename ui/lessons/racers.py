"""What the runs of a step are called, and how they look: the second of one optimizer is hollow."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from figures.racers import MOST_OF_ONE, letter, name_of
from lessons.races import Run, Runs
from lessons.words import say
from ui.wire import looks

MOST_SAID = 2  # settings in a title


Looks = Mapping[str, Mapping[str, Any]]


def described(runs: Runs) -> Looks:
    """Name -> style, and what a run is called beside the others: title, short."""
    return {
        name: {
            "style": looks.style(name_of(run.optimizer.name, _number(name, runs))),
            "title": ", ".join(filter(None, (run.optimizer.title, own))),
            "short": ", ".join(filter(None, (run.optimizer.short, own))),
        }
        for name, run in runs.items()
        for own in [_own(run, [other for other in runs.values() if _alike(other, run)])]
    }


def _alike(one: Run, other: Run) -> bool:
    """Whether their looks could be mistaken: the same optimizer, both one run or both a sweep."""
    return one.optimizer.name == other.optimizer.name and _is_sweep(one) == _is_sweep(other)


def _is_sweep(run: Run) -> bool:
    return any(np.ndim(getattr(run.optimizer, field.name)) for field in fields(run.optimizer))


def _number(name: str, runs: Runs) -> int:
    """Which of its kind it is; the looks of later ones repeat."""
    same = [other for other, run in runs.items() if _alike(run, runs[name])]
    return min(same.index(name) + 1, MOST_OF_ONE)


def _own(run: Run, same: list[Run]) -> str:
    """What it is set to that the others of its kind are not."""
    rules = run.optimizer
    own = [
        f"{letter(rules.symbols[field.name])} = {say(getattr(rules, field.name))}"
        for field in fields(rules)
        if field.type is not bool
        and _differs(field.name, rules, [other.optimizer for other in same])
        and not np.ndim(getattr(rules, field.name))
    ]
    around = _around(run)
    others = [_around(other) for other in same]
    own += [words for name, words in around.items() if any(other.get(name) != words for other in others)]
    rest = (_begins, lambda one: f"{one.n_iter:,} iterations")
    own += [of(run) for of in rest if not own and len({of(other) for other in same}) > 1]
    return ", ".join(own[:MOST_SAID])


def _differs(name: str, one, others) -> bool:
    return any(not np.array_equal(getattr(one, name), getattr(other, name)) for other in others)


def _around(run: Run) -> Mapping[str, str]:
    """Of its settings, those beside its optimizer's, as words."""
    found = {name: f"{name} {say(value)}" for name, value in run.objective.parameters.items()}
    return found | {"times": f"f × {say(run.objective.factor)}"}


def _begins(run: Run) -> str:
    start = np.reshape(run.start, (-1, 2))
    return f"from {say(start[0])}" if len(start) == 1 else "from many starts"
