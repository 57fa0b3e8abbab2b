"""What holds for every optimizer of the catalogue, so that a new one is tested by being added."""

import re
import warnings
from dataclasses import fields, replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from optim import (
    OBJECTIVES,
    OPTIMIZERS,
    GradientDescent,
    Momentum,
    RMSProp,
    RMSPropCentered,
    Rprop,
    equations,
    run,
)

BOWL, ROSENBROCK = OBJECTIVES["bowl"], OBJECTIVES["rosenbrock"]
START = np.array([0.6, -0.8])
every_rule = pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
RECORDS = [rule(step_size=0.01) for rule in OPTIMIZERS.values()]
RECORDS += [RMSProp(0.01, bias_correction=True)]
RECORDS += [OPTIMIZERS[name](0.01, bias_correction=False) for name in ("adam", "nadam", "amsgrad", "adamw")]
every_record = pytest.mark.parametrize(
    "record",
    RECORDS,
    ids=lambda r: f"{r.name}, {getattr(r, 'bias_correction', '')}",
)


def adams_direction(rule, g, before, after):
    weight = 1 - rule.beta1**after.count if getattr(rule, "bias_correction", True) else 1
    return after.gradient_avg / weight


def nadams_direction(rule, g, before, after):
    counts, product = (after.count, after.count + 1), after.momentum_product
    now, then = (rule.beta1 * (1 - 0.5 * 0.96 ** (t * rule.momentum_decay)) for t in counts)
    if not rule.bias_correction:
        return (1 - now) * g + then * after.gradient_avg
    return (1 - now) / (1 - product) * g + then / (1 - product * then) * after.gradient_avg


# What `effective_step` multiplies where it is not the gradient, and what else is in a step.
ALONG = {
    "momentum": lambda rule, g, before, after: after.velocity,
    "nesterov": lambda rule, g, before, after: g + rule.momentum * after.velocity,
    "adam": adams_direction,
    "nadam": nadams_direction,
    "rprop": lambda rule, g, before, after: np.sign(after.last_gradient),
    "lion": lambda rule, g, before, after: np.sign(rule.beta1 * before.gradient_avg + (1 - rule.beta1) * g),
}
ALONG |= dict.fromkeys(("amsgrad", "adamw", "adamax"), ALONG["adam"])
BESIDE = {
    "adamw": lambda rule, x, before: rule.step_size * rule.weight_decay * x,
    "rmsprop_momentum": lambda rule, x, before: rule.step_size * rule.momentum * before.velocity,
}


def test_the_catalogue():
    assert list(OPTIMIZERS) == [
        *("rmsprop", "adagrad", "gd", "momentum", "nesterov", "adadelta", "rmsprop_centered"),
        *("rmsprop_momentum", "adam", "nadam", "amsgrad", "adamw", "adamax", "rprop", "lion"),
    ]
    assert RMSProp(0.01) == RMSProp(step_size=0.01, rho=0.99, epsilon=1e-8, bias_correction=False)
    for texts in (
        {rule.title for rule in OPTIMIZERS.values()},
        {rule.short for rule in OPTIMIZERS.values()},
        {rule.adds for rule in OPTIMIZERS.values()},
    ):
        assert len(texts) == len(OPTIMIZERS)


def ancestors(name):
    """The names from an optimizer up to the root; a circle would never end, so it is cut."""
    line = [name]
    while OPTIMIZERS[line[-1]].parent is not None and len(line) <= len(OPTIMIZERS):
        line.append(OPTIMIZERS[line[-1]].parent)
    return line


def test_the_family_is_a_tree_that_grows_from_gradient_descent():
    assert [name for name, rule in OPTIMIZERS.items() if rule.parent is None] == ["gd"]
    assert all(ancestors(name)[-1] == "gd" for name in OPTIMIZERS)
    assert ancestors("nadam") == ["nadam", "adam", "rmsprop", "adagrad", "gd"]
    assert ancestors("nesterov") == ["nesterov", "momentum", "gd"]
    assert ancestors("lion") == ["lion", "momentum", "gd"] and ancestors("rprop") == ["rprop", "gd"]
    grown_from = [rule.parent for rule in OPTIMIZERS.values()]
    assert grown_from.count("rmsprop") == grown_from.count("adam") == 4


