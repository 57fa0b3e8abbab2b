"""The runs of each step, made once for all tests of a process."""

from functools import cache

import pytest

from lessons import LESSONS
from tests.reference.lessons import PREDICTIONS

KEYS = [(lesson.name, step.name) for lesson in LESSONS.values() for step in lesson.steps]
every_step = pytest.mark.parametrize("key", KEYS, ids="-".join)


def step_of(key):
    """The step of a lesson, by both names."""
    return LESSONS[key[0]].step(key[1])


@cache
def races_of(key, prediction=None):
    """The races by which a prediction is marked: those that it does not ask for are made once."""
    step = step_of(key)
    if step.trials is None and prediction is not None:
        return races_of(key)
    return step.race(PREDICTIONS[key]["right"][0] if prediction is None else prediction)
