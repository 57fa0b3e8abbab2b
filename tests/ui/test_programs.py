"""What the browser runs races from: all that a race is made of; a move changes only its numbers."""

import json
from dataclasses import replace

import numpy as np
import pytest

from optim import OBJECTIVES, OPTIMIZERS
from tests.ui.messages import page, sent
from ui.settings.record import DEFAULT, NUMBERS, SLIDERS, objective_of
from ui.wire import programs


def programs_of(app) -> dict:
    """The programs that a page has sent."""
    return json.loads(sent(app, "programs")["json"])


def test_a_run_names_the_programs_that_were_sent_with_it() -> None:
    app = page({"objective": "stretched_bowl"})
    facts = sent(app, "stage")["facts"]
    assert facts["programs"] == sent(app, "programs")["key"]
    assert (
        list(programs_of(app)["optimizers"])
        == list(facts["engine"]["optimizers"])
        == list(DEFAULT.optimizers)
    )


@pytest.mark.parametrize(("key", "value"), [("step_size", 0.1), ("rho", 0.5), ("n_iter", 100), ("seed", 7)])
def test_a_move_of_a_slider_sends_no_program_again(key: str, value: float) -> None:
    app = page()
    before, numbers = sent(app, "programs"), sent(app, "stage")["facts"]["engine"]
    app.select_slider(key=key).set_value(value).run()
    assert sent(app, "programs") == before
    after = sent(app, "stage")["facts"]["engine"]
    assert after["settings"][key] == value != numbers["settings"][key]


def test_every_slider_of_the_page_has_its_positions() -> None:
    sliders = programs_of(page({"objective": "hubble", "optimizers": "adam,rprop"}))["sliders"]
    own = ("adam.beta1", "adam.step_size", "rprop.eta_plus", "hubble.centring")
    assert {*SLIDERS, "epsilon", "times", "noise", "noise_seed", "batch", *own} <= sliders.keys()
    assert sliders["rho"]["positions"] == list(NUMBERS["rho"].positions)


def test_a_value_between_the_positions_is_a_position_too() -> None:
    assert 0.0123 in programs_of(page({"step_size": "0.0123"}))["sliders"]["step_size"]["positions"]


def test_the_racers_that_follow_a_setting_are_named_where_not_all_do() -> None:
    app = page({"optimizers": "rmsprop,adadelta,gd,adam", "adam.step_size": "0.1"})
    listeners = sent(app, "stage")["facts"]["engine"]["listeners"]
    assert listeners["step_size"] == ["rmsprop", "gd"] and listeners["rho"] == ["rmsprop"]
    assert listeners["beta1"] == ["adam"] and listeners["momentum"] == []
    assert "n_iter" not in listeners, "all racers follow it"


def test_the_second_of_an_optimizer_follows_what_is_not_its_own() -> None:
    app = page({"optimizers": "rmsprop,rmsprop_2,gd", "rmsprop_2.rho": "0.9"})
    listeners = sent(app, "stage")["facts"]["engine"]["listeners"]
    assert listeners["rho"] == ["rmsprop"] and listeners["epsilon"] == ["rmsprop", "rmsprop_2"]
    assert "step_size" not in listeners, "all racers follow it"


@pytest.mark.parametrize("name", OBJECTIVES)
def test_every_objective_can_be_sent_and_its_facts_follow_its_parameters(name: str) -> None:
    """`along` has of each position what the record has that is made with it."""
    settings = replace(DEFAULT, objective=name, optimizers=tuple(OPTIMIZERS), times=0.1)
    told = json.loads(programs.programs(settings))["objective"]
    record = objective_of(settings)
    assert told["name"] == name and told["along"].keys() == record.parameters.keys()
    for parameter, facts in told["along"].items():
        for value, fact in facts.items():
            other = OBJECTIVES[name].at(**{parameter: float(value)})
            assert fact["minimum"] == other.minimum
            np.testing.assert_array_equal(fact["minima"], other.minima)


def test_the_numbers_hold_what_the_race_was_run_with() -> None:
    settings = replace(DEFAULT, noise=0.1, noise_seed=3, times=0.01, own=(("rmsprop.rho", 0.5),))
    numbers = programs.numbers(settings, objective_of(settings), [0.25, 0.5], 80)
    assert numbers["optimizers"]["rmsprop"] == {"step_size": 0.01, "rho": 0.5, "epsilon": 1e-8}
    assert numbers["noise"] == {"std": 0.1, "seed": 3, "batch": 0}
    assert (numbers["factor"], numbers["start"], numbers["n_iter"]) == (0.01, [0.25, 0.5], 80)
    assert numbers["settings"]["rho"] == 0.99, "the shared one"
