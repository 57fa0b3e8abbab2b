"""Lesson 10: what a race may say."""

import numpy as np

from lessons import measures as of
from lessons.asks import Choice, Option, Order
from lessons.races import Run
from lessons.record import Change, Lesson, Reason, Step
from optim import OBJECTIVES, AdaGrad, GradientDescent, RMSProp, random_start

BOWL = OBJECTIVES["bowl"]
GRID = np.array([0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0])
SEED_1 = random_start(BOWL.bounds, seed=1)
RULES = {"gd": (GradientDescent, {}), "adagrad": (AdaGrad, {}), "rmsprop": (RMSProp, {"rho": 0.99})}


def _racers(step_size, suffix=""):
    return {
        f"{name}{suffix}": Run(BOWL, rule(step_size=step_size, **more), SEED_1, 50)
        for name, (rule, more) in RULES.items()
    }


def _best(name):
    return lambda r: of.best_loss(r[f"{name}_tuned"])


tuned = Step(
    name="a",
    text=(
        "On the tutorial’s bowl, all with α = {gd.step_size}, RMSProp ends at {rmsprop_loss:2} after "
        "{gd.n_iter} "
        "iterations, gradient descent at {gd_loss:2} and AdaGrad at {adagrad_loss:2}. Now each gets its "
        "best of {tried} "
        "step sizes from {least} to {most}. In what order do they end, the lowest loss first?"
    ),
    ask=Order({"gd_best": "gradient descent", "adagrad_best": "AdaGrad", "rmsprop_best": "RMSProp"}),
    runs=_racers(0.01) | _racers(GRID, "_tuned"),
    shown=tuple(RULES),
    known={
        "tried": lambda runs: len(runs["gd_tuned"].optimizer.step_size),
        "least": lambda runs: runs["gd_tuned"].optimizer.step_size.min(),
        "most": lambda runs: runs["gd_tuned"].optimizer.step_size.max(),
    },
    given={f"{name}_loss": (lambda r, name=name: of.loss(r[name])) for name in RULES},
    measured={f"{name}_best": _best(name) for name in RULES}
    | {f"{name}_step": (lambda r, name=name: of.best_step(r[f"{name}_tuned"])) for name in RULES},
    answer=(
        "Gradient descent ends at {gd_best:2} with α = {gd_step}, RMSProp at {rmsprop_best:2} with "
        "{rmsprop_step}, "
        "AdaGrad at {adagrad_best:2} with {adagrad_step}."
    ),
    explains=(
        "A race at one shared step size compares units, not methods: gradient descent’s α is a rate, "
        "RMSProp’s a length. Tuned, they are {gd_step} and {rmsprop_step}; and the order is that on this "
        "bowl, with this budget, no more."
    ),
    reasons=(
        Reason(
            "at one shared α the units are compared, not the methods",
            lambda f: f["gd_best"] < f["gd_loss"] and _first(f, "_best") != _first(f, "_loss"),
            "Here tuning does not change who is first.",
        ),
        Reason(
            "who wins at one step size wins at its best",
            lambda f: _first(f, "_best") == _first(f, "_loss"),
            "At α = {gd.step_size} the lowest was RMSProp’s {rmsprop_loss:2}; tuned, gradient descent "
            "reaches "
            "{gd_best:2}.",
        ),
    ),
    change="Move the step size, and see who leads where.",
    chart="sweep",
    changes=(
        Change(
            "step_size",
            "With α = {gd.step_size} for all, gradient descent ends at {gd_loss:2}, AdaGrad at "
            "{adagrad_loss:2} and RMSProp at {rmsprop_loss:2}.",
            tuple(RULES),
        ),
        Change(
            "n_iter",
            "In {gd_tuned.n_iter} iterations gradient descent ends at {gd_best:2} with α = {gd_step}, "
            "RMSProp at {rmsprop_best:2} with {rmsprop_step}, AdaGrad at {adagrad_best:2} with "
            "{adagrad_step}.",
        ),
    ),
)


