"""The outcome of a run in one plain sentence, with its cause and the number behind it where known."""

import numpy as np

from optim.checks import as_kind
from optim.domain import is_defined
from optim.objectives import Objective, as_objective
from optim.optimizers import Optimizer, as_optimizer
from optim.outcome import final_stretch, still, within
from optim.trajectory import CONSTANT, Trajectory

AT_A_SADDLE = 1e-3  # a run that stands still this close to a known saddle point stands at it
AROUND = 1e-3  # of the plot: how far round a run that stands still it is higher, if that is a local minimum
SLOW = 1e-2  # of the slope where a run left the plot: outside, but about to come to rest


def words(objective: Objective, optimizer: Optimizer, trajectory: Trajectory) -> str:
    """How the one run `trajectory` of `optimizer` on `objective` ended; ValueError for many runs at once."""
    (
        as_objective(objective),
        as_optimizer(optimizer),
        as_kind("trajectory", trajectory, Trajectory, "run(...)"),
    )
    if trajectory.value.ndim != 1:
        raise ValueError(f"expected the trajectory of one run, got shape {trajectory.value.shape[1:]}")
    return SENTENCES[trajectory.outcome.reason](objective, optimizer, trajectory)


def nearness(objective: Objective) -> str:
    """What 'at the minimum' means on this objective, and what it is measured in: one sentence."""
    as_objective(objective)
    at = f"A run is at the minimum where f is within {number(objective.tolerance)} of its lowest value"
    if objective.unit == 1:
        return f"{at}."
    unit = number(objective.unit)
    return f"{at}: 1e−5 of {unit}, the unit of this objective, so that a factor of f changes no verdict."


def number(value: float, digits: int = 3) -> str:
    """Three significant figures, or `digits`, as short as can be, with a true minus: −0.052, 1.5e−8."""
    mantissa, _, exponent = f"{value:.{digits}g}".partition("e")
    return (f"{mantissa}e{int(exponent)}" if exponent else mantissa).replace("-", "−")


def _converged(objective, optimizer, trajectory):
    since, first = trajectory.outcome.iteration, trajectory.first_within()
    earlier = f", first at {first}" if first < since else ""
    return f"within {number(objective.tolerance)} of the minimum from iterate {since} on{earlier}"


def _stationary(objective, optimizer, trajectory):
    since = f"from iterate {trajectory.outcome.iteration} on"
    nearest = np.min(np.linalg.norm(objective.saddles - trajectory.x[-1], axis=-1), initial=np.inf)
    if nearest < AT_A_SADDLE:
        return f"stands still at a saddle point, no minimum, {since}"
    if _all_around_is_higher(objective, trajectory.x[-1]):
        return f"stands still in a local minimum, not the lowest, {since}"
    return f"stands still where it is, no minimum, {since}"


def _all_around_is_higher(objective, x):
    """Whether f rises from x in each of 16 directions, seen AROUND of the plot's size away."""
    turn = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    ring = x + AROUND * np.ptp(objective.bounds) * np.stack([np.cos(turn), np.sin(turn)], axis=-1)
    return bool((objective(ring) > objective(x)).all())


def _left_bounds(objective, optimizer, trajectory):
    left = trajectory.outcome.left
    if rest := _rest(trajectory):
        return f"left the plot at iterate {left}, {rest}"
    if _runs_downhill(trajectory):
        return f"runs off downhill: left the plot at iterate {left}"
    return f"left the plot at iterate {left}, still outside{_cause(objective, optimizer, trajectory)}"


def _rest(trajectory):
    """Where a run outside of the plot is at rest, or about to be; None if it is not."""
    lengths = np.linalg.norm(trajectory.gradient[trajectory.outcome.left :], axis=-1)
    point = _point(trajectory.x[-1])
    since = final_stretch(still(trajectory))
    if since <= trajectory.n_iter:
        return f"at rest at {point} from iterate {since} on"
    return f"coming to rest near {point}" if lengths[-1] < SLOW * lengths[0] else None


