"""What the public functions do with arguments of the wrong kind: a ValueError says what is expected."""

import itertools
from dataclasses import fields

import numpy as np
import pytest

import optim
from optim import OBJECTIVES, OPTIMIZERS, SCHEDULES, Noise, RMSProp, Rprop, run
from optim.explain.substeps import explain
from tests.cases import case

BOWL, GD = OBJECTIVES["bowl"], OPTIMIZERS["gd"](step_size=0.1)
RUN = {"objective": BOWL, "optimizer": GD, "start": (0.5, 0.5), "n_iter": 5}
MORE = {"schedule": SCHEDULES["constant"], "noise": None}
CALLS = {
    "run": RUN | MORE,
    "sweep": RUN | MORE,
    "race": {"objective": BOWL, "optimizers": {"gd": GD}, "start": (0.5, 0.5), "n_iter": 5} | MORE,
    "edge_of_divergence": RUN | MORE,
    "best_of_sweep": RUN | MORE | {"step_sizes": [0.1]},
    "best_fixed_step": {"objective": BOWL},
    "stable_step_at": {"objective": BOWL, "point": (0.5, 0.5)},
    "curvature": {"objective": BOWL, "point": (0.5, 0.5)},
    "hessian": {"objective": BOWL, "point": (0.5, 0.5)},
    "sharpness": {"trajectory": run(**RUN)},
    "is_defined": {"objective": BOWL, "x": (0.5, 0.5)},
    "nearest_defined": {"objective": BOWL, "point": (0.5, 0.5)},
    "random_start": {"bounds": BOWL.bounds, "seed": 1},
    "grid": {"step_size": [0.1]},
    "script": RUN | MORE,
    "equations": {"optimizer": GD},
    "words": {"objective": BOWL, "optimizer": GD, "trajectory": run(**RUN)},
    "brief": {"objective": BOWL},
    "nearness": {"objective": BOWL},
    "typed_remarks": {"text": "x^2"},
    "yielding": {"runs": {"gd": run(**RUN)}},
    "typed_objective": {"text": "x^2", "bounds": BOWL.bounds},
    "Noise": {"std": 0.1, "seed": 1, "batch": None},
}
WRONG = (None, 3, -1.5, "bowl", [1], [RMSProp(0.1)], {}, {"gd": "gd"}, object(), int, np.nan, [[1, 2], [3]])
ARGUMENTS = [(name, argument) for name, call in CALLS.items() for argument in call]


def test_every_public_function_is_tried():
    functions = {name for name in optim.__all__ if callable(getattr(optim, name)) and name.islower()}
    assert functions <= set(CALLS)


@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
def test_a_wrong_kind_of_argument_is_taken_or_refused_with_a_sentence(name, argument):
    function, call = getattr(optim, name), CALLS[name]
    function(**call)
    for wrong in WRONG:
        with case(argument, repr(wrong)):
            try:
                function(**call | {argument: wrong})
            except ValueError as error:
                assert "expected" in str(error) or isinstance(error, optim.TypedError)


def test_a_race_of_a_list_is_told_what_a_race_takes():
    with pytest.raises(ValueError, match=r"optimizers: expected one such as \{'rmsprop': RMSProp"):
        optim.race(BOWL, [RMSProp(0.1)], (0.5, 0.5), 5)


ENDS = {  # of what the hyperparameters may be, and one value between
    "step_size": (1e-6, 0.01, 3.0),
    "epsilon": (1e-100, 1e-8, 1e3),
    "rho": (0.0, 0.5, 1.0),
    "momentum": (0.0, 0.9, 1.0),
    "beta1": (0.0, 0.9, np.nextafter(1, 0)),
    "beta2": (0.0, 0.999, np.nextafter(1, 0)),
    "weight_decay": (0.0, 0.1, 10.0),
    "momentum_decay": (0.0, 4e-3, 1e3),
    "eta_minus": (1e-12, 0.5, np.nextafter(1, 0)),
    "eta_plus": (np.nextafter(1, 2), 1.2, 1e6),
    "step_min": (1e-300, 1e-6, 0.5),
    "step_max": (1e-3, 50.0, 1e100),
    "bias_correction": (False, True),
}


