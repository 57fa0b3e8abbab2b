"""Which part of the page answers a change: not always the part in which it was made."""

from collections.abc import Mapping
from typing import NoReturn

from streamlit.errors import StreamlitAPIException
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.fragment import FragmentStorage
from streamlit.runtime.scriptrunner import RerunData, RerunException, get_script_run_ctx

ANSWERED_BY: dict[str, str] = {}  # the key of a fragment -> the key of the one that is run in its place


def answer_by(parts: Mapping[str, str]) -> None:
    """From now on a change in the fragment with one key runs the fragment with another, as `parts` tell.

    Streamlit runs the fragment of the widget, and draws all of it again. A callback's `st.rerun(key)` runs
    another, but only after a run for the callback itself, which costs as much as a small page.
    """
    ANSWERED_BY.update(parts)
    AppSession.request_rerun = _request_answer


def fragments(key: str) -> list[str]:
    """The ids of the fragments with this key; none as long as none was drawn."""
    context = get_script_run_ctx(suppress_warning=True)
    return named(context.fragment_storage, key) if context else []


def run_instead(key: str) -> NoReturn:
    """Ends this run, and runs the fragment with this key: `st.rerun(key)`, which only callbacks may call."""
    context = get_script_run_ctx()
    raise RerunException(
        RerunData(
            query_string=context.query_string,
            page_script_hash=context.page_script_hash,
            fragment_id_queue=fragments(key),
            cached_message_hashes=context.cached_message_hashes,
            context_info=context.context_info,
        )
    )


_request_rerun = AppSession.request_rerun


def _request_answer(self: AppSession, client_state: ClientState | None) -> None:
    """Streamlit drops a change in a part that it does not know: a restarted server knows none."""
    if client_state and client_state.fragment_id:
        part = _answering(self._fragment_storage, client_state.fragment_id)
        client_state.fragment_id = part if self.has_fragment(part) else ""
    _request_rerun(self, client_state)


def _answering(storage: FragmentStorage, fragment: str) -> str:
    """The fragment that answers for another; itself where none does, or where that was not drawn yet."""
    answers = (by for key, by in ANSWERED_BY.items() if fragment in named(storage, key))
    return next((answer for by in answers for answer in named(storage, by)), fragment)


def named(storage: FragmentStorage, key: str) -> list[str]:
    """The ids of the fragments with this key in a session's storage."""
    try:
        return storage.resolve_target(key)
    except StreamlitAPIException:
        return []
