"""The settings of a fair race: one frozen record and its address, as `ui.settings.record` has of a race."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from optim import OBJECTIVES, OPTIMIZERS, limits
from ui.settings import link_keys
from ui.settings.numbers import decades
from ui.settings.parameters import Choices, Number, quote
from ui.settings.racers import SHORT

STEP_SIZES = (*decades(range(-6, 2)), limits.STEP_SIZES[1])  # those that may be tried, ten a decade
BUDGETS = (50, 100, 200, 300, 500, 700, 1000, 1500, 2000, 3000, 5000)
TRIES = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 51, 60, 80, 100, 120, 150, 200)
MOST = limits.MOST_STARTS
SEEDED = f"The start of each seed, as the race's own slider draws it; at most {MOST} of them."


def _parameter(default: Any, record: Any) -> Any:
    return field(default=default, metadata={"parameter": record})


def _seed(label: str) -> Number:
    return Number(label, *limits.SEED, (), SEEDED, whole=True)


@dataclass(frozen=True)
class FairSettings:
    """All that decides a fair race, and what is shown of it."""

    objectives: tuple[str, ...] = _parameter(
        ("rosenbrock",),
        Choices(
            "Objectives",
            {name: record.title for name, record in OBJECTIVES.items() if record.minimum is not None},
            "Of several, the racers are compared by their ranks.",
        ),
    )
    racers: tuple[str, ...] = _parameter(
        tuple(OPTIMIZERS),
        Choices(
            "Optimizers",
            {name: record.title for name, record in OPTIMIZERS.items()},
            "Which optimizers race; all else than the step size stays as each rule has it by default.",
            SHORT,
        ),
    )
    budget: int = _parameter(
        1000,
        Number(
            "Budget, gradients a run",
            *limits.BUDGET,
            BUDGETS,
            "Every rule takes one gradient an update.",
            whole=True,
        ),
    )
    smallest: float = _parameter(
        1e-4, Number("Smallest step size", *limits.STEP_SIZES, STEP_SIZES, "Ten are tried in each decade.")
    )
    largest: float = _parameter(
        10.0, Number("Largest step size", *limits.STEP_SIZES, STEP_SIZES, "Ten are tried in each decade.")
    )
    tuned_from: int = _parameter(1, _seed("Tuned from seed"))
    tuned_to: int = _parameter(10, _seed("Tuned to seed"))
    tested_from: int = _parameter(11, _seed("Tested from seed"))
    tested_to: int = _parameter(40, _seed("Tested to seed"))
    shared: float = _parameter(
        0.01,
        Number(
            "One step size for all",
            *limits.STEP_SIZES,
            STEP_SIZES,
            "What a comparison without tuning would find: the same step size for every racer, drawn hollow.",
        ),
    )
    tries: int = _parameter(
        1,
        Number(
            "Tuning effort, tries",
            1,
            200,
            TRIES,
            "The loss to expect when this many step sizes are tried at random and the best is kept.",
            whole=True,
        ),
    )


PARAMETERS = {f.name: f.metadata["parameter"] for f in fields(FairSettings)}
DEFAULT = FairSettings()
SEEDS = (("tuned_from", "tuned_to"), ("tested_from", "tested_to"))
RANGES = (("smallest", "largest"), *SEEDS)


def step_sizes(settings: FairSettings) -> tuple[float, ...]:
    """Those that are tried: the round ones from the smallest to the largest, both included."""
    low, high = settings.smallest, settings.largest
    return tuple(sorted({low, *(a for a in STEP_SIZES if low < a < high), high}))


def in_order(settings: FairSettings, before: FairSettings = DEFAULT) -> FairSettings:
    """The settings with every range from its lower to its higher end, and of starts no more than may be.

    Where one end of the seeds alone is other than `before`, and out of the other's reach, the other moves
    with it, and there are as many of them.
    """
    for low, high in RANGES:
        ends = sorted((getattr(settings, low), getattr(settings, high)))
        if (low, high) in SEEDS:
            ends = _moved(settings, before, low, high) or (ends[0], min(ends[1], ends[0] + MOST - 1))
        settings = replace(settings, **{low: ends[0], high: ends[1]})
    return settings


def _alone(settings: FairSettings, before: FairSettings, ends: tuple[str, str]) -> str | None:
    """The one end of a range that is other than before; None for both of them, or neither."""
    changed = [end for end in ends if getattr(settings, end) != getattr(before, end)]
    return changed[0] if len(changed) == 1 else None


def _moved(settings: FairSettings, before: FairSettings, low: str, high: str) -> tuple[int, int] | None:
    """A range of seeds whose one changed end has taken the other along; None where it need not."""
    changed = _alone(settings, before, (low, high))
    if not changed or 0 <= getattr(settings, high) - getattr(settings, low) < MOST:
        return None
    to, more = getattr(settings, changed), getattr(before, high) - getattr(before, low)
    first, last = limits.SEED
    return (to, min(to + more, last)) if changed == low else (max(to - more, first), to)


def range_notices(asked: FairSettings, before: FairSettings = DEFAULT) -> tuple[str, ...]:
    """A line for each range of seeds that `in_order` moves or cuts, by the field that asks for it."""
    given, notices = in_order(asked, before), []
    for ends in SEEDS:
        values, used = ([getattr(one, end) for end in ends] for one in (asked, given))
        if sorted(values) != used:
            name = _alone(asked, before, ends) or ends[values.index(max(values))]
            at = ends.index(name)
            is_many = abs(values[1] - values[0]) >= MOST
            fault = f"makes more than {MOST} starts" if is_many else f"is past {values[1 - at]}"
            notices.append(f"{PARAMETERS[name].label}: {values[at]} {fault}; using {used[0]} to {used[1]}.")
    return tuple(notices)


def from_query(query: Mapping[str, str]) -> tuple[FairSettings, tuple[str, ...]]:
    """The settings that an address asks for, and a line for whatever in it needs one. Never raises."""
    settings, notices = DEFAULT, []
    for name in filter(query.__contains__, PARAMETERS):
        value, fault, note = PARAMETERS[name].read(query[name])
        settings = settings if value is None else replace(settings, **{name: value})
        used = PARAMETERS[name].words(getattr(settings, name))
        if fault:
            notices.append(f"{PARAMETERS[name].label}: {quote(query[name])} {fault}; using {used}.")
        elif note:
            notices.append(f"{PARAMETERS[name].label}: {note}")
    notices += link_keys.unknown(query, PARAMETERS, ())
    return in_order(settings), (*notices, *range_notices(settings))


def to_query(settings: FairSettings) -> dict[str, str]:
    """What differs from the default, as short text: the address that gives these settings back."""
    changed = [name for name in PARAMETERS if getattr(settings, name) != getattr(DEFAULT, name)]
    return {name: PARAMETERS[name].write(getattr(settings, name)) for name in changed}
