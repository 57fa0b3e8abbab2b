"""A checkpoint is called between blocks of updates, and can end a run that nobody waits for."""

import numpy as np
import pytest

from optim import OBJECTIVES, Noise, RMSProp, race, run
from optim.trajectory import BLOCK

START = (-0.7, 0.9)


class StopError(Exception):
    """Raised where nobody waits any longer."""


@pytest.mark.parametrize("step_size", [0.1, np.array([0.1, 0.2])])
def test_what_a_checkpoint_raises_stops_the_run(step_size):
    """The first checkpoint comes after one block, whatever the length of the run."""
    looks = []

    class Counted(Noise):
        """Noise that counts the updates."""

        def kicks(self):
            return (looks.append(1) or kick for kick in super().kicks())

    def stop():
        raise StopError

    with pytest.raises(StopError):
        noise = Counted(std=0.1)
        run(OBJECTIVES["bowl"], RMSProp(step_size), START, 10 * BLOCK, noise=noise, checkpoint=stop)
    assert len(looks) == BLOCK


def test_a_race_stops_between_its_racers_too():
    seen, racers = [], {"a": RMSProp(0.1), "b": RMSProp(0.2)}
    race(OBJECTIVES["bowl"], racers, START, BLOCK, checkpoint=lambda: seen.append(1))
    assert len(seen) == 2
