"""What a typed function is like over its bounds: whether it can be drawn, and in which scale and units."""

import numpy as np

from optim.typed.errors import BoundsError

N_GRID = 101
LARGEST = 1e15  # values beyond are not drawn
FLAT = 1e-12  # of the largest value: a function that varies less has no slope worth the name
SMALLEST = 1e-30
UNEVEN = 0.07  # a median this low between lowest and highest value makes the scale logarithmic
ROUGHEST = 0.15  # of the colours' range: a mean step between neighbours beyond is noise
HUGE = 1000  # units: a lowest value beyond is subtracted before anything is drawn


def survey(f, bounds: np.ndarray) -> np.ndarray:
    """(101, 101): f on an even grid over the bounds, NaN where it is not defined or beyond 1e15.

    Raises BoundsError if nothing is left, or if it is flat.
    """
    with np.errstate(all="ignore"):
        values = f(*grid(bounds))
        values = np.where(np.abs(values) <= LARGEST, values, np.nan)
    if np.isnan(values).all():
        raise BoundsError("This is not defined anywhere within the bounds, or is beyond 1e15 everywhere.")
    if np.nanmax(values) - np.nanmin(values) <= max(FLAT * np.nanmax(np.abs(values)), SMALLEST):
        raise BoundsError("This is constant within the bounds: there is no way down.")
    return values


def grid(bounds: np.ndarray) -> list[np.ndarray]:
    """x and y, each (101, 101), of the grid of a survey; y along the first axis."""
    return np.meshgrid(*(np.linspace(*ends, N_GRID) for ends in bounds))


def measures(values: np.ndarray, lowest: float) -> dict:
    """The fields `unit` and `offset` of an Objective: what its values are measured in, and from where.

    The unit is the power of ten nearest to the median of f above its `lowest` value; the offset, for a lowest
    value of more than 1000 units, a round number at or just below it.
    """
    spread = float(np.nanmedian(values)) - lowest or float(np.nanmax(values)) - lowest
    exponent = round(np.log10(spread))
    unit, step = float(f"1e{exponent}"), float(f"1e{exponent + 1}")
    if abs(lowest) <= HUGE * unit:
        return {"unit": unit, "offset": 0.0}
    return {"unit": unit, "offset": float(f"{np.floor(lowest / step + 1e-6) * step:.12g}")}


def scale(values: np.ndarray, minimum: float | None) -> dict:
    """How the values become colours: the fields `scale` and, for a logarithmic one, `floor`, of an Objective.

    Logarithmic for positive values most of which lie far below the highest; else by the square root of the
    height above the minimum; linear where there is none. Raises BoundsError if, so coloured, the function
    rises and falls between one grid point and the next: its level lines would be noise, and many.
    """
    low, middle, high = (float(np.nanquantile(values, share)) for share in (0.02, 0.5, 1))
    bottom = float(np.nanmin(values)) if minimum is None else minimum
    if bottom >= 0 and low > 0 and middle - bottom < UNEVEN * (high - bottom):
        floor = 10.0 ** np.floor(np.log10(max(low / 10, 1e-12 * high)))
        above = np.maximum(values - (minimum or 0), 0)
        look, colours = {"scale": "log", "floor": floor}, np.log10(1 + above / floor)
    elif minimum is not None:
        look, colours = {"scale": "sqrt"}, np.sqrt(np.maximum(values - minimum, 0))
    else:
        look, colours = {"scale": "linear"}, values
    steps = np.concatenate([np.abs(np.diff(colours, axis=axis)).ravel() for axis in (0, 1)])
    steps = steps[np.isfinite(steps)]
    if len(steps) and steps.mean() > ROUGHEST * (np.nanmax(colours) - np.nanmin(colours)):
        raise BoundsError("This rises and falls too fast to be drawn: smaller bounds would show it.")
    return look
