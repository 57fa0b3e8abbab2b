"""Step sizes that are found for the visitor: buttons that put the slider there."""

from collections.abc import Callable
from decimal import ROUND_FLOOR, Context

import numpy as np
import streamlit as st

from optim import Optimizer, best_fixed_step, best_of_sweep, edge_of_divergence, stable_step_at
from ui import budget
from ui.settings import numbers, session
from ui.settings.parameters import counted
from ui.settings.record import Settings, conditions, followed, objective_of, optimizers, start
from ui.streamlit_private import uninterrupted

LONGEST = 1_000  # iterations of a sweep
FOUR_DIGITS_DOWN = Context(prec=4, rounding=ROUND_FLOOR)


def show() -> None:
    """A button for each way to find a step size; one that finds none leaves a notice."""
    st.caption("Find a step size")
    with st.container(horizontal=True):
        for key, (label, tip, _) in WAYS.items():
            st.button(label, key=f"find_{key}", help=tip, on_click=_find, args=(key,))


@uninterrupted()
def _find(way: str) -> None:
    """Put the slider at the step size that a way finds, or leave a notice why it stays."""
    label, _, find = WAYS[way]
    settings, _ = session.collect()
    found, limits = find(settings), numbers.STEP_SIZE
    if not found or not np.isfinite(found):
        return session.notify(f"{label}: there is none on this objective.")
    value = float(f"{min(max(found, limits.lo), limits.hi):.4g}")
    session.change(step_size=value)
    tried, notices = _length(settings), []
    if way != "fixed" and tried < min(settings.n_iter, LONGEST):
        length = counted(tried, "iteration")
        notices.append(f"{label}: tried over {length}; more would be too much work for one page.")
    if not limits.lo <= found <= limits.hi:
        notices.append(f"{label}: {found:.3g} is out of the slider's reach; using {value:g}.")
    session.notify(*notices)


def _length(settings: Settings) -> int:
    """How many iterations the runs of a search have."""
    return min(settings.n_iter, LONGEST, budget.search_length(settings))


def _followers(settings: Settings) -> list[Optimizer]:
    """The optimizers that follow the shared step size; all of them, where none does."""
    rules = optimizers(settings)
    return [rules[racer] for racer in rules if "step_size" in followed(settings, racer)] or list(
        rules.values()
    )


def _edge(settings: Settings) -> float:
    """Where the first that follows α begins to fail, as α grows, rounded down: beyond it one does fail."""
    objective, origin = objective_of(settings), start(settings)
    edge = min(
        edge_of_divergence(objective, rule, origin, _length(settings), **conditions(settings))
        for rule in _followers(settings)
    )
    return float(FOUR_DIGITS_DOWN.create_decimal(repr(edge)))


def _best_fixed(settings: Settings) -> float | None:
    """2/(mu + L), of the quadratic that the objective is, or that it is like at its minimum."""
    objective = objective_of(settings)
    known = best_fixed_step(objective)
    return known if known or not len(objective.minima) else stable_step_at(objective, objective.minima[0])


def _best_of_sweep(settings: Settings) -> float | None:
    """The step size at which the first of the racers that follow it ends lowest."""
    rule, length = _followers(settings)[0], _length(settings)
    return best_of_sweep(
        objective_of(settings), rule, start(settings), length, numbers.STEP_SIZES, **conditions(settings)
    )


WAYS: dict[str, tuple[str, str, Callable[[Settings], float | None]]] = {
    "edge": (
        "Edge of divergence",
        "The largest step size at which every optimizer stays on the plot; for GD on a bowl, 2/L.",
        _edge,
    ),
    "fixed": (
        "Best for gradient descent",
        "2/(μ + L), the best fixed step size on a quadratic of curvatures μ to L.",
        _best_fixed,
    ),
    "sweep": (
        "Best of a sweep",
        "Runs every position of the slider and takes the one at which the first optimizer ends lowest.",
        _best_of_sweep,
    ),
}
