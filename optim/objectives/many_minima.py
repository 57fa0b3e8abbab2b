"""Many minima: the way down leads to the nearest one, which need not be the lowest.

Sources: but for `sharp_and_flat`, Jamil and Yang, A Literature Survey of Benchmark Functions, 2013, and
Surjanovic and Bingham, Virtual Library of Simulation Experiments.
"""

import numpy as np

from optim.named import named
from optim.objectives.base import Objective

TURN = 2 * np.pi


def _himmelblau_gradient(x, y):
    a, b = named("a", x * x + y - 11), named("b", x + y * y - 7)
    return 4 * x * a + 2 * b, 2 * a + 4 * y * b


himmelblau = Objective(
    name="himmelblau",
    title="Himmelblau",
    formula=r"f(x, y) = \left(x^2 + y - 11\right)^2 + \left(x + y^2 - 7\right)^2",
    lesson="Four equally deep minima: start, optimizer and step size decide in which of them a run ends.",
    f=lambda x, y: (x * x + y - 11) * (x * x + y - 11) + (x + y * y - 7) * (x + y * y - 7),
    df=_himmelblau_gradient,
    bounds=[[-5, 5], [-5, 5]],
    minima=[
        [3, 2],
        [-2.805118086952745, 3.131312518250573],
        [-3.779310253377747, -3.283185991286170],
        [3.584428340330492, -1.848126526964404],
    ],
    saddles=[
        [0.08667750455539634, 2.884254701174776],
        [-3.07302575076439, -0.08135304428796751],
        [3.385154183607021, 0.07385187983774928],
        [-0.12796134673068, -1.953714980244577],
    ],
    shape="many minima",
    scale="log",
    floor=1,
)


def _three_hump_gradient(x, y):
    return 4 * x - 4.2 * x * x * x + x * x * x * x * x + y, x + 2 * y


three_hump_camel = Objective(
    name="three_hump_camel",
    title="Three-hump camel",
    formula=r"f(x, y) = 2x^2 - 1.05x^4 + \tfrac{1}{6}x^6 + xy + y^2",
    lesson="Two side valleys hold a run that starts in them: the nearest minimum need not be the lowest.",
    f=lambda x, y: x * x * (2 - 1.05 * x * x + x * x * x * x / 6) + x * y + y * y,
    df=_three_hump_gradient,
    bounds=[[-2.2, 2.2], [-2.2, 2.2]],
    minima=[[0, 0]],
    saddles=[[1.07054229182366, -0.53527114591183], [-1.07054229182366, 0.53527114591183]],
    shape="many minima",
)


def _six_hump(x, y):
    return (4 - 2.1 * x * x + x * x * x * x / 3) * x * x + x * y + 4 * y * y * (y * y - 1)


def _six_hump_gradient(x, y):
    return 8 * x - 8.4 * x * x * x + 2 * x * x * x * x * x + y, x + 16 * y * y * y - 8 * y


six_hump_camel = Objective(
    name="six_hump_camel",
    title="Six-hump camel",
    formula=r"f(x, y) = \left(4 - 2.1x^2 + \tfrac{1}{3}x^4\right)x^2 + xy + \left(4y^2 - 4\right)y^2",
    lesson="Six basins in pairs, only one pair of them the deepest: a run knows no basin but its own.",
    f=_six_hump,
    df=_six_hump_gradient,
    bounds=[[-2, 2], [-1.2, 1.2]],
    minima=[
        [0.08984201310031806, -0.7126564030207396],
        [-0.08984201310031806, 0.7126564030207396],
    ],
    saddles=[
        [0, 0],
        [1.1092053368047865, -0.7682680925095399],
        [-1.1092053368047865, 0.7682680925095399],
        [1.6380679841897785, 0.22867406904439408],
        [-1.6380679841897785, -0.22867406904439408],
        [1.2960702671671092, 0.6050843880386585],
        [-1.2960702671671092, -0.6050843880386585],
    ],
    shape="many minima",
)

styblinski_tang = Objective(
    name="styblinski_tang",
    title="Styblinski–Tang",
    formula=r"f(x, y) = \tfrac{1}{2}\left(x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y\right)",
    lesson="Four valleys, one of them the deepest: about three starts in four end in another.",
    f=lambda x, y: 0.5 * (x * (x * (x * x - 16) + 5) + y * (y * (y * y - 16) + 5)),
    df=lambda x, y: (2 * x * x * x - 16 * x + 2.5, 2 * y * y * y - 16 * y + 2.5),
    bounds=[[-5, 5], [-5, 5]],
    minima=[[-2.903534027771177, -2.903534027771177]],
    saddles=[
        [-2.903534027771177, 0.1567312567803401],
        [0.1567312567803401, -2.903534027771177],
        [2.746802770990837, 0.1567312567803401],
        [0.1567312567803401, 2.746802770990837],
    ],
    shape="many minima",
)

rastrigin = Objective(
    name="rastrigin",
    title="Rastrigin",
    formula=r"f(x, y) = 20 + x^2 + y^2 - 10\cos(2\pi x) - 10\cos(2\pi y)",
    lesson="A bowl covered with dimples: short steps are caught by the first, long ones leap on.",
    f=lambda x, y: x * x + y * y + 10 * (1 - np.cos(TURN * x)) + 10 * (1 - np.cos(TURN * y)),
    df=lambda x, y: (2 * x + 10 * TURN * np.sin(TURN * x), 2 * y + 10 * TURN * np.sin(TURN * y)),
    bounds=[[-2.5, 2.5], [-2.5, 2.5]],
    minima=[[0, 0]],
    shape="many minima",
    scale="linear",
)


