"""A run as a script of its own: NumPy alone, no lab, in the style of the tutorial this lab grew from.

The style: J. Brownlee, Gradient Descent With RMSProp from Scratch, Machine Learning Mastery 2021: a seed, an
objective, a derivative, one loop, a line printed after each update.
"""

from dataclasses import fields

import numpy as np

from optim.checks import as_count, as_kind, as_start
from optim.explain.expression import expression
from optim.explain.functions import functions
from optim.explain.statements import state, update, used_hyperparameters
from optim.noise import NORMALS, Noise
from optim.objectives import Objective, as_objective
from optim.optimizers import Optimizer, as_optimizer
from optim.program import schedule_program
from optim.schedules import SCHEDULES, Schedule
from optim.trajectory import random_start, run

LONGEST = 30  # lines
CONSTANT = SCHEDULES["constant"]
GRADIENT = "g = {}np.array(derivative(x[0], x[1]))"
MOVE = "x = x - step"
LAST = "print('f(%s) = %f' % (x, {}objective(x[0], x[1])))"
REPORT = "print('>%d f(%s) = %.5f' % (k, x, {}objective(x[0], x[1])))"


def script(
    objective: Objective,
    optimizer: Optimizer,
    start,
    n_iter: int,
    seed: int | None = None,
    schedule: Schedule = CONSTANT,
    noise: Noise | None = None,
) -> str | None:
    """The one run of these as a script of at most 30 lines, which prints the very numbers of that run.

    `start` is (2,); where it is what `seed` draws, the script draws it too. As in the tutorial, the line of
    update k, from 0 on, shows the iterate it leads to, k + 1; the last line shows where the run ended. None
    where an objective has no program, and for mini-batches.
    Raises ValueError for hyperparameters that are arrays, which are many runs; UntraceableError for an
    optimizer or a schedule that has no program.
    """
    _check(objective, optimizer, start, n_iter, schedule, noise)
    made_of = (objective, optimizer, start, n_iter)
    blocks = functions(objective, lambda: run(*made_of, schedule=schedule, noise=noise).x)
    if blocks is None or (noise and noise.batch):
        return None
    random, kick = _noise(noise)
    drawn = seed is not None and np.array_equal(random_start(objective.bounds, seed), start)
    title = f"# {optimizer.title} on {objective.title}: the line of update k shows iterate k + 1"
    setting = [
        _constants(optimizer, n_iter),
        *_start(objective, start, seed if drawn else None),
        *state(optimizer),
        *random,
    ]
    times = "" if objective.factor == 1 else f"{objective.factor!r} * "
    look, report = GRADIENT.format(times), REPORT.format(times)
    lines = (*_step_size(optimizer, schedule), look, *kick, *update(optimizer), MOVE, report)
    loop = ["for k in range(n_iter):", *(f"    {line}" for line in lines), LAST.format(times)]
    return _join([title, *_imports(drawn)], blocks, setting, loop)


def _check(objective, optimizer, start, n_iter, schedule, noise) -> None:
    """ValueError for what is not one run."""
    as_objective(objective)
    as_optimizer(optimizer)
    as_count("n_iter", n_iter, least=1)
    as_kind("schedule", schedule, Schedule, "SCHEDULES['cosine']")
    as_kind("noise", noise, Noise | None, "Noise(std=0.1)")
    if as_start(start).shape != (2,):
        raise ValueError(f"start: expected the start of one run, got shape {np.shape(start)}")
    if any(map(np.ndim, _hyperparameters(optimizer).values())):
        raise ValueError(f"expected the hyperparameters of one run, got {_hyperparameters(optimizer)}")


def _hyperparameters(optimizer: Optimizer) -> dict[str, float | bool]:
    return {field.name: getattr(optimizer, field.name) for field in fields(optimizer)}


def _constants(optimizer: Optimizer, n_iter: int) -> str:
    """The line that gives the hyperparameters of the rule, and n_iter, their values."""
    used = used_hyperparameters(optimizer)
    known = {name: getattr(optimizer, name) for name in used} | {"n_iter": n_iter}
    return f"{', '.join(known)} = {', '.join(map(repr, known.values()))}"


def _step_size(optimizer: Optimizer, schedule: Schedule) -> list[str]:
    """The line that gives the step size of an update."""
    if schedule is CONSTANT:
        return []
    program = schedule_program(schedule)
    factor = expression(program, program.results[0], dict(enumerate(program.inputs)))
    return [f"step_size = {optimizer.step_size!r} * ({factor})"]


def _noise(noise: Noise | None) -> tuple[list[str], list[str]]:
    """The lines that make the generator of the noise, and that add to the gradient."""
    if noise is None or not noise.std:
        return [], []
    generator = f"random = np.random.RandomState([{noise.seed}, {NORMALS}])"
    return [generator], [f"g = g + {noise.std!r} * random.standard_normal(2)"]


def _imports(drawn: bool) -> list[str]:
    return ["import numpy as np", *["from numpy.random import rand, seed"] * drawn]


def _start(objective: Objective, start, seed: int | None) -> list[str]:
    if seed is None:
        return [f"x = np.array({np.asarray(start, float).tolist()})"]
    return [
        f"bounds = np.array({objective.bounds.tolist()})",
        f"seed({seed})",
        "x = bounds[:, 0] + rand(len(bounds)) * (bounds[:, 1] - bounds[:, 0])",
    ]


def _join(head: list[str], functions: list[list[str]], *rest: list[str]) -> str:
    """All lines: blocks apart where there is room, functions on a line each where there is too little."""
    blocks = [head, *functions, *rest]
    for i in range(1, len(functions) + 1):
        if sum(map(len, blocks)) > LONGEST:
            blocks[i] = _on_one_line(blocks[i])
    room = sum(map(len, blocks)) + len(blocks) - 1 <= LONGEST
    return ("\n\n" if room else "\n").join("\n".join(block) for block in blocks) + "\n"


def _on_one_line(function: list[str]) -> list[str]:
    """def f(x, y): a = x; return a. A function with a loop or a condition stays as it is."""
    first, *body = function
    nested = any(line.startswith("     ") for line in body)
    return function if nested else [f"{first} {'; '.join(map(str.strip, body))}"]
