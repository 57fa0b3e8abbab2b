"""The work of one answer is bounded by counts, and what is taken of what was asked is said."""

from dataclasses import replace

import pytest

from optim import OBJECTIVES, OPTIMIZERS
from tests.ui.messages import page, sent
from ui import budget, races
from ui.settings.address import from_query
from ui.settings.record import DEFAULT

EVERYONE = tuple(OPTIMIZERS)
TOWER = "*".join(f"x^{k}.5" for k in range(12))
LINK = {
    "objective": "typed", "f": TOWER, "domain": "0.1,2,0.1,2", "optimizers": ",".join(EVERYONE),
    "n_iter": "10000", "step_size": "0.00001",
}  # fmt: skip


def updates(settings) -> float:
    return budget.affordable(settings).n_iter * budget.iteration_cost(settings)


@pytest.mark.parametrize("name", OBJECTIVES)
@pytest.mark.parametrize("noise", [0.0, 0.1])
def test_no_race_is_longer_than_the_budget(name, noise):
    settings = replace(DEFAULT, objective=name, optimizers=EVERYONE, n_iter=10_000, noise=noise)
    assert updates(settings) <= budget.allowance(settings)


@pytest.mark.parametrize(
    "name", sorted(OBJECTIVES.keys() - {"ackley", "drop_wave"})
)  # whose slopes cost most
def test_the_first_three_run_10_000_iterations_on_every_objective(name):
    settings = replace(DEFAULT, objective=name, n_iter=10_000)
    assert budget.affordable(settings) == settings
    assert not budget.notices(settings)


@pytest.mark.parametrize("racer", ["rmsprop", "adagrad", "gd"])
def test_one_of_them_runs_30_000(racer):
    lengths = {
        name: budget.affordable(replace(DEFAULT, objective=name, optimizers=(racer,), n_iter=30_000)).n_iter
        for name in OBJECTIVES
    }
    assert {name for name, n_iter in lengths.items() if n_iter < 30_000} <= {"ackley", "drop_wave"}


def test_a_race_of_30_000_iterations_reaches_the_stage_whole():
    app = page({"n_iter": "30000", "optimizers": "adagrad"})
    assert not app.exception
    facts = sent(app, "stage")["facts"]
    assert facts["n_iter"] == 30_000 and facts["layout"]["float32"]["x"] == [30_001]


def test_the_first_three_run_10_000_iterations_on_a_typed_bowl():
    settings, _ = from_query({"objective": "typed", "f": "x^2+y^2", "n_iter": "10000"})
    assert budget.affordable(settings).n_iter == 10_000


def test_rules_that_cost_more_are_shown_with_fewer_iterations():
    """Five that cost most, chosen by a stranger, are no way round the budget."""
    dear = ("adam", "nadam", "amsgrad", "adamw", "rprop")
    cheap = ("gd", "momentum", "adagrad", "nesterov", "rmsprop")
    lengths = [budget.affordable(replace(DEFAULT, optimizers=n, n_iter=10_000)).n_iter for n in (dear, cheap)]
    assert lengths[0] < 8_000 and lengths[1] == 10_000


def test_a_run_that_may_stay_on_a_kink_is_weighed_as_if_it_did():
    smooth, kinked = (from_query({"objective": "typed", "f": f})[0] for f in ("x^2+y^2", "|x|+y^2"))
    assert budget.iteration_cost(kinked) > 3 * budget.iteration_cost(smooth)


def test_a_formula_that_costs_is_shown_with_fewer_iterations_and_a_sentence():
    settings, _ = from_query(LINK)
    taken = budget.affordable(settings).n_iter
    assert 1 <= taken < 10_000
    assert updates(settings) <= budget.allowance(settings) < 1.2 * updates(settings)
    assert budget.notices(settings) == (
        "15 optimizers × 10,000 iterations of this function are too much work for one page: "
        f"showing {taken:,} iterations.",
    )


def test_the_page_shows_what_is_afforded_and_keeps_what_was_asked(monkeypatch):
    monkeypatch.setattr(budget, "MOST", 9_200)
    app = page({"n_iter": "2000"})
    assert not app.exception
    assert sent(app, "stage")["facts"]["n_iter"] == 930
    assert app.query_params["n_iter"] == "2000"
    assert any("showing 930 iterations" in text.value for text in app.text)


def test_what_the_page_works_out_from_a_race_runs_no_longer(monkeypatch):
    """A search for a step size, too, whose runs go on together."""
    settings, _ = from_query(LINK)
    assert budget.search_length(settings) < budget.affordable(settings).n_iter
    assert budget.search_length(DEFAULT) >= 1_000


def test_a_race_is_one_copy_for_all_pages_and_pictures():
    first = races.race_of(DEFAULT)
    assert races.race_of(replace(DEFAULT, colorscale="gray", view=(-1, 1, -1, 1))) is first
    assert races.race_of(replace(DEFAULT, step_size=0.02)) is not first


def test_a_checkpoint_ends_a_race_and_nothing_of_it_is_kept():
    settings = replace(DEFAULT, n_iter=5_000, step_size=0.0123)

    class ClosedError(Exception):
        pass

    def closed():
        raise ClosedError

    with pytest.raises(ClosedError):
        races.race_of(settings, closed)
    assert races.race_of(settings)["gd"].n_iter == 5_000