def _diverged(objective, optimizer, trajectory):
    left, ended = trajectory.outcome.left, trajectory.outcome.ended
    events = [f"left the plot at iterate {left}"] if left < ended else []
    events += [f"overflows at iterate {ended}"] if ended <= trajectory.n_iter else []
    if _runs_downhill(trajectory):
        return f"runs off downhill: {', '.join(events)}"
    return f"diverges: {', '.join(events)}{_cause(objective, optimizer, trajectory)}"


def _runs_downhill(trajectory):
    """Whether a run on an objective without a minimum ended, as far as it is finite, below its start."""
    value = trajectory.value[: trajectory.n_finite]
    return trajectory.objective.minimum is None and len(value) > 1 and bool(value[-1] < value[0])


def _undefined(objective, optimizer, trajectory):
    since = trajectory.outcome.iteration
    missing = "f" if since == trajectory.outcome.ended else "the gradient of f"
    if since == 0:
        return f"{missing} is not defined at the start, {_point(trajectory.x[0])}"
    return f"{_place(objective, trajectory.x, since)}: {missing} is not defined there, from iterate {since}"


def _place(objective, x, at):
    """The point where iterate `at` is; of its coordinates only the one that took it out of the domain."""
    here, before = x[at], x[at - 1]
    mixed = [[here[0], before[1]], [before[0], here[1]]]  # one coordinate here, the other still before
    broken = ~is_defined(objective, mixed)
    if broken.sum() == 1:
        axis = int(broken.argmax())
        return f"{'xy'[axis]} = {number(here[axis])}"
    return _point(here)


def _point(x):
    return f"({number(x[0])}, {number(x[1])})"


def _moving(objective, optimizer, trajectory):
    near, tolerance = within(trajectory), number(objective.tolerance)
    if near.any():
        return f"within {tolerance} at iterate {near.argmax()}, out again from {final_stretch(~near)}"
    return f"still moving{_cause(objective, optimizer, trajectory)}"


def _cause(objective, optimizer, trajectory):
    """Why a run went wrong, as '; ...': its step size reaches the limit, or a step is wider than the plot."""
    limit, step_size = optimizer.stable_step_size(objective), optimizer.step_size
    if limit is not None and step_size >= limit:
        relation = "over" if step_size > limit else "exactly"
        kind = "step size" if trajectory.schedule == CONSTANT else "first step size"
        step, limit = _told_apart(step_size, limit)
        return f"; a {kind} of {step} is {relation} {optimizer.limit} = {limit}"
    with np.errstate(all="ignore"):
        lengths = np.hypot(*np.diff(trajectory.x[: trajectory.n_finite], axis=0).T)
    too_long = lengths > np.ptp(objective.bounds, axis=1).max()
    if not too_long.any():
        return ""
    first = too_long.argmax()
    return f"; the step to iterate {first + 1} is {number(lengths[first])} long"


def _told_apart(a, b):
    """Two numbers with three digits each, or as many as it takes to see that they differ."""
    pairs = ((number(a, digits), number(b, digits)) for digits in range(3, 18))
    return next(pair for pair in pairs if a == b or pair[0] != pair[1])


SENTENCES = {
    "converged": _converged,
    "stationary": _stationary,
    "left_bounds": _left_bounds,
    "diverged": _diverged,
    "undefined": _undefined,
    "moving": _moving,
}


def brief(objective: Objective) -> dict[str, str]:
    """Reason -> an outcome in a few words, for where there are many runs; {} is its iteration."""
    as_objective(objective)
    return {
        "converged": f"within {number(objective.tolerance)} of the minimum from iterate {{}} on",
        "stationary": "stands still from iterate {} on",
        "moving": "still moving",
        "left_bounds": "left the plot at iterate {}",
        "diverged": "diverges from iterate {} on",
        "undefined": "f is not defined at iterate {}",
    }
