"""Lessons 1 and 2: gradient descent and its limits."""

import numpy as np

from lessons import measures as of
from lessons.asks import Edge, Number
from lessons.races import Run
from lessons.record import Change, Lesson, Reason, Step
from optim import OBJECTIVES, AdaGrad, GradientDescent, RMSProp, best_fixed_step, random_start

EDGE_BOWL = OBJECTIVES["edge_bowl"]
SEED_1 = random_start(EDGE_BOWL.bounds, seed=1)
TRIED = np.geomspace(0.01, 1, 201)  # the curve of the picture
SAME = 5e-4  # a loss that a step multiplies by so little more or less than 1 stays
NEARLY = 0.98  # of the edge
EVEN = np.round(np.arange(0.001, 1.0005, 0.001), 3)  # a sweep for the best


def descent(step_size, n_iter=400, objective=EDGE_BOWL, start=SEED_1) -> Run:
    """A run of gradient descent on the edge bowl."""
    return Run(objective, GradientDescent(step_size), start, n_iter)


def curvature_at(place: int, run: str):
    """What is known of a run's objective: its smallest curvature, 0, or its largest, 1."""
    return lambda runs: of.curvatures(runs[run].objective)[place]


def _one_step(run) -> float:
    """By what one step multiplies the loss: the mean of all whose loss is a number above 0."""
    counted = np.flatnonzero(np.isfinite(run.value) & (run.value > 0))[-1]
    with np.errstate(over="ignore"):
        return float(np.exp((np.log(run.value[counted]) - np.log(run.value[0])) / max(counted, 1)))


def _fate(factor: float) -> str:
    return "it stays" if abs(factor - 1) < SAME else "it settles" if factor < 1 else "it grows"


def _alone(runs, prediction):
    """What shows a prediction: the run with that step size."""
    return {"yours": runs["sweep"].changed(step_size=prediction)}


TRIED_ALONE = {"tried": lambda r: float(r["yours"].optimizer.step_size)}


def _beside(runs, prediction):
    """What tries a prediction: a run at it, a little below it, a little above it."""
    near = {"yours": 1.0, "below": 0.97, "above": 1.03}
    return {name: runs["sweep"].changed(step_size=share * prediction) for name, share in near.items()}


largest_safe = Step(
    name="a",
    text=(
        "Gradient descent walks down a bowl that is curved {steep:2} times as strongly along one axis as "
        "along the other. Up to which step size does it still settle at the bottom, whatever its start?"
    ),
    ask=Edge("edge", 0.01, 1.0, "Step size α", too_low="Too careful.", too_high="Too bold."),
    runs={"sweep": descent(TRIED)},
    trials=_beside,
    known={
        "L": curvature_at(1, "sweep"),
        "limit": lambda runs: 2 / of.curvatures(runs["sweep"].objective)[1],
        "steep": lambda runs: of.ratio(*of.curvatures(runs["sweep"].objective)[::-1]),
    },
    measured={
        "edge": lambda r: of.edge(r["sweep"]),
        "edge_nearer": lambda r: of.edge(r["sweep"], nearer=0.01),
        "below": lambda r: bool(of.settles(r["below"])),
        "above": lambda r: bool(of.settles(r["above"])),
        "factor": lambda r: _one_step(r["yours"]),
        "fate": lambda r: _fate(_one_step(r["yours"])),
        **TRIED_ALONE,
    },
    answer="The edge is at {edge}.",
    explains=(
        "L = {L} is the largest curvature of the bowl. Past 2/L = {limit} each step along that axis lands "
        "farther out on the other side than it began, and so L alone sets the limit: a start a hundred times "
        "nearer has its edge at {edge_nearer}, too."
    ),
    reasons=(
        Reason(
            "the steepest direction alone sets the limit",
            lambda f: abs(f["edge"] / f["limit"] - 1) < 0.02,
            "Here the edge, {edge}, is not the 2/L = {limit} of the steepest direction.",
        ),
        Reason(
            "the farther out the start, the smaller it must be",
            lambda f: f["edge_nearer"] > 1.05 * f["edge"],
            "Your reason would let a start a hundred times nearer take longer steps; its edge is at "
            "{edge_nearer} as well.",
        ),
    ),
    change="Move the step size across {limit}, and watch the path and the loss.",
    changes=(
        Change("step_size", "With α = {tried} a step multiplies the loss by {factor}, on average: {fate}."),
    ),
    chart="sweep",
)

