"""Lessons 3 and 4: what AdaGrad never forgets, and how long RMSProp remembers."""

import numpy as np

from lessons import measures as of
from lessons.asks import Choice, Number, Option, Order
from lessons.races import Run
from lessons.record import Change, Lesson, Reason, Step
from lessons.words import MoreThan
from optim import OBJECTIVES, AdaGrad, GradientDescent, RMSProp

V_VALLEY = OBJECTIVES["v_valley"]
LATE = 100  # the iteration by which a step is judged
DOWN = 0.1  # so near to the floor's middle counts as there


def _slide(rule, distance, n_iter):
    return Run(V_VALLEY, rule, (distance + DOWN, distance + DOWN), n_iter)


def _there(run):
    return lambda r: of.first_near(r[run], DOWN, "x")


def _way(run):
    return lambda runs: runs[run].start[0] - DOWN


twice_as_far = Step(
    name="a",
    text=(
        "On the sides of a V, where the slope is the same everywhere, AdaGrad with α = {near.step_size} "
        "takes "
        "{near_n} iterations to travel a distance of {near_way:2}. How many does it take for {far_way:2}?"
    ),
    ask=Number("far_n", 100, 30_000, "Iterations", whole=True, too_low="Too few.", too_high="Too many."),
    runs={
        "near": _slide(AdaGrad(0.02), 1.0, 1000),
        "far": _slide(AdaGrad(0.02), 2.0, 4000),
        "rmsprop": _slide(RMSProp(0.02, rho=0.9), 2.0, 4000),
        "gd": _slide(GradientDescent(0.02), 2.0, 4000),
    },
    shown=("near",),
    known={"near_way": _way("near"), "far_way": _way("far"), "late_at": lambda runs: LATE},
    given={"near_n": _there("near")},
    measured={
        "far_n": _there("far"),
        "rmsprop_n": _there("rmsprop"),
        "gd_n": _there("gd"),
        "late": lambda r: of.effective(r["far"], at=LATE),
        "ghost": lambda r: float(r["far"].optimizer.step_size / np.sqrt(LATE)),
        "ratio": lambda r: of.ratio(_there("far")(r), _there("near")(r)),
    },
    answer="It takes {far_n}.",
    explains=(
        "On a steady slope the kth step is α/√k, so AdaGrad never forgets a gradient and {far_n} iterations "
        "go where {near_n} went half as far: {ratio:2} times as many. At iteration {late_at} its effective "
        "step is {late}, α/√{late_at} is {ghost}. RMSProp takes {rmsprop_n}, gradient descent {gd_n}."
    ),
    reasons=(
        Reason(
            "its steps shrink like 1/√k, so twice as far takes four times as long",
            lambda f: abs(f["late"] / f["ghost"] - 1) < 0.05 and f["ratio"] > 3,
            "Here its steps do not shrink like that: {near_n} iterations have become {far_n}.",
        ),
        Reason(
            "the slope is the same, so twice as far takes twice as long",
            lambda f: f["ratio"] < 2.5,
            "That is gradient descent, whose steps stay the same: it takes {gd_n}.",
        ),
    ),
    change="Move the step size: the time goes like 1/α².",
    changes=(Change("step_size", "With α = {far.step_size} it takes {far_n}."),),
)

DECADE = 10


def _late(run):
    return of.effective(run, at=run.n_iter)


