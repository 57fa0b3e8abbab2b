"""Saddles: the gradient vanishes, and yet there is a way down."""

import numpy as np

from optim.objectives.base import WHERE, Objective
from optim.objectives.quadratics import direction, turned_coordinates

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


def _double_well(x, y, p, q, half):
    u, v = p * x + q * y, p * y - q * x
    return half * (u * u - v * v) + half * half * (v * v * v * v)


def _double_well_gradient(x, y, p, q, half):
    u, v = p * x + q * y, p * y - q * x
    along, across = 2 * half * u, 4 * half * half * (v * v * v) - 2 * half * v
    return p * along - q * across, q * along + p * across


def _double_well_coefficients(rotation):
    """The direction (p, q) of the ridge, and half of the curvature along it."""
    p, q = direction(rotation)
    return p, q, 0.5 / (p * p + q * q)


def two_wells(rotation: float = 0.0) -> Objective:
    """The saddle ½ u² − ½ v² + ¼ v⁴ between its two wells, u and v turned by `rotation` degrees."""
    p, q, half = _double_well_coefficients(rotation)
    well = np.array([-q, p]) * np.sqrt(2 * half)
    return Objective(
        name="turned_double_well" if rotation else "double_well",
        title="Turned saddle between two wells" if rotation else "Saddle between two wells",
        formula=_double_well_formula(rotation),
        lesson=_double_well_lesson(rotation),
        f=_double_well,
        df=_double_well_gradient,
        coefficients=_double_well_coefficients,
        bounds=[[-2, 2], [-2, 2]],
        minima=[well, -well],
        saddles=[[0, 0]],
        shape="saddle",
        parameters={"rotation": rotation},
        ranges={"rotation": (0, 90)},
        family=two_wells,
    )


def _double_well_lesson(rotation):
    if not rotation:
        return (
            "Near the ridge y = 0 the way down leads to the saddle first, and lingers there before it turns."
        )
    return f"The saddle turned by {rotation:g}°: x and y both feel the steep side, and share one step again."


def _double_well_formula(rotation):
    formula = r"f(x, y) = \tfrac{1}{2}%s^2 + \tfrac{1}{4}%s^4 - \tfrac{1}{2}%s^2"
    if not rotation:
        return formula % ("x", "y", "y")
    return rf"{formula % ('u', 'v', 'v')}{WHERE}{turned_coordinates(rotation)}"


double_well = two_wells()
turned_double_well = two_wells(rotation=45.0)
