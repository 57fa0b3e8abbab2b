"""The race that shows what a step is about: as a link of the race has it."""

from dataclasses import fields

import numpy as np

from lessons import Step
from lessons.races import Run
from optim import OBJECTIVES
from ui.lessons.pictures import subject
from ui.settings.parameters import short

OWN = ("step_size", "rho", "epsilon", "momentum")  # hyperparameters that a link can give to a racer


def in_race(step: Step) -> dict[str, str] | None:
    """The link's query; None where the race has no such run, as of many step sizes at once."""
    about = subject(step)
    runs = [run for run in step.runs.values() if _is_single(run) and _beside(run, about)]
    if not runs or not _is_inside(about):
        return None
    first: dict[str, Run] = {}
    for run in (about, *runs):
        first.setdefault(run.optimizer.name, run)
    query = {"objective": about.objective.name, "optimizers": ",".join(first), "n_iter": str(about.n_iter)}
    query |= {f"{about.objective.name}.{k}": short(v) for k, v in about.objective.parameters.items()}
    query |= {f"{name}.{key}": short(v) for name, run in first.items() for key, v in _own(run).items()}
    if about.objective.factor != 1:
        query["times"] = short(about.objective.factor)
    return query | {"start": ",".join(short(c) for c in np.ravel(about.start).tolist())}


def _is_inside(run: Run) -> bool:
    """Whether the race has this objective, and room for the start."""
    low, high = (
        OBJECTIVES[run.objective.name].bounds.T if run.objective.name in OBJECTIVES else (np.inf, np.inf)
    )
    return bool((low <= np.asarray(run.start)).all() and (np.asarray(run.start) <= high).all())


def _is_single(run: Run) -> bool:
    return np.ndim(run.start) == 1 and not run.noise and all(not np.ndim(v) for v in _own(run).values())


def _own(run: Run) -> dict[str, float]:
    names = [field.name for field in fields(run.optimizer) if field.name in OWN]
    return {name: getattr(run.optimizer, name) for name in names}


def _beside(run: Run, about: Run) -> bool:
    """Whether it can race beside the run that the step is about."""
    same = run.objective is about.objective or (
        (run.objective.name, run.objective.factor, dict(run.objective.parameters))
        == (about.objective.name, about.objective.factor, dict(about.objective.parameters))
    )
    return same and _is_single(about) and np.array_equal(run.start, about.start)
