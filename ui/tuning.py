"""Step sizes that are found for the visitor: buttons that put the slider there."""

from collections.abc import Callable
from decimal import ROUND_FLOOR, Context

import numpy as np
import streamlit as st

from optim import best_fixed_step, best_of_sweep, edge_of_divergence, stable_step_at
from ui import numbers, session
from ui.settings import Settings, conditions, objective, optimizers, start

LONGEST = 1_000  # iterations of a sweep
FOUR_DIGITS_DOWN = Context(prec=4, rounding=ROUND_FLOOR)


def show(settings: Settings) -> None:
    """A button for each way to find a step size; one that finds none says so."""
    st.caption("Find a step size")
    with st.container(horizontal=True):
        for key, (label, tip, _) in WAYS.items():
            st.button(label, key=f"find_{key}", help=tip, on_click=_find, args=(key, settings))


def _find(way: str, settings: Settings) -> None:
    """Put the slider at the step size that a way finds, or say why it stays."""
    label, _, find = WAYS[way]
    found, limits = find(settings), numbers.STEP_SIZE
    if not found or not np.isfinite(found):
        return session.say(f"{label}: there is none on this hill.")
    value = float(f"{min(max(found, limits.lo), limits.hi):.4g}")
    session.change(step_size=value)
    if not limits.lo <= found <= limits.hi:
        session.say(f"{label}: {found:.3g} is out of the slider's reach; using {value:g}.")


def _edge(settings: Settings) -> float | None:
    """Where the first of the racers begins to fail, as α grows; rounded down, for beyond it one does fail."""
    hill, origin = objective(settings), start(settings)
    edge = min(
        edge_of_divergence(hill, rule, origin, settings.n_iter, **conditions(settings))
        for rule in optimizers(settings).values()
    )
    return float(FOUR_DIGITS_DOWN.create_decimal(repr(edge)))


def _best_fixed(settings: Settings) -> float | None:
    """2/(mu + L), of the quadratic that the hill is, or that it is like at its minimum."""
    hill = objective(settings)
    known = best_fixed_step(hill)
    return known if known or not len(hill.minima) else stable_step_at(hill, hill.minima[0])


def _best_of_sweep(settings: Settings) -> float | None:
    """The step size at which the first of the racers ends lowest."""
    rule, n_iter = next(iter(optimizers(settings).values())), min(settings.n_iter, LONGEST)
    return best_of_sweep(
        objective(settings), rule, start(settings), n_iter, numbers.STEP_SIZES, **conditions(settings)
    )


WAYS: dict[str, tuple[str, str, Callable[[Settings], float | None]]] = {
    "edge": (
        "Edge of divergence",
        "The largest step size with which every racer stays on the plot; for gradient descent on a bowl 2/L.",
        _edge,
    ),
    "fixed": (
        "Best for gradient descent",
        "2/(μ + L), the best fixed step size on a quadratic of curvatures μ to L.",
        _best_fixed,
    ),
    "sweep": (
        "Best of a sweep",
        "All positions of the slider are run; the one with which the first racer ends lowest is taken.",
        _best_of_sweep,
    ),
}
