"""Step size schedules: what multiplies the step size at each update, and the catalogue SCHEDULES."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from optim.checks import Registry, as_floats
from optim.optimizers import Hyperparameter


@dataclass(frozen=True)
class Schedule:
    """How the step size changes during a run: at update k it is step_size * factor(k).

    `factor(k, n_iter)` takes the numbers of the updates, an array of integers from 0 on, and how many there
    are; it gives their factors, of the same shape, each finite and at least 0, the first of them 1.
    """

    name: str
    title: str
    formula: str  # LaTeX
    lesson: str  # what it teaches, one sentence
    factor: Callable[[np.ndarray, int], np.ndarray]
    needs_n_iter: bool = False  # a longer run is then not the same run continued


constant = Schedule(
    name="constant",
    title="Constant",
    formula=r"\alpha_k = \alpha",
    lesson="The same step size throughout: with noise, a run never comes to rest.",
    factor=lambda k, n_iter: np.ones(np.shape(k)),
)

inverse = Schedule(  # Robbins and Monro, A Stochastic Approximation Method, 1951
    name="inverse",
    title="1/t",
    formula=r"\alpha_k = \frac{\alpha}{1 + k}",
    lesson="Averages noise away, but soon so short that a run which began far off never arrives.",
    factor=lambda k, n_iter: 1 / (1 + k),
)

inverse_sqrt = (
    Schedule(  # Zinkevich, Online Convex Programming and Generalized Infinitesimal Gradient Ascent, 2003
        name="inverse_sqrt",
        title="1/√t",
        formula=r"\alpha_k = \frac{\alpha}{\sqrt{1 + k}}",
        lesson="Shrinks slowly enough to get anywhere: what AdaGrad does by itself under a steady gradient.",
        factor=lambda k, n_iter: 1 / np.sqrt(1 + k),
    )
)

cosine = Schedule(  # Loshchilov and Hutter, SGDR, 2016, equation 5, without restarts
    name="cosine",
    title="Cosine",
    formula=r"\alpha_k = \frac{\alpha}{2}\left(1 + \cos\frac{\pi k}{n}\right)",
    lesson="Long steps for half of the run, then ever shorter ones: it is at rest just when the run ends.",
    factor=lambda k, n_iter: (1 + np.cos(np.pi * k / n_iter)) / 2,
    needs_n_iter=True,
)

SCHEDULES = Registry("schedule", {s.name: s for s in (constant, inverse, inverse_sqrt, cosine)})


def factors(schedule: Schedule, n_iter: int) -> np.ndarray:
    """(n_iter,): the factor at every update; ValueError for factors that are negative or not finite."""
    if not isinstance(schedule, Schedule):
        raise ValueError(f"schedule: expected one such as SCHEDULES['cosine'], got {schedule!r}")
    return _factors(schedule, n_iter)


@lru_cache(maxsize=32)  # all that race ask for the same, twice each
def _factors(schedule: Schedule, n_iter: int) -> np.ndarray:
    with np.errstate(all="ignore"):
        values = as_floats("factor", schedule.factor(np.arange(n_iter), n_iter))
    if values.shape != (n_iter,) or not ((values >= 0) & (values < np.inf)).all():
        raise ValueError(f"schedule {schedule.name!r}: expected {n_iter} factors, finite and at least 0")
    values.flags.writeable = False
    return values


def step_sizes(step_size: Hyperparameter, schedule: Schedule, n_iter: int) -> Iterator[Hyperparameter]:
    """The step size of every update in turn: `step_size` times the factor of the schedule."""
    values = factors(schedule, n_iter).tolist()
    return (step_size if factor == 1 else step_size * factor for factor in values)
