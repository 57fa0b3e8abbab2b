"""Programs: what they compute is what the records compute, to the bit; what cannot be one says why."""

import json
import math
from dataclasses import fields

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from optim import OBJECTIVES, OPTIMIZERS, SCHEDULES, RMSProp, run
from optim.program import (
    OPERATIONS,
    UntraceableError,
    named,
    objective_program,
    optimizer_programs,
    schedule_program,
    trace,
)
from tests.cases import case
from tests.optim.unsearched import unsearched

N_ITER = 30
TYPED = (
    "x^2 + 3xy", "sin(x)/(2 + cos(y))", "|x - y| + max(x, 2y)", "x^(1/3) + y^4", "2^x + x",
    "log(x^2 + 1) + e^(-y^2)", "atan2(y, x) + sqrt(x^2 + y^2)", "asinh(x) + tanh(x y) + log_10(y^2 + 2)",
)  # fmt: skip


def run_programs(objective, optimizer, start):
    """All iterates of a run by programs alone, from start (2, ...)."""
    look, rule = objective_program(objective), optimizer_programs(optimizer)
    parameters = objective.parameters.values()
    hyperparameters = [getattr(optimizer, name) for name in rule.hyperparameters]
    iterates, state = [start], rule.init(start, *hyperparameters)
    with np.errstate(all="ignore"):
        for _ in range(N_ITER):
            x = iterates[-1]
            gradient = np.empty_like(x)
            gradient[0], gradient[1] = look(x[0], x[1], *parameters)[1:]
            step, _, *state = rule.update(*state, gradient, x, *hyperparameters)
            iterates.append(x - step)
    return np.array(iterates)


@pytest.mark.parametrize("objective", OBJECTIVES.values(), ids=OBJECTIVES)
def test_a_run_by_programs_is_the_run(objective):
    starts = np.random.default_rng(0).uniform(*objective.bounds.T, size=(3, 2))
    for rule in OPTIMIZERS.values():
        optimizer = rule(step_size=rule.typical_step_size or 0.05)
        with case(rule.name):
            for start in (starts, starts[0]):  # one run is computed number by number
                found = run_programs(objective, optimizer, start.T)
                assert_array_equal(found, run(objective, optimizer, start, N_ITER).iterates)


