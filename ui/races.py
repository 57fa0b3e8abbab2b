"""The races on show: one copy of each for all pages that show it, and only of the last few."""

from collections.abc import Callable, Mapping

from optim import Trajectory, race, yielding
from ui import budget
from ui.settings.record import Settings, conditions, objective_of, optimizers, race_alone, start
from ui.shared import Cache, turn
from ui.streamlit_private import checkpoint

LARGEST = 64 * 2**20  # bytes: two races of 15 racers and 10,000 iterations, thousands of the usual size
DERIVED = 8  # numbers an iterate and coordinate that follow from a run: f, gradients, distances, steps
HEAVY = 20_000  # updates from which on a race waits for its turn

_kept = Cache(LARGEST)


def race_of(settings: Settings, checkpoint: Callable[[], object] = checkpoint) -> Mapping[str, Trajectory]:
    """The race of some settings, as long as one page can afford.

    What changes only the picture does not run it again. `checkpoint` may raise, to end the race.
    """
    alone = race_alone(budget.affordable(settings))
    return _kept.find(alone) or _run_in_turn(alone, checkpoint)


def _run_in_turn(settings: Settings, checkpoint: Callable[[], object]) -> Mapping[str, Trajectory]:
    if settings.n_iter * budget.iteration_cost(settings) < HEAVY:
        return _run(settings, checkpoint)
    with turn(checkpoint):
        return _kept.find(settings) or _run(settings, checkpoint)


def _run(settings: Settings, checkpoint: Callable[[], object]) -> Mapping[str, Trajectory]:
    conditions_of_all = {**conditions(settings), "checkpoint": checkpoint}
    made_of = (objective_of(settings), optimizers(settings), start(settings), settings.n_iter)
    races = yielding(race(*made_of, **conditions_of_all))
    return _kept.keep(settings, races, sum(map(size_of, races.values())))


def size_of(trajectory: Trajectory) -> int:
    """Bytes of a run with all that is worked out from it when it is shown."""
    return trajectory.iterates.nbytes * (1 + len(trajectory.records or ()) + DERIVED)
