"""The kinds of questions: what may be predicted, and how a prediction is graded against what was measured.

An ask takes a prediction (`check` raises ValueError for what is none) and grades it: right, close or far, in
words; or nothing, where the runs have no answer. No stored answer: `grade` is given the facts of the runs
just made.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite, log
from numbers import Real
from reprlib import repr as shortly
from typing import Any, NamedTuple

import numpy as np

from lessons.words import FULL, say, times
from optim.limits import FARTHEST

Facts = Mapping[str, Any]
ROUNDING = 1e-9
RIGHT, CLOSE, FAR, UNMARKED = "right", "close", "far", "unmarked"


class Grade(NamedTuple):
    """How near a prediction came, and that in words; `more` follows the sentence with the measured number."""

    grade: str
    words: str
    more: str = ""


NO_ANSWER = Grade(UNMARKED, "These runs have no answer to it.")
OUT_OF_REACH = Grade(UNMARKED, "The answer lies outside the range of this question.")
LARGEST = 1e300  # of a number in a file: a larger one is a slip, and sums of such overflow


def is_number(value: Any) -> bool:
    """Whether it is a finite number; true and false are none."""
    return isinstance(value, Real) and not isinstance(value, bool) and bool(abs(value) <= LARGEST)


@dataclass(frozen=True)
class Number:
    """A number on a logarithmic thumb from `low` to `high`, marked by its ratio to a fact."""

    fact: str
    low: float
    high: float
    label: str  # what the number is: 'Iterations'
    right: float = 1.25  # times or divided by: as far off it is still right
    close: float = 2.0
    whole: bool = False
    too_low: str = "Too low."
    too_high: str = "Too high."
    kind = "number"

    def check(self, prediction: Any) -> float:
        """The prediction as a number; ValueError for none, or one that is out of the thumb's reach."""
        kind = "a whole number" if self.whole else "a number"
        is_one = is_number(prediction) and (not self.whole or prediction == int(prediction))
        if not is_one or not self.low <= prediction <= self.high:
            raise ValueError(f"expected {kind} from {self.low:g} to {self.high:g}, got {shortly(prediction)}")
        return int(prediction) if self.whole else prediction

    def said(self, prediction: float) -> str:
        """The prediction in words."""
        return say(prediction, FULL)

    def measured(self, facts: Facts) -> Any:
        """What the prediction is compared with; None where the runs have no such number."""
        fact = facts[self.fact]
        return fact if fact is not None and isfinite(fact) else None

    def grade(self, prediction: float, facts: Facts) -> Grade:
        """By the ratio of what is predicted and what was measured."""
        measured = self.measured(facts)
        if measured is None or measured <= 0:
            return NO_ANSWER
        if not self.low <= self.right * measured or not measured <= self.right * self.high:
            return OUT_OF_REACH
        off = abs(log(prediction / measured))
        if off <= log(self.right) + ROUNDING:
            return Grade(RIGHT, "As the run has it.")
        words = self.too_high if prediction > measured else self.too_low
        ratio = max(prediction / measured, measured / prediction)
        amount = "many" if self.whole else "much"
        more = f"yours is {times(ratio)} that." if prediction > measured else f"{times(ratio)} as {amount}."
        if off <= log(self.close) + ROUNDING:
            return Grade(CLOSE, f"Close. {words}", more)
        return Grade(FAR, words, more)


@dataclass(frozen=True)
class Edge(Number):
    """A largest step size, marked by trying it: a little below it runs must settle, a little above not."""

    below: str = "below"  # the facts that say whether these two settled
    above: str = "above"

    def grade(self, prediction: float, facts: Facts) -> Grade:
        """By the two runs beside the prediction; how far off, by the edge that was measured."""
        if facts[self.below] and not facts[self.above]:
            return Grade(RIGHT, "As the runs have it.")
        grade, words, more = Number.grade(self, prediction, facts)
        if grade == UNMARKED:
            return Grade(grade, words)
        words = self.too_low if facts[self.above] else self.too_high
        return Grade(FAR, words, more) if grade == FAR else Grade(CLOSE, f"Close. {words}", more)


@dataclass(frozen=True)
class Point:
    """A point clicked on the contour of a run, marked by its distance from a fact."""

    fact: str
    run: str  # on whose contour
    right: float = 0.02
    close: float = 0.1
    kind = "point"

    def check(self, prediction: Any) -> tuple[float, float]:
        """The prediction as two numbers; ValueError for what is none, or farther than anything is drawn."""
        is_pair = isinstance(prediction, tuple | list) and len(prediction) == 2
        if not is_pair or not all(is_number(part) and abs(part) <= FARTHEST for part in prediction):
            within = f"two numbers within ±{FARTHEST:g}"
            raise ValueError(f"expected a point of {within}, got {shortly(prediction)}")
        return tuple(map(float, prediction))

    def said(self, prediction: tuple[float, float]) -> str:
        """The prediction in words."""
        return say(prediction)

    def measured(self, facts: Facts) -> Any:
        """What the prediction is compared with."""
        return tuple(np.asarray(facts[self.fact], float).tolist())

    def grade(self, prediction: tuple[float, float], facts: Facts) -> Grade:
        """By the distance."""
        away = float(np.hypot(*np.subtract(prediction, self.measured(facts))))
        if not np.isfinite(away):
            return NO_ANSWER
        grade = RIGHT if away <= self.right + ROUNDING else CLOSE if away <= self.close + ROUNDING else FAR
        return Grade(grade, f"{say(away, 2)} away.")


