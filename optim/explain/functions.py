"""An objective and its gradient as the functions of a script, read from the programs of f and df."""

from collections.abc import Callable
from functools import partial

import numpy as np

from optim.explain.expression import expression, number
from optim.explain.lines import hints
from optim.objectives import Objective
from optim.objectives.base import as_given
from optim.program import Program, UntraceableError, trace
from optim.typed.compile import Formulas, worked_out
from optim.typed.functions import COORDINATES
from optim.typed.terms import Term, parts

NAMES = {"pi": "np.pi", "e": "np.e"}
MOST_SPECIAL = 5  # points at kinks that are written out


def functions(objective: Objective, iterates: Callable[[], np.ndarray]) -> list[list[str]] | None:
    """The lines of `objective` and of `derivative`, without the factor, right at the points of a run (n, 2).

    None where they have no program, and where more than five points are at kinks: of a typed function the
    formula may give another slope there than the run takes.
    """
    df = as_given(objective.df)
    special = df.special(iterates()) if hasattr(df, "special") else {}
    try:
        program = _program(objective)
    except UntraceableError:
        return None
    if len(special) > MOST_SPECIAL:
        return None
    value, slopes = program.giving(0), program.giving(1, 2)
    return [
        ["def objective(x, y):", *_body(value)],
        ["def derivative(x, y):", *_at_kinks(special), *_body(slopes, "dx", "dy")],
    ]


def _program(objective: Objective) -> Program:
    """(x, y) -> (f, df/dx, df/dy); of a typed function with its numbers as inputs, so that none is lost."""
    f, df = as_given(objective.f), as_given(objective.df)
    if isinstance(f, Formulas):
        return _as_typed(*f.terms, *getattr(df, "formulas", df).terms)
    values = getattr(objective.f, "coefficients", ())
    return trace(lambda x, y: (f(x, y, *values), *df(x, y, *values)), *COORDINATES)


def _as_typed(*terms: Term) -> Program:
    leaves = {_shown(part) for term in terms for part in parts(term) if not part.args}
    inputs = (*COORDINATES, *sorted(leaves.difference(COORDINATES)))

    def values(*numbers):
        known = dict(zip(inputs, numbers))
        return worked_out(terms, lambda leaf: known[_shown(leaf)])

    return trace(values, *inputs)


def _shown(leaf: Term) -> str:
    """A number or name as NumPy has it."""
    return number(leaf.value)[0] if leaf.op == "number" else NAMES.get(leaf.value, leaf.value)


def _at_kinks(special: dict) -> list[str]:
    """The lines that give the slopes at these points, (x, y) -> (dx, dy)."""
    if not special:
        return []
    return [
        f"    kinks = {special}  # the shortest subgradient there",
        "    if (x, y) in kinks:",
        "        return kinks[x, y]",
    ]


def _body(program: Program, *results: str) -> list[str]:
    """The lines of a function: what has a name, or is long and needed twice; then its results, by names."""
    names, lines = dict(enumerate(program.inputs)), []
    write = partial(expression, program, names=names, of_arrays=False)
    for line in hints(program, program.ancestors(*program.results), {*names}):
        lines.append(f"{line.name} = {write(line.place)}")
        names[line.place] = line.name
    values = [write(place) for place in program.results]
    if results:
        lines += [f"{name} = {value}" for name, value in zip(results, values)]
    return [f"    {line}" for line in (*lines, f"return {', '.join(results or values)}")]
