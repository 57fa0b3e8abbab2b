"""The page's elements that have code of their own in the browser; their entries are in static/elements.js."""

from functools import cache
from hashlib import blake2b

import streamlit as st

from ui.page import STATIC

LOADER = """export default async function (component) {
  const page = document.querySelector('script[src*="static/js/index"]').src;
  const elements = await import(new URL("../../app/static/FILE", page));
  return elements.NAME(component);
}"""


def element(name: str, html: str | None = None):
    """What mounts an element of this name; `html` stands in its place until its code is here."""
    js = LOADER.replace("FILE", file()).replace("NAME", name)
    return st.components.v2.component(f"descent_lab_{name}", html=html, js=js, isolate_styles=False)


@cache
def file() -> str:
    """Where in static/ the elements' code is: all in one file; while it is edited, in a file a module."""
    if st.get_option("server.fileWatcherType") != "none":
        return "elements.js"
    code = (STATIC / "dist/elements.js").read_bytes()
    return f"dist/elements.js?{blake2b(code, digest_size=8).hexdigest()}"  # no browser takes an old one
