"""Lesson 8: beyond bowls, a saddle and four valleys."""

import numpy as np

from lessons import measures as of
from lessons.asks import Choice, Number, Option
from lessons.races import Run
from lessons.record import Change, Lesson, Reason, Step
from optim import OBJECTIVES, GradientDescent, RMSProp, random_start

WELLS = OBJECTIVES["double_well"]
AWAY = 0.5
OFF = (0.0, *(10.0**-k for k in range(12, 0, -1)))  # the ridge


def _off_ridge(rule, distance):
    return Run(WELLS, rule, (1.0, distance), 1000)


def _leaves(run):
    return lambda r: of.first_beyond(r[run], AWAY, "y")


def _nearer(runs):
    """How many times nearer to the ridge the second starts."""
    return of.ratio(runs["near"].start[1], runs["far"].start[1])


def _theory(runs):
    with np.errstate(divide="ignore"):  # a start on the ridge never leaves it
        return float(np.log(abs(_nearer(runs))) / np.log1p(runs["near"].optimizer.step_size))


def _saddle(name, rule, title, text, answer, explains, reasons) -> Step:
    return Step(
        name=name,
        text=text,
        ask=Number("far_n", 3, 100_000, "Iterations", whole=True, too_low="Too few.", too_high="Too many."),
        runs={"near": _off_ridge(rule, 1e-3), "far": _off_ridge(rule, 1e-6)},
        shown=("near",),
        known={"factor": _nearer, "theory": _theory},
        given={"near_n": _leaves("near")},
        measured={
            "far_n": _leaves("far"),
            "more": lambda r: _leaves("far")(r) - _leaves("near")(r),
            "step": lambda r: of.moved(r["far"], 2, "y"),
        },
        answer=answer,
        explains=explains,
        reasons=reasons,
        change="Move the start off the ridge, and on to it: who ever leaves?",
        changes=(
            Change(
                "start_y", "Starting {far.start_y} off the ridge, it takes {far_n} iterations.", stops=OFF
            ),
            Change("step_size", "With α = {far.step_size} it takes {far_n} iterations."),
        ),
    )


gd_at_saddle = _saddle(
    "a",
    GradientDescent(0.1),
    "Gradient descent",
    "Gradient descent starts {near.start_y} off the ridge of a saddle, and needs {near_n} iterations to get "
    "away. "
    "How many from {far.start_y} off?",
    "It needs {far_n}.",
    "Where the slope is tiny a step is tiny, {step:2} at first; but each multiplies the distance by 1 + α. "
    "To be "
    "{factor} times nearer costs ln({factor})/ln(1 + α) = {theory} iterations more; {more} were measured.",
    (
        Reason(
            "the distance grows by a factor, so only its logarithm counts",
            lambda f: abs(of.ratio(f["more"], f["theory"]) - 1) < 0.1,
            "Here it costs {more} iterations more, not {theory}.",
        ),
        Reason(
            "a thousandth of the slope, a thousand times as long",
            lambda f: f["far_n"] > 100 * f["near_n"],
            "Only the first steps are that much shorter: {near_n} iterations become {far_n}.",
        ),
    ),
)

rmsprop_at_saddle = _saddle(
    "a2",
    RMSProp(0.01, rho=0.9),
    "RMSProp",
    "RMSProp with α = {near.step_size} needed {near_n} iterations from {near.start_y} off. "
    "How many from {far.start_y} off?",
    "It needs {far_n}.",
    "A step of RMSProp ignores how small the slope is: its second is {step:2} long, from anywhere. So it "
    "leaves "
    "the ridge at once, unless it starts on it.",
    (
        Reason(
            "its steps do not depend on how small the slope is",
            lambda f: abs(f["more"]) <= 0.1 * f["near_n"],
            "Here they do: {near_n} iterations become {far_n}.",
        ),
        Reason(
            "saddles hold every optimizer",
            lambda f: f["more"] > 0.5 * f["theory"],
            "Only one that stands on the ridge: {near_n} iterations become {far_n}.",
        ),
    ),
)

HIMMELBLAU = OBJECTIVES["himmelblau"]
STARTS = np.array([random_start(HIMMELBLAU.bounds, seed) for seed in range(1, 401)])
NEAR, REST = 0.5, 5e-5  # a run has settled that is so near to a minimum, and has no steeper slope


def settled(ends) -> np.ndarray:
    """(m,): how many of the runs have settled at each minimum."""
    away = np.linalg.norm(ends.x[:, None] - ends.objective.minima, axis=-1)
    at_rest = (np.abs(ends.objective.gradient(ends.x)).max(axis=-1) < REST) & (away.min(axis=1) < NEAR)
    return np.bincount(away.argmin(axis=1)[at_rest], minlength=len(ends.objective.minima))


