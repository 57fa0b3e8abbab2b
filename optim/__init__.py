"""Objectives, optimizers and the runs of one on the other: NumPy only, knows no page."""

from optim.objectives import OBJECTIVES, Objective
from optim.optimizers import OPTIMIZERS, AdaGrad, GradientDescent, Optimizer, RMSProp
from optim.outcome import Outcome
from optim.script import script
from optim.sweep import Sweep, grid, sweep
from optim.trajectory import Trajectory, race, random_start, run
from optim.words import BRIEF, words

__all__ = [
    "BRIEF",
    "OBJECTIVES",
    "OPTIMIZERS",
    "AdaGrad",
    "GradientDescent",
    "Objective",
    "Optimizer",
    "Outcome",
    "RMSProp",
    "Sweep",
    "Trajectory",
    "grid",
    "race",
    "random_start",
    "run",
    "script",
    "sweep",
    "words",
]
