"""What was committed stays in the browser: static/model/answers.js keeps it, and tells the next visit of it.

It goes nowhere else: the page's own session has it while it lasts, and no server stores it.
"""

import streamlit as st

from ui.lessons import answers
from ui.streamlit_private import uninterrupted
from ui.wire import requests
from ui.wire.elements import element

KEEPER = "lesson_kept"  # the key of the element
TAKEN = "_lesson_kept_taken"  # session state: the number of its last message that was taken


@uninterrupted()
def take() -> tuple[str, ...]:
    """Join what the browser has told, once; a line where it is not what a link has brought."""
    told = (st.session_state.get(KEEPER) or {}).get("kept")
    if not isinstance(told, dict) or told.get("visit") != requests.visit():
        return ()
    number, text = told.get("number"), told.get("answers")
    if not isinstance(number, int) or number <= st.session_state.get(TAKEN, 0):
        return ()
    st.session_state[TAKEN] = number
    return answers.join(text) if isinstance(text, str) else ()


def mount() -> None:
    """The element, which shows nothing: last, so that what it keeps is what the visit has now."""
    element("answers")(
        key=KEEPER,
        data={
            "visit": requests.visit(),
            "taken": st.session_state.get(TAKEN, 0),
            "answers": answers.to_keep(),
        },
        on_kept_change=lambda: None,  # Streamlit keeps a component's state only where a callback is named
    )