fastest = Step(
    name="b",
    text=(
        "The same bowl; its curvatures are μ = {mu} and L = {L}, and its edge is at 2/L = {limit}. "
        "Which step size gives the lowest loss after {sweep.n_iter} iterations?"
    ),
    ask=Number(
        "best", 0.01, 1.0, "Step size α", right=1.05, close=1.25, too_low="Too careful.", too_high="Too bold."
    ),
    runs={"sweep": descent(EVEN, 100)},
    trials=_alone,
    known={
        "share": lambda runs: NEARLY,
        "mu": curvature_at(0, "sweep"),
        "L": curvature_at(1, "sweep"),
        "limit": lambda runs: 2 / of.curvatures(runs["sweep"].objective)[1],
        "theory": lambda runs: 2 / sum(of.curvatures(runs["sweep"].objective)),
    },
    measured={
        "best": lambda r: of.best_step(r["sweep"]),
        "best_loss": lambda r: of.best_loss(r["sweep"]),
        "nearly": lambda r: _shrinks(r["sweep"], NEARLY * 2 / of.curvatures(r["sweep"].objective)[1]),
        "left": lambda r: of.ratio(r["yours"].value[-1], r["yours"].value[0]),
        **TRIED_ALONE,
        "shrinks": lambda r: _shrinks(r["sweep"], of.best_step(r["sweep"])),
    },
    answer="The lowest loss is at {best}.",
    explains=(
        "At 2/(μ + L) = {theory} both coordinates shrink alike; the loss becomes {shrinks:2} of what it was. "
        "Nearer to the edge, at {share} of it, the steep coordinate swings on, and it becomes {nearly:2}."
    ),
    reasons=(
        Reason(
            "the largest safe step is the fastest",
            lambda f: f["best"] > NEARLY * f["limit"],
            "The largest safe step is only just safe: near to it the steep coordinate hardly comes to rest.",
        ),
        Reason(
            "neither the steep nor the flat direction may lag behind",
            lambda f: abs(f["best"] / f["theory"] - 1) < 0.03,
            "Here the best step, {best}, is not the 2/(μ + L) = {theory} at which both keep up.",
        ),
    ),
    change="Move the step size from {best} to {limit}: which coordinate swings?",
    changes=(Change("step_size", "With α = {tried} the loss becomes {left:2} of what it was."),),
    chart="sweep",
)


def _shrinks(run, step_size):
    """f at the end over f at the start, at the step size nearest to this."""
    nearest = np.abs(run.optimizer.step_size - step_size).argmin()
    return of.ratio(run.value[-1, nearest], run.value[0, nearest])


the_edge = Lesson(
    name="edge",
    title="The edge",
    about="how long a step may be",
    claim="The steepest curvature L alone limits the step size of gradient descent: 2/L.",
    steps=(largest_safe, fastest),
    misconceptions=(
        "The largest safe step is the fastest.",
        "A smaller start saves you.",
        "Divergence is bad luck.",
    ),
    remember="Below 2/L, L the largest curvature, gradient descent settles; at 2/(μ + L) it is fastest.",
    source="Goh, Why Momentum Really Works, Distill 2017; Polyak, Introduction to Optimization, 1987",
)

START = (0.8, 0.8)
REACH = 0.01


def ravine(condition: float):
    """x² + condition y²."""
    return OBJECTIVES["stretched_bowl"].at(condition=condition).times(2)


def at_its_best(condition: float, n_iter: int) -> Run:
    """Gradient descent in a ravine at its best fixed step."""
    objective = ravine(condition)
    rule = GradientDescent(best_fixed_step(objective))
    return Run(objective, rule, START, n_iter, tuned=best_fixed_step)


def _condition(run):
    return lambda runs: runs[run].objective.parameters["condition"]


def _there(run):
    return lambda r: of.first_near(r[run], REACH)


