"""Ground too rough for lines: tens of thousands of rings stop a browser, and show nothing."""

import numpy as np
import pytest

from figures.terrain import contour, surface, survey
from optim import OBJECTIVES


def test_rough_ground_seen_from_afar_is_coloured_and_has_no_lines():
    afar = OBJECTIVES["ackley"], (-120, -60, -30, 30)  # two samples a wave, and forty thousand rings
    trace = contour(*afar).data[0]
    assert not len(surface(*afar).data[1].x) and trace.contours.coloring == "heatmap" and np.ptp(trace.z) > 0


@pytest.mark.parametrize("name", OBJECTIVES)
def test_no_hill_is_too_rough_for_lines_where_it_is_shown_first(name):
    assert len(survey(OBJECTIVES[name]).levels) > 5
