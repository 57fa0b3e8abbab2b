"""One look at every objective and one update of every rule, browser against NumPy, at random points."""

import numpy as np
import pytest

from optim import OBJECTIVES, OPTIMIZERS, SCHEDULES
from optim.program import objective_program, optimizer_programs, schedule_program
from tests.engine.arithmetic import is_arithmetic
from tests.engine.node import node, same
from tests.engine.records import default, objective_record

N = 1000
RELATIVE = 1e-12
COUNTS = {"count"}  # fields of a state that are whole


def agree(found, expected, exact: bool) -> bool:
    """Whether results are the same to the bit, or else to 1e-12 of the largest of these numbers."""
    if exact:
        return all(map(same, found, expected))
    scale = max(np.abs(values).max() for values in expected)
    return all(
        np.abs(f - e).max() <= RELATIVE * (np.abs(e).max() + 1e-3 * scale) for f, e in zip(found, expected)
    )


def points(objective) -> list[np.ndarray]:
    """(x, y), N of each: spread over the bounds, and beyond them."""
    low, high = objective.bounds.T
    middle, half = (low + high) / 2, (high - low) / 2
    return list((middle + 1.5 * half * np.random.default_rng(1).uniform(-1, 1, (N, 2))).T)


def states(name: str) -> list[np.ndarray]:
    """Inputs of a rule's update: what a run may have gathered, gradients of all sizes, hyperparameters."""
    rule, random = default(name), np.random.default_rng(2)
    programs = optimizer_programs(rule)
    gathered = []
    for field in programs.state:
        sizes = 10.0 ** random.uniform(-6, 3, N)
        signed = field in ("velocity", "gradient_avg", "move", "last_gradient", "iterate")
        numbers = sizes * random.choice([-1, 1], N) if signed else sizes
        product = random.uniform(0, 1, N) if field == "momentum_product" else numbers
        gathered.append(random.integers(0, 500, N).astype(float) if field in COUNTS else product)
    gradient = 10.0 ** random.uniform(-6, 3, N) * random.choice([-1, 1], N)
    hyperparameters = [np.full(N, getattr(rule, name)) for name in programs.hyperparameters]
    return [*gathered, gradient, random.normal(size=N), *hyperparameters]


@pytest.fixture(scope="module")
def browser() -> dict[str, list[np.ndarray]]:
    """name -> the results of its program in the browser."""
    jobs = {}
    for name, objective in OBJECTIVES.items():
        inputs = [*points(objective), *(np.full(N, value) for value in objective.parameters.values())]
        jobs[name] = {"program": objective_program(objective).data(), "inputs": inputs}
    for name in OPTIMIZERS:
        jobs[name] = {"program": optimizer_programs(default(name)).update.data(), "inputs": states(name)}
    return dict(zip(jobs, node([{"job": "program", **job} for job in jobs.values()])))


@pytest.mark.parametrize("name", OBJECTIVES)
def test_a_look_at_an_objective(name: str, browser: dict) -> None:
    program = objective_program(OBJECTIVES[name])
    x, y = points(OBJECTIVES[name])
    expected = np.broadcast_arrays(*program(x, y, *OBJECTIVES[name].parameters.values()), x)[:3]
    assert agree(browser[name], expected, is_arithmetic(program))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_an_update_of_a_rule(name: str, browser: dict) -> None:
    program, inputs = optimizer_programs(default(name)).update, states(name)
    expected = np.broadcast_arrays(*program(*inputs), inputs[0])[:-1]
    assert len(expected) == len(program.results)
    assert agree(browser[name], expected, is_arithmetic(program))


def test_half_of_the_objectives_and_most_rules_are_arithmetic() -> None:
    """Those that the tests of whole runs, bit for bit, are about."""
    assert sum(is_arithmetic(objective_program(o)) for o in OBJECTIVES.values()) > len(OBJECTIVES) / 2
    assert sum(is_arithmetic(optimizer_programs(default(name)).update) for name in OPTIMIZERS) == 10


@pytest.mark.parametrize("name", SCHEDULES)
def test_the_factors_of_a_schedule(name: str) -> None:
    k, n_iter = np.arange(200.0), np.full(200, 200.0)
    program = {"job": "program", "program": schedule_program(SCHEDULES[name]).data(), "inputs": [k, n_iter]}
    found = node([program])[0]
    assert agree(found, [SCHEDULES[name].factor(np.arange(200), 200)], name in ("constant", "inverse"))


@pytest.mark.parametrize("name", ["rosenbrock", "ackley", "himmelblau"])
def test_values_on_a_grid(name: str) -> None:
    objective = OBJECTIVES[name].times(3.0)
    xs, ys = (np.linspace(*ends, size) for ends, size in zip(objective.bounds, (31, 23)))
    found = node([{"job": "values", "objective": objective_record(objective), "xs": xs, "ys": ys}])[0]
    expected = objective(np.stack(np.meshgrid(xs, ys), axis=-1))
    assert agree([found.reshape(expected.shape)], [expected], is_arithmetic(objective_program(objective)))
