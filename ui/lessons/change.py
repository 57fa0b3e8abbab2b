"""Change one thing: the runs of a step with another value of one of their settings."""

from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from lessons import Step
from lessons.words import tell
from ui.settings.numbers import N_ITER, OWN, RHO, STEP_SIZE
from ui.settings.parameters import Number

NUMBERS: dict[str, Number] = {
    "step_size": STEP_SIZE,
    "rho": RHO,
    "n_iter": N_ITER,
    "rotation": OWN["rotation"],
}
LONGEST = 10_000  # iterations that a slider may ask for


def slider(step: Step) -> tuple[str, Number] | None:
    """The setting that a step can be changed in, and its number; None where runs hold many values."""
    name = step.slider.partition(".")[2] or step.slider
    if name not in NUMBERS:
        return None
    values = [run.settings().get(name) for run in _hidden(step).values()]
    is_tried = step.trials is not None and name == "step_size"
    return (name, NUMBERS[name]) if is_tried or None not in values else None


def _hidden(step: Step):
    return {name: run for name, run in step.runs.items() if name not in step.shown}


def ask(step: Step, key: str, prediction: Any) -> float | None:
    """The slider, at the value of now; None where there is none, or it has not been moved."""
    found = slider(step)
    if found is None:
        return None
    _, number = found
    at = now(step, prediction)
    value = st.select_slider(
        number.label, stops(step, prediction), value=at, format_func=number.words, key=f"{key}_change"
    )
    return None if value == at else value


def now(step: Step, prediction: Any) -> float:
    """The value that a step's slider has before it is moved."""
    name, _ = slider(step)
    return prediction if step.trials else next(iter(_hidden(step).values())).settings()[name]


def stops(step: Step, prediction: Any) -> list[float]:
    """The positions of a step's slider, the value of now among them; none where there is no slider."""
    found = slider(step)
    if found is None:
        return []
    name, number = found
    kept = (p for p in number.positions if name != "n_iter" or p <= LONGEST)
    return sorted({now(step, prediction), *kept})


def changed(step: Step, prediction: Any, value: float) -> tuple[Step, Any]:
    """The step with that value in its hidden runs; where a prediction is itself tried, another one."""
    if step.trials:
        return step, float(np.clip(value, step.ask.low, step.ask.high))
    name, _ = slider(step)
    runs = {key: run.changed(**{name: value}) for key, run in _hidden(step).items()}
    return replace(step, runs=step.runs | runs), prediction


def told(step: Step, prediction: Any, races: Any) -> str:
    """What is measured now."""
    return tell(step.answer, step.facts(races))
