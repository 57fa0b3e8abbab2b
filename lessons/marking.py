"""Marking: what a prediction is worth, from the runs just made."""

from dataclasses import dataclass
from typing import Any

from lessons.asks import Facts
from lessons.races import Races
from lessons.record import Step
from lessons.words import tell


@dataclass(frozen=True)
class Verdict:
    """What is said of a prediction: words and a measured number, never a mere right or wrong."""

    grade: str  # right, close, far or unmarked: for the lab's own use, such as a test's
    words: str  # the head: 'Too careful.'
    said: str  # 'You said 0.18. The edge is at 0.25, 1.4 times as much.'
    explains: str
    reason: str  # what is said of the reason chosen; empty without one
    measured: Any
    facts: Facts


def mark(step: Step, prediction: Any, races: Races, reason: int | None = None) -> Verdict:
    """The verdict on a prediction by the runs `step.race(prediction)`; `reason`: which of the two was chosen.

    Raises ValueError for a prediction that is none, and for a reason that is not 0 or 1.
    """
    return judge(step, prediction, step.facts(races), reason)


def judge(step: Step, prediction: Any, facts: Facts, reason: int | None = None) -> Verdict:
    """As `mark`, by what was measured of those runs, `step.facts(races)`."""
    prediction = step.ask.check(prediction)
    grade, words, more = step.ask.grade(prediction, facts)
    answer = tell(step.answer, facts)
    said = f"You said: {step.ask.said(prediction)}. {_joined(answer, more)}".strip()
    explains = tell(step.explains, facts)
    told = _of_reason(step, reason, facts)
    return Verdict(grade, words, said, explains, told, step.ask.measured(facts), facts)


def _joined(answer: str, more: str) -> str:
    """A ratio goes on with the sentence; a statement is one of its own."""
    if not more:
        return answer
    return f"{more} {answer}" if more[0].isupper() else f"{answer.rstrip('.')}, {more}"


def _of_reason(step: Step, reason: int | None, facts: Facts) -> str:
    if reason is None:
        return ""
    if reason not in (0, 1):
        raise ValueError(f"reason: expected 0 or 1, got {reason!r}")
    chosen = step.reasons[reason]
    return "Your reason holds." if chosen.holds(facts) else tell(chosen.reply, facts)
