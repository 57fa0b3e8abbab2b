"""What makes a step, for a visitor who asks: the gradients that the rules saw, sent beside the race."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import streamlit as st

from optim import Trajectory
from ui import quantities

COLUMNS = ("g_x", "g_y", "e_x", "e_y", "d_x", "d_y")
SHOWN = "_mechanism"  # session state: whether the visitor wants to see it


def shown() -> bool:
    """Whether the visitor wants to see it."""
    return st.session_state.get(SHOWN, False)


def show(on: bool) -> None:
    """Note whether the visitor wants to see it."""
    st.session_state[SHOWN] = on


def pack(races: Mapping[str, Trajectory], race_id: str) -> dict:
    """The id of the race, and a table of its runs one below the other, n_iter rows each.

    Row k is what led on from iterate k: the gradient g_x, g_y, with its noise; the effective step e_x, e_y;
    the step d_x, d_y, which positions of single precision would lose where it is short.
    """
    rows = np.concatenate([_rows(run) for run in races.values()])
    columns = rows.T if not quantities.holds("float32", rows) else rows.T.astype(np.float32)
    return {"race": race_id, "steps": pa.table(dict(zip(COLUMNS, columns, strict=True)))}


def _rows(run: Trajectory) -> np.ndarray:
    with np.errstate(all="ignore"):  # a run may overflow
        return np.hstack([run.used_gradient, run.effective_step, np.diff(run.x, axis=0)])
