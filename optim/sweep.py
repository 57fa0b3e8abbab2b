"""A sweep: many runs at once, of which only the ends are kept."""

from collections import deque
from dataclasses import dataclass

import numpy as np

from optim.checks import as_count, as_floats
from optim.noise import Noise
from optim.objectives import Objective, as_objective
from optim.optimizers import Optimizer
from optim.schedules import Schedule
from optim.trajectory import CONSTANT, descend, first_iterates


@dataclass(frozen=True, eq=False)
class Sweep:
    """Where many runs of shape (...) ended. A run that overflowed ends in inf or NaN."""

    objective: Objective
    n_iter: int
    x: np.ndarray  # (..., 2): the last iterate of every run

    @property
    def value(self) -> np.ndarray:
        """(...): f at the last iterate of every run."""
        return self.objective(self.x)


def sweep(
    objective: Objective,
    optimizer: Optimizer,
    start,
    n_iter: int,
    *,
    schedule: Schedule = CONSTANT,
    noise: Noise | None = None,
) -> Sweep:
    """Run as `run` does, with the same arguments and errors, but keep only the last iterates: it is faster.

    hyperparameters = grid(step_size=np.geomspace(1e-4, 1, 100), rho=np.linspace(0, 0.99, 100))
    sweep(OBJECTIVES["rosenbrock"], RMSProp(**hyperparameters), (-1.5, 2), n_iter=200).value  # (100, 100)
    """
    as_objective(objective)
    first, n_iter = first_iterates(optimizer, start, noise), as_count("n_iter", n_iter, least=1)
    with np.errstate(all="ignore"):
        ((last, _),) = deque(descend(objective, optimizer, first, n_iter, schedule, noise), maxlen=1)
    return Sweep(objective, n_iter, np.moveaxis(last, 0, -1))


def grid(**axes) -> dict[str, np.ndarray]:
    """Every combination of values: name -> (n,) becomes name -> (n of the first, n of the second, ...)."""
    arrays = [as_floats(name, values) for name, values in axes.items()]
    for name, array in zip(axes, arrays):
        if array.ndim != 1:
            raise ValueError(f"{name}: expected a list of values, got shape {array.shape}")
    return dict(zip(axes, np.meshgrid(*arrays, indexing="ij")))
