"""The page's elements that have code of their own in the browser.

The entries of the race's are in static/elements.js, one for each; a place of another kind has a module of its
own, which is loaded where it is opened.
"""

from functools import cache
from hashlib import blake2b
from pathlib import Path

import streamlit as st

from ui.page import STATIC

LOADER = """export default async function (component) {
  const page = document.querySelector('script[src*="static/js/index"]').src;
  const elements = await import(new URL("../../app/static/FILE", page));
  return elements.NAME(component);
}"""


# Of each module its source in static/; it is joined with all that it imports in static/dist/.
SOURCES = {"elements": "elements.js", "fair": "fair/fair.js", "lessons": "lessons/lessons.js"}


def element(name: str, html: str | None = None, module: str = "elements"):
    """What mounts an element of this name; `html` stands in its place until its code is here."""
    js = LOADER.replace("FILE", file(module)).replace("NAME", name)
    return st.components.v2.component(f"descent_lab_{name}", html=html, js=js, isolate_styles=False)


@cache
def file(module: str = "elements") -> str:
    """Where in static/ a module's code is: all in one file; while it is edited, in a file a module."""
    if st.get_option("server.fileWatcherType") != "none":
        return SOURCES[module]
    return f"dist/{module}.js?{_version(STATIC / 'dist')}"


def _version(folder: Path) -> str:
    """Another one for other contents of any of its files: workers and style sheets are loaded by it, too."""
    digest = blake2b(digest_size=8)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
