"""A typed function without its lowest points: the search for them takes nearly all of the time."""

from unittest.mock import patch

import numpy as np

from optim import Objective
from optim.typed import _objective
from optim.typed.minima import Found


def unsearched(text: str, bounds) -> Objective:
    """The objective that `typed_objective` makes of a text, its f and df the same, but without minima."""
    with patch("optim.typed.minima", lambda *_: Found(np.empty((0, 2)), False, 0)):
        return _objective.__wrapped__(text, tuple(map(tuple, np.asarray(bounds, float).tolist())))
