"""The runs of a lesson of one's own: settings by the names that links have, each checked."""

from dataclasses import fields

from lessons.asks import is_number
from lessons.own.reader import Reader, shortly
from lessons.races import Run
from optim import (
    OBJECTIVES,
    OPTIMIZERS,
    SCHEDULES,
    Noise,
    Objective,
    Optimizer,
    is_defined,
    limits,
    nearest_defined,
    random_start,
    typed_objective,
)

TYPED = "typed"
MOST_ITERATIONS = 100_000  # of all runs of a step


def read_run(read: Reader) -> tuple[Run, bool]:
    """A run, and whether it is shown before the commit."""
    objective, optimizer = _objective(read), _optimizer(read)
    n_iter = read.number("n_iter", *limits.N_ITER, whole=True)
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
    times = read.number("times", *limits.TIMES, 1.0)
    return record.times(times)


def _typed(read: Reader) -> Objective:
    text, bounds = read.text("f", 400), _domain(read)
    try:
        return typed_objective(text, bounds)
    except ValueError as error:
        raise read.error(str(error).rstrip("."), "f") from error


def _domain(read: Reader) -> list[list[float]]:
    ends = read.rows("domain", 4, 4)
    sides = [ends[:2], ends[2:]]
    if not all(map(is_number, ends)) or not all(high - low >= 1 / limits.FARTHEST for low, high in sides):
        raise read.error(
            f"expected four numbers [x_lo, x_hi, y_lo, y_hi], each lo below its hi, got {shortly(ends)}",
            "domain",
        )
    if max(map(abs, ends)) > limits.FARTHEST:
        raise read.error(f"expected numbers within ±{limits.FARTHEST:g}", "domain")
    return sides


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
        raise read.error(str(error)) from error


def _start(read: Reader, objective: Objective) -> tuple[float, float]:
    seed = read.number("seed", *limits.SEED, 1, whole=True)
    start = read.pair("start", None)
    if start is None:
        drawn = nearest_defined(objective, random_start(objective.bounds, seed))
        if drawn is None:
            raise read.error(f"{objective.title} is defined nowhere in its domain")
        return tuple(drawn.tolist())
    if max(map(abs, start)) > limits.FARTHEST:
        raise read.error(f"expected coordinates within ±{limits.FARTHEST:g}", "start")
    if not is_defined(objective, start):
        raise read.error("f is not defined there", "start")
    return start


def _noise(read: Reader, objective: Objective) -> Noise | None:
    std = read.number("noise", *limits.NOISE, 0.0)
    seed = read.number("noise_seed", *limits.SEED, 0, whole=True)
    batch = read.number("batch", 1, limits.MOST_ROWS, None, whole=True)
    if batch and batch > objective.n_rows:
        has = f"has {objective.n_rows} rows of data" if objective.n_rows else "has no data"
        raise read.error(f"expected at most the rows there are, {objective.title} {has}", "batch")
    return Noise(std, seed, batch) if std or batch else None


def _schedule(read: Reader):
    return SCHEDULES[read.name("schedule", SCHEDULES, "constant")]
