"""The stage's modules in one file: every form that is joined, and none that is not."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs_version

from ui.page import STATIC
from ui.wire import joined

MODULES = {
    "mount.js": 'import { twice as double } from "./model/sum.js";\n'
    "export default function mount() {\n  return double(21);\n}\n",
    "bridge/a_port.js": 'import { place } from "../views/place.js";\n\n/** Of the way. */\n'
    "export default guarded(place);\nfunction guarded(entry) {\n  return entry;\n}\n",
    "model/sum.js": "/** Twice. */\nexport function twice(a) {\n  return 2 * a;\n}\n",
    "views/place.js": "export const place = () => import.meta.url;\n"
    'export class Later {\n  async get() {\n    return (await import("./late.js")).late;\n  }\n}\n',
    "views/late.js": "export async function late() {}\n",
    "views/unused.js": "export const unused = 1;\n",
}


def write(root: Path, **changes: str) -> Path:
    for name, text in (MODULES | changes).items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def run(text: str, folder: Path) -> object:
    """What `answer`, made by a program that has `modules`, is."""
    program = shutil.which("node")
    if program is None:
        pytest.skip("node is not installed")
    path = folder / "program.mjs"
    path.write_text(f"{text}console.log(JSON.stringify(await answer()));\n", encoding="utf-8")
    return json.loads(subprocess.run([program, str(path)], capture_output=True, check=True, text=True).stdout)


def test_modules_are_joined_with_what_they_import_export_and_want_later(tmp_path: Path) -> None:
    text = joined.join(write(tmp_path))
    names = "Object.keys(modules).sort()"
    late = '(await new modules["views/place.js"].Later().get()).name'
    answer = f"""const answer = async () => [
        {names}, modules["mount.js"].default(), modules["bridge/a_port.js"].default(), {late}];\n"""
    (tmp_path / "joined").mkdir()
    used, twice, place, later = run(text + answer, tmp_path / "joined")
    assert used == sorted(MODULES.keys() - {"views/unused.js"})
    assert twice == 42 and later == "late"
    assert place == (tmp_path / "views/place.js").as_uri(), "an address that a module is resolved against"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("model/sum.js", 'export * from "./other.js";\n', "cannot be joined"),
        ("model/sum.js", 'import sum from "./other.js";\n', "cannot be joined"),
        (
            "model/sum.js",
            'import { mount } from "../mount.js";\nexport const twice = mount;\n',
            "imports itself",
        ),
    ],
)
def test_what_cannot_be_joined_is_named(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        joined.join(write(tmp_path, **{name: text}))


def test_every_module_and_every_sheet_of_the_stage_is_joined() -> None:
    modules, sheets = joined.join(STATIC), joined.join_sheets(STATIC / joined.SHEETS)
    apart = ("vendor", "joined")
    for path in STATIC.rglob("*.js"):
        name = path.relative_to(STATIC)
        if (
            name.parts[0] not in apart
            and not path.stem.endswith("_worker")
            and name.as_posix() != "engine/types.js"
        ):
            assert f'"{name.as_posix()}": m' in modules, f"{name} is not used by the stage"
    assert "@import" not in sheets and ".stage-transport" in sheets and ".stage-qr" in sheets


def test_plotly_in_the_browser_is_of_the_version_that_python_has() -> None:
    with (STATIC / "vendor/plotly.js").open(encoding="utf-8") as file:
        assert f"plotly.js v{get_plotlyjs_version()}," in file.readline()
    licences = (STATIC / "vendor/plotly.LICENSE.txt").read_text(encoding="utf-8")
    assert f"plotly.js {get_plotlyjs_version()} (MIT)" in licences
