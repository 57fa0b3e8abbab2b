"""One update, step by step: what is shown is what ran."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from optim import OBJECTIVES, OPTIMIZERS, SCHEDULES, Noise, RMSProp, run
from optim.explain.equations import updates
from optim.explain.sentences import SENTENCES, WHATEVER
from optim.explain.substeps import explain, substeps

# Sentences for what nobody has thought of yet.
VAGUE = {WHATEVER, *(SENTENCES[kind,] for kind in ("divide", "square", "sign", "step"))}
RUNS = {"bowl": (0.6, -0.8), "rosenbrock": (-1.2, 1.4), "himmelblau": (0.5, -0.5), "saddle": (0.7, 0.01)}
OTHERS = {"lion": {"weight_decay": 0.1}, "nadam": {"momentum_decay": 0.3}}
RECORDS = [rule(step_size=5e-4, **OTHERS.get(name, {})) for name, rule in OPTIMIZERS.items()]
RECORDS.append(RMSProp(step_size=5e-4, rho=0.9, bias_correction=True))
RECORDS += [OPTIMIZERS[name](5e-4, bias_correction=False) for name in ("adam", "nadam", "amsgrad", "adamw")]

every_record = pytest.mark.parametrize(
    "record", RECORDS, ids=lambda r: f"{r.name}, {getattr(r, 'bias_correction', '')}"
)


def moves(trajectory) -> np.ndarray:
    """(n_iter, 2): the very steps that the optimizer took, which a small x - new x has lost digits of."""
    optimizer, state, steps = trajectory.optimizer, trajectory.optimizer.init(trajectory.x[0]), []
    for gradient, x in zip(trajectory.gradient[:-1], trajectory.x):
        step, state = optimizer.update(gradient, state, x, optimizer.step_size)
        steps.append(step)
    return np.array(steps)


def follows_the_run(rule) -> None:
    """Asserts that each line of the rule gives what the run recorded, on every objective."""
    for name, start in RUNS.items():
        trajectory = run(OBJECTIVES[name], rule, start, n_iter=60)
        assert trajectory.n_finite == 61
        told = explain(trajectory)
        assert told.values.shape == (60, len(told.substeps), 2)
        assert_allclose(told.values[:, -1], moves(trajectory), rtol=1e-12, atol=0)
        lost = 2 * np.spacing(np.abs(trajectory.x[:-1]))  # what rounding x leaves of a small difference
        difference = np.abs(told.values[:, -1] - (trajectory.x[:-1] - trajectory.x[1:]))
        assert (difference <= 1e-12 * np.abs(told.values[:, -1]) + lost).all()
        for field, record in trajectory.state.items():
            line = told.symbols.get(f"{rule.symbols[field]}'")
            if line is not None:
                assert_allclose(
                    np.broadcast_to(line, (60, 2)),
                    record[1:],
                    rtol=1e-12,
                    atol=0,
                    err_msg=f"{field} on {name}",
                )


@every_record
def test_every_line_gives_what_the_run_recorded(record):
    follows_the_run(record)


@every_record
def test_under_a_schedule_and_with_noise_the_lines_still_lead_to_the_next_iterate(record):
    schedule, noise = SCHEDULES["inverse_sqrt"], Noise(std=0.2, seed=3)
    trajectory = run(OBJECTIVES["himmelblau"], record, (0.5, -0.5), 40, schedule=schedule, noise=noise)
    told = explain(trajectory)
    assert_allclose(trajectory.x[:-1] - told.values[:, -1], trajectory.x[1:], rtol=1e-12, atol=1e-15)


@every_record
def test_every_field_of_the_state_has_a_line_of_its_own_or_is_only_counted(record):
    state = record.init(np.zeros(2))._asdict()
    targets = {equation.target.latex for equation in updates(record)}
    assert {record.symbols[name] for name in state} - targets <= {"t"}


def test_the_sub_steps_of_rmsprop():
    assert [step.latex for step in substeps(RMSProp(0.01))] == [
        "g",
        "g^2",
        r"s \leftarrow \rho s + (1 - \rho)\, g^2",
        r"\sqrt{s}",
        r"\frac{\alpha}{\epsilon + \sqrt{s}}",
        r"x \leftarrow x - \frac{\alpha}{\epsilon + \sqrt{s}}\, g",
    ]


def test_what_a_sub_step_is_for_depends_on_the_rule():
    told = {step.latex: step.sentence for step in substeps(OPTIMIZERS["rmsprop_centered"](0.01))}
    assert told[r"\sqrt{s - m^2}"].startswith("Their spread")
    assert told[r"\frac{\alpha}{\epsilon + \sqrt{s - m^2}}"].endswith("where the gradients differ much.")
    assert told[r"m \leftarrow \rho m + (1 - \rho)\, g"].startswith("The average of the gradients")
    told = [step.sentence for step in substeps(OPTIMIZERS["lion"](0.01))]
    assert told[1].startswith("The direction: mostly") and told[2].startswith("For the next update")
    told = [step.sentence for step in substeps(OPTIMIZERS["adadelta"](0.01))]
    assert told[1] == "The last move, squared." and told[7].startswith("How far it usually moves")


@every_record
def test_every_sub_step_has_a_sentence_of_its_own_kind(record):
    steps = substeps(record)
    assert steps[0].latex == "g" and steps[-1].target == "x"
    for step in steps:
        assert step.sentence not in VAGUE, f"no sentence for {step.latex}"
        assert step.sentence.endswith(".") and len(step.sentence) <= 100


def test_the_fraction_is_the_effective_step():
    trajectory = run(OBJECTIVES["beale"], RMSProp(0.01), (1.0, 1.5), 40)
    assert_allclose(explain(trajectory).values[:, 4], trajectory.effective_step, rtol=1e-14)


def test_a_gradient_that_was_not_the_true_one_is_the_one_that_is_told():
    trajectory = run(OBJECTIVES["bowl"], RMSProp(0.01), (0.6, -0.8), 10)
    object.__setattr__(trajectory, "used_gradient", 2 * trajectory.gradient[:-1])
    assert_array_equal(explain(trajectory).values[:, 0], 2 * trajectory.gradient[:-1])


@every_record
def test_a_run_that_overflows_is_told_without_a_warning(record):
    steep = replace(record, step_size=9.0)
    told = explain(run(OBJECTIVES["rosenbrock"], steep, (-1.2, 1.4), 300))
    assert told.values.shape[0] == 300


def test_many_runs_are_refused():
    with pytest.raises(ValueError, match="expected one run"):
        explain(run(OBJECTIVES["bowl"], RMSProp(0.01), np.zeros((3, 2)), 5))
