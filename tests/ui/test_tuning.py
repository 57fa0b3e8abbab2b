"""The buttons that find a step size."""

import numpy as np
import pytest

from optim import edge_of_divergence
from ui.settings.address import from_query
from ui.settings.record import Settings, objective_of, optimizers, start
from ui.sidebar import tuning

CONDITIONS = ("2", "3", "6", "7", "9.5", "11", "13", "70")


def true_edge(settings: Settings) -> float:
    rules = optimizers(settings).values()
    return min(edge_of_divergence(objective_of(settings), r, start(settings), settings.n_iter) for r in rules)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_edge_of_divergence_is_not_rounded_over_the_edge(condition: str) -> None:
    query = {"objective": "stretched_bowl", "stretched_bowl.condition": condition, "optimizers": "gd"}
    settings, notices = from_query(query)
    assert not notices
    edge, found = true_edge(settings), tuning.WAYS["edge"][2](settings)
    assert found <= edge < found * (1 + 1e-3)
    assert found == float(f"{found:.4g}")  # as the button writes it


def test_the_edge_at_a_condition_of_3_is_just_below_two_thirds() -> None:
    query = {"objective": "stretched_bowl", "stretched_bowl.condition": "3", "optimizers": "gd"}
    assert tuning.WAYS["edge"][2](from_query(query)[0]) == 0.6666


def test_without_an_edge_there_is_none() -> None:
    settings, _ = from_query({"optimizers": "adagrad"})
    assert tuning.WAYS["edge"][2](settings) == np.inf
