"""The run: one loop, for one run and for ten thousand at once.

In memory the coordinate comes first, (n_iter + 1, 2, ...), so that one coordinate of all runs is contiguous
and NumPy passes over long arrays. What callers see as (n_iter + 1, ..., 2) are views.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from optim.checks import as_bounds, as_count, as_kind, as_start
from optim.limits import SEED
from optim.noise import Noise, derivatives
from optim.objectives import Objective, as_objective
from optim.optimizers import Hyperparameter, Optimizer, as_optimizer
from optim.outcome import Outcome, outcome, within
from optim.program.straight import ERRORS, Straight, straight
from optim.schedules import SCHEDULES, Schedule, factors, step_sizes

CONSTANT = SCHEDULES["constant"]
BLOCK = 250  # updates from one checkpoint to the next
TAIL = 10  # the last tenth of the iterates
LARGE = 2**20  # numbers: a longer record of the states costs a third of the run, so it waits until asked for


class Ending(NamedTuple):
    """Three numbers of a run, each (...), which differ where it swings, or gets worse again."""

    last: np.ndarray  # f at its last iterate
    best: np.ndarray  # the smallest f so far
    tail_mean: np.ndarray  # the mean of f over the last tenth of the iterates


@dataclass(frozen=True, eq=False)
class Trajectory:
    """All iterates of a run, or of many runs of shape (...). Iterate 0 is the start.

    The iterates are recorded; all the rest follows from them, and is computed when first asked for.
    """

    objective: Objective
    optimizer: Optimizer
    iterates: np.ndarray  # (n_iter + 1, 2, ...), coordinate first
    records: dict[str, np.ndarray] | None  # the states: name -> (n_iter + 1, 2, ...)
    schedule: Schedule = CONSTANT
    noise: Noise | None = None

    @property
    def n_iter(self) -> int:
        return len(self.iterates) - 1

    @cached_property
    def x(self) -> np.ndarray:
        """(n_iter + 1, ..., 2): the iterates, a view."""
        return _coordinate_last(self.iterates)

    @cached_property
    def value(self) -> np.ndarray:
        """(n_iter + 1, ...): f at every iterate."""
        return self.objective(self.x)

    @cached_property
    def gradient(self) -> np.ndarray:
        """(n_iter + 1, ..., 2): the true gradient at every iterate, without the run's noise."""
        return self.objective.gradient(self.x)

    @cached_property
    def used_gradient(self) -> np.ndarray:
        """(n_iter, ..., 2): what update k saw in place of the gradient at iterate k; without noise, that."""
        if self.noise is None:
            return self.gradient[:-1]
        used = np.empty_like(self.iterates[1:])
        with np.errstate(all="ignore"):
            for gradient, x, df in zip(used, self.iterates, derivatives(self.objective, self.noise)):
                gradient[0], gradient[1] = df(x[0], x[1])
        return np.moveaxis(used, 1, -1)

    @cached_property
    def state(self) -> dict[str, np.ndarray]:
        """name -> (n_iter + 1, ..., 2): what the optimizer remembers at every iterate, zeros at the start."""
        records = self.records
        if records is None:  # a run is deterministic: what was not recorded is had by running it again
            records, start = state_records(self.optimizer, self.iterates), self.iterates[0]
            conditions = self.n_iter, self.schedule, self.noise
            again = descend(self.objective, self.optimizer, start, *conditions)
            with np.errstate(all="ignore"):
                for k, (_, state) in enumerate(again, 1):
                    _record(records, k, state)
        return {name: _coordinate_last(record) for name, record in records.items()}

    @cached_property
    def effective_step(self) -> np.ndarray:
        """(n_iter, ..., 2): what multiplied used gradient k, by coordinate, on the way to iterate k + 1."""
        return _coordinate_last(np.broadcast_to(self._steps, self.iterates[1:].shape))

    @property
    def one_step_for_both(self) -> bool:
        """Whether an effective step is one number for both coordinates, as that of gradient descent."""
        return np.ndim(self._steps) < 2 or self._steps.shape[1] == 1

    @cached_property
    def _steps(self) -> Hyperparameter:
        """The effective steps as the optimizer gives them: (n_iter, 2, ...), or what broadcasts to it."""
        later = {name: _coordinate_first(values[1:]) for name, values in self.state.items()}
        state = self.optimizer.init(self.iterates[0])._replace(**later)
        factor = factors(self.schedule, self.n_iter).reshape(-1, *[1] * (self.iterates.ndim - 1))
        with np.errstate(all="ignore"):
            return self.optimizer.effective_step(state, self.optimizer.step_size * factor)

    @cached_property
    def distance(self) -> np.ndarray:
        """(n_iter + 1, ...): from every iterate to the nearest global minimum; NaN where there is none."""
        x, y = self.x[..., 0], self.x[..., 1]
        nearest = np.full(x.shape, np.nan)
        with np.errstate(all="ignore"):
            for minimum_x, minimum_y in self.objective.minima:
                np.fmin(nearest, np.hypot(x - minimum_x, y - minimum_y), out=nearest)
        return nearest

    @cached_property
    def best(self) -> np.ndarray:
        """(n_iter + 1, ...): the smallest f so far."""
        return np.fmin.accumulate(self.value, axis=0)

    @property
    def ending(self) -> Ending:
        """How a run may be summed up in one number, in three ways."""
        tail = self.value[-max(1, self.n_iter // TAIL) :]
        with np.errstate(all="ignore"):
            return Ending(self.value[-1], self.best[-1], tail.mean(axis=0))

    @cached_property
    def n_finite(self) -> int | np.ndarray:
        """How many iterates from the start on are finite, in x, f and state; an array for many runs."""
        finite = np.isfinite(self.value)
        if finite.ndim == 1 and all(np.isfinite(n).all() for n in (self.value, self.x, *self.state.values())):
            return len(finite)
        for numbers in (self.x, *self.state.values()):
            finite &= np.isfinite(numbers).all(axis=-1)
        n_finite = np.logical_and.accumulate(finite, axis=0).sum(axis=0)
        return n_finite if n_finite.ndim else int(n_finite)

    @cached_property
    def outcome(self) -> Outcome:
        """How the run ended and since which iterate; for many runs, a record of arrays."""
        return outcome(self)

    def first_within(self, tol: float | None = None) -> int | np.ndarray | None:
        """The first iterate with f within `tol` of the minimum, or None; in an array, for many runs, -1.

        Without `tol`, within the objective's own tolerance.
        """
        near = within(self, tol)
        first = np.where(near.any(axis=0), near.argmax(axis=0), -1)
        if first.ndim:
            return first
        return int(first) if first >= 0 else None


def _coordinate_last(values: np.ndarray) -> np.ndarray:
    """(n, 2, ...) as (n, ..., 2), a view."""
    return values if values.ndim == 2 else np.moveaxis(values, 1, -1)


def _coordinate_first(values: np.ndarray) -> np.ndarray:
    """(n, ..., 2) as (n, 2, ...), a view."""
    return values if values.ndim == 2 else np.moveaxis(values, -1, 1)


def run(
    objective: Objective,
    optimizer: Optimizer,
    start,
    n_iter: int,
    *,
    schedule: Schedule = CONSTANT,
    noise: Noise | None = None,
    checkpoint: Callable[[], object] | None = None,
) -> Trajectory:
    """Minimise `objective` from `start` (..., 2) in `n_iter` iterations.

    Starts and hyperparameters may be arrays: their shapes broadcast to the shape (...) of the runs. Nothing
    is clipped: a run that overflows goes on in inf and NaN. `checkpoint()` is called every 250 updates; an
    exception that it raises stops the run.

    Raises ValueError for a start that is not finite points of two coordinates, for shapes that do not
    broadcast, for n_iter < 1 or not an integer, and for a schedule or a noise that is none or does not suit
    the objective.
    """
    as_objective(objective)
    first, n_iter = first_iterates(optimizer, start, noise), as_count("n_iter", n_iter, least=1)
    iterates = np.empty((n_iter + 1, *first.shape))
    iterates[0] = first
    records = state_records(optimizer, iterates) if iterates.size <= LARGE else None
    trajectory = Trajectory(objective, optimizer, iterates, records, schedule, noise)
    with np.errstate(all="ignore"):
        _run_straight(trajectory, checkpoint) or _run_any(trajectory, checkpoint)
    return trajectory


def _run_any(run: Trajectory, checkpoint: Callable[[], object] | None) -> None:
    """Fill in the iterates and the states of a run, or of many."""
    iterating = descend(run.objective, run.optimizer, run.iterates[0], run.n_iter, run.schedule, run.noise)
    for k, (x, state) in enumerate(iterating, 1):
        run.iterates[k] = x
        _record(run.records or {}, k, state)
        if checkpoint is not None and k % BLOCK == 0:
            checkpoint()


def _run_straight(run: Trajectory, checkpoint: Callable[[], object] | None) -> bool:
    """The same for one run, on Python's own numbers; whether that can be."""
    made = _straight(run)
    if made is None:
        return False
    rows = _rows(run, made, checkpoint)
    if rows is None:
        return False
    table = np.array(rows).reshape(run.n_iter, -1)
    ends = np.cumsum([2, *made.widths])
    for values, columns in zip((run.iterates, *run.records.values()), np.split(table, ends[:-1], axis=1)):
        values[1:] = columns
    return True


def _straight(run: Trajectory) -> Straight | None:
    """What computes this run, if it is one run, without batches, and its state is recorded."""
    plain = run.noise is None or (isinstance(run.noise, Noise) and run.noise.batch is None)
    if run.iterates.ndim > 2 or run.records is None or not plain:
        return None
    return straight(run.objective, run.optimizer, run.noise is not None)


def _rows(run: Trajectory, made: Straight, checkpoint: Callable[[], object] | None) -> list[float] | None:
    """The iterate and the state behind each update, all numbers in a row; None where they cannot be had."""
    sizes = list(step_sizes(run.optimizer.step_size, run.schedule, run.n_iter))
    kicks = run.noise.kicks() if run.noise else ()
    numbers = zip((run.iterates, *run.records.values()), (2, *made.widths))
    row, rows = [value for values, width in numbers for value in values[0, :width].tolist()], []
    for first in range(0, run.n_iter, BLOCK):
        try:
            rows += made.advance(sizes[first : first + BLOCK], kicks, *row, *made.constants)
        except ERRORS:  # NumPy's numbers go on in inf and NaN
            return None
        row = rows[-len(row) :]
        if checkpoint is not None and first + BLOCK <= run.n_iter:
            checkpoint()
    return rows


def race(
    objective: Objective,
    optimizers: dict[str, Optimizer],
    start,
    n_iter: int,
    *,
    schedule: Schedule = CONSTANT,
    noise: Noise | None = None,
    checkpoint: Callable[[], object] | None = None,
) -> dict[str, Trajectory]:
    """Run several optimizers, name -> optimizer, on one objective from one start: name -> Trajectory.

    All of them see the same noise. `checkpoint` as in `run`. Raises ValueError as `run` does, and for
    optimizers without names.
    """
    as_kind("optimizers", optimizers, Mapping, "{'rmsprop': RMSProp(step_size=0.01)}")
    conditions = {"schedule": schedule, "noise": noise, "checkpoint": checkpoint}
    return {
        name: run(objective, optimizer, start, n_iter, **conditions) for name, optimizer in optimizers.items()
    }


def random_start(bounds, seed: int) -> np.ndarray:
    """(2,): a point drawn evenly within `bounds` (2, 2): for a seed, the very start of the tutorial."""
    low, high = as_bounds(bounds).T
    seed = as_count("seed", seed, least=SEED[0], most=SEED[1])
    return low + np.array(_draw(seed)) * (high - low)


@lru_cache(maxsize=1024)  # seeding the generator takes longer than a short run
def _draw(seed: int) -> tuple[float, float]:
    return tuple(np.random.RandomState(seed).rand(2).tolist())


def descend(
    objective: Objective,
    optimizer: Optimizer,
    start: np.ndarray,
    n_iter: int,
    schedule: Schedule,
    noise: Noise | None,
) -> Iterator[tuple[np.ndarray, NamedTuple]]:
    """Iterate after iterate from `start` (2, ...), each with the state at it: the one loop behind every run.

    Every iterate is an array of its own. Overflows warn as in NumPy.
    """
    x, state = start, optimizer.init(start)
    sizes = step_sizes(optimizer.step_size, schedule, n_iter)
    for step_size, df in zip(sizes, derivatives(objective, noise)):
        gradient = np.empty_like(x)
        gradient[0], gradient[1] = df(x[0], x[1])
        step, state = optimizer.update(gradient, state, x, step_size)
        x = x - step
        yield x, state


def first_iterates(optimizer: Optimizer, start, noise: Noise | None) -> np.ndarray:
    """(2, ...): the start of every run, coordinate first; starts and hyperparameters broadcast to (...)."""
    start, optimizer = as_start(start), as_optimizer(optimizer)
    given = [getattr(noise, "std", 0.0), *(getattr(optimizer, field.name) for field in fields(optimizer))]
    if start.ndim == 1 and not any(map(np.ndim, given)):
        return start
    shapes = {"start": start.shape[:-1], "std": np.shape(getattr(noise, "std", 0))}
    shapes |= {field.name: np.shape(getattr(optimizer, field.name)) for field in fields(optimizer)}
    try:
        shape = np.broadcast_shapes(*shapes.values())
    except ValueError as error:
        raise ValueError(f"expected starts and hyperparameters that broadcast, got {shapes}") from error
    return np.ascontiguousarray(np.moveaxis(np.broadcast_to(start, (*shape, 2)), -1, 0))


def state_records(optimizer: Optimizer, iterates: np.ndarray) -> dict[str, np.ndarray]:
    """name -> (n_iter + 1, 2, ...): room for every field of the state, holding its value at the start."""
    initial = optimizer.init(iterates[0])._asdict()
    records = {name: np.empty_like(iterates) for name in initial}
    for name, value in initial.items():
        records[name][0] = value
    return records


def _record(records: dict[str, np.ndarray], k: int, state: NamedTuple) -> None:
    """Keep the state at iterate k."""
    for record, value in zip(records.values(), state):
        record[k] = value
