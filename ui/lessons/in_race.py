"""The race that shows what a step is about: as a link of the race has it."""

import numpy as np

from lessons import Step
from lessons.races import Run
from optim import OBJECTIVES, Repeated
from ui.lessons.pictures import subject
from ui.settings.parameters import Number, Switch, short
from ui.settings.record import PARAMETERS, own_parameters


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
    query |= _conditions(about)
    query |= {f"{about.objective.name}.{k}": short(v) for k, v in about.objective.parameters.items()}
    query |= {f"{name}.{key}": text for name, run in first.items() for key, text in _own(run).items()}
    return query | {"start": ",".join(short(c) for c in np.ravel(about.start).tolist())}


def _conditions(run: Run) -> dict[str, str]:
    """What all racers of a race share, as far as it is not as usual."""
    found = {"times": run.objective.factor, "schedule": run.schedule.name}
    if run.noise:
        found |= {"noise": run.noise.std, "noise_seed": run.noise.seed, "batch": run.noise.batch or 0}
    usual = {"times": 1, "schedule": "constant", "noise": 0, "noise_seed": 0, "batch": 0}
    return {name: PARAMETERS[name].write(value) for name, value in found.items() if value != usual[name]}


def _is_inside(run: Run) -> bool:
    """Whether the race has this objective, and room for the start."""
    if run.objective.name not in OBJECTIVES:  # typed: of its text the record has only what fits in a title
        return False
    low, high = OBJECTIVES[run.objective.name].bounds.T
    return bool((low <= np.asarray(run.start)).all() and (np.asarray(run.start) <= high).all())


def _is_single(run: Run) -> bool:
    single = np.ndim(run.start) == 1 and not isinstance(run.noise, Repeated)
    return single and all(not np.ndim(getattr(run.optimizer, name)) for name in _parameters(run))


def _parameters(run: Run) -> dict[str, Number | Switch]:
    return own_parameters(run.optimizer.name)


def _own(run: Run) -> dict[str, str]:
    """All hyperparameters of its optimizer, as a link gives them to a racer."""
    return {name: one.write(getattr(run.optimizer, name)) for name, one in _parameters(run).items()}


def _beside(run: Run, about: Run) -> bool:
    """Whether it can race beside the run that the step is about."""
    return _is_single(about) and _shared(run) == _shared(about)


def _shared(run: Run) -> tuple:
    """What all racers of one race have in common; all else but their rules is the length."""
    objective = run.objective
    place = (objective.name, objective.factor, dict(objective.parameters), np.ravel(run.start).tolist())
    return (*place, run.noise, run.schedule.name)
