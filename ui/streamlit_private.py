"""All that the page asks of Streamlit's private parts; its test says what an upgrade changed."""

from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let a change of the session state be made as a whole, or not at all.

    Each access to the session state is a point at which Streamlit may give up a run for the next one. A
    callback that is given up half-way is never called again, and what it stood for is lost.
    """
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:  # outside of a run nothing interrupts
        yield
        return
    state = context.session_state
    interrupt = state._yield_callback
    object.__setattr__(state, "_yield_callback", lambda: None)
    try:
        yield
    finally:
        object.__setattr__(state, "_yield_callback", interrupt)


def is_history_navigation() -> bool:
    """Whether this run was started by the browser's Back or Forward."""
    context = get_script_run_ctx(suppress_warning=True)
    return context is not None and context.is_history_navigation


def fragment_id() -> str | None:
    """The fragment that is being run, or None in the page itself."""
    return ThreadState.get().fragment_id
