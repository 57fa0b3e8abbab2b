"""The curvature of an objective, and how it compares with the steps of a run: the edge of stability."""

import numpy as np

from optim.checks import as_kind, as_points
from optim.objectives import Objective, as_objective
from optim.trajectory import Trajectory

DIFFERENCE = np.cbrt(np.finfo(float).eps)  # where a central difference errs least


def hessian(objective: Objective, point) -> np.ndarray:
    """(..., 2, 2): the second derivatives of f at `point` (..., 2), symmetric; NaN where they overflow.

    By central differences of the gradient: good to about nine digits of the largest.
    """
    as_objective(objective)
    x = as_points(point, "point").astype(float)
    rows = []
    for e in np.eye(2):
        with np.errstate(all="ignore"):
            step = DIFFERENCE * np.maximum(1, np.abs(x)) * e
            change = objective.gradient(x + step) - objective.gradient(x - step)
            rows.append(change / (2 * step.sum(axis=-1, keepdims=True)))
    found = np.stack(rows, axis=-2)
    finite = np.isfinite(found).all(axis=(-1, -2), keepdims=True)
    return np.where(finite, (found + found.swapaxes(-1, -2)) / 2, np.nan)


def curvature(objective: Objective, point) -> np.ndarray:
    """(..., 2): the eigenvalues of the Hessian at `point` (..., 2), the smaller first, or NaN."""
    return np.linalg.eigvalsh(hessian(objective, point))


def stable_step_at(objective: Objective, point) -> float | None:
    """2 / L for the largest curvature L at `point` (2,): beyond it gradient descent cannot settle there.

    None where f curves upwards in no direction.
    """
    largest = np.max(curvature(objective, point))
    return float(2 / largest) if largest > 0 else None


def sharpness(trajectory: Trajectory) -> np.ndarray:
    """(n_iter, ...): how sharp f is at iterates 0 to n_iter - 1 for the very steps that leave them.

    The largest eigenvalue of D H, D the effective steps of the update on the diagonal and H the Hessian: for
    gradient descent step_size * L, for RMSProp step_size times the largest eigenvalue of
    diag(1 / (epsilon + sqrt(s))) H. Beyond the rule's `stable_sharpness` its steps grow (Cohen et al.,
    Gradient Descent on Neural Networks Typically Occurs at the Edge of Stability, 2021; Adaptive Gradient
    Methods at the Edge of Stability, 2022).
    """
    as_kind("trajectory", trajectory, Trajectory, "run(...)")
    steps, h = trajectory.effective_step, hessian(trajectory.objective, trajectory.x[:-1])
    with np.errstate(all="ignore"):
        scaled = steps[..., :, None] * h  # D H: similar to the symmetric root(D) H root(D)
        half, difference = (
            (scaled[..., 0, 0] + scaled[..., 1, 1]) / 2,
            (scaled[..., 0, 0] - scaled[..., 1, 1]) / 2,
        )
        product = scaled[..., 0, 1] * scaled[..., 1, 0]
        return half + np.sqrt(difference**2 + product)
