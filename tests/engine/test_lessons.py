"""'Change one thing' in the browser against Python: the runs of a step at positions of its slider."""

import numpy as np
import pytest

from lessons.races import make
from tests.engine.node import node
from tests.lessons.conftest import KEYS, step_of
from tests.reference.lessons import PREDICTIONS
from ui.lessons import change, live

CHANGES = [(*key, one.name) for key in KEYS if key[0] != "noise" for one in step_of(key).changes]


@pytest.mark.parametrize("key", CHANGES, ids="-".join)
def test_the_runs_of_a_position_are_pythons(key):
    step, prediction = change.only(step_of(key[:2]), key[2]), PREDICTIONS[key[:2]]["right"][0]
    made, stops = live.engine(step, prediction), change.stops(step, prediction)
    for place in (0, len(stops) // 2):
        (found,) = node([{"job": "lesson", "engine": made, "place": place}])
        other, tried = change.changed(step, prediction, stops[place])
        runs = other.runs_for(tried)
        assert found and found.keys() == made["changes"][place]["runs"].keys()
        races = make({name: runs[name] for name in found})
        for name, run in found.items():
            assert _compared(run, races[name]), (stops[place], name)


def _compared(run, race) -> bool:
    """Whether the browser’s run is Python’s; of a sweep or a cloud, to what single precision keeps."""
    with np.errstate(all="ignore"):
        if "ratios" in run:
            mean = (race.value[-1] / race.value[0]) ** (1 / race.n_iter)
            last = run["ratios"][-len(mean) :]
            inside = np.isfinite(mean) & (mean < 1e3)
            return bool(np.allclose(last[inside], mean[inside], rtol=1e-4))
        if "count" in run:
            ends = np.reshape(race.x, (-1, 2))
            near = np.abs(run["x"][-run["count"] :] - ends[:, 0]) < 1e-4
            return bool(np.mean(near | ~np.isfinite(ends[:, 0])) > 0.95)  # those that bounce are chaotic
        n = min(len(run["x"]), race.n_finite)
        same_length = abs(len(run["x"]) - race.n_finite) <= 1
        return bool(same_length and np.allclose(run["x"][:n], race.x[:n, 0], rtol=1e-6, atol=1e-7))
