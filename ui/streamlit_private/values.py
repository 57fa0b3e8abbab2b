"""The values of widgets, as the browser sends them: one that cannot be read is dropped."""

import logging
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.state.common import WidgetMetadata, unpack_widget_state_value
from streamlit.runtime.state.session_state import Serialized, SessionState, Value, WStates

LOG = logging.getLogger(__name__)


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
    """The value of a widget; of one that is new, whose message came before it, only now is its type known.

    Where there is no value, as of a choice not made yet, Streamlit forgets the type. It would not be known
    again before the widget is drawn, and a run that is given up does not come to that.
    """
    state, metadata = self.states.get(key), self.widget_metadata.get(key)
    if metadata is not None and isinstance(state, Serialized) and not _is_good(state.value, metadata):
        self.states[key] = Value(metadata.deserializer(None))
    value = _get_value(self, key)
    if metadata is not None and self.widget_metadata[key].value_type is None:
        self.widget_metadata[key] = metadata
    return value


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
