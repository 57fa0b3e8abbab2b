"""One server for all tests of what it says over the websocket."""

from collections.abc import Iterator

import pytest

from tests.driver.server import Server, serve


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The app on a free port."""
    with serve() as running:
        yield running
