"""Batches: the gradient of some rows of the data, dealt out as PyTorch's DataLoader(shuffle=True) does."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optim import (
    OBJECTIVES,
    OPTIMIZERS,
    SCHEDULES,
    GradientDescent,
    Noise,
    Objective,
    Repeated,
    RMSProp,
    race,
    run,
    sweep,
)

BOWL, START, NOISE = OBJECTIVES["bowl"], (0.9, -0.7), Noise(std=0.3, seed=7)
STILL = replace(SCHEDULES["constant"], name="still", factor=lambda k, n_iter: np.zeros(n_iter))
DATA = np.array([[1, 0], [2, 1], [4, 0], [8, 5], [16, 0], [32, 9], [64, 2]], dtype=float)


@dataclass(frozen=True, eq=False)
class Mean(Objective):
    """Half the mean square distance from the rows of DATA; keeps the rows it was asked for."""

    n_rows: int = len(DATA)
    batch_df: Callable | None = None


def mean_objective() -> tuple[Objective, list]:
    """The objective, and the list that every batch goes to."""
    seen = []

    def batch_df(x, y, rows):
        seen.append(rows.tolist())
        return x - DATA[rows, 0].mean(), y - DATA[rows, 1].mean()

    fields = {name: getattr(BOWL, name) for name in ("title", "formula", "lesson", "bounds")}
    centre = DATA.mean(axis=0)
    return Mean(
        **fields,
        name="mean",
        f=lambda x, y: ((x - centre[0]) ** 2 + (y - centre[1]) ** 2) / 2,
        df=lambda x, y: (x - centre[0], y - centre[1]),
        minima=[centre],
        batch_df=batch_df,
    ), seen


def test_every_epoch_deals_out_all_rows_in_a_new_order():
    objective, seen = mean_objective()
    run(objective, GradientDescent(0.1), START, 9, noise=Noise(batch=3, seed=5))
    assert [len(rows) for rows in seen] == [3, 3, 1] * 3
    epochs = [[row for rows in seen[i : i + 3] for row in rows] for i in (0, 3, 6)]
    assert all(sorted(epoch) == list(range(7)) for epoch in epochs)
    assert epochs[0] != epochs[1] != epochs[2]


@pytest.mark.parametrize("batch", [1, 3, 7])
def test_the_batch_gradient_is_the_mean_over_its_rows(batch):
    objective, seen = mean_objective()
    trajectory = run(objective, GradientDescent(0.1), START, 8, noise=Noise(batch=batch))
    x = np.array(START)
    for k, rows in enumerate(list(seen)):
        gradient = x - sum(DATA[row] for row in rows) / len(rows)
        assert_allclose(trajectory.used_gradient[k], gradient, rtol=1e-12)
        x = x - 0.1 * gradient
        assert_allclose(trajectory.x[k + 1], x, rtol=1e-12)


def test_one_row_at_a_time_is_right_on_average_and_all_rows_always():
    objective, _ = mean_objective()
    for batch, n_iter in ((1, 7), (7, 1)):
        noise = Noise(batch=batch)
        trajectory = run(objective, GradientDescent(0.1), START, n_iter, noise=noise, schedule=STILL)
        assert_allclose(trajectory.used_gradient.mean(axis=0), objective.gradient(START), rtol=1e-12)


def test_gaussian_noise_comes_on_top_of_a_batch_and_leaves_its_rows():
    objective, seen = mean_objective()
    noisy = run(BOWL, GradientDescent(0.1), START, 8, noise=NOISE)
    kicks = noisy.used_gradient - noisy.gradient[:-1]
    used = [
        run(objective, GradientDescent(0.1), START, 8, noise=noise, schedule=STILL).used_gradient
        for noise in (replace(NOISE, batch=3), replace(NOISE, batch=3, std=0.0))
    ]
    assert_allclose(used[0] - used[1], kicks, atol=1e-12)
    assert seen[:8] == seen[8:16] == seen[16:24]


def test_a_batch_is_the_same_for_racers_sweeps_and_longer_runs():
    objective, seen = mean_objective()
    noise = Noise(batch=2, seed=9)
    race(objective, {name: rule(0.01) for name, rule in OPTIMIZERS.items()}, START, 10, noise=noise)
    sweep(objective, RMSProp([0.1, 0.2, 0.3]), START, 10, noise=noise)
    run(objective, RMSProp(0.1), START, 30, noise=noise)
    runs = [seen[i : i + 10] for i in range(0, 10 * len(OPTIMIZERS) + 20, 10)]
    assert all(rows == runs[0] for rows in runs)


def test_a_batch_needs_data_and_no_more_than_there_are():
    with pytest.raises(ValueError, match=r"batch: expected .* 'bowl' has no data"):
        run(BOWL, GradientDescent(0.1), START, 5, noise=Noise(batch=1))
    with pytest.raises(ValueError, match=r"batch: expected .* 'mean' has 7 rows"):
        sweep(mean_objective()[0], GradientDescent(0.1), START, 5, noise=Noise(batch=8))


def test_rows_drawn_with_replacement_differ_from_run_to_run_and_are_the_same_for_all_rules():
    ten, noise = OBJECTIVES["ten_examples"], Repeated(batch=1, seed=3, runs=4)
    rows = list(zip(range(3000), noise.batches(10)))
    drawn = np.array([row for _, row in rows])
    assert drawn.shape == (3000, 1, 4) and (np.ptp(drawn, axis=2) > 0).mean() > 0.9
    assert np.abs((drawn == 9).mean(axis=0) - 0.1).max() < 0.02, "one in ten"
    used = [
        run(ten, rule, np.zeros((4, 2)), 50, noise=noise) for rule in (RMSProp(0.01), GradientDescent(0.1))
    ]
    shown = [np.isclose(t.x[:-1] - t.used_gradient, 1).all(axis=-1) for t in used]
    assert (shown[0] == shown[1]).all() and (shown[0] == (drawn[:50, 0] == 9)).all()


def test_repeated_noise_is_of_its_size_in_each_run_and_another_in_each():
    kicks = run(BOWL, GradientDescent(0.1), np.zeros((5, 2)), 2000, noise=Repeated(std=0.5, seed=1, runs=5))
    added = (kicks.used_gradient - kicks.gradient[:-1]).reshape(2000, 10)
    assert np.abs(added.std(axis=0) - 0.5).max() < 0.05 and np.abs(added.mean(axis=0)).max() < 0.05
    assert np.abs(np.corrcoef(added.T) - np.eye(10)).max() < 0.1