@dataclass(frozen=True)
class Option:
    """What may be chosen, and whether the runs say so."""

    name: str
    text: str
    holds: Callable[[Facts], bool]


@dataclass(frozen=True)
class Choice:
    """One of some statements. Marked by which of them the runs bear out."""

    options: tuple[Option, ...]
    kind = "choice"

    def check(self, prediction: Any) -> str:
        """The prediction as the name of an option; ValueError for another."""
        names = [option.name for option in self.options]
        if prediction not in names:
            raise ValueError(f"expected one of {', '.join(names)}, got {shortly(prediction)}")
        return prediction

    def said(self, prediction: str) -> str:
        """The prediction in words."""
        return next(option.text for option in self.options if option.name == prediction)

    def measured(self, facts: Facts) -> Any:
        """The names of the statements that hold."""
        return tuple(option.name for option in self.options if option.holds(facts))

    def grade(self, prediction: str, facts: Facts) -> Grade:
        """Right, if it is the one that holds."""
        true = self.measured(facts)
        if len(true) != 1:
            return NO_ANSWER
        if true[0] == prediction:
            return Grade(RIGHT, "So it is.")
        return Grade(FAR, "It is otherwise.", f"So it is: {self.said(true[0])}.")


@dataclass(frozen=True)
class Several:
    """Any of some statements, each of which may hold. One amiss is close."""

    options: tuple[Option, ...]
    kind = "several"

    def check(self, prediction: Any) -> tuple[str, ...]:
        """The prediction as names of options, in their order; ValueError for others."""
        names = [option.name for option in self.options]
        if isinstance(prediction, str) or not isinstance(prediction, tuple | list | set | frozenset):
            raise ValueError(f"expected some of {', '.join(names)}, got {shortly(prediction)}")
        unknown = [name for name in prediction if name not in names]
        if unknown:
            raise ValueError(f"expected some of {', '.join(names)}, got {shortly(unknown[0])}")
        return tuple(name for name in names if name in prediction)

    def said(self, prediction: tuple[str, ...]) -> str:
        """The prediction in words."""
        return ", ".join(option.text for option in self.options if option.name in prediction) or "none"

    def measured(self, facts: Facts) -> tuple[str, ...]:
        """The names of those that hold."""
        return tuple(option.name for option in self.options if option.holds(facts))

    def grade(self, prediction: tuple[str, ...], facts: Facts) -> Grade:
        """By how many are amiss."""
        true = self.measured(facts)
        amiss = len(set(true) ^ set(prediction))
        if not amiss:
            return Grade(RIGHT, "So it is.")
        words = f"{amiss} of {len(self.options)} otherwise."
        return Grade(CLOSE if amiss == 1 else FAR, words, f"So it is: {self.said(true)}.")


@dataclass(frozen=True)
class Order:
    """An order of racers, the smallest fact first. One pair the other way round is close."""

    items: Mapping[str, str]  # the name of a fact -> what is ordered by it
    kind = "order"

    def check(self, prediction: Any) -> tuple[str, ...]:
        """The prediction as all names in an order; ValueError for anything else."""
        if not isinstance(prediction, tuple | list) or sorted(map(str, prediction)) != sorted(self.items):
            raise ValueError(f"expected each of {', '.join(self.items)} once, got {shortly(prediction)}")
        return tuple(prediction)

    def said(self, prediction: tuple[str, ...]) -> str:
        """The prediction in words."""
        return ", then ".join(self.items[name] for name in prediction)

    def measured(self, facts: Facts) -> tuple[str, ...] | None:
        """The names in the order of their facts; None where one has no number, or two the same."""
        values = [facts[name] for name in self.items]
        if any(value is None or np.isnan(value) for value in values) or len(set(values)) < len(values):
            return None
        return tuple(sorted(self.items, key=facts.__getitem__))

    def grade(self, prediction: tuple[str, ...], facts: Facts) -> Grade:
        """By how many pairs are the other way round."""
        true = self.measured(facts)
        if true is None:
            return NO_ANSWER
        n, at = len(true), {name: place for place, name in enumerate(true)}
        pairs = [(a, b) for i, a in enumerate(prediction) for b in prediction[i + 1 :]]
        swapped = sum(at[a] > at[b] for a, b in pairs)
        if not swapped:
            return Grade(RIGHT, "In that order.")
        words = f"{swapped} of {n * (n - 1) // 2} pairs the other way round."
        return Grade(CLOSE if swapped == 1 else FAR, words, f"So it is: {self.said(true)}.")


Ask = Number | Point | Choice | Several | Order
