"""Lessons that visitors have brought, by their content: one copy for all who bring the same file."""

from collections import OrderedDict
from threading import Lock

from lessons import Lesson
from lessons.own import LessonError, read_lesson
from ui.lessons import change

MOST = 64  # files that are kept; whoever comes back to an older one opens it again

_kept: OrderedDict[str, Lesson] = OrderedDict()
_lock = Lock()


def keep(file: bytes) -> Lesson:
    """The lesson of a file, by its name. Raises LessonError, one sentence, for what is none."""
    lesson = read_lesson(file)
    for i, step in enumerate(lesson.steps, 1):
        if step.changes and len(change.stops(step, None)) < 2:
            raise LessonError(f"step {i}, ‘slider’: ‘{step.changes[0].name}’ has nowhere to move to.")
    with _lock:
        _kept[lesson.name] = lesson
        _kept.move_to_end(lesson.name)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return lesson


def find(name: str) -> Lesson | None:
    """A lesson that is kept; those that are asked for are kept longest."""
    with _lock:
        if name in _kept:
            _kept.move_to_end(name)
        return _kept.get(name)
