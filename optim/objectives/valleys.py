"""Valleys: finding them is easy, following them is not.

Sources: Rosenbrock 1960 and McCormick as in Jamil and Yang, A Literature Survey of Benchmark Functions, 2013.
"""

import numpy as np

from optim.named import named
from optim.objectives.base import Objective


def _rosenbrock_gradient(x, y):
    v = 200 * (y - x * x)
    return 2 * (x - 1 - x * v), v


rosenbrock = Objective(
    name="rosenbrock",
    title="Rosenbrock",
    formula=r"f(x, y) = (1 - x)^2 + 100\left(y - x^2\right)^2",
    lesson="Finding the curved valley is easy, following its nearly flat floor to the minimum is slow.",
    f=lambda x, y: (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x),
    df=_rosenbrock_gradient,
    bounds=[[-2, 2], [-1, 3]],
    minima=[[1, 1]],
    shape="valley",
    scale="log",
    floor=0.1,
)


def _mccormick_gradient(x, y):
    wave, slope = np.cos(x + y), 2 * (x - y)
    return wave + slope - 1.5, wave - slope + 2.5


mccormick = Objective(
    name="mccormick",
    title="McCormick",
    formula=r"f(x, y) = \sin(x + y) + (x - y)^2 - 1.5x + 2.5y + 1",
    lesson="A valley with a ridge across: a run that starts beyond the ridge ends in the higher basin.",
    f=lambda x, y: np.sin(x + y) + (x - y) * (x - y) - 1.5 * x + 2.5 * y + 1,
    df=_mccormick_gradient,
    bounds=[[-1.5, 4], [-3, 4]],
    minima=[[-0.5471975511965977, -1.5471975511965979]],
    saddles=[[1.5471975511965979, 0.5471975511965977]],
    shape="valley",
)

R = 0.05  # how far from its kink |t| is rounded


def _v_valley_gradient(x, y):
    return x / np.sqrt(x * x + R * R), y / np.sqrt(y * y + R * R)


v_valley = Objective(
    name="v_valley",
    title="V-shaped valley",
    formula=r"f(x, y) = \sqrt{x^2 + 0.05^2} + \sqrt{y^2 + 0.05^2}",
    lesson="As steep near the floor as far away: steps that do not shrink cross the floor to and fro.",
    f=lambda x, y: np.sqrt(x * x + R * R) + np.sqrt(y * y + R * R),
    df=_v_valley_gradient,
    bounds=[[-2.5, 2.5], [-2.5, 2.5]],
    minima=[[0, 0]],
    shape="valley",
    scale="linear",
)

TILT, WIND = 0.1, 2.0  # how fast the spiral's floor rises, and how fast it turns


def _spiral(x, y):
    u, v = named("u", x * x - y * y), named("v", 2 * x * y)
    angle = named("angle", WIND * (x * x + y * y))
    return (1 + TILT) * (x * x + y * y) - u * np.cos(angle) - v * np.sin(angle)


def _spiral_gradient(x, y):
    u, v = named("u", x * x - y * y), named("v", 2 * x * y)
    angle = named("angle", WIND * (x * x + y * y))
    cos, sin = named("cos", np.cos(angle)), named("sin", np.sin(angle))
    common = 2 * (1 + TILT) + 2 * WIND * (u * sin - v * cos)
    return common * x - 2 * (x * cos + y * sin), common * y - 2 * (x * sin - y * cos)


spiral = Objective(
    name="spiral",
    title="Spiral valley",
    formula=(
        r"f(x, y) = 1.1\,s - \left(x^2 - y^2\right)\cos(2s) - 2xy\,\sin(2s)"
        r",\quad {s = x^2 + y^2}"
    ),
    lesson="The floor winds round the minimum: the way down is never the straight way there.",
    f=_spiral,
    df=_spiral_gradient,
    bounds=[[-1.5, 1.5], [-1.5, 1.5]],
    minima=[[0, 0]],
    shape="valley",
)
