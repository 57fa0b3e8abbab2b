"""What all pages share: the word mark, the style sheet, and how text is shown that others wrote."""

import re
from pathlib import Path

import streamlit as st

STATIC = Path(__file__).parent.parent / "static"


def dress() -> None:
    """The mark in the sidebar's header (its words are in the style sheet), and the style sheet."""
    st.logo(STATIC / "icon.svg", size="large")
    st.html(STATIC / "css/page.css")
    if st.context.is_embedded:  # ?embed=true
        st.html(STATIC / "css/embed.css")


def plain(text: str) -> None:
    """A line in the look of a caption that shows `text` as it is, whoever wrote it.

    Markdown, however well escaped, makes a link of every web or mail address.
    """
    st.text(text)  # static/css/page.css makes it look like a caption


def literal(text: str) -> str:
    """Text within Markdown, such as a label, that shows as it is; but a web address becomes a link."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
