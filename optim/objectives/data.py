"""Least squares on real data: the hill that a fitted line stands on.

Data: E. Hubble, A Relation between Distance and Radial Velocity among Extra-Galactic Nebulae, Proceedings of
the National Academy of Sciences 15 (1929), 168-173, table 1.
"""

import numpy as np

from optim.objectives.base import Data, Objective, latex_number

# of 24 nebulae: the distance in millions of parsecs, the velocity away from us in thousands of km/s
HUBBLE = np.array([
    [0.032, 0.170], [0.034, 0.290], [0.214, -0.130], [0.263, -0.070], [0.275, -0.185], [0.275, -0.220],
    [0.45, 0.200], [0.5, 0.290], [0.5, 0.270], [0.63, 0.200], [0.8, 0.300], [0.9, -0.030],
    [0.9, 0.650], [0.9, 0.150], [0.9, 0.500], [1.0, 0.920], [1.1, 0.450], [1.1, 0.500],
    [1.4, 0.500], [1.7, 0.960], [2.0, 0.500], [2.0, 0.850], [2.0, 0.800], [2.0, 1.090],
])  # fmt: skip


def hubble_line(centring: float = 0.0) -> Objective:
    """The mean squared error of the line x + y d through Hubble's nebulae, a function of its two weights.

    d is the distance less a share of the mean distance: `centring`, from 0 to 1. At 1 the two weights no
    longer depend on each other: the normal equations fall apart into one for each.
    """
    shift = centring * HUBBLE[:, 0].mean()
    distances = HUBBLE[:, 0] - shift
    data = Data(np.column_stack([np.ones_like(distances), distances]), HUBBLE[:, 1].copy())
    distance = rf"(d_i - {latex_number(round(shift, 3))})" if shift else "d_i"
    return Objective(
        name="hubble",
        title="Hubble’s line",
        formula=rf"f(x, y) = \tfrac{{1}}{{24}}\sum_{{i=1}}^{{24}}\left(x + y\,{distance} - v_i\right)^2",
        lesson=(
            "A line of height x and slope y through 24 nebulae: "
            "the farther their mean distance is from 0, the longer the valley."
        ),
        **_least_squares(data),
        data=data,
        bounds=[[-1, 1.4], [-0.8, 1.6]],
        shape="data",
        parameters={"centring": centring},
        ranges={"centring": (0, 1)},
        family=hubble_line,
    )


def _least_squares(data: Data) -> dict:
    """f, df, batch_df, minima, lipschitz and mu of the mean of (features @ weights - targets)².

    It is a quadratic: written round its minimum, no run of it has to pass over the rows.
    """
    features, targets = data
    (a, b), (_, d) = hessian = 2 * features.T @ features / len(targets)
    best_x, best_y = best = np.linalg.solve(hessian, 2 * features.T @ targets / len(targets))
    least = np.mean((features @ best - targets) ** 2)
    mu, lipschitz = np.linalg.eigvalsh(hessian).tolist()

    def f(x, y):
        u, v = x - best_x, y - best_y
        return least + 0.5 * (a * u * u + 2 * b * u * v + d * v * v)

    def df(x, y):
        u, v = x - best_x, y - best_y
        return a * u + b * v, b * u + d * v

    def batch_df(x, y, rows):
        """x, y (...), rows (k,) or (k, ...) -> the two derivatives, (...)."""
        rows = rows.reshape(rows.shape + (1,) * (np.ndim(x) + 1 - rows.ndim))
        one, distance = features[rows, 0], features[rows, 1]
        error = one * x + distance * y - targets[rows]
        return 2 * (one * error).mean(axis=0), 2 * (distance * error).mean(axis=0)

    return {
        "f": f,
        "df": df,
        "batch_df": batch_df,
        "minima": [best],
        "lipschitz": lipschitz,
        "mu": mu,
    }


hubble = hubble_line()