@pytest.mark.parametrize("optimizer", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_a_program_gives_the_state_and_the_effective_step(optimizer):
    optimizer = optimizer(step_size=0.05)
    trajectory, rule = run(OBJECTIVES["beale"], optimizer, (1.0, 2.0), 5), optimizer_programs(optimizer)
    hyperparameters = [getattr(optimizer, name) for name in rule.hyperparameters]
    state = rule.init(trajectory.x[0], *hyperparameters)
    assert rule.state == tuple(trajectory.state)
    for k, x in enumerate(trajectory.x[:-1]):
        _, effective, *state = rule.update(*state, trajectory.gradient[k], x, *hyperparameters)
        assert_array_equal(np.broadcast_to(effective, 2), trajectory.effective_step[k])
        for name, value in zip(rule.state, state):
            assert_array_equal(np.broadcast_to(value, 2), trajectory.state[name][k + 1])


def test_a_switch_makes_another_program_and_a_number_the_same():
    plain, corrected = RMSProp(0.1), RMSProp(0.1, bias_correction=True)
    assert optimizer_programs(plain) is optimizer_programs(RMSProp(0.5, rho=0.5))
    assert "power" not in {name for name, *_ in optimizer_programs(plain).update.steps}
    assert "power" in {name for name, *_ in optimizer_programs(corrected).update.steps}
    start = np.array([-1.5, 2.0])
    found = run_programs(OBJECTIVES["rosenbrock"], corrected, start)
    assert_array_equal(found, run(OBJECTIVES["rosenbrock"], corrected, start, N_ITER).x)


@pytest.mark.parametrize("optimizer", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_inputs_are_named_in_the_order_of_the_contract(optimizer):
    rule = optimizer_programs(optimizer(step_size=0.1))
    numbers = tuple(field.name for field in fields(optimizer) if field.type is not bool)
    assert rule.init.inputs == ("x", *numbers) and numbers[0] == "step_size"
    assert rule.update.inputs == (*rule.state, "gradient", "x", *numbers)
    assert len(rule.init.results) == len(rule.state) and len(rule.update.results) == 2 + len(rule.state)


FAMILIES = [objective for objective in OBJECTIVES.values() if objective.parameters]


@pytest.mark.parametrize("objective", FAMILIES, ids=lambda objective: objective.name)
@pytest.mark.parametrize("share", [0, 0.3, 0.5, 1])
def test_a_program_has_the_parameters_of_its_family_as_inputs(objective, share):
    """One program for all of them, and for every factor, which multiplies what it gives."""
    values = {name: low + share * (high - low) for name, (low, high) in objective.ranges.items()}
    other, points = objective.at(**values).times(0.3), np.random.default_rng(1).uniform(-2, 2, size=(100, 2))
    program = objective_program(other)
    assert program is objective_program(objective) and program.inputs == ("x", "y", *values)
    f, dx, dy = program(*points.T, *values.values())
    assert_array_equal(0.3 * f, other(points))
    assert_array_equal(np.multiply(0.3, [dx, dy]), other.gradient(points).T)


@pytest.mark.parametrize("schedule", SCHEDULES.values(), ids=SCHEDULES)
def test_the_program_of_a_schedule_gives_its_factors(schedule):
    k = np.arange(50)
    (found,) = schedule_program(schedule)(k, 50)
    assert_array_equal(np.broadcast_to(found, 50), schedule.factor(k, 50))


@pytest.mark.parametrize("text", TYPED)
def test_the_program_of_a_typed_function_is_its_formulas(text):
    record = unsearched(text, [[-2, 2], [-2, 2]])
    program = objective_program(record)
    x, y = np.random.default_rng(1).uniform(-2, 2, size=(2, 500))  # none of them at a kink
    with np.errstate(all="ignore"):
        found = program(x, y)
        for one, of_the_record in zip(found, (record.f(x, y), *record.df(x, y))):
            assert_array_equal(one, of_the_record)
        for point in zip(x[:50], y[:50]):
            assert_array_equal(program(*point), (record.f(*point), *record.df(*point)))


def test_equal_steps_are_kept_once_and_steps_that_lead_nowhere_are_not():
    def function(x, y):
        np.exp(x)  # of no use
        return (x + y) * (x + y), np.sqrt(x + y)

    found = trace(function, "x", "y")
    assert found.steps == (("add", 0, 1), ("multiply", 2, 2), ("sqrt", 2))
    assert found.results == (3, 4) and found.constants == ()


def test_a_part_of_the_results_and_what_depends_on_an_input():
    whole = trace(lambda x, c: (x * c, np.exp(c) + 2, x * c - 7), "x", "c")
    assert whole.giving(1) == trace(lambda x, c: np.exp(c) + 2, "x", "c")
    assert whole.giving(2, 0) == trace(lambda x, c: (x * c - 7, x * c), "x", "c")
    assert {whole.steps[place - 2][0] for place in whole.varying("x") - {0}} == {"multiply", "subtract"}
    assert whole.varying("c") == {1, 2, 3, 4, 5} and whole.varying() == set()


def test_squares_are_products_and_other_powers_stay():
    found = trace(lambda x: (x**2, np.square(x), x**3, 2**x), "x")
    assert found.steps == (("multiply", 0, 0), ("power", 0, -2), ("power", -1, 0))
    assert found.constants == (2.0, 3.0) and found.results == (1, 1, 2, 3)


def test_a_name_stands_for_a_place_and_changes_no_number():
    found = trace(lambda x: np.sqrt(named("m_hat", x / 2)), "x")
    assert dict(found.names) == {1: "m_hat"} and found == trace(lambda x: np.sqrt(x / 2), "x")
    assert named("m_hat", 3.0) == 3.0


def test_data_is_json_and_constants_that_are_not_finite_are_text():
    found = trace(lambda x: (np.minimum(x, np.inf), np.maximum(x, -np.inf), x * np.nan, x + 0.5), "x")
    assert found.data() == {
        "inputs": ["x"],
        "constants": ["inf", "-inf", "nan", 0.5],
        "steps": [["minimum", 0, -1], ["maximum", 0, -2], ["multiply", 0, -3], ["add", 0, -4]],
        "results": [1, 2, 3, 4],
    }
    json.dumps([objective_program(objective).data() for objective in OBJECTIVES.values()], allow_nan=False)


def test_every_operation_is_numpys_of_that_name():
    for name, operation in OPERATIONS.items():
        ufunc = getattr(np, name)
        arguments = [np.array([0.25, 0.5])] * getattr(ufunc, "nin", 3)
        with np.errstate(all="ignore"):
            assert_array_equal(operation(*arguments), ufunc(*arguments))


def test_python_numbers_go_on_in_inf_as_numpys_do():
    with np.errstate(all="ignore"):
        assert trace(lambda x: 1 / x, "x")(0.0) == (np.inf,)
    with pytest.raises(ValueError, match="expected 1 inputs"):
        trace(lambda x: 1 / x, "x")(1.0, 2.0)


def looks(x):
    return x if x > 0 else -x


def picks_the_larger(x):
    return max(x, 0)


def changes_in_place(x):
    x += 1
    return x


def changes_an_entry(x):
    x[0] = 1
    return x


def writes_out(x):
    return np.add(x, 1, out=x)


def takes_an_entry(x):
    return x[0] ** 2


def loops(x):
    return sum(part for part in x)


def adds_up(x):
    return x * np.sum(x)


def reduces(x):
    return np.add.reduce(x)


def draws(x):
    return x + np.random.normal()


def leaves_numpy(x):
    return math.sin(x)


def rounds(x):
    return np.round(x, 3)


def asks_for_a_method(x):
    return x.sum()


def calls_the_unknown(x):
    return np.spacing(x)


def uses_an_array(x):
    return x * np.array([1.0, 2.0])


UNTRACEABLE = {
    looks: "write np.where, np.minimum or np.maximum",
    picks_the_larger: "write np.where, np.minimum or np.maximum",
    changes_in_place: "give the new value a name",
    changes_an_entry: "give the new value a name",
    writes_out: "give the new value a name",
    takes_an_entry: "write the same for both",
    loops: "write the same for both",
    adds_up: "np.sum is not among the steps of a program: write it with add, subtract",
    reduces: "so write a \\+ b",
    draws: "leave chance to optim.Noise",
    leaves_numpy: "write np.sin for math.sin",
    rounds: "np.round is not among the steps of a program: write it with .*rint",
    asks_for_a_method: "has no .sum: write NumPy's functions",
    calls_the_unknown: "np.spacing is not among the steps of a program",
    uses_an_array: "so write numbers",
}


@pytest.mark.parametrize(
    ("function", "instead"), UNTRACEABLE.items(), ids=lambda part: getattr(part, "__name__", "")
)
def test_what_is_no_program_says_where_and_what_to_write_instead(function, instead):
    with pytest.raises(UntraceableError, match=instead) as error:
        trace(function, "x")
    assert error.value.file == __file__
    assert error.value.line == function.__code__.co_firstlineno + 1
    line = f"{error.value.file}:{error.value.line}: `"
    assert str(error.value).startswith(line) and isinstance(error.value, ValueError)


def test_a_rule_that_is_no_program_says_so_by_its_own_line():
    class Clipped(RMSProp):
        def effective_step(self, state, step_size):
            return super().effective_step(state, step_size) if state.count > 3 else step_size

    with pytest.raises(UntraceableError, match=r"if state\.count > 3 else step_size`: if, and, or"):
        optimizer_programs(Clipped(0.1))
