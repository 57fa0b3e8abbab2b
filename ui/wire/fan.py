"""The fan: every position of one slider, run ahead, so that the picture needs no server while it moves.

Python stays the only place where an optimizer is written. A fan is sent when the pointer comes near its
slider, thinned to what a moving picture can show; on release the true run takes its place.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import pyarrow as pa

from optim import SCHEDULES, Optimizer, Trajectory, brief, run
from ui.budget import weight
from ui.quantities import columns, dtype
from ui.settings.record import (
    DEFAULT,
    SHARED,
    Settings,
    conditions,
    objective,
    optimizers,
    owned,
    race_alone,
    shared_fields,
    start,
)

LARGEST = 185_000  # bytes of the tables
DRAGGED = 40_000  # of those for a start that is dragged, which go out many times a second
MOST_UPDATES = 3_000  # at each position, by all racers: more would keep the server busy for too long
MOST_RUNS = 350  # in one fan: of more, each would be sent with too few iterates
FIRST_SAMPLES = 12  # iterates sent in any case: a run that diverges leaves with these
FEWEST_SAMPLES = 13  # with fewer, a path would not be one
STRIDES = (1, 2, 3, 5)  # of many racers every 2nd, 3rd, 5th position is sent, and the nearest shown
AT = np.uint16  # the type of the iterates' numbers
FIRST_UPDATES = 600  # by all racers, in the fan of the iterations, which comes in two parts: soon,
ALL_UPDATES = 30_000  # and whole


@dataclass(frozen=True)
class Fan:
    """The runs of one slider's positions.

    `tables`: optimizer -> its runs one below the other, a row an iterate, `facts['samples']` rows a run.
    """

    facts: dict
    tables: dict[str, pa.Table]


def make(settings: Settings, slider: str, positions: Sequence[float], whole: bool = True) -> Fan | None:
    """The fan of a slider for the other settings as they are; None where it would be too much to run or send.

    `whole=False` gives the first part of a fan that takes long, soon; its facts say whether more is to come.
    """
    work = settings.n_iter * len(settings.optimizers) * weight(settings)
    if slider not in ("n_iter", "start") and work > MOST_UPDATES:
        return None
    make_it = _make if slider == "start" else _remembered  # a pointer is hardly ever at the same point again
    every = _stride(len(settings.optimizers) * len(positions)) if slider != "n_iter" else 1
    return make_it(_others(settings, slider), _sent(settings), slider, tuple(positions), whole, every)


def _stride(n_runs: int) -> int:
    """How many positions apart the runs of a fan are, so that each can be sent in enough detail."""
    return next((every for every in STRIDES if n_runs / every <= MOST_RUNS), STRIDES[-1])


def _make(
    settings: Settings, names: tuple[str, ...], slider: str, positions: tuple, whole: bool, every: int
) -> Fan | None:
    """The fan of the positions 0, `every`, 2 `every` and so on; None if that is still too much to send."""
    longest = int((ALL_UPDATES if whole else FIRST_UPDATES) // (len(settings.optimizers) * weight(settings)))
    shown = [p for p in positions if slider != "n_iter" or p <= longest]
    runs = SWEEPS.get(slider, _over_hyperparameter)(settings, slider, shown[::every])
    if not runs:
        return None
    numbers = {name: columns(trajectory, names) for name, trajectory in runs.items()}
    samples = _samples_a_run(runs, numbers, DRAGGED if slider == "start" else LARGEST)
    if not samples:
        return None
    facts = {
        "every": every,
        "slider": slider,
        "key": _key(settings, names, slider, positions),
        "positions": shown,
        "whole": whole or len(shown) == len(positions),
        "samples": samples,
        "steps": _leading_on(runs, numbers),
        "starts": next(iter(runs.values())).x[0].tolist(),
        "words": brief(next(iter(runs.values())).objective),
        "outcomes": {name: _outcomes(trajectory) for name, trajectory in runs.items()},
    }
    return Fan(facts, {n: _table(_sample(t, samples), numbers[n]) for n, t in runs.items()})


def why_none(settings: Settings, slider: str) -> str:
    """Why a slider has no fan, in words for the visitor who drags it."""
    if slider in SHARED and not any(_follows(settings, name, slider) for name in settings.optimizers):
        return "none of the racers has it"
    if slider == "n_iter":
        return "with this schedule, another length is another run: let go to see it"
    return "too large a race to run ahead: let go to see it"


_remembered = lru_cache(maxsize=16)(_make)  # a class opens one link


def key(settings: Settings, slider: str, positions: Sequence[float]) -> str:
    """Names all settings but the slider's own: a fan is good for a race of the same key."""
    return _key(_others(settings, slider), _sent(settings), slider, positions)


def _key(settings: Settings, names: tuple[str, ...], slider: str, positions: Sequence[float]) -> str:
    others = replace(settings, **{slider: getattr(DEFAULT, slider)})
    return blake2b(repr((others, names, list(positions))).encode(), digest_size=6).hexdigest()


def _sent(settings: Settings) -> tuple[str, ...]:
    """The quantities of a fan, in one order whatever the charts' places. The browser works out distances."""
    always = ("position", "loss")
    return (*always, *sorted({quantity for quantity, _ in settings.curves} - {*always, "distance"}))


def _others(settings: Settings, slider: str) -> Settings:
    """The settings without what a slider's fan does not depend on; a seed draws its own start."""
    alone = race_alone(settings)
    return replace(alone, start=DEFAULT.start) if slider == "seed" else alone


