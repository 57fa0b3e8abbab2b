"""What a curve may show: one record a quantity, for the address, the chart's menu and the numbers sent.

Adding a quantity is adding a record; every state variable of every optimizer is one by itself. All curves are
drawn by iteration: every rule takes one gradient an iteration, so by gradient evaluations they are the same.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from optim import OBJECTIVES, OPTIMIZERS, Objective, Trajectory
from optim.curvature import sharpness
from ui import guides as lines
from ui.guides import Races
from ui.settings import numbers

SCALES = ("log", "linear")
ROUNDING = 1e-12  # of an objective's unit: a minimum this close to 0 is 0 to a reader
# Those of objectives that have a slider.
PARAMETERS = sorted(
    {name for record in OBJECTIVES.values() for name in record.parameters if name in numbers.OWN}
)
RUN, STEP, STATE = "The run", "The step", "What the rules remember"  # the groups of the menu


class Curve(NamedTuple):
    """What one chart shows: the name of a quantity, and the scale of its axis, 'log' or 'linear'."""

    quantity: str
    scale: str


@dataclass(frozen=True)
class Quantity:
    """A number, or one for x and one for y, at each iterate of a run."""

    group: str
    title: str
    formula: str  # HTML
    meaning: str  # one sentence
    columns: tuple[str, ...]  # the names under which the numbers are sent: one, or those of x and y
    # (n_iter + 1, ..., columns), or (n_iter, ...): one a step; (..., 1) where one number stands for both
    values: Callable[[Trajectory], np.ndarray]
    exists: Callable[[Trajectory], bool] = lambda trajectory: True
    scales: tuple[str, ...] = SCALES  # that suit it, the usual one first; what may be negative has no 'log'
    dtypes: tuple[str, ...] = ("float32", "float64")  # how it is sent: the first that holds it, or the last
    guides: Callable[[Races, Collection[str]], list[dict]] = lambda races, followers: []  # see `guides`
    decades: int | None = None  # that a logarithmic axis goes below the start, unless all is asked for
    less_offset: bool = False  # whether its numbers are those less the objective's offset
    # The hyperparameter or the objective's parameter whose slider its axis is: the browser works it out and
    # no run has columns of it.
    along: str | None = None


def columns(trajectory: Trajectory, names: Iterable[str]) -> dict[str, np.ndarray]:
    """column -> (n_iter + 1, ...), or (n_iter, ...), of the quantities named, without those it has not."""
    found = {}
    for quantity in map(QUANTITIES.get, dict.fromkeys(names)):
        if quantity.along or not quantity.exists(trajectory):
            continue
        values = quantity.values(trajectory)
        found |= {c: values[..., i] for i, c in enumerate(quantity.columns[: values.shape[-1]])}
    return found


def dtype(column: str, *arrays: np.ndarray) -> str:
    """'float32' or 'float64': how a column is sent that has these numbers."""
    *small, large = DTYPES[column]
    return next((kind for kind in small if all(holds(kind, a) for a in arrays)), large)


def offered(races: Races) -> list[str]:
    """The names of the quantities that some run of the race has."""
    return [name for name, q in QUANTITIES.items() if any(map(q.exists, races.values()))]


def guides(races: Races, names: Iterable[str], followers: Collection[str]) -> dict[str, list[dict]]:
    """name -> its lines to compare with, as the stage draws them; `followers`: of the step size's slider.

    Each has a level; meaning: a sentence with {} for the number; label: its name, by default the number; run:
    the racer alone that it is about; power: the line is level * t ** power at the t-th step; factors: what it
    is multiplied by under a schedule, at evenly spaced steps up to step `last`; slider: the one whose value
    the level is; reach: the decades by which a logarithmic axis is made longer to hold it; scale: the only
    one on which it can be seen.
    """
    drawn = {name: QUANTITIES[name].guides(races, followers) for name in dict.fromkeys(names)}
    return {name: found for name, found in drawn.items() if found}


def curve(quantity: str, scale: str | None = None) -> Curve:
    """A curve of a known quantity, on this scale if it suits, else on its usual one."""
    scales = QUANTITIES[quantity].scales
    return Curve(quantity, scale if scale in scales else scales[0])


def catalogue() -> dict[str, dict]:
    """All the browser must know of each quantity that is the same for every race, as plain JSON."""
    keys = ("group", "title", "formula", "meaning", "columns", "scales", "decades", "less_offset", "along")
    return {name: {key: getattr(q, key) for key in keys} for name, q in QUANTITIES.items()}


def lowest_loss(objective: Objective) -> float | None:
    """The lowest value of the loss, f less the offset: 0 where it is 0 up to rounding."""
    if objective.minimum is None:
        return None
    loss = objective.minimum - objective.offset
    rounding = max(ROUNDING * objective.unit, 8 * float(np.spacing(abs(objective.offset))))
    return 0.0 if abs(loss) <= rounding else loss


def holds(kind: str, values: np.ndarray) -> bool:
    """Whether a type keeps all numbers from becoming 0 or infinite."""
    sizes, limits = np.abs(values), np.finfo(kind)
    return bool(((sizes == 0) | ~np.isfinite(sizes) | (sizes >= limits.tiny) & (sizes <= limits.max)).all())


def _xy(name: str) -> tuple[str, str]:
    return f"{name}_x", f"{name}_y"


def _norm(vectors: np.ndarray) -> np.ndarray:
    """(n, ..., 1): the lengths of vectors (n, ..., 2)."""
    with np.errstate(all="ignore"):
        return np.hypot(*np.moveaxis(vectors, -1, 0))[..., None]


def _states() -> dict[str, list[tuple[Any, np.ndarray]]]:
    """field -> the rules that remember it, each with its values after one step down a slope of both signs."""
    found = {}
    for record in OPTIMIZERS.values():
        rule, x = record(step_size=1.0), np.zeros(2)
        _, state = rule.update(np.array([1.0, -1.0]), rule.init(x), x, rule.step_size)
        for field, value in state._asdict().items():
            found.setdefault(field, []).append((record, np.asarray(value)))
    return found


def _remembered(field: str, found: list[tuple[Any, np.ndarray]]) -> Quantity:
    """A state variable by its textbook name; it may be negative if some rule makes it so."""
    rules, values = zip(*found, strict=True)
    both, signed = any(v.ndim for v in values), any((v < 0).any() for v in values)
    symbol = rules[0].symbols[field]
    accent, symbol = ("\u0303" if r"\tilde" in symbol else ""), symbol.removeprefix(r"\tilde ")
    return Quantity(
        group=STATE,
        title=field.replace("_", " ").replace("avg", "average").replace("max", "maximum").capitalize(),
        formula=f"<i>{symbol}{accent}</i>",
        meaning=f"Remembered as {field} by {', '.join(rule.title for rule in rules)}.",
        columns=_xy(f"state.{field}") if both else (f"state.{field}",),
        values=lambda trajectory: trajectory.state[field][..., : 2 if both else 1],
        exists=lambda trajectory: field in trajectory.optimizer.symbols,
        scales=("linear",) if signed else SCALES,
    )


def _final_loss(along: str) -> Quantity:
    """The loss at the end of each run against a hyperparameter, or against a parameter of the objective."""
    words = numbers.OWN[along].label.lower()
    return Quantity(
        group=RUN,
        title=f"Final loss by {words}" if along in PARAMETERS else "Final loss",
        formula="<i>f</i>(<i>x</i><sub><i>n</i></sub>)" if along in PARAMETERS else "against <i>α</i>",
        meaning=f"The loss at the end of each run, at every position of the slider {words}.",
        columns=(),
        values=lambda trajectory: trajectory.value[..., :0],
        exists=lambda trajectory: _can_vary(trajectory.objective, along),
        scales=("log",),
        along=along,
    )


def _can_vary(objective: Objective, along: str) -> bool:
    """Whether there is a loss at each position: a minimum to measure it from, and the parameter."""
    return objective.minimum is not None and (along not in PARAMETERS or along in objective.parameters)


QUANTITIES = {
    "loss": Quantity(
        group=RUN,
        title="Loss",
        formula="<i>f</i>(<i>x<sub>k</sub></i>)",
        meaning="The value of the objective at each iterate.",
        columns=("f",),
        values=lambda trajectory: trajectory.value[..., None] - trajectory.objective.offset,
        dtypes=("float64",),  # its difference to the minimum counts
        guides=lines.converged,
        decades=16,
        less_offset=True,
    ),
    "distance": Quantity(
        group=RUN,
        title="Distance to the minimum",
        formula="‖<i>x<sub>k</sub></i> − <i>x</i>*‖",
        meaning="How far each iterate is from the nearest global minimum.",
        columns=("distance",),
        values=lambda trajectory: trajectory.distance[..., None],
        decades=16,
        exists=lambda trajectory: len(trajectory.objective.minima) > 0,
    ),
    "gradient_norm": Quantity(
        group=RUN,
        title="Gradient norm",
        formula="‖∇<i>f</i>(<i>x<sub>k</sub></i>)‖",
        meaning="How steep f is at each iterate, without the noise of the run.",
        columns=("gradient_norm",),
        values=lambda trajectory: _norm(trajectory.gradient),
        decades=16,
    ),
    "used_gradient_norm": Quantity(
        group=RUN,
        title="Noisy gradient norm",
        formula="‖<i>g<sub>k</sub></i>‖",
        meaning="The length of the gradient with its noise, as the optimizers saw it.",
        columns=("used_gradient_norm",),
        values=lambda trajectory: _norm(trajectory.used_gradient),
        decades=16,
        exists=lambda trajectory: trajectory.noise is not None,
    ),
    "position": Quantity(
        group=RUN,
        title="Position",
        formula="",
        meaning="The coordinates x and y of each iterate.",
        columns=("x", "y"),
        values=lambda trajectory: trajectory.x,
        dtypes=("float32",),  # a pixel is larger, but where the frame is narrow: see `pack`
        scales=("linear",),
    ),
    "sensitivity": _final_loss("step_size"),
    **{f"sensitivity.{name}": _final_loss(name) for name in PARAMETERS},
    "effective_step": Quantity(
        group=STEP,
        title="Effective step",
        formula='<i>α</i> / (<i>ε</i> + √<span class="stage-root"><i>s</i></span>)',
        meaning="What multiplies each coordinate of the gradient, or of the average that a rule steps along.",
        columns=_xy("effective_step"),
        values=lambda trajectory: trajectory.effective_step[..., : 1 if trajectory.one_step_for_both else 2],
        guides=lines.steps,
    ),
    "sharpness": Quantity(
        group=STEP,
        title="Edge meter",
        formula="<i>λ</i><sub>max</sub>(<i>D</i>∇²<i>f</i>)",
        meaning="The largest curvature, scaled by the effective steps D: above its rule’s edge, steps grow.",
        columns=("sharpness",),
        values=lambda trajectory: sharpness(trajectory)[..., None],
        exists=lambda trajectory: trajectory.optimizer.stable_sharpness() is not None,
        scales=("linear",),  # where f is concave along every direction it is negative
        guides=lines.edges_of_stability,
    ),
    "accumulator": Quantity(
        group=STEP,
        title="Accumulator",
        formula="<i>s</i>",
        meaning="What makes the steps of a rule shorter, such as the squared gradients it has gathered.",
        columns=_xy("accumulator"),
        values=lambda trajectory: trajectory.state[trajectory.optimizer.accumulator],
        exists=lambda trajectory: trajectory.optimizer.accumulator is not None,
    ),
    **{f"state.{field}": _remembered(field, found) for field, found in _states().items()},
}
DTYPES = {column: quantity.dtypes for quantity in QUANTITIES.values() for column in quantity.columns}
