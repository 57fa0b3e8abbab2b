"""The slider of a step of one's own: which setting it moves, and how far, by the limits of a file."""

from collections.abc import Iterable
from math import inf

from lessons.own.facts import LONGEST_EDGE, Measured
from lessons.own.reader import Reader
from lessons.own.runs import MOST_ITERATIONS
from lessons.races import Run, Runs
from lessons.record import Change
from optim import OBJECTIVES, limits

START = {"start_x", "start_y"}


def read_slider(read: Reader, runs: Runs, shown: tuple[str, ...], facts: Iterable[Measured]):
    """The setting that a slider changes: one that a hidden run has, and no place of a start."""
    if "slider" not in read.value:
        read.asked.add("slider")
        return ()
    hidden = {name: run for name, run in runs.items() if name not in shown}
    names = {name for run in hidden.values() for name in run.settings() if run.takes(name)} - START
    name = read.name("slider", sorted(names))
    moved = {key: run for key, run in hidden.items() if run.takes(name)}
    within = {"n_iter": _lengths, "times": _factors}.get(name, lambda *_: (-inf, inf))
    return (Change(name, within=within(moved, runs, facts)),)


def _lengths(moved: Runs, runs: Runs, facts: Iterable[Measured]) -> tuple[float, float]:
    """How long the moved runs may be, where all of a step are as long as a file may ask for."""
    others = sum(run.n_iter for name, run in runs.items() if name not in moved)
    most = (MOST_ITERATIONS - others) // len(moved)
    is_searched = any(fact.name == "edge" and fact.run in moved for fact in facts)
    return limits.N_ITER[0], min(most, LONGEST_EDGE) if is_searched else most


def _factors(moved: Runs, runs: Runs, facts: Iterable[Measured]) -> tuple[float, float]:
    """By what f may be multiplied: a typed function, which is multiplied already, by so much more or less."""
    ends = [_reach(run) for run in moved.values()]
    return max(low for low, _ in ends), min(high for _, high in ends)


def _reach(run: Run) -> tuple[float, float]:
    low, high = limits.TIMES
    if run.objective.name in OBJECTIVES:
        return low, high
    return max(low, low * run.objective.factor), min(high, high * run.objective.factor)
