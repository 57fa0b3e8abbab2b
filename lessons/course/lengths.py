"""Lessons 5 and 6: what RMSProp's step size really is."""

import numpy as np

from lessons import measures as of
from lessons.asks import Choice, Number, Option, Several
from lessons.races import Run
from lessons.record import Change, Lesson, Reason, Step
from optim import OBJECTIVES, AdaGrad, GradientDescent, RMSProp, random_start

BOWL = OBJECTIVES["bowl"]
SEED_1 = random_start(BOWL.bounds, seed=1)
EPSILONS = (1e-12, 1e-10, 1e-6, 1e-5, 1e-4, 0.001, 0.002, 0.003, 0.005, 0.007, 0.009, 0.011, 0.02, 0.1, 1)
PARTED = 0.001  # paths that are farther apart than this have changed

first_step = Step(
    name="a",
    text=(
        "RMSProp on a round bowl, with α = {run.step_size} and ρ = {run.rho}. "
        "How far does x move in the very first iteration?"
    ),
    ask=Number("first", 0.001, 2.0, "Length", too_low="Too short.", too_high="Too long."),
    runs={"run": Run(BOWL, RMSProp(0.01, rho=0.99), SEED_1, 50)},
    known={"theory": lambda runs: runs["run"].optimizer.step_size / np.sqrt(1 - runs["run"].optimizer.rho)},
    measured={"first": lambda r: of.first_step(r["run"]), "first_y": lambda r: of.first_step(r["run"], "y")},
    answer="It moves by {first}.",
    explains=(
        "The first s is only (1 − ρ) g², so the first step is α/√(1 − ρ) = {theory} long, whatever the "
        "slope: "
        "{first} in x and {first_y} in y."
    ),
    reasons=(
        Reason(
            "s starts at 0 and has seen a share 1 − ρ of one gradient",
            lambda f: abs(f["first"] / f["theory"] - 1) < 0.02,
            "Here the first step is {first}, not the α/√(1 − ρ) = {theory} of that.",
        ),
        Reason(
            "α is what a step is long",
            lambda f: abs(f["first"] / f["run.step_size"] - 1) < 0.1,
            "α = {run.step_size} is how long a step is once s has filled up; the first is {first}.",
        ),
    ),
    change="Move ρ up: the first step grows.",
    changes=(
        Change("rho", "With ρ = {run.rho:4} it moves by {first}; α/√(1 − ρ) is {theory}."),
        Change("bias_correction", "Corrected for its start at 0, s lets it move by {first}."),
        Change("times", "With f multiplied by {run.times}, it moves by {first}."),
    ),
    chart="steps",
)

RULES = {
    "gd": ("gradient descent", GradientDescent(0.1)),
    "adagrad": ("AdaGrad", AdaGrad(0.1)),
    "rmsprop": ("RMSProp", RMSProp(0.01, rho=0.99)),
}
NAMES = tuple(RULES)


def _on(objective):
    return {name: Run(objective, rule, SEED_1, 50) for name, (_, rule) in RULES.items()}


def _times(factor):
    """The three on the bowl, and on it times a factor."""
    return _on(BOWL) | {f"{name}_times": run for name, run in _on(BOWL.times(factor)).items()}


def _parting(name):
    return lambda r: of.parting(r[name], r[f"{name}_times"])


def _changes(name, text):
    return Option(name, text, lambda f: f[f"{name}_parts"] > PARTED)


PARTED_BY = (
    "gradient descent’s paths differ by at most {gd_parts:2}, AdaGrad’s by {adagrad_parts:2}, RMSProp’s by "
    "{rmsprop_parts:2}."
)
LOUDER = Change("times", "With f multiplied by {factor}, " + PARTED_BY)


def _scaling(name, factor, text, explains, reasons, change, changes) -> Step:
    return Step(
        name=name,
        text=text,
        ask=Several(tuple(_changes(rule, title) for rule, (title, _) in RULES.items())),
        runs=_times(factor),
        shown=NAMES,
        known={
            "factor": lambda runs: runs["gd_times"].objective.factor / runs["gd"].objective.factor,
            "parted": lambda runs: PARTED,
        },
        measured={f"{rule}_parts": _parting(rule) for rule in NAMES}
        | {"first": lambda r: of.first_step(r["rmsprop_times"])},
        answer=PARTED_BY[0].upper() + PARTED_BY[1:],
        explains=explains,
        reasons=reasons,
        change=change,
        changes=changes,
    )


