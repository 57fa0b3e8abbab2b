"""The settings of a visit: in the session state, in the widgets, and in the address that follows them.

The way of a setting: address -> Settings -> widgets -> Settings -> address. The settings are the truth.
Widgets are made to show them (`show`). What a visitor changes in a widget is taken over once
(`take_changes`), however many changes a message holds, and whether or not the run that it began was given up.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from ui.settings import widgets
from ui.settings.address import from_query, to_query, typed_together
from ui.settings.record import (
    DEFAULT,
    NUMBERS,
    OWN_KEYS,
    PARAMETERS,
    TOGETHER,
    Settings,
    asked_start,
    in_bounds,
    plane_settings,
    slider_of,
    start_notice,
    without_own,
)
from ui.settings.regions import FIT
from ui.streamlit_private import (
    changed_since_navigation,
    fragment_id,
    fragments,
    is_history_navigation,
    uninterrupted,
)

Changes = dict[str, Any]
START_FIELDS = ("start_x_typed", "start_y_typed")

# Keys of the session state that are no widget's.
SETTINGS = "_settings"  # the settings of the last run
NOTICES = "_notices"  # the lines about them above the picture
THEME = "_theme"  # the theme that the whole page was last run in
FRAME = "_frame"  # the part of the plane on show, with the objective and the start it was chosen for
WHOLE_PAGE = "_whole_page"  # session state: whether a change shows outside of the part that is run for it
ADDRESS = "_address"  # the query that we last gave the browser to show, if any
VIEW = "_view"  # what is shown in the place of the race, if anything is
LINK = "_link"  # the query that the settings were last read from


def restore() -> tuple[Settings, tuple[str, ...]]:
    """The settings of this run, and notices. Call it first.

    They come from the address on the first run, after Back or Forward, and for a link from another page; what
    was changed after Back, before it was answered, is a change of its settings.
    Otherwise from the widgets: while these change fast, the address that comes with a run is an old one.
    """
    state = st.session_state
    state[THEME] = theme()
    linked = "objective" not in state and len(st.query_params)
    if SETTINGS in state and not linked and not is_history_navigation():
        return collect()
    # What the browser shows now did not come from us, so it does not show how much of ours has arrived.
    state[ADDRESS] = None
    state[LINK] = st.query_params.to_dict()
    since = changed_since_navigation()
    changes = {key: value for key, value in widgets.differences().items() if key in since}
    follow(state[LINK], _repeated())
    take_changes(changes)
    return _now()


def follow(query: Mapping[str, str], notices: tuple[str, ...] = ()) -> None:
    """Make the settings those of a link, with `notices` beside its own."""
    settings, own = from_query(query)
    adopt(settings, (*own, *notices))
    # As they were written, good or not: a function that cannot be drawn stays in its field.
    widgets.texts().update({f"{name}_typed": query[name] for name in TOGETHER if name in query})


def collect(changes: Changes | None = None) -> tuple[Settings, tuple[str, ...]]:
    """The settings with what the visitor has changed, and notices: `restore` for a part of the page."""
    take_changes(changes)
    return _now()


@uninterrupted()
def take_changes(changes: Changes | None = None) -> None:
    """Take over what the visitor has changed in the widgets since the last time.

    `changes`: what that is, where it is known. A change is a value that a widget did not have before: it
    neither came from there nor was put there.
    """
    state = st.session_state
    new = state[SETTINGS]
    for key, value in (pending_changes() if changes is None else changes).items():
        new = widgets.take(key, new, value)
    none_races = not new.optimizers
    if none_races:
        new = replace(new, optimizers=state[SETTINGS].optimizers)
    if new != state[SETTINGS]:
        _change_to(new)
    if none_races:
        notify("One optimizer stays on: without one there is no race.")


@uninterrupted()
def adopt(settings: Settings, notices: tuple[str, ...] = ()) -> None:
    """Make these the settings, and show their race, in a frame chosen anew.

    In callbacks, or before the widgets exist.
    """
    state = st.session_state
    widgets.forget_changes()
    state[SETTINGS], state[NOTICES] = settings, notices
    state.pop(FRAME, None)
    state.pop(VIEW, None)


@uninterrupted()
def change(**changes: Any) -> None:
    """Change some settings, as in `change(view=None)`: in callbacks, or before the widgets exist."""
    take_changes()
    _change_to(replace(st.session_state[SETTINGS], **changes))


@uninterrupted()
def take_back(owner: str) -> None:
    """Let an optimizer share all that it can again."""
    take_changes()
    change(own=without_own(st.session_state[SETTINGS], owner).own)


def sync_address(settings: Settings) -> None:
    """Write the settings into the address. Each change is an entry of the browser's history; Back undoes it.

    An address that already means these settings stays as it was written.
    """
    ours, shown, wanted = st.session_state[ADDRESS], st.query_params.to_dict(), to_query(settings)
    # What we wrote ourselves means other settings wherever it is another text; the rest has to be read.
    if ours not in (None, wanted) or (shown != wanted and from_query(shown)[0] != settings):
        st.session_state[ADDRESS] = wanted
        st.query_params.from_dict(wanted)
    st.session_state[widgets.UNSYNCED] = False


def query() -> dict[str, str]:
    """The address of the settings of now."""
    return to_query(st.session_state.get(SETTINGS, DEFAULT))


def overtaken(*within: str, changes: Changes | None = None) -> bool:
    """Whether a widget of another part of the page, or the theme, is not what the page has been run with.

    Streamlit sends changes that happen together in one message, and then runs the fragment that one of them
    belongs to, alone: who is run as a fragment has to ask for the widgets outside of it. `within`: the keys
    of other fragments for which it answers; `changes`: what the widgets have, if that is known.
    """
    state = st.session_state
    if SETTINGS not in state:
        return False
    if state.get(THEME) not in (None, theme()):
        return True
    answered = {fragment_id(), *(part for key in within for part in fragments(key))}
    return any(
        widgets.part(key) not in answered for key in (pending_changes() if changes is None else changes)
    )


def ask_for_whole_page() -> None:
    """What was changed shows outside of the part of the page that is run for it, too."""
    st.session_state[WHOLE_PAGE] = True


def take_whole_page() -> bool:
    """Whether that was asked for since the last time."""
    return bool(st.session_state.pop(WHOLE_PAGE, False))


def outlived() -> bool:
    """Whether a widget, when it was drawn, brought a change: the browser has outlived the server.

    The page is then run again at once; no message of the browser would ask for it.
    """
    return bool(widgets.differences())


def theme() -> str:
    """The theme that the visitor sees, 'light' or 'dark'."""
    return "dark" if st.context.theme.type == "dark" else "light"


def positions(name: str) -> tuple[float, ...]:
    """The values at the positions of a number's slider, in order: the round ones and the last few others."""
    return widgets.stops({name: slider_of(st.session_state[SETTINGS], name)})[name]


