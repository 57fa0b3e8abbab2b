"""Gradient noise: what an update sees in place of the gradient.

Its numbers are those of NumPy's RandomState, the Mersenne Twister: NumPy has frozen them for good, and it is
short enough to be written again where there is no NumPy.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import repeat

import numpy as np

from optim.checks import as_count, as_hyperparameter
from optim.limits import SEED
from optim.objectives import Objective

Kick = tuple[float | np.ndarray, float | np.ndarray]
BLOCK = 64  # updates whose noise is drawn at once: the same numbers as one by one, in a tenth of the time
NORMALS, ROWS = range(2)  # two streams a seed: the batches are the same with and without Gaussian noise


@dataclass(frozen=True)
class Noise:
    """What the gradients of a run are disturbed by, each update anew; both may be had at once.

    std: of the Gaussian noise added to each coordinate; an array (...) has an entry a run
    seed: of the noise. Update k sees the same noise whatever the optimizer, the run of a sweep and n_iter
    batch: the gradient is the mean over this many rows of the objective's data; None takes all of them

    Raises ValueError for a std that is negative or not finite, a bad seed, and a batch below 1.
    """

    std: float | np.ndarray = 0.0
    seed: int = 0
    batch: int | None = None

    def __post_init__(self) -> None:
        std = as_hyperparameter("std", self.std, with_low=True)
        object.__setattr__(self, "std", std)
        object.__setattr__(self, "seed", as_count("seed", self.seed, least=SEED[0], most=SEED[1]))
        if self.batch is not None:
            object.__setattr__(self, "batch", as_count("batch", self.batch, least=1))

    def kicks(self) -> Iterator[Kick]:
        """What is added to the two coordinates of the gradient at update 0, 1, and so on without end."""
        random = np.random.RandomState([self.seed, NORMALS])
        while True:
            for x, y in random.standard_normal((BLOCK, 2)).tolist():
                yield self.std * x, self.std * y

    def batches(self, n_rows: int) -> Iterator[np.ndarray]:
        """The rows of the data, indices (at most `batch`,), at update 0, 1, and so on without end.

        As PyTorch's DataLoader(shuffle=True) deals them: every epoch shuffles all rows anew and takes them in
        turn, so the last batch of an epoch is smaller where `batch` does not divide `n_rows`.
        """
        random = np.random.RandomState([self.seed, ROWS])
        while True:
            order = random.permutation(n_rows)
            yield from (order[first : first + self.batch] for first in range(0, n_rows, self.batch))


@dataclass(frozen=True)
class Repeated(Noise):
    """Noise that differs from run to run, and whose batches are drawn with replacement.

    So one call of `run` from starts of shape (runs, 2) repeats a run on as many draws.
    """

    runs: int = 1

    def kicks(self) -> Iterator[Kick]:
        """What is added to the two coordinates, each (runs,), at update 0, 1, and so on without end."""
        random = np.random.RandomState([self.seed, NORMALS])
        while True:
            yield from self.std * random.standard_normal((BLOCK, 2, self.runs))

    def batches(self, n_rows: int) -> Iterator[np.ndarray]:
        """Rows of the data, (batch, runs), at update 0, 1, and so on without end."""
        random = np.random.RandomState([self.seed, ROWS])
        while True:
            yield from random.randint(n_rows, size=(BLOCK, self.batch, self.runs))


def derivatives(objective: Objective, noise: Noise | None) -> Iterator[Callable]:
    """What stands in for `objective.df` at update 0, 1, and so on without end.

    Raises ValueError for a batch of more rows than the objective's data have, or of an objective without.
    """
    if noise is None:
        return repeat(objective.df)
    if not isinstance(noise, Noise):
        raise ValueError(f"noise: expected one such as Noise(std=0.1), or None, got {noise!r}")
    return map(_kicked, _batched(objective, noise), noise.kicks())


def _batched(objective, noise):
    n_rows = getattr(objective, "n_rows", 0)
    if noise.batch is None:
        return repeat(objective.df)
    if noise.batch > n_rows:
        has = f"has {n_rows} rows of data" if n_rows else "has no data"
        raise ValueError(
            f"batch: expected at most the rows there are, {objective.name!r} {has}, got {noise.batch}"
        )
    return (partial(_of_rows, objective.batch_df, rows) for rows in noise.batches(n_rows))


def _of_rows(batch_df, rows, x, y):
    return batch_df(x, y, rows)


def _kicked(df, kick):
    def noisy_df(x, y):
        dx, dy = df(x, y)
        return dx + kick[0], dy + kick[1]

    return noisy_df
