"""The family of optimizers: each with its rule, and what it adds to the one it grew from."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import streamlit as st

from optim import OPTIMIZERS, equations
from ui.settings import widgets
from ui.settings.record import Settings


def tree(parent: str | None = None, depth: int = 0) -> Iterator[tuple[str, int]]:
    """Every optimizer and how many generations it is from gradient descent; children follow their parent."""
    for name, record in OPTIMIZERS.items():
        if record.parent == parent:
            yield name, depth
            yield from tree(name, depth + 1)


def pill(name: str) -> str:
    """The title of an optimizer behind its mark, as Markdown."""
    return f"{_mark(name)} {OPTIMIZERS[name].title}"


def tab(name: str) -> str:
    """The short title of an optimizer behind its mark, as Markdown."""
    return f"{_mark(name)} {OPTIMIZERS[name].short}"


def show(settings: Settings) -> None:
    """A box to tick for each optimizer, its rule in mathematics, and one sentence."""
    st.caption("Each adds one thing to the rule it stands under. Tick the ones that race.")
    for name, depth in tree():
        record = OPTIMIZERS[name]
        key = f"race_{name}"
        default = widgets.show(key, name in settings.optimizers, partial(_enter, name))
        who, rule = st.columns([5, 6], vertical_alignment="center")
        who.checkbox(
            "\u2003" * depth + pill(name),
            bool(default),
            key=key,
            disabled=settings.optimizers == (name,),
        )
        who.caption(record.adds)
        lines = equations(record(step_size=1.0))  # which no equation shows
        rule.latex(r"\begin{aligned}" + r"\\".join(map(_aligned, lines)) + r"\end{aligned}")


def _mark(name: str) -> str:
    """The mark of an optimizer as the stage draws it (`scripts.marks`), as an image of a line's height."""
    return f"![](app/static/marks/{name}.svg)"


def _enter(name: str, settings: Settings, races: bool) -> Settings:
    """The settings in which an optimizer races, or no longer."""
    racing = {*settings.optimizers, name} if races else {*settings.optimizers} - {name}
    return replace(settings, optimizers=tuple(other for other in OPTIMIZERS if other in racing))


def _aligned(equation: str) -> str:
    """An equation that stands below others at its sign."""
    for sign in (r"\leftarrow", "="):
        if sign in equation:
            return equation.replace(sign, f"&{sign}", 1)
    return equation
