"""The numerics beside the tutorial's own loop, in one process, and what `import optim` costs."""

import subprocess
import sys
import time
from collections.abc import Callable
from math import sqrt

import numpy as np

from benchmarks.report import Row
from optim import OBJECTIVES, OPTIMIZERS, SCHEDULES, Noise, edge_of_divergence, grid, run, sweep

START = (-1.5, 2.0)
RUNS = 10_000
N_ITER = 200
LONG = 10_000
REPEATS = 15

IMPORT = "import time; start = time.perf_counter(); import {}; print(time.perf_counter() - start)"


def tutorial_objective(x, y):
    """Rosenbrock, written as the tutorial writes its objective."""
    return (1.0 - x) ** 2.0 + 100.0 * (y - x**2.0) ** 2.0


def tutorial_derivative(x, y):
    """Its gradient, likewise."""
    return np.asarray([-2.0 * (1.0 - x) - 400.0 * x * (y - x**2.0), 200.0 * (y - x**2.0)])


def tutorial_rmsprop(start, n_iter: int, step_size: float, rho: float) -> list[np.ndarray]:
    """The loop of 'Gradient Descent With RMSProp from Scratch': one run, one coordinate at a time.

    Without the printing, which would cost several times the rest.
    """
    solutions = []
    solution = np.asarray(start)
    square_averages = [0.0 for _ in range(len(solution))]
    for _ in range(n_iter):
        gradient = tutorial_derivative(solution[0], solution[1])
        for i in range(gradient.shape[0]):
            square_averages[i] = square_averages[i] * rho + gradient[i] ** 2.0 * (1.0 - rho)
        moved = []
        for i in range(solution.shape[0]):
            alpha = step_size / (1e-8 + sqrt(square_averages[i]))
            moved.append(solution[i] - alpha * gradient[i])
        solution = np.asarray(moved)
        solutions.append(solution)
        tutorial_objective(solution[0], solution[1])
    return solutions


def seconds(*programs: Callable[[], object]) -> list[float]:
    """The best time of each, taken in turns so that a busy moment of the machine hits all alike."""
    best = [float("inf")] * len(programs)
    for _ in range(REPEATS):
        for i, program in enumerate(programs):
            start = time.perf_counter()
            program()
            best[i] = min(best[i], time.perf_counter() - start)
    return best


def seconds_to_import(module: str) -> float:
    """The best of nine fresh interpreters."""
    command = [sys.executable, "-c", IMPORT.format(module)]
    return min(float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(9))


def measure() -> list[Row]:
    """All rows about the numerics, in the order of the README's table."""
    rosenbrock, rmsprop = OBJECTIVES["rosenbrock"], OPTIMIZERS["rmsprop"]
    line = rmsprop(step_size=np.geomspace(1e-4, 1e-1, RUNS))
    plane = rmsprop(**grid(step_size=np.geomspace(1e-4, 1e-1, 100), rho=np.linspace(0.5, 0.999, RUNS // 100)))
    cosine, noise = SCHEDULES["cosine"], Noise(std=0.1)
    naive, swept, conditioned, with_rhos, recorded, long, edge = seconds(
        lambda: tutorial_rmsprop(START, N_ITER * 10, step_size=0.001, rho=0.99),
        lambda: sweep(rosenbrock, line, START, N_ITER),
        lambda: sweep(rosenbrock, line, START, N_ITER, schedule=cosine, noise=noise),
        lambda: sweep(rosenbrock, plane, START, N_ITER),
        lambda: run(rosenbrock, line, START, N_ITER),
        lambda: run(rosenbrock, rmsprop(step_size=0.001), START, LONG),
        lambda: edge_of_divergence(rosenbrock, rmsprop, START, n_iter=50),
    )
    updates = RUNS * N_ITER
    tutorial = naive / (N_ITER * 10) * updates  # what the tutorial's loop would take for the whole sweep
    size = f"{RUNS:,} step sizes x {N_ITER} iterations"
    return [
        Row("The tutorial's loop, RMSProp on Rosenbrock", updates / tutorial / 1e6, "million updates/s"),
        Row(f"A sweep of {size}", updates / swept / 1e6, "million updates/s"),
        Row("The sweep against the tutorial's loop", tutorial / swept, "times", 300, at_least=True),
        Row("The sweep under a schedule and noise, to the plain one", conditioned / swept, "times", 1.2),
        Row("A sweep of 100 step sizes x 100 rhos", tutorial / with_rhos, "times"),
        Row("The step sizes with every iterate recorded", tutorial / recorded, "times"),
        Row(f"One run of {LONG:,} iterations", long * 1000, "ms"),
        Row("The edge of divergence found, 50 iterations", edge * 1000, "ms", 20),
        Row("import optim", seconds_to_import("optim") * 1000, "ms", 300),
        Row("import numpy, for comparison", seconds_to_import("numpy") * 1000, "ms"),
    ]
