"""What all pages share, made once: bounded by bytes, and what takes long one at a time."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any

PATIENCE = 0.05  # seconds between two looks whether anybody still waits

_turn = threading.RLock()


@contextmanager
def turn(checkpoint: Callable[[], object]) -> Iterator[None]:
    """One piece of heavy work at a time in this process, so that light answers find the processor free.

    While it waits, `checkpoint()` may raise, to leave the queue.
    """
    while not _turn.acquire(timeout=PATIENCE):
        checkpoint()
    try:
        yield
    finally:
        _turn.release()


class Cache:
    """Values by key for all threads, at most `largest` bytes of them; those unused for longest leave."""

    def __init__(self, largest: int) -> None:
        self.largest = largest
        self.size = 0  # bytes
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()

    def find(self, key: Hashable) -> Any | None:
        """The value kept for `key`, or None."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def keep(self, key: Hashable, value: Any, size: int) -> Any:
        """Keeps a value of `size` bytes, or one that another thread has kept meanwhile; gives the one kept.

        What is larger than the whole cache is given back and not kept.
        """
        with self._lock:
            if key in self._kept:
                return self._kept[key][0]
            if size <= self.largest:
                self._kept[key], self.size = (value, size), self.size + size
            while self.size > self.largest:
                _, (_, left) = self._kept.popitem(last=False)
                self.size -= left
        return value
