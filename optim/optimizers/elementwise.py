"""The functions that rules use: NumPy's on arrays, Python's on floats, where they take a tenth of the time.

Both give the same bits: a square and a square root are rounded correctly, the others only choose.
"""

from math import inf, nan
from math import sqrt as root_of_float

import numpy as np

Values = float | np.ndarray


def sqrt(values: Values) -> Values:
    """The square root; NaN of what is negative."""
    if type(values) is not float:
        return np.sqrt(values)
    return root_of_float(values) if 0 <= values <= inf else nan


def square(values: Values) -> Values:
    """The square; infinity where that overflows, which a float's own power refuses."""
    return values * values


def maximum(a: Values, b: Values) -> Values:
    """The larger of two, NaN if one is."""
    if type(a) is not float or type(b) is not float:
        return np.maximum(a, b)
    return a if a >= b or a != a else b


def minimum(a: Values, b: Values) -> Values:
    """The smaller of two, NaN if one is."""
    if type(a) is not float or type(b) is not float:
        return np.minimum(a, b)
    return a if a <= b or a != a else b


def sign(values: Values) -> Values:
    """-1, 0 or 1; NaN of NaN."""
    if type(values) is not float:
        return np.sign(values)
    return 1.0 if values > 0 else -1.0 if values < 0 else values * 0.0


def where(condition: bool | np.ndarray, a: Values, b: Values) -> Values:
    """`a` where the condition holds, else `b`."""
    return np.where(condition, a, b) if type(condition) is not bool else a if condition else b
