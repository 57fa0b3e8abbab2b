"""Fast tests first: a wrong rule is told in a second. Of two processes, one has the browser."""

from pathlib import Path

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling

hypothesis.settings.register_profile("patient", deadline=None)  # a busy machine is no wrong answer
hypothesis.settings.load_profile("patient")

LAYERS = ("tests", "optim", "figures", "ui", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Orders the tests by layer, from the numerics up to the real page."""
    items.sort(key=lambda item: _layer(item.path))


def pytest_xdist_make_scheduler(config: pytest.Config, log) -> LoadScopeScheduling:
    """Gives all tests in a browser to one process, in their order, and each other test to a free one."""
    return OneBrowser(config, log)


class OneBrowser(LoadScopeScheduling):
    """What xdist's groups are for; pytest 9 does not show the names that these put into its tests' ids."""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else nodeid


def _layer(path: Path) -> int:
    folder = path.parent.name
    return LAYERS.index(folder) if folder in LAYERS else len(LAYERS) - 1
