"""Showcases of many minima, plateaus, cliffs and kinks: where runs part, and which of them is caught."""

from collections.abc import Mapping

import numpy as np

from ui.showcases.record import Races, Showcase, crossings, distance, ends_near, gap, highest_gap, left, way

WITH_MOMENTUM = ("rmsprop", "gd", "momentum")


def _moved(run):
    return float(np.hypot(*(run.x[-1] - run.x[0])))


def _end(races: Races, points: Mapping[str, tuple[float, float]], reach: float = 0.15) -> bool:
    """Whether each of these runs ends near its point."""
    return all(ends_near(races[name], point, reach) for name, point in points.items())


RUGGED = {
    "himmelblau": Showcase(
        "One start, three of the four minima: RMSProp, GD and Nesterov each end in another.",
        lambda r: _end(
            r, {"gd": (3, 2), "nesterov": (3.5844, -1.8481), "rmsprop": (-2.8051, 3.1313)}, reach=0.3
        ),
        {"optimizers": ("rmsprop", "gd", "nesterov"), "n_iter": 300, "start": (0.65, 4.6)},
    ),
    "three_hump_camel": Showcase(
        "RMSProp reaches the deepest basin, in the centre; GD ends in a side valley.",
        lambda r: _end(r, {"rmsprop": (0, 0), "gd": (-1.7476, 0.8738)}),
        {"step_size": 0.02, "rho": 0.9, "n_iter": 150, "start": (-1.65, -1.4)},
    ),
    "six_hump_camel": Showcase(
        "RMSProp and GD end in the nearest basin, the highest of all; momentum rolls on into the next, "
        "which is not the deepest either.",
        lambda r: _end(
            r, {"rmsprop": (-1.6071, -0.5687), "gd": (-1.6071, -0.5687), "momentum": (-1.7036, 0.7961)}
        ),
        {"optimizers": WITH_MOMENTUM, "step_size": 0.02, "rho": 0.9, "n_iter": 100, "start": (-1.65, -1.05)},
    ),
    "styblinski_tang": Showcase(
        "RMSProp and GD end in the valley below the start; momentum rolls on into the deepest of the four.",
        lambda r: _end(
            r, {"rmsprop": (2.7468, -2.9035), "gd": (2.7468, -2.9035), "momentum": (-2.9035, -2.9035)}
        ),
        {"optimizers": WITH_MOMENTUM, "step_size": 0.02, "rho": 0.9, "n_iter": 100, "start": (4.25, -3.5)},
    ),
    "sharp_and_flat": Showcase(
        "GD’s steps are too long for the sharp minimum: it is thrown out, into the flat one; "
        "RMSProp and AdaGrad shorten theirs and stay.",
        lambda r: (
            _end(r, {"gd": (np.log(0.5), 0)}, 0.1)
            and _end(r, {"rmsprop": (np.log(2.5), 0), "adagrad": (np.log(2.5), 0)}, 0.2)
        ),
        {"step_size": 0.1, "rho": 0.9, "n_iter": 60, "start": (0.8, 0.9)},
    ),
    "rastrigin": Showcase(
        "AdaGrad is caught by the first dimple; RMSProp’s first step, thirty times as long, "
        "leaps into the lowest.",
        lambda r: r["rmsprop"].distance[-1] < 0.25 and r["adagrad"].distance[-1] > 1.2,
        {
            "optimizers": ("rmsprop", "adagrad"),
            "step_size": 0.03,
            "rho": 0.999,
            "n_iter": 60,
            "start": (1.2, 1.3),
        },
    ),
    "ackley": Showcase(
        "A dimple holds AdaGrad and GD; RMSProp’s first steps, thirty times AdaGrad’s, "
        "take it over many into the funnel.",
        lambda r: (
            r["rmsprop"].distance[-1] < 0.2 and min(r[name].distance[-1] for name in ("adagrad", "gd")) > 2
        ),
        {"step_size": 0.05, "rho": 0.999, "n_iter": 200, "start": (3.5, 2.2)},
    ),
    "levy_13": Showcase(
        "The first ripple holds AdaGrad; RMSProp’s longer steps cross one after the other "
        "on the way to the minimum, where it goes on swinging.",
        lambda r: r["rmsprop"].distance[-1] < 0.3 and r["adagrad"].distance[-1] > 1,
        {
            "optimizers": ("rmsprop", "adagrad"),
            "step_size": 0.15,
            "rho": 0.98,
            "n_iter": 200,
            "start": (-0.74, 0.42),
        },
    ),
    "drop_wave": Showcase(
        "The minimum is 0.33 away, but down is the other way: all three end in the ring around it.",
        lambda r: all(
            r[name].distance[-1] > 1.3 * r[name].distance[0] and abs(r[name].distance[-1] - 0.52) < 0.03
            for name in r
        ),
        {"rho": 0.9, "n_iter": 100, "start": (-0.3, 0.14)},
    ),
    "beale": Showcase(
        "GD’s first step from the cliff leads out of the picture, and AdaGrad never forgets the cliff; "
        "RMSProp walks down and on to the minimum.",
        lambda r: left(r["gd"]) and r["rmsprop"].distance[-1] < 0.2 and gap(r["adagrad"]) > 10,
        {"step_size": 0.02, "rho": 0.9, "n_iter": 200, "start": (3.0, 1.8)},
    ),
    "easom": Showcase(
        "There is hardly a slope, so GD stands still and AdaGrad is lost; "
        "RMSProp happens on the hole with its first step, 1 long in x and in y.",
        lambda r: (
            _moved(r["gd"]) < 0.05 and r["rmsprop"].distance[-1] < 0.25 and r["adagrad"].distance[-1] > 2
        ),
        {"step_size": 0.1, "n_iter": 100, "start": (5.3, 5.3)},
    ),
    "plateau_cliff": Showcase(
        "GD and AdaGrad have not crossed the plateau after 200 iterations; "
        "RMSProp’s steps do not shrink with the slope, and it is down.",
        lambda r: (
            r["rmsprop"].distance[-1] < 0.1 and min(r[name].x[-1, 0] for name in ("gd", "adagrad")) > 1.4
        ),
        {"step_size": 0.05, "rho": 0.9, "n_iter": 200, "start": (3.0, 2.0)},
    ),
    "cliff_and_slope": Showcase(
        "After the cliff AdaGrad’s effective step in x stays under a tenth of RMSProp’s: "
        "RMSProp forgets the cliff and walks on, AdaGrad creeps.",
        lambda r: (
            10 * r["adagrad"].effective_step[50:, 0].max() < r["rmsprop"].effective_step[50:, 0].min()
            and r["rmsprop"].distance[-1] < 0.2
            and r["adagrad"].distance[-1] > 2
        ),
        {"step_size": 0.1, "rho": 0.9, "n_iter": 200, "start": (1.6, 2.0)},
    ),
    "steep_cliff": Showcase(
        "RMSProp’s effective step in x has grown back within 40 iterations of the cliff’s foot; "
        "AdaGrad’s has not grown since, and it creeps.",
        lambda r: (
            _grown_since_foot(r["rmsprop"], 40) > 5
            and _grown_since_foot(r["adagrad"], 40) <= 1
            and abs(r["rmsprop"].x[-1, 0]) < 0.2 < 1 < r["adagrad"].x[-1, 0]
        ),
        {"step_size": 0.02, "rho": 0.9, "n_iter": 200, "start": (2.3, 0.5)},
    ),
    "goldstein_price": Showcase(
        "GD’s first step from the wall explodes, AdaGrad’s never recover from it; "
        "RMSProp is at the minimum in 200 iterations.",
        lambda r: (
            left(r["gd"])
            and r["gd"].outcome.left == 1
            and 100 * gap(r["rmsprop"]) < gap(r["adagrad"])
            and r["rmsprop"].distance[-1] < 0.1
        ),
        {"rho": 0.9, "n_iter": 200, "start": (-1.0, -1.6)},
    ),
    "absolute": Showcase(
        "RMSProp and GD never settle: they step across the kink and back. AdaGrad’s steps grow shorter, "
        "and so does its swing.",
        lambda r: 3 * highest_gap(r["adagrad"]) < min(highest_gap(r["rmsprop"]), highest_gap(r["gd"])),
        {"step_size": 0.2, "rho": 0.9, "n_iter": 100, "start": (-0.83, 0.52)},
    ),
    "crease": Showcase(
        "GD crosses the crease at two of three steps and goes ten times as far as it gets: "
        "the gradient hardly ever points along it.",
        lambda r: crossings(_beside_crease(r["gd"])) > 134 and way(r["gd"]) > 10 * distance(r["gd"]),
        {"step_size": 0.02, "rho": 0.9, "n_iter": 200, "start": (-1.0, 1.2)},
    ),
    "hubble": Showcase(
        "A higher line that is flatter fits almost as well, so there is a valley: GD creeps along "
        "its floor; RMSProp’s loss ends a hundred times nearer to the lowest.",
        lambda r: 100 * gap(r["rmsprop"]) < gap(r["gd"]) < 1e-2 * gap(r["gd"], 0),
        {"step_size": 0.05, "n_iter": 100, "start": (1.2, 1.4)},
    ),
    "ten_examples": Showcase(
        "One example at a step: GD swings round the mean of all ten, (0.1, 0.1). At ρ = 0 RMSProp sees only "
        "signs, nine against one, and stays near 0.",
        lambda r: (
            np.allclose(r["gd"].x[500:].mean(axis=0), 0.1, atol=0.02)
            and np.abs(r["rmsprop"].x[500:].mean(axis=0)).max() < 0.03
        ),
        {"step_size": 0.02, "rho": 0.0, "n_iter": 1000, "start": (0.5, -0.5), "batch": 1},
    ),
}


def _grown_since_foot(run, after):
    """How many times as long the effective step in x is so many iterations below x = 1.9."""
    foot = int((run.x[:, 0] < 1.9).argmax())
    steps = run.effective_step[:, 0]
    return steps[min(foot + after, len(steps) - 1)] / steps[foot]


def _beside_crease(run):
    """On which side of Nesterov's crease each iterate lies."""
    return run.x[:, 1] - 2 * run.x[:, 0] ** 2 + 1
