"""The lines that a chart draws to compare its curves with."""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from figures.racers import race_titles
from optim import OPTIMIZERS, SCHEDULES, Objective, Optimizer, Trajectory
from optim.explain.terms import TERMS
from optim.schedules import factors

Races = Mapping[str, Trajectory]
MOST_FACTORS = 200  # of a schedule: one for every second pixel of a chart


def converged(races: Races, followers: Collection[str]) -> list[dict[str, Any]]:
    """Where a run counts as converged."""
    objective = _first(races).objective
    minimum, tolerance = objective.minimum, objective.tolerance
    line = {
        "meaning": TERMS["tolerance"],
        "level": (minimum or 0.0) - objective.offset + tolerance,
        "reach": 12,
        "scale": "log",
    }
    return [] if minimum is None else [line]


def steps(races: Races, followers: Collection[str]) -> list[dict[str, Any]]:
    """Step sizes, AdaGrad's for gradients of size 1, and where gradient descent and the racers diverge.

    `followers` share the step size of the slider. AdaGrad: after t gradients of size 1 its sum is t, and the
    effective step step_size / sqrt(t).
    """
    objective, scheduled = _first(races).objective, _scheduled(_first(races))
    titles = {name: title.title for name, title in race_titles(races).items()}
    racers = [(titles[name], name, run.optimizer) for name, run in races.items()]
    lines = [_step("α", *racer, followers) | scheduled for racer in racers]
    lines += [
        _step("α/√t", title, name, rule, followers)
        | scheduled
        | {"power": -0.5, "meaning": TERMS["decaying"].format(title=title)}
        for title, name, rule in racers
        if rule.accumulator == "square_sum"
    ]
    plain = OPTIMIZERS["gd"](step_size=1.0)
    lines += _edges([(plain.title, "gd", plain), *racers], objective)
    return list({(line["meaning"], line["level"]): line for line in lines}.values())


def edges_of_stability(races: Races, _followers: Collection[str]) -> list[dict[str, Any]]:
    """Above which sharpness the steps of a rule grow: a line for all racers that have the same edge."""
    titles = {name: title.title for name, title in race_titles(races).items()}
    edges: dict[float, list[str]] = {}
    for name, run in races.items():
        if (edge := run.optimizer.stable_sharpness()) is not None:
            edges.setdefault(float(edge), []).append(titles[name])
    return [
        {"level": level, "meaning": TERMS["sharpness_edge"].format(title=_listed(names)), "reach": 1}
        for level, names in edges.items()
    ]


def _listed(names: list[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _step(label: str, title: str, name: str, rule: Optimizer, followers: Collection[str]) -> dict[str, Any]:
    """The step size of a racer: that of the slider if it follows it, or one of its own."""
    line = {"label": label, "level": rule.step_size}
    if name in followers:
        return line | {"meaning": TERMS["step_size"], "slider": "step_size"}
    own = TERMS["own_step_size"].format(title=title)
    return line | {"meaning": own, "slider": f"{name}.step_size", "run": name}


def _edges(racers: list[tuple[str, str, Optimizer]], objective: Objective) -> list[dict[str, Any]]:
    """Beyond which step size each diverges: gradient descent by its formula, another by its mark."""
    lines = {}
    for title, name, rule in racers:
        if rule.limit and (level := rule.stable_step_size(objective)):
            named = {"label": rule.limit} if rule.name == "gd" else {"label": "edge", "run": name}
            meaning = TERMS["edge"].format(limit=rule.limit, title=title)
            lines.setdefault((rule.limit, level), named | {"meaning": meaning, "level": level, "reach": 1})
    return list(lines.values())


def _scheduled(trajectory: Trajectory) -> dict[str, Any]:
    """What a schedule multiplies a line by: factors at evenly spaced steps, the last of them step `last`."""
    if trajectory.schedule == SCHEDULES["constant"]:
        return {}
    values, last = factors(trajectory.schedule, trajectory.n_iter), trajectory.n_iter - 1
    kept = values[np.linspace(0, last, min(trajectory.n_iter, MOST_FACTORS)).round().astype(int)]
    return {"factors": [float(f"{value:.4g}") for value in kept.tolist()], "last": last}


def _first(races: Races) -> Trajectory:
    return next(iter(races.values()))
