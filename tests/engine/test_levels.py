"""Levels of a terrain that is being moved: the browser's are Python's, to the bit, and so are their texts."""

from dataclasses import dataclass

import numpy as np

from figures.levels import level_labels, round_levels, tutorial_levels
from figures.scales import SCALES
from tests.cases import case
from tests.engine.node import node


@dataclass(frozen=True)
class Lowest:
    """What a scale asks of an objective."""

    minimum: float
    offset: float = 0.0


def ranges(n: int) -> list[tuple[float, float, float]]:
    """n times low, high and the lowest value, of all sizes; low is 0 for each other one."""
    random = np.random.default_rng(3)
    low, extent = 10 ** random.uniform(-4, 4, n) * (np.arange(n) % 2), 10 ** random.uniform(-4, 4, n)
    lowest = np.where(np.arange(n) % 3, 0, random.normal(size=n) * 100)
    return list(zip(low.tolist(), (low + extent).tolist(), lowest.tolist(), strict=True))


def test_the_browsers_levels_are_pythons() -> None:
    cases = [(scale, *ends) for scale in ("sqrt", "linear", None) for ends in ranges(200)]
    jobs = [
        {"job": "levels", "low": low, "high": high, "scale": scale, "lowest": lowest}
        for scale, low, high, lowest in cases
    ]
    for (scale, low, high, lowest), (levels, texts) in zip(cases, node(jobs), strict=True):
        with case(scale, low, high, lowest):
            wanted = (
                round_levels(low, high, SCALES[scale], Lowest(lowest))
                if scale
                else tutorial_levels(low, high)
            )
            assert levels == wanted.tolist()
            assert texts == list(level_labels(wanted))
