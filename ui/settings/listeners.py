"""Who listens to a slider: which racers follow a setting, and why none does."""

from collections.abc import Sequence

from optim import OPTIMIZERS
from ui.settings.parameters import Number
from ui.settings.record import (
    NUMBERS,
    PARAMETERS,
    SHARED,
    SLIDERS,
    Settings,
    conditions,
    followed,
    own_parameters,
    record_of,
    shared_fields,
)

AVERAGES = ("momentum", "beta1", "beta2")  # each has a slider beside rho while a racer keeps that average
MOST = 3  # names in a sentence


def listeners(settings: Settings, name: str) -> tuple[str, ...]:
    """The racers whose runs change with a setting."""
    if name == "noise_seed":
        return settings.optimizers if conditions(settings)["noise"] else ()
    if name not in SHARED:
        return settings.optimizers
    return tuple(racer for racer in settings.optimizers if name in followed(settings, racer))


def partial_listeners(settings: Settings) -> dict[str, tuple[str, ...]]:
    """The listeners of each setting that has a slider, where not all racers listen."""
    found = {name: listeners(settings, name) for name in NUMBERS}
    return {name: racers for name, racers in found.items() if racers != settings.optimizers}


def sliders_of(settings: Settings) -> tuple[str, ...]:
    """The sliders that are not folded away: a beginner's, and those of the averages that racers keep."""
    kept = {name for racer in settings.optimizers for name in shared_fields(racer)}
    place = SLIDERS.index("rho") + 1
    return (*SLIDERS[:place], *(name for name in AVERAGES if name in kept), *SLIDERS[place:])


def silence(settings: Settings, name: str) -> str:
    """Why no racer listens to a setting, in a sentence; '' where one does."""
    if listeners(settings, name):
        return ""
    if name not in SHARED:
        return "Nothing is drawn at random now."
    owners = [racer for racer in settings.optimizers if name in own_parameters(racer)]
    if owners:
        verb = "has its" if len({*map(record_of, owners)}) == 1 else "have their"
        return f"{_names(owners)} {verb} own {_symbol(name, 'switch')}."
    would = [other for other in OPTIMIZERS if name in shared_fields(other)]
    one = len(would) == 1
    rest = "listens to {}; it does not race." if one else "listen to {}; none of them races."
    return f"{_names(would)} {rest.format(_symbol(name))}"


def _symbol(name: str, switch: str = "this") -> str:
    """What stands for a setting in a sentence; for a switch, which has no symbol, a word."""
    record = PARAMETERS[name]
    return record.label.split()[-1] if isinstance(record, Number) else switch


def _names(racers: Sequence[str]) -> str:
    """The short titles of optimizers, of many of them the first few."""
    names = list(dict.fromkeys(record_of(racer).short for racer in racers))
    if len(names) > MOST:
        names = [*names[: MOST - 1], f"{len(names) - MOST + 1} others"]
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
