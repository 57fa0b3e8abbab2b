"""The settings: one frozen record of everything that makes a picture, its address, and its meaning to optim.

A field of Settings carries its default and, as metadata, the record of its parameter: a new parameter is one
new field. What one racer or one objective has of its own stands in `own`, and in the address after the name
of its owner: adam.beta1=0.8, gd_2.step_size=0.1, stretched_bowl.condition=50.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from functools import cache, cached_property, lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np

from figures import palette
from figures.racers import RACERS
from optim import (
    OBJECTIVES,
    OPTIMIZERS,
    SCHEDULES,
    SHAPES,
    Noise,
    Objective,
    Optimizer,
    nearest_defined,
    random_start,
)
from ui.quantities import Curve, curve
from ui.settings import numbers
from ui.settings.curves import Curves
from ui.settings.parameters import Choice, Number, Rows, Switch
from ui.settings.points import Point
from ui.settings.racers import CALLED, Racers, racer_titles
from ui.settings.regions import Domain, Formula, Frame, typed

TYPED = "typed"  # the objective whose formula the visitor types
FIRST = ("rmsprop", "adagrad", "gd")  # the tutorial's three
# hyperparameters that optimizers have in common
SHARED = ("step_size", "rho", "momentum", "beta1", "beta2", "epsilon", "bias_correction")
OWN: dict[str, Number | Switch] = numbers.OWN | {
    "bias_correction": Switch(
        "Bias correction", "Divides the averages by what they lack at first, as they start at 0."
    )
}
START = "Where every optimizer starts. Left empty, the seed draws it. A click on the contour sets it, too."
CORRECTION = "Divides RMSProp's s by 1 − ρᵗ, as Adam does. Off, as in the tutorial, its first steps are long."


def _titles(records: Mapping[str, Any]) -> dict[str, str]:
    return {name: record.title for name, record in records.items()}


def _by_shape() -> dict[str, str]:
    """Each objective and its shape, shape after shape."""
    return {name: shape for shape in SHAPES for name, record in OBJECTIVES.items() if record.shape == shape}


def _parameter(default: Any, record: Any) -> Any:
    return field(default=default, metadata={"parameter": record})


@dataclass(frozen=True)
class Settings:
    """Everything that makes a picture. The defaults are the tutorial's own run."""

    objective: str = _parameter(
        "bowl",
        Choice("Objective", {**_titles(OBJECTIVES), TYPED: "A function of your own"}, groups=_by_shape()),
    )
    optimizers: tuple[str, ...] = _parameter(
        FIRST, Racers("Optimizers", racer_titles(), "Which optimizers race; at least one.", CALLED)
    )
    step_size: float = _parameter(0.01, numbers.STEP_SIZE)
    rho: float = _parameter(0.99, numbers.RHO)
    n_iter: int = _parameter(50, numbers.N_ITER)
    seed: int = _parameter(1, numbers.SEED)
    momentum: float = _parameter(0.9, numbers.OWN["momentum"])
    beta1: float = _parameter(0.9, numbers.OWN["beta1"])
    beta2: float = _parameter(0.999, numbers.OWN["beta2"])
    epsilon: float = _parameter(1e-8, numbers.EPSILON)
    bias_correction: bool = _parameter(False, Switch("Bias correction of RMSProp", CORRECTION))
    schedule: str = _parameter(
        "constant", Choice("Step size schedule", _titles(SCHEDULES), "How α changes during a run.")
    )
    noise: float = _parameter(0.0, numbers.NOISE)
    noise_seed: int = _parameter(0, numbers.NOISE_SEED)
    batch: int = _parameter(0, numbers.BATCH)
    times: float = _parameter(1.0, numbers.TIMES)
    domain: tuple[float, ...] = _parameter((-2.0, 2.0, -2.0, 2.0), Domain("Domain"))
    f: str = _parameter("x^4 - 2x^2 + y^2 + xy/2", Formula("f(x, y)"))
    start: tuple[float, float] | None = _parameter(
        None, Point("Start", lambda settings: objective_of(settings), "the one the seed draws", START)
    )
    view: tuple[float, ...] | str | None = _parameter(
        None, Frame("View", lambda settings: objective_of(settings))
    )
    colorscale: str = _parameter(
        "terrain",
        Choice(
            "Colour scale",
            {name: name.capitalize() for name in palette.COLORSCALES},
            "Which colours stand for low and high values of f.",
        ),
    )
    curves: tuple[Curve, ...] = _parameter(
        tuple(map(curve, ("loss", "effective_step", "accumulator"))), Curves("Curves")
    )
    present: bool = _parameter(False, Switch("Projector view"))
    own: tuple[tuple[str, float | bool], ...] = ()  # ('adam.beta1', 0.8), in alphabetical order

    def __hash__(self) -> int:
        """Worked out once: a run asks a dozen caches."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(getattr(self, name) for name in FIELDS))


FIELDS = tuple(f.name for f in fields(Settings))
DEFAULT = Settings()
PARAMETERS = {f.name: f.metadata["parameter"] for f in fields(Settings) if f.metadata}
PICTURE = ("view", "colorscale", "curves", "present")  # these change what is seen of a race, not the race
NUMBERS: dict[str, Number] = {name: p for name, p in PARAMETERS.items() if isinstance(p, Number)}
ORDERED = (("step_min", "step_max"),)  # own values of which the first is at most the second
TOGETHER = ("f", "domain")  # each is good or not for what the other is
SLIDERS = ("step_size", "rho", "n_iter", "seed")  # those a beginner sees; the others are folded away


def race_alone(settings: Settings) -> Settings:
    """The settings with those of the picture at their defaults: equal for equal races."""
    return replace(settings, **{name: getattr(DEFAULT, name) for name in PICTURE})


def record_of(racer: str) -> type[Optimizer]:
    """The optimizer that a racer is one of."""
    return OPTIMIZERS[RACERS[racer].optimizer]


@cache
def own_parameters(owner: str) -> dict[str, Number | Switch]:
    """What a racer or an objective can have of its own: the name of the field -> what it may be."""
    if owner in RACERS:
        names = [f.name for f in fields(record_of(owner))]
    else:
        names = OBJECTIVES[owner].parameters if owner in OBJECTIVES else ()
    return {name: OWN[name] for name in names if name in OWN}


def own_numbers(owner: str) -> dict[str, Number]:
    """Those of `own_parameters` that have a slider."""
    return {name: own for name, own in own_parameters(owner).items() if isinstance(own, Number)}


OWN_KEYS = {
    f"{owner}.{name}": parameter
    for owner in (*RACERS, *OBJECTIVES)
    for name, parameter in own_parameters(owner).items()
}


def with_own(settings: Settings, key: str, value: float | bool | None) -> Settings:
    """The settings with one own value, `key` being 'owner.field'; None takes it back.

    Of two that have an order, as a shortest and a longest step, the other one follows.
    """
    own = {k: v for k, v in {**dict(settings.own), key: value}.items() if v is not None}
    owner = owner_of(key)
    for low, high in ((f"{owner}.{low}", f"{owner}.{high}") for low, high in ORDERED):
        if low in own and high in own and own[low] > own[high]:
            own[low] = own[high] = value
    return replace(settings, own=tuple(sorted(own.items())))


def owner_of(key: str) -> str:
    """The racer or the objective that has an own value, `key` being 'owner.field'."""
    return key.partition(".")[0]


def own_of(settings: Settings, owner: str) -> tuple[tuple[str, float | bool], ...]:
    """The own values of a racer or an objective, as they stand in `own`."""
    return tuple((key, value) for key, value in settings.own if owner_of(key) == owner)


def without_own(settings: Settings, owner: str) -> Settings:
    """The settings in which a racer or an objective has nothing of its own."""
    return replace(settings, own=tuple(pair for pair in settings.own if owner_of(pair[0]) != owner))


def owned(settings: Settings, owner: str) -> dict[str, float | bool]:
    """What a racer or an objective has of its own in these settings: field -> value."""
    return {key.partition(".")[2]: value for key, value in own_of(settings, owner)}


@lru_cache(maxsize=256)  # a run asks twenty times
def objective_settings(settings: Settings) -> Settings:
    """These settings without all that does not change the objective: what names an objective."""
    typed = settings.objective == TYPED
    return replace(
        DEFAULT,
        objective=settings.objective,
        times=settings.times,
        f=settings.f if typed else DEFAULT.f,
        domain=settings.domain if typed else DEFAULT.domain,
        own=own_of(settings, settings.objective),
    )


def plane_settings(settings: Settings) -> Settings:
    """What names the plane: a part of it, once chosen, suits all objectives on the same plane."""
    return replace(objective_settings(settings), times=DEFAULT.times, own=DEFAULT.own)


def objective_of(settings: Settings) -> Objective:
    """The record of the objective; the same record for the same settings."""
    return _objective(objective_settings(settings))


@lru_cache(maxsize=64)
def _objective(settings: Settings) -> Objective:
    if settings.objective == TYPED:
        record = typed(settings.f, settings.domain)
    else:
        record = OBJECTIVES[settings.objective].at(**owned(settings, settings.objective))
    return record.times(settings.times)


@lru_cache(maxsize=256)  # a run asks five times
def optimizers(settings: Settings) -> Mapping[str, Optimizer]:
    """Racer -> optimizer, with the hyperparameters that it shares and those of its own."""
    return MappingProxyType({racer: rule_of(settings, racer) for racer in settings.optimizers})


def rule_of(settings: Settings, racer: str) -> Optimizer:
    """The optimizer as which a racer runs, or would run."""
    return record_of(racer)(**hyperparameters(settings, racer))


def hyperparameters(settings: Settings, racer: str) -> dict[str, Any]:
    """Field -> value for one racer: what it shares, what is typical of it, what the visitor gave it."""
    shared = {field: getattr(settings, field) for field in shared_fields(racer)}
    return {"step_size": record_of(racer).typical_step_size, **shared, **owned(settings, racer)}


def followed(settings: Settings, racer: str) -> list[str]:
    """The shared settings that a racer follows: those of its hyperparameters that are not its own."""
    return [field for field in shared_fields(racer) if field not in owned(settings, racer)]


@cache
def shared_fields(racer: str) -> list[str]:
    """The hyperparameters of a racer that follow the shared ones unless it has its own.

    Where a rule has a default of its own, as Adadelta's rho of 0.9, it keeps to that.
    """
    record = record_of(racer)
    typical = {"step_size": record.typical_step_size}
    own_default = {f.name: typical.get(f.name) if f.default is MISSING else f.default for f in fields(record)}
    return [n for n in SHARED if n in own_default and own_default[n] in (None, getattr(DEFAULT, n))]


def slider_of(settings: Settings, name: str) -> tuple[Number, float]:
    """What the slider of a number shows: its record, as it suits the objective, and its value.

    A batch of as many rows as there are is all of them, and so is one of what has none.
    """
    number, value = NUMBERS[name], getattr(settings, name)
    if not isinstance(number, Rows):
        return number, value
    n_rows = objective_of(settings).n_rows
    return number.of(n_rows), value if value < n_rows else 0


def conditions(settings: Settings) -> dict[str, Any]:
    """What `optim.run` takes beside these: the schedule, and the noise if there is any."""
    batch = slider_of(settings, "batch")[1] or None
    noisy = settings.noise > 0 or batch
    noise = Noise(settings.noise, settings.noise_seed, batch) if noisy else None
    return {"schedule": SCHEDULES[settings.schedule], "noise": noise}


def start(settings: Settings) -> np.ndarray:
    """Where every optimizer starts, (2,): at `asked_start`, or at the nearest point where f is defined."""
    return np.array(_nearest_defined(objective_settings(settings), *asked_start(settings)))


def asked_start(settings: Settings) -> tuple[float, float]:
    """Where the start was put, or what the seed draws inside the bounds; f may be undefined there."""
    return settings.start or tuple(random_start(objective_of(settings).bounds, settings.seed).tolist())


def in_bounds(settings: Settings) -> bool:
    """Whether the start that is asked for lies in the bounds of the objective."""
    low, high = objective_of(settings).bounds.T
    point = asked_start(settings)
    return bool((low <= point).all() and (point <= high).all())


def start_notice(settings: Settings) -> tuple[str, ...]:
    """A line, if the start is not where it was asked for."""
    asked, taken = asked_start(settings), tuple(start(settings).tolist())
    if asked == taken:
        return ()
    return (f"f is not defined at {_point(asked)}: starting at {_point(taken)}.",)


@lru_cache(maxsize=1024)  # a run asks several times
def _nearest_defined(settings: Settings, x: float, y: float) -> tuple[float, float]:
    point = nearest_defined(_objective(settings), (x, y))
    return (x, y) if point is None else tuple(point.tolist())


def _point(point: tuple[float, float]) -> str:
    """A point in three digits a coordinate, with the minus sign of the axes."""
    return "({}, {})".format(*(f"{value:.3g}" for value in point)).replace("-", "−")
