"""What a typed function is like over its bounds: whether it can be drawn, and in which scale."""

import numpy as np

from optim.typed.errors import BoundsError

N_GRID = 101
LARGEST = 1e15  # values beyond are not drawn
LEAST = 0.1  # the share of the bounds on which it must be finite
FLAT = 1e-9  # of the largest value: a function that varies less has no slope worth the name
SMALLEST = 1e-30
UNEVEN = 0.07  # a median this low between lowest and highest value makes the scale logarithmic
ROUGHEST = 0.15  # of the colours' range: a mean step between neighbours beyond is noise


def survey(f, bounds: np.ndarray) -> np.ndarray:
    """(101, 101): f on an even grid over the bounds, NaN where it is not finite or beyond 1e15.

    Raises BoundsError if too little is left, or if it is flat.
    """
    x, y = np.meshgrid(*(np.linspace(*ends, N_GRID) for ends in bounds))
    with np.errstate(all="ignore"):
        values = f(x, y)
        values = np.where(np.abs(values) <= LARGEST, values, np.nan)
    share = np.isfinite(values).mean()
    if share < LEAST:
        found = f"only {100 * share:.2g} %" if share else "no part"
        raise BoundsError(f"This is finite, and at most 1e15, on {found} of the bounds: 10 % are needed.")
    if np.nanmax(values) - np.nanmin(values) <= max(FLAT * np.nanmax(np.abs(values)), SMALLEST):
        raise BoundsError("This is the same everywhere in the bounds: there is no way down.")
    return values


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
        look, colours = {"scale": "log", "floor": floor}, np.log10(np.maximum(values, floor))
    elif minimum is not None:
        look, colours = {"scale": "sqrt"}, np.sqrt(np.maximum(values - minimum, 0))
    else:
        look, colours = {"scale": "linear"}, values
    steps = np.concatenate([np.diff(colours, axis=axis).ravel() for axis in (0, 1)])
    if np.nanmean(np.abs(steps)) > ROUGHEST * (np.nanmax(colours) - np.nanmin(colours)):
        raise BoundsError("This rises and falls too fast to be drawn: smaller bounds would show it.")
    return look
