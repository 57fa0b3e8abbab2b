"""The loop behind every run: on arrays for many runs at once, on Python's floats for a single one."""

from collections.abc import Callable

import numpy as np

from optim.noise import Noise, derivatives
from optim.objectives import Objective
from optim.optimizers import Optimizer
from optim.schedules import Schedule, scheduled

Checkpoint = Callable[[], object]
BLOCK = 250  # updates from one checkpoint to the next


def descend(
    objective: Objective,
    optimizer: Optimizer,
    iterates: np.ndarray,
    records: dict,
    schedule: Schedule,
    noise: Noise | None,
    checkpoint: Checkpoint = bool,
) -> None:
    """Fill iterates[1:] (and records[name][1:]) in place, from iterates[0]: the one loop behind every run.

    iterates: (n_iter + 1, 2, ...), coordinate first; records: name -> the same shape, {} to record no state.
    """
    made_of = (objective, optimizer, iterates, records, schedule, noise, checkpoint)
    with np.errstate(all="ignore"):
        if iterates.ndim > 2 or not optimizer.by_coordinate:
            return _descend_on_arrays(*made_of)
        try:
            _descend_on_floats(*made_of)
        except ArithmeticError:
            _descend_on_arrays(*made_of)


def _updates(objective, optimizer, n_iter, schedule, noise):
    """The rule and the derivative of every update in turn."""
    return zip(scheduled(optimizer, schedule, n_iter), derivatives(objective, noise))


def _descend_on_arrays(objective, optimizer, iterates, records, schedule, noise, checkpoint):
    _keep_freed_memory(16 * iterates[0].nbytes)
    state = optimizer.init(iterates[0])
    updates = _updates(objective, optimizer, len(iterates) - 1, schedule, noise)
    rows = zip(iterates, iterates[1:], updates, *(s[1:] for s in records.values()))
    for k, (x, next_x, (rule, df), *next_states) in enumerate(rows, start=1):
        gradient = np.empty_like(x)
        gradient[0], gradient[1] = df(x[0], x[1])
        step, state = rule.update(gradient, state)
        np.subtract(x, step, out=next_x)
        for row, remembered in zip(next_states, state):
            row[...] = remembered
        if k % BLOCK == 0:
            checkpoint()


def _descend_on_floats(objective, optimizer, iterates, records, schedule, noise, checkpoint):
    """One run, a coordinate at a time: the same numbers as on arrays, several times as fast.

    Raises ArithmeticError where a float refuses what an array takes: a division by 0, a power that overflows.
    """
    x, y = iterates[0].tolist()
    state_x, state_y = (_coordinate(optimizer.init(iterates[0]), axis) for axis in (0, 1))
    updates = _updates(objective, optimizer, len(iterates) - 1, schedule, noise)
    points, states, first = [], [], 1  # flat: a tuple for each would be looked at by every garbage collection
    for k, (rule, df) in enumerate(updates, start=1):
        dx, dy = df(np.float64(x), np.float64(y))
        step_x, state_x = rule.update(float(dx), state_x)
        step_y, state_y = rule.update(float(dy), state_y)
        x, y = x - step_x, y - step_y
        points += x, y
        states += *state_x, *state_y
        if k % BLOCK == 0:
            _write(iterates, records, first, points, states)
            points, states, first = [], [], k + 1
            checkpoint()
    if points:
        _write(iterates, records, first, points, states)


def _coordinate(state, axis: int):
    """The state of one coordinate, in floats; what both share, such as a count, as it is."""
    return type(state)(*(values[axis].item() if np.ndim(values) else values for values in state))


def _write(iterates, records, first, points, states):
    rows = slice(first, first + len(points) // 2)
    iterates[rows] = np.reshape(points, (-1, 2))
    if records:
        columns = np.reshape(states, (-1, 2, len(records)))
        for i, record in enumerate(records.values()):
            record[rows] = columns[..., i]


def _keep_freed_memory(n_bytes: int) -> None:
    """Halves the time of a large sweep: once glibc has freed a block of this size, it keeps smaller ones.

    Until then it maps memory afresh for every intermediate result of 128 kB (mallopt(3), M_MMAP_THRESHOLD).
    """
    np.empty(n_bytes, dtype=np.uint8)
