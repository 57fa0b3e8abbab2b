"""Every objective of the catalogue, and its true derivatives."""

import numpy as np
import pytest

from optim import OBJECTIVES
from optim.program import objective_program
from tests.optim.derivative import derivative

every_objective = pytest.mark.parametrize("objective", OBJECTIVES.values(), ids=OBJECTIVES)


def derivatives(objective, x):
    """The gradients (..., 2) by f, and the Hessians (..., 2, 2) by df, to machine precision."""
    found = derivative(objective_program(objective), "x", "y")
    with np.errstate(all="ignore"):
        values = found(x[..., 0], x[..., 1], *objective.parameters.values())
    values = objective.factor * np.stack([np.broadcast_to(value, x.shape[:-1]) for value in values], axis=-1)
    return values[..., :2], values[..., 2:].reshape(*x.shape, 2)


def hessian(objective, x):
    """The Hessians (..., 2, 2)."""
    return derivatives(objective, x)[1]