louder = _scaling(
    "b",
    1e3,
    "Multiply f by {factor}, and change nothing else. Whose path changes by more than {parted}?",
    "AdaGrad and RMSProp divide a gradient by the size of gradients: a factor cancels, and α is a length in "
    "x. "
    "Gradient descent’s α is a rate: its steps are {factor} times as long.",
    (
        Reason(
            "a factor of f cancels where a gradient is divided by its size",
            lambda f: max(f["adagrad_parts"], f["rmsprop_parts"]) <= PARTED < f["gd_parts"],
            "Here the factor does not cancel: RMSProp’s paths differ by at most {rmsprop_parts:2}.",
        ),
        Reason(
            "steeper slopes make longer steps for all",
            lambda f: min(f[f"{rule}_parts"] for rule in NAMES) > PARTED,
            "That is gradient descent. AdaGrad’s paths differ by at most {adagrad_parts:2}, RMSProp’s by "
            "{rmsprop_parts:2}.",
        ),
    ),
    "Move the factor down: from where on do the paths change?",
    (LOUDER,),
)

fainter = _scaling(
    "c",
    1e-8,
    "And if f is multiplied by {factor}? Whose path changes by more than {parted}?",
    "ε is the only thing that still sees how large f is, and it wins once gradients are about as small: "
    "RMSProp’s "
    "first step is {first} now.",
    (
        Reason(
            "ε = 1e-8 is no longer small beside the gradients",
            lambda f: min(f["adagrad_parts"], f["rmsprop_parts"]) > PARTED,
            "Here ε is still small: RMSProp’s paths differ by at most {rmsprop_parts:2}.",
        ),
        Reason(
            "a factor cancels, however small",
            lambda f: max(f["adagrad_parts"], f["rmsprop_parts"]) <= PARTED,
            "It would, but for ε: RMSProp’s paths differ by at most {rmsprop_parts:2}.",
        ),
    ),
    "Move ε down: the paths come back.",
    (Change("epsilon", "With ε = {rmsprop_times.epsilon}, " + PARTED_BY), LOUDER),
)

the_first_step = Lesson(
    name="first-step",
    title="The first step",
    about="how far it goes",
    claim="An adaptive step size is a length in x, not a rate; the first step is α/√(1 − ρ) long.",
    steps=(first_step, louder, fainter),
    misconceptions=("A larger ρ is more careful.", "Epsilon never matters.", "α = 0.01 means small steps."),
    remember="RMSProp’s α is a length, and its first step is α/√(1 − ρ).",
    source="Hinton, lecture 6e, 2012; Kingma and Ba, Adam, 2015, section 3",
    minutes=10,
)

RMSPROP = RMSProp(0.01, rho=0.99)
EARLY = 50


def _grew(f):
    return of.ratio(f["later"], f["before"])


def _early(run):
    return min(EARLY, run.n_iter)


def passes(run, along: int = 0):
    """The first iteration whose effective step is past 2/L, in one coordinate."""
    past = run.effective_step[:, along] > 2 / of.curvatures(run.objective)[1]
    return of.count(np.r_[False, past])  # before the first there is none


