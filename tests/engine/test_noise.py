"""The random numbers of the browser are NumPy's: starts, noise, mini-batches."""

from itertools import count, islice

import numpy as np
import pytest

from optim import OBJECTIVES, random_start
from tests.engine.node import node, same, ulps

SEEDS = (0, 1, 7, 12345, 2**32 - 1)
NORMALS, ROWS = range(2)  # the streams of a seed, see optim/noise.py


def test_the_starts_of_seeds() -> None:
    bounds = OBJECTIVES["six_hump_camel"].bounds
    (found,) = node([{"job": "start", "bounds": bounds.tolist(), "seeds": [*range(50), 2**32 - 1]}])
    assert same(found, [random_start(bounds, seed) for seed in [*range(50), 2**32 - 1]])


@pytest.mark.parametrize("seed", SEEDS)
def test_the_noise_of_a_seed(seed: int) -> None:
    """A logarithm is in each of these numbers: the last digit may differ."""
    (found,) = node([{"job": "kicks", "seed": seed, "std": 0.25, "n": 1000}])
    expected = 0.25 * np.random.RandomState([seed, NORMALS]).standard_normal(2000)
    assert ulps(found, expected).max() <= 2
    assert (found == expected).mean() > 0.9


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("batch", "n_rows"), [(1, 24), (7, 24), (24, 24), (5, 100)])
def test_the_batches_of_a_seed(seed: int, batch: int, n_rows: int) -> None:
    (found,) = node([{"job": "batches", "seed": seed, "batch": batch, "nRows": n_rows, "n": 60}])
    random = np.random.RandomState([seed, ROWS])
    dealt = (
        order[first : first + batch].tolist()
        for order in (random.permutation(n_rows) for _ in count())
        for first in range(0, n_rows, batch)
    )
    assert found == list(islice(dealt, 60))
