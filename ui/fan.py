"""The fan: every position of one slider, run ahead, so that the picture follows the hand without the server.

Python stays the only place where an optimizer is written. A fan is sent when the pointer comes near its
slider, thinned to what a moving picture can show; on release the true run takes its place.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import pyarrow as pa

from optim import BRIEF, SCHEDULES, Optimizer, Trajectory, random_start, run
from ui.settings import DEFAULT, Settings, conditions, objective, optimizers, owned, shared_fields, start

LARGEST = 185_000  # bytes of the tables
IN_HAND = 40_000  # of those for a start in the hand, which go out many times a second
MOST_ITERATES = 1_000  # of a fan of many runs: more would keep the server busy for too long
TYPES = {"at": np.uint16, "f": np.float64}  # all else is float32; a loss of 1e-300 must survive
FIRST_SAMPLES = 12  # iterates sent in any case: a run that diverges leaves with these
FIRST_ITERATES = 300  # of the fan of the iterations, which comes in two parts: soon, and whole


@dataclass(frozen=True)
class Fan:
    """The runs of one slider's positions.

    `tables`: optimizer -> its runs one below the other, a row an iterate, `facts['samples']` rows a run.
    """

    facts: dict
    tables: dict[str, pa.Table]


def make(settings: Settings, slider: str, positions: Sequence[float], whole: bool = True) -> Fan | None:
    """The fan of a slider for the other settings as they are; None where it would take too long to run.

    `whole=False` gives the first part of a fan that takes long, soon; its facts say whether more is to come.
    """
    make_it = _make if slider == "start" else _remembered  # no hand is at the same point again
    return make_it(_others(settings, slider), slider, tuple(positions), whole)


def _make(settings: Settings, slider: str, positions: tuple[float, ...], whole: bool) -> Fan | None:
    if slider not in ("n_iter", "start") and settings.n_iter > MOST_ITERATES:
        return None
    shown = [p for p in positions if whole or slider != "n_iter" or p <= FIRST_ITERATES]
    runs = SWEEPS.get(slider, _over_hyperparameter)(settings, slider, shown)
    if not runs:
        return None
    samples = _samples_a_run(runs, IN_HAND if slider == "start" else LARGEST)
    facts = {
        "slider": slider,
        "key": key(settings, slider, positions),
        "positions": shown,
        "whole": len(shown) == len(positions),
        "samples": samples,
        "starts": next(iter(runs.values())).x[0].tolist(),
        "words": BRIEF,
        "outcomes": {name: _outcomes(trajectory) for name, trajectory in runs.items()},
    }
    return Fan(facts, {name: _table(trajectory, samples) for name, trajectory in runs.items()})


_remembered = lru_cache(maxsize=16)(_make)  # a class opens one link


def key(settings: Settings, slider: str, positions: Sequence[float]) -> str:
    """Names all settings but the slider's own: a fan is good for a race of the same key."""
    others = replace(_others(settings, slider), **{slider: getattr(DEFAULT, slider)})
    return blake2b(repr((others, list(positions))).encode(), digest_size=6).hexdigest()


def _others(settings: Settings, slider: str) -> Settings:
    """The settings without what a slider's fan does not depend on; a seed draws its own start."""
    idle = ("view", "colorscale", "start") if slider == "seed" else ("view", "colorscale")
    return replace(settings, **{name: getattr(DEFAULT, name) for name in idle})


def _over_hyperparameter(
    settings: Settings, slider: str, positions: Sequence[float]
) -> dict[str, Trajectory]:
    """One run a position of each optimizer that shares this hyperparameter; the runs of the others stay."""
    values = np.asarray(positions, float)
    return {
        name: _run(settings, replace(rule, **{slider: values}), start(settings), settings.n_iter)
        for name, rule in optimizers(settings).items()
        if slider in shared_fields(name) and slider not in owned(settings, name)
    }


def _over_seed(settings: Settings, slider: str, positions: Sequence[float]) -> dict[str, Trajectory]:
    """One run a start."""
    bounds = objective(settings).bounds
    starts = np.stack([random_start(bounds, int(seed)) for seed in positions])
    return {
        name: _run(settings, rule, starts, settings.n_iter) for name, rule in optimizers(settings).items()
    }


def _over_start(settings: Settings, slider: str, positions: Sequence) -> dict[str, Trajectory]:
    """One run a point."""
    starts = np.array(positions)
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


def _samples_a_run(runs: Mapping[str, Trajectory], most: int) -> int:
    """As many iterates of each run as fit into so many bytes, at most all."""
    row = sum(t.value.shape[1] * sum(map(_bytes, ("at", *_columns(t)))) for t in runs.values())
    longest = max(trajectory.n_iter for trajectory in runs.values())
    return min(longest + 1, most // row)


def _bytes(column: str) -> int:
    return np.dtype(TYPES.get(column, np.float32)).itemsize


def _outcomes(trajectory: Trajectory) -> dict[str, list]:
    """For each run its reason, the iterate it dates from, and how many iterates are finite."""
    outcome = trajectory.outcome
    return {
        "reasons": outcome.reason.tolist(),
        "iterations": outcome.iteration.tolist(),
        "lengths": trajectory.n_finite.tolist(),
    }


def _table(trajectory: Trajectory, samples: int) -> pa.Table:
    """Columns `at` (the iterate), x, y, f, step_x ...: (runs * samples) rows."""
    at = _sample(trajectory, samples)  # (samples, runs)
    columns = {"at": at, **{name: np.take_along_axis(c, at, 0) for name, c in _columns(trajectory).items()}}
    with np.errstate(over="ignore"):
        return pa.table({n: np.ravel(c.T).astype(TYPES.get(n, np.float32)) for n, c in columns.items()})


def _columns(trajectory: Trajectory) -> dict[str, np.ndarray]:
    """name -> (n_iter + 1, runs); a rule that steps alike in both coordinates has one step."""
    pairs = {"x": trajectory.x[..., 0], "y": trajectory.x[..., 1], "f": trajectory.value}
    step = np.concatenate([trajectory.effective_step, trajectory.effective_step[-1:]])
    accumulator = trajectory.optimizer.accumulator
    if accumulator is None:
        return pairs | {"step_x": step[..., 0]}
    both = {"step": step, "s": trajectory.state[accumulator]}
    return pairs | {f"{name}_{a}": c[..., i] for name, c in both.items() for i, a in enumerate("xy")}


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
