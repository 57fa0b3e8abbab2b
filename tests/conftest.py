"""Fast tests first: a wrong rule is told in a second. Of two processes, one has the browser."""

from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("patient", deadline=None)  # a busy machine is no wrong answer
hypothesis.settings.load_profile("patient")

LAYERS = ("tests", "optim", "figures", "ui", "browser")


@pytest.hookimpl(wrapper=True)  # the only way to be before xdist, which reads the marks first of all
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, None, None]:
    """Orders the tests by layer, from the numerics up to the real page; those share one browser."""
    items.sort(key=lambda item: _layer(item.path))
    for item in items:
        if LAYERS[_layer(item.path)] == "browser":
            item.add_marker(pytest.mark.xdist_group("browser"))
    return (yield)


def _layer(path: Path) -> int:
    folder = path.parent.name
    return LAYERS.index(folder) if folder in LAYERS else len(LAYERS) - 1