def at_the_ends(rule):
    """Every record of a rule whose hyperparameters lie at the ends of what they may be, or between."""
    names = [field.name for field in fields(rule)]
    for values in itertools.product(*(ENDS[name] for name in names)):
        try:
            yield rule(**dict(zip(names, values)))
        except ValueError as error:
            assert "expected" in str(error)


@pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_at_the_ends_of_its_hyperparameters_a_rule_steps_finitely_as_its_explanation_says(rule):
    stretched = OBJECTIVES["stretched_bowl"]
    for optimizer in at_the_ends(rule):
        trajectory = run(stretched, optimizer, (0.7, 0.0), 6)  # of one coordinate the gradient is 0
        n = trajectory.n_finite - 1
        assert n == 6 or np.abs(trajectory.x[n]).max() > 1e50, optimizer
        told, x = explain(trajectory).values[:n, -1], trajectory.x[: n + 1]
        lost = 1e-12 * np.maximum(1, np.abs(x[:-1]))
        assert (np.abs(told - (x[:-1] - x[1:])) <= 1e-6 * np.abs(told) + lost).all(), optimizer


@pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_arrays_of_hyperparameters_at_the_ends_step_finitely(rule):
    records = [record for record in at_the_ends(rule) if not getattr(record, "bias_correction", False)]
    names = [field.name for field in fields(rule) if field.type is not bool]
    many = rule(**{name: np.array([getattr(record, name) for record in records]) for name in names})
    zero = np.zeros((2, len(records)))
    step, _ = many.update(zero, many.init(zero), zero, many.step_size)
    assert np.isfinite(step).all()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: RMSProp(0.01, rho=1.0, bias_correction=True), "rho: expected less than 1"),
        (lambda: RMSProp(0.01, rho=[0.5, 1.0], bias_correction=True), "rho: expected less than 1"),
        (lambda: Rprop(0.01, step_min=1, step_max=1e-3), "step_min: expected at most step_max"),
        (lambda: Rprop(0.01, step_min=[1e-6, 1], step_max=1e-3), "step_min: expected at most step_max"),
        (lambda: RMSProp(0.01, epsilon=1e-310), "epsilon: expected a finite number of at least 1e-100"),
    ],
)
def test_hyperparameters_that_would_give_nan_are_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_the_first_step_of_rprop_is_no_longer_than_its_longest():
    trajectory = run(BOWL, Rprop(0.01, step_max=0.001), (0.5, 0.5), 3)
    assert np.abs(np.diff(trajectory.x, axis=0)).tolist() == pytest.approx(np.full((3, 2), 0.001))
    assert explain(trajectory).values[:, -1] == pytest.approx(np.full((3, 2), 0.001))


def test_a_sweep_of_one_run_is_the_run():
    one = optim.sweep(BOWL, RMSProp(0.05), (0.5, 0.5), 20)
    assert one.x.tolist() == run(BOWL, RMSProp(0.05), (0.5, 0.5), 20).x[-1].tolist() and one.value.shape == ()
    cell = optim.sweep(BOWL, RMSProp(**optim.grid(step_size=[0.05], rho=[0.99])), (0.5, 0.5), 20)
    assert cell.x.tolist() == [[one.x.tolist()]]
    assert optim.best_of_sweep(BOWL, RMSProp, (0.5, 0.5), 20, [0.05]) == 0.05


def test_a_sweep_leaves_its_start_alone_and_a_noise_alone_makes_one_run():
    start = np.array([0.5, 0.5])
    assert optim.sweep(BOWL, RMSProp(0.05), start, 20, noise=Noise(std=0.1)).x.shape == (2,)
    assert start.tolist() == [0.5, 0.5]