def _decade(run):
    """The effective step at the end over that at a tenth of the run."""
    return of.ratio(_late(run), of.effective(run, at=run.n_iter // DECADE))


def _level(a, start):
    """(2α/(x₀ + α))²."""
    return of.ratio(2 * a, abs(start) + a) ** 2


levels_off = Step(
    name="b",
    text=(
        "Now a round bowl, and {bowl.n_iter} iterations of AdaGrad with α = {bowl.step_size}. "
        "What becomes of its effective step α/√s?"
    ),
    ask=Choice(
        (
            Option("falls", "it goes to zero like 1/√k", lambda f: f["decade"] < 0.9),
            Option("levels", "it falls and then levels off", lambda f: 0.9 <= f["decade"] <= 1.1),
            Option("grows", "it grows", lambda f: f["decade"] > 1.1),
        )
    ),
    runs={"bowl": Run(OBJECTIVES["bowl"], AdaGrad(0.1), (1.0, 1.0), 30_000)},
    known={
        "L": lambda runs: of.curvatures(runs["bowl"].objective)[1],
        "theory": lambda runs: _level(runs["bowl"].optimizer.step_size, runs["bowl"].start[0]),
    },
    measured={
        "decade": lambda r: _decade(r["bowl"]),
        "tenth": lambda r: of.effective(r["bowl"], at=r["bowl"].n_iter // DECADE),
        "end": lambda r: _late(r["bowl"]),
        "share": lambda r: _late(r["bowl"]) * of.curvatures(r["bowl"].objective)[1],
        "left": lambda r: of.loss(r["bowl"]),
    },
    answer="At the end it is {end}; at a tenth of the run it was {tenth}.",
    explains=(
        "Once the gradients fade, s hardly grows: the effective step stays at {share} of 1/L, about "
        "(2α/(x₀ + α))² = {theory}, and the run converges geometrically, to a loss of {left}."
    ),
    reasons=(
        Reason(
            "it never forgets, so it must come to a stop",
            lambda f: f["decade"] < 0.9,
            "It never forgets, but near the minimum there is nothing left to add: from a tenth of the run "
            "to its "
            "end the effective step goes from {tenth} to {end}.",
        ),
        Reason(
            "the gradients fade, so their sum stops growing",
            lambda f: 0.9 <= f["decade"] <= 1.1,
            "Here the sum has not stopped growing: the effective step goes from {tenth} to {end}.",
        ),
    ),
    change="Make the step size ten times smaller: where does the effective step level off?",
    changes=(Change("step_size", "It ends at {share:2} of 1/L, and (2α/(x₀ + α))² is {theory:2}."),),
    chart="effective",
)

adagrads_clock = Lesson(
    name="adagrads-clock",
    title="AdaGrad’s clock",
    about="what never forgets",
    claim="AdaGrad slows down on long slopes, not on bowls: there its effective step levels off.",
    steps=(twice_as_far, levels_off),
    misconceptions=("AdaGrad always stalls.",),
    remember="On a slope AdaGrad’s steps go like α/√k; on a bowl their shrinking ends.",
    source="Duchi, Hazan and Singer, Adaptive Subgradient Methods, JMLR 2011",
)

CLIFF = OBJECTIVES["steep_cliff"]
MEMORIES = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.94, 0.95, 0.96, 0.97, 0.98, 0.985, 0.99, 0.993, 0.995, 0.997)
FOOT, END = 1.9, 0.1  # of x: where the gentle slope begins, and where it counts as crossed


def _over_the_cliff(rule, n_iter):
    return Run(CLIFF, rule, (2.3, 0.5), n_iter)


def foot(run):
    """The first iterate below the cliff."""
    return of.first(run.x[:, 0] < FOOT)


def back(run):
    """How many iterations below the cliff the step is back to half of the step size."""
    k = foot(run)
    if k is None:
        return MoreThan(0)
    return of.count(run.effective_step[max(k - 1, 0) :, 0] >= 0.5 * run.optimizer.step_size)


def crossing(run):
    """How many iterations the gentle slope takes."""
    start = foot(run)
    return MoreThan(0) if start is None else of.count(run.x[start:, 0] < END)


def _memory(run):
    return lambda runs: 1 / (1 - runs[run].optimizer.rho)


def _theory(run):
    """ln(s/3)/(−ln ρ), s at the cliff's foot: until 4/3 of the slope's own square are left."""
    at = foot(run)
    s = np.nan if at is None else run.state["square_avg"][at, 0]
    with np.errstate(divide="ignore"):  # ρ = 0 forgets at once
        return float(np.log(s / 3) / -np.log(run.optimizer.rho))


def _below(run):
    """The effective step so many iterations below the cliff."""
    at = foot(run)
    return np.nan if at is None else of.effective(run, at=at + LATE)


the_shock = Step(
    name="a",
    text=(
        "RMSProp slides down a cliff a hundred times as steep as the slope below it, and its steps become "
        "short. With ρ = {short.rho} it takes {short_n} iterations after the cliff until they are back to "
        "half of α. How many does it take with ρ = {long.rho}?"
    ),
    ask=Number("long_n", 5, 5000, "Iterations", whole=True, too_low="Too few.", too_high="Too many."),
    runs={
        "short": _over_the_cliff(RMSProp(0.01, rho=0.9), 300),
        "long": _over_the_cliff(RMSProp(0.01, rho=0.99), 1000),
    },
    shown=("short",),
    known={"short_memory": _memory("short"), "long_memory": _memory("long")},
    given={"short_n": lambda r: back(r["short"])},
    measured={"long_n": lambda r: back(r["long"]), "theory": lambda r: _theory(r["long"])},
    answer="It takes {long_n}.",
    explains=(
        "A step is divided by √s. Of s, an average of squared slopes, each iteration keeps a share ρ; so it "
        "remembers about 1/(1 − ρ) of them: {short_memory:2} there, {long_memory:2} here. What the cliff "
        "left in it takes ln(s/3)/(−ln ρ) = {theory} iterations to fade; {long_n} were measured."
    ),
    reasons=(
        Reason(
            "0.99 is only a bit more than 0.9",
            lambda f: f["long_n"] < 1.5 * f["short_n"],
            "ρ is a bit more, but 1 − ρ is what counts: a memory of {short_memory:2} has become "
            "{long_memory:2}.",
        ),
        Reason(
            "the memory is 1/(1 − ρ) long",
            lambda f: 0.5 < of.ratio(f["long_n"], f["short_n"]) / (f["long_memory"] / f["short_memory"]) < 2,
            "Here the time does not go like 1/(1 − ρ): {short_n} have become {long_n}.",
        ),
    ),
    change="Move ρ: the step grows back after about 4/(1 − ρ) iterations.",
    changes=(Change("rho", "With ρ = {long.rho:4} the step is back after {long_n}.", stops=MEMORIES),),
    chart="effective",
    since=FOOT,
)

who_crosses = Step(
    name="b",
    text=(
        "Three go over the cliff: AdaGrad with α = {adagrad.step_size}, and RMSProp with α = "
        "{short.step_size} "
        "and ρ = {short.rho} or {long.rho}. In what order do they cross the gentle slope, the fastest first?"
    ),
    ask=Order(
        {
            "short_n": "RMSProp with the shorter memory",
            "long_n": "RMSProp with the longer memory",
            "adagrad_n": "AdaGrad",
        }
    ),
    runs={
        "adagrad": _over_the_cliff(AdaGrad(0.1), 5000),
        "short": _over_the_cliff(RMSProp(0.01, rho=0.9), 1000),
        "long": _over_the_cliff(RMSProp(0.01, rho=0.99), 2000),
    },
    known={"later": lambda runs: LATE},
    measured={f"{name}_n": (lambda r, name=name: crossing(r[name])) for name in ("adagrad", "short", "long")}
    | {"late": lambda r: _below(r["adagrad"])},
    answer="RMSProp takes {short_n} with ρ = {short.rho}, {long_n} with {long.rho}; AdaGrad takes "
    "{adagrad_n}.",
    explains=(
        "The shock fades from RMSProp’s s, the more slowly the longer its memory, 1/(1 − ρ). AdaGrad forgets "
        "nothing: {later} iterations below the cliff its effective step is still {late}, and it creeps."
    ),
    reasons=(
        Reason(
            "the longer the memory, the longer the shock lasts",
            lambda f: f["short_n"] < f["long_n"] < f["adagrad_n"],
            "Here a longer memory is not slower.",
        ),
        Reason(
            "the largest α is the fastest",
            lambda f: all(f["adagrad_n"] < f[name] for name in ("short_n", "long_n")),
            "AdaGrad has ten times the α, but α/√s is what counts: {late} of it is left.",
        ),
    ),
    change="Move ρ up to 0.999: it is faster again, as s starts at 0 and has not filled up on the cliff.",
    changes=(
        Change(
            "rho",
            "With ρ = {long.rho:4} RMSProp takes {long_n}; with {short.rho} it took {short_n}, and AdaGrad "
            "{adagrad_n}.",
            ("long",),
        ),
    ),
)

what_rho_remembers = Lesson(
    name="what-rho-remembers",
    title="What ρ remembers",
    about="how long a shock lasts",
    claim="RMSProp remembers about 1/(1 − ρ) gradients: 10 at ρ = 0.9, 100 at 0.99.",
    steps=(the_shock, who_crosses),
    misconceptions=("ρ is a momentum.", "ρ = 0.99 is just a bit more than 0.9."),
    remember="ρ is the share of s that is kept: RMSProp remembers about 1/(1 − ρ) gradients, AdaGrad all.",
    source="Hinton, Neural Networks for Machine Learning, lecture 6e, 2012",
)