def _first(f, suffix):
    return min(RULES, key=lambda name: f[name + suffix])


STARTS = np.array([random_start(BOWL.bounds, seed) for seed in range(1, 31)])
N_ITER = 500


def _tuned_on_first(ends):
    """The best step size's place on the first start, and the losses (30,) with it."""
    place = int(ends.value[0].argmin())
    return place, ends.value[:, place]


def _worse(r):
    losses = _tuned_on_first(r["grid"])[1]
    return of.ratio(np.median(losses), losses[0])


def _short_of(runs):
    """How many starts lie farther away than so many steps of the smallest size."""
    reach = GRID[0] * runs["grid"].n_iter
    return int((np.abs(runs["grid"].start).max(axis=-1) > reach).sum())


elsewhere = Step(
    name="b",
    text=(
        "RMSProp’s step size, tuned on one start for {grid.n_iter} iterations, is then used from {starts} "
        "starts. Its median loss there, compared with that on the start it was tuned on, is"
    ),
    ask=Choice(
        (
            Option("same", "about the same", lambda f: f["worse"] < 3),
            Option("ten", "some ten times worse", lambda f: 3 <= f["worse"] < 1000),
            Option("thousand", "over a thousand times worse", lambda f: f["worse"] >= 1000),
        )
    ),
    runs={
        "grid": Run(BOWL, RMSProp(GRID[:7], rho=0.9), STARTS[:, None], N_ITER, ends_only=True),
    },
    known={
        "starts": lambda runs: len(runs["grid"].start),
        "short": _short_of,
        "reach": lambda runs: float(GRID[0] * runs["grid"].n_iter),
    },
    measured={
        "worse": _worse,
        "chosen": lambda r: float(GRID[_tuned_on_first(r["grid"])[0]]),
        "here": lambda r: float(_tuned_on_first(r["grid"])[1][0]),
        "median": lambda r: float(np.median(_tuned_on_first(r["grid"])[1])),
        "all_chosen": lambda r: float(GRID[np.median(r["grid"].value, axis=0).argmin()]),
        "all_median": lambda r: float(np.median(r["grid"].value, axis=0).min()),
    },
    answer="The loss was {here:2} where it was tuned, and the median is {median:2}: {worse:2} times as much.",
    explains=(
        "Tuned on one start, α = {chosen} wins, as the steps are just enough for it. {reach:2} is as far as "
        "they go: {short} of the {starts} starts lie farther away. Tuned on all {starts}, α = {all_chosen} "
        "has a median of {all_median:2}."
    ),
    reasons=(
        Reason(
            "the smallest step that gets there wins, and from farther away it does not get there",
            lambda f: f["chosen"] < f["all_chosen"] and f["short"] > 15,
            "Here the step size tuned on one start, {chosen}, is no smaller than that tuned on all.",
        ),
        Reason(
            "a step size that suits a bowl suits it from anywhere",
            lambda f: f["worse"] < 3,
            "A length does not: {short} of the {starts} starts lie farther away than {reach:2}.",
        ),
    ),
    change="Change the seed: how far is each start from the minimum?",
    changes=(
        Change(
            "seed",
            "On the first of these {starts} starts α = {chosen} wins, with {here:2}; its median over all is "
            "{median:2}.",
        ),
        Change(
            "n_iter",
            "In {grid.n_iter} iterations α = {chosen} wins on the first start, and {all_chosen} over all.",
        ),
    ),
)

a_fair_race = Lesson(
    name="fair-race",
    title="A fair race",
    about="what a race may say",
    claim="A ranking holds for one problem, one budget and one effort of tuning.",
    steps=(tuned, elsewhere),
    misconceptions=("RMSProp beats gradient descent.",),
    remember="Tune each on some starts, test on others, and name problem and budget.",
    source="Choi et al., On Empirical Comparisons of Optimizers, 2019; Schmidt et al., ICML 2021",
)