def _sharpness(place):
    return lambda runs: of.curvatures(HIMMELBLAU, HIMMELBLAU.minima[place])[1]


def _minimum(place):
    def is_empty(f):
        return f[f"settled_{place}"] == 0

    x, y = (f"{value:.2f}".rstrip("0").rstrip(".").replace("-", "−") for value in HIMMELBLAU.minima[place])
    return Option(f"minimum-{place}", f"({x}, {y})", is_empty)


FOUR = range(4)
four_valleys = Step(
    name="b",
    text=(
        "Himmelblau’s function has four equally deep minima. Their largest curvatures are {L_0} at "
        "{place_0}, {L_1} at {place_1}, {L_2} at {place_2} and {L_3} at {place_3}. Gradient descent with "
        "α = {many.step_size} starts from {starts} points: in which minimum will no run settle?"
    ),
    ask=Choice(tuple(map(_minimum, FOUR))),
    runs={"many": Run(HIMMELBLAU, GradientDescent(0.017), STARTS, 8000, ends_only=True)},
    known={f"L_{i}": _sharpness(i) for i in FOUR}
    | {
        **{f"place_{i}": (lambda runs, i=i: tuple(HIMMELBLAU.minima[i])) for i in FOUR},
        "starts": lambda runs: len(runs["many"].start),
        "sharpest": lambda runs: 2 / runs["many"].optimizer.step_size,
    },
    measured={f"settled_{i}": (lambda r, i=i: int(settled(r["many"])[i])) for i in FOUR}
    | {
        "bouncing": lambda r: _bouncing(r["many"]),
        "sharpest_empty": lambda r: _empties_are_sharpest(settled(r["many"])),
    },
    answer="So many runs settle in each: {settled_0}, {settled_1}, {settled_2}, {settled_3}.",
    explains=(
        "A valley whose curvature is above 2/α = {sharpest} cannot hold gradient descent: the edge of "
        "lesson 1, for "
        "each minimum its own. Past it a run need not fly off; it bounces inside the valley."
    ),
    reasons=(
        Reason(
            "a valley sharper than 2/α cannot hold it",
            lambda f: (
                f["sharpest_empty"]
                and all((f[f"L_{i}"] > f["sharpest"]) == (f[f"settled_{i}"] == 0) for i in FOUR)
            ),
            "Here what holds it does not go by 2/α = {sharpest}.",
        ),
        Reason(
            "a minimum so far out is reached by no one",
            lambda f: f["bouncing"] == 0,
            "{bouncing} runs have reached it, and bounce about it to the end: its curvature is above "
            "{sharpest}.",
        ),
    ),
    change="Move the step size: one minimum after the other lets go.",
    changes=(
        Change(
            "step_size",
            "2/α is {sharpest} now. So many runs settle in each: {settled_0}, {settled_1}, {settled_2}, "
            "{settled_3}.",
            stops=(0.01, 0.012, 0.014, 0.0145, 0.015, 0.0155, 0.016, 0.018, 0.019, 0.02, 0.022, 0.024, 0.026),
        ),
    ),
)


def _bouncing(ends):
    """How many runs end beside a minimum in which none has settled, and bounce there."""
    empty = ends.objective.minima[settled(ends) == 0]
    with np.errstate(invalid="ignore"):
        return int((np.linalg.norm(ends.x[:, None] - empty, axis=-1) < 2 * NEAR).any(axis=1).sum())


def _empties_are_sharpest(counts):
    """Whether the minima without a run are the sharpest, if there are any."""
    sharp = [of.curvatures(HIMMELBLAU, minimum)[1] for minimum in HIMMELBLAU.minima]
    empty = [L for L, n in zip(sharp, counts) if n == 0]
    held = [L for L, n in zip(sharp, counts) if n]
    return bool(empty) and min(empty) > max(held, default=0)


beyond_bowls = Lesson(
    name="beyond-bowls",
    title="Beyond bowls",
    about="a saddle, four valleys",
    claim="Near a saddle gradient descent crawls, and a valley sharper than 2/α cannot hold it.",
    steps=(gd_at_saddle, rmsprop_at_saddle, four_valleys),
    misconceptions=(
        "Saddles trap optimizers.",
        "Gradient descent past 2/L diverges.",
        "The deepest or the nearest minimum wins.",
    ),
    remember="From a saddle only the logarithm of the distance counts; a valley holds steps below its own "
    "2/L.",
    source="Lee, Simchowitz, Jordan and Recht, COLT 2016; Cohen et al., Edge of Stability, ICLR 2021",
    minutes=10,
)
