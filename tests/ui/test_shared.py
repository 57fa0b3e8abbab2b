"""What pages share: bounded by bytes, one heavy piece of work at a time."""

import threading

import pytest

from ui.settings.regions import typed
from ui.shared import Cache, turn


def test_a_cache_keeps_no_more_bytes_than_it_may():
    cache = Cache(100)
    for n in range(50):
        cache.keep(n, f"value {n}", 30)
        assert cache.size <= 100
    assert [n for n in range(50) if cache.find(n)] == [47, 48, 49]


def test_what_was_used_last_stays_longest():
    cache = Cache(100)
    for n in range(3):
        cache.keep(n, n + 1, 30)
    cache.find(0)
    cache.keep(3, 4, 30)
    assert [n for n in range(4) if cache.find(n)] == [0, 2, 3]


def test_what_is_larger_than_the_cache_is_given_and_not_kept():
    cache = Cache(100)
    cache.keep("small", 1, 30)
    assert cache.keep("large", 2, 101) == 2
    assert (cache.find("large"), cache.find("small"), cache.size) == (None, 1, 30)


def test_the_value_kept_first_is_everybodys():
    cache = Cache(100)
    assert cache.keep("key", "first", 10) == cache.keep("key", "second", 10) == "first"
    assert cache.size == 10


def test_who_waits_for_a_turn_may_leave_and_the_next_comes_in():
    class LeftError(Exception):
        pass

    def leave():
        raise LeftError

    waited, release = threading.Event(), threading.Event()

    def work():
        with turn(bool):
            waited.set()
            release.wait(10)

    worker = threading.Thread(target=work)
    worker.start()
    waited.wait(10)
    with pytest.raises(LeftError), turn(leave):
        pass
    release.set()
    worker.join()
    with turn(leave):  # it is free: nobody waits
        pass


def test_a_typed_function_is_read_in_turn():
    read = []
    reader = threading.Thread(target=lambda: read.append(typed("x^2 + 7y^2", (-2, 2, -2, 2))))
    with turn(bool):
        reader.start()
        reader.join(0.2)
        assert not read
    reader.join(30)
    assert read[0].title == "x^2 + 7y^2"
