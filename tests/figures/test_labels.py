"""Where the level labels of a figure stand."""

import numpy as np
import pytest

from figures.labels import GAP_TO_MINIMUM, place_labels
from figures.survey import survey
from optim import OBJECTIVES


@pytest.mark.parametrize("angle", np.arange(0, np.pi, 0.2))
def test_no_label_lies_on_a_path_of_two_points_far_apart(angle):
    bowl = OBJECTIVES["bowl"]
    terrain = survey(bowl)
    way = 0.9 * np.array([np.cos(angle), np.sin(angle)])
    labels = place_labels(terrain, bowl.minima, [np.array([-way, way])])
    assert len(labels) >= 3
    across = np.array([-np.sin(angle), np.cos(angle)])
    size = terrain.frame[1] - terrain.frame[0]
    for _, x, y, _ in labels:
        assert abs(np.array([x, y]) @ across) / size > 0.9 * GAP_TO_MINIMUM
