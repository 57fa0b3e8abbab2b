"""The message with which a run begins: of a run of a part, made once a session."""

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession, AppSessionState


def keep_session_message() -> None:
    """From now on the runs of parts of a page begin with the same message, but for the run's own name.

    Streamlit asks its options, the environment and the system for all of it again, which a browser reads when
    a page is run as a whole.
    """
    AppSession._create_new_session_message = _from_template


_create = AppSession._create_new_session_message


def _from_template(self: AppSession, page_script_hash: str, run_descriptor, pages=None) -> ForwardMsg:
    made = getattr(self, "template", None)
    if (
        not run_descriptor.fragment_ids
        or made is None
        or made.new_session.page_script_hash != page_script_hash
    ):
        made = _create(self, page_script_hash, run_descriptor, pages)
        self.template = ForwardMsg()
        self.template.CopyFrom(made)
        self.template.ClearField("metadata")
        return made
    message = ForwardMsg()
    message.CopyFrom(self.template)
    app_session._set_run_identity(message, run_descriptor)
    status = message.new_session.initialize.session_status
    status.run_on_save = self._run_on_save
    status.script_is_running = self._state == AppSessionState.APP_IS_RUNNING
    return message
