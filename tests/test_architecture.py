"""The shape: imports run app -> ui -> figures or lessons -> optim; files and functions stay short."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = {
    "optim": {"optim"},
    "figures": {"figures", "optim"},
    "lessons": {"lessons", "optim"},
    "ui": {"ui", "lessons", "figures", "optim"},
    "app.py": {"ui", "lessons", "figures", "optim"},
}
OUTSIDE = {
    "optim": {"streamlit", "plotly", "pandas"},
    "figures": {"streamlit"},
    "lessons": {"streamlit", "plotly", "pandas", "scipy", "sympy"},
}
OURS = {"app", "ui", "lessons", "figures", "optim", "benchmarks", "scripts", "tests"}
IMPORT = re.compile(r"""^(?:import|export)\s+(?:[\w*{},$\s]+\bfrom\s+)?["']([^"']+)["']""", re.MULTILINE)
FLOORS = [
    "vendor",
    "channel.js",
    "problem.js",
    "measure.js",
    "dom.js",
    "next_frame.js",
    "engine",
    "model",
    "draw",
    "bridge",
    "views",
    "hands",
    "export",
    "moments",
]  # of static/
MAX_FILE, MAX_FUNCTION, MAX_APP = 350, 40, 40


def sources(*suffixes: str) -> list[Path]:
    """The project's own files with one of these suffixes; static/vendor is others' work."""
    folders = ("optim", "figures", "lessons", "ui", "static", "tests", "benchmarks", "scripts")
    inside = (path for folder in folders for path in (ROOT / folder).rglob("*"))
    return sorted(path for path in [*ROOT.glob("*"), *inside] if path.suffix in suffixes and _is_ours(path))


def _is_ours(path: Path) -> bool:
    return path.is_file() and not {"vendor", "dist"} & set(path.relative_to(ROOT).parts)


def modules(layer: str) -> list[Path]:
    """The Python files of one layer; app.py is a layer of one file."""
    path = ROOT / layer
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The top-level packages that a file imports, anywhere in it; a relative import is its own package."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]


def name(path: Path) -> str:
    """A file's path from the project's root, as the tests are named by."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_run_one_way(layer: str) -> None:
    assert modules(layer), f"{layer} is missing"
    for path in modules(layer):
        upwards = (set(imported(path)) & OURS) - LAYERS[layer]
        assert not upwards, f"{name(path)} imports {sorted(upwards)}, which stands above it"


@pytest.mark.parametrize("layer", OUTSIDE)
def test_lower_layers_know_no_page(layer: str) -> None:
    for path in modules(layer):
        unwelcome = set(imported(path)) & OUTSIDE[layer]
        assert not unwelcome, f"{name(path)} imports {sorted(unwelcome)}"


def test_importing_figures_brings_no_streamlit() -> None:
    program = "import sys, figures; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_importing_optim_brings_numpy_alone() -> None:
    heavy = {"plotly", "pandas", "streamlit", "sympy", "scipy", "hypothesis"}
    program = f"import sys, optim; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_no_test_imports_another_or_knows_the_time() -> None:
    """What tests share stands beside them; how long something takes is the benchmark's."""
    for path in (ROOT / "tests").rglob("test_*.py"):
        text = path.read_text(encoding="utf-8")
        imports = re.findall(r"^(?:from|import) (tests[\w.]*)", text, re.MULTILINE)
        assert not [module for module in imports if ".test_" in module], name(path)
        assert not re.search(r"^(?:from|import) time\b|\btimeit\b", text, re.MULTILINE), name(path)


@pytest.mark.parametrize("path", sources(".py", ".js", ".css"), ids=name)
def test_files_are_short(path: Path) -> None:
    length = len(path.read_text(encoding="utf-8").splitlines())
    assert length <= (MAX_APP if path.name == "app.py" else MAX_FILE)


@pytest.mark.parametrize("path", sources(".py"), ids=name)
def test_functions_are_short_and_catch_only_what_they_name(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = node.end_lineno - node.lineno + 1
            assert length <= MAX_FUNCTION, f"{node.name} has {length} lines"
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"line {node.lineno} catches everything"


def explains_itself(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Private, or of so few lines that its name says it all."""
    return node.name.startswith("_") or node.end_lineno - node.lineno < 3


@pytest.mark.parametrize("layer", ["optim", "figures", "lessons", "ui"])
def test_public_functions_are_documented(layer: str) -> None:
    for path in modules(layer):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), f"{name(path)} has no docstring"
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not explains_itself(node):
                assert ast.get_docstring(node), f"{name(path)}: {node.name} has no docstring"


@pytest.mark.parametrize("path", [p for p in sources(".js") if ROOT / "static" in p.parents], ids=name)
def test_modules_of_the_page_import_downwards(path: Path) -> None:
    for target in IMPORT.findall(path.read_text(encoding="utf-8")):
        file = (path.parent / target).resolve()
        assert target.startswith(".") and file.is_file(), f"{path.name} imports {target}, which is not there"
        assert _floor(file) <= _floor(path), f"{path.name} imports {target}, which stands above it"


def _floor(path: Path) -> int:
    """How high a file of static/ stands in the house: a folder's place in FLOORS; the stage is on top."""
    folder = path.relative_to(ROOT / "static").parts[0]
    return FLOORS.index(folder) if folder in FLOORS else len(FLOORS)


def test_every_dependency_is_pinned() -> None:
    for file in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / file).read_text().splitlines():
            assert not line or line[0] in "#-" or re.fullmatch(r"[\w.-]+==[\w.]+", line), line
    for package, version in json.loads((ROOT / "package.json").read_text())["devDependencies"].items():
        assert re.fullmatch(r"[\d.]+", version), package


def test_the_lock_file_names_no_host() -> None:
    """Each machine takes the packages from its own registry; what they must hold stands in the file."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert all("resolved" not in package for package in packages.values())
    assert all("integrity" in package for path, package in packages.items() if path)


def test_the_app_imports_only_what_its_requirements_name() -> None:
    """A hosted demo installs requirements.txt and nothing else."""
    pinned = set(re.findall(r"^([\w-]+)==", (ROOT / "requirements.txt").read_text(), re.MULTILINE))
    used = {package for layer in LAYERS for path in modules(layer) for package in imported(path)}
    assert used - OURS - set(sys.stdlib_module_names) <= pinned
