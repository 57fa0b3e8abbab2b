"""Lesson 7: where a step for each coordinate helps, and where it does not."""

from dataclasses import replace
from math import log10

import numpy as np

from lessons import measures as of
from lessons.asks import Choice, Option, Point
from lessons.races import Run, turned
from lessons.record import Change, Lesson, Reason, Step
from optim import OBJECTIVES, AdaGrad, GradientDescent, RMSProp

STRETCHED = OBJECTIVES["stretched_bowl"].at(condition=100).times(2)
PART = (0.8, 0.6)
NEAR = [[-0.4, 1], [-0.6, 0.8]]  # the part of the plane that is seen, so that a click is exact
RMSPROP = RMSProp(0.01, rho=0.9)

same_place = Step(
    name="a",
    text=(
        "RMSProp’s path on the round bowl x² + y² is drawn. Where will it be after {stretched.n_iter} "
        "iterations "
        "on x² + {stretched.condition} y², from the same start, with the same α and ρ?"
    ),
    ask=Point("end", "stretched"),
    runs={
        "round": Run(replace(STRETCHED.at(condition=1), bounds=NEAR), RMSPROP, PART, 20),
        "stretched": Run(replace(STRETCHED, bounds=NEAR), RMSPROP, PART, 20, turns=True),
        "gd": Run(replace(STRETCHED, bounds=NEAR), GradientDescent(0.009), PART, 20, turns=True),
    },
    shown=("round",),
    given={"round_end": lambda r: of.place(r["round"])},
    measured={
        "end": lambda r: of.place(r["stretched"]),
        "gd_end": lambda r: of.place(r["gd"]),
        "own": lambda r: turned(of.place(r["stretched"]), -r["stretched"].objective.parameters["rotation"]),
        "parts": lambda r: of.parting(r["round"], r["stretched"]),
    },
    answer="RMSProp is at {end}; on the round bowl it is at {round_end}.",
    explains=(
        "RMSProp divides each coordinate by the size of its own gradients, so a stretch along an axis "
        "cancels: "
        "the two paths never part by more than {parts:2}. Gradient descent with α = {gd.step_size} would "
        "end at "
        "{gd_end}."
    ),
    reasons=(
        Reason(
            "each coordinate has its own divisor, so the stretch cancels",
            lambda f: f["parts"] < 0.001,
            "Here the stretch does not cancel: the paths part by {parts:2}.",
        ),
        Reason(
            "the steep direction is walked down first",
            lambda f: abs(f["end"][1]) < 0.1 * abs(f["round_end"][1]),
            "Your reason describes gradient descent, which would end at {gd_end}.",
        ),
    ),
    change="Turn the bowl, and its start with it, by up to 45°.",
    decades=4,
    changes=(
        Change(
            "stretched_bowl.rotation",
            "Turned by {stretched.rotation}°, RMSProp is at {own}, along the bowl’s own axes.",
        ),
        Change(
            "stretched_bowl.condition",
            "At a condition number of {stretched.condition} RMSProp is at {end}, gradient descent at "
            "{gd_end}.",
        ),
    ),
)

STEPS = np.geomspace(1e-4, 1, 41)
RULES = {"gd": GradientDescent(STEPS), "adagrad": AdaGrad(STEPS), "rmsprop": RMSProp(STEPS, rho=0.99)}
TURN = 45.0


def _at(rotation, n_iter=100):
    objective, start = STRETCHED.at(rotation=rotation), turned(PART, rotation)
    return {name: Run(objective, rule, start, n_iter, turns=True) for name, rule in RULES.items()}


def _lead(losses, name):
    """By how many digits a rule's best loss is below gradient descent's."""
    return log10(max(losses["gd"], 1e-300)) - log10(max(losses[name], 1e-300))


def _leads(r, suffix=""):
    losses = {name: of.best_loss(r[name + suffix]) for name in RULES}
    return [_lead(losses, name) for name in ("adagrad", "rmsprop")]


def _kept(r):
    """The share of its digits that the lead keeps; the larger of the two."""
    return np.max([of.ratio(after, before) for before, after in zip(_leads(r), _leads(r, "_turned"))])


def _divisors(run):
    """√s of x over √s of y, of AdaGrad at the end, at the step size nearest to 0.5."""
    s = run.state["square_sum"][-1, np.abs(STEPS - 0.5).argmin()]
    return np.sqrt(of.ratio(*s))


lead_turned = Step(
    name="b",
    text=(
        "Each optimizer has its best step size, and {gd.n_iter} iterations. Now the stretched bowl and the "
        "start "
        "are turned by {gd_turned.rotation}°. What becomes of the lead of AdaGrad and RMSProp over gradient "
        "descent, which is {lead:2} digits of the loss or more?"
    ),
    ask=Choice(
        (
            Option("stays", "it stays", lambda f: f["kept"] > 0.75),
            Option("halves", "it loses half of its digits", lambda f: 0.25 < f["kept"] <= 0.75),
            Option("vanishes", "it nearly vanishes", lambda f: f["kept"] <= 0.25),
        )
    ),
    runs=_at(0) | {f"{name}_turned": run for name, run in _at(TURN).items()},
    shown=tuple(RULES),
    given={"lead": lambda r: min(_leads(r))},
    measured={
        "kept": _kept,
        **{f"{name}_loss": (lambda r, name=name: of.best_loss(r[f"{name}_turned"])) for name in RULES},
        "level": lambda r: _divisors(r["adagrad"]),
        "level_turned": lambda r: _divisors(r["adagrad_turned"]),
    },
    answer=(
        "Turned, the best losses are {gd_loss:2} for gradient descent, {adagrad_loss:2} for AdaGrad and "
        "{rmsprop_loss:2} for RMSProp."
    ),
    explains=(
        "One divisor a coordinate undoes a stretch along the axes only. Turned, both coordinates feel the "
        "same "
        "steep direction and get the same divisor: their ratio goes from {level:2} to {level_turned:2}. "
        "What is "
        "left is gradient descent with a schedule."
    ),
    reasons=(
        Reason(
            "they measure the curvature, whichever way it points",
            lambda f: f["kept"] > 0.75,
            "They measure the size of gradients along x and along y, nothing else: turned, the two divisors "
            "are "
            "{level_turned:2} to 1.",
        ),
        Reason(
            "turned, both coordinates get the same divisor",
            lambda f: 0.8 < f["level_turned"] < 1.25 and f["kept"] <= 0.25,
            "Here the divisors are {level_turned:2} to 1.",
        ),
    ),
    change="Turn the bowl slowly: at which angle is the lead gone?",
    chart="sweep",
    changes=(
        Change(
            "stretched_bowl.rotation",
            "Turned by {gd_turned.rotation}°, the best losses are {gd_loss:2} for gradient descent, "
            "{adagrad_loss:2} for AdaGrad and {rmsprop_loss:2} for RMSProp.",
            tuple(f"{name}_turned" for name in RULES),
        ),
    ),
)

stretch_and_turn = Lesson(
    name="stretch-and-turn",
    title="Stretch it, then turn it",
    about="what a divisor cancels",
    claim="A divisor for each coordinate cancels a stretch along the axes, and hardly any other.",
    steps=(same_place, lead_turned),
    misconceptions=("Adaptive methods fix ill-conditioning.", "They approximate the Hessian."),
    remember="Along the axes a stretch cancels; at 45° both coordinates get the same divisor.",
    source="Duchi, Hazan and Singer, Adaptive Subgradient Methods, JMLR 2011, section 1",
)
