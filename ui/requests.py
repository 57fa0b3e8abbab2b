"""What a visitor asks for on the stage (static/requests.js): each request is done once."""

import secrets
from collections.abc import Callable, Mapping

import streamlit as st

from ui.streamlit_private import uninterrupted

# Keys of the session state.
ANSWERED = "_answered"  # the number of the last request that was done
VISIT = "_visit"  # see `visit`


@uninterrupted()
def take(changes: Mapping[str, Callable]) -> None:
    """Do what the visitor has asked for on the stage, each request once: `changes` by their names.

    They are a state of the stage, numbered, the last few at a time. Of a component's triggers Streamlit would
    keep only the last while a run is going on.
    """
    state = st.session_state
    sent = state["stage"].get("requests") if "stage" in state else None
    if not isinstance(sent, dict) or sent.get("visit") != visit():
        return
    for number, name, value in sent["list"]:
        if number > state.setdefault(ANSWERED, 0):
            state[ANSWERED] = number
            changes[name](value)


def visit() -> str:
    """A name for this visit: a browser that outlives the server repeats what it asked of the one before."""
    return st.session_state.setdefault(VISIT, secrets.token_hex(4))
