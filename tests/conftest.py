"""Fast tests first: a wrong rule is told in a second. Those in a browser come last, one for each process.

They cannot come first: Playwright, once begun, keeps asyncio's loop for itself.
"""

from collections import Counter
from pathlib import Path

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling

hypothesis.settings.register_profile("patient", deadline=None)  # a busy machine is no wrong answer
hypothesis.settings.load_profile("patient")

LONG = ("test_layout.py", "test_moments.py", "test_course.py")  # few tests, but minutes of them
LAYERS = ("tests", "optim", "figures", "lessons", "ui", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Orders the tests by layer, from the numerics up to the real page; of its files the longer come first.

    A long file at the end would leave one process with nothing to do.
    """
    lengths = Counter(item.path for item in items)
    items.sort(key=lambda item: (_layer(item.path), item.path.name not in LONG, -lengths[item.path]))


def pytest_xdist_make_scheduler(config: pytest.Config, log) -> LoadScopeScheduling:
    """Gives a file of browser tests to one process, and the cases of each other test to a free one."""
    return BrowserFiles(config, log)


class BrowserFiles(LoadScopeScheduling):
    """Browser tests wait more than they compute, so they run side by side; those of a file share pages.

    Those of a step of a lesson share its runs. The cases of any other test go together: to give out thousands
    one by one takes seconds by itself.
    """

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith("tests/lessons/test_course.py"):
            return nodeid.partition("[")[2] or nodeid
        return nodeid.partition("::" if nodeid.startswith("tests/browser/") else "[")[0]


def _layer(path: Path) -> int:
    folder = path.parent.name
    return LAYERS.index(folder) if folder in LAYERS else len(LAYERS) - 1
