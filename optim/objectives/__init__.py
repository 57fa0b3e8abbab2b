"""The hills: a frozen record per objective, and the catalogue OBJECTIVES. Adding one is adding a record."""

from optim.checks import Registry
from optim.objectives.base import SHAPES, Data, Examples, Objective, as_objective
from optim.objectives.data import hubble, ten_examples
from optim.objectives.many_minima import (
    ackley,
    drop_wave,
    himmelblau,
    levy_13,
    rastrigin,
    sharp_and_flat,
    six_hump_camel,
    styblinski_tang,
    three_hump_camel,
)
from optim.objectives.nonsmooth import absolute, crease
from optim.objectives.plateaus import (
    beale,
    cliff_and_slope,
    easom,
    goldstein_price,
    plateau_cliff,
    steep_cliff,
)
from optim.objectives.quadratics import (
    booth,
    bowl,
    edge_bowl,
    fourth_powers,
    matyas,
    quartic,
    rippled_bowl,
    rotated_bowl,
    stretched_bowl,
)
from optim.objectives.saddles import double_well, monkey_saddle, saddle, turned_double_well
from optim.objectives.valleys import mccormick, rosenbrock, spiral, v_valley

__all__ = ["OBJECTIVES", "SHAPES", "Data", "Examples", "Objective", "as_objective"]

OBJECTIVES = Registry(
    "objective",
    {
        record.name: record
        for record in (
            *(bowl, stretched_bowl, rotated_bowl, rosenbrock, beale, himmelblau, booth, saddle),
            *(edge_bowl, quartic, fourth_powers, rippled_bowl, matyas, mccormick, v_valley, spiral),
            *(easom, plateau_cliff, cliff_and_slope, steep_cliff, goldstein_price),
            *(double_well, turned_double_well, monkey_saddle),
            *(three_hump_camel, six_hump_camel, styblinski_tang, sharp_and_flat),
            *(rastrigin, ackley, levy_13, drop_wave),
            *(absolute, crease, hubble, ten_examples),
        )
    },
)
