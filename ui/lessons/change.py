"""Change one thing: the runs of a step with another value of one of their settings."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from lessons import Step
from lessons.races import Run, Runs
from lessons.words import tell
from optim import random_start
from ui.settings import numbers
from ui.settings.parameters import Number

LONGEST = 10_000  # iterations that a slider may ask for
SEEDS = tuple(range(1, 31))


class OnOff(Number):
    """A switch, as a slider of two positions."""

    def words(self, value: float) -> str:
        """Off or on."""
        return "on" if value else "off"


# The settings that can be changed, by the names of their fields, and their sliders.
NUMBERS: Mapping[str, Number] = {
    **numbers.OWN,
    "n_iter": replace(numbers.N_ITER, positions=tuple(n for n in numbers.N_ITERS if n <= LONGEST)),
    "times": numbers.TIMES,
    "noise": numbers.NOISE,
    "seed": replace(numbers.SEED, positions=SEEDS),
    "start_y": Number("Start, y", -10, 10, (), "The second coordinate of the start."),
    "bias_correction": OnOff("Bias correction", 0, 1, (0, 1), "Divides s by what it lacks at first."),
}
# What is read of a run other than among its settings.
NOW: Mapping[str, Callable[[Run], Any]] = {
    "seed": lambda run: next(filter(lambda seed: _starts_at(run, seed), SEEDS), None)
}


def _starts_at(run: Run, seed: int) -> bool:
    first = np.reshape(run.start, (-1, 2))[0]
    return bool(np.array_equal(first, random_start(run.objective.bounds, seed)))


def choose(step: Step, key: str) -> Step:
    """The step with the one change that is chosen of those that it offers."""
    names = {change.name: change for change in step.changes}
    if len(names) < 2:
        return step
    chosen = st.pills(
        "What to change",
        list(names),
        default=next(iter(names)),
        format_func=lambda name: NUMBERS[name].label,
        key=f"{key}_thing",
        label_visibility="collapsed",
        required=True,
    )
    return only(step, chosen)


def only(step: Step, name: str) -> Step:
    """The step with one of the changes that it offers."""
    return replace(step, changes=tuple(change for change in step.changes if change.name == name))


def widget(step: Step, key: str) -> str:
    """The key of the slider; `key` begins the keys of the step's widgets."""
    return f"{key}_change_{step.changes[0].name}"


def slider(step: Step) -> tuple[str, Number] | None:
    """The first setting that a step can be changed in, and its number; None where there is none."""
    if not step.changes:
        return None
    name = step.changes[0].name
    return (name, NUMBERS[name]) if name in NUMBERS and (_tries(step) or _moved(step)) else None


def _tries(step: Step) -> bool:
    """Whether the slider is that of the prediction: what it tries is run anew."""
    return step.trials is not None and step.changes[0].name == "step_size"


def _moved(step: Step) -> Runs:
    """The runs that have one value of the setting, of those that it may change."""
    change = step.changes[0]
    names = change.runs or [name for name in step.runs if name not in step.shown]
    return {name: step.runs[name] for name in names if _has(step.runs[name], change.name)}


def _has(run: Run, name: str) -> bool:
    return run.takes(name) and _now(run, name) is not None


def _now(run: Run, name: str) -> float | None:
    return NOW[name](run) if name in NOW else run.settings().get(name)


def now(step: Step, prediction: Any) -> float:
    """The value that a step's slider has before it is moved."""
    if _tries(step):
        return prediction
    return _now(next(iter(_moved(step).values())), step.changes[0].name)


def stops(step: Step, prediction: Any) -> list[float]:
    """The positions of a step's slider, the value of now among them; none where there is no slider."""
    found = slider(step)
    if found is None:
        return []
    positions = step.changes[0].stops or found[1].positions
    if _tries(step):
        positions = [p for p in positions if step.ask.low <= p <= step.ask.high]
    low, high = step.changes[0].within
    return sorted({now(step, prediction), *(p for p in positions if low <= p <= high)})


def ask(step: Step, key: str, prediction: Any) -> float | None:
    """The slider, at the value of now; None where there is none, or it has not been moved."""
    found = slider(step)
    if found is None:
        return None
    _, number = found
    at = now(step, prediction)
    value = st.select_slider(
        number.label, stops(step, prediction), value=at, format_func=number.words, key=widget(step, key)
    )
    return None if value == at else value


def changed(step: Step, prediction: Any, value: float) -> tuple[Step, Any]:
    """The step with that value in its runs; where a prediction is itself tried, another one."""
    if _tries(step):
        return step, float(np.clip(value, step.ask.low, step.ask.high))
    name, _ = slider(step)
    taken = bool(value) if isinstance(NUMBERS[name], OnOff) else value
    runs = {key: run.changed(**{name: taken}) for key, run in _moved(step).items()}
    return replace(step, runs=step.runs | runs), prediction


def told(step: Step, prediction: Any, races: Any) -> str:
    """What is measured now."""
    return tell(step.changes[0].told or step.answer, step.facts(races))
