"""The page's first document: what the stage needs is asked for with it, not when Streamlit comes to it.

Streamlit loads the script of an element when it first draws one of its kind, and React lets each that comes
so late wait for some tenths of a second, lest the page flicker.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

ROOT = Path(st.__file__).parent / "static"
DOCUMENT = ROOT / "index.html"
IMPORTED = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')
# Of the page's elements.
KINDS = ("BidiComponent", "Html", "PageLink", "Selectbox", "ButtonGroup", "Slider", "Button")
_extra: list[str] = []


def ask_early(module: str) -> None:
    """From now on the document asks for the scripts of the page's elements, and for a module."""
    _extra[:] = [*(f"static/js/{name}" for name in scripts()), module]
    StaticFiles.file_response = _file_response


@cache
def scripts() -> tuple[str, ...]:
    """The files that elements of `KINDS` are drawn by, less those that the document asks for by itself."""
    folder, there = ROOT / "static/js", DOCUMENT.read_text("utf-8")
    found: dict[str, None] = {}
    for kind in KINDS:
        for path in folder.glob(f"{kind}.*.js"):
            found.update(dict.fromkeys(_with_imports(folder, path.name, found)))
    return tuple(name for name in found if name not in there)


def _with_imports(folder: Path, name: str, known: Iterable[str]) -> Iterator[str]:
    seen, open_ = set(known), [name]
    while open_:
        name = open_.pop()
        if name in seen:
            continue
        seen.add(name)
        yield name
        open_ += IMPORTED.findall((folder / name).read_text("utf-8"))


_respond = StaticFiles.file_response


def _file_response(self, full_path, *arguments, **options):
    """Starlette's own answer, but for Streamlit's document."""
    if Path(full_path) != DOCUMENT:
        return _respond(self, full_path, *arguments, **options)
    return HTMLResponse(_document(tuple(_extra)))


@cache
def _document(addresses: tuple[str, ...]) -> str:
    links = "".join(f'<link rel="modulepreload" crossorigin href="./{address}">\n' for address in addresses)
    return DOCUMENT.read_text("utf-8").replace("</head>", f"{links}</head>")
