"""What lessons have made is kept for all visits, by its bytes, and made when it is a visit's turn."""

from collections.abc import Iterator
from threading import Event, Thread

import pytest

from lessons import LESSONS
from lessons.races import Run
from ui.lessons import made
from ui.shared import Cache, turn


def test_what_is_shown_is_run_once_whatever_is_predicted_and_what_is_kept_is_counted(monkeypatch):
    monkeypatch.setattr(made, "_kept", Cache(made.LARGEST))
    runs_made, make = [], Run.make
    monkeypatch.setattr(Run, "make", lambda one: runs_made.append(one) or make(one))
    key = ("what-rho-remembers", "a")
    scenes = [made.hidden(key, "light", guess).scene for guess in (10, 20, 50)]
    assert made.question(key) and len(runs_made) == len(LESSONS[key[0]].step(key[1]).shown) > 0
    assert scenes[0] != scenes[1]
    before = made._kept.size
    assert before > 1000 and made.revealed(key, "light", 20, 0) is made.revealed(key, "light", 20, 0)
    assert made._kept.size > before + 1000


@pytest.fixture
def busy() -> Iterator[None]:
    """Another visit has its turn."""
    begun, done = Event(), Event()

    def work() -> None:
        with turn(bool):
            begun.set()
            done.wait()

    other = Thread(target=work)
    other.start()
    begun.wait()
    yield
    done.set()
    other.join()


class LeftError(Exception):
    """A visitor went on while they waited."""


def leave() -> None:
    raise LeftError


@pytest.mark.usefixtures("busy")
def test_what_is_not_kept_waits_for_its_turn(monkeypatch):
    monkeypatch.setattr(made, "_kept", Cache(made.LARGEST))
    monkeypatch.setattr(made, "checkpoint", leave)
    key = ("never-settles", "b")
    for work in (
        lambda: made.question(key),
        lambda: made.hidden(key, "light", 0.01),
        lambda: made.revealed(key, "light", 0.01, 0),
        lambda: made.changed(key, "light", 0.01, "step_size", 0.02),
        lambda: made.engine(key, "step_size", 0.01),
    ):
        with pytest.raises(LeftError):
            work()
