"""The record of an objective: everything that a run of it, and a picture of it, need."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from optim.checks import as_hyperparameter, as_kind, as_points, as_rows
from optim.limits import TIMES

Coordinates = Callable[[np.ndarray, np.ndarray], np.ndarray]
Gradient = Callable[..., tuple[np.ndarray, np.ndarray]]
SHAPES = ("bowl", "valley", "plateau", "saddle", "many minima", "cliff", "non-smooth", "data")
WHERE = r",\quad "  # in a formula: behind it stands what a letter in it is short for
SCALES = ("sqrt", "log", "signed log", "linear")
NEAR = 1e-5  # of an objective's unit: f this close to the minimum counts as there


@dataclass(frozen=True)
class Bound:
    """A function of the coordinates as a record has it: its coefficients filled in, times its factor."""

    function: Callable  # (x, y, *coefficients)
    coefficients: tuple[float, ...] = ()
    factor: float = 1.0

    def __call__(self, x, y, *rows):
        result, c = self.function(x, y, *rows, *self.coefficients), self.factor
        if c == 1:
            return result
        if isinstance(result, tuple):
            dx, dy = result
            return c * dx, c * dy
        return c * result


class Data(NamedTuple):
    """What a line of two weights is fitted to, a row each: targets ≈ features @ weights."""

    features: np.ndarray  # (n, 2)
    targets: np.ndarray  # (n,)


class Examples(NamedTuple):
    """What a point is fitted to, a row each: f is half its mean squared distance from them."""

    points: np.ndarray  # (n, 2)


@dataclass(frozen=True, eq=False)
class Objective:
    """A function of two coordinates to be minimised, with everything a picture of it needs.

    `f(x, y)` and `df(x, y) -> (df/dx, df/dy)` take two coordinate arrays of one shape. The record itself
    takes points: `objective(x)` is (..., 2) -> (...), `objective.gradient(x)` is (..., 2) -> (..., 2).
    Where f has a kink, df is one of its subgradients: the slope of |t| at t = 0 counts as 0. Where f is not
    defined, f or df is not finite.

    They are pure and elementwise, so that `optim.program` can trace them. Those of a family are given as
    functions of x, y and `coefficients(*parameters)`, and with a `factor` they are given without it: the
    record's own `f` and `df` have both filled in, and what was given is their `function`.

    A minimum is a lowest point within the bounds; outside of them f may fall lower (McCormick's does).
    """

    name: str
    title: str
    formula: str  # LaTeX
    lesson: str  # what it teaches, one sentence
    f: Coordinates  # (x, y, *coefficients)
    df: Gradient
    bounds: np.ndarray  # (2, 2): [[x_lo, x_hi], [y_lo, y_hi]], the plotted domain
    minima: np.ndarray  # (m, 2): all global minima; (0, 2) for a function without one
    saddles: np.ndarray = ()  # (k, 2): saddle points
    shape: str = "bowl"  # one of SHAPES: how it is shaped
    scale: str = "sqrt"  # one of SCALES: how values become colour
    floor: float | None = None  # of a log scale: so far above the minimum, or from 0, its decades begin
    lipschitz: float | None = None  # L: the largest |eigenvalue| of the Hessian, where that is constant
    mu: float | None = None  # the smallest eigenvalue of the Hessian, where that is constant and positive
    parameters: Mapping[str, float] = field(default_factory=dict)  # name -> the value this record has
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # name -> least, largest value
    family: Callable[..., "Objective"] | None = None  # (**parameters) -> the record with these values
    coefficients: Callable[..., tuple] | None = None  # (*parameters) -> what f and df take behind x and y
    factor: float = 1.0  # what f is multiplied by, see `times`
    unit: float = 1.0  # how large a change of f counts as 1: nearness and stillness are measured in it
    offset: float = 0.0  # near the lowest value where that is huge: pictures show f - offset, files f itself
    data: Data | Examples | None = None  # what f is the mean squared error on
    data_axes: tuple[str, str] = ("", "")  # what the second feature and the targets are, with their units
    batch_df: Gradient | None = None  # (x, y, rows) -> df, as a mean over these rows of the data alone
    estimated: bool = False  # whether the minima were found numerically
    cost: float | None = None  # of one evaluation of df, in updates, where `optim.cost` cannot count it
    gradient_formula: str | None = None  # LaTeX, where it is worth showing

    def __post_init__(self) -> None:
        for name, shape in {"bounds": (2, 2), "minima": (-1, 2), "saddles": (-1, 2)}.items():
            points = np.array(getattr(self, name), dtype=float).reshape(shape)
            points.flags.writeable = False
            object.__setattr__(self, name, points)
        for values in self.data or ():
            values.flags.writeable = False
        for name in ("parameters", "ranges"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        made = tuple(map(float, self.coefficients(*self.parameters.values()))) if self.coefficients else ()
        for name, values in {"f": made, "df": made, "batch_df": ()}.items():
            function = as_given(getattr(self, name))
            if function is not None and (values or self.factor != 1):
                function = Bound(function, values, self.factor)
            object.__setattr__(self, name, function)

    def __call__(self, x) -> np.ndarray:
        """The values f at the points x: (..., 2) -> (...)."""
        x = as_points(x)
        with np.errstate(all="ignore"):
            return self.f(x[..., 0], x[..., 1])

    def gradient(self, x) -> np.ndarray:
        """The gradients at the points x: (..., 2) -> (..., 2)."""
        x = as_points(x)
        with np.errstate(all="ignore"):
            return np.stack(self.df(x[..., 0], x[..., 1]), axis=-1)

    @cached_property
    def minimum(self) -> float | None:
        """The smallest value of f; None for a function unbounded below."""
        return float(self(self.minima[0])) if len(self.minima) else None

    @property
    def tolerance(self) -> float:
        """f this close to the minimum counts as there: 1e-5, measured in the objective's unit."""
        return NEAR * self.unit

    @property
    def n_rows(self) -> int:
        """How many rows of data f is a mean over; 0 without data."""
        return 0 if self.data is None else len(self.data[-1])

    def batch_gradient(self, x, rows) -> np.ndarray:
        """The gradient as a mean over some rows of the data: (..., 2) -> (..., 2).

        `rows`: row numbers, (k,) for all points alike or (k, ...) for each point its own. Raises ValueError
        for an objective without data, and for rows that are no such numbers.
        """
        if self.data is None:
            raise ValueError(f"{self.name} has no data to take rows of")
        x, rows = as_points(x), as_rows(rows, self.n_rows)
        with np.errstate(all="ignore"):
            return np.stack(self.batch_df(x[..., 0], x[..., 1], rows), axis=-1)

    def at(self, **values: float) -> "Objective":
        """This objective with other values of some of its parameters; the rest of them stay.

        Raises ValueError for a name that is no parameter of it, and for a value out of its range.
        """
        unknown = [name for name in values if name not in self.parameters]
        if unknown:
            known = ", ".join(self.parameters) or "none"
            raise ValueError(f"unknown parameter {unknown[0]!r} of {self.name}: expected one of {known}")
        values = {name: _as_number(name, value, *self.ranges[name]) for name, value in values.items()}
        wanted = {**self.parameters, **values}
        if wanted == self.parameters:
            return self
        return replace(self.family(**wanted), name=self.name).times(self.factor)

    def times(self, factor: float) -> "Objective":
        """`factor` times this objective: the same shape, with values and slopes that much larger or smaller.

        Raises ValueError for a factor that is no number from 1e-10 to 1e3.
        """
        c = _as_number("factor", factor, *TIMES)
        if c == 1:
            return self
        scaled = {name: getattr(self, name) for name in ("floor", "lipschitz", "mu", "unit", "offset")}
        return replace(
            self,
            formula=_times_formula(c, self.formula),
            gradient_formula=self.gradient_formula and _times_formula(c, self.gradient_formula),
            factor=c * self.factor,
            **{name: value and c * value for name, value in scaled.items()},
        )


def as_objective(objective) -> Objective:
    """`objective` itself; ValueError for what is no Objective, such as a name."""
    return as_kind("objective", objective, Objective, "OBJECTIVES['bowl']")


def as_given(function: Callable) -> Callable:
    """A record's f or df as it was given: of x, y and the coefficients of its family, without its factor."""
    return function.function if isinstance(function, Bound) else function


def _as_number(name, value, low, high):
    number = as_hyperparameter(name, value, low, high, with_low=True, with_high=True)
    if np.ndim(number):
        raise ValueError(f"{name}: expected one number, got shape {np.shape(number)}")
    return number


def _times_formula(c, formula):
    left, right = formula.split("=", 1)
    body, *where = right.strip().split(WHERE)
    return WHERE.join([rf"{left}= {_product(c, body)}", *where])


def _product(c: float, body: str) -> str:
    """`c` times `body` as one writes it: twice ½(x² + 8y²) is x² + 8y²."""
    halved = re.fullmatch(r"\\tfrac\{1\}\{(\d+)\}\s*\\left\((.*)\\right\)", body)
    front = latex_number(c)
    if halved and _is_one_bracket(halved[2]):
        front, body = _share(c, int(halved[1])), halved[2]
    if front == "1":
        return body
    bracket = r"\left[{}\right]" if "(" in body else r"\left({}\right)"
    return f"{front} {bracket.format(body)}"


def _share(c: float, of: int) -> str:
    """`c` by a whole number: a fraction, where that is one over a whole number of at most three digits."""
    below = of / c
    is_fraction = 1 < below < 1000 and below == int(below)
    return rf"\tfrac{{1}}{{{int(below)}}}" if is_fraction else latex_number(c / of)


def _is_one_bracket(inner: str) -> bool:
    """Whether what stands before and after it are a pair: no bracket of it is closed before it is opened."""
    depths = accumulate(1 if sign == "left" else -1 for sign in re.findall(r"\\(left|right)\b", inner))
    return min(depths, default=0) >= 0


def latex_number(value: float, digits: int = 6) -> str:
    """At most `digits` significant digits as LaTeX: 0.05, 1.5 \\cdot 10^{-7}."""
    mantissa, _, exponent = f"{value:.{digits}g}".partition("e")
    if not exponent:
        return mantissa
    power = f"10^{{{int(exponent)}}}"
    return power if mantissa == "1" else rf"{mantissa} \cdot {power}"