def notify(*notices: str) -> None:
    """Show notices above the picture until the next change."""
    st.session_state[NOTICES] = notices


def take_typed(name: str, settings: Settings, text: str) -> Settings:
    """The settings with what was typed for one of them; what is no good changes nothing.

    A function and a domain that wait for each other in their fields are taken over together.
    """
    waiting = {other: widgets.texts().get(f"{other}_typed") for other in TOGETHER if name in TOGETHER}
    texts = {other: written for other, written in waiting.items() if written is not None}
    together = typed_together({**texts, name: text}, settings)
    if together:
        return replace(settings, **together)
    reading = PARAMETERS[name].read(text, settings)
    return settings if reading.fault else replace(settings, **{name: reading.value})


def take_typed_start(axis: int, settings: Settings, text: str) -> Settings:
    """The settings with a coordinate of the start, 0 for x; an emptied field takes the start back."""
    if not text.strip():
        return replace(settings, start=None)
    reading = PARAMETERS["start"].axes(settings)[axis].read(text)
    if reading.fault:
        return settings
    x, y = asked_start(settings)
    return replace(settings, start=(x, reading.value) if axis else (reading.value, y))


def _now() -> tuple[Settings, tuple[str, ...]]:
    """The settings, and the notices about them."""
    settings = st.session_state[SETTINGS]
    return settings, (*st.session_state[NOTICES], *start_notice(settings))


def _change_to(new: Settings) -> None:
    state = st.session_state
    old = state[SETTINGS]
    state[SETTINGS] = new = _consistent(new, old)
    state[NOTICES] = ()
    _forget_texts(new, old)


def _forget_texts(new: Settings, old: Settings) -> None:
    """Let the field of whatever has changed show it again, unless the text in it means just that."""
    texts = widgets.texts()
    before = {field: value for field, _, value in _fields(old)}
    for field, parameter, value in _fields(new):
        if field in texts and value != before[field] and parameter.read(texts[field], new).value != value:
            del texts[field]


def _fields(settings: Settings) -> list[tuple[str, Any, Any]]:
    """The fields for typing, each with its parameter and its value in these settings."""
    axes = zip(START_FIELDS, PARAMETERS["start"].axes(settings), settings.start or (None, None), strict=True)
    return [
        *((f"{name}_typed", PARAMETERS[name], getattr(settings, name)) for name in (*NUMBERS, *TOGETHER)),
        *axes,
    ]


def pending_changes() -> Changes:
    """What the visitor has changed, by the widget's key.

    The address that came with it shows how much the browser had received. It shows nothing where a run was
    given up after it had put values into widgets, and before it came to the address. Nor does the address of
    a link, which was there before our answer: then a value of before the link is meant if it comes alone.
    """
    state, query = st.session_state, st.query_params.to_dict()
    found = widgets.changes(query == state.get(ADDRESS) and not state.get(widgets.UNSYNCED))
    if not found and state.get(ADDRESS) is None and query == state.get(LINK):
        return widgets.returned()
    return found


def _consistent(new: Settings, old: Settings) -> Settings:
    """`new`, less what was chosen for `old` and does not suit it.

    On another plane that is the part of the plane, and a start out of bounds; another seed draws its own.
    """
    if plane_settings(new) != plane_settings(old):
        view = None if new.view == old.view != FIT else new.view
        new = replace(new, view=view, start=new.start if in_bounds(new) else None)
    return replace(new, start=None) if new.seed != old.seed else new


def _repeated() -> tuple[str, ...]:
    labels = {key: key for key in OWN_KEYS} | {name: record.label for name, record in PARAMETERS.items()}
    names = [name for name in labels if len(st.query_params.get_all(name)) > 1]
    return tuple(f"{labels[name]} is given more than once; using the last." for name in names)
