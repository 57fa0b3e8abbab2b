"""All that touches Streamlit's private parts; tests of its own tell what an upgrade has changed."""

from ui.streamlit_private.answers import answer_by, fragments, run_instead
from ui.streamlit_private.components import name_by_key
from ui.streamlit_private.delivery import keep_unsent_messages, refer_to_what_was_sent
from ui.streamlit_private.document import ask_early
from ui.streamlit_private.events import tell_together
from ui.streamlit_private.runs import (
    changed_since_navigation,
    checkpoint,
    fragment_id,
    is_first_part,
    is_history_navigation,
    keep_history_navigation,
    uninterrupted,
)
from ui.streamlit_private.session_message import keep_session_message
from ui.streamlit_private.theme import keep_theme
from ui.streamlit_private.values import drop_bad_messages

__all__ = [
    "ask_early",
    "changed_since_navigation",
    "checkpoint",
    "fragment_id",
    "fragments",
    "is_first_part",
    "is_history_navigation",
    "patch_streamlit",
    "run_instead",
    "uninterrupted",
]


def patch_streamlit() -> None:
    """What the app needs otherwise than Streamlit does it; a second call changes nothing."""
    drop_bad_messages()
    keep_unsent_messages()
    refer_to_what_was_sent()
    answer_by({"sliders": "runs"})
    tell_together("runs")
    keep_history_navigation()
    keep_session_message()
    name_by_key()
    keep_theme()
