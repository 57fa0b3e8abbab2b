"""The run: shapes, one code path for one run and for many, starts, errors, nothing hidden."""

import warnings
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from optim import OBJECTIVES, OPTIMIZERS, GradientDescent, RMSProp, grid, race, random_start, run, sweep
from optim import trajectory as trajectory_module

BOWL, ROSENBROCK, HIMMELBLAU = (OBJECTIVES[name] for name in ("bowl", "rosenbrock", "himmelblau"))
every_rule = pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
STARTS = np.random.default_rng(0).uniform(-2, 2, size=(3, 4, 2))


@every_rule
def test_shapes(rule):
    for start, shape in ((STARTS[0, 0], ()), (STARTS[0], (4,)), (STARTS, (3, 4))):
        trajectory = run(HIMMELBLAU, rule(step_size=0.01), start, n_iter=7)
        assert trajectory.n_iter == 7
        assert trajectory.x.shape == trajectory.gradient.shape == (8, *shape, 2)
        assert trajectory.value.shape == trajectory.best.shape == trajectory.distance.shape == (8, *shape)
        assert trajectory.effective_step.shape == (7, *shape, 2)
        assert all(s.shape == (8, *shape, 2) for s in trajectory.state.values())
        assert_array_equal(trajectory.x[0], start)
        assert_array_equal(trajectory.value, HIMMELBLAU(trajectory.x))


@every_rule
def test_many_runs_are_each_the_single_run(rule):
    """To the last bit: starts and hyperparameters broadcast, the arithmetic is the same."""
    step_sizes = np.geomspace(1e-4, 10, 5)  # the largest of them overflow
    many = run(ROSENBROCK, rule(step_size=step_sizes), STARTS[0, :, None], n_iter=60)
    assert many.x.shape == (61, 4, 5, 2)
    for i, start in enumerate(STARTS[0]):
        for j, step_size in enumerate(step_sizes):
            one = run(ROSENBROCK, rule(step_size=step_size), start, n_iter=60)
            for name in ("x", "value", "gradient", "effective_step"):
                assert_array_equal(getattr(many, name)[:, i, j], getattr(one, name))
            for name in one.state:
                assert_array_equal(many.state[name][:, i, j], one.state[name])
            assert many.n_finite[i, j] == one.n_finite
            assert many.outcome.reason[i, j] == one.outcome.reason
            assert many.outcome.iteration[i, j] == one.outcome.iteration
            assert many.first_within()[i, j] == (-1 if one.first_within() is None else one.first_within())


@every_rule
def test_states_not_recorded_on_the_way_are_the_same(rule, monkeypatch):
    recorded = run(ROSENBROCK, rule(step_size=0.01), STARTS, n_iter=20)
    monkeypatch.setattr(trajectory_module, "LARGE", 10)
    later = run(ROSENBROCK, rule(step_size=0.01), STARTS, n_iter=20)
    assert later.records is None and list(later.state) == list(recorded.state)
    for name in recorded.state:
        assert_array_equal(later.state[name], recorded.state[name])
    assert_array_equal(later.effective_step, recorded.effective_step)


@every_rule
def test_a_sweep_ends_where_its_runs_end(rule):
    optimizer = rule(step_size=np.geomspace(1e-4, 10, 6))
    ends = sweep(ROSENBROCK, optimizer, STARTS[..., None, :], n_iter=50)
    whole = run(ROSENBROCK, optimizer, STARTS[..., None, :], n_iter=50)
    assert_array_equal(ends.x, whole.x[-1])
    assert_array_equal(ends.value, whole.value[-1])


def test_grid_makes_every_combination():
    axes = grid(step_size=[0.1, 0.2, 0.3], rho=[0.8, 0.9])
    assert axes["step_size"].tolist() == [[0.1, 0.1], [0.2, 0.2], [0.3, 0.3]]
    assert axes["rho"].tolist() == [[0.8, 0.9]] * 3
    with pytest.raises(ValueError, match="rho: expected a list"):
        grid(rho=0.9)


def test_in_memory_the_coordinate_comes_first():
    iterates = run(ROSENBROCK, RMSProp(0.001), STARTS[0], n_iter=3).iterates
    assert iterates.shape == (4, 2, 4) and iterates.flags.c_contiguous


def test_a_race_is_one_run_each_from_one_start():
    optimizers = {name: rule(step_size=0.01) for name, rule in OPTIMIZERS.items()}
    races = race(BOWL, optimizers, (0.5, -0.5), n_iter=10)
    assert list(races) == list(optimizers)
    for name, trajectory in races.items():
        assert_array_equal(trajectory.x, run(BOWL, optimizers[name], (0.5, -0.5), n_iter=10).x)
        assert trajectory.optimizer is optimizers[name] and trajectory.objective is BOWL


