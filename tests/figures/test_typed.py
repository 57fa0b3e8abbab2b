"""Typed functions are drawn as the catalogue's are: plain numbers, no warnings."""

import json

import numpy as np
import pytest

from figures import contour, surface
from optim import typed_objective

BOUNDS = [[-2, 2], [-1, 3]]
TYPED = ["x + y", "x^2", "1/x", "log(x)", "exp(1000x)", "exp(-9x^2-9y^2)", "x^x", "sign(x)", "tan(9x)",
         "1e9 + x", "1e-29x", "1e14x^2", "|x|^0.1", "cos(9x)cos(9y)",
         "max(x, y)", "sqrt(1-x²-y²)"]  # fmt: skip


@pytest.mark.parametrize("text", TYPED)
def test_typed_functions_are_drawn(text):
    objective = typed_objective(text, BOUNDS)
    for figure in (contour(objective), surface(objective), contour(objective, (-9, 9, -9, 9))):
        json.loads(figure.to_json(), parse_constant=pytest.fail)
        z = figure.data[0].z
        assert np.isfinite(z).any() and np.isfinite(z[~np.isnan(z)]).all()
