"""A run on Python's own numbers is the run on NumPy's, to the bit; what has none falls back to those."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from optim import OBJECTIVES, OPTIMIZERS, SCHEDULES, Noise, Objective, run, typed_objective
from optim.program.straight import straight

CONDITIONS = {
    "plain": {},
    "noise": {"noise": Noise(std=0.3, seed=5)},
    "schedule": {"schedule": SCHEDULES["cosine"]},
}
KINDS = {
    **{name: OBJECTIVES[name] for name in ("rosenbrock", "ackley", "absolute", "hubble")},
    "of a family": OBJECTIVES["stretched_bowl"].at(condition=37.0, rotation=20.0).times(0.3),
}


def both(objective, optimizer, start, n_iter, **conditions):
    """The same run alone, and as one of many, which NumPy's numbers compute."""
    alone = run(objective, optimizer, start, n_iter, **conditions)
    many = run(objective, optimizer, [start, start], n_iter, **conditions)
    return alone, many


def assert_same(alone, many):
    assert_array_equal(alone.iterates, many.iterates[..., 0])
    assert alone.records.keys() == many.records.keys()
    for name, values in alone.records.items():
        assert_array_equal(values, many.records[name][..., 0], err_msg=name)


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("title", KINDS)
@pytest.mark.parametrize("conditions", CONDITIONS.values(), ids=CONDITIONS)
def test_iterates_and_states_are_those_of_numpy(name, title, conditions):
    objective, record = KINDS[title], OPTIMIZERS[name]
    optimizer = record(step_size=record.typical_step_size or 0.03)
    assert straight(objective, optimizer, "noise" in conditions)
    start = objective.bounds.mean(axis=1) + 0.3 * np.ptp(objective.bounds, axis=1)
    assert_same(*both(objective, optimizer, start, 300, **conditions))


def test_a_run_that_overflows_goes_on_in_inf_and_nan():
    alone, many = both(OBJECTIVES["quartic"], OPTIMIZERS["gd"](step_size=10.0), (2.0, 2.0), 20)
    assert np.isnan(alone.iterates[-1]).any()
    assert_same(alone, many)


def of(df):
    bounds = [[-2, 2], [-2, 2]]
    return Objective(name="", title="", formula="", lesson="", f=df, df=df, bounds=bounds, minima=[])


def test_a_division_by_0_is_one_of_numpy():
    alone, many = both(of(lambda x, y: (x / y, y * 0)), OPTIMIZERS["momentum"](step_size=0.1), (1.0, 0.0), 5)
    assert np.isinf(alone.iterates[1]).any()
    assert_same(alone, many)


@pytest.mark.parametrize(
    "objective", [of(lambda x, y: (np.sinc(x), y)), typed_objective("|x| + y^2", [[-2, 2], [-2, 2]])]
)
def test_what_is_no_program_is_left_to_numpy(objective):
    assert straight(objective, OPTIMIZERS["adam"](step_size=0.1), noisy=False) is None
    assert_same(*both(objective, OPTIMIZERS["adam"](step_size=0.1), (1.0, 0.5), 30))


def test_what_a_checkpoint_raises_is_not_taken_for_an_error_of_numbers():
    def stop():
        raise ValueError("stopped")

    with pytest.raises(ValueError, match="stopped"):
        run(OBJECTIVES["bowl"], OPTIMIZERS["gd"](step_size=0.1), (1.0, 1.0), 600, checkpoint=stop)