def test_what_is_derived():
    trajectory = run(HIMMELBLAU, GradientDescent(0.01), (0.0, 0.0), n_iter=30)
    assert_array_equal(trajectory.best, np.minimum.accumulate(trajectory.value))
    nearest = np.linalg.norm(trajectory.x[:, None] - HIMMELBLAU.minima, axis=-1).min(axis=1)
    assert_allclose(trajectory.distance, nearest, rtol=1e-12)
    assert np.isnan(run(OBJECTIVES["saddle"], GradientDescent(0.01), (0.1, 0.1), 5).distance).all()
    first = trajectory.first_within(1e-3)
    assert trajectory.value[first] <= 1e-3 < trajectory.value[first - 1] and isinstance(first, int)
    assert run(HIMMELBLAU, GradientDescent(0.01), (0.0, 0.0), n_iter=1).first_within() is None
    assert trajectory.first_within(1e9) == 0


def test_nothing_is_clipped_and_nothing_warns():
    with warnings.catch_warnings(), np.errstate(all="warn"):
        warnings.simplefilter("error")
        trajectory = run(ROSENBROCK, GradientDescent(0.1), (-1.5, 2.0), n_iter=50)
        for derived in ("value", "gradient", "distance", "best", "effective_step", "outcome"):
            getattr(trajectory, derived)
    assert trajectory.n_finite == 5 and np.isfinite(trajectory.value[:5]).all()
    assert not np.isfinite(trajectory.x[-1]).any()
    assert np.isfinite(trajectory.best).all()


def test_numpys_own_settings_are_left_as_they_were():
    before = np.geterr()
    assert run(ROSENBROCK, GradientDescent(0.1), (-1.5, 2.0), n_iter=50).outcome.reason == "diverged"
    assert np.geterr() == before


@given(seed=st.integers(0, 2**32 - 1))
def test_a_seed_gives_the_tutorials_start(seed):
    np.random.seed(seed)
    bounds = np.array([[-3.0, 1.0], [0.0, 5.0]])
    tutorial = bounds[:, 0] + np.random.rand(len(bounds)) * (bounds[:, 1] - bounds[:, 0])
    assert_array_equal(random_start(bounds, seed), tutorial)


def test_a_trajectory_is_frozen():
    with pytest.raises(FrozenInstanceError):
        run(BOWL, GradientDescent(0.1), (0.1, 0.2), n_iter=1).iterates = None


BAD_STARTS = [0.5, [1.0], [1.0, 2.0, 3.0], [np.nan, 0.0], [np.inf, 0.0], "ab", None, [1j, 0.0]]


@pytest.mark.parametrize("start", BAD_STARTS, ids=str)
def test_a_bad_start_is_refused(start):
    with pytest.raises(ValueError, match="start: expected"):
        run(BOWL, GradientDescent(0.1), start, n_iter=5)


@pytest.mark.parametrize("n_iter", [0, -3, 2.5, 5.0, "ten", None, True, np.nan], ids=str)
def test_a_bad_n_iter_is_refused(n_iter):
    for function in (run, sweep):
        with pytest.raises(ValueError, match="n_iter: expected an integer of at least 1"):
            function(BOWL, GradientDescent(0.1), (0.5, 0.5), n_iter)


def test_a_numpy_integer_is_an_integer():
    assert run(BOWL, GradientDescent(0.1), (0.5, 0.5), np.int64(3)).n_iter == 3


def test_shapes_that_do_not_broadcast_are_refused():
    with pytest.raises(ValueError, match="broadcast"):
        run(BOWL, GradientDescent([0.1, 0.2, 0.3]), STARTS, n_iter=5)


@pytest.mark.parametrize("optimizer", [RMSProp, "rmsprop", None], ids=str)
def test_anything_but_an_optimizer_with_its_hyperparameters_is_refused(optimizer):
    with pytest.raises(ValueError, match="optimizer: expected one such as"):
        race(BOWL, {"mine": optimizer}, (0.5, 0.5), n_iter=5)


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5, "one", None], ids=str)
def test_a_bad_seed_is_refused(seed):
    with pytest.raises(ValueError, match="seed: expected an integer"):
        random_start(BOWL.bounds, seed)


@pytest.mark.parametrize("bounds", [[0, 1], [[0, 1], [1, 0]], [[0, np.nan], [0, 1]], "ab"], ids=str)
def test_bad_bounds_are_refused(bounds):
    with pytest.raises(ValueError, match="bounds: expected"):
        random_start(bounds, seed=1)


def test_last_best_and_mean_of_the_tail_are_three_numbers():
    """RMSProp on the bowl is nearest long before its end, and then hovers: lesson 6."""
    one = run(OBJECTIVES["bowl"], RMSProp(0.01, rho=0.9), random_start([[-1, 1], [-1, 1]], 1), 93)
    last, best, tail_mean = one.ending
    assert last == one.value[93] > 2.5e-5 and best == one.value[86] == pytest.approx(5.0e-18, rel=0.02)
    assert tail_mean == one.value[85:].mean() and best < tail_mean < last
    many = run(OBJECTIVES["bowl"], RMSProp(0.01, rho=[0.9, 0.99]), (0.5, 0.5), 7).ending
    assert all(number.shape == (2,) for number in many) and (many.tail_mean == many.last).all()
