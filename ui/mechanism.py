"""What makes a step, for a visitor who asks: the gradients that the rules saw, sent beside the race."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import streamlit as st

from optim import Trajectory

SHOWN = "_mechanism"  # session state: whether the visitor wants to see it


def shown() -> bool:
    """Whether the visitor wants to see it."""
    return st.session_state.get(SHOWN, False)


def show(on: bool) -> None:
    """The visitor wants to see it, or no longer."""
    st.session_state[SHOWN] = on


def pack(races: Mapping[str, Trajectory], race_id: str) -> dict:
    """The id of the race, and a table with columns g_x and g_y, in the rows of `stage.pack`.

    Row k is the gradient, with its noise, that led on from iterate k: none does from the last.
    """
    with np.errstate(over="ignore"):  # float32 ends at 3e38
        rows = [np.vstack([run.used_gradient, np.full((1, 2), np.nan)]) for run in races.values()]
        seen = np.concatenate(rows).astype(np.float32)
    return {"race": race_id, "gradients": pa.table({"g_x": seen[:, 0], "g_y": seen[:, 1]})}
