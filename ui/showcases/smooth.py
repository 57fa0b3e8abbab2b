"""Showcases of bowls, valleys and saddles: what a step size for each coordinate gains, and where nothing."""

import numpy as np

from optim.curvature import sharpness
from ui.quantities import curve
from ui.showcases.record import Showcase, crossings, distance, ends_near, gap, highest_gap, turned, way

WITH_MOMENTUM = ("rmsprop", "gd", "momentum")
STRETCHED = {"step_size": 0.02, "n_iter": 80}  # the same race on the stretched bowl and on the rotated one


def _first_steps(run):
    """The lengths of the first step in x and in y, in step sizes."""
    return np.abs(run.x[1] - run.x[0]) / run.optimizer.step_size


def _shrinks(run):
    return bool((np.diff(np.hypot(*np.diff(run.x, axis=0).T)) < 0).all())


def _in_valley(run, k):
    """Whether a run on Rosenbrock's function is on the floor of the valley at iterate k."""
    x, y = run.x[k]
    return abs(y - x * x) < 0.1


def _along_and_across(run, k):
    """How far from the centre iterate k lies along the diagonal, and across it."""
    x, y = run.x[k]
    return abs(x + y) / np.sqrt(2), abs(x - y) / np.sqrt(2)


def _off_ridge(run):
    """The first iterate more than 0.5 off the ridge y = x."""
    away = np.abs(run.x[:, 1] - run.x[:, 0]) > 0.5 * np.sqrt(2)
    return int(away.argmax()) if away.any() else run.n_iter + 1


