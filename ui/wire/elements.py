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
    js = LOADER.replace("FILE", files()[0]).replace("NAME", name)
    return st.components.v2.component(f"descent_lab_{name}", html=html, js=js, isolate_styles=False)


@cache
def files() -> tuple[str, ...]:
    """Where in static/ the elements' code and styles are: in two files; while they are edited, in many."""
    if st.get_option("server.fileWatcherType") != "none":
        return ("elements.js",)
    code = (STATIC / "dist/elements.js").read_bytes()
    version = blake2b(code, digest_size=8).hexdigest()  # so that no browser takes an old one
    return f"dist/elements.js?{version}", f"dist/css/all.css?{version}"
