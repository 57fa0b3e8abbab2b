"""Bowls and other quadratics, whose curvatures are the same everywhere, and bowls whose bottom is another.

Source of Booth and Matyas: Surjanovic and Bingham, Virtual Library of Simulation Experiments.
"""

import numpy as np

from optim.objectives.base import WHERE, Objective, latex_number

BOWL_LESSON = "Equally steep in every direction: the way down leads straight to the minimum."

bowl = Objective(
    name="bowl",
    title="Bowl",
    formula=r"f(x, y) = x^2 + y^2",
    lesson=BOWL_LESSON,
    f=lambda x, y: x * x + y * y,
    df=lambda x, y: (2 * x, 2 * y),
    bounds=[[-1, 1], [-1, 1]],
    minima=[[0, 0]],
    lipschitz=2,
    mu=2,
)

HEIGHT, LENGTH = 0.004, 0.2  # of the ripples: convexity ends where height / length² is 1 / (2 pi²), 0.0507
TURN = 2 * np.pi / LENGTH

rippled_bowl = Objective(
    name="rippled_bowl",
    title="Rippled bowl",
    formula=r"f(x, y) = x^2 + y^2 + 0.004\left(1 - \cos(10\pi x)\right)",
    lesson="Ripples one hardly sees, but so short that they triple the curvature of the floor.",
    f=lambda x, y: x * x + y * y + HEIGHT * (1 - np.cos(TURN * x)),
    df=lambda x, y: (2 * x + HEIGHT * TURN * np.sin(TURN * x), 2 * y),
    bounds=[[-1, 1], [-1, 1]],
    minima=[[0, 0]],
)

ROUND = {0: ("x^2", "y^2", "1/2"), 45: ("(x + y)^2", "(y - x)^2", "1/4"), 90: ("y^2", "x^2", "1/2")}
STEEP_ALONG = {0: "along y as along x", 90: "along x as along y"}


def _stretched(x, y, p, q, half, condition):
    u, v = p * x + q * y, p * y - q * x
    return half * (u * u + condition * v * v)


def _stretched_gradient(x, y, p, q, half, condition):
    u, v = 2 * half * (p * x + q * y), 2 * half * condition * (p * y - q * x)
    return p * u - q * v, q * u + p * v


def direction(rotation):
    """A vector (p, q) turned by `rotation` degrees from that of x; the larger of p and q is 1.

    So there is no rounding at 0, 45 and 90 degrees.
    """
    cos, sin = np.cos(np.radians(rotation)), np.cos(np.radians(90 - rotation))
    p, q = (np.rint(part / np.maximum(cos, sin) * 1e15) / 1e15 for part in (cos, sin))
    return p, q


def _stretched_coefficients(condition, rotation):
    """The direction (p, q) of u, half of the weak curvature along it, and the condition."""
    p, q = direction(rotation)
    return p, q, 0.5 / (p * p + q * q), condition


def stretched(condition: float = 20.0, rotation: float = 0.0) -> Objective:
    """The bowl ½ (u² + condition v²), u and v the coordinates turned by `rotation` degrees.

    `condition`, from 1 to 1000, is the ratio of the largest curvature to the smallest.
    """
    return Objective(
        name="rotated_bowl" if rotation else "stretched_bowl",
        title="Round bowl" if condition == 1 else "Rotated bowl" if rotation else "Stretched bowl",
        formula=_stretched_formula(condition, rotation),
        lesson=_stretched_lesson(condition, rotation),
        f=_stretched,
        df=_stretched_gradient,
        coefficients=_stretched_coefficients,
        bounds=[[-2, 2], [-2, 2]],
        minima=[[0, 0]],
        lipschitz=condition,
        mu=1,
        parameters={"condition": condition, "rotation": rotation},
        ranges={"condition": (1, 1000), "rotation": (0, 90)},
        family=stretched,
    )


