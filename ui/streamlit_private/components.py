"""Components: named by their keys alone, and their state as it was sent."""

from typing import Any

from streamlit.components.v2.bidi_component import main
from streamlit.components.v2.bidi_component.main import BidiComponentMixin


def name_by_key() -> None:
    """From now on the data of a component are not read again to name it: every one of ours has a key.

    Streamlit reads all of its JSON, sorts it and takes its hash, and then names it by its key. It also makes
    a class at each look at a component's state, for triggers and for writing to it: ours need neither.
    """
    BidiComponentMixin._build_bidi_identity_kwargs = _nothing
    main.make_bidi_component_presenter = lambda *_: None


def _nothing(self: BidiComponentMixin, **_: Any) -> dict[str, Any]:
    return {}
