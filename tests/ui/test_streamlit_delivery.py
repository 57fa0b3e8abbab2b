"""No message to the browser is lost, and none refers to what the browser does not have."""

import inspect
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import streamlit
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.session_manager import ActiveSessionInfo

from ui import streamlit_private
from ui.streamlit_private.delivery import BrowserCache


def said(text: str, path: int, fragment: str = "", cacheable: bool = True) -> ForwardMsg:
    """A message that puts a text into a place of the page."""
    message = ForwardMsg(hash=text)
    message.delta.new_element.text.body = text
    message.delta.fragment_id = fragment
    message.metadata.delta_path.append(path)
    message.metadata.cacheable = cacheable
    return message


def finished(*fragments: str) -> ForwardMsg:
    message = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
    message.metadata.run.fragment_ids.extend(fragments)
    return message


def test_what_was_not_sent_when_the_next_run_begins_is_sent_all_the_same():
    streamlit_private.patch_streamlit()
    queue = ForwardMsgQueue()
    first, second = said("before", 0, "sliders"), said("after", 0, "sliders")
    queue.enqueue(first)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["sliders"])
    queue.enqueue(second)
    assert queue.flush() == [first, second]
    queue.enqueue(first)
    queue.clear()
    assert queue.is_empty()


def test_the_queue_is_cleared_where_a_run_begins():
    assert "retain_lifecycle_msgs=True" in inspect.getsource(AppSession._clear_queue)
    assert "self._clear_queue(" in inspect.getsource(AppSession._handle_scriptrunner_event_on_event_loop)


def test_a_message_is_sent_again_as_soon_as_the_browser_may_have_forgotten_it():
    browser = BrowserCache()
    message = said("terrain", 0)
    assert browser.shorten(message) is message
    for _ in range(3):  # the browser forgets after two runs without it
        assert browser.shorten(message).ref_hash == "terrain"
        browser.shorten(finished())
        browser.shorten(finished())
    browser.shorten(finished())
    assert browser.shorten(message) is message


def test_a_run_of_one_part_of_the_page_lets_nothing_of_another_be_forgotten():
    browser = BrowserCache()
    for message in (said("style", 0), said("slider", 1, "sliders"), *[finished("sliders")] * 3):
        browser.shorten(message)
    assert browser.shorten(said("style", 0)).ref_hash == "style"
    assert not browser.shorten(said("slider", 1, "sliders")).ref_hash


def test_small_messages_are_sent_as_they_are():
    browser, message = BrowserCache(), said("small", 0, cacheable=False)
    assert [browser.shorten(message) for _ in range(2)] == [message, message]


def test_messages_become_references_only_on_their_way_to_the_browser():
    streamlit_private.patch_streamlit()
    assert "create_reference_msg(msg)" in inspect.getsource(ScriptRunContext.enqueue)
    sent = []
    session = ActiveSessionInfo(client=Client(sent.append), session=None)
    for _ in range(2):
        Runtime._send_message(None, session, said("terrain", 0))
    Runtime._send_message(None, replace(session, client=Client(sent.append)), said("terrain", 0))
    assert [message.ref_hash for message in sent] == ["", "terrain", ""], "another connection has nothing yet"


class Client(SimpleNamespace):
    """A browser's connection; it hands on what it is sent."""

    __hash__ = object.__hash__

    def __init__(self, write) -> None:
        super().__init__(write_forward_msg=write)


def test_the_browser_keeps_messages_by_the_rules_of_here():
    scripts = (Path(streamlit.__file__).parent / "static/static/js").glob("index.*.js")
    script = next(text for text in map(Path.read_text, scripts) if "Cached ForwardMsg MISS" in text)
    for rule in (
        r"this\.scriptRunCount\+=1,this\.messages\.forEach\(\((\w),\w\)=>\{(\w)\.length>0&&"
        r"\(!\1\.fragmentId\|\|!\2\.includes\(\1\.fragmentId\)\)\|\|\1\.getAge\(this\.scriptRunCount\)>\w&&",
        r"getAge\((\w)\)\{return \1-this\.scriptRunCount\}",
        r"\.metadata\?\.cacheable===!0",
    ):
        assert re.search(rule, script), rule
