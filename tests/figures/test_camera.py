"""From where the surface is looked at."""

import numpy as np
import pytest

from figures import camera as cameras
from figures.camera import camera
from figures.survey import survey
from optim import OBJECTIVES, OPTIMIZERS, race, random_start


def looked_at(name: str) -> tuple[float, bool]:
    """The camera's elevation in degrees over an objective's whole domain, and whether all minima are seen."""
    objective = OBJECTIVES[name]
    optimizers = {"gd": OPTIMIZERS["gd"](step_size=0.01)}
    paths = [run.x for run in race(objective, optimizers, random_start(objective.bounds, 1), 50).values()]
    terrain = survey(objective)
    eye = np.array([*camera(terrain, objective.minima, paths)["eye"].values()])
    x0, x1, y0, y1 = terrain.frame
    unit = (objective.minima - [x0, y0]) / [x1 - x0, y1 - y0]
    return np.degrees(np.arcsin(eye[2] / cameras.DISTANCE)), bool(
        cameras._seen(terrain, unit, eye[None]).all()
    )


@pytest.mark.parametrize("name", ["easom", "ackley", "rastrigin"])
def test_a_pit_behind_its_rim_is_looked_into_from_higher_up(name):
    elevation, seen = looked_at(name)
    assert seen and elevation > 50


@pytest.mark.parametrize("name", ["bowl", "rosenbrock", "beale", "goldstein_price"])
def test_what_is_seen_from_the_side_is_looked_at_from_the_side(name):
    elevation, seen = looked_at(name)
    assert seen and elevation < 45


def test_more_racers_take_no_weight_from_the_minimum():
    objective = OBJECTIVES["easom"]
    terrain = survey(objective)
    path = np.linspace([-9, -9], [9, -9], 51)
    assert camera(terrain, objective.minima, [path] * 15) == camera(terrain, objective.minima, [path] * 4)
