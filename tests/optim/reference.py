"""What the rules are held against: PyTorch's iterates, the tutorial's printed trace, and plain loops."""

import json
from math import copysign, sqrt
from pathlib import Path

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from optim import OBJECTIVES, OPTIMIZERS, run

DATA = Path(__file__).parent / "data"
TORCH = json.loads((DATA / "torch_trajectories.json").read_text())["runs"]
TORCH_FAMILY = json.loads((DATA / "torch_reference.json").read_text())["runs"]  # see torch_reference.py
TUTORIAL_TRACE = (DATA / "tutorial_trace.txt").read_text().splitlines()

LIONS = [  # objective, start, hyperparameters
    ("bowl", (0.6, -0.8), {"step_size": 0.01}),
    ("rosenbrock", (-1.5, 2.0), {"step_size": 0.03, "beta1": 0.8, "beta2": 0.95}),
    ("beale", (1.0, 1.5), {"step_size": 0.02, "weight_decay": 0.4}),
    ("himmelblau", (0.5, -0.5), {"step_size": 3.0, "beta1": 0.5, "beta2": 0.3, "weight_decay": 0.1}),
]


def torch_runs(name: str) -> list[dict]:
    """PyTorch's runs of one optimizer."""
    return [run for run in TORCH if run["optimizer"] == name]


def known_runs() -> list[dict]:
    """PyTorch's runs of every optimizer and objective there is."""
    return [
        record for record in TORCH if record["optimizer"] in OPTIMIZERS and record["objective"] in OBJECTIVES
    ]


def follows_pytorch(record: dict, rule) -> None:
    """Asserts that `rule` makes every iterate of a run of PyTorch's, to 1e-9 of the largest so far.

    Where PyTorch's run overflows, that of `rule` must too.
    """
    expected = np.array(record["trajectory"])
    optimizer = rule(**record["hyperparameters"])
    x = run(OBJECTIVES[record["objective"]], optimizer, record["start"], n_iter=len(expected) - 1).x
    finite = np.isfinite(expected).all(axis=-1)
    assert_array_equal(np.isfinite(x).all(axis=-1), finite)
    scale = np.maximum.accumulate(np.abs(expected[finite]).max(axis=-1, keepdims=True))
    assert (np.abs(x[finite] - expected[finite]) <= 1e-9 * scale).all()


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


def lion_loop(objective, start, n_iter, step_size, beta1, beta2, weight_decay):
    """Lion line by line from Algorithm 2 of Chen et al. 2023, in Python floats: (n_iter + 1, 2)."""
    theta, m, iterates = [float(c) for c in start], [0.0, 0.0], [list(start)]
    for _ in range(n_iter):
        gradient = objective.gradient(theta).tolist()
        for i, g in enumerate(gradient):
            c = beta1 * m[i] + (1.0 - beta1) * g
            sign = copysign(1.0, c) if c != 0.0 else 0.0
            theta[i] = theta[i] - step_size * (sign + weight_decay * theta[i])
            m[i] = beta2 * m[i] + (1.0 - beta2) * g
        iterates.append(list(theta))
    return np.array(iterates)


def follows_the_paper(case, rule) -> None:
    """Asserts that `rule` makes every iterate of the plain loop of Lion."""
    name, start, given = case
    hyperparameters = {"beta1": 0.9, "beta2": 0.99, "weight_decay": 0.0, **given}
    expected = lion_loop(OBJECTIVES[name], start, 200, **hyperparameters)
    assert_allclose(
        run(OBJECTIVES[name], rule(**given), start, n_iter=200).x, expected, rtol=1e-12, atol=1e-12
    )