@every_rule
def test_a_record_is_complete(rule):
    assert OPTIMIZERS[rule.name] is rule
    assert rule.title and rule.short and len(rule.short) <= 12
    assert rule.adds[-1] == "." and rule.adds[0].isupper() and ". " not in rule.adds
    hyperparameters = [field.name for field in fields(rule) if field.type is not bool]
    state = rule(step_size=0.1).init(START)
    assert set(rule.symbols) == {*hyperparameters, *state._fields}
    assert len(set(rule.symbols.values())) == len(rule.symbols), "two names share a symbol"
    assert rule.accumulator in (*state._fields, None)
    assert rule.typical_step_size is None or rule.typical_step_size > 0
    assert "PyTorch" in rule.__doc__ or rule.name == "gd"
    assert re.search(r"\b(18|19|20)\d\d\b", rule.__doc__), "no source"


@every_record
def test_the_equation_has_every_symbol_and_is_sound_latex(record):
    lines = equations(record)
    text = " ".join(lines)
    for name, symbol in record.symbols.items():
        counted = name != "count" or getattr(record, "bias_correction", True)
        assert (("^t" if name == "count" else symbol) in text) == counted, name
    for equation in lines:
        assert equation.count("{") == equation.count("}") and equation.count("(") == equation.count(")")
        assert equation.count(r"\left(") == equation.count(r"\right)")
        assert equation.count(r"\begin") == equation.count(r"\end")
        assert equation.isascii() and equation == equation.strip()
    assert sum(equation.startswith(r"x \leftarrow x -") for equation in lines) == 1


@every_record
def test_the_step_is_the_effective_step_times_what_the_record_says(record):
    state = record.init(START)
    for gradient in np.array([[1.0, -2.0], [0.5, 0.3], [-0.2, 0.4]]):
        before = state
        step, state = record.update(gradient, before, START, record.step_size)
        along = ALONG.get(record.name, lambda rule, g, before, after: g)(record, gradient, before, state)
        beside = BESIDE.get(record.name, lambda rule, x, before: 0)(record, START, before)
        effective = record.effective_step(state, record.step_size)
        assert_allclose(step, effective * along + beside, rtol=1e-13, atol=1e-16)


def values(field) -> np.ndarray:
    """(3,): good values of a hyperparameter."""
    if "low" in field.metadata:
        return field.metadata["low"] + np.array([0.1, 0.2, 0.7])
    if field.metadata.get("high") == 1.0:
        return np.array([0.2, 0.6, 0.95])
    default = {"step_size": 0.02, "weight_decay": 0.1}.get(field.name, field.default)
    return default * np.array([0.5, 1.0, 3.0])


@pytest.mark.parametrize(
    ("rule", "field"),
    [(rule, field) for rule in OPTIMIZERS.values() for field in fields(rule) if field.type is not bool],
    ids=lambda value: getattr(value, "name", None),
)
def test_arrays_of_a_hyperparameter_are_the_single_runs(rule, field):
    optimizer = replace(rule(step_size=0.02), **{field.name: values(field)})
    many = run(BOWL, optimizer, START, n_iter=30)
    assert many.x.shape == (31, 3, 2) and many.effective_step.shape == (30, 3, 2)
    for i, value in enumerate(values(field)):
        one = run(BOWL, replace(optimizer, **{field.name: value}), START, n_iter=30)
        assert_allclose(many.x[:, i], one.x, rtol=1e-9, atol=1e-12)
        assert_allclose(many.effective_step[:, i], one.effective_step, rtol=1e-9)
        for name, state in one.state.items():
            assert_allclose(many.state[name][:, i], state, rtol=1e-9, atol=1e-12)


