"""What the rules are held against: PyTorch's iterates, the tutorial's printed trace and its loop."""

import json
from math import sqrt
from pathlib import Path

import numpy as np

from optim import OBJECTIVES, OPTIMIZERS

DATA = Path(__file__).parent / "data"
TORCH = json.loads((DATA / "torch_trajectories.json").read_text())["runs"]
TUTORIAL_TRACE = (DATA / "tutorial_trace.txt").read_text().splitlines()


def torch_runs(name: str) -> list[dict]:
    """PyTorch's runs of one optimizer."""
    return [run for run in TORCH if run["optimizer"] == name]


def known_runs() -> list[dict]:
    """PyTorch's runs of every optimizer and objective there is."""
    return [
        record for record in TORCH if record["optimizer"] in OPTIMIZERS and record["objective"] in OBJECTIVES
    ]


def tutorial_loop(objective, start, n_iter, step_size, rho, epsilon=1e-8):
    """RMSProp as the tutorial runs it, in Python floats, one coordinate at a time: (n_iter + 1, 2)."""
    x, s, iterates = [float(c) for c in start], [0.0, 0.0], [list(start)]
    for _ in range(n_iter):
        gradient = objective.gradient(x).tolist()
        for i, g in enumerate(gradient):
            s[i] = s[i] * rho + g**2.0 * (1.0 - rho)
            x[i] = x[i] - step_size / (epsilon + sqrt(s[i])) * g
        iterates.append(list(x))
    return np.array(iterates)
