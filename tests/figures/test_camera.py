"""How the surface is looked at."""

import numpy as np
import pytest

from figures import camera as cameras
from figures.camera import HEIGHTS, outlook
from figures.survey import survey
from optim import OBJECTIVES, OPTIMIZERS, race, random_start


def looked_at(name: str) -> tuple[float, bool, float]:
    """Of an objective's whole domain: the camera's elevation in degrees, whether all minima are seen, and the
    surface's height.
    """
    objective = OBJECTIVES[name]
    optimizers = {"gd": OPTIMIZERS["gd"](step_size=0.01)}
    paths = [run.x for run in race(objective, optimizers, random_start(objective.bounds, 1), 50).values()]
    terrain = survey(objective)
    found = outlook(terrain, objective.minima, paths)
    eye, height = np.array([*found["camera"]["eye"].values()]), found["aspectratio"]["z"]
    seen = cameras._seen(terrain, cameras._unit(terrain, objective.minima), eye[None], height)
    return np.degrees(np.arcsin(eye[2] / cameras.DISTANCE)), bool(seen.all()), height


@pytest.mark.parametrize("name", ["easom", "ackley", "rastrigin"])
def test_a_pit_behind_its_rim_is_looked_into_from_higher_up(name):
    elevation, seen, height = looked_at(name)
    assert seen and elevation > 50 and height == HEIGHTS[0]


@pytest.mark.parametrize("name", ["drop_wave", "himmelblau"])
def test_a_pit_that_is_hidden_from_everywhere_is_seen_on_a_lower_surface(name):
    _, seen, height = looked_at(name)
    assert seen and height < HEIGHTS[0]


@pytest.mark.parametrize("name", ["bowl", "rosenbrock", "beale", "goldstein_price"])
def test_what_is_seen_from_the_side_is_looked_at_from_the_side(name):
    elevation, seen, height = looked_at(name)
    assert seen and elevation < 45 and height == HEIGHTS[0]


def test_more_racers_take_no_weight_from_the_minimum():
    objective = OBJECTIVES["easom"]
    terrain = survey(objective)
    path = np.linspace([-9, -9], [9, -9], 51)
    assert outlook(terrain, objective.minima, [path] * 15) == outlook(terrain, objective.minima, [path] * 4)
