"""What an update costs is counted, the same everywhere, and of everything that NumPy is asked to do."""

from dataclasses import replace

import numpy as np
import pytest

from optim import OBJECTIVES, OPTIMIZERS, GradientDescent, Noise, run
from optim.cost import (
    BATCH,
    FUNCTION,
    LOOP,
    ON_ARRAYS,
    OPERATOR,
    ROUTINE,
    look_cost,
    race_cost,
    rule_cost,
    update_cost,
)
from tests.optim.unsearched import unsearched

BOWL, BOUNDS = OBJECTIVES["bowl"], [[0.1, 2], [0.1, 2]]


def test_a_look_at_the_bowl_is_two_products():
    assert look_cost(BOWL) == pytest.approx(2 * OPERATOR)
    assert 0.9 < update_cost(BOWL) < 1.1


def test_an_update_of_gradient_descent_is_one_product():
    assert rule_cost(OPTIMIZERS["gd"](step_size=0.1)) == pytest.approx(LOOP + ON_ARRAYS)


def test_every_rule_is_counted_and_the_middling_one_is_the_unit():
    costs = {name: rule_cost(rule(step_size=0.01)) for name, rule in OPTIMIZERS.items()}
    assert costs["gd"] == min(costs.values()) and costs["adam"] > costs["rmsprop"] > costs["momentum"]
    assert 0.8 < np.median(list(costs.values())) < 1.5


def test_an_iteration_of_a_race_is_an_update_of_each_optimizer():
    rules, noise = [GradientDescent(0.1), OPTIMIZERS["adam"](0.1)], Noise(std=0.1)
    alone = [race_cost(BOWL, [rule], noise) for rule in rules]
    assert race_cost(BOWL, rules, noise) == pytest.approx(sum(alone))
    assert alone[0] > race_cost(BOWL, rules[:1])


def test_functions_and_routines_are_counted_through_all_that_comes_of_them():
    objective = replace(BOWL, df=lambda x, y: (np.exp(x) + 1, np.where(x > y, np.sqrt(y * y), 0.0) * 2))
    expected = 2 * FUNCTION + 4 * OPERATOR + ROUTINE  # exp, sqrt; + > * *
    assert look_cost(objective) == pytest.approx(expected)


@pytest.mark.parametrize("name", OBJECTIVES)
def test_every_objective_can_be_counted(name):
    assert 0 < look_cost(OBJECTIVES[name]) < 10


def test_a_longer_formula_costs_more():
    products = ["*".join(f"x^{k}.5" for k in range(n)) for n in (2, 6, 12)]
    costs = [look_cost(unsearched(text, BOUNDS)) for text in products]
    assert costs[0] < costs[1] < costs[2]


def test_noise_and_batches_cost_something():
    hubble = OBJECTIVES["hubble"]
    plain, noisy, dealt = (update_cost(hubble, n) for n in (None, Noise(std=0.1), Noise(batch=4)))
    assert plain < noisy < dealt
    assert dealt > plain + BATCH


def test_a_run_that_has_ended_costs_no_more_than_one_that_goes_on():
    """Where f is not defined its slope is looked for around the point, but not around NaN."""
    objective, looks = unsearched("log(x)*x^2", [[-2, 2], [-2, 2]]), []
    slopes = objective.df
    around = slopes._at_point
    slopes._at_point = lambda x, y: looks.append((x, y)) or around(x, y)
    run(objective, GradientDescent(0.1), (-0.5, 0.5), 500)
    assert len(looks) <= 2
