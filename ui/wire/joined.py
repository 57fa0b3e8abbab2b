"""The stage's modules and style sheets as one file: the server joins those in static/.

Each file costs the server 4 ms, and a slow line a part of a round trip; the stage has eighty. Nothing is
compiled: a module becomes a function that is called once, after those that it imports. What static/vendor
holds, and what a worker runs, stays as it is.
"""

import re
from base64 import b64encode
from functools import cache
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile

import streamlit as st

from ui.page import STATIC

FOLDER = STATIC / "joined"
ENTRIES = ("mount.js", "bridge/*_port.js")  # what Streamlit's elements begin with
SHEETS = "css/all.css"  # imports the others
ADDRESS = f'new URL("{SHEETS}", import.meta.url)'  # in mount.js: where they are loaded from
COMMENT = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)  # with nothing behind it
IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)
DEFAULT = re.compile(r"^export default (?:(?=(?:async )?function (\w+))|)", re.MULTILINE)
LATER = re.compile(r'(?<=await )import\("([^"]+)"\)')
SHEET = re.compile(r'^@import "([^"]+)";\n', re.MULTILINE)


@cache
def file() -> str | None:
    """The file within static/ with the joined modules, named by what it holds.

    None where it cannot be written, and where sources are edited: then each module is loaded by itself.
    """
    if st.get_option("server.fileWatcherType") != "none":
        return None
    text = join(STATIC)
    name = f"{blake2b(text.encode(), digest_size=8).hexdigest()}.js"
    try:
        _write(FOLDER / name, text)
    except OSError:
        return None
    return f"{FOLDER.name}/{name}"


def join(root: Path) -> str:
    """The modules under `root` that the page needs as the text of one, which exports them by their paths.

    Raises ValueError for what cannot be joined: a module that imports itself in the end, an import or export
    of a form that is not among those above.
    """
    order: list[Path] = []
    for path in (found for entry in ENTRIES for found in sorted(root.glob(entry))):
        _place(path, order, ())
    numbers = {path: f"m{i}" for i, path in enumerate(order)}
    parts = [f"const {numbers[path]} = {_as_function(path, root, numbers)};\n" for path in order]
    names = "".join(f'  "{path.relative_to(root).as_posix()}": {numbers[path]},\n' for path in order)
    return "".join([*parts, "export const modules = {\n", names, "};\n"])


def join_sheets(sheet: Path) -> str:
    """A style sheet with those that it imports in the place of its imports."""
    return SHEET.sub(lambda found: (sheet.parent / found[1]).read_text("utf-8"), sheet.read_text("utf-8"))


def _place(path: Path, order: list[Path], above: tuple[Path, ...]) -> None:
    """Puts a module into the order, behind those that it imports and before those that it wants later."""
    if path in above:
        raise ValueError(f"{path.name} imports itself, by way of {above[-1].name}")
    if path in order:
        return
    text = path.read_text("utf-8")
    for _, target in IMPORT.findall(text):
        _place((path.parent / target).resolve(), order, (*above, path))
    order.append(path)
    for target in LATER.findall(text):
        if "vendor/" not in target:
            _place((path.parent / target).resolve(), order, ())


def _as_function(path: Path, root: Path, numbers: dict[Path, str]) -> str:
    text = COMMENT.sub("", path.read_text("utf-8"))
    exported = {name: name for name in EXPORT.findall(text)}
    if default := DEFAULT.search(text):
        exported["default"] = default[1] or "$default"
    text = EXPORT.sub("", text)
    text = DEFAULT.sub(lambda found: "" if found[1] else "const $default = ", text)
    text = IMPORT.sub(lambda found: _taken(found[1], numbers[(path.parent / found[2]).resolve()]), text)
    text = LATER.sub(lambda found: _later((path.parent / found[1]).resolve(), root, numbers), text)
    if ADDRESS in text:
        text = text.replace(ADDRESS, f'new URL("{_as_address(join_sheets(root / SHEETS))}")')
    address = f'new URL("../{path.relative_to(root).as_posix()}", import.meta.url).href'
    text = text.replace("import.meta.url", address)
    if odd := re.search(r"^(?:import|export)\b.*", text, re.MULTILINE):
        raise ValueError(f"{path.name}: a form that cannot be joined: {odd[0]}")
    names = ", ".join(f"{name}: {value}" for name, value in exported.items())
    return f"(() => {{\n{text}return {{ {names} }};\n}})()"


def _as_address(sheet: str) -> str:
    """A style sheet as the address of itself, which nobody need be asked for."""
    return f"data:text/css;base64,{b64encode(sheet.encode()).decode()}"


def _taken(names: str, module: str) -> str:
    return f"const {{{names.replace(' as ', ': ')}}} = {module};\n"


def _later(path: Path, root: Path, numbers: dict[Path, str]) -> str:
    """What is imported when it is wanted: it is here already, or it is among those that are not joined."""
    return numbers.get(path) or f'import("../{path.relative_to(root).as_posix()}")'


def _write(target: Path, text: str) -> None:
    """Writes a file as a whole, and removes those of older sources; another server may do the same."""
    if target.is_file():
        return
    target.parent.mkdir(exist_ok=True)
    with NamedTemporaryFile("w", dir=target.parent, encoding="utf-8", delete=False) as new:
        new.write(text)
    Path(new.name).chmod(0o644)
    Path(new.name).replace(target)
    for path in target.parent.glob("*.js"):
        if path != target:
            path.unlink(missing_ok=True)
