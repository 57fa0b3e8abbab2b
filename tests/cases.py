"""Many cases in one test, where a test for each would cost more than what it tests."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def case(*what: object) -> Iterator[None]:
    """Whatever fails in this block says with what it failed."""
    try:
        yield
    except BaseException as error:  # what pytest.fail raises is no Exception; it is raised again
        error.add_note(f"with {', '.join(map(str, what))}")
        raise
