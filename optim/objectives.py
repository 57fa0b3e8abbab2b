"""The hills: a frozen record per objective, and the catalogue OBJECTIVES. Adding one is adding a record."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from optim.checks import Registry, as_points

Coordinates = Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True, eq=False)
class Objective:
    """A function of two coordinates to be minimised, with everything a picture of it needs.

    `f(x, y)` and `df(x, y) -> (df/dx, df/dy)` take two coordinate arrays of one shape. The record itself
    takes points: `objective(x)` is (..., 2) -> (...), `objective.gradient(x)` is (..., 2) -> (..., 2).

    Sources: Rosenbrock 1960, Beale 1958 and Himmelblau 1972 as in Jamil and Yang, A Literature Survey of
    Benchmark Functions, 2013; Booth as in Surjanovic and Bingham, Virtual Library of Simulation Experiments.
    """

    name: str
    title: str
    formula: str  # LaTeX
    lesson: str  # what it teaches, one sentence
    f: Coordinates
    df: Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]
    bounds: np.ndarray  # (2, 2): [[x_lo, x_hi], [y_lo, y_hi]], the plotted domain
    minima: np.ndarray  # (m, 2): all global minima; (0, 2) for a function without one
    saddles: np.ndarray = ()  # (k, 2): saddle points
    scale: str = "sqrt"  # how values become colour: 'sqrt', 'log' (log10 of at least `floor`) or 'linear'
    floor: float | None = None  # the smallest value the 'log' scale tells apart
    lipschitz: float | None = None  # L: the largest |eigenvalue| of the Hessian, where that is constant
    code: str | None = None  # defines `objective` and `derivative` in NumPy; None: f and df do

    def __post_init__(self) -> None:
        for name, shape in {"bounds": (2, 2), "minima": (-1, 2), "saddles": (-1, 2)}.items():
            points = np.array(getattr(self, name), dtype=float).reshape(shape)
            points.flags.writeable = False
            object.__setattr__(self, name, points)

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

    @property
    def minimum(self) -> float | None:
        """The smallest value of f; None for a function unbounded below."""
        return float(self(self.minima[0])) if len(self.minima) else None


bowl = Objective(
    name="bowl",
    title="Bowl",
    formula=r"f(x, y) = x^2 + y^2",
    lesson="Equally steep in every direction: the way down leads straight to the minimum.",
    f=lambda x, y: x * x + y * y,
    df=lambda x, y: (2 * x, 2 * y),
    bounds=[[-1, 1], [-1, 1]],
    minima=[[0, 0]],
    lipschitz=2,
)

stretched_bowl = Objective(
    name="stretched_bowl",
    title="Stretched bowl",
    formula=r"f(x, y) = \tfrac{1}{2}\left(x^2 + 20\,y^2\right)",
    lesson="Twenty times as steep along y as along x: one step size cannot suit both, one for each can.",
    f=lambda x, y: 0.5 * (x * x + 20 * y * y),
    df=lambda x, y: (x, 20 * y),
    bounds=[[-2, 2], [-2, 2]],
    minima=[[0, 0]],
    lipschitz=20,
)

rotated_bowl = Objective(
    name="rotated_bowl",
    title="Rotated bowl",
    formula=r"f(x, y) = \tfrac{1}{4}\left((x + y)^2 + 20\,(y - x)^2\right)",
    lesson="The stretched bowl turned by 45°: a step size for each of x and y loses its advantage.",
    f=lambda x, y: 0.25 * ((x + y) * (x + y) + 20 * (y - x) * (y - x)),
    df=lambda x, y: (0.5 * (x + y) - 10 * (y - x), 0.5 * (x + y) + 10 * (y - x)),
    bounds=[[-2, 2], [-2, 2]],
    minima=[[0, 0]],
    lipschitz=20,
)


def _rosenbrock_gradient(x, y):
    v = 200 * (y - x * x)
    return 2 * (x - 1 - x * v), v


rosenbrock = Objective(
    name="rosenbrock",
    title="Rosenbrock",
    formula=r"f(x, y) = (1 - x)^2 + 100\left(y - x^2\right)^2",
    lesson="Finding the curved valley is easy, following its nearly flat floor to the minimum is slow.",
    f=lambda x, y: (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x),
    df=_rosenbrock_gradient,
    bounds=[[-2, 2], [-1, 3]],
    minima=[[1, 1]],
    scale="log",
    floor=0.1,
)


def _beale_terms(x, y):
    return 1.5 - x + x * y, 2.25 - x + x * y * y, 2.625 - x + x * y * y * y


def _beale(x, y):
    a, b, c = _beale_terms(x, y)
    return a * a + b * b + c * c


def _beale_gradient(x, y):
    a, b, c = _beale_terms(x, y)
    return (
        2 * (a * (y - 1) + b * (y * y - 1) + c * (y * y * y - 1)),
        2 * x * (a + 2 * b * y + 3 * c * y * y),
    )


beale = Objective(
    name="beale",
    title="Beale",
    formula=r"f(x, y) = (1.5 - x + xy)^2 + (2.25 - x + xy^2)^2 + (2.625 - x + xy^3)^2",
    lesson="A flat plain between cliffs: a step size that crosses the plain is too long for the cliffs.",
    f=_beale,
    df=_beale_gradient,
    bounds=[[-4.5, 4.5], [-4.5, 4.5]],
    minima=[[3, 0.5]],
    saddles=[[0, 1]],
    scale="log",
    floor=0.01,
)


def _himmelblau_gradient(x, y):
    a, b = x * x + y - 11, x + y * y - 7
    return 4 * x * a + 2 * b, 2 * a + 4 * y * b


himmelblau = Objective(
    name="himmelblau",
    title="Himmelblau",
    formula=r"f(x, y) = \left(x^2 + y - 11\right)^2 + \left(x + y^2 - 7\right)^2",
    lesson="Four equally deep minima: start, optimizer and step size decide in which of them a run ends.",
    f=lambda x, y: (x * x + y - 11) * (x * x + y - 11) + (x + y * y - 7) * (x + y * y - 7),
    df=_himmelblau_gradient,
    bounds=[[-5, 5], [-5, 5]],
    minima=[
        [3, 2],
        [-2.805118086952745, 3.131312518250573],
        [-3.779310253377747, -3.283185991286170],
        [3.584428340330492, -1.848126526964404],
    ],
    saddles=[
        [0.08667750455539634, 2.884254701174776],
        [-3.07302575076439, -0.08135304428796751],
        [3.385154183607021, 0.07385187983774928],
        [-0.12796134673068, -1.953714980244577],
    ],
    scale="log",
    floor=1,
)

booth = Objective(
    name="booth",
    title="Booth",
    formula=r"f(x, y) = (x + 2y - 7)^2 + (2x + y - 5)^2",
    lesson="A valley at 45° to both axes: what is downhill along x depends on y.",
    f=lambda x, y: (x + 2 * y - 7) * (x + 2 * y - 7) + (2 * x + y - 5) * (2 * x + y - 5),
    df=lambda x, y: (10 * x + 8 * y - 34, 8 * x + 10 * y - 38),
    bounds=[[-10, 10], [-10, 10]],
    minima=[[1, 3]],
    lipschitz=18,
)

saddle = Objective(
    name="saddle",
    title="Saddle",
    formula=r"f(x, y) = x^2 - y^2",
    lesson="The gradient vanishes at the centre, yet it is no minimum: how fast does a run get away?",
    f=lambda x, y: x * x - y * y,
    df=lambda x, y: (2 * x, -2 * y),
    bounds=[[-1, 1], [-1, 1]],
    minima=[],
    saddles=[[0, 0]],
    scale="linear",
    lipschitz=2,
)

OBJECTIVES = Registry(
    "objective",
    {o.name: o for o in (bowl, stretched_bowl, rotated_bowl, rosenbrock, beale, himmelblau, booth, saddle)},
)