SMOOTH = {
    "bowl": Showcase(
        "RMSProp’s first step is 0.1 long in x and in y, ten times its step size. "
        "AdaGrad’s is 0.01, and each one after it is shorter.",
        lambda r: (
            np.allclose(_first_steps(r["rmsprop"]), 10, rtol=1e-3)
            and np.allclose(_first_steps(r["adagrad"]), 1, rtol=1e-3)
            and _shrinks(r["adagrad"])
            and 1000 * gap(r["rmsprop"]) < gap(r["gd"]) < gap(r["adagrad"])
        ),
    ),
    "stretched_bowl": Showcase(
        "GD drops along y and then crawls along x; RMSProp takes both at the same rate, "
        "and its loss ends a thousand times lower.",
        lambda r: (
            abs(r["gd"].x[20, 1]) < 1e-3
            and abs(r["gd"].x[20, 0]) > 0.5 * abs(r["gd"].x[0, 0])
            and 1000 * gap(r["rmsprop"]) < gap(r["gd"])
        ),
        {**STRETCHED, "start": (-1.5, 1.0)},
    ),
    "rotated_bowl": Showcase(
        "The race of the stretched bowl, turned by 45°: GD’s loss ends where it did there, "
        "RMSProp’s now above it.",
        lambda r: gap(r["rmsprop"]) > 3 * gap(r["gd"]),
        {**STRETCHED, "start": (-1.768, -0.354)},
    ),
    "edge_bowl": Showcase(
        "GD swings across the valley at every step and settles all the same: 0.2 is under 2/L, here 0.25. "
        "Beyond it the swing would grow.",
        lambda r: (
            crossings(r["gd"].x[:, 1]) == r["gd"].n_iter
            and bool((np.diff(r["gd"].value) < 0).all())
            and gap(r["gd"]) < 1e-6
        ),
        {"step_size": 0.2, "rho": 0.9, "n_iter": 40, "start": (-0.8, 0.6)},
    ),
    "rosenbrock": Showcase(
        "GD and momentum are on the valley floor within 30 iterations; "
        "following it takes hundreds, and only momentum gets round the bend.",
        lambda r: (
            all(_in_valley(r[name], k) for name in ("gd", "momentum") for k in range(30, 500, 10))
            and 20 * gap(r["momentum"]) < min(gap(r["gd"]), gap(r["rmsprop"]))
            and r["gd"].x[-1, 0] < 0.5
        ),
        {"optimizers": WITH_MOMENTUM, "step_size": 0.001, "rho": 0.9, "n_iter": 500, "start": (-1.2, 1.0)},
    ),
    "booth": Showcase(
        "RMSProp’s steps, as long in x as in y, run past the minimum’s y, and it has to come back "
        "along the valley; GD is there long before.",
        lambda r: (
            r["rmsprop"].x[:, 1].max() > 3.5
            and gap(r["rmsprop"], 100) > 5
            and r["gd"].outcome.reason == "converged"
            and r["gd"].outcome.iteration < 60
        ),
        {"step_size": 0.08, "rho": 0.9, "n_iter": 200, "start": (-8.0, -4.0)},
    ),
    "quartic": Showcase(
        "GD’s second hundred iterations lead hardly anywhere, as its steps shrink with the slope; "
        "RMSProp’s effective step grows, and it goes on.",
        lambda r: (
            distance(r["gd"], 100) < 0.1 * distance(r["gd"], 0, 100)
            and r["rmsprop"].effective_step[-1].min() > 100 * r["rmsprop"].effective_step[20].max()
            and 1000 * gap(r["rmsprop"]) < gap(r["gd"])
        ),
        {"step_size": 0.05, "rho": 0.9, "n_iter": 200, "start": (-1.6, 1.2)},
    ),
    "fourth_powers": Showcase(
        "GD’s first step is 2.9 long, its second about 33: it is gone within six. "
        "RMSProp’s are at most 3.2 long, whatever the slope, and it comes back.",
        lambda r: (
            2.5 < abs(r["gd"].x[1, 0] - r["gd"].x[0, 0]) < 3.3
            and 25 < abs(r["gd"].x[2, 0] - r["gd"].x[1, 0]) < 42
            and r["gd"].outcome.ended <= 7
            and np.abs(np.diff(r["rmsprop"].x, axis=0)).max() < 1.02 / np.sqrt(0.1)
            and r["rmsprop"].distance[-1] < 0.6
        ),
        {"step_size": 1.0, "rho": 0.9, "n_iter": 20, "start": (0.9, 0.9)},
    ),
    "rippled_bowl": Showcase(
        "The ripples triple the curvature at the floor. RMSProp’s edge meter climbs to 2 and stays: "
        "it hovers; GD’s stands at 0.24, and it settles.",
        lambda r: (
            1.95 < float(sharpness(r["rmsprop"])[-40:].mean()) < 2.05
            and highest_gap(r["rmsprop"]) > 1e-3
            and r["gd"].outcome.reason == "converged"
            and float(sharpness(r["gd"]).max()) < 0.25
        ),
        {
            **{"optimizers": ("rmsprop", "gd"), "step_size": 0.04, "rho": 0.9, "n_iter": 200},
            **{"start": (0.8, 0.6), "curves": tuple(map(curve, ("loss", "sharpness", "effective_step")))},
        },
    ),
    "matyas": Showcase(
        "GD is in the trough after ten iterations, but even after thirty has more than half of its way "
        "along it to go; RMSProp is ahead.",
        lambda r: (
            _along_and_across(r["gd"], 10)[1] < 0.05
            and _along_and_across(r["gd"], 30)[0] > 0.5 * _along_and_across(r["gd"], 0)[0]
            and 30 * gap(r["rmsprop"]) < gap(r["gd"])
        ),
        {"step_size": 0.5, "n_iter": 100, "start": (-8.0, 4.0)},
    ),
    "mccormick": Showcase(
        "Beyond the ridge AdaGrad and GD end in the higher basin; "
        "RMSProp’s first steps, ten times AdaGrad’s, carry it across into the lower one.",
        lambda r: (
            all(ends_near(r[name], (2.5944, 1.5944)) for name in ("adagrad", "gd"))
            and ends_near(r["rmsprop"], (-0.5472, -1.5472))
        ),
        {"step_size": 0.2, "n_iter": 60, "start": (3.2, 2.15)},
    ),
    "v_valley": Showcase(
        "RMSProp and GD cross the floor to and fro to the very end; AdaGrad’s steps shrink, and it settles.",
        lambda r: (
            all(crossings(r[name].x[-20:, 0]) >= 15 for name in ("rmsprop", "gd"))
            and 1000 * gap(r["adagrad"]) < min(gap(r["rmsprop"]), gap(r["gd"]))
        ),
        {"step_size": 0.2, "rho": 0.9, "n_iter": 50, "start": (-0.8, 0.5)},
    ),
    "spiral": Showcase(
        "RMSProp and momentum follow the floor round the minimum, by more than a quarter turn; "
        "GD and AdaGrad are still on its first bend.",
        lambda r: (
            all(turned(r[name]) > 95 and r[name].distance[-1] < 0.1 for name in ("rmsprop", "momentum"))
            and all(turned(r[name]) < 60 for name in ("gd", "adagrad"))
            and way(r["rmsprop"]) > 2 * distance(r["rmsprop"])
        ),
        {
            "optimizers": ("rmsprop", "adagrad", "gd", "momentum"),
            **{"step_size": 0.02, "rho": 0.9, "n_iter": 300, "start": (-0.5, 1.3)},
        },
    ),
    "saddle": Showcase(
        "The start is 0.01 off the ridge: RMSProp leaves it at once, however small the slope; "
        "GD is still beside it after 100 iterations.",
        lambda r: abs(r["rmsprop"].x[-1, 1]) > 1 and abs(r["gd"].x[-1, 1]) < 0.15,
        {"rho": 0.9, "n_iter": 100, "start": (0.8, 0.01)},
    ),
    "monkey_saddle": Showcase(
        "GD slows down before the flat centre and is still there after 100 iterations; "
        "RMSProp has long turned off into a way down.",
        lambda r: (
            r["rmsprop"].value[-1] < -1 and np.hypot(*r["gd"].x[-1]) < 0.3 < 0.5 < np.hypot(*r["gd"].x[0])
        ),
        {"rho": 0.9, "n_iter": 100, "start": (0.6, 0.01)},
    ),
    "turned_double_well": Showcase(
        "The saddle turned by 45°: AdaGrad has summed up the slope down to the saddle in both coordinates, "
        "so now GD turns off before it.",
        lambda r: _off_ridge(r["gd"]) + 5 < _off_ridge(r["adagrad"]) < 100,
        {"step_size": 0.1, "rho": 0.9, "n_iter": 100, "start": (0.672, 0.742)},
    ),
    "double_well": Showcase(
        "GD follows the ridge towards the saddle for half of the race; "
        "RMSProp leaves the ridge at once, and is down before GD turns.",
        lambda r: (
            (np.abs(r["gd"].x[:50, 1]) < 0.3).all()
            and r["rmsprop"].x[30, 1] > 0.8
            and ends_near(r["rmsprop"], (0, 1), 0.05)
        ),
        {"step_size": 0.05, "rho": 0.9, "n_iter": 100, "start": (-1.5, 0.01)},
    ),
}
