"""What a script prints, and what it should."""

import contextlib
import io

import numpy as np


def execute(text):
    """What a script prints, and its x at the end."""
    names, printed = {}, io.StringIO()
    with contextlib.redirect_stdout(printed), np.errstate(all="ignore"):
        exec(text, names)
    return printed.getvalue(), names["x"]


def printout(trajectory):
    """What the tutorial's script would print of this run: a line an update, and where it ended."""
    points = trajectory.x[1:]
    values = [trajectory.objective(x) for x in points]
    lines = enumerate(zip(points, values, strict=True))
    told = "".join(f">{k} f({x}) = {value:.5f}\n" for k, (x, value) in lines)
    return f"{told}f({points[-1]}) = {values[-1]:f}\n"
