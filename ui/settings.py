"""The settings of one picture, and the address that means them.

Each field of `Settings` carries the record that describes it: what it may be, its label, its help. The
address, the sidebar and the typed values all read that one record, so a new parameter is one new field.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np

from figures import palette
from optim import OBJECTIVES, OPTIMIZERS, random_start
from ui.parameters import Choice, Choices, Frame, Number, quote
from ui.points import Point


def _decades(exponents: range) -> tuple[float, ...]:
    """Ten round numbers a decade. Read from text, so that each is the shortest decimal."""
    return tuple(float(f"{m}e{k}") for k in exponents for m in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8))


def _titles(records: Mapping[str, Any]) -> dict[str, str]:
    return {name: record.title for name, record in records.items()}


STEP_SIZES = (*_decades(range(-4, 1)), 10.0)
RHOS = (
    0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.985,
    0.99, 0.993, 0.995, 0.997, 0.998, 0.999, 0.9995, 0.9999,
)  # fmt: skip
N_ITERS = tuple(sorted({round(n) for n in (*_decades(range(4)), 1e4)}))
SEEDS = tuple(range(101))
STEP_SIZE_HELP = "What multiplies the gradient: α alone for gradient descent, α / (ε + √s) for the others."
RHO_HELP = "How slowly RMSProp forgets: at 0 it knows the last gradient only, at 0.99 about the last hundred."
SEED_HELP = (
    "Draws the start: the same seed, the same start. A click on the contour or the surface puts it elsewhere."
)
START_HELP = "Where every optimizer starts. Empty: where the seed says."
COLORSCALES = {name: name.capitalize() for name in palette.COLORSCALES}


def _parameter(default: Any, record: Any) -> Any:
    return field(default=default, metadata={"parameter": record})


@dataclass(frozen=True)
class Settings:
    """Everything that makes a picture. The defaults are the tutorial's own run."""

    objective: str = _parameter("bowl", Choice("Objective", _titles(OBJECTIVES)))
    optimizers: tuple[str, ...] = _parameter(
        tuple(OPTIMIZERS), Choices("Optimizers", _titles(OPTIMIZERS), "Who races: any of them, at least one.")
    )
    step_size: float = _parameter(0.01, Number("Step size α", 1e-5, 10.0, STEP_SIZES, STEP_SIZE_HELP))
    rho: float = _parameter(0.99, Number("Rho ρ", 0.0, 0.9999, RHOS, RHO_HELP))
    n_iter: int = _parameter(
        50, Number("Iterations", 1, 10_000, N_ITERS, "How many steps each optimizer takes.", whole=True)
    )
    seed: int = _parameter(1, Number("Seed", 0, 2**32 - 1, SEEDS, SEED_HELP, whole=True))
    view: tuple[float, ...] | None = _parameter(None, Frame("View"))
    colorscale: str = _parameter("hill", Choice("Colours of the hill", COLORSCALES, "How f becomes colour."))
    start: tuple[float, float] | None = _parameter(
        None, Point("Start", lambda settings: objective(settings), START_HELP)
    )


DEFAULT = Settings()
PARAMETERS = {f.name: f.metadata["parameter"] for f in fields(Settings)}
NUMBERS: dict[str, Number] = {name: p for name, p in PARAMETERS.items() if isinstance(p, Number)}


def from_query(query: Mapping[str, str]) -> tuple[Settings, tuple[str, ...]]:
    """The settings an address asks for, and one line for each value that had to be replaced. Never raises."""
    settings, notices = DEFAULT, []
    for name, parameter in PARAMETERS.items():
        if name not in query:
            continue
        value, fault = parameter.read(query[name], settings)
        if value is not None:
            settings = replace(settings, **{name: value})
        if fault:
            used = parameter.words(getattr(settings, name))
            notices.append(f"{parameter.label}: {quote(query[name])} {fault}; using {used}.")
    return settings, tuple(notices)


def to_query(settings: Settings) -> dict[str, str]:
    """What differs from the default, as short text: the address that gives these settings back."""
    changed = [name for name in PARAMETERS if getattr(settings, name) != getattr(DEFAULT, name)]
    return {name: PARAMETERS[name].write(getattr(settings, name)) for name in changed}


def objective(settings: Settings) -> Any:
    """The record of the objective, see `optim.OBJECTIVES`."""
    return OBJECTIVES[settings.objective]


def optimizers(settings: Settings) -> dict[str, Any]:
    """Name -> optimizer, each with those of its hyperparameters that the settings know."""
    known = {
        name: [f.name for f in fields(OPTIMIZERS[name]) if f.name in NUMBERS] for name in settings.optimizers
    }
    return {
        name: OPTIMIZERS[name](**{n: getattr(settings, n) for n in names}) for name, names in known.items()
    }


def start(settings: Settings) -> np.ndarray:
    """Where every optimizer starts, (2,): where it was put, or drawn by the seed inside the objective's bounds."""
    if settings.start is not None:
        return np.array(settings.start)
    return random_start(objective(settings).bounds, settings.seed)