turns_back = Step(
    name="a",
    text=(
        "RMSProp on a round bowl: after {early_at} iterations its loss is {early:2}, after {seen.n_iter} it "
        "is {before:2}. And after {long.n_iter}?"
    ),
    ask=Choice(
        (
            Option("smaller", "smaller still", lambda f: _grew(f) < 0.1),
            Option("same", "about the same", lambda f: 0.1 <= _grew(f) <= 10),
            Option("larger", "far larger", lambda f: _grew(f) > 10),
        )
    ),
    runs={"seen": Run(BOWL, RMSPROP, SEED_1, 200), "long": Run(BOWL, RMSPROP, SEED_1, 2000)},
    shown=("seen",),
    known={
        "early_at": lambda runs: _early(runs["seen"]),
        "limit": lambda runs: 2 / of.curvatures(runs["long"].objective)[1],
    },
    given={"early": lambda r: of.loss(r["seen"], _early(r["seen"])), "before": lambda r: of.loss(r["seen"])},
    measured={
        "later": lambda r: of.loss(r["long"]),
        "best": lambda r: float(r["long"].ending.best),
        "best_at": lambda r: int(r["long"].value.argmin()),
        "passes": lambda r: passes(r["long"]),
    },
    answer="It is {later:2} at last; the best so far was {best:2}, at iteration {best_at}.",
    explains=(
        "Near the minimum RMSProp divides small gradients by their own small size. So its effective step "
        "grows, "
        "past the edge 2/L = {limit} at iteration {passes}: lesson 1 again."
    ),
    reasons=(
        Reason(
            "an adaptive method converges by itself",
            lambda f: _grew(f) <= 10,
            "Its effective step adapts upwards: {best:2} at iteration {best_at} has become {later:2}.",
        ),
        Reason(
            "what it has remembered fades, and its steps grow again",
            lambda f: f["passes"] > 0 and _grew(f) > 10,
            "Here its steps have not grown past the edge.",
        ),
    ),
    change="Move the iterations from 200 up: where does the loss turn?",
    changes=(
        Change(
            "n_iter",
            "After {long.n_iter} it is {later:2}; the best so far was {best:2}, at iteration {best_at}.",
        ),
        Change(
            "rho",
            "With ρ = {long.rho:4} it is {later:2} at last; the best so far was {best:2}, at iteration "
            "{best_at}.",
        ),
    ),
)

hovers = Step(
    name="b",
    text="After {run.n_iter} iterations, how far is x from the minimum?",
    ask=Number("far", 1e-5, 1.0, "Distance", too_low="Too near.", too_high="Too far."),
    runs={"run": Run(BOWL, RMSPROP, SEED_1, 6000)},
    known={"half": lambda runs: runs["run"].optimizer.step_size / 2},
    measured={
        "far": lambda r: of.offset(r["run"]),
        "swing": lambda r: float(abs(r["run"].x[-1, 0] - r["run"].x[-2, 0])),
        "tail": lambda r: of.tail_mean(r["run"]),
    },
    answer="It is {far} away.",
    explains=(
        "It jumps from x to −x and back. There the gradient’s size is constant, so √s is that size, a step "
        "is α "
        "long, {swing}, and x is α/2 = {half} away, whatever the curvature. Its loss hovers at {tail:2}."
    ),
    reasons=(
        Reason(
            "it jumps to and fro by α, so it is α/2 away",
            lambda f: abs(f["far"] / f["half"] - 1) < 0.1,
            "Here it is {far} away, not α/2 = {half}.",
        ),
        Reason(
            "after so many iterations hardly anything is left",
            lambda f: f["far"] < 0.01 * f["half"],
            "Its steps do not shrink: each is {swing} long.",
        ),
    ),
    change="Halve the step size: how far away does it hover?",
    changes=(
        Change("step_size", "With α = {run.step_size} it is {far} away; α/2 is {half}."),
        Change("rho", "With ρ = {run.rho:4} it is {far} away; α/2 is {half}."),
        Change("epsilon", "With ε = {run.epsilon} it is {far} away; α/2 is {half}.", stops=EPSILONS),
    ),
    chart="distance",
)

it_never_settles = Lesson(
    name="never-settles",
    title="It never settles",
    about="where it hovers",
    claim="RMSProp with a constant step size hovers at α/2 from the minimum, whatever the curvature.",
    steps=(turns_back, hovers),
    misconceptions=(
        "The loss only goes down.",
        "Adaptive means it converges by itself.",
        "A longer run is never worse.",
    ),
    remember="RMSProp ends α/2 from the minimum; ‘best so far’ and ‘last’ are two things.",
    source="Ma, Wu and E, A Qualitative Study of Adaptive Gradient Algorithms, MSML 2022",
)
