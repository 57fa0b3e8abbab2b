"""How much work one answer may be. A link is a stranger's input: what it asks for is bounded, and said."""

from dataclasses import replace
from functools import lru_cache

from optim.cost import race_cost
from ui.settings.parameters import counted
from ui.settings.record import TYPED, Settings, conditions, objective_of, optimizers

# In the unit of `optim.cost`, about 10 µs. A first visit, which draws its terrain, takes 0.2 s besides.
MOST = 65_000  # of a race, and of what its page has to do for it:
RACER = 2_300  # to describe, pack and send a run
READING = 16_800  # to read a typed function and to search for its minima
SEARCH = MOST // 3  # of a search for a step size, whose answer is a race besides
ON_ARRAYS = 2  # times what an update costs for one run, it costs for the step sizes of a search together
ROUNDS = 3  # of a search for the edge of divergence


@lru_cache(maxsize=256)  # a run asks several times
def affordable(settings: Settings) -> Settings:
    """The settings with as many iterations as one answer may run: those asked for, or two digits of fewer."""
    return replace(
        settings, n_iter=min(settings.n_iter, _two_digits(allowance(settings) / iteration_cost(settings)))
    )


def allowance(settings: Settings) -> float:
    """How much work the race of some settings may be."""
    return MOST - RACER * len(settings.optimizers) - READING * (settings.objective == TYPED)


def notices(asked: Settings) -> tuple[str, ...]:
    """What is said where a race is shortened."""
    taken = affordable(asked).n_iter
    if taken == asked.n_iter:
        return ()
    n, what = len(asked.optimizers), "noisy iterations" if asked.noise else "iterations"
    racers = f"{n} optimizers × " if n > 1 else ""
    verb = "is" if not racers and asked.n_iter == 1 else "are"
    work = f"{racers}{asked.n_iter:,} {what} of this function {verb} too much work for one page"
    return (f"{work}: showing {counted(taken, 'iteration')}.",)


def search_length(settings: Settings) -> int:
    """How many iterations each run of a search for a step size may have."""
    return _two_digits(SEARCH / (ON_ARRAYS * ROUNDS * iteration_cost(settings)))


@lru_cache(maxsize=256)
def iteration_cost(settings: Settings) -> float:
    """What one iteration of all racers costs."""
    return race_cost(objective_of(settings), optimizers(settings).values(), conditions(settings)["noise"])


def _two_digits(value: float) -> int:
    """`value` as a whole number of at least 1, rounded down to two digits: 2345.6 is 2300."""
    whole = max(1, int(value))
    unit = 10 ** max(0, len(str(whole)) - 2)
    return whole // unit * unit
