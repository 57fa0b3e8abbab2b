"""The family of optimizers: each with its rule, and what it adds to the one it grew from."""

from collections.abc import Iterator
from functools import partial

import streamlit as st

from figures.racers import RACERS
from optim import OPTIMIZERS, equations
from ui.settings import widgets
from ui.settings.record import Settings
from ui.settings.twins import racers_of, with_racers


def tree(parent: str | None = None, depth: int = 0) -> Iterator[tuple[str, int]]:
    """Every optimizer and how many generations it is from gradient descent; children follow their parent."""
    for name, record in OPTIMIZERS.items():
        if record.parent == parent:
            yield name, depth
            yield from tree(name, depth + 1)


def pill(racer: str) -> str:
    """The title of a racer behind its mark, as Markdown. It stays: Streamlit takes it for the pill's name."""
    return f"{mark(racer)} {OPTIMIZERS[racer].title}" if racer in OPTIMIZERS else tab(racer)


def tab(racer: str) -> str:
    """The short title of a racer behind its mark, as Markdown; it stays, whatever values it has."""
    return f"{mark(racer)} {numbered(racer)}"


def numbered(racer: str) -> str:
    """The short title of a racer's optimizer, and the racer's number if it is not the first."""
    optimizer, number = RACERS[racer]
    return OPTIMIZERS[optimizer].short + (f" {number}" if number > 1 else "")


def show(settings: Settings) -> None:
    """A box to tick for each optimizer, its rule in mathematics, and one sentence."""
    st.caption("Each adds one thing to the rule it stands under. Tick the ones that race.")
    for name, depth in tree():
        record = OPTIMIZERS[name]
        key = f"race_{name}"
        racing = racers_of(settings, name)
        default = widgets.show(key, bool(racing), partial(_enter, name))
        who, rule = st.columns([5, 6], vertical_alignment="center")
        who.checkbox(
            "\u2003" * depth + pill(name),
            bool(default),
            key=key,
            disabled=racing == list(settings.optimizers),
        )
        who.caption(record.adds)
        lines = equations(record(step_size=1.0))  # which no equation shows
        rule.latex(r"\begin{aligned}" + r"\\".join(map(_aligned, lines)) + r"\end{aligned}")


def mark(racer: str) -> str:
    """The mark of a racer as the stage draws it (`scripts.marks`), as an image of a line's height."""
    return f"![](app/static/marks/{racer}.svg)"


def _enter(name: str, settings: Settings, races: bool) -> Settings:
    """The settings in which an optimizer races, or none of its racers any longer."""
    others = {*settings.optimizers} - {*racers_of(settings, name)}
    return with_racers(settings, {*settings.optimizers, name} if races else others)


def _aligned(equation: str) -> str:
    """An equation that stands below others at its sign."""
    for sign in (r"\leftarrow", "="):
        if sign in equation:
            return equation.replace(sign, f"&{sign}", 1)
    return equation
