"""One update with numbers: the sub-steps of one optimizer, sent while the stage's panel for them is open."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import streamlit as st

from figures import mathml
from figures.racers import RACERS
from optim import Trajectory
from optim.explain.substeps import Explanation, explain

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
    a run that overflows, up to the update that does. They are float32 where all of them survive that.
    """
    explanation, optimizer = explain(trajectory), trajectory.optimizer
    rows = max(1, min(trajectory.n_iter, trajectory.n_finite))
    shown = {name: explanation.symbols[name] for name in _names(explanation)}
    columns = {name: np.broadcast_to(v[:rows], (rows, 2)) for name, v in shown.items() if np.ndim(v)}
    facts = {
        "race": race_id,
        "optimizer": racer or optimizer.name,
        "rows": rows,
        "constants": {name: value for name, value in shown.items() if not np.ndim(value)},
        "digits": dict.fromkeys(("x", "x'"), 5),  # of a small move too the iterate shows something
        "whole": [optimizer.symbols.get("count"), *_signs(explanation)],
        "columns": list(columns),
        "steps": _steps(explanation),
    }
    return {"facts": facts, "values": pa.table({"values": _compact([c.T.ravel() for c in columns.values()])})}


def _names(explanation: Explanation) -> list[str]:
    """The names of all values that are shown, in order, each once."""
    rows = zip(explanation.names, explanation.results)
    return list(dict.fromkeys(name for names, result in rows for name in (*names.values(), result)))


def _signs(explanation: Explanation) -> list[str]:
    """The names of what is -1, 0 or 1."""
    rows = zip(explanation.substeps, explanation.results)
    return [result for step, result in rows if getattr(step.formula, "name", "") == "sign"]


def _steps(explanation: Explanation) -> list[dict[str, str]]:
    rows = zip(explanation.substeps, explanation.names, explanation.results)
    return [
        {
            "symbolic": mathml.symbolic(step.formula),
            "numeric": mathml.numeric(step.formula, names, result),
            "sentence": step.sentence,
        }
        for step, names, result in rows
    ]


def _compact(columns: list[np.ndarray]) -> np.ndarray:
    """All values in a row, as float32 unless one of them would become 0 or infinite."""
    values = np.concatenate(columns)
    with np.errstate(over="ignore"):
        small = values.astype(np.float32)
    lost = (np.isinf(small) & np.isfinite(values)) | ((small == 0) & (values != 0))
    return values if lost.any() else small
