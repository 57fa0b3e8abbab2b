"""The iterates as a table, in the tutorial's terms."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import streamlit as st

from figures.racers import race_titles
from optim import Trajectory
from optim.explain.terms import TERMS
from ui.settings import session
from ui.wire import requests

HEADS = {
    "optimizer": st.column_config.Column(help=TERMS["optimizer"]),
    "iteration": st.column_config.NumberColumn(help=TERMS["iteration"]),
    # the default would show 1e-6 as 0
    **{name: st.column_config.NumberColumn(format="%.8g", help=TERMS[name]) for name in "xyf"},
}


def iterates(races: Mapping[str, Trajectory]) -> pd.DataFrame:
    """One row for each iterate: optimizer, iteration (0 is the start), x, y, f, in full precision.

    A run that overflows has rows up to its last finite iterate.
    """
    counts = [int(trajectory.n_finite) for trajectory in races.values()]
    titles = [title.title for title in race_titles(races).values()]
    x = np.concatenate([t.x[:n] for t, n in zip(races.values(), counts, strict=True)])
    return pd.DataFrame(
        {
            "optimizer": pd.Categorical.from_codes(np.repeat(np.arange(len(counts)), counts), titles),
            "iteration": np.concatenate([np.arange(n) for n in counts]),
            "x": x[:, 0],
            "y": x[:, 1],
            "f": np.concatenate([t.value[:n] for t, n in zip(races.values(), counts, strict=True)]),
        }
    )


@st.fragment
def show(races: Callable[[], Mapping[str, Trajectory]]) -> None:
    """The table in an expander. Closed it costs nothing: it is made, and sent, while it is open.

    `races()`: the race on show. Streamlit keeps a fragment's arguments as long as the page is open.
    """
    if session.overtaken() or requests.pending():
        st.rerun()
    expander = st.expander("Iterates", key="iterates", on_change="rerun")
    if expander.open:
        expander.dataframe(
            iterates(races()),
            hide_index=True,
            column_config=HEADS,
            key="iterates_table",
        )
