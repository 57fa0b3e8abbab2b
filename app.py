"""Descent Lab: page set-up and navigation."""

import streamlit as st

from ui import places
from ui.page import dress
from ui.streamlit_private import ask_early, patch_streamlit
from ui.wire import elements

st.set_page_config(
    page_title="Descent Lab", page_icon="static/icon.svg", layout="wide", initial_sidebar_state=272
)
patch_streamlit()
dress()
places.show()
ask_early(f"app/static/{elements.file()}")  # last: it is for the visitors to come
