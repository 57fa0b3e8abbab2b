"""The loop: single runs go by floats, many by arrays, to the same numbers; a checkpoint stops either."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from optim import OBJECTIVES, OPTIMIZERS, SCHEDULES, GradientDescent, Noise, RMSProp, race, run
from optim.descent import BLOCK
from optim.optimizers import elementwise

START, SPECIAL = (-0.7, 0.9), [0.0, -0.0, 1e200, -1e200, 3.0, -2.5, 5e-324, np.inf, -np.inf, np.nan]


def on_arrays(rule):
    """The same rule, of which the loop does not know that its coordinates are independent."""
    cls = type("OnArrays", (type(rule),), {"by_coordinate": False})
    twin = object.__new__(cls)
    twin.__dict__.update(vars(rule))
    return twin


@pytest.mark.parametrize("schedule", ["constant", "cosine"])
@pytest.mark.parametrize("hill", ["bowl", "beale", "ackley", "absolute"])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_floats_and_arrays_give_the_same_bits(name, hill, schedule):
    rule, noise = OPTIMIZERS[name](step_size=0.02), Noise(std=0.1, seed=3)
    conditions = {"n_iter": 300, "schedule": SCHEDULES[schedule], "noise": noise}
    one, many = (run(OBJECTIVES[hill], r, START, **conditions) for r in (rule, on_arrays(rule)))
    assert_array_equal(one.x, many.x)
    for field, values in one.state.items():
        assert_array_equal(values, many.state[field])


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_run_that_overflows_goes_on_as_on_arrays(name):
    rule = OPTIMIZERS[name](step_size=8.0)
    one, many = (run(OBJECTIVES["rosenbrock"], r, START, 400) for r in (rule, on_arrays(rule)))
    assert_array_equal(one.x, many.x)


class Refusing(GradientDescent):
    """Divides by 0, which a float refuses."""

    def update(self, gradient, state):
        return self.step_size * gradient / (gradient - gradient), state


def test_where_a_float_refuses_the_arrays_go_on():
    assert np.isinf(run(OBJECTIVES["bowl"], Refusing(0.1), START, 1).x[1]).all()


@pytest.mark.parametrize("name", ["sqrt", "square", "sign"])
def test_functions_of_floats_are_those_of_numpy(name):
    function = getattr(elementwise, name)
    with np.errstate(all="ignore"):
        expected = function(np.array(SPECIAL))
        assert_array_equal([function(value) for value in SPECIAL], expected)


@pytest.mark.parametrize("name", ["maximum", "minimum"])
def test_choices_between_floats_are_those_of_numpy(name):
    function, pairs = getattr(elementwise, name), [(a, b) for a in SPECIAL for b in SPECIAL]
    expected = function(*np.array(pairs).T)
    assert_array_equal([function(a, b) for a, b in pairs], expected)


class StopError(Exception):
    """What nobody waits for any longer."""


@pytest.mark.parametrize("step_size", [0.1, np.array([0.1, 0.2])])
def test_what_a_checkpoint_raises_stops_the_run(step_size):
    """The first checkpoint comes after one block, whatever the length of the run."""
    looks, bowl = [], OBJECTIVES["bowl"]
    counted = replace(bowl, df=lambda x, y: looks.append(1) or bowl.df(x, y))

    def stop():
        raise StopError

    with pytest.raises(StopError):
        run(counted, RMSProp(step_size), START, 10 * BLOCK, checkpoint=stop)
    assert len(looks) == BLOCK


def test_a_race_stops_between_its_racers_too():
    seen, racers = [], {"a": RMSProp(0.1), "b": RMSProp(0.2)}
    race(OBJECTIVES["bowl"], racers, START, BLOCK, checkpoint=lambda: seen.append(1))
    assert len(seen) == 2
