"""The fair race in the browser against optim.maps.fair_race: every loss, and what it comes to."""

import numpy as np
import pytest

from optim import OBJECTIVES, OPTIMIZERS, random_start
from optim.maps import LOWEST, Protocol, fair_race
from tests.engine.node import node, same
from tests.engine.records import CONSTANT, default, engine_record

SIZES = [0.0004, 0.0012, 0.004, 0.01, 0.1, 0.5, 1.5, 4.0]
ROOTS = ["gd", "adagrad", "rmsprop", "momentum", "rprop", "lion"]  # no power in these: the same to the bit


def job(objective, rule, protocol, shared=0.01):
    record = engine_record(objective, {"racer": default(rule)}, (0, 0), protocol.budget, CONSTANT)
    tuned, tested = (
        [random_start(objective.bounds, seed).tolist() for seed in seeds]
        for seeds in (protocol.tuned_on, protocol.tested_on)
    )
    return {
        "job": "fair",
        "objective": {"engine": record["objective"], "tuned": tuned, "tested": tested},
        "optimizer": record["optimizers"]["racer"],
        "protocol": {"budget": protocol.budget, "step_sizes": list(protocol.step_sizes), "shared": shared},
        "schedule": record["schedule"],
    }


def number(value) -> float:
    return np.inf if value is None else value  # JSON has no infinity


@pytest.mark.parametrize("name", ["rosenbrock", "stretched_bowl"])
def test_entries_are_the_same_and_come_to_the_same(name):
    objective, protocol = OBJECTIVES[name], Protocol(120, np.array(SIZES))
    expected = fair_race(objective, {rule: OPTIMIZERS[rule](1.0) for rule in ROOTS}, protocol)
    for rule, found in zip(ROOTS, node([job(objective, rule, protocol) for rule in ROOTS])):
        entry = expected[rule]
        assert found["entry"]["stepSize"] == entry.optimizer.step_size, rule
        assert same(found["entry"]["tuning"], entry.tuning.ravel()), rule
        assert same(found["entry"]["losses"], entry.losses), rule
        assert same(found["entry"]["solved"], entry.tested.first_near.astype(float)), rule
        assert same(np.array(list(map(number, found["quartiles"]))), np.array(entry.quartiles)), rule
        assert (number(found["median"]), found["failed"]) == (entry.median, entry.failed), rule
        assert (found["failedInTuning"], tuple(found["good"])) == (entry.failed_in_tuning, entry.good), rule
        assert (found["entry"]["start"], found["lowest"]) == (entry.start, LOWEST)
        np.testing.assert_allclose(found["best"], [entry.best_of(n) for n in (1, 2, 5, 200)], rtol=1e-8)


def test_on_rosenbrock_adam_and_momentum_end_where_they_should():
    """With all the step sizes and starts of the page: 3e-8 at 1.5, and 5e-6 at 0.0012 with 5 of 30 failed."""
    from ui.fair.settings import DEFAULT, step_sizes

    protocol = Protocol(DEFAULT.budget, np.array(step_sizes(DEFAULT)))
    jobs = [job(OBJECTIVES["rosenbrock"], rule, protocol) for rule in ("adam", "momentum")]
    adam, momentum = node(jobs)
    assert len(protocol.step_sizes) == 51
    assert (adam["entry"]["stepSize"], adam["failed"]) == (1.5, 0)
    assert 2.5e-8 < adam["median"] < 3.5e-8
    assert (momentum["entry"]["stepSize"], momentum["failed"]) == (0.0012, 5)
    assert 4.5e-6 < momentum["median"] < 5.5e-6
    assert momentum["shared"] is None  # at 0.01 for all it diverges
