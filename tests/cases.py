"""Many cases in one test, where a test for each would cost more than what it tests."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def case(*what: object) -> Iterator[None]:
    """Whatever fails in this block says with what it failed."""
    try:
        yield
    finally:
        if error := sys.exception():
            error.add_note(f"with {', '.join(map(str, what))}")
