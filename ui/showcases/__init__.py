"""Showcases: each objective's lesson as a race, and what choosing an objective makes of the settings.

They stand here, above the objectives, since they are made of settings; their claims need no page.
"""

from dataclasses import replace
from functools import cache

from ui.settings.record import (
    DEFAULT,
    FIELDS,
    TOGETHER,
    Settings,
    conditions,
    in_bounds,
    objective_settings,
    optimizers,
    start,
)
from ui.showcases.record import Showcase
from ui.showcases.rugged import RUGGED
from ui.showcases.smooth import SMOOTH

__all__ = ["SHOWCASES", "Showcase", "choose", "is_on_show", "lesson_of", "showcase_settings"]

SHOWCASES = {**SMOOTH, **RUGGED}
ORIGIN = {"seed", "start"}  # set by hand, one of them says where all start


@cache
def showcase_settings(objective: str) -> Settings:
    """The settings of an objective's showcase; of a function of one's own, which has none, the tutorial's."""
    changes = SHOWCASES[objective].changes if objective in SHOWCASES else {}
    return replace(DEFAULT, objective=objective, **changes)


def choose(settings: Settings, objective: str) -> Settings:
    """The showcase of another objective, with what the visitor has set by hand.

    That is what differs both from the tutorial's settings and from the showcase that was chosen last: so a
    link, or a page that was left and opened again, tells it as well as the visit in which it was set.
    """
    before, after = showcase_settings(settings.objective), showcase_settings(objective)
    by_hand = {
        name: value
        for name, value in vars(settings).items()
        if name in FIELDS and value not in (getattr(DEFAULT, name), getattr(before, name))
    }
    if by_hand.keys() & ORIGIN:
        by_hand |= {name: getattr(settings, name) for name in ORIGIN}
    chosen = replace(after, **by_hand | {"objective": objective})
    return chosen if in_bounds(chosen) else replace(chosen, start=after.start)


def lesson_of(settings: Settings) -> Settings:
    """The showcase of the objective, for a visitor who has left it: only the look and a typed f stay."""
    kept = {name: getattr(settings, name) for name in ("colorscale", "present", *TOGETHER)}
    return replace(showcase_settings(settings.objective), **kept)


def is_on_show(settings: Settings) -> bool:
    """Whether the race of these settings is the showcase's, so that what it says of the race is true."""
    return settings.objective in SHOWCASES and _race(settings) == _race(showcase_settings(settings.objective))


def _race(settings: Settings) -> tuple:
    """All that a race is made of; what is set of an optimizer that does not race is no part of it."""
    made_of = objective_settings(settings), dict(optimizers(settings)), tuple(start(settings).tolist())
    return *made_of, settings.n_iter, conditions(settings)
