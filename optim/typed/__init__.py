"""A function that a student types, as an objective: parsed by a grammar of our own, never executed.

The text may come with a stranger's link, so it is taken as hostile. What bounds time and memory:
- at most 200 characters, each from a short list; 30 levels of nesting (tokens.py, grammar.py);
- no arithmetic of unbounded size, and nothing for SymPy to simplify (algebra.py);
- a fixed number of evaluations (survey.py, minima.py), in blocks of 8192 points (compile.py).
SymPy takes half a second and 35 MB, so it is imported when the first function is typed.
"""

from functools import lru_cache

import numpy as np

from optim.checks import as_bounds
from optim.objectives import Objective
from optim.typed.errors import TypedError
from optim.typed.grammar import read
from optim.typed.latex import latex
from optim.typed.minima import minima
from optim.typed.survey import scale, survey
from optim.typed.tokens import readable

__all__ = ["TypedError", "typed_objective", "typed_remarks"]

LONGEST_TITLE = 40
FARTHEST = 1e6  # of a bound from 0, and the smallest side is the inverse
LESSONS = {
    True: "A function of your own: its minima are estimates, found on a grid and polished.",
    False: "A function of your own: it has no lowest point inside these bounds.",
}


def typed_objective(text: str, bounds) -> Objective:
    """The objective that `text`, such as 'x^2 + 3xy', describes over `bounds` (2, 2).

    Its minima are estimates, and it says so: `estimated`. `formula` is LaTeX of what was typed,
    `gradient_formula` of its gradient, None if that is too long to read. Raises TypedError, a ValueError that
    knows the place, for a text that is no usable function; ValueError for what is no text, and for bounds
    that are no [[x_lo, x_hi], [y_lo, y_hi]] within a million.
    """
    if not isinstance(text, str):
        raise ValueError(f"text: expected a function such as 'x^2 + 3xy', got {type(text).__name__}")
    bounds = as_bounds(bounds)
    wild = np.abs(bounds).max() > FARTHEST or np.ptp(bounds, axis=1).min() < 1 / FARTHEST
    if wild or np.iscomplexobj(bounds):
        raise ValueError(f"bounds: expected real numbers within ±1e6, 1e-6 apart, got {bounds.tolist()}")
    return _objective(text, tuple(map(tuple, bounds.astype(float).tolist())))


def typed_remarks(text: str) -> tuple[str, ...]:
    """Sentences on how a typed function was read where it could be read otherwise; () where it is none.

    Such as "'x[0]' is read as x and 'x[1]' as y." Plain text, to be shown as it stands.
    """
    try:
        return read(text).remarks
    except TypedError:
        return ()


@lru_cache(maxsize=16)
def _objective(text: str, bounds: tuple) -> Objective:
    reading = read(text)

    from optim.typed import algebra
    from optim.typed.compile import Program

    expression = algebra.expression(reading.tree, readable(text))
    if not expression.free_symbols:
        raise TypedError("This is the same everywhere: a function of x or y is wanted, such as x^2 + 3xy.")
    partials = algebra.gradient(expression)
    value, df = Program(expression), Program(*partials)

    def f(x, y):
        return value(x, y)[0]

    values = survey(f, np.array(bounds))
    found = minima(f, df, np.array(bounds), values)
    with np.errstate(all="ignore"):
        minimum = float(f(*found[0])) if len(found) else None
    return Objective(
        name="typed", title=_title(reading.title), formula=f"f(x, y) = {latex(reading.tree)}",
        lesson=LESSONS[len(found) > 0],
        f=f, df=df, bounds=bounds, minima=found, **scale(values, minimum), estimated=True,
        gradient_formula=_gradient_formula(*map(algebra.latex, partials)),
        code=f"{value.definition('objective')}\n{df.definition('derivative')}",
    )  # fmt: skip


def _title(text):
    """The text cut to 40 characters."""
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1] + "…"


def _gradient_formula(by_x, by_y):
    return None if None in (by_x, by_y) else rf"\nabla f(x, y) = \left({by_x},\; {by_y}\right)"
