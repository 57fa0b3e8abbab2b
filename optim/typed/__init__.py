"""A function that a student types, as an objective: parsed by a grammar of our own, never executed.

From text to objective, the modules in the order in which the text passes through them:
- errors: TypedError, a sentence and the place in the text that it is about
- functions: the functions, constants and coordinates that there are; calls: the names they are typed by
- tokens: text to tokens; coordinates: x[0], x_1 or x1 among them to x and y
- grammar: tokens to a tree, on cursor, the place among the tokens, and applied, for sin 2x and max(x, y, 0)
- terms: the tree to terms, equal ones once, on monomials, for products; derivative: the derivatives of these
- compile: terms to a function of arrays, by way of a program; latex: tree or terms to a formula
- kinks: the slope at a kink, where the formula gives none
- survey: units and colours; minima: the lowest points, found by search; claims: corrected by a run

The text may come with a stranger's link, so it is taken as hostile. What bounds time and memory:
- 1000 characters, each from a short list (tokens); 200 nodes, 30 levels of nesting (cursor);
- 2000 different parts of the function and its derivatives, which are never expanded (terms);
- a budget of steps for the search of its minima (minima); 8192 points computed at once (compile).
"""

from functools import lru_cache

import numpy as np

from optim.checks import as_bounds
from optim.objectives import Objective
from optim.typed.compile import Formula
from optim.typed.derivative import gradient
from optim.typed.errors import TypedError
from optim.typed.grammar import read
from optim.typed.kinks import Slopes
from optim.typed.latex import latex
from optim.typed.minima import minima
from optim.typed.survey import measures, scale, survey
from optim.typed.terms import Terms, size
from optim.typed.tokens import readable
from optim.typed.tree import Node

__all__ = ["TypedError", "typed_objective", "typed_remarks"]

LONGEST_TITLE = 40
FARTHEST = 1e6  # of a bound from 0, and the smallest side is the inverse
MOST_SHOWN = 120  # parts of a derivative that is written as a formula


def typed_objective(text: str, bounds) -> Objective:
    """The objective that `text`, such as 'x^2 + 3xy', describes over `bounds` (2, 2).

    Its minima are estimates, hence its `estimated` is true. `formula` is LaTeX of what was typed,
    `gradient_formula` of its gradient, None if that is too long to read. Raises TypedError, a ValueError that
    knows the place, for a text that is no usable function; ValueError for what is no text, and for bounds
    that are no [[x_lo, x_hi], [y_lo, y_hi]] within a million.
    """
    _check_text(text)
    bounds = as_bounds(bounds)
    wild = np.abs(bounds).max() > FARTHEST or np.ptp(bounds, axis=1).min() < 1 / FARTHEST
    if wild:
        raise ValueError(f"bounds: expected real numbers within ±1e6, 1e-6 apart, got {bounds.tolist()}")
    return _objective(text, tuple(map(tuple, bounds.astype(float).tolist())))


def _check_text(text):
    if not isinstance(text, str):
        raise ValueError(f"text: expected a function such as 'x^2 + 3xy', got {type(text).__name__}")


def typed_remarks(text: str) -> tuple[str, ...]:
    """Sentences on how a typed function was read where it could be read otherwise; () where it is none.

    Such as "'x[0]' is read as x and 'x[1]' as y." Plain text, to be shown as it stands. Raises ValueError for
    what is no text.
    """
    _check_text(text)
    try:
        return read(text).remarks
    except TypedError:
        return ()


@lru_cache(maxsize=16)
def _objective(text: str, bounds: tuple) -> Objective:
    reading, terms = read(text), Terms()
    term = terms.read(reading.tree, readable(text))
    if not term.letters:
        raise TypedError("This is constant: type a function of x or y, such as x^2 + 3xy.")
    partials, f, box = gradient(term), Formula(term), np.array(bounds)
    slopes = Slopes(term, partials, f, box)
    values = survey(f, box)
    found = minima(f, slopes.formulas, box, f.work)
    return Objective(
        name="typed", title=_title(reading.title), formula=f"f(x, y) = {latex(reading.tree)}",
        lesson=_lesson(found),
        f=f, df=slopes.formulas if slopes.is_smooth else slopes, bounds=bounds, minima=found.points,
        estimated=True, **_units_and_scale(values, f, found.points),
        gradient_formula=_gradient_formula(*partials), cost=slopes.cost,
    )  # fmt: skip


def _title(text):
    """The text cut to 40 characters."""
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1] + "…"


def _units_and_scale(values, f, points):
    """The fields unit, offset, scale and floor of an Objective."""
    with np.errstate(all="ignore"):
        minimum = float(f(*points[0])) if len(points) else None
    units = measures(values, float(np.nanmin(values)) if minimum is None else minimum)
    above = None if minimum is None else minimum - units["offset"]
    return {**units, **scale(values - units["offset"], above)}


def _lesson(found):
    if not len(found.points):
        return "A function of your own: it has no lowest point inside these bounds."
    where = "; it lies on their edge" if found.on_edge else ""
    return f"A function of your own: its lowest point within these bounds is estimated by a search{where}."


def _gradient_formula(*partials):
    if max(map(size, partials)) > MOST_SHOWN:
        return None
    by_x, by_y = (latex(_in_short(partial)) for partial in partials)
    return rf"\nabla f(x, y) = \left({by_x},\; {by_y}\right)"


def _in_short(term):
    """A tree of a term with its decimals cut to six digits."""
    value = float(f"{term.value:.6g}") if term.op == "number" else term.value
    return Node(term.op, tuple(map(_in_short, term.args)), value)
