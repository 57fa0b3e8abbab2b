"""What the browser holds a fair race from (static/fair): the protocol, programs, starts and looks."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from figures import palette
from figures.maps.look import LOOKS
from optim import OBJECTIVES, OPTIMIZERS, Objective, random_start
from optim.program import schedule_program
from optim.schedules import SCHEDULES
from ui.fair.settings import FairSettings, step_sizes
from ui.wire import looks, programs
from ui.wire.elements import element

# The self-check: with a large epsilon Adam's steps are those of momentum, so searched well it cannot lose.
CHECKED_ON, CHECKED = "stretched_bowl", ("adam", "momentum")
EPSILONS = (1e-8, 1e-2, 1.0, 100.0)
WAITING = '<div role="status" style="min-height:60vh">The racers are on their way to the start</div>'


def show(settings: FairSettings) -> None:
    """Mount the fair race; the browser runs it, and shows what it finds."""
    mount = element("fair", html=WAITING, module="fair")
    mount(key="fair", data={"json": message(settings)})


@lru_cache(maxsize=32)
def message(settings: FairSettings) -> str:
    """All that the browser needs, as JSON."""
    return json.dumps({
        "protocol": _protocol(settings),
        "objectives": [_objective(OBJECTIVES[name], settings) for name in settings.objectives],
        "racers": [_racer(name) for name in settings.racers],
        "check": {
            "objective": _objective(OBJECTIVES[CHECKED_ON], settings),
            "racers": [_racer(name) for name in CHECKED],
            "epsilons": EPSILONS,
        },
        "schedule": {"program": schedule_program(SCHEDULES["constant"]).data()},
        "themes": {name: asdict(theme) for name, theme in palette.THEMES.items()},
        "maps": {name: asdict(look) for name, look in LOOKS.items()},
    })  # fmt: skip


def _protocol(settings: FairSettings) -> dict[str, Any]:
    return {
        "budget": settings.budget,
        "step_sizes": step_sizes(settings),
        "tuned": [settings.tuned_from, settings.tuned_to],
        "tested": [settings.tested_from, settings.tested_to],
        "shared": settings.shared,
        "tries": settings.tries,
    }


def _objective(record: Objective, settings: FairSettings) -> dict[str, Any]:
    """An objective with its facts, and the starts that the seeds draw on it."""
    return {
        "name": record.name,
        "title": record.title,
        "engine": programs.objective_record(record),
        "tuned": _starts(record, range(settings.tuned_from, settings.tuned_to + 1)),
        "tested": _starts(record, range(settings.tested_from, settings.tested_to + 1)),
    }


def _starts(record: Objective, seeds: Iterable[int]) -> list[list[float]]:
    return [random_start(record.bounds, seed).tolist() for seed in seeds]


def _racer(name: str) -> dict[str, Any]:
    record = OPTIMIZERS[name]
    rule = record(step_size=1.0)  # each run has its own
    return {
        "name": name,
        "title": record.title,
        "short": record.short,
        "style": looks.style(name),
        "engine": {
            **programs.optimizer_program(rule),
            "hyperparameters": programs.hyperparameters(rule),
            "shared": [],
        },
    }
