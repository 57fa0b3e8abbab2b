"""The fair race: every optimizer at its own best step size, for the same number of gradients."""

import streamlit as st

from optim import OBJECTIVES
from ui.fair import controls
from ui.fair.settings import FairSettings
from ui.sidebar.controls import formula_title, show_notices
from ui.wire import fair


def show() -> None:
    """Compose the place: what the address and the widgets ask for goes to the browser, which races."""
    notices = controls.restore()
    settings = controls.show()
    _title(settings)
    show_notices(notices)
    fair.show(settings)
    controls.sync_address()


def _title(settings: FairSettings) -> None:
    """What is raced on: of one objective its formula, too."""
    records = [OBJECTIVES[name] for name in settings.objectives]
    if len(records) == 1:
        formula_title(f"Fair race on {records[0].title}", records[0].formula)
    else:
        st.title(f"Fair race on {len(records)} objectives", anchor=False)
