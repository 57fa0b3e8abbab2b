"""Which level lines are drawn: round values of f, about even in the colours; and round numbers as text."""

import math

import numpy as np

from figures.scales import Scale

N_LEVELS = 13
TUTORIAL_BANDS = 51  # at most: what contourf(..., levels=50) of the tutorial makes of its 50
TUTORIAL_STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)  # as matplotlib.ticker.MaxNLocator has them
LEVEL_STEPS = (1, 2, 2.5, 5)
COLOUR_STEPS = {1: (1, 2, 2.5, 10 / 3, 5), 2: (1, 2, 5)}  # of c to the power of its scale
UNIT_STEPS = (5, 2, 1)
EVEN = 1.5  # the widest gap between levels by the narrowest, up to which they are even to the eye
SLACK = 0.15  # of a step of c: so far a level gives way to a rounder number
EDGE = 0.01  # of the range: nearer to an end a level outlines specks
TICK_STEPS = (1, 2, 5)
N_TICKS = 5
DIGITS = 3
_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def round_step(step: float, mantissas: tuple[float, ...] = LEVEL_STEPS) -> float:
    """The round number m x 10^k nearest, by ratio, to a positive `step`; 1 for a step of 0."""
    if not (step > 0 and math.isfinite(step)):
        return 1.0
    exponent = math.floor(math.log10(step))
    candidates = [float(f"{m}e{exponent + e}") for m in mantissas for e in (0, 1)]
    return min(candidates, key=lambda candidate: abs(math.log(candidate / step)))


def multiples(low: float, high: float, step: float) -> np.ndarray:
    """All multiples of `step` from `low` to `high`, both ends included, as short decimals."""
    first, last = math.ceil(low / step - 1e-6), math.floor(high / step + 1e-6)
    return np.array([float(f"{i * step:.12g}") for i in range(first, last + 1)])


def round_levels(low: float, high: float, scale: Scale, objective) -> np.ndarray:
    """About 13 round values of f, about even in c, strictly between `low` and `high`, two values of c.

    Multiples of one round step where these are even to the eye; else the roundest numbers near even
    steps of c.
    """
    ends = [float(scale.inverse(c, objective)) for c in (low, high)]
    step = round_step((ends[1] - ends[0]) / N_LEVELS)
    levels = _inside(multiples(*ends, step), low, high, scale, objective)
    gaps = np.diff(scale.forward(levels, objective))
    if len(gaps) and gaps.max() <= EVEN * gaps.min():
        return levels
    return _inside(_near_even_steps(low, high, scale, objective), low, high, scale, objective)


def _near_even_steps(low, high, scale, objective):
    """Of each even step of c, squared where c is a root, the roundest f within the slack."""
    power = scale.power
    step = round_step(((high - low) / N_LEVELS) ** power, COLOUR_STEPS[power]) ** (1 / power)
    shift = step / 2 if scale.between else 0
    first, last = math.ceil((low - shift) / step), math.floor((high - shift) / step)
    even = [i * step + shift for i in range(first, last + 1) if i or shift]  # 0 is a minimum: no line
    around = ([float(scale.inverse(c + by * step, objective)) for by in (-SLACK, SLACK)] for c in even)
    return np.array([roundest(*ends) for ends in around])


def _inside(levels, low, high, scale, objective):
    c, edge = scale.forward(levels, objective), EDGE * (high - low)
    return levels[(c > low + edge) & (c < high - edge)]


def roundest(low: float, high: float) -> float:
    """The number from `low` to `high` with the fewest digits, the last of them 5 or even if it can be."""
    if low <= 0 <= high:
        return 0.0
    middle = (low + high) / 2
    exponent = math.floor(math.log10(max(-low, high))) + 1
    for power in range(exponent, exponent - 17, -1):
        for step in (float(f"{m}e{power}") for m in UNIT_STEPS):
            nearest = math.floor(middle / step + 0.5)
            for i in (nearest, nearest - 1, nearest + 1):
                value = float(f"{i * step:.12g}")
                if low <= value <= high:
                    return value
    return middle


def tutorial_levels(low: float, high: float) -> np.ndarray:
    """The levels within the range that matplotlib draws for contourf(x, y, f, levels=50): even ones of f."""
    least = (high - low) / TUTORIAL_BANDS
    power = math.floor(math.log10(least))
    step = next(s for s in (float(f"{m}e{power}") for m in TUTORIAL_STEPS) if s >= least * (1 - 1e-9))
    levels = multiples(low, high, step)
    return levels[(levels > low) & (levels < high)]


def evened(colour: np.ndarray, levels: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """`colour` and `levels` stretched piece by piece, so that the levels are even; and their step.

    Plotly draws even levels alone. The first and the last piece are stretched as their neighbours are.
    """
    gaps = np.diff(levels)
    if len(gaps) == 0:
        return colour, levels, 1.0
    step = float(gaps.mean())
    if np.allclose(gaps, step, rtol=1e-9, atol=0):
        return colour, levels, step
    even = levels[0] + step * np.arange(len(levels))
    knots = np.array([levels[0] - gaps[0], *levels, levels[-1] + gaps[-1]])
    places = np.array([even[0] - step, *even, even[-1] + step])
    piece = np.clip(np.searchsorted(levels, colour), 0, len(levels))
    slope = step / np.diff(knots)
    return places[piece] + (colour - knots[piece]) * slope[piece], even, step


def ticks(low: float, high: float) -> tuple[list[float], list[str]]:
    """About five round tick positions from `low` to `high`, and their texts, with digits that differ."""
    step = round_step((high - low) / N_TICKS, TICK_STEPS)
    values = multiples(low, high, step).tolist()
    digits = max(6, _telling_digits(low, high, step))
    return values, [number(value, digits) for value in values]


def _telling_digits(low, high, step):
    """The digits in which numbers from `low` to `high` that are `step` apart differ."""
    return 2 + math.ceil(math.log10(max(abs(low), abs(high), step) / step))


def number(value: float, digits: int = 3) -> str:
    """A value in `digits` significant figures, with a true minus; outside 1e-3 to 1e4 as 2×10⁻⁶ or 10⁴."""
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else str(value).replace("-", "\N{MINUS SIGN}").replace("inf", "∞")
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    if -3 <= int(exponent) < 4:
        return f"{float(f'{value:.{digits}g}'):.12g}".replace("-", "\N{MINUS SIGN}")
    sign = "\N{MINUS SIGN}" if value < 0 else ""
    factor = f"{abs(float(mantissa)):.12g}×".removeprefix("1×")
    return sign + factor + "10" + str(int(exponent)).translate(_SUPERSCRIPT)


def level_labels(values: np.ndarray) -> tuple[str, ...]:
    """The texts of round levels, with digits that differ."""
    gap = float(np.diff(values).min()) if len(values) > 1 else 1.0
    digits = max(DIGITS, _telling_digits(values[0], values[-1], gap)) if len(values) else DIGITS
    return tuple(number(value, digits) for value in values.tolist())
