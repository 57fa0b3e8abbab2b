"""The place Lessons as a page of its own: what a test looks at."""

import streamlit as st

from ui.lessons import page

st.set_page_config(page_title="Lessons")
page.show()
