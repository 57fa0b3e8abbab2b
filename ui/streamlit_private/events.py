"""What a run tells the server: all at once, since to wake the server's thread costs as much as a race."""

import asyncio
from functools import partial

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.fragment import FragmentStorage
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent

from ui.streamlit_private.answers import named

LONG = 0.1  # seconds after which the browser is told that a run goes on
PARTS: set[str] = set()  # keys of fragments whose runs tell all at their end


def tell_together(*parts: str) -> None:
    """From now on the runs of the fragments with these keys tell all they have to tell at once.

    Streamlit wakes the server's thread for each message, and both then wait for each other. After 0.1 seconds
    what there is goes out all the same.
    """
    PARTS.update(parts)
    AppSession._on_scriptrunner_event = _hold
    AppSession._create_scriptrunner = _create_and_watch
    AppSession._enqueue_forward_msg = _enqueue


_tell, _create, _enqueue_and_wake = (
    AppSession._on_scriptrunner_event,
    AppSession._create_scriptrunner,
    AppSession._enqueue_forward_msg,
)


def _hold(self: AppSession, sender: ScriptRunner | None, event: ScriptRunnerEvent, **payload) -> None:
    """Keep what a run tells until it has ended, or another begins."""
    if event == ScriptRunnerEvent.SCRIPT_STARTED and sender:
        if getattr(sender, "held", None):
            self._call_soon_on_event_loop(partial(_handle, self, sender, watch=True))
        sender.held = getattr(sender, "held", [])
        sender.holds = _is_held(self._fragment_storage, payload.get("fragment_ids_this_run"))
    if not getattr(sender, "holds", False):
        _tell(self, sender, event, **payload)
        return
    sender.held.append(partial(self._handle_scriptrunner_event_on_event_loop, sender, event, **payload))
    if event == ScriptRunnerEvent.SHUTDOWN:
        self._call_soon_on_event_loop(partial(_handle, self, sender))


def _is_held(storage: FragmentStorage, run: list[str] | None) -> bool:
    return bool(run) and any(named(storage, key) == run for key in PARTS)


def _create_and_watch(self: AppSession, *arguments) -> None:
    _create(self, *arguments)
    _watch(self, self._scriptrunner)


def _watch(self: AppSession, sender: ScriptRunner) -> None:
    self._event_loop.call_later(LONG, _handle, self, sender)


def _handle(self: AppSession, sender: ScriptRunner, watch: bool = False) -> None:
    """On the server's thread: what was kept is heard next, in order, each event by itself."""
    held = getattr(sender, "held", [])
    while held:  # more may come meanwhile
        self._event_loop.call_soon(held.pop(0))
    if watch:
        _watch(self, sender)


def _enqueue(self: AppSession, message: ForwardMsg) -> None:
    """On the server's own thread nobody has to be woken: what waits is sent when this is done."""
    if asyncio._get_running_loop() is self._event_loop and Runtime.exists():
        self._browser_queue.enqueue(message)
        Runtime.instance()._get_async_objs().need_send_data.set()
    else:
        _enqueue_and_wake(self, message)
