"""The messages to the browser: none is lost, and none refers to what the browser does not have."""

from weakref import WeakKeyDictionary

from streamlit import config
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.forward_msg_cache import create_reference_msg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner_utils import script_run_context
from streamlit.runtime.session_manager import ActiveSessionInfo, SessionClient


def keep_unsent_messages() -> None:
    """From now on what a run has told the browser is sent, though another run begins before it is.

    Streamlit drops it. Then the browser never gets the parts of the page that only the run before had reason
    to send, and what comes later, for a place within such a part, is an error there that ends the page.
    """
    ForwardMsgQueue.clear = _clear_on_request


_clear_queue = ForwardMsgQueue.clear


def _clear_on_request(
    self: ForwardMsgQueue, retain_lifecycle_msgs: bool = False, fragment_ids_this_run: list[str] | None = None
) -> None:
    if retain_lifecycle_msgs:  # a run begins
        self._delta_index_map = {}  # its messages follow those that wait, and take the place of none
    else:
        _clear_queue(self)


class BrowserCache:
    """Which messages a browser can be referred to: what it keeps, known from what it was sent.

    The same rules as in Streamlit's own script for the browser (`ForwardMessageCache`), in the same order.
    """

    def __init__(self) -> None:
        self.finished = 0  # runs
        self.kept: dict[str, tuple[int, str]] = {}  # by hash: `finished` when it was sent, its fragment

    def shorten(self, message: ForwardMsg) -> ForwardMsg:
        """The message to send: this one, or a reference where the browser has it."""
        if message.metadata.cacheable:
            known = self.kept.get(message.hash)
            self.kept[message.hash] = (self.finished, known[1] if known else message.delta.fragment_id)
            return create_reference_msg(message) if known else message
        if message.WhichOneof("type") == "script_finished" and message.script_finished in FINISHED:
            self._finish(list(message.metadata.run.fragment_ids))
        return message

    def _finish(self, fragments: list[str]) -> None:
        self.finished += 1
        oldest = self.finished - config.get_option("global.maxCachedMessageAge")
        for key, (sent, fragment) in list(self.kept.items()):
            if sent < oldest and (not fragments or fragment in fragments):
                del self.kept[key]


FINISHED = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}
BROWSERS: WeakKeyDictionary[SessionClient, BrowserCache] = WeakKeyDictionary()  # by connection


def refer_to_what_was_sent() -> None:
    """From now on a message is a reference only where the browser surely has what is referred to.

    Streamlit goes by what the browser had when it asked for a run. Runs that finish meanwhile make the
    browser forget some of that, and a reference to it is an error there that ends the page.
    """
    script_run_context.create_reference_msg = lambda message: message
    Runtime._send_message = _send_shortened


_send_message = Runtime._send_message


def _send_shortened(self: Runtime, session_info: ActiveSessionInfo, message: ForwardMsg) -> None:
    browser = BROWSERS.setdefault(session_info.client, BrowserCache())
    _send_message(self, session_info, browser.shorten(message))
