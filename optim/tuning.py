"""What finds a step size: where runs begin to fail, which is best in theory, which was best when tried."""

from dataclasses import replace

import numpy as np

from optim.checks import as_count, as_floats
from optim.curvature import curvature
from optim.noise import Noise
from optim.objectives import Objective, as_objective
from optim.optimizers import Optimizer
from optim.outcome import outside
from optim.schedules import Schedule
from optim.sweep import sweep
from optim.trajectory import CONSTANT, first_iterates, run

COARSE = np.geomspace(1e-8, 1e4, 97)  # eight step sizes a decade
FINE, REFINEMENTS = 34, 2  # neighbours of the coarse are 33 % apart, then 0.9 %, then 0.03 %
LONGEST = 1_000  # iterations of a search for the edge: what survives these is taken to survive more
MOST_UPDATES = (
    2_000_000  # of a sweep over step sizes: some hundredths of a second, or a tenth for few long runs
)


def edge_of_divergence(
    objective: Objective,
    optimizer: Optimizer | type[Optimizer],
    start,
    n_iter: int,
    *,
    schedule: Schedule = CONSTANT,
    noise: Noise | None = None,
) -> float:
    """The step size up to which runs from `start` (2,) survive: turned up from 0, where they first fail.

    In closed form where the optimizer knows it (`stable_step_size`), the step size is constant, there is no
    noise, and the objective has a minimum. Else tried, to 0.1 %: a run survives if it stays within the bounds
    throughout the second half of its `n_iter` iterations, or of the first 1,000 of them. To leave early and
    come back is no failure, to jump in and out of the plot is one. Larger step sizes may survive again, by
    luck; they are beyond the edge all the same. 0 where even 1e-8 fails, inf where up to 1e4 none does:
    AdaGrad comes back to a bowl's plot from anywhere.

    `optimizer` may be a rule, for its default hyperparameters. Raises ValueError as `run` does, and for
    hyperparameters that are arrays.
    """
    as_objective(objective)
    rule, n_iter = _one_run(optimizer, start, noise), as_count("n_iter", n_iter, least=1)
    known = rule.stable_step_size(objective) if schedule == CONSTANT and noise is None else None
    if known is not None and objective.minimum is not None:
        return float(known)
    step_sizes, conditions = COARSE, {"schedule": schedule, "noise": noise}
    for _ in range(1 + REFINEMENTS):
        tried = replace(rule, step_size=step_sizes)
        failed = _leave(run(objective, tried, start, min(n_iter, LONGEST), **conditions))
        if failed[0] or not failed.any():
            return 0.0 if failed[0] else np.inf
        survivor = failed.argmax() - 1
        step_sizes = np.geomspace(step_sizes[survivor], step_sizes[survivor + 1], FINE)
    return float(step_sizes[0])


def best_of_sweep(
    objective: Objective,
    optimizer: Optimizer | type[Optimizer],
    start,
    n_iter: int,
    step_sizes,
    *,
    schedule: Schedule = CONSTANT,
    noise: Noise | None = None,
) -> float | None:
    """Which of `step_sizes` (n,) ends with the smallest f after `n_iter` iterations from `start` (2,).

    Of several that end with the very same f, the one whose run was first within 1e-5 of the minimum, and of
    those the smallest. None where every run overflows. `optimizer` may be a rule, for its default
    hyperparameters. Raises ValueError as `run` does, for hyperparameters that are arrays, for step sizes that
    are no list, and for more than 2,000,000 updates in all.
    """
    as_objective(objective)
    rule, step_sizes = _one_run(optimizer, start, noise), as_floats("step_sizes", step_sizes)
    if step_sizes.ndim != 1 or not step_sizes.size:
        raise ValueError(f"step_sizes: expected a list of them, got shape {step_sizes.shape}")
    if step_sizes.size * as_count("n_iter", n_iter, least=1) > MOST_UPDATES:
        raise ValueError(f"expected at most {MOST_UPDATES} updates, got {step_sizes.size} runs of {n_iter}")
    conditions = {"start": start, "n_iter": n_iter, "schedule": schedule, "noise": noise}
    value = sweep(objective, replace(rule, step_size=step_sizes), **conditions).value
    if not np.isfinite(value).any():
        return None
    best = np.sort(step_sizes[value == value[np.isfinite(value)].min()])
    if len(best) == 1:
        return float(best[0])
    first = run(objective, replace(rule, step_size=best), **conditions).first_within()
    return float(best[np.argmin(np.where(first < 0, n_iter, first))])


def best_fixed_step(objective: Objective) -> float | None:
    """2 / (mu + L), with which gradient descent converges fastest on a quadratic of curvatures mu to L.

    The error then shrinks by (L - mu) / (L + mu) an iteration (Polyak, Introduction to Optimization, 1987,
    section 1.4.2). None for an objective without a known L, and for one that is flat or falls somewhere.
    """
    as_objective(objective)
    if objective.lipschitz is None or objective.minimum is None:
        return None
    mu = getattr(objective, "mu", None)
    mu = curvature(objective, objective.minima[0])[0] if mu is None else mu
    return float(2 / (mu + objective.lipschitz)) if mu > 1e-9 * objective.lipschitz else None


def _leave(trajectory):
    """(...): whether a run is outside of the bounds, or not finite, anywhere in its second half."""
    return outside(trajectory)[(trajectory.n_iter + 1) // 2 :].any(axis=0)


def _one_run(optimizer, start, noise):
    """The optimizer, of a rule the one of default hyperparameters; ValueError if that is several runs."""
    is_rule = isinstance(optimizer, type) and issubclass(optimizer, Optimizer)
    rule = optimizer(step_size=1.0) if is_rule else optimizer
    if first_iterates(rule, start, noise).shape != (2,):
        raise ValueError(f"expected one start (2,) and hyperparameters that are numbers, got {start}, {rule}")
    return rule
