"""Lesson 9: what forgetting costs where gradients are noisy."""

import numpy as np

from lessons import measures as of
from lessons.asks import Choice, Option, Point
from lessons.races import Run
from lessons.record import Change, Lesson, Reason, Step
from optim import OBJECTIVES, AdaGrad, GradientDescent, Repeated, RMSProp, random_start

TEN = OBJECTIVES["ten_examples"]
REPEATS = 20
ONE_AT_A_TIME = Repeated(batch=1, seed=0, runs=REPEATS)
EXAMPLES = np.tile((0.5, -0.5), (REPEATS, 1))
MEMORIES = {"a": 0.0, "a2": 0.9, "a3": 0.99}


def _cloud(rho) -> Run:
    return Run(TEN, RMSProp(0.002, rho=rho), EXAMPLES, 10_000, ONE_AT_A_TIME)


def _median(runs):
    return np.median(runs["cloud"].objective.data.points, axis=0)


def _is_near(point, name, reach=0.02):
    return float(np.abs(np.subtract(point["centre"], point[name])).max()) <= reach


SIGNS = Reason(
    "it only sees signs: nine against one",
    lambda f: _is_near(f, "median"),
    "It would for ρ = 0; with ρ = {cloud.rho} it remembers how large gradients are, and its centre is at "
    "{centre}.",
)
AVERAGED = Reason(
    "its divisor is much the same for each example, so they are averaged",
    lambda f: _is_near(f, "mean"),
    "With ρ = {cloud.rho} the divisor follows each example, and the centre is at {centre}.",
)
BETWEEN = Reason(
    "it remembers ten examples: one that is rare is damped, but not down to its sign",
    lambda f: not _is_near(f, "mean") and not _is_near(f, "median") and 0 < f["share"] < 1,
    "With ρ = {cloud.rho} the centre is at {centre}.",
)


def where_is_the_cloud(name: str, rho: float, first: str) -> Step:
    """Where RMSProp's iterates lie, seen one example at a time."""
    return Step(
        name=name,
        text=first + "Where is the cloud of RMSProp’s iterates centred with ρ = {cloud.rho}?",
        ask=Point("centre", "cloud"),
        runs={"cloud": _cloud(rho)},
        known={"mean": lambda runs: runs["cloud"].objective.minima[0], "median": _median},
        measured={
            "centre": lambda r: of.centre(r["cloud"]),
            "share": lambda r: float(of.centre(r["cloud"])[0] / TEN.minima[0, 0]),
        },
        answer="Its centre is at {centre}.",
        explains=(
            "A short memory weighs each example by its sign: nine say one thing, one the other, and the "
            "cloud lies "
            "at the median, {median:2}. A long memory divides all of them by the same number, and restores "
            "the mean, "
            "{mean:2}. With ρ = {cloud.rho} it is {share:2} of the way there."
        ),
        reasons=(SIGNS, BETWEEN if name == "a2" else AVERAGED),
        change="Move ρ from 0 to 0.99: the cloud wanders from the median to the mean.",
        decades=5,
        changes=(
            Change("rho", "With ρ = {cloud.rho:4} its centre is at {centre}."),
            Change("step_size", "With α = {cloud.step_size} its centre is at {centre}."),
        ),
    )


TEN_TOLD = (
    "Ten examples, nine at (0, 0) and one at (1, 1); each step sees one of them, at random. The loss is "
    "lowest "
    "at their mean, {mean:2}. "
)
BOWL = OBJECTIVES["bowl"]
SEED_1 = random_start(BOWL.bounds, seed=1)
NOISE = Repeated(std=1.0, seed=0, runs=REPEATS)
RULES = {
    "gd": ("gradient descent", GradientDescent(0.01)),
    "adagrad": ("AdaGrad", AdaGrad(0.1)),
    "rmsprop": ("RMSProp", RMSProp(0.01, rho=0.99)),
}


def _is_lowest(name, text):
    return Option(name, text, lambda f: f[name] == min(f[rule] for rule in RULES))


def _gd_floor(runs):
    run, (_, L) = runs["gd"], of.curvatures(runs["gd"].objective)
    a, sigma = run.optimizer.step_size, run.noise.std
    return of.ratio(a * sigma**2, 2 - a * L)


closest = Step(
    name="b",
    text=(
        "Random noise on every gradient of a round bowl, of standard deviation {sigma:2}, and {gd.n_iter} "
        "iterations: gradient descent with α = {gd.step_size}, RMSProp with {rmsprop.step_size} and AdaGrad "
        "with "
        "{adagrad.step_size}. Which is closest at the end, by the mean loss over the last tenth of "
        "{repeats} runs?"
    ),
    ask=Choice(tuple(_is_lowest(name, title) for name, (title, _) in RULES.items())),
    runs={
        name: Run(BOWL, rule, np.tile(SEED_1, (REPEATS, 1)), 10_000, NOISE)
        for name, (_, rule) in RULES.items()
    },
    known={
        "sigma": lambda runs: runs["gd"].noise.std,
        "repeats": lambda runs: runs["gd"].noise.runs,
        "floor": _gd_floor,
    },
    measured={name: (lambda r, name=name: of.tail_mean(r[name])) for name in RULES}
    | {
        "late": lambda r: of.effective(r["adagrad"]),
        "steady": lambda r: of.effective(r["rmsprop"]),
    },
    answer="Over the last tenth the mean loss is {gd:2} for gradient descent, {rmsprop:2} for RMSProp and "
    "{adagrad:2} for AdaGrad.",
    explains=(
        "A step that stays as long keeps throwing the iterate about: gradient descent’s floor is "
        "ασ²/(2 − αL) = {floor:2}. AdaGrad’s effective step has shrunk to {late:2}, so it averages the "
        "noise away; "
        "RMSProp forgets, and its effective step stays near {steady:2}."
    ),
    reasons=(
        Reason(
            "steps that shrink average the noise away",
            lambda f: f["adagrad"] == min(f[name] for name in RULES) and f["late"] < 0.5 * f["steady"],
            "Here shrinking steps do not help: AdaGrad’s loss is {adagrad:2}.",
        ),
        Reason(
            "the method that is fastest without noise is closest with it",
            lambda f: f["rmsprop"] == min(f[name] for name in RULES),
            "The memory that keeps RMSProp fast keeps its steps from shrinking: {rmsprop:2}, AdaGrad’s "
            "{adagrad:2}.",
        ),
    ),
    change="Double the noise: gradient descent’s floor grows fourfold, RMSProp’s twofold.",
    decades=5,
    changes=(
        Change(
            "noise",
            "With σ = {sigma:2}, over the last tenth the mean loss is {gd:2} for gradient descent, "
            "{rmsprop:2} for RMSProp and {adagrad:2} for AdaGrad.",
        ),
    ),
)

what_forgetting_costs = Lesson(
    name="noise",
    title="Noise: what forgetting costs",
    about="what the average is of",
    claim="A short memory finds the median of examples; in noise, AdaGrad’s shrinking steps are a virtue.",
    steps=(
        *(
            where_is_the_cloud(name, rho, TEN_TOLD if name == "a" else "The same ten examples. ")
            for name, rho in MEMORIES.items()
        ),
        closest,
    ),
    misconceptions=("ρ = 0 is just a rougher RMSProp.", "AdaGrad’s shrinking step is only a defect."),
    remember="ρ = 0: the median; ρ near 1: the mean. Steps that shrink average noise away.",
    source="Hinton, lecture 6e, 2012; Bernstein et al., signSGD, ICML 2018",
    minutes=10,
)
