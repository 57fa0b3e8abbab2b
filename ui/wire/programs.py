"""What the browser runs races from: the programs of the records, and the numbers of the settings.

The programs change with the objective and the racers only; a move of a slider changes the numbers alone.
"""

import json
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from typing import Any

from optim import OBJECTIVES, Objective, Optimizer, brief
from optim.program import kinks, objective_program, optimizer_programs, schedule_program
from optim.schedules import SCHEDULES
from ui.settings import widgets
from ui.settings.listeners import partial_listeners
from ui.settings.parameters import Number, short
from ui.settings.record import (
    NUMBERS,
    OWN_KEYS,
    Settings,
    conditions,
    objective_of,
    optimizers,
    own_numbers,
    record_of,
    slider_of,
)

Positions = tuple[tuple[str, tuple[float, ...]], ...]  # of the sliders, by the names of their settings


def programs(settings: Settings) -> str:
    """All that the browser needs to run a race of these optimizers but the numbers, as JSON; see `numbers`.

    objective: its program and its data; along: how its facts change with its own parameters, if they do;
    optimizers: the programs of each racer; sliders: of each setting that has one its label and its positions;
    words: of each reason for which a run can end.
    """
    record = objective_of(settings)
    rules = tuple((name, _switches(rule)) for name, rule in optimizers(settings).items())
    positions = widgets.stops(dict(_sliders(settings, record)))
    return _programs(record, rules, settings.schedule, tuple(positions.items()))


def numbers(settings: Settings, record: Objective, start: list[float], n_iter: int) -> dict[str, Any]:
    """The numbers of a race on `record` from `start`, of `n_iter` iterations, as plain JSON.

    settings: the value of each setting that the browser can move, by its name; those of one racer or
    objective alone stand with its hyperparameters or parameters; listeners: of each that not all racers
    follow, those that do.
    """
    noise = conditions(settings)["noise"]
    return {
        "factor": record.factor,
        "parameters": dict(record.parameters),
        "minimum": record.minimum,
        "unit": record.unit,
        "lipschitz": record.lipschitz,
        "optimizers": {name: hyperparameters(rule) for name, rule in optimizers(settings).items()},
        "noise": {"std": settings.noise, "seed": settings.noise_seed, "batch": (noise and noise.batch) or 0},
        "start": start,
        "n_iter": n_iter,
        "listeners": partial_listeners(settings),
        "settings": {**{name: slider_of(settings, name)[1] for name in NUMBERS}, "start": start},
    }


@lru_cache(maxsize=32)  # a class opens one link
def _programs(record: Objective, rules: tuple, schedule: str, positions: Positions) -> str:
    sliders = dict(positions)
    return json.dumps({
        "objective": _objective(record, sliders),
        "optimizers": {name: _optimizer(name, dict(switches)) for name, switches in rules},
        "schedule": {"program": schedule_program(SCHEDULES[schedule]).data()},
        "sliders": {name: _slider(_number(name), stops) for name, stops in positions},
        "words": brief(record),
    })  # fmt: skip


def objective_record(record: Objective) -> dict[str, Any]:
    """All that the browser needs of an objective whose parameters stay as they are."""
    return {
        **_shape(record),
        **_facts(record),
        "parameters": dict(record.parameters),
        "factor": record.factor,
    }


def _objective(record: Objective, sliders: dict[str, tuple[float, ...]]) -> dict[str, Any]:
    along = {
        name: {short(value): _facts(_at(record, name, value)) for value in sliders[f"{record.name}.{name}"]}
        for name in record.parameters
    }
    return {**_shape(record), "data": _data(record), "along": along}


def _shape(record: Objective) -> dict[str, Any]:
    """What is the same whatever the parameters."""
    return {
        "name": record.name,
        "program": objective_program(record).data(),
        "bounds": record.bounds.tolist(),
        "kinks": _kinks(record),
    }


def _kinks(record: Objective) -> dict[str, Any] | None:
    found = kinks(record)
    return found and {"zeros": found[0].data(), "reach": found[1]}


def _at(record: Objective, name: str, value: float) -> Objective:
    """The objective with another value of one of its parameters, and without its factor."""
    return OBJECTIVES[record.name].at(**{**record.parameters, name: value})


def _facts(record: Objective) -> dict[str, Any]:
    """What changes with a parameter beside f: what an outcome is told by, and the data."""
    facts = {name: getattr(record, name) for name in ("minimum", "unit", "offset", "tolerance", "lipschitz")}
    return {"minima": record.minima.tolist(), "data": _data(record), **facts}


def _data(record: Objective) -> dict[str, Any] | None:
    """The data, of a line with what is at the axes of their chart; None where f is no error on data."""
    if record.data is None:
        return None
    parts = {name: part.tolist() for name, part in record.data._asdict().items()}
    return {**parts, "axes": record.data_axes} if any(record.data_axes) else parts


def _optimizer(name: str, switches: dict[str, bool]) -> dict[str, Any]:
    return optimizer_program(record_of(name)(step_size=1.0, **switches))


def optimizer_program(rule: Optimizer) -> dict[str, Any]:
    """What a rule computes, which is the same whatever its numbers."""
    made = optimizer_programs(rule)
    return {
        "state": made.state,
        "init": made.init.data(),
        "update": made.update.data(),
        "accumulator": rule.accumulator,
        "edge": made.edge and {"program": made.edge.data(), "label": rule.limit},
        "metered": rule.stable_sharpness() is not None,
    }


def _switches(rule: Optimizer) -> tuple[tuple[str, bool], ...]:
    return tuple((field.name, getattr(rule, field.name)) for field in fields(rule) if field.type is bool)


def hyperparameters(rule: Optimizer) -> dict[str, float]:
    """The numbers among them, in the order in which its programs take them."""
    return {field.name: getattr(rule, field.name) for field in fields(rule) if field.type is not bool}


def _sliders(settings: Settings, record: Objective) -> Iterator[tuple[str, tuple[Number, float]]]:
    """The sliders of a page: those that all racers share, and the own ones of racers and objective."""
    for name in NUMBERS:
        yield name, slider_of(settings, name)
    of_owners = {name: hyperparameters(rule) for name, rule in optimizers(settings).items()}
    for owner, values in {**of_owners, settings.objective: record.parameters}.items():
        for field in own_numbers(owner):
            key = f"{owner}.{field}"
            yield key, (OWN_KEYS[key], values[field])


def _slider(number: Number, positions: tuple[float, ...]) -> dict[str, Any]:
    words = {short(p): number.words(p) for p in positions if not number.words(p)[0].isdigit()}
    return {"label": number.label, "positions": positions, **({"words": words} if words else {})}


def _number(name: str) -> Number:
    return NUMBERS.get(name) or OWN_KEYS[name]
