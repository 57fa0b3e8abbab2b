"""The record of a race as the browser's engine gets it, from optim's own."""

import json
import sys
from collections.abc import Mapping

from optim import OBJECTIVES, OPTIMIZERS, Noise, Objective
from optim.optimizers import Optimizer
from optim.program import kinks, objective_program, optimizer_programs, schedule_program
from optim.schedules import SCHEDULES, Schedule

START = (-1.2, 1.1)
CONSTANT = SCHEDULES["constant"]
NO_NOISE = Noise()
SHARED = ("step_size", "rho", "momentum", "beta1", "beta2", "epsilon")


def engine_record(
    objective: Objective,
    optimizers: Mapping[str, Optimizer],
    start=START,
    n_iter: int = 200,
    schedule: Schedule = CONSTANT,
    noise: Noise = NO_NOISE,
    quantities: tuple[str, ...] = (),
) -> dict:
    """The wire's record of a race on an objective, plain JSON; it may be a typed one."""
    return {
        "objective": objective_record(objective),
        "optimizers": {name: optimizer_record(rule) for name, rule in optimizers.items()},
        "schedule": {"program": schedule_program(schedule).data()},
        "noise": {"std": noise.std, "seed": noise.seed, "batch": noise.batch or 0},
        "start": list(map(float, start)),
        "n_iter": n_iter,
        "quantities": list(quantities),
    }


def objective_record(objective: Objective) -> dict:
    """All the engine needs of an objective; the program is that of f without its factor."""
    data = objective.data and {name: values.tolist() for name, values in objective.data._asdict().items()}
    return {
        "name": objective.name,
        "program": objective_program(objective).data(),
        "parameters": dict(objective.parameters),
        "factor": objective.factor,
        "bounds": objective.bounds.tolist(),
        "minima": objective.minima.tolist(),
        **{name: getattr(objective, name) for name in ("minimum", "unit", "offset", "tolerance")},
        "data": data,
        "kinks": _kinks(objective),
    }


def optimizer_record(optimizer: Optimizer) -> dict:
    """All the engine needs of a rule, with the numbers that it has."""
    programs = optimizer_programs(optimizer)
    return {
        "state": list(programs.state),
        "hyperparameters": {name: getattr(optimizer, name) for name in programs.hyperparameters},
        "shared": [name for name in SHARED if name in programs.hyperparameters],
        "init": programs.init.data(),
        "update": programs.update.data(),
        "metered": optimizer.stable_sharpness() is not None,
        "accumulator": optimizer.accumulator,
    }


def _kinks(objective: Objective) -> dict | None:
    found = kinks(objective)
    return found and {"zeros": found[0].data(), "reach": found[1]}


def default(name: str, **values) -> Optimizer:
    """A rule with the default step size of the page, 0.01, unless another is given."""
    return OPTIMIZERS[name](**{"step_size": 0.01, **values})


def main() -> None:
    """Print the record of a race of all rules on each of the objectives named: `... bowl rosenbrock`."""
    everyone = {name: default(name) for name in OPTIMIZERS}
    print(json.dumps({name: engine_record(OBJECTIVES[name], everyone) for name in sys.argv[1:]}))


if __name__ == "__main__":
    main()
