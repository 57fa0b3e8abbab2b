"""What the page loads in the browser: one file with all elements, and Plotly of Python's version."""

import re
from pathlib import Path

import pytest
import streamlit as st
from plotly.offline import get_plotlyjs_version

from ui.page import STATIC
from ui.wire import elements


@pytest.mark.parametrize(("watcher", "file"), [("none", "dist/elements.js?"), ("auto", "elements.js")])
def test_who_edits_the_modules_gets_them_as_they_stand(
    monkeypatch: pytest.MonkeyPatch, watcher: str, file: str
) -> None:
    monkeypatch.setattr(st, "get_option", {"server.fileWatcherType": watcher}.get)
    assert elements.file.__wrapped__().startswith(file)


def test_a_worker_that_is_changed_has_another_address(tmp_path: Path) -> None:
    """Modules, workers and style sheets are asked for by one version."""
    (tmp_path / "css").mkdir()
    files = [tmp_path / name for name in ("elements.js", "map_worker.js", "css/all.css")]
    for path in files:
        path.write_text("before")
    versions = [elements._version(tmp_path)]
    for path in files:
        path.write_text("after")
        versions.append(elements._version(tmp_path))
    assert len(set(versions)) == 4
    path.write_text("before")
    assert elements._version(tmp_path) == versions[-2]


def test_plotly_in_the_browser_is_of_the_version_that_python_has() -> None:
    with (STATIC / "vendor/plotly.js").open(encoding="utf-8") as file:
        assert f"plotly.js v{get_plotlyjs_version()}," in file.readline()
    licences = (STATIC / "vendor/plotly.LICENSE.txt").read_text(encoding="utf-8")
    assert f"plotly.js {get_plotlyjs_version()} (MIT)" in licences


def test_plotlys_scene_asks_the_page_for_its_frames() -> None:
    bundle = (STATIC / "vendor/plotly.js").read_text(encoding="utf-8")
    asked_of_the_browser = re.findall(r"(?<![.\w\"])requestAnimationFrame\(", bundle)
    assert "_stopped||" in bundle and not asked_of_the_browser
