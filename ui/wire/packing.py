"""The numbers of a race as the browser gets them: two Arrow tables without gaps, and what lies where."""

from collections.abc import Iterable, Mapping

import numpy as np
import pyarrow as pa

from figures.frames import Frame, is_narrow
from optim import Trajectory
from ui import quantities

ALWAYS = ("position", "loss", "distance")  # the paths and the scoreboard need them
DTYPES = ("float32", "float64")
NOTHING = np.empty(0)
Layout = dict[str, dict[str, list[int]]]


def pack(
    races: Mapping[str, Trajectory], names: Iterable[str] = (), frame: Frame | None = None
) -> tuple[dict[str, pa.Table], Layout]:
    """The numbers of `ALWAYS` and of the quantities named, for a picture of `frame`, and their layout.

    The tables: 'float32' and 'float64', see `quantities.dtype`, each with one column `values`. The layout:
    dtype -> column -> how many numbers each run has of it, in the order in which they follow one another.
    A run is sent up to its last finite iterate; what its rule has not are 0 numbers; -n is one number that
    stands for n, as the step of gradient descent does. Positions in a narrow frame are float64.
    """
    precise = ("x", "y") if frame and is_narrow(frame) else ()
    runs = [_finite(trajectory, (*ALWAYS, *names)) for trajectory in races.values()]
    layout, parts = {kind: {} for kind in DTYPES}, {kind: [] for kind in DTYPES}
    for column in dict.fromkeys(column for run in runs for column in run):
        found = [run.get(column, NOTHING) for run in runs]
        kind = "float64" if column in precise else quantities.dtype(column, *found)
        constant = [_constant(v) for v in found]
        layout[kind][column] = [-len(v) if same else len(v) for v, same in zip(found, constant)]
        parts[kind] += [v[:1] if same else v for v, same in zip(found, constant)]
    return {kind: _table(kind, arrays) for kind, arrays in parts.items()}, layout


def _finite(trajectory: Trajectory, names: Iterable[str]) -> dict[str, np.ndarray]:
    return {c: v[: trajectory.n_finite] for c, v in quantities.columns(trajectory, names).items()}


def _constant(values: np.ndarray) -> bool:
    return bool(len(values) and values[-1] == values[0] and (values == values[0]).all())


def _table(kind: str, arrays: list[np.ndarray]) -> pa.Table:
    with np.errstate(over="ignore"):  # float32 ends at 3e38; f, which ends later, is sent as it is
        return pa.table({"values": np.concatenate(arrays).astype(kind)})