def _over_hyperparameter(
    settings: Settings, slider: str, positions: Sequence[float]
) -> dict[str, Trajectory]:
    """One run a position of each optimizer that shares this hyperparameter; the runs of the others stay."""
    values = np.asarray(positions, float)
    return {
        name: _run(settings, replace(rule, **{slider: values}), start(settings), settings.n_iter)
        for name, rule in optimizers(settings).items()
        if _follows(settings, name, slider)
    }


def _follows(settings: Settings, name: str, hyperparameter: str) -> bool:
    """Whether an optimizer has this hyperparameter from the slider."""
    return hyperparameter in shared_fields(name) and hyperparameter not in owned(settings, name)


def _over_seed(settings: Settings, slider: str, positions: Sequence[float]) -> dict[str, Trajectory]:
    """One run a start."""
    starts = np.stack([start(replace(settings, seed=int(seed), start=None)) for seed in positions])
    return {
        name: _run(settings, rule, starts, settings.n_iter) for name, rule in optimizers(settings).items()
    }


def _over_start(settings: Settings, slider: str, positions: Sequence) -> dict[str, Trajectory]:
    """One run a point."""
    starts = np.stack([start(replace(settings, start=tuple(point))) for point in positions])
    return {
        name: _run(settings, rule, starts, settings.n_iter) for name, rule in optimizers(settings).items()
    }


def _over_n_iter(settings: Settings, slider: str, positions: Sequence[float]) -> dict[str, Trajectory]:
    """The longest run holds all shorter ones; none where the schedule looks at the length of the run."""
    if SCHEDULES[settings.schedule].needs_n_iter:
        return {}
    longest = int(max(positions))
    return {
        name: _run(settings, rule, start(settings)[None], longest)
        for name, rule in optimizers(settings).items()
    }


def _run(settings: Settings, rule: Optimizer, starts: np.ndarray, n_iter: int) -> Trajectory:
    return run(objective(settings), rule, starts, n_iter, **conditions(settings))


SWEEPS: Mapping[str, Callable] = {"seed": _over_seed, "start": _over_start, "n_iter": _over_n_iter}


def _samples_a_run(runs: Mapping[str, Trajectory], numbers: Mapping[str, dict], most: int) -> int:
    """As many iterates of each run as fit into so many bytes, at most all; 0 where these are too few."""
    row = sum(trajectory.value.shape[1] * _bytes_a_row(numbers[name]) for name, trajectory in runs.items())
    longest = max(trajectory.n_iter for trajectory in runs.values())
    samples = min(longest + 1, most // row)
    return samples if samples > min(longest, FEWEST_SAMPLES - 1) else 0


def _bytes_a_row(numbers: Mapping[str, np.ndarray]) -> int:
    return np.dtype(AT).itemsize + sum(np.dtype(dtype(c, v)).itemsize for c, v in numbers.items())


def _leading_on(runs: Mapping[str, Trajectory], numbers: Mapping[str, dict[str, np.ndarray]]) -> list[str]:
    """The columns with a number for each step on, of which the last iterate has none."""
    return sorted({c for name, t in runs.items() for c, v in numbers[name].items() if len(v) == t.n_iter})


def _outcomes(trajectory: Trajectory) -> dict[str, list]:
    """For each run its reason, the iterates it dates from and leaves at, and how many iterates are finite."""
    outcome = trajectory.outcome
    return {
        "reasons": outcome.reason.tolist(),
        "iterations": outcome.iteration.tolist(),
        "left": outcome.left.tolist(),
        "lengths": trajectory.n_finite.tolist(),
    }


def _table(at: np.ndarray, numbers: Mapping[str, np.ndarray]) -> pa.Table:
    """Columns `at` (the iterate), x, y, f ...: (runs * samples) rows; at: (samples, runs)."""
    rows = {c: np.take_along_axis(v, np.minimum(at, len(v) - 1), 0).T.ravel() for c, v in numbers.items()}
    with np.errstate(over="ignore"):
        typed = {c: v.astype(dtype(c, v)) for c, v in rows.items()}
    return pa.table({"at": at.T.ravel().astype(AT), **typed})


def _sample(trajectory: Trajectory, samples: int) -> np.ndarray:
    """(samples, runs): which iterates to send. The first dozen, then by way and by time."""
    n_iter, runs = trajectory.n_iter, trajectory.value.shape[1]
    if samples > n_iter:
        return np.repeat(np.arange(n_iter + 1)[:, None], runs, axis=1)
    low, high = trajectory.objective.bounds.T
    seen = np.clip(np.nan_to_num(trajectory.x, nan=0.0), 2 * low - high, 2 * high - low) / (high - low)
    way = np.hypot(*np.moveaxis(np.diff(seen, axis=0), -1, 0)).cumsum(0)
    share = way / np.maximum(way[-1], 1e-12) + np.linspace(0, 1, n_iter)[:, None]
    first = np.repeat(np.arange(FIRST_SAMPLES)[:, None], runs, axis=1)
    wanted = np.linspace(0, 2, samples - FIRST_SAMPLES)[:-1]
    chosen = [np.searchsorted(share[:, r], wanted) + 1 for r in range(runs)]
    inner = np.clip(np.array(chosen).T, FIRST_SAMPLES, n_iter)
    return np.concatenate([first, inner, np.full((1, runs), n_iter)])
