"""Objectives, optimizers and the runs of one on the other: NumPy only, knows no page."""

from optim import limits
from optim.curvature import curvature, hessian, sharpness, stable_step_at
from optim.domain import is_defined, nearest_defined
from optim.explain.equations import equations
from optim.explain.script import script
from optim.explain.words import brief, nearness, words
from optim.noise import Noise, Repeated
from optim.objectives import OBJECTIVES, SHAPES, Objective
from optim.optimizers import (
    OPTIMIZERS,
    Adadelta,
    AdaGrad,
    Adam,
    AdaMax,
    AdamW,
    AMSGrad,
    GradientDescent,
    Lion,
    Momentum,
    NAdam,
    Nesterov,
    Optimizer,
    RMSProp,
    RMSPropCentered,
    RMSPropMomentum,
    Rprop,
)
from optim.outcome import Outcome
from optim.schedules import SCHEDULES, Schedule
from optim.sweep import Sweep, grid, sweep
from optim.trajectory import Ending, Trajectory, race, random_start, run
from optim.tuning import best_fixed_step, best_of_sweep, edge_of_divergence
from optim.typed import TypedError, typed_objective, typed_remarks
from optim.typed.claims import yielding

__all__ = [
    "OBJECTIVES",
    "OPTIMIZERS",
    "SCHEDULES",
    "SHAPES",
    "AMSGrad",
    "AdaGrad",
    "AdaMax",
    "Adadelta",
    "Adam",
    "AdamW",
    "Ending",
    "GradientDescent",
    "Lion",
    "Momentum",
    "NAdam",
    "Nesterov",
    "Noise",
    "Objective",
    "Optimizer",
    "Outcome",
    "RMSProp",
    "RMSPropCentered",
    "RMSPropMomentum",
    "Repeated",
    "Rprop",
    "Schedule",
    "Sweep",
    "Trajectory",
    "TypedError",
    "best_fixed_step",
    "best_of_sweep",
    "brief",
    "curvature",
    "edge_of_divergence",
    "equations",
    "grid",
    "hessian",
    "is_defined",
    "limits",
    "nearest_defined",
    "nearness",
    "race",
    "random_start",
    "run",
    "script",
    "sharpness",
    "stable_step_at",
    "sweep",
    "typed_objective",
    "typed_remarks",
    "words",
    "yielding",
]
