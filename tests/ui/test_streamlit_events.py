"""What a run tells reaches the server whole and in order; what is made once is what Streamlit makes."""

import asyncio
import inspect
from contextlib import suppress
from types import SimpleNamespace

import pytest
from streamlit.components.v2.bidi_component import main
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.scriptrunner_utils.run_descriptor import RunDescriptor

from ui.streamlit_private import events, patch_streamlit, session_message

STARTED, SAYS = ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG
STOPPED, ENDED = ScriptRunnerEvent.FRAGMENT_STOPPED_WITH_SUCCESS, ScriptRunnerEvent.SHUTDOWN


class Session(SimpleNamespace):
    """A session that notes what it hears and how often it is woken for it."""

    def __init__(self) -> None:
        loop = SimpleNamespace(call_later=self.later, call_soon=self.soon)
        super().__init__(heard=[], calls=[], _event_loop=loop, timers=[])
        self._fragment_storage = MemoryFragmentStorage()
        for name in ("runs", "race"):
            self._fragment_storage.register(name, lambda: None, target_key=name)

    def later(self, seconds, *call) -> None:
        self.timers.append(call)

    def soon(self, call) -> None:
        with suppress(ValueError):  # a loop goes on
            call()

    def _call_soon_on_event_loop(self, call) -> None:
        self.calls.append(call)

    def _handle_scriptrunner_event_on_event_loop(self, sender, event, *_, **payload) -> None:
        self.heard.append(event)
        if payload.get("forward_msg") == "bad":
            raise ValueError("bad")

    def tell(self, runner, *told, **payload) -> None:
        for event in told:
            events._hold(self, runner, event, **payload)


@pytest.fixture
def session() -> Session:
    patch_streamlit()
    return Session()


def test_a_move_wakes_the_server_once(session):
    runner = SimpleNamespace()
    session.tell(runner, STARTED, fragment_ids_this_run=["runs"])
    session.tell(runner, SAYS, SAYS, STOPPED, ENDED)
    assert len(session.calls) == 1
    session.calls[0]()
    assert session.heard == [STARTED, SAYS, SAYS, STOPPED, ENDED]


@pytest.mark.parametrize("run", [None, ["race"], ["race", "runs"]])
def test_all_else_is_told_as_it_comes(session, run):
    runner = SimpleNamespace()
    session.tell(runner, STARTED, fragment_ids_this_run=run)
    session.tell(runner, SAYS, STOPPED, ENDED)
    assert len(session.calls) == 4


def test_what_a_move_told_comes_before_the_next_run(session):
    runner = SimpleNamespace()
    session.tell(runner, STARTED, fragment_ids_this_run=["runs"])
    session.tell(runner, SAYS, STOPPED)
    session.tell(runner, STARTED, fragment_ids_this_run=["race"])
    session.tell(runner, SAYS)
    for call in session.calls:
        call()
    assert session.heard == [STARTED, SAYS, STOPPED, STARTED, SAYS]
    assert session.timers, "a run behind another one may be long, too"


def test_a_long_move_is_told_of_while_it_goes_on(session):
    runner = SimpleNamespace()
    session.tell(runner, STARTED, fragment_ids_this_run=["runs"])
    events._watch(session, runner)
    call, *arguments = session.timers[0]
    call(*arguments)
    assert session.heard == [STARTED]
    session.tell(runner, ENDED)
    session.calls[0]()
    assert session.heard == [STARTED, ENDED]


def test_an_event_that_fails_keeps_back_no_other(session):
    runner = SimpleNamespace()
    session.tell(runner, STARTED, fragment_ids_this_run=["runs"])
    session.tell(runner, SAYS, forward_msg="bad")
    session.tell(runner, ENDED)
    session.calls[0]()
    assert session.heard == [STARTED, SAYS, ENDED]


def test_streamlit_tells_by_what_is_taken_here():
    assert "_call_soon_on_event_loop(" in inspect.getsource(events._tell)
    assert "self._scriptrunner" in inspect.getsource(events._create)
    assert "_message_enqueued_callback()" in inspect.getsource(events._enqueue_and_wake)
    assert "need_send_data" in inspect.getsource(events.Runtime._enqueued_some_message)
    ends = inspect.getsource(ScriptRunner._run_script_thread).rpartition("finally:")[2]
    assert "ScriptRunnerEvent.SHUTDOWN" in ends, "what is held is let go however a run ends"


def test_the_first_message_of_a_move_is_that_of_streamlit(monkeypatch):
    patch_streamlit()
    made = ForwardMsg()
    made.new_session.page_script_hash = "page"
    made.new_session.initialize.session_id = "this"

    def create(self, page, run, pages):
        message = ForwardMsg()
        message.CopyFrom(made)
        session_message.app_session._set_run_identity(message, run)
        message.new_session.initialize.session_status.script_is_running = True
        return message

    monkeypatch.setattr(session_message, "_create", create)
    session = SimpleNamespace(_run_on_save=False, _state=AppSessionState.APP_IS_RUNNING)
    for _ in range(3):
        run = RunDescriptor.create(["runs"])
        assert AppSession._create_new_session_message(session, "page", run) == create(
            session, "page", run, None
        )


def test_a_component_is_named_by_its_key_alone():
    source = inspect.getsource(main.BidiComponentMixin._bidi_component)
    assert "key_as_main_identity=True" in source
    assert "make_bidi_component_presenter(" in source
    assert "presenter=presenter" in source


def test_on_its_own_thread_the_server_is_not_woken(monkeypatch):
    patch_streamlit()
    queue, flag, woken = [], asyncio.Event(), []
    runtime = SimpleNamespace(_get_async_objs=lambda: SimpleNamespace(need_send_data=flag))
    monkeypatch.setattr(events, "Runtime", SimpleNamespace(exists=lambda: True, instance=lambda: runtime))

    async def enqueue():
        session = SimpleNamespace(
            _event_loop=asyncio.get_running_loop(),
            _browser_queue=SimpleNamespace(enqueue=queue.append),
            _message_enqueued_callback=lambda: woken.append(1),
        )
        AppSession._enqueue_forward_msg(session, "message")
        await asyncio.to_thread(AppSession._enqueue_forward_msg, session, "of another thread")

    asyncio.run(enqueue())
    assert queue == ["message", "of another thread"]
    assert flag.is_set()
    assert len(woken) == 1
