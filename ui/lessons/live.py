"""What the browser makes the runs of a step from while 'Change one thing' is dragged: programs and numbers.

Only for a step that was committed: from these anyone can compute the answer.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from lessons import Step
from lessons.races import Run, Runs
from optim import Optimizer
from optim.program import schedule_program
from optim.schedules import SCHEDULES
from ui.lessons import change
from ui.lessons.charts import charts
from ui.lessons.pictures import subject
from ui.lessons.racers import described
from ui.wire import programs

CONSTANT = SCHEDULES["constant"]
LARGEST = 400_000  # letters of JSON: beyond, the release of the slider is soon enough


class Table:
    """Records in a list, each once."""

    def __init__(self) -> None:
        self.records: list[Any] = []
        self.places: dict[str, int] = {}

    def place(self, record: Any) -> int:
        """Where a record is in the list."""
        key = json.dumps(record)
        if key not in self.places:
            self.places[key] = len(self.records)
            self.records.append(record)
        return self.places[key]


class Tables:
    """What runs share: objectives without their programs, and lists of starts."""

    def __init__(self) -> None:
        self.objectives, self.starts = Table(), Table()


def engine(step: Step, prediction: Any) -> dict[str, Any] | None:
    """Of each position of the step's slider the runs, and what they are made from.

    None where the browser cannot make them as Python does, or where they are too much to send.
    """
    stops = change.stops(step, prediction)
    now = step.runs_for(prediction)
    if not stops or not all(_is_known(run) for run in now.values()):
        return None
    others = [change.changed(step, prediction, value) for value in stops]
    each = [other.runs_for(tried) for other, tried in others]
    moved = [name for name in now if any(_differ(runs[name], now[name]) for runs in each)]
    tables = Tables()
    changes = [_change(step, other, runs, moved, tables) for (other, _), runs in zip(others, each)]
    every = [run for runs in each for run in runs.values()]
    shapes = _shapes(every)
    if shapes is None:
        return None
    made = {
        "shapes": shapes,
        "rules": {key: programs.optimizer_program(rule) for key, rule in map(_rule, every)},
        "schedule": {"program": schedule_program(CONSTANT).data()},
        "objectives": tables.objectives.records,
        "starts": tables.starts.records,
        "changes": changes,
    }
    return made if len(json.dumps(made)) <= LARGEST else None


def _is_known(run: Run) -> bool:
    """Whether the browser's engine has all that the run is made with; repeats of noise it has not."""
    return run.noise is None and run.schedule is CONSTANT


def _change(step: Step, other: Step, runs: Runs, moved: list[str], tables: Tables) -> dict[str, Any]:
    """One position: the runs that the slider moves, and what of the picture goes with them."""
    about, looks = subject(other), described(other.shown_last(runs))
    starts = np.reshape(about.start, (-1, 2))
    is_other = dict(about.objective.parameters) != dict(subject(step).objective.parameters)
    return {
        "runs": {name: {**_run(runs[name], tables), **_titles(looks[name])} for name in moved},
        "charts": [{"x": chart["x"], "y": chart["y"]} for chart in charts(other, about)],
        "start": starts[0].tolist() if not np.ptp(starts, axis=0).any() else None,
        "ground": tables.objectives.place(_facts(about.objective)) if is_other else None,
    }


def _differ(one: Run, other: Run) -> bool:
    tables = Tables()
    return _run(one, tables) != _run(other, tables)


def _titles(look: Mapping[str, Any]) -> dict[str, str]:
    return {"title": look["title"], "short": look["short"]}


def _run(run: Run, tables: Tables) -> dict[str, Any]:
    """A run, or as many as its starts and step sizes make: run i has start i // (many // starts)."""
    numbers, starts = programs.hyperparameters(run.optimizer), np.asarray(run.start, float)
    many = np.broadcast_shapes(starts.shape[:-1], *(np.shape(value) for value in numbers.values()))
    return {
        "kind": "cloud" if starts.ndim > 1 else "sweep" if many else "path",
        "objective": tables.objectives.place(_facts(run.objective)),
        "rule": _rule(run)[0],
        "hyperparameters": {name: np.asarray(value).tolist() for name, value in numbers.items()},
        "start": tables.starts.place(starts.reshape(-1, 2).tolist()),
        "many": int(np.prod(many)),
        "n_iter": run.n_iter,
    }


def _facts(objective) -> dict[str, Any]:
    record = programs.objective_record(objective)
    return {name: value for name, value in record.items() if name not in SHAPE} | {"name": objective.name}


SHAPE = ("name", "program", "bounds", "kinks")  # what is the same whatever the parameters


def _shapes(runs: list[Run]) -> dict[str, Any] | None:
    """The shape of each objective by its name; None where two typed functions have one name."""
    objectives = {id(run.objective): run.objective for run in runs}.values()
    shapes = {one.name: _shape(one) for one in objectives}
    return shapes if all(_shape(one) == shapes[one.name] for one in objectives) else None


def _shape(objective) -> dict[str, Any]:
    record = programs.objective_record(objective)
    return {name: record[name] for name in SHAPE}


def _rule(run: Run) -> tuple[str, Optimizer]:
    """An optimizer with its switches, and a name for it: its program takes all numbers."""
    own = run.optimizer
    switches = {field.name: getattr(own, field.name) for field in fields(own) if field.type is bool}
    return " ".join([own.name, *(name for name, on in switches.items() if on)]), type(own)(1.0, **switches)
