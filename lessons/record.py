"""The record of a lesson: its steps, each a question, the runs that answer it, and what they measure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from math import inf
from typing import Any

from lessons.asks import Ask, Facts
from lessons.races import Races, Runs, Trials, make
from lessons.words import fill

Known = Callable[[Runs], Any]  # of the settings of the runs: known before they are made
Measure = Callable[[Races], Any]  # of the runs themselves


@dataclass(frozen=True)
class Reason:
    """Why a prediction may be made; whether it holds is asked of the runs, too."""

    text: str
    holds: Callable[[Facts], bool]
    reply: str  # to who chose it where it does not hold, a template: what it would be true of


@dataclass(frozen=True)
class Change:
    """A setting that may be changed after the verdict, in the hidden runs that have it or in those named."""

    setting: str  # as the address has it
    told: str = ""  # a template: what is measured of the changed runs; the answer where it is empty
    runs: tuple[str, ...] = ()
    stops: tuple[float, ...] = ()  # where the usual ones are too far apart
    within: tuple[float, float] = (-inf, inf)  # how far it may be changed

    @property
    def name(self) -> str:
        """The setting without the objective that has it."""
        return self.setting.partition(".")[2] or self.setting


@dataclass(frozen=True)
class Step:
    """One prediction. All texts are templates of facts; `text` of those that are known beforehand.

    Facts are `known`, of the settings; `given`, of the runs that are `shown` before; `measured`, of all runs
    after the commit; and, as 'run.step_size', the numbers in which a run is set.
    """

    name: str  # in links and on the sheet: 'a', 'b'
    text: str  # the question, with what is given
    ask: Ask
    runs: Runs
    measured: Mapping[str, Measure]
    answer: str  # a sentence with the measured number
    explains: str  # why, with measured numbers
    reasons: tuple[Reason, Reason]
    change: str = ""  # what to change in the next run, and what to watch
    changes: tuple[Change, ...] = ()  # one at a time; the first is what `change` speaks of
    chart: str = "loss"  # what is drawn beside the plane: 'loss', 'effective', 'steps', 'distance' or 'sweep'
    decades: int = 14  # of a loss chart, below the start
    since: float | None = None  # the x below which a chart begins to count iterations
    shown: tuple[str, ...] = ()  # the runs that are seen before the commit
    known: Mapping[str, Known] = field(default_factory=dict)
    given: Mapping[str, Measure] = field(default_factory=dict)
    trials: Trials | None = None  # what a prediction itself asks for

    def changed(self, **settings: Any) -> "Step":
        """This step with other settings in all runs that have them: another question, with another answer.

        Raises ValueError for a setting that none of them has.
        """
        record = {"objective": settings.pop("objective")} if "objective" in settings else {}
        runs = {name: run.changed(**record) for name, run in self.runs.items()}  # it brings its parameters
        missing = [name for name in settings if not any(run.has(name) for run in runs.values())]
        if missing:
            raise ValueError(f"step {self.name!r} has no run with a setting {missing[0]!r}")
        taken = {key: {k: v for k, v in settings.items() if run.takes(k)} for key, run in runs.items()}
        return replace(self, runs={name: run.changed(**taken[name]) for name, run in runs.items()})

    def runs_for(self, prediction: Any) -> Runs:
        """All runs that mark a prediction."""
        return {**self.runs, **(self.trials(self.runs, prediction) if self.trials else {})}

    def shown_last(self, runs: Runs) -> Runs:
        """Of some of its runs those first that the question is about."""
        return dict(sorted(runs.items(), key=lambda item: item[0] in self.shown))

    def before(self) -> Races:
        """The runs that may be seen before the commit."""
        return make({name: self.runs[name] for name in self.shown})

    def race(self, prediction: Any) -> Races:
        """The runs that mark a prediction, made: the only thing marked by."""
        return make(self.runs_for(self.ask.check(prediction)))

    def known_facts(self, races: Races) -> dict[str, Any]:
        """What may be told beforehand; of `races`, only the shown ones are looked at."""
        seen = {name: races[name] for name in self.shown}
        facts = {f"{name}.{key}": v for name, run in self.runs.items() for key, v in run.settings().items()}
        facts |= {name: of(self.runs) for name, of in self.known.items()}
        return facts | {name: of(seen) for name, of in self.given.items()}

    def facts(self, races: Races) -> dict[str, Any]:
        """All facts, with what was measured."""
        return self.known_facts(races) | {name: of(races) for name, of in self.measured.items()}

    def question(self) -> str:
        """The question, with what is known beforehand written in."""
        return fill(self.text, self.known_facts(self.before()))


@dataclass(frozen=True)
class Lesson:
    """A lesson: steps in order, and what goes with all of them."""

    name: str  # in links
    title: str
    about: str  # in some words, for the list
    claim: str  # what a student can say afterwards, one sentence
    steps: tuple[Step, ...]
    misconceptions: tuple[str, ...]
    remember: str  # in one line
    source: str
    minutes: int = 8

    def step(self, name: str) -> Step:
        """A step by its name; ValueError for a name that is none."""
        for step in self.steps:
            if step.name == name:
                return step
        names = ", ".join(step.name for step in self.steps)
        raise ValueError(f"lesson {self.name!r} has no step {name!r}: expected one of {names}")
