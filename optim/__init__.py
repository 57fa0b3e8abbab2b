"""Objectives, optimizers and the runs of one on the other: NumPy only, knows no page."""

from optim.objectives import OBJECTIVES, Objective
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
from optim.sweep import Sweep, grid, sweep
from optim.trajectory import Trajectory, race, random_start, run
from optim.words import BRIEF, words

__all__ = [
    "BRIEF",
    "OBJECTIVES",
    "OPTIMIZERS",
    "AMSGrad",
    "AdaGrad",
    "AdaMax",
    "Adadelta",
    "Adam",
    "AdamW",
    "GradientDescent",
    "Lion",
    "Momentum",
    "NAdam",
    "Nesterov",
    "Objective",
    "Optimizer",
    "Outcome",
    "RMSProp",
    "RMSPropCentered",
    "RMSPropMomentum",
    "Rprop",
    "Sweep",
    "Trajectory",
    "grid",
    "race",
    "random_start",
    "run",
    "sweep",
    "words",
]
