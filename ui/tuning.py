"""Step sizes that are found for the visitor: buttons that put the slider there."""

from collections.abc import Callable

import streamlit as st

from optim import best_fixed_step, best_of_sweep, edge_of_divergence, stable_step_at
from ui import numbers, session
from ui.settings import Settings, conditions, objective, optimizers, start


def show(settings: Settings) -> None:
    """A button for each way to find a step size; one that finds none says so."""
    st.caption("Find a step size")
    with st.container(horizontal=True):
        for key, (label, tip, _) in WAYS.items():
            st.button(label, key=f"find_{key}", help=tip, on_click=_find, args=(key, settings))


def _find(way: str, settings: Settings) -> None:
    """Put the slider at the step size that a way finds."""
    label, _, find = WAYS[way]
    found = find(settings)
    limits = numbers.STEP_SIZE
    if found is None or not found > 0:
        session.say(f"{label}: there is none on this hill.")
        return
    value = float(f"{min(max(found, limits.lo), limits.hi):.4g}")
    session.change(step_size=value)
    if not limits.lo <= found <= limits.hi:
        session.say(f"{label}: {found:.3g} is out of the slider's reach; using {value:g}.")


def _edge(settings: Settings) -> float | None:
    """Where the first of the racers begins to fail: its edge, just below."""
    hill, origin = objective(settings), start(settings)
    edges = [
        edge_of_divergence(hill, rule, origin, settings.n_iter, **conditions(settings))
        for rule in optimizers(settings).values()
    ]
    return min(edges)


def _best_fixed(settings: Settings) -> float | None:
    """2/(mu + L), of the quadratic that the hill is, or that it is like at its minimum."""
    hill = objective(settings)
    known = best_fixed_step(hill)
    return known if known or not len(hill.minima) else stable_step_at(hill, hill.minima[0])


def _best_of_sweep(settings: Settings) -> float | None:
    """The step size at which the best of the racers ends lowest."""
    hill, origin = objective(settings), start(settings)
    n_iter = min(settings.n_iter, 1000)
    best = {}
    for name, rule in optimizers(settings).items():
        step_size = best_of_sweep(hill, rule, origin, n_iter, numbers.STEP_SIZES, **conditions(settings))
        if step_size:
            best[name] = step_size
    return best.get(settings.optimizers[0]) if best else None


WAYS: dict[str, tuple[str, str, Callable[[Settings], float | None]]] = {
    "edge": (
        "Edge of divergence",
        "The largest step size with which every racer still survives; for gradient descent on a quadratic 2/L.",
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
