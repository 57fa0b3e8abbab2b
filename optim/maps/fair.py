"""The fair race: every optimizer at its own best step size, for the same number of gradients."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from optim.checks import as_count, as_floats
from optim.maps.fates import Fates, fates, with_minimum
from optim.objectives import Objective
from optim.optimizers import Optimizer
from optim.trajectory import random_start

GOOD = 10  # times the best median: a step size that ends within it counts as good
LOWEST = 1e-16  # a smaller loss counts, and is drawn, as this one
DIGITS = 9  # to which the power of ten of an expected loss is rounded
TUNED_ON, TESTED_ON = range(1, 11), range(11, 41)  # the seeds of the starts


@dataclass(frozen=True)
class Protocol:
    """How the race is held: the same for all, and printed with what it finds.

    Each optimizer has `budget` gradients a run. Of `step_sizes` (n,), it takes the one of the lowest median
    loss over the starts of the seeds `tuned_on`, a run that fails counting as an infinite loss. What is
    shown are its runs from the starts of the seeds `tested_on`.
    """

    budget: int
    step_sizes: np.ndarray
    tuned_on: Sequence[int] = TUNED_ON
    tested_on: Sequence[int] = TESTED_ON


@dataclass(frozen=True, eq=False)
class Entry:
    """One optimizer in a fair race; `losses` and the like are infinite for a run that failed."""

    optimizer: Optimizer  # with the step size that was chosen
    step_sizes: np.ndarray  # (n,): what was tried
    tuning: np.ndarray  # (n, starts): the losses when it was tuned
    tested: Fates  # (starts,): the runs that count
    start: float  # the median loss of the starts that it was tuned on, before the first update

    @cached_property
    def medians(self) -> np.ndarray:
        """(n,): the median loss of each step size that was tried."""
        return _median(self.tuning)

    @cached_property
    def losses(self) -> np.ndarray:
        """(starts,): the loss of each test run."""
        return losses(self.tested)

    @property
    def median(self) -> float:
        return float(_median(self.losses))

    @property
    def quartiles(self) -> tuple[float, float]:
        """The lower and the upper quartile of the test runs' losses."""
        low, high = np.quantile(self.losses, [0.25, 0.75], method="nearest")
        return float(low), float(high)

    @property
    def failed(self) -> int:
        """How many test runs diverged."""
        return int(np.isinf(self.losses).sum())

    @property
    def failed_in_tuning(self) -> int:
        """How many of the tuning runs diverged with the step size that was chosen."""
        return int(np.isinf(self.tuning[self._chosen]).sum())

    @property
    def good(self) -> tuple[float, float]:
        """The smallest and the largest step size of the good range: as good as the best, within GOOD."""
        good = np.isfinite(self.medians) & (self.medians <= GOOD * self.medians[self._chosen])
        low = high = self._chosen
        while low > 0 and good[low - 1]:
            low -= 1
        while high < len(good) - 1 and good[high + 1]:
            high += 1
        return float(self.step_sizes[low]), float(self.step_sizes[high])

    @property
    def decades(self) -> float:
        """How wide the good range is, in decades."""
        low, high = self.good
        return float(np.log10(high / low))

    def solved(self, k: int) -> float:
        """The share of the test runs that were within the objective's tolerance by gradient k.

        Over k it is a data profile (Moré and Wild, Benchmarking Derivative-Free Optimization Algorithms,
        2009); a performance profile would change its order when an optimizer is taken away.
        """
        return float((self.tested.first_near <= k).mean())

    def best_of(self, n: int) -> float:
        """The expected loss, as a geometric mean, of who tries n step sizes at random and keeps the best.

        The draws are independent, and the expectation is over all of them, as in Dodge et al. (Show Your
        Work, 2019). So that it is finite, it is that of log10 of the loss: a step size that ends above the
        start, or diverges, counts as the start, which can be kept, and a loss under LOWEST as LOWEST. The
        median over the draws would need neither; but of 51 step sizes it is the best one from 36 draws on,
        and infinite where most of them diverge.
        """
        n = as_count("n", n, least=1)
        ceiling = max(self.start, LOWEST)
        powers = np.sort(np.log10(np.clip(self.medians, LOWEST, ceiling)))
        left = 1 - np.arange(len(powers) + 1) / len(powers)  # the chance that one draw is no better
        expected = float((powers * -np.diff(left**n)).sum())
        return 10 ** round(expected, DIGITS)

    @property
    def _chosen(self) -> int:
        return int(np.argmin(self.medians))


def losses(ends: Fates) -> np.ndarray:
    """(...): the loss at the end of each run, infinite for one that failed."""
    return np.where(ends.diverged | ~np.isfinite(ends.loss), np.inf, ends.loss)


def fair_race(
    objective: Objective,
    optimizers: Mapping[str, Optimizer],
    protocol: Protocol,
    *,
    checkpoint: Callable[[], object] | None = None,
) -> dict[str, Entry]:
    """name -> what became of that optimizer; what it has beside the step size stays as it is given.

    Raises ValueError as `fates` does, and for a protocol without step sizes, seeds or gradients.
    """
    with_minimum(objective)
    sizes = as_floats("step_sizes", protocol.step_sizes)
    if sizes.ndim != 1 or not sizes.size or not len(protocol.tuned_on) or not len(protocol.tested_on):
        raise ValueError("expected a protocol with step sizes, and with seeds for tuning and for the test")
    tuning, test = (_starts(objective, seeds) for seeds in (protocol.tuned_on, protocol.tested_on))
    before = float(np.median(objective(tuning) - objective.minimum))
    entries = {}
    for name, rule in optimizers.items():
        tried = replace(rule, step_size=sizes[:, None])
        tuned = losses(fates(objective, tried, tuning, protocol.budget, checkpoint=checkpoint))
        chosen = replace(rule, step_size=float(sizes[np.argmin(_median(tuned))]))
        entries[name] = Entry(
            chosen,
            sizes,
            tuned,
            fates(objective, chosen, test, protocol.budget, checkpoint=checkpoint),
            before,
        )
    return entries


def _starts(objective: Objective, seeds: Sequence[int]) -> np.ndarray:
    return np.array([random_start(objective.bounds, seed) for seed in seeds])


def _median(losses: np.ndarray) -> np.ndarray:
    """The median of the last axis; of two in the middle that are infinite, infinite."""
    with np.errstate(invalid="ignore"):
        return np.median(losses, axis=-1)
