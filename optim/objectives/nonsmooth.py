"""Non-smooth: at a kink there is no gradient, and df is a subgradient; the slope of |t| at 0 counts as 0.

Source of `crease`: Gürbüzbalaban and Overton, On Nesterov's Nonsmooth Chebyshev-Rosenbrock Functions, 2012.
"""

import numpy as np

from optim.objectives.base import Objective

absolute = Objective(
    name="absolute",
    title="Absolute values",
    formula=r"f(x, y) = |x| + |y|",
    lesson="Steep right up to the kink: steps of one length never settle, AdaGrad's ever shorter ones do.",
    f=lambda x, y: np.abs(x) + np.abs(y),
    df=lambda x, y: (np.sign(x), np.sign(y)),
    bounds=[[-1, 1], [-1, 1]],
    minima=[[0, 0]],
    shape="non-smooth",
    scale="linear",
)


def _crease_gradient(x, y):
    side = np.sign(y - 2 * x * x + 1)
    return 0.5 * (x - 1) - 4 * x * side, side


crease = Objective(
    name="crease",
    title="Nesterov’s crease",
    formula=r"f(x, y) = \tfrac{1}{4}(x - 1)^2 + \left|y - 2x^2 + 1\right|",
    lesson="A curved valley with a crease for a floor: the gradient points across it, hardly ever along it.",
    f=lambda x, y: 0.25 * (x - 1) * (x - 1) + np.abs(y - 2 * x * x + 1),
    df=_crease_gradient,
    bounds=[[-1.5, 1.5], [-1.5, 1.5]],
    minima=[[1, 1]],
    shape="non-smooth",
    scale="log",
    floor=0.03,
)
