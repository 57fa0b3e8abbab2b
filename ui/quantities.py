"""What a curve may show: one record a quantity, for the address, the chart's menu and the numbers sent.

Adding a quantity is adding a record; every state variable of every optimizer is one by itself.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim import OPTIMIZERS, Trajectory
from optim.outcome import TOLERANCE

Races = Mapping[str, Trajectory]
SCALES = ("log", "linear")


class Curve(NamedTuple):
    """What one chart shows: the name of a quantity, and the scale of its axis, 'log' or 'linear'."""

    quantity: str
    scale: str


@dataclass(frozen=True)
class Quantity:
    """A number, or one for x and one for y, at each iterate of a run."""

    title: str
    formula: str  # HTML
    meaning: str  # one sentence
    columns: tuple[str, ...]  # the names under which the numbers are sent: one, or those of x and y
    values: Callable[[Trajectory], np.ndarray]  # (n_iter + 1, ..., columns), or (n_iter, ...): one a step
    exists: Callable[[Trajectory], bool] = lambda trajectory: True
    scales: tuple[str, ...] = SCALES  # that suit it, the usual one first; what may be negative has no 'log'
    precise: bool = False  # sent as float64: 1e-300 must survive
    guides: Callable[[Races], list[dict]] = lambda races: []  # lines to compare with, see `guides`


def columns(trajectory: Trajectory, names: Iterable[str]) -> dict[str, np.ndarray]:
    """column -> (n_iter + 1, ...), or (n_iter, ...), of the quantities named, without those it has not."""
    found = {}
    for quantity in map(QUANTITIES.get, dict.fromkeys(names)):
        if not quantity.exists(trajectory):
            continue
        values = quantity.values(trajectory)
        alike = values.strides[-1] == 0  # one number stands for both, as the step of gradient descent
        found |= {c: values[..., i] for i, c in enumerate(quantity.columns[: 1 if alike else None])}
    return found


def dtype(column: str) -> str:
    """'float32' or 'float64': how the numbers of a column are sent."""
    return "float64" if column in PRECISE else "float32"


def offered(races: Races) -> list[str]:
    """The names of the quantities that some run of the race has."""
    return [name for name, q in QUANTITIES.items() if any(map(q.exists, races.values()))]


def guides(races: Races, names: Iterable[str]) -> dict[str, list[dict]]:
    """name -> its lines to compare with, as the stage draws them.

    Each has a label and a level; power: the line is level * t ** power at the t-th step; slider: the one
    whose value the level is; reach: the decades by which a logarithmic axis is made longer to hold it;
    scale: the only one on which it can be seen.
    """
    drawn = {name: QUANTITIES[name].guides(races) for name in dict.fromkeys(names)}
    return {name: lines for name, lines in drawn.items() if lines}


def curve(quantity: str, scale: str | None = None) -> Curve:
    """A curve of a known quantity, on this scale if it suits, else on its usual one."""
    scales = QUANTITIES[quantity].scales
    return Curve(quantity, scale if scale in scales else scales[0])


def catalogue() -> dict[str, dict]:
    """All the browser must know of each quantity that is the same for every race, as plain JSON."""
    told = ("title", "formula", "meaning", "columns", "scales")
    return {name: {key: getattr(q, key) for key in told} for name, q in QUANTITIES.items()}


def _xy(name: str) -> tuple[str, str]:
    return f"{name}_x", f"{name}_y"


def _gradient_norm(trajectory: Trajectory) -> np.ndarray:
    with np.errstate(all="ignore"):
        return np.hypot(*np.moveaxis(trajectory.gradient, -1, 0))[..., None]


def _converged(races: Races) -> list[dict]:
    minimum = next(iter(races.values())).objective.minimum
    label = f"{TOLERANCE:.0e} above the minimum".replace("e-0", "e−")
    line = {"label": label, "level": (minimum or 0.0) + TOLERANCE, "reach": 12, "scale": "log"}
    return [] if minimum is None else [line]


def _steps(races: Races) -> list[dict]:
    """The step size itself, AdaGrad's for gradients of size 1, and where gradient descent would diverge.

    AdaGrad: after t gradients of size 1 its sum is t, and the effective step step_size / sqrt(t).
    """
    rules = [trajectory.optimizer for trajectory in races.values()]
    limit = OPTIMIZERS["gd"](step_size=1.0).stable_step_size(next(iter(races.values())).objective)
    own = {"slider": "step_size"}
    lines = [{"label": "α", "level": a, **own} for a in {r.step_size: None for r in rules}]
    sums = {r.step_size: None for r in rules if r.accumulator == "square_sum"}
    lines += [{"label": "α/√t", "level": a, "power": -0.5, **own} for a in sums]
    return lines if limit is None else [*lines, {"label": "2/L", "level": limit, "reach": 1}]


def _fields() -> dict[str, None]:
    """What the optimizers remember, each name once."""
    states = (rule(step_size=1.0).init(np.zeros(2)) for rule in OPTIMIZERS.values())
    return dict.fromkeys(field for state in states for field in state._fields)


def _remembered(field: str) -> Quantity:
    """A state variable by its textbook name; those of squares are never negative."""
    return Quantity(
        title=f"State {field}",
        formula="",
        meaning=f"What a rule remembers under the name {field}.",
        columns=_xy(f"state.{field}"),
        values=lambda trajectory: trajectory.state[field],
        exists=lambda trajectory: field in trajectory.state,
        scales=SCALES if "square" in field else ("linear",),
    )


QUANTITIES = {
    "loss": Quantity(
        title="Loss",
        formula="<i>f</i>(<i>x<sub>k</sub></i>)",
        meaning="The value of the objective at each iterate.",
        columns=("f",),
        values=lambda trajectory: trajectory.value[..., None],
        precise=True,
        guides=_converged,
    ),
    "distance": Quantity(
        title="Distance to the minimum",
        formula="‖<i>x<sub>k</sub></i> − <i>x</i>*‖",
        meaning="How far each iterate is from the nearest global minimum.",
        columns=("distance",),
        values=lambda trajectory: trajectory.distance[..., None],
        exists=lambda trajectory: len(trajectory.objective.minima) > 0,
        precise=True,
    ),
    "gradient_norm": Quantity(
        title="Gradient norm",
        formula="‖∇<i>f</i>(<i>x<sub>k</sub></i>)‖",
        meaning="How steep the hill is at each iterate.",
        columns=("gradient_norm",),
        values=_gradient_norm,
        precise=True,
    ),
    "position": Quantity(
        title="Position",
        formula="",
        meaning="The coordinates x and y of each iterate.",
        columns=("x", "y"),
        values=lambda trajectory: trajectory.x,
        scales=("linear",),
    ),
    "effective_step": Quantity(
        title="Effective step",
        formula='<i>α</i> / (<i>ε</i> + √<span class="stage-root"><i>s</i></span>)',
        meaning="What multiplies each coordinate of the gradient on the way to the next iterate.",
        columns=_xy("effective_step"),
        values=lambda trajectory: trajectory.effective_step,
        guides=_steps,
    ),
    "accumulator": Quantity(
        title="Accumulator",
        formula="<i>s</i>",
        meaning="The squared gradients that a rule has gathered; it is 0 at the start.",
        columns=_xy("accumulator"),
        values=lambda trajectory: trajectory.state[trajectory.optimizer.accumulator],
        exists=lambda trajectory: trajectory.optimizer.accumulator is not None,
    ),
    **{f"state.{field}": _remembered(field) for field in _fields()},
}
PRECISE = {column for quantity in QUANTITIES.values() if quantity.precise for column in quantity.columns}