@every_record
def test_a_sane_run_stays_finite_and_goes_down(record):
    typical = replace(record, step_size=record.typical_step_size or 0.01)
    for objective, n_iter in ((BOWL, 300), (OBJECTIVES["beale"], 100)):
        trajectory = run(objective, typical, (1.0, 0.8), n_iter)
        assert trajectory.n_finite == n_iter + 1
        assert np.isfinite(trajectory.effective_step).all() and (trajectory.effective_step > 0).all()
        assert trajectory.best[-1] < trajectory.value[0]


@every_record
@pytest.mark.parametrize("step_size", [1e-5, 10.0, 1e200])
def test_nothing_warns_at_any_step_size(record, step_size):
    with warnings.catch_warnings(), np.errstate(all="warn"):
        warnings.simplefilter("error")
        trajectory = run(ROSENBROCK, replace(record, step_size=step_size), (-1.5, 2.0), n_iter=40)
        for derived in ("value", "state", "effective_step", "outcome"):
            getattr(trajectory, derived)


@every_rule
def test_the_state_at_iterate_0_is_what_init_says(rule):
    optimizer = rule(step_size=[0.1, 0.2])
    trajectory = run(BOWL, optimizer, START, n_iter=3)
    for name, value in optimizer.init(trajectory.iterates[0])._asdict().items():
        expected = np.broadcast_to(value, (2, 2)).T
        assert_array_equal(trajectory.state[name][0], expected)
    if "count" in trajectory.state:
        assert_array_equal(trajectory.state["count"][:, 0, 0], np.arange(4))


@every_rule
def test_a_step_size_may_differ_from_one_update_to_the_next(rule):
    """Only Rprop's, which is that of its first step, has no effect later."""
    optimizer, gradient = rule(step_size=0.01), np.array([1.0, -2.0])
    _, state = optimizer.update(gradient, optimizer.init(START), START, 0.01)
    step, _ = optimizer.update(gradient, state, START, 0.01)
    doubled, _ = optimizer.update(gradient, state, START, 0.02)
    assert_allclose(doubled, (1 if rule is Rprop else 2) * step, rtol=1e-15)


QUADRATICS = [name for name, o in OBJECTIVES.items() if o.lipschitz and len(o.minima)]
LIMITED = [rule for rule in OPTIMIZERS.values() if rule.limit]


@pytest.mark.parametrize("name", QUADRATICS)
@pytest.mark.parametrize("rule", LIMITED, ids=lambda rule: rule.name)
@pytest.mark.parametrize("momentum", [0.0, 0.3, 0.9])
def test_the_limit_of_the_step_size_is_the_limit(name, rule, momentum):
    objective, given = OBJECTIVES[name], {} if rule is GradientDescent else {"momentum": momentum}
    limit = rule(1.0, **given).stable_step_size(objective)
    start = objective.minima[0] + (0.3, 0.2)
    below, above = (run(objective, rule(f * limit, **given), start, 3000).value[-1] for f in (0.99, 1.01))
    assert below - objective.minimum < 1e-9 and not above < 1e9


def test_the_limits_in_numbers_and_who_has_none():
    assert [rule.name for rule in LIMITED] == ["gd", "momentum", "nesterov"]
    assert GradientDescent(1.0).stable_step_size(OBJECTIVES["stretched_bowl"]) == 0.1
    assert_allclose(Momentum(1.0, [0.0, 0.9]).stable_step_size(BOWL), [1.0, 1.9])
    for rule in OPTIMIZERS.values():
        assert rule(1.0).stable_step_size(ROSENBROCK) is None
        assert (rule(1.0).stable_step_size(BOWL) is None) == (rule.limit is None)


def test_a_variance_that_rounding_makes_negative_is_none():
    optimizer = RMSPropCentered(1.0, rho=0.3)
    state = optimizer.init(START)._replace(square_avg=np.array([1.0, 4.0]), gradient_avg=np.array([1.1, 2.0]))
    assert_allclose(optimizer.effective_step(state, 1.0), 1e8)
