"""How the values of an objective become colours and heights."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Scale:
    """How a kind of objective is shown: f -> colour value c -> height, all monotone, so that levels agree.

    f stands for f less the objective's `offset` everywhere.
    """

    forward: Callable  # (f, objective) -> c; levels are about even in c
    inverse: Callable  # (c, objective) -> f
    height: Callable  # (c, objective) -> height of the surface
    power: int = 1  # f grows with this power of c, where its levels lie on round steps of f
    averaged: bool = False  # whether c is averaged round each grid point, for valleys narrower than the grid
    log_height: bool = False  # whether the surface shows the logarithm of f
    between: bool = False  # whether levels lie to both sides of c = 0, and none on it


def _lowest(objective):
    return 0.0 if objective.minimum is None else objective.minimum - objective.offset


def _decades(value, objective):
    """Decades above the floor, both signs alike; linear near 0, where a bare logarithm would end."""
    return np.sign(value) * np.log10(1 + np.abs(value) / objective.floor)


def _from_decades(c, objective):
    return np.sign(c) * objective.floor * (10.0 ** np.abs(c) - 1)


SCALES = {
    "sqrt": Scale(
        forward=lambda value, objective: np.sqrt(np.maximum(value - _lowest(objective), 0)),
        inverse=lambda c, objective: c * c + _lowest(objective),
        height=lambda c, objective: c * c + _lowest(objective),
        power=2,
    ),
    "log": Scale(
        forward=lambda value, objective: _decades(np.maximum(value - _lowest(objective), 0), objective),
        inverse=lambda c, objective: _from_decades(c, objective) + _lowest(objective),
        height=lambda c, objective: c,
        averaged=True,
        log_height=True,
    ),
    "signed log": Scale(
        forward=_decades,
        inverse=_from_decades,
        height=lambda c, objective: c,
        log_height=True,
        between=True,
    ),
    "linear": Scale(
        forward=lambda value, objective: value,
        inverse=lambda c, objective: c,
        height=lambda c, objective: c,
    ),
}
