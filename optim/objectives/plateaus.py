"""Plateaus, cliffs and saddles: where the gradient says too little, or too much.

Sources: Beale 1958, Easom 1990 and Goldstein and Price 1971 as in Jamil and Yang, A Literature Survey of
Benchmark Functions, 2013.
"""

import numpy as np

from optim.named import named
from optim.objectives.base import Objective


def _beale_terms(x, y):
    a, b, c = 1.5 - x + x * y, 2.25 - x + x * y * y, 2.625 - x + x * y * y * y
    return named("a", a), named("b", b), named("c", c)


def _beale(x, y):
    a, b, c = _beale_terms(x, y)
    return a * a + b * b + c * c


def _beale_gradient(x, y):
    a, b, c = _beale_terms(x, y)
    return (
        2 * (a * (y - 1) + b * (y * y - 1) + c * (y * y * y - 1)),
        2 * x * (a + 2 * b * y + 3 * c * y * y),
    )


beale = Objective(
    name="beale",
    title="Beale",
    formula=r"f(x, y) = (1.5 - x + xy)^2 + (2.25 - x + xy^2)^2 + (2.625 - x + xy^3)^2",
    lesson="A flat plain between cliffs: a step size that crosses the plain is too long for the cliffs.",
    f=_beale,
    df=_beale_gradient,
    bounds=[[-4.5, 4.5], [-4.5, 4.5]],
    minima=[[3, 0.5]],
    saddles=[[0, 1], [0.10053793732415836, -2.644513585023125]],
    shape="plateau",
    scale="log",
    floor=0.01,
)


def _easom(x, y):
    return -np.cos(x) * np.cos(y) * np.exp(-(x - np.pi) * (x - np.pi) - (y - np.pi) * (y - np.pi))


def _easom_gradient(x, y):
    bell = named("bell", np.exp(-(x - np.pi) * (x - np.pi) - (y - np.pi) * (y - np.pi)))
    return (
        bell * np.cos(y) * (np.sin(x) + 2 * (x - np.pi) * np.cos(x)),
        bell * np.cos(x) * (np.sin(y) + 2 * (y - np.pi) * np.cos(y)),
    )


easom = Objective(
    name="easom",
    title="Easom",
    formula=r"f(x, y) = -\cos(x)\cos(y)\exp\left(-(x - \pi)^2 - (y - \pi)^2\right)",
    lesson="A hole in an endless plain: far from it the gradient vanishes, and tells no one where to go.",
    f=_easom,
    df=_easom_gradient,
    bounds=[[-2, 8], [-2, 8]],
    minima=[[np.pi, np.pi]],
    shape="plateau",
    scale="signed log",
    floor=1e-3,
)


def _step(x, y):
    return 0.5 * (1 + np.tanh(4 * (x - 1))) + 0.02 * ((x + 1) * (x + 1) + y * y)


def _step_gradient(x, y):
    tanh = named("tanh", np.tanh(4 * (x - 1)))
    return 2 * (1 - tanh) * (1 + tanh) + 0.04 * (x + 1), 0.04 * y


plateau_cliff = Objective(
    name="plateau_cliff",
    title="Plateau with a cliff",
    formula=r"f(x, y) = \tfrac{1}{2}\left(1 + \tanh(4x - 4)\right) + 0.02\left((x + 1)^2 + y^2\right)",
    lesson="Flat, then a drop, then flat again: no one step size suits both the plateau and the cliff.",
    f=_step,
    df=_step_gradient,
    bounds=[[-4, 4], [-4, 4]],
    minima=[[-1.0000225029784422, 0]],
    shape="plateau",
)

WALL = 20.0  # how fast the wall of cliff_and_slope rises


def _wall(x, y):
    beyond = np.maximum(x - 1, 0)
    return WALL * beyond * beyond + 0.05 * ((x + 2) * (x + 2) + y * y)


def _wall_gradient(x, y):
    return 2 * WALL * np.maximum(x - 1, 0) + 0.1 * (x + 2), 0.1 * y


cliff_and_slope = Objective(
    name="cliff_and_slope",
    title="Cliff, then a gentle slope",
    formula=r"f(x, y) = 20\max(0,\, x - 1)^2 + 0.05\left((x + 2)^2 + y^2\right)",
    lesson="AdaGrad never forgets the cliff and creeps on the slope below it; RMSProp forgets, and walks on.",
    f=_wall,
    df=_wall_gradient,
    bounds=[[-4, 4], [-4, 4]],
    minima=[[-2, 0]],
    shape="cliff",
    scale="log",
    floor=0.1,
)


STEEP, SOFT, BEND = 99.0, 0.02, 0.05  # how steep the cliff is, how soft its edge, and how round the floor


def _cliff(x, y):
    return np.sqrt(x * x + BEND * BEND) + STEEP * SOFT * np.log(1 + np.exp((x - 2) / SOFT)) + 0.5 * y * y


def _cliff_gradient(x, y):
    return x / np.sqrt(x * x + BEND * BEND) + STEEP / (1 + np.exp((2 - x) / SOFT)), y


steep_cliff = Objective(
    name="steep_cliff",
    title="Slope below a steep cliff",
    formula=(r"f(x, y) = \sqrt{x^2 + 0.05^2} + 1.98\ln\left(1 + e^{(x - 2)/0.02}\right) + \tfrac{1}{2}y^2"),
    lesson="A slope of 1 below a cliff of 100: how long the shock lasts is how long an optimizer remembers.",
    f=_cliff,
    df=_cliff_gradient,
    bounds=[[-1, 3], [-1, 1]],
    minima=[[0, 0]],
    shape="cliff",
    scale="log",
    floor=0.1,
)


def _goldstein_price_factors(x, y):
    """The two factors, with the derivative of each: one depends on x + y alone, the other on 2x - 3y."""
    p, q = named("p", x + y), named("q", 2 * x - 3 * y)
    a, b = named("a", 19 - 14 * p + 3 * p * p), named("b", 18 - 16 * q + 3 * q * q)
    first = 1 + (p + 1) * (p + 1) * a, (p + 1) * (2 * a + (p + 1) * (6 * p - 14))
    second = 30 + q * q * b, q * (2 * b + q * (6 * q - 16))
    return first, second


def _goldstein_price(x, y):
    (g, _), (h, _) = _goldstein_price_factors(x, y)
    return g * h


def _goldstein_price_gradient(x, y):
    (g, dg), (h, dh) = _goldstein_price_factors(x, y)
    return dg * h + 2 * g * dh, dg * h - 3 * g * dh


goldstein_price = Objective(
    name="goldstein_price",
    title="Goldstein–Price",
    formula=(
        r"f(x, y) = \left[1 + (p + 1)^2 \left(19 - 14p + 3p^2\right)\right]\allowbreak"
        r"\left[30 + q^2 \left(18 - 16q + 3q^2\right)\right],\quad {p = x + y},\; {q = 2x - 3y}"
    ),
    lesson="Walls a million high round a floor of 3: plain steps explode on the walls or crawl on the floor.",
    f=_goldstein_price,
    df=_goldstein_price_gradient,
    bounds=[[-2, 2], [-2, 2]],
    minima=[[0, -1]],
    saddles=[[-0.4, -0.6], [0.6, 0.4], [1.2, -0.2], [1.4, 0.6]],
    shape="cliff",
    scale="log",
    floor=3,
)