deeper = Step(
    name="a",
    text=(
        "On f = x² + {mild} y² gradient descent at its best fixed step brings both coordinates under {reach} "
        "in {mild_n} iterations. How many does it take on f = x² + {deep} y², again at its best step?"
    ),
    ask=Number("deep_n", 5, 5000, "Iterations", whole=True, too_low="Too few.", too_high="Too many."),
    runs={"mild": at_its_best(10, 100), "deep": at_its_best(100, 4000)},
    shown=("mild",),
    known={
        "reach": lambda runs: REACH,
        "mild": _condition("mild"),
        "deep": _condition("deep"),
        "rate": lambda runs: (_condition("deep")(runs) - 1) / (_condition("deep")(runs) + 1),
    },
    given={"mild_n": _there("mild")},
    measured={"deep_n": _there("deep"), "ratio": lambda r: of.ratio(_there("deep")(r), _there("mild")(r))},
    answer="It takes {deep_n}.",
    explains=(
        "The steep coordinate caps the one step that both share, and the flat one starves: each iteration "
        "leaves "
        "{rate} of it. So the number of iterations, {ratio:2} times as many, grows like the condition number."
    ),
    reasons=(
        Reason(
            "a well tuned step size makes up for the shape",
            lambda f: f["deep_n"] < 1.25 * f["mild_n"],
            "Both runs have their best step size, and still {mild_n} iterations have become {deep_n}.",
        ),
        Reason(
            "one step for both: the steep direction caps it, the flat one waits",
            lambda f: abs(f["ratio"] / (f["deep"] / f["mild"]) - 1) < 0.25,
            "Here the iterations do not grow with the condition number: {mild_n} have become {deep_n}.",
        ),
    ),
    change="Move the condition number: the step size is tuned again for each.",
    changes=(
        Change(
            "stretched_bowl.condition",
            "At a condition number of {deep} it takes {deep_n}. That is {ratio:2} times as many as at "
            "{mild}.",
        ),
    ),
)

ADAGRAD = AdaGrad(0.1)
per_coordinate = Step(
    name="b",
    text=(
        "AdaGrad with α = {mild.step_size} took {mild_n} iterations on the first bowl. "
        "How many does it take on the second, x² + {deep} y²?"
    ),
    ask=Number("deep_n", 5, 5000, "Iterations", whole=True, too_low="Too few.", too_high="Too many."),
    runs={
        "mild": Run(ravine(10), ADAGRAD, START, 400),
        "deep": Run(ravine(100), ADAGRAD, START, 4000),
        "rmsprop": Run(ravine(100), RMSProp(0.01, rho=0.9), START, 4000),
        "gd": at_its_best(100, 4000),
    },
    shown=("mild",),
    known={"mild": _condition("mild"), "deep": _condition("deep")},
    given={"mild_n": _there("mild")},
    measured={"deep_n": _there("deep"), "rmsprop_n": _there("rmsprop"), "gd_n": _there("gd")},
    answer="It takes {deep_n}.",
    explains=(
        "AdaGrad divides each coordinate by the size of its own gradients, so a curvature along an axis "
        "cancels: "
        "{mild_n} iterations there, {deep_n} here. RMSProp, too, takes {rmsprop_n}; gradient descent takes "
        "{gd_n}."
    ),
    reasons=(
        Reason(
            "each coordinate has a step of its own, so the stretch cancels",
            lambda f: abs(f["deep_n"] - f["mild_n"]) <= 0.05 * f["mild_n"],
            "Here the stretch does not cancel: {mild_n} iterations have become {deep_n}.",
        ),
        Reason(
            "ten times the condition number, ten times the work",
            lambda f: f["deep_n"] > 5 * f["mild_n"],
            "That is gradient descent, with {gd_n} iterations. AdaGrad’s have gone from {mild_n} to "
            "{deep_n}.",
        ),
    ),
    change="Move the condition number: AdaGrad’s path stays where it is.",
    changes=(
        Change(
            "stretched_bowl.condition",
            "At a condition number of {deep} AdaGrad takes {deep_n}, RMSProp {rmsprop_n} and gradient "
            "descent, at its best step size, {gd_n}.",
        ),
    ),
)

the_ravine = Lesson(
    name="ravine",
    title="The ravine",
    about="what the shape costs",
    claim="Gradient descent needs iterations in proportion to L/μ; a step for each coordinate does not.",
    steps=(deeper, per_coordinate),
    misconceptions=("Tune the step size well enough, and the shape no longer matters.",),
    remember="One step for both: the work grows like L/μ. A step for each: a stretch along the axes cancels.",
    source="Polyak, Introduction to Optimization, 1987; Duchi, Hazan and Singer, JMLR 2011",
)
