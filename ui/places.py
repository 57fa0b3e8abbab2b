"""The places of the lab, under the word mark, each with an address of its own; a visit goes through all."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import Page

from ui import fair_page, race_page
from ui.fair import controls
from ui.lessons import page as lessons_page
from ui.lessons import visit
from ui.settings import session


@dataclass(frozen=True)
class Place:
    """One of the lab's places."""

    title: str
    path: str  # behind the lab's own address
    show: Callable[[], None]
    query: Callable[[], dict[str, str]]  # the address of its settings of now


PLACES = (  # the first is where a link without a place leads
    Place("Race", "race", race_page.show, session.query),
    Place("Fair race", "fair", fair_page.show, controls.query),
    Place("Lessons", "lessons", lessons_page.show, visit.query),
)


def show() -> None:
    """Show the place that the address names, and the ways to all of them.

    Streamlit forgets the widgets of a place that is left: each place keeps its settings itself, see
    `ui.settings.session`, `ui.fair.controls` and `ui.lessons.visit`.
    """
    pages = {
        place: st.Page(place.show, title=place.title, url_path=place.path, default=place is PLACES[0])
        for place in PLACES
    }
    here = st.navigation(list(pages.values()), position="hidden")
    if not st.context.is_embedded:
        with st.sidebar.container(horizontal=True, key="places"):
            for place, page in pages.items():
                _link(place, page, page is here)
    here.run()


def _link(place: Place, page: Page, is_here: bool) -> None:
    """The way to a place and its settings; that to where one is leads nowhere else."""
    with st.container(key="place_here" if is_here else f"place_{place.path}", width="content"):
        st.page_link(page, query_params=None if is_here else place.query())