def _stretched_formula(condition, rotation):
    times = "" if condition == 1 else latex_number(condition) + r"\,"
    u, v, front = ROUND.get(rotation, ("u^2", "v^2", "1/2"))
    formula = rf"f(x, y) = \tfrac{{1}}{{{front[-1]}}}\left({u} + {times}{v}\right)"
    if rotation in ROUND:
        return formula
    return rf"{formula}{WHERE}{turned_coordinates(rotation)}"


def turned_coordinates(rotation: float) -> str:
    """What u and v are, the coordinates turned by `rotation` degrees, as LaTeX."""
    cos, sin = (latex_number(round(float(part(np.radians(rotation))), 3)) for part in (np.cos, np.sin))
    return rf"u = {cos}\,x + {sin}\,y,\; v = {cos}\,y - {sin}\,x"


def _stretched_lesson(condition, rotation):
    if condition == 1:
        return BOWL_LESSON
    if rotation not in STEEP_ALONG:
        turned = f"The stretched bowl turned by {rotation:g}°"
        return f"{turned}: a step size for each of x and y loses its advantage."
    often = "Twenty" if condition == 20 else f"{condition:g}"
    along = STEEP_ALONG[rotation]
    return f"{often} times as steep {along}: one step size cannot suit both, one for each can."


stretched_bowl = stretched()
rotated_bowl = stretched(rotation=45.0)

edge_bowl = Objective(
    name="edge_bowl",
    title="Edge bowl",
    formula=r"f(x, y) = \tfrac{1}{2}\left(x^2 + 8\,y^2\right)",
    lesson="Eight times as steep along y: its curvature 8 alone says how long a step may be, namely 2/8.",
    f=lambda x, y: 0.5 * (x * x + 8 * y * y),
    df=lambda x, y: (x, 8 * y),
    bounds=[[-1, 1], [-1, 1]],
    minima=[[0, 0]],
    lipschitz=8,
    mu=1,
)

booth = Objective(
    name="booth",
    title="Booth",
    formula=r"f(x, y) = (x + 2y - 7)^2 + (2x + y - 5)^2",
    lesson="A valley at 45° to both axes: what is downhill along x depends on y.",
    f=lambda x, y: (x + 2 * y - 7) * (x + 2 * y - 7) + (2 * x + y - 5) * (2 * x + y - 5),
    df=lambda x, y: (10 * x + 8 * y - 34, 8 * x + 10 * y - 38),
    bounds=[[-10, 10], [-10, 10]],
    minima=[[1, 3]],
    shape="valley",
    lipschitz=18,
    mu=2,
)

matyas = Objective(
    name="matyas",
    title="Matyas",
    formula=r"f(x, y) = 0.26\left(x^2 + y^2\right) - 0.48\,xy",
    lesson="A wide and shallow trough along the diagonal: small slopes over a long way ask for long steps.",
    f=lambda x, y: 0.26 * (x * x + y * y) - 0.48 * x * y,
    df=lambda x, y: (0.52 * x - 0.48 * y, 0.52 * y - 0.48 * x),
    bounds=[[-10, 10], [-10, 10]],
    minima=[[0, 0]],
    shape="valley",
    lipschitz=1,
    mu=0.04,
)

quartic = Objective(
    name="quartic",
    title="Flat-bottomed bowl",
    formula=r"f(x, y) = \tfrac{1}{4}\left(x^4 + y^4\right)",
    lesson="The floor grows flatter all the way down: gradient descent slows down and never quite arrives.",
    f=lambda x, y: 0.25 * (x * x * x * x + y * y * y * y),
    df=lambda x, y: (x * x * x, y * y * y),
    bounds=[[-2, 2], [-2, 2]],
    minima=[[0, 0]],
)

fourth_powers = Objective(
    name="fourth_powers",
    title="Fourth powers",
    formula=r"f(x, y) = x^4 + y^4",
    lesson="The walls grow steeper without end: gradient descent’s steps grow with them, RMSProp’s cannot.",
    f=lambda x, y: x * x * x * x + y * y * y * y,
    df=lambda x, y: (4 * x * x * x, 4 * y * y * y),
    bounds=[[-1, 1], [-1, 1]],
    minima=[[0, 0]],
)
