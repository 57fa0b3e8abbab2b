"""One update with numbers: the sub-steps of one optimizer, sent while the stage's panel for them is open."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import streamlit as st

from figures import mathml
from figures.racers import RACERS
from optim import Optimizer, Trajectory
from optim.explain.digits import digits, rounded
from optim.explain.lines import listing
from optim.explain.substeps import Explanation, directed, explain, substeps
from ui.quantities import holds

SINGLE = 6  # significant digits that float32 keeps
OPEN = "_update"  # session state: the racer whose update is shown; not there while the panel is closed


def choose(name: str) -> None:
    """The visitor has opened the panel for this racer; with '', closed it."""
    if name in RACERS:
        st.session_state[OPEN] = name
    else:
        st.session_state.pop(OPEN, None)


def is_open() -> bool:
    """Whether the panel is open."""
    return OPEN in st.session_state


def chosen(races: Mapping[str, Trajectory]) -> str | None:
    """The racer whose update is shown: the one that was chosen, or else the first of the race."""
    name = st.session_state.get(OPEN)
    return name if name in races or name is None else next(iter(races))


def pack(trajectory: Trajectory, race_id: str, racer: str = "") -> dict:
    """The updates of a run as the panel needs them: `facts`, and the `values` as a table of one column.

    The values stand name by name (`facts['columns']`), first those of x, then those of y, a row an update; of
    a run that overflows, up to the update that does. They are rounded to the digits that are written, which
    stand beside them, and float32 where that holds these.
    """
    explanation, optimizer = explain(trajectory), trajectory.optimizer
    rows = max(1, min(trajectory.n_iter, trajectory.n_finite))
    shown = {name: explanation.symbols[name] for name in _names(explanation)}
    written = {name: each[:rows] for name, each in digits(trajectory, explanation).items()}
    columns = {name: np.broadcast_to(shown[name][:rows], (rows, 2)) for name in written}
    facts = {
        "race": race_id,
        "optimizer": racer or optimizer.name,
        "rows": rows,
        "constants": {name: value for name, value in shown.items() if not np.ndim(value)},
        "whole": [optimizer.symbols.get("count"), *_signs(explanation)],
        "columns": list(columns),
        "steps": _steps(explanation, optimizer),
    }
    return {"facts": facts, "values": _table(columns, written)}


def _names(explanation: Explanation) -> list[str]:
    """The names of all values that are shown, in order, each once."""
    rows = zip(explanation.names, explanation.results)
    return list(dict.fromkeys(name for names, result in rows for name in (*names.values(), result)))


def _signs(explanation: Explanation) -> list[str]:
    """The names of what is -1, 0 or 1."""
    rows = zip(explanation.substeps, explanation.results)
    return [result for step, result in rows if getattr(step.formula, "name", "") == "sign"]


def _steps(explanation: Explanation, optimizer: Optimizer) -> list[dict[str, str]]:
    rows = zip(explanation.substeps, explanation.names, explanation.results, _drawn(optimizer))
    vectors = listing(optimizer).varying
    return [
        {
            "drawn": drawn,
            "symbolic": mathml.symbolic(step.formula, vectors),
            "letters": mathml.symbolic(getattr(step.formula, "target", step.formula), vectors),
            "numeric": mathml.numeric(step.formula, names, result),
            "sentence": step.sentence,
            "result": result,
        }
        for step, names, result, drawn in rows
    ]


def _drawn(optimizer: Optimizer) -> list[str]:
    """How what each sub-step gives is drawn: what is one number for both coordinates is not."""
    vectors = listing(optimizer).varying
    found = [
        ("arrow" if has_direction else "box") if step.formula.place in vectors else ""
        for step, has_direction in zip(substeps(optimizer), directed(optimizer))
    ]
    return [*found[:-1], "step"]


def _table(columns: Mapping[str, np.ndarray], written: Mapping[str, np.ndarray]) -> pa.Table:
    """All values in a row, as they are written, and the digits of each."""
    significant = np.concatenate([each.T.ravel() for each in written.values()])
    values = rounded(np.concatenate([column.T.ravel() for column in columns.values()]), significant)
    small = significant.max() <= SINGLE and holds("float32", values)
    return pa.table(
        {"values": values.astype("float32" if small else float), "digits": significant.astype("uint8")}
    )
