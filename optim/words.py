"""The outcome of a run in one plain sentence, with its cause and the number behind it where known."""

import numpy as np

from optim.domain import is_defined
from optim.objectives import Objective
from optim.optimizers import Optimizer
from optim.outcome import final_stretch, within
from optim.trajectory import CONSTANT, Trajectory

AT_A_SADDLE = 1e-3  # a run that stands still this close to a known saddle point stands at it
AROUND = 1e-3  # of the plot: how far round a run that stands still it is higher, if that is a local minimum


def words(objective: Objective, optimizer: Optimizer, trajectory: Trajectory) -> str:
    """How the one run `trajectory` of `optimizer` on `objective` ended; ValueError for many runs at once."""
    if trajectory.value.ndim != 1:
        raise ValueError(f"expected the trajectory of one run, got shape {trajectory.value.shape[1:]}")
    return SENTENCES[trajectory.outcome.reason](objective, optimizer, trajectory)


def number(value: float) -> str:
    """Three significant figures, as short as can be: 0.052, 1.5e-8."""
    mantissa, _, exponent = f"{value:.3g}".partition("e")
    return f"{mantissa}e{int(exponent)}" if exponent else mantissa


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
    left = trajectory.outcome.iteration
    if objective.minimum is None:
        return f"{_runs_off(objective)}: left the plot at iterate {left}"
    return f"left the plot at iterate {left}, still outside{_cause(objective, optimizer, trajectory)}"


def _diverged(objective, optimizer, trajectory):
    left, ended = trajectory.outcome.left, trajectory.outcome.ended
    events = [f"left the plot at iterate {left}"] if left < ended else []
    events += [f"overflows at iterate {ended}"] if ended <= trajectory.n_iter else []
    if objective.minimum is None:
        return f"{_runs_off(objective)}: {', '.join(events)}"
    return f"diverges: {', '.join(events)}{_cause(objective, optimizer, trajectory)}"


def _undefined(objective, optimizer, trajectory):
    since = trajectory.outcome.iteration
    missing = "f" if since == trajectory.outcome.ended else "the gradient of f"
    return f"{_place(objective, trajectory.x, since)}: {missing} is not defined there, from iterate {since}"


def _place(objective, x, at):
    """The point where iterate `at` is; of its coordinates only the one that took it out of the domain."""
    here = x[at]
    mixed = [[here[0], x[at - 1, 1]], [x[at - 1, 0], here[1]]]  # one coordinate here, the other still before
    broken = ~is_defined(objective, mixed)
    if at > 0 and broken.sum() == 1:
        axis = int(broken.argmax())
        return f"{'xy'[axis]} = {number(here[axis])}"
    return f"({number(here[0])}, {number(here[1])})"


def _moving(objective, optimizer, trajectory):
    near, tolerance = within(trajectory), number(objective.tolerance)
    if near.any():
        return f"within {tolerance} at iterate {near.argmax()}, out again from {final_stretch(~near)}"
    return f"still moving{_cause(objective, optimizer, trajectory)}"


def _runs_off(objective):
    return f"runs off down the {objective.title.lower()}"


def _cause(objective, optimizer, trajectory):
    """Why a run went wrong, as '; ...': its step size reaches the limit, or a step is wider than the plot."""
    limit, step_size = optimizer.stable_step_size(objective), optimizer.step_size
    if limit is not None and step_size >= limit:
        relation = "over" if step_size > limit else "exactly"
        kind = "step size" if trajectory.schedule == CONSTANT else "first step size"
        return f"; a {kind} of {number(step_size)} is {relation} {optimizer.limit} = {number(limit)}"
    with np.errstate(all="ignore"):
        lengths = np.hypot(*np.diff(trajectory.x[: trajectory.n_finite], axis=0).T)
    too_long = lengths > np.ptp(objective.bounds, axis=1).max()
    if not too_long.any():
        return ""
    first = too_long.argmax()
    return f"; the step to iterate {first + 1} is {number(lengths[first])} long"


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
    return {
        "converged": f"within {number(objective.tolerance)} of the minimum from iterate {{}} on",
        "stationary": "stands still from iterate {} on",
        "moving": "still moving",
        "left_bounds": "left the plot at iterate {}",
        "diverged": "diverges from iterate {} on",
        "undefined": "f is not defined at iterate {}",
    }
