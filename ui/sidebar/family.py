"""The family of optimizers, a view in the place of the race: who grew from whom, and what each adds."""

from collections.abc import Iterator
from functools import cache, partial

import streamlit as st

from figures.racers import RACERS
from optim import OPTIMIZERS
from optim.explain.family import compared
from optim.optimizers.base import SYMBOLS
from ui.page import STATIC
from ui.settings import session, widgets
from ui.settings.record import Settings
from ui.settings.twins import racers_of, with_racers

VIEW = "family"  # its name in the session state
COLUMNS = (32, 28, 36, 25)  # their widths: who, what it adds, remembers, steps
HEADS = ("", "adds", "remembers", "and steps :gray[(grey: as its parent)]")
EM_SPACE = "\u2003"
STEP, FIRST = 22, 31  # px from one generation to the next, and to the middle of the first mark
# What stands in the equations, in the order in which it is told below them.
WORDS = {
    "gradient": "gradient", "step_size": "step size", "square_avg": "average or sum of squares",
    "gradient_avg": "average of gradients", "velocity": "velocity", "count": "number of the update",
}  # fmt: skip


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


def is_open() -> bool:
    """Whether the view is open."""
    return st.session_state.get(session.VIEW) == VIEW


def way_in() -> None:
    """The button that opens the view, or leads back from it."""
    label, icon = (
        ("Back to the race", ":material/arrow_back:")
        if is_open()
        else ("The family and its rules", ":material/account_tree:")
    )
    st.button(label, icon=icon, key="family_view", type="tertiary", on_click=_toggle)


def show(settings: Settings) -> None:
    """The view: a line for each optimizer, with a box to tick, what it adds, and its equations."""
    st.html(STATIC / "css/family.css")
    st.html(f"<style>{branches()}</style>")
    with st.container(horizontal=True, vertical_alignment="center", key="family_head"):
        st.title("The family", anchor=False, width="content")
        st.markdown("Each adds one thing to the rule it hangs under. Tick who is to race.", width="stretch")
        st.button("Back to the race", key="family_back", type="primary", on_click=_toggle)
    with st.container(key="kin_heads"):
        for column, head in zip(st.columns(COLUMNS), HEADS, strict=True):
            column.markdown(head)
    for name, _ in tree():
        with st.container(key=f"kin_{name}"):
            _line(name, settings)
    st.caption(EM_SPACE.join(f":gray[${SYMBOLS[name]}$ {words}]" for name, words in WORDS.items()))


def _line(name: str, settings: Settings) -> None:
    who, adds, remembers, steps = st.columns(COLUMNS, vertical_alignment="center")
    key, record, rule = f"race_{name}", OPTIMIZERS[name], compared(name)
    racing = racers_of(settings, name)
    default = widgets.show(key, bool(racing), partial(_enter, name))
    # Its label is its name for screen readers, so the mark is no part of it: see `branches`.
    who.checkbox(record.title, bool(default), key=key, disabled=racing == list(settings.optimizers))
    grown = f" :gray[Grown from {OPTIMIZERS[record.parent].short}.]" if record.parent else ""
    adds.markdown(record.adds + grown)
    kept = _kept(rule.kept, record.parent)
    remembers.markdown(
        EM_SPACE.join([*kept, *(f"${equation}$" for equation in rule.added)]) or ":gray[nothing]"
    )
    step = rf"$\displaystyle {rule.step}$"
    steps.markdown(f":gray[{step}]" if rule.is_step_kept else step)


def _kept(equations: tuple, parent: str | None) -> list[str]:
    """What is remembered as the parent does: one equation as it is, of several the names."""
    if len(equations) < 2:
        return [f":gray[${equation}$]" for equation in equations]
    names = ", ".join(f"${target}$" for target in dict.fromkeys(str(e.target) for e in equations))
    return [f":gray[{names} as in {OPTIMIZERS[parent].short}]"]


@cache
def branches() -> str:
    """The tree as a style sheet: of each line its mark, and the branches that begin, end or go through it."""
    lines, depths = list(tree()), dict(tree())
    rules = []
    for place, (name, depth) in enumerate(lines):
        below = [d for _, d in lines[place + 1 :]]
        drawn = [*_through(depth, below), *_elbow(depth), *_down(name, depths)]
        marks = ",".join("linear-gradient(var(--branch),var(--branch))" for _ in drawn)
        places = ",".join(f"{x}px {y}" for x, y, _, _ in drawn)
        sizes = ",".join(f"{width} {height}" for _, _, width, height in drawn)
        rules.append(
            f".st-key-kin_{name}{{--depth:{depth};background-image:{marks or 'none'};"
            f"background-position:{places or 0};background-size:{sizes or 0}}}"
            f".st-key-race_{name} label>:last-child{{background-image:url(app/static/marks/{name}.svg)}}"
        )
    return "".join(rules)


def _through(depth: int, below: list[int]) -> Iterator[tuple]:
    """The lines of the generations above that have another child further below."""
    for generation in range(1, depth + 1):
        nearest = next((d for d in below if d <= generation), 0)
        if nearest == generation:
            yield FIRST + (generation - 1) * STEP, "0", "1.5px", "100%"


def _elbow(depth: int) -> Iterator[tuple]:
    """From the line of the parent to the mark."""
    if depth:
        x = FIRST + (depth - 1) * STEP
        yield x, "0", "1.5px", "var(--middle)"
        yield x, "var(--middle)", f"{STEP - 11}px", "1.5px"


def _down(name: str, depths: dict[str, int]) -> Iterator[tuple]:
    """From the mark to the first child."""
    if any(record.parent == name for record in OPTIMIZERS.values()):
        yield FIRST + depths[name] * STEP, "100%", "1.5px", "calc(100% - var(--middle) - 11px)"


def mark(racer: str) -> str:
    """The mark of a racer as the stage draws it (`scripts.marks`), as an image of a line's height."""
    return f"![](app/static/marks/{racer}.svg)"


def _enter(name: str, settings: Settings, races: bool) -> Settings:
    """The settings in which an optimizer races, or none of its racers any longer."""
    others = {*settings.optimizers} - {*racers_of(settings, name)}
    return with_racers(settings, {*settings.optimizers, name} if races else others)


def _toggle() -> None:
    st.session_state[session.VIEW] = None if is_open() else VIEW
