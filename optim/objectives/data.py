"""Least squares on data: the loss of a line fitted to real ones, and of a point fitted to ten made up.

Real data: E. Hubble, A Relation between Distance and Radial Velocity among Extra-Galactic Nebulae,
Proceedings of the National Academy of Sciences 15 (1929), 168-173, table 1.
"""

from functools import partial

import numpy as np

from optim.named import named
from optim.objectives.base import Data, Examples, Objective, latex_number

# of 24 nebulae: the distance in millions of parsecs, the velocity away from us in thousands of km/s
HUBBLE = np.array([
    [0.032, 0.170], [0.034, 0.290], [0.214, -0.130], [0.263, -0.070], [0.275, -0.185], [0.275, -0.220],
    [0.45, 0.200], [0.5, 0.290], [0.5, 0.270], [0.63, 0.200], [0.8, 0.300], [0.9, -0.030],
    [0.9, 0.650], [0.9, 0.150], [0.9, 0.500], [1.0, 0.920], [1.1, 0.450], [1.1, 0.500],
    [1.4, 0.500], [1.7, 0.960], [2.0, 0.500], [2.0, 0.850], [2.0, 0.800], [2.0, 1.090],
])  # fmt: skip


def _data(shift):
    """The nebulae as rows (1, distance - shift), and their velocities."""
    distances = HUBBLE[:, 0] - shift
    return Data(np.column_stack([np.ones_like(distances), distances]), HUBBLE[:, 1].copy())


def _least_squares(features, targets):
    """The Hessian of the mean of (features @ weights - targets)², its minimum (2,), and f there."""
    hessian = 2 * features.T @ features / len(targets)
    best = np.linalg.solve(hessian, 2 * features.T @ targets / len(targets))
    return hessian, best, np.mean((features @ best - targets) ** 2)


# the distances as they are; f is a quadratic, so all of it follows from these, wherever they are centred
((_, SLANT), (_, STEEP)), (BEST_X, BEST_Y), LEAST = _least_squares(*_data(0.0))
MEAN = SLANT / 2


def _quadratic(x, y, best_x, best_y, b, d):
    """The mean squared error, written round its minimum: so no run of it has to pass over the rows."""
    u, v = named("u", x - best_x), named("v", y - best_y)
    return LEAST + 0.5 * (2 * u * u + 2 * b * u * v + d * v * v)


def _quadratic_gradient(x, y, best_x, best_y, b, d):
    u, v = named("u", x - best_x), named("v", y - best_y)
    return 2 * u + b * v, b * u + d * v


def _quadratic_coefficients(centring):
    """The minimum, and the curvatures that depend on the distances: b in x and y, d along y."""
    shift = centring * MEAN
    return BEST_X + BEST_Y * shift, BEST_Y, SLANT - 2 * shift, STEEP - 2 * shift * (SLANT - shift)


def hubble_line(centring: float = 0.0) -> Objective:
    """The mean squared error of the line x + y d through Hubble's nebulae, a function of its two weights.

    d is the distance less a share of the mean distance: `centring`, from 0 to 1. At 1 the two weights no
    longer depend on each other: the normal equations fall apart into one for each.
    """
    best_x, best_y, b, d = _quadratic_coefficients(centring)
    mu, lipschitz = np.linalg.eigvalsh([[2, b], [b, d]]).tolist()
    shift = centring * MEAN
    data = _data(shift)
    distance = rf"(d_i - {latex_number(round(shift, 3))})" if shift else "d_i"
    return Objective(
        name="hubble",
        title="Hubble’s line",
        formula=rf"f(x, y) = \tfrac{{1}}{{24}}\sum_{{i=1}}^{{24}}\left(x + y\,{distance} - v_i\right)^2",
        lesson=(
            "A line of height x and slope y through 24 nebulae: "
            "the farther their mean distance is from 0, the longer the valley."
        ),
        f=_quadratic,
        df=_quadratic_gradient,
        coefficients=_quadratic_coefficients,
        batch_df=partial(_rows_gradient, data),
        data=data,
        data_axes=(f"distance{f' − {shift:.3g}' if shift else ''} in Mpc", "Velocity in 1000 km/s"),
        bounds=[[-1, 1.4], [-0.8, 1.6]],
        minima=[[best_x, best_y]],
        lipschitz=lipschitz,
        mu=mu,
        shape="data",
        parameters={"centring": centring},
        ranges={"centring": (0, 1)},
        family=hubble_line,
    )


def _rows_gradient(data, x, y, rows):
    """x, y (...), rows (k,) or (k, ...) -> the two derivatives of the mean over these rows, (...)."""
    rows = rows.reshape(rows.shape + (1,) * (np.ndim(x) + 1 - rows.ndim))
    one, distance = data.features[rows, 0], data.features[rows, 1]
    error = one * x + distance * y - data.targets[rows]
    return 2 * (one * error).mean(axis=0), 2 * (distance * error).mean(axis=0)


hubble = hubble_line()

# nine examples say 0 and one says 1: their mean is 0.1, their median 0
TEN = np.repeat([[0.0, 0.0], [1.0, 1.0]], [9, 1], axis=0)
MEAN_OF_TEN, LEAST_OF_TEN = 0.1, 0.09


def _of_ten(x, y):
    """Half the mean squared distance from the ten, written round their mean."""
    u, v = named("u", x - MEAN_OF_TEN), named("v", y - MEAN_OF_TEN)
    return LEAST_OF_TEN + 0.5 * (u * u + v * v)


def _towards_examples(x, y, rows):
    """x, y (...), rows (k,) or (k, ...) -> the two derivatives of the mean over these examples, (...)."""
    rows = rows.reshape(rows.shape + (1,) * (np.ndim(x) + 1 - rows.ndim))
    return (x - TEN[rows, 0]).mean(axis=0), (y - TEN[rows, 1]).mean(axis=0)


ten_examples = Objective(
    name="ten_examples",
    title="Ten examples",
    formula=r"f(x, y) = \tfrac{1}{20}\sum_{i=1}^{10}\left[(x - a_i)^2 + (y - b_i)^2\right]",
    lesson="Nine examples at 0, one at (1, 1): one by one, a short memory finds their median, not the mean.",
    f=_of_ten,
    df=lambda x, y: (x - MEAN_OF_TEN, y - MEAN_OF_TEN),
    batch_df=_towards_examples,
    data=Examples(TEN),
    bounds=[[-1, 1], [-1, 1]],
    minima=[[MEAN_OF_TEN, MEAN_OF_TEN]],
    lipschitz=1,
    mu=1,
    shape="data",
)
