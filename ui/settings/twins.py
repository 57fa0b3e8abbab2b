"""An optimizer that races beside itself: with what value of its own it begins, and how it is taken off."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from math import log

from figures.racers import MOST_OF_ONE, RACERS, names_of
from optim import Optimizer
from ui.settings.numbers import STEP_SIZE
from ui.settings.racers import MOST
from ui.settings.record import Settings, owned, owner_of, rule_of, with_own, without_own

FACTORS = (3, 1 / 3, 10, 1 / 10)  # of a step size beside another

# What one racer of an optimizer may first differ in from the others, by what can be learned from it: a
# hyperparameter -> the values to try, of which the first is taken that no other has.
DIFFERENCES: dict[str, Callable[[Optimizer], Iterable[float | bool]]] = {
    "rho": lambda rule: (0.9, 0.99, 0.999),
    "bias_correction": lambda rule: (not rule.bias_correction,),
    "momentum": lambda rule: (0.5, 0.9, 0.99),
    "step_size": lambda rule: [_stop(rule.step_size * factor) for factor in FACTORS],
}


def racers_of(settings: Settings, optimizer: str) -> list[str]:
    """The racers of an optimizer that race."""
    return [racer for racer in settings.optimizers if RACERS[racer].optimizer == optimizer]


def again(settings: Settings, optimizer: str) -> tuple[Settings, str] | None:
    """The settings in which an optimizer that races does so once more, as the last of its racers but for one
    value; and the name of the new racer. None where there is no room for it.
    """
    racing = racers_of(settings, optimizer)
    if len(racing) == MOST_OF_ONE or len(settings.optimizers) >= MOST:
        return None
    rules = [rule_of(settings, racer) for racer in racing]
    new = _free_name(settings, optimizer)
    values = owned(settings, racing[-1]) | _difference(rules)
    settings = take_off(settings, new)
    for field, value in values.items():
        settings = with_own(settings, f"{new}.{field}", value)
    return with_racers(settings, {*settings.optimizers, new}), new


def take_off(settings: Settings, racer: str) -> Settings:
    """The settings without a racer, and without what it has of its own; the last one of a race stays."""
    left = {*settings.optimizers} - {racer}
    return with_racers(without_own(settings, racer), left) if left else settings


def with_racers(settings: Settings, racers: Iterable[str]) -> Settings:
    """The settings in which these race, in the usual order, as many as a page bears."""
    return replace(settings, optimizers=tuple(name for name in RACERS if name in racers)[:MOST])


def known(settings: Settings) -> list[str]:
    """The racers there are: those that race, and second and third ones that do not but have own values."""
    aside = {owner_of(key) for key, _ in settings.own}
    return [r for r in RACERS if r in settings.optimizers or (r in aside and RACERS[r].number > 1)]


def _free_name(settings: Settings, optimizer: str) -> str:
    """The first name that no racer has; where all others wait with own values, that of one of these."""
    free = [name for name in names_of(optimizer) if name not in settings.optimizers]
    return next((name for name in free if not owned(settings, name)), free[0])


def _difference(rules: list[Optimizer]) -> dict[str, float | bool]:
    """A value that none of some racers of one optimizer has."""
    for field, values in DIFFERENCES.items():
        if hasattr(rules[0], field):
            taken = [getattr(rule, field) for rule in rules]
            for value in values(rules[-1]):
                if value not in taken:
                    return {field: value}
    return {}


def _stop(step_size: float) -> float:
    """The round step size nearest to one."""
    return min(STEP_SIZE.positions, key=lambda stop: abs(log(stop / step_size)))
