"""What the charts show of a run, under schedules, noise, mini-batches, factors: browser against optim."""

from dataclasses import replace

import numpy as np
import pytest

from optim import OBJECTIVES, OPTIMIZERS, SCHEDULES, Noise, RMSProp, run, typed_objective
from tests.engine.node import node, same
from tests.engine.records import default, engine_record
from ui.quantities import QUANTITIES, columns

N_ITER = 120
START = (-1.2, 1.1)
CLOSE = 1e-9
SETTINGS = {  # name -> the objective, and the conditions of a race
    "plain": ("rosenbrock", {}),
    "transcendental": ("mccormick", {}),
    "a factor": ("himmelblau", {"factor": 0.037}),
    "decreasing steps": ("bowl", {"schedule": SCHEDULES["inverse"]}),
    "cosine": ("stretched_bowl", {"schedule": SCHEDULES["cosine"]}),
    "noise": ("bowl", {"noise": Noise(std=0.3, seed=5)}),
    "mini-batches": ("hubble", {"noise": Noise(batch=7, seed=3)}),
    "one example at a time": ("ten_examples", {"noise": Noise(batch=1, seed=2)}),
    "small batches and noise": ("hubble", {"noise": Noise(std=0.1, batch=10, seed=4), "factor": 2.5}),
    "an offset": ("bowl", {"offset": 0.125}),
}


def objective(name: str, factor: float = 1.0, offset: float = 0.0, **_):
    return replace(OBJECTIVES[name], offset=offset).times(factor)


def conditions(settings: dict) -> dict:
    return {key: settings[key] for key in ("schedule", "noise") if key in settings}


@pytest.fixture(scope="module")
def browser() -> dict[str, dict]:
    """The race of all rules under each of the settings, with the columns of all quantities."""
    rules = {rule: default(rule) for rule in OPTIMIZERS}
    jobs = []
    for name, settings in SETTINGS.values():
        shown = {"quantities": tuple(QUANTITIES), **conditions(settings)}
        jobs.append(engine_record(objective(name, **settings), rules, START, N_ITER, **shown))
    return dict(zip(SETTINGS, node([{"job": "race", "engine": engine} for engine in jobs])))


@pytest.mark.parametrize("case", SETTINGS)
def test_every_column_of_every_rule(case: str, browser: dict) -> None:
    name, settings = SETTINGS[case]
    for rule in OPTIMIZERS:
        trajectory = run(objective(name, **settings), default(rule), START, N_ITER, **conditions(settings))
        found, length = browser[case][rule], trajectory.n_finite
        expected = columns(trajectory, QUANTITIES)
        assert found["length"] == length
        expected["best"] = trajectory.best - trajectory.objective.offset
        assert expected.keys() == found.keys() - {"length", "outcome"}, rule
        for column, values in expected.items():
            assert close(found[column], values[:length]), (rule, column)
            assert found["outcome"]["reason"] == trajectory.outcome.reason, rule


def close(found: np.ndarray, expected: np.ndarray) -> bool:
    """Whether two columns agree within rounding: that of each number, and that of the largest."""
    scale = np.abs(expected[np.isfinite(expected)]).max(initial=0.0)
    return found.shape == expected.shape and np.allclose(
        found, expected, CLOSE, CLOSE * scale, equal_nan=True
    )


def test_only_what_is_shown_is_kept() -> None:
    engine = engine_record(
        OBJECTIVES["bowl"], {"adam": default("adam")}, START, 9, quantities=("state.count",)
    )
    (runs,) = node([{"job": "race", "engine": engine}])
    assert runs["adam"].keys() == {"length", "x", "y", "f", "best", "distance", "outcome", "state.count"}
    assert runs["adam"]["state.count"].tolist() == list(range(10))


def test_bias_correction_is_in_the_program() -> None:
    rule = RMSProp(0.01, bias_correction=True)
    engine = engine_record(OBJECTIVES["rosenbrock"], {"rmsprop": rule}, START, N_ITER)
    (runs,) = node([{"job": "race", "engine": engine}])
    assert close(runs["rmsprop"]["x"], run(OBJECTIVES["rosenbrock"], rule, START, N_ITER).x[:, 0])


TYPED = {  # what is typed, a start from which runs meet its kinks or its edge, a step size
    "abs(x) + 2*abs(y)": ((0.5, 0.25), 0.125),
    "max(x, y)": ((0.5, 0.5), 0.125),
    "max(abs(x), 3*abs(y - x))": ((1.0, 1.0), 0.25),
    "abs(x - y) + x^2": ((0.75, 0.75), 0.0625),
    "sqrt(x^2 + y^2)": ((0.0, 0.0), 0.1),
    "sqrt(abs(x)) + y^2": ((0.0, 0.5), 0.1),
    "sqrt(x) + y^2": ((0.5, 0.5), 0.5),
    "log(x) + y^2": ((0.5, 0.5), 0.25),
    "1/x": ((0.5, 0.5), 0.125),
    "x^4 + y^4": ((1.0, 1.0), 4.0),
    "exp(x*y)": ((1.5, 1.5), 0.5),
}


@pytest.mark.parametrize("text", TYPED)
def test_typed_functions_at_kinks_and_where_they_are_not_defined(text: str) -> None:
    start, step_size = TYPED[text]
    typed = typed_objective(text, [[-2, 2], [-2, 2]])
    rules = {
        rule: default(rule, step_size=step_size) for rule in ("gd", "momentum", "adagrad", "rmsprop", "rprop")
    }
    (runs,) = node([{"job": "race", "engine": engine_record(typed, rules, start, 60)}])
    for name, rule in rules.items():
        trajectory = run(typed, rule, start, 60)
        outcome = {key: getattr(trajectory.outcome, key) for key in ("reason", "iteration", "left", "ended")}
        assert runs[name]["outcome"] == outcome, name
        path = trajectory.x[: trajectory.n_finite]
        assert close(runs[name]["x"], path[:, 0]), name
        assert close(runs[name]["y"], path[:, 1]), name


def test_starts_on_a_kink_do_not_move() -> None:
    typed = typed_objective("abs(x) + abs(y)", [[-2, 2], [-2, 2]])
    (runs,) = node([{"job": "race", "engine": engine_record(typed, {"gd": default("gd")}, (0.0, 0.0), 5)}])
    assert same(runs["gd"]["x"], np.zeros(6))
    assert runs["gd"]["outcome"]["reason"] == "converged"


@pytest.mark.parametrize(("name", "values"), [
    ("stretched_bowl", {"condition": 50.0, "rotation": 30.0}),
    ("hubble", {"centring": 0.5}),
])  # fmt: skip
def test_other_values_of_a_family_are_inputs_of_the_same_program(name: str, values: dict) -> None:
    default_record = engine_record(OBJECTIVES[name], {})["objective"]
    member = OBJECTIVES[name].at(**values)
    engine = engine_record(member, {"rmsprop": default("rmsprop")}, START, N_ITER)
    assert engine["objective"]["program"] == default_record["program"]
    (runs,) = node([{"job": "race", "engine": engine}])
    expected = run(member, default("rmsprop"), START, N_ITER)
    assert close(runs["rmsprop"]["x"], expected.x[:, 0])
    assert close(runs["rmsprop"]["f"], expected.value)