def _over(value, r):
    """value / r, where r is 0 as 0."""
    return np.where(r == 0, 0, value / np.where(r == 0, 1, r))


def _ackley(x, y):
    r = named("r", np.sqrt(0.5 * (x * x + y * y)))
    waves = named("waves", 0.5 * (np.cos(TURN * x) + np.cos(TURN * y)))
    return -20 * np.expm1(-0.2 * r) + np.e - np.exp(waves)


def _ackley_gradient(x, y):
    r = named("r", np.sqrt(0.5 * (x * x + y * y)))
    cone = named("cone", 2 * np.exp(-0.2 * r))
    ripples = named("ripples", np.pi * np.exp(0.5 * (np.cos(TURN * x) + np.cos(TURN * y))))
    return cone * _over(x, r) + ripples * np.sin(TURN * x), cone * _over(y, r) + ripples * np.sin(TURN * y)


ackley = Objective(
    name="ackley",
    title="Ackley",
    formula=(
        r"f(x, y) = -20\exp\left(-0.2\sqrt{\tfrac{1}{2}\left(x^2 + y^2\right)}\right)"
        r" - \exp\left(\tfrac{1}{2}(\cos 2\pi x + \cos 2\pi y)\right) + e + 20"
    ),
    lesson="A dimpled plain round a deep funnel: far out every dimple holds a run whose steps are short.",
    f=_ackley,
    df=_ackley_gradient,
    bounds=[[-5, 5], [-5, 5]],
    minima=[[0, 0]],
    shape="many minima",
    scale="linear",
)


def _levy(x, y):
    u, v = named("u", np.sin(1.5 * TURN * x)), named("v", np.sin(1.5 * TURN * y))
    w = named("w", np.sin(TURN * y))
    return u * u + (x - 1) * (x - 1) * (1 + v * v) + (y - 1) * (y - 1) * (1 + w * w)


def _levy_gradient(x, y):
    v, w = named("v", np.sin(1.5 * TURN * y)), named("w", np.sin(TURN * y))
    far_x, far_y = named("far_x", (x - 1) * (x - 1)), named("far_y", (y - 1) * (y - 1))
    return (
        1.5 * TURN * np.sin(3 * TURN * x) + 2 * (x - 1) * (1 + v * v),
        far_x * 1.5 * TURN * np.sin(3 * TURN * y)
        + 2 * (y - 1) * (1 + w * w)
        + far_y * TURN * np.sin(2 * TURN * y),
    )


levy_13 = Objective(
    name="levy_13",
    title="Lévy N. 13",
    formula=(
        r"f(x, y) = \sin^2(3\pi x) + (x - 1)^2\left(1 + \sin^2(3\pi y)\right)"
        r" + (y - 1)^2\left(1 + \sin^2(2\pi y)\right)"
    ),
    lesson="Ripples across the way down, higher far out than near the centre: they hold whoever steps short.",
    f=_levy,
    df=_levy_gradient,
    bounds=[[-1, 3], [-1, 3]],
    minima=[[1, 1]],
    shape="many minima",
)


def _drop_wave(x, y):
    s = named("s", x * x + y * y)
    return -(1 + np.cos(12 * np.sqrt(s))) / (0.5 * s + 2)


def _drop_wave_gradient(x, y):
    s = named("s", x * x + y * y)
    r, depth = named("r", np.sqrt(s)), named("depth", 0.5 * s + 2)
    common = named("common", (12 * _over(np.sin(12 * r), r) + (1 + np.cos(12 * r)) / depth) / depth)
    common = np.where(r == 0, 73, common)  # its limit: nothing to multiply with x = y = 0, but no NaN
    return common * x, common * y


drop_wave = Objective(
    name="drop_wave",
    title="Drop wave",
    formula=(
        r"f(x, y) = -\frac{1 + \cos\left(12\sqrt{x^2 + y^2}\right)}{\tfrac{1}{2}\left(x^2 + y^2\right) + 2}"
    ),
    lesson="Ring after ring round the minimum: the gradient leads into the nearest, and there it ends.",
    f=_drop_wave,
    df=_drop_wave_gradient,
    bounds=[[-1, 1], [-1, 1]],
    minima=[[0, 0]],
    shape="many minima",
    scale="linear",
)


def _sharp_and_flat(x, y):
    u = named("u", np.exp(x) - 1.5)
    return (u * u - 1) * (u * u - 1) + y * y


def _sharp_and_flat_gradient(x, y):
    u = named("u", np.exp(x) - 1.5)
    return 4 * u * (u * u - 1) * np.exp(x), 2 * y


sharp_and_flat = Objective(
    name="sharp_and_flat",
    title="Sharp and flat minimum",
    formula=r"f(x, y) = \left(\left(e^x - 1.5\right)^2 - 1\right)^2 + y^2",
    lesson="Two equally deep minima, one sharp and one wide: a long step is thrown out of the sharp one.",
    f=_sharp_and_flat,
    df=_sharp_and_flat_gradient,
    bounds=[[-2.5, 1.3], [-1.9, 1.9]],
    minima=[[np.log(2.5), 0], [np.log(0.5), 0]],
    saddles=[[np.log(1.5), 0]],
    shape="many minima",
)
