"""Objectives, optimizers and the runs of one on the other: NumPy only, knows no page."""

from optim.noise import Noise
from optim.objectives import OBJECTIVES, Objective
from optim.optimizers import OPTIMIZERS, AdaGrad, GradientDescent, Optimizer, RMSProp
from optim.outcome import Outcome
from optim.schedules import SCHEDULES, Schedule
from optim.sweep import Sweep, grid, sweep
from optim.trajectory import Trajectory, race, random_start, run
from optim.tuning import best_fixed_step, best_of_sweep, curvature, edge_of_divergence, stable_step_at
from optim.words import BRIEF, words

__all__ = [
    "BRIEF",
    "OBJECTIVES",
    "OPTIMIZERS",
    "SCHEDULES",
    "AdaGrad",
    "GradientDescent",
    "Noise",
    "Objective",
    "Optimizer",
    "Outcome",
    "RMSProp",
    "Schedule",
    "Sweep",
    "Trajectory",
    "best_fixed_step",
    "best_of_sweep",
    "curvature",
    "edge_of_divergence",
    "grid",
    "race",
    "random_start",
    "run",
    "stable_step_at",
    "sweep",
    "words",
]
