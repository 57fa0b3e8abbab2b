"""All that touches Streamlit's private parts; a test of its own tells what an upgrade has changed."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner import RerunException, StopException, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState
from streamlit.runtime.state.common import WidgetMetadata, unpack_widget_state_value
from streamlit.runtime.state.session_state import Serialized, SessionState, Value, WStates

LOG = logging.getLogger(__name__)


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


def checkpoint() -> None:
    """Ends this run of the page if nobody waits for it: the page is closed, or is to run again as a whole.

    A run of a fragment also gives way to a newer run of the same fragment, which Streamlit lets wait.
    """
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return
    context.yield_check()
    if _runs_again(context):
        request = context.script_requests.on_scriptrunner_ready()
        if request.type == ScriptRequestType.RERUN:
            raise RerunException(request.rerun_data)
        raise StopException


def _runs_again(context) -> bool:
    """Whether all fragments that run now are requested to run again."""
    running, requests = context.fragment_ids_this_run, context.script_requests
    if not running or requests is None or requests._state != ScriptRequestType.RERUN:
        return False
    return set(running) <= set(requests._rerun_data.fragment_id_queue)


def drop_bad_messages() -> None:
    """From now on a widget's value of a wrong type, or one that its widget cannot read, is dropped.

    Streamlit would read it again at every run of the session, and fail each time. Without it a widget keeps
    the value it had, or its default where it is new.
    """
    SessionState.set_widgets_from_proto = _set_good_widgets
    WStates.__getitem__ = _get_good_value


_set_widgets, _get_value = SessionState.set_widgets_from_proto, WStates.__getitem__


def _set_good_widgets(self: SessionState, widget_states: WidgetStates) -> None:
    known = self._new_widget_state.widget_metadata
    good = [state for state in widget_states.widgets if _is_good(state, known.get(state.id))]
    _set_widgets(self, WidgetStates(widgets=good))


def _get_good_value(self: WStates, key: str) -> Any:
    """The value of a widget; of one that is new, whose message came before it, only now is its type known."""
    state, metadata = self.states.get(key), self.widget_metadata.get(key)
    if metadata is not None and isinstance(state, Serialized) and not _is_good(state.value, metadata):
        self.states[key] = Value(metadata.deserializer(None))
    return _get_value(self, key)


def _is_good(state: WidgetState, metadata: WidgetMetadata | None) -> bool:
    """Whether a widget can read its message; of a widget that is not known yet, nothing is known."""
    if metadata is None or state.WhichOneof("value") is None:
        return True
    try:
        if state.WhichOneof("value") == metadata.value_type:
            metadata.deserializer(unpack_widget_state_value(state))
            return True
    except (TypeError, ValueError, LookupError, AttributeError):
        pass
    LOG.warning("A message for the widget %.60s is not one it can read: dropped.", state.id)
    return False
