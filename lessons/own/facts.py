"""What a lesson of one's own can measure, by name, and the conditions that can be asked of it."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from math import nan
from typing import Any

from lessons import measures as of
from lessons.asks import Facts, is_number
from lessons.own.reader import Reader, shortly
from lessons.races import Run, Runs

NUMBER, COUNT, POINT = "a number", "a count", "a point"
LONGEST_EDGE = 1_000  # iterations of a run whose edge is looked for: it takes a hundred runs


@dataclass(frozen=True)
class Kind:
    """A measure as a file names it: its function, of a run and what `takes` reads, and what it gives."""

    function: Callable[..., Any]
    takes: tuple[str, ...] = ()
    gives: str = NUMBER
    of_settings: bool = False  # known before the run is made


MEASURES = {
    "loss": Kind(of.loss, ("at",)),
    "best_loss": Kind(lambda run: float(run.ending.best)),
    "tail_mean": Kind(of.tail_mean),
    "point": Kind(of.place, ("at",), POINT),
    "distance": Kind(of.offset, ("along", "at")),
    "first_step": Kind(of.first_step, ("along",)),
    "effective_step": Kind(of.effective, ("along", "at")),
    "first_near": Kind(of.first_near, ("reach", "along"), COUNT),
    "first_beyond": Kind(of.first_beyond, ("reach", "along"), COUNT),
    "first_below": Kind(of.first_below, ("value",), COUNT),
    "parting": Kind(of.parting, ("other",)),
    "edge": Kind(of.edge),
    "L": Kind(lambda run: of.curvatures(run.objective)[1], of_settings=True),
    "mu": Kind(lambda run: of.curvatures(run.objective)[0], of_settings=True),
    "two_over_L": Kind(lambda run: _limit(run), of_settings=True),
}
NEED_A_MINIMUM = ("distance", "L", "mu", "two_over_L")


def _limit(run: Run) -> float:
    largest = of.curvatures(run.objective)[1]
    return 2 / largest if largest > 0 else nan


def _along(read: Reader, run: Run, runs: Runs, name: str) -> str:
    both = ("x", "y", "xy") if name == "first_near" else ("x", "y")
    return read.name("along", both, "x")


TAKES = {
    "at": lambda read, run, *_: read.number("at", 1, run.n_iter, run.n_iter, whole=True),
    "along": _along,
    "reach": lambda read, *_: read.number("reach", 0, 1e6),
    "value": lambda read, *_: read.number("value", -1e300, 1e300),
    "other": lambda read, run, runs, _: read.name("other", runs),
}


@dataclass(frozen=True)
class Measured:
    """One fact of a file: which measure, of which runs."""

    name: str
    run: str
    options: dict[str, Any]

    @property
    def kind(self) -> Kind:
        """The measure itself."""
        return MEASURES[self.name]

    @property
    def runs(self) -> set[str]:
        """The runs that it looks at."""
        return {self.run, self.options.get("other", self.run)}

    def __call__(self, races: Any) -> Any:
        """The fact, of races or, where it is one of the settings, of their records."""
        other = {"other": races[self.options["other"]]} if "other" in self.options else {}
        return self.kind.function(races[self.run], **{**self.options, **other})


def read_fact(read: Reader, runs: Runs) -> Measured:
    """A fact such as {"measure": "loss", "run": "long", "at": 50}."""
    name = read.name("measure", MEASURES)
    run = read.name("run", runs)
    kind = MEASURES[name]
    options = {option: TAKES[option](read, runs[run], runs, name) for option in kind.takes}
    read.finish()
    if name in NEED_A_MINIMUM and not len(runs[run].objective.minima):
        raise read.error(f"‘{name}’ needs an objective with a minimum, {runs[run].objective.title} has none")
    if name == "edge" and runs[run].n_iter > LONGEST_EDGE:
        raise read.error(f"‘edge’ is looked for in at most {LONGEST_EDGE:,} iterations")
    if "other" in options and runs[options["other"]].n_iter != runs[run].n_iter:
        raise read.error("‘parting’ needs two runs of the same length")
    return Measured(name, run, options)


SIGNS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def read_condition(read: Reader, key: str, numbers: set[str]) -> Callable[[Facts], bool]:
    """A condition such as ["later", ">", 10, "before"], later > 10 × before; or a list of them."""
    found = read.get(key)
    if isinstance(found, list) and found and all(isinstance(row, list) for row in found):
        each = [_condition(read, key, row, numbers) for row in found]
        return lambda facts: all(one(facts) for one in each)
    return _condition(read, key, found, numbers)


def _condition(read, key, row, numbers):
    if not isinstance(row, list) or len(row) not in (3, 4) or row[1] not in tuple(SIGNS):
        example = '["later", ">", 10, "before"]'
        raise read.error(f"expected a condition such as {example}, got {shortly(row)}", key)
    left, sign, *factor, right = row
    for term in (left, right, *factor):
        is_name = isinstance(term, str) and term in numbers and term not in factor
        if not is_name and not is_number(term):
            known = ", ".join(sorted(numbers))
            raise read.error(f"expected a number, or one of {known}, got {shortly(term)}", key)
    scale = factor[0] if factor else 1

    def holds(facts: Facts) -> bool:
        a, b = (facts[term] if isinstance(term, str) else term for term in (left, right))
        return bool(SIGNS[sign](a, scale * b))

    return holds
