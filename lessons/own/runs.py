"""The runs of a lesson of one's own: settings by the names that links have, each checked."""

from dataclasses import fields

from lessons.own.reader import LessonError, Reader
from lessons.races import Run
from optim import (
    OBJECTIVES,
    OPTIMIZERS,
    SCHEDULES,
    Noise,
    Objective,
    Optimizer,
    random_start,
    typed_objective,
)

TYPED = "typed"
LONGEST = 30_000
MOST_ITERATIONS = 100_000  # of all runs of a step
FARTHEST = 1e6


def read_run(read: Reader) -> tuple[Run, bool]:
    """A run, and whether it is shown before the commit."""
    objective, optimizer = _objective(read), _optimizer(read)
    n_iter = read.number("n_iter", 1, LONGEST, whole=True)
    run = Run(objective, optimizer, _start(read, objective), n_iter, _noise(read, objective), _schedule(read))
    shown = read.switch("shown")
    read.finish()
    return run, shown


def _objective(read: Reader) -> Objective:
    name = read.name("objective", (*OBJECTIVES, TYPED))
    if name == TYPED:
        record = _typed(read)
    else:
        record = OBJECTIVES[name]
        ranges = record.ranges.items()
        values = {key: read.number(key, *ends, record.parameters[key]) for key, ends in ranges}
        record = record.at(**values) if values else record
    times = read.number("times", 1e-10, 1e3, 1.0)
    return record.times(times)


def _typed(read: Reader) -> Objective:
    text, ends = read.text("f", 400), read.rows("domain", 4, 4)
    try:
        return typed_objective(text, [ends[:2], ends[2:]])
    except ValueError as error:
        raise LessonError(f"{read.where}, ‘f’: {error}") from error


def _optimizer(read: Reader) -> Optimizer:
    rule = OPTIMIZERS[read.name("optimizer", OPTIMIZERS)]
    given = {field.name: read.get(field.name) for field in fields(rule) if field.name in read.value}
    read.asked |= {field.name for field in fields(rule)}
    if "step_size" not in given:
        read.get("step_size")
    for name, value in given.items():
        if isinstance(value, list | dict | str) or value is None:
            raise read.error("expected one number", name)
    try:
        return rule(**given)
    except ValueError as error:
        raise LessonError(f"{read.where}: {error}.") from error


def _start(read: Reader, objective: Objective) -> tuple[float, float]:
    seed = read.number("seed", 0, 2**32 - 1, 1, whole=True)
    start = read.pair("start", None)
    if start is None:
        return tuple(random_start(objective.bounds, seed).tolist())
    if max(map(abs, start)) > FARTHEST:
        raise read.error(f"expected coordinates within ±{FARTHEST:g}", "start")
    return start


def _noise(read: Reader, objective: Objective) -> Noise | None:
    std = read.number("noise", 0, 100, 0.0)
    seed = read.number("noise_seed", 0, 2**32 - 1, 0, whole=True)
    batch = read.number("batch", 1, 10_000, None, whole=True)
    if batch and batch > objective.n_rows:
        has = f"has {objective.n_rows} rows of data" if objective.n_rows else "has no data"
        raise read.error(f"expected at most the rows there are, {objective.title} {has}", "batch")
    return Noise(std, seed, batch) if std or batch else None


def _schedule(read: Reader):
    return SCHEDULES[read.name("schedule", SCHEDULES, "constant")]
