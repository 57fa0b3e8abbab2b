"""What all pages share: the word mark and the style sheet."""

from pathlib import Path

import streamlit as st

STATIC = Path(__file__).parent.parent / "static"


def dress() -> None:
    """The mark in the sidebar's header (its words are in the style sheet), and the style sheet."""
    st.logo(STATIC / "icon.svg", size="large")
    st.html(STATIC / "page.css")
    if st.context.is_embedded:  # ?embed=true
        st.html(STATIC / "embed.css")
