"""What a visitor asks for on the stage (static/bridge/requests.js): each request is done once."""

import logging
import secrets
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from ui.streamlit_private import uninterrupted

LOG = logging.getLogger(__name__)

# Keys of the session state.
ANSWERED = "_answered"  # the number of the last request that was done
VISIT = "_visit"  # see `visit`


@uninterrupted()
def take(changes: Mapping[str, Callable]) -> None:
    """Do what the visitor has asked for on the stage, each request once: `changes` by their names.

    They are a state of the stage, numbered, the last few at a time. Of a component's triggers Streamlit would
    keep only the last while a run is going on.
    """
    for number, name, value in _sent():
        if number > st.session_state.setdefault(ANSWERED, 0):
            st.session_state[ANSWERED] = number
            try:
                changes[name](value)
            except (TypeError, ValueError, LookupError, AttributeError) as error:
                LOG.warning("Dropped the request %.40s: %s", name, error)


def pending() -> bool:
    """Whether the visitor has asked for something that was not done yet.

    Of what happens together on the page, Streamlit sends one message, and then runs one of the parts of the
    page concerned, alone: a part within that of the stage has to ask for what the stage was asked.
    """
    return any(number > answered() for number, *_ in _sent())


def _sent() -> list[tuple[int, str, Any]]:
    """The requests of this visit, (number, name, value); whatever no stage would send is left out."""
    stage = st.session_state.get("stage")
    sent = stage.get("requests") if stage else None
    if not isinstance(sent, dict) or sent.get("visit") != visit() or not isinstance(sent.get("list"), list):
        return []
    triples = [request for request in sent["list"] if isinstance(request, list) and len(request) == 3]
    return [(n, name, value) for n, name, value in triples if isinstance(n, int) and isinstance(name, str)]


def answered() -> int:
    """The number of the last request that was done; 0 if none was."""
    return st.session_state.get(ANSWERED, 0)


def visit() -> str:
    """A name for this visit: a browser that outlives the server repeats what it asked of the one before."""
    return st.session_state.setdefault(VISIT, secrets.token_hex(4))
