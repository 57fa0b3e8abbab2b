"""A run of the page, or of a part of it: what started it, and when it may be given up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from weakref import WeakKeyDictionary

from streamlit.runtime.scriptrunner import RerunData, RerunException, StopException, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests, ScriptRequestType
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState
from streamlit.runtime.state.common import user_key_from_element_id


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


def keep_history_navigation() -> None:
    """From now on a run for Back or Forward stays one, though another request joins it before it begins.

    Streamlit lets the newer request decide: the page would then write over the address that Back has brought.
    """
    ScriptRequests._request_rerun_locked = _join


def changed_since_navigation() -> set[str]:
    """The keys of the widgets that were changed after the Back or Forward that started this run."""
    context = get_script_run_ctx(suppress_warning=True)
    return _joined.pop(context.script_requests, set()) if context else set()


_request_rerun_locked = ScriptRequests._request_rerun_locked
_joined: WeakKeyDictionary[ScriptRequests, set[str]] = WeakKeyDictionary()


def _join(self: ScriptRequests, new_data: RerunData) -> bool:
    waiting = self._rerun_data if self._state == ScriptRequestType.RERUN else None
    if new_data.is_history_navigation:
        _joined.pop(self, None)
    elif waiting and waiting.is_history_navigation:
        changed = _values(new_data) - _values(waiting)
        _joined.setdefault(self, set()).update(user_key_from_element_id(name) or "" for name, _ in changed)
        new_data = replace(new_data, is_history_navigation=True)
    return _request_rerun_locked(self, new_data)


def _values(data: RerunData) -> set[tuple[str, bytes]]:
    """What each widget has, as the browser has sent it: its id and its value."""
    states = data.widget_states.widgets if data.widget_states else ()
    return {(state.id, state.SerializeToString(deterministic=True)) for state in states}


def fragment_id() -> str | None:
    """The fragment that is being run, or None in the page itself."""
    return ThreadState.get().fragment_id


def is_first_part() -> bool:
    """Whether the part of the page that is run now is the one with which this run began."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:  # outside of a run there are no parts
        return True
    parts = context.fragment_ids_this_run
    return fragment_id() == (parts[0] if parts else None)


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
    """Whether all fragments that run now are requested to run again, by themselves or within others."""
    running, requests = context.fragment_ids_this_run, context.script_requests
    if not running or requests is None or requests._state != ScriptRequestType.RERUN:
        return False
    queue, parents = requests._rerun_data.fragment_id_queue, context.fragment_storage
    return all(part in queue or parents.has_ancestor_in(part, queue) for part in running)
