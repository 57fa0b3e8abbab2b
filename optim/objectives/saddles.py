"""Saddles: the gradient vanishes, and yet there is a way down."""

from optim.objectives.base import Objective

saddle = Objective(
    name="saddle",
    title="Saddle",
    formula=r"f(x, y) = x^2 - y^2",
    lesson="The gradient vanishes at the centre, yet it is no minimum: how fast does a run get away?",
    f=lambda x, y: x * x - y * y,
    df=lambda x, y: (2 * x, -2 * y),
    bounds=[[-1, 1], [-1, 1]],
    minima=[],
    saddles=[[0, 0]],
    shape="saddle",
    scale="linear",
    lipschitz=2,
)

monkey_saddle = Objective(
    name="monkey_saddle",
    title="Monkey saddle",
    formula=r"f(x, y) = x^3 - 3xy^2",
    lesson="Three ways down from a point so flat that its curvature vanishes too: leaving takes longer.",
    f=lambda x, y: x * x * x - 3 * x * y * y,
    df=lambda x, y: (3 * (x * x - y * y), -6 * x * y),
    bounds=[[-1, 1], [-1, 1]],
    minima=[],
    saddles=[[0, 0]],
    shape="saddle",
    scale="linear",
)

double_well = Objective(
    name="double_well",
    title="Saddle between two wells",
    formula=r"f(x, y) = \tfrac{1}{2}x^2 + \tfrac{1}{4}y^4 - \tfrac{1}{2}y^2",
    lesson="Near the ridge y = 0 the way down leads to the saddle first, and lingers there before it turns.",
    f=lambda x, y: 0.5 * x * x + 0.25 * y * y * y * y - 0.5 * y * y,
    df=lambda x, y: (x, y * y * y - y),
    bounds=[[-2, 2], [-2, 2]],
    minima=[[0, 1], [0, -1]],
    saddles=[[0, 0]],
    shape="saddle",
)
