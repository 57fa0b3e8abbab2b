"""Writes data/torch_reference.json: PyTorch's iterates of every rule it has, in double precision.

PyTorch is no dependency of the project. In an environment of its own:

    pip install torch==2.13.0
    python tests/optim/torch_reference.py
"""

import json
from pathlib import Path

import torch

N_ITER = 24
OBJECTIVES = {
    "bowl": lambda x, y: x**2 + y**2,
    "stretched_bowl": lambda x, y: (x**2 + 20 * y**2) / 2,
    "rotated_bowl": lambda x, y: ((x + y) ** 2 + 20 * (y - x) ** 2) / 4,
    "rosenbrock": lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    "beale": lambda x, y: (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2,
}
STARTS = {
    "bowl": (0.6, -0.8),
    "stretched_bowl": (-1.7, 1.1),
    "rotated_bowl": (1.3, -0.4),
    "rosenbrock": (-1.5, 2.0),
    "beale": (1.0, 1.5),
}

# name -> (the rule, its defaults other than the step size, others). Names are ours; `as_torch` translates.
RULES = {
    "gd": (torch.optim.SGD, {}, {}),
    "momentum": (torch.optim.SGD, {"momentum": 0.9}, {"momentum": 0.5}),
    "nesterov": (torch.optim.SGD, {"momentum": 0.9, "nesterov": True}, {"momentum": 0.5}),
    "adagrad": (torch.optim.Adagrad, {"epsilon": 1e-8}, {"epsilon": 1e-2}),
    "rmsprop": (torch.optim.RMSprop, {"rho": 0.99, "epsilon": 1e-8}, {"rho": 0.8, "epsilon": 1e-2}),
    "rmsprop_centered": (
        *(torch.optim.RMSprop, {"rho": 0.99, "epsilon": 1e-8, "centered": True}),
        {"rho": 0.8, "epsilon": 1e-2},
    ),
    "rmsprop_momentum": (
        *(torch.optim.RMSprop, {"rho": 0.99, "epsilon": 1e-8, "momentum": 0.9}),
        {"rho": 0.8, "epsilon": 1e-2, "momentum": 0.5},
    ),
    "adadelta": (torch.optim.Adadelta, {"rho": 0.9, "epsilon": 1e-6}, {"rho": 0.6, "epsilon": 1e-3}),
    "adam": (
        *(torch.optim.Adam, {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}),
        {"beta1": 0.6, "beta2": 0.8, "epsilon": 1e-2},
    ),
    "amsgrad": (
        *(torch.optim.Adam, {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "amsgrad": True}),
        {"beta1": 0.6, "beta2": 0.8, "epsilon": 1e-2},
    ),
    "nadam": (
        *(torch.optim.NAdam, {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "momentum_decay": 4e-3}),
        {"beta1": 0.6, "beta2": 0.8, "epsilon": 1e-2, "momentum_decay": 0.5},
    ),
    "adamw": (
        *(torch.optim.AdamW, {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weight_decay": 0.01}),
        {"beta1": 0.6, "beta2": 0.8, "epsilon": 1e-2, "weight_decay": 0.7},
    ),
    "adamax": (
        *(torch.optim.Adamax, {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}),
        {"beta1": 0.6, "beta2": 0.8, "epsilon": 1e-2},
    ),
    "rprop": (
        *(torch.optim.Rprop, {"eta_minus": 0.5, "eta_plus": 1.2, "step_min": 1e-6, "step_max": 50.0}),
        {"eta_minus": 0.3, "eta_plus": 1.7, "step_min": 1e-2, "step_max": 0.2},
    ),
}
SANE, ABSURD = 0.01, 2.0
OWN_STEP_SIZES = {"adadelta": (1.0, 50.0)}
PYTORCHS_NAMES = {"step_size": "lr", "epsilon": "eps", "weight_decay": "weight_decay"}
SWITCHES = ("nesterov", "centered", "amsgrad")  # other records here


def as_torch(name: str, hyperparameters: dict) -> dict:
    """Our hyperparameters as PyTorch's rule of that name takes them."""
    ours, given = dict(hyperparameters), {}
    for first, second, theirs in (
        ("beta1", "beta2", "betas"),
        ("eta_minus", "eta_plus", "etas"),
        ("step_min", "step_max", "step_sizes"),
    ):
        if first in ours:
            given[theirs] = (ours.pop(first), ours.pop(second))
    if "rho" in ours and name != "adadelta":
        given["alpha"] = ours.pop("rho")
    return given | {PYTORCHS_NAMES.get(ours_name, ours_name): value for ours_name, value in ours.items()}


def iterates(objective: str, name: str, start: tuple[float, float], hyperparameters: dict) -> list:
    """The start and every iterate of one run of PyTorch's."""
    x = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = RULES[name][0]([x], **as_torch(name, hyperparameters))
    found = [x.tolist()]
    for _ in range(N_ITER):
        optimizer.zero_grad()
        OBJECTIVES[objective](*x).backward()
        optimizer.step()
        found.append(x.tolist())
    return found


def cases(name: str):
    """(objective, start, hyperparameters): step sizes sane and absurd, other defaults, tiny gradients."""
    _, defaults, others = RULES[name]
    sane, absurd = OWN_STEP_SIZES.get(name, (SANE, ABSURD))
    for objective, start in STARTS.items():
        for step_size in (sane, absurd):
            yield objective, start, {"step_size": step_size, **defaults}
    for objective in ("stretched_bowl", "beale"):
        yield objective, STARTS[objective], {"step_size": sane, **defaults, **others}
    if "epsilon" in defaults:  # gradients as large as epsilon, whether it stands inside a root or not
        for tiny in (defaults["epsilon"], defaults["epsilon"] ** 0.5):
            step_size = sane if name == "adadelta" else tiny
            yield "bowl", (0.1 * tiny, -3 * tiny), {"step_size": step_size, **defaults}


def main() -> None:
    """One line a run."""
    torch.set_default_dtype(torch.float64)  # else NAdam keeps its product of momenta in single precision
    runs = [
        {
            "objective": objective,
            "optimizer": name,
            "start": start,
            "hyperparameters": {n: v for n, v in hyperparameters.items() if n not in SWITCHES},
            "trajectory": iterates(objective, name, start, hyperparameters),
        }
        for name in RULES
        for objective, start, hyperparameters in cases(name)
    ]
    lines = ",\n".join(json.dumps(run, separators=(",", ":")) for run in runs)
    text = f'{{"source": "torch.optim {torch.__version__.split("+")[0]}, float64", "runs": [\n{lines}\n]}}\n'
    (Path(__file__).parent / "data" / "torch_reference.json").write_text(text)


if __name__ == "__main__":
    main()
