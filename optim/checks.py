"""What the numerics accept: everything else raises a ValueError that says what is expected."""

from numbers import Integral

import numpy as np


class Registry(dict):
    """A dict of named records; an unknown name raises a ValueError that lists the known ones."""

    def __init__(self, kind: str, records: dict):
        super().__init__(records)
        self.kind = kind

    def __missing__(self, name: str):
        raise ValueError(f"unknown {self.kind} {name!r}: expected one of {', '.join(self)}")


def as_kind(name: str, value, kind: type, example: str):
    """`value` itself, where it is of this kind, such as the `example`."""
    if not isinstance(value, kind):
        raise ValueError(f"{name}: expected one such as {example}, got {value!r}")
    return value


def as_floats(name: str, values) -> np.ndarray:
    """`values` as an array of real numbers."""
    try:
        array = np.asarray(values)
        if array.dtype.kind == "c":
            raise TypeError("complex numbers")
        return array if array.dtype.kind == "f" else array.astype(float)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"{name}: expected numbers, got {values!r}") from error


def as_points(x, name: str = "x") -> np.ndarray:
    """`x` as an array of points, shape (..., 2)."""
    x = as_floats(name, x)
    if x.ndim == 0 or x.shape[-1] != 2:
        raise ValueError(f"{name}: expected points of two coordinates, shape (..., 2), got shape {x.shape}")
    return x


def as_start(start) -> np.ndarray:
    """`start` as float64 points, shape (..., 2), all finite."""
    start = as_points(start, "start")
    if not np.isfinite(start).all():
        raise ValueError(f"start: expected finite real coordinates, got {start}")
    return start.astype(float)


def as_bounds(bounds) -> np.ndarray:
    """`bounds` as a finite (2, 2) array [[x_lo, x_hi], [y_lo, y_hi]]."""
    bounds = as_floats("bounds", bounds)
    if bounds.shape != (2, 2) or not np.isfinite(bounds).all() or not (bounds[:, 0] < bounds[:, 1]).all():
        raise ValueError(f"bounds: expected [[x_lo, x_hi], [y_lo, y_hi]], lo < hi, got {bounds.tolist()}")
    return bounds


def as_count(name: str, value, least: int, most: float = np.inf) -> int:
    """`value` as an int from `least` to `most`."""
    if isinstance(value, bool) or not isinstance(value, Integral) or not least <= value <= most:
        upper = "" if most == np.inf else f" and at most {most}"
        raise ValueError(f"{name}: expected an integer of at least {least}{upper}, got {value!r}")
    return int(value)


def as_hyperparameter(
    name: str, value, low=0.0, high=np.inf, with_low=False, with_high=False
) -> float | np.ndarray:
    """`value` as a float, or a read-only float array, between `low` and `high`, which may be in or out."""
    array = as_floats(name, value)
    above = low <= array if with_low else low < array
    below = array <= high if with_high else array < high
    if not np.all(above & below):
        raise ValueError(f"{name}: expected {_interval(low, high, with_low, with_high)}, got {value!r}")
    array = array.astype(float)
    array.flags.writeable = False
    return array if array.ndim else float(array)


def as_switch(name: str, value) -> bool:
    """`value` as True or False."""
    if not isinstance(value, bool | np.bool_):
        raise ValueError(f"{name}: expected True or False, got {value!r}")
    return bool(value)


def _interval(low, high, with_low, with_high):
    if high == np.inf:
        return f"a finite number {'of at least' if with_low else 'greater than'} {low:g}"
    start, end = ("from", "to") if with_low else ("between", "and")
    return f"a number {start} {low:g} {end} {'' if with_high or not with_low else 'less than '}{high:g}"


def as_rows(rows, n_rows: int) -> np.ndarray:
    """`rows` as row numbers, an integer array (k, ...), k >= 1, of numbers from 0 to n_rows - 1."""
    array = np.asarray(rows)
    if array.dtype.kind not in "iu" or array.ndim == 0 or not array.size:
        raise ValueError(f"rows: expected integers, shape (k, ...), got {rows!r}")
    if array.min() < 0 or array.max() >= n_rows:
        raise ValueError(f"rows: expected numbers from 0 to {n_rows - 1}, got {rows!r}")
    return array
