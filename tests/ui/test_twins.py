"""The same optimizer twice: how it is added, what it begins with, how it is taken off, what is sent."""

import json
from dataclasses import replace

import pytest

from figures.racers import RACERS, titles
from optim import OPTIMIZERS
from tests.ui.messages import page, sent
from tests.ui.sidebar import address, captions, run, settings, visit
from ui.settings.address import from_query, to_query
from ui.settings.racers import MOST
from ui.settings.record import DEFAULT, optimizers, with_own
from ui.settings.twins import again, known, take_off, with_racers
from ui.sidebar import family


def added(settings, *racers):
    """The settings in which these optimizers race once more, one after the other."""
    for racer in racers:
        settings, _ = again(settings, racer)
    return settings


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_second_and_a_third_racer_each_differ_in_one_value(optimizer):
    alone = replace(DEFAULT, optimizers=(optimizer,))
    three = added(alone, optimizer, optimizer)
    assert three.optimizers == (optimizer, f"{optimizer}_2", f"{optimizer}_3")
    first, *others = optimizers(three).values()
    assert first == optimizers(alone)[optimizer]
    assert len({first, *others}) == 3 and all(type(rule) is type(first) for rule in others)
    assert len(titles(optimizers(added(alone, optimizer)))[f"{optimizer}_2"].values) <= 1
    assert again(three, optimizer) is None
    assert from_query(to_query(three)) == (three, ())


@pytest.mark.parametrize(
    ("optimizer", "title"),
    [
        ("rmsprop", "RMSProp ρ = 0.9"),
        ("adam", "Adam without correction"),
        ("gd", "GD α = 0.03"),
        ("momentum", "Momentum μ = 0.5"),
    ],
)
def test_the_first_difference_is_one_from_which_something_is_learned(optimizer, title):
    two = added(replace(DEFAULT, optimizers=(optimizer,)), optimizer)
    assert titles(optimizers(two))[f"{optimizer}_2"].title == title


def test_a_racer_begins_with_what_the_one_before_has_of_its_own_and_follows_the_rest():
    two = added(with_own(replace(DEFAULT, optimizers=("adam",)), "adam.beta1", 0.8), "adam")
    assert dict(two.own) == {"adam.beta1": 0.8, "adam_2.beta1": 0.8, "adam_2.bias_correction": False}
    faster = optimizers(replace(two, step_size=0.5))
    assert faster["adam"].step_size == faster["adam_2"].step_size == 0.5


def test_what_is_taken_off_leaves_nothing_and_the_last_one_stays():
    two = added(DEFAULT, "gd")
    assert take_off(two, "gd_2") == DEFAULT
    alone = replace(DEFAULT, optimizers=("gd_2",))
    assert take_off(alone, "gd_2") == alone


def test_a_racer_that_rests_is_known_by_its_own_values():
    two = added(DEFAULT, "gd")
    resting = with_racers(two, DEFAULT.optimizers)
    assert "gd_2" in known(resting) and from_query(to_query(resting)) == (resting, ())
    assert "gd_2" not in known(DEFAULT)
    third = added(resting, "gd")
    assert third.optimizers[-1] == "gd_3", "the one that rests keeps its name and values"


def test_there_are_no_more_than_a_page_bears():
    full = replace(DEFAULT, optimizers=tuple(OPTIMIZERS))
    assert len(full.optimizers) == MOST and again(full, "gd") is None
    assert len(with_racers(full, RACERS).optimizers) == MOST


def test_a_visitor_adds_rmsprop_twice_and_sets_one():
    at = visit()
    at.session_state["twice"] = True
    run(at)
    run(at.button(key="again_twice_rmsprop").click())
    assert address(at) == {"optimizers": "rmsprop,rmsprop_2,adagrad,gd", "rmsprop_2.rho": "0.9"}
    assert at.button_group(key="optimizers").value == ["rmsprop", "rmsprop_2", "adagrad", "gd"]
    at.session_state["owner"] = family.tab("rmsprop_2")
    run(at)
    run(at.select_slider(key="rmsprop_2.rho").set_value(0.5))
    run(at.toggle(key="rmsprop_2.bias_correction").set_value(True))
    run(at.select_slider(key="rho").set_value(0.95))
    first, second, *_ = optimizers(settings(at)).values()
    assert (first.rho, second.rho, second.bias_correction) == (0.95, 0.5, True)
    run(at.button(key="leave_own_rmsprop_2").click())
    assert settings(at) == replace(DEFAULT, rho=0.95)


def test_a_pill_lets_a_racer_rest_and_race_again_with_its_values():
    at = visit(optimizers="gd,gd_2", **{"gd_2.step_size": "0.5"})
    run(at.button_group(key="optimizers").set_value(["gd"]))
    assert address(at) == {"optimizers": "gd", "gd_2.step_size": "0.5"}
    run(at.button_group(key="optimizers").set_value(["gd_2"]))
    assert optimizers(settings(at))["gd_2"].step_size == 0.5


def test_unticked_in_the_family_all_racers_of_an_optimizer_leave():
    at = visit(optimizers="gd,gd_2,adam")
    run(at.checkbox(key="race_gd").uncheck())
    assert settings(at).optimizers == ("adam",)
    assert at.checkbox(key="race_adam").disabled


def test_where_no_more_can_race_a_sentence_says_so():
    at = visit(optimizers="gd,gd_2,gd_3")
    at.session_state["twice"] = True
    run(at)
    assert "No more than three racers of one optimizer, and 15 in all." in captions(at)


def test_the_stage_is_sent_racers_of_one_optimizer_as_others():
    app = page({"optimizers": "rmsprop,rmsprop_2,gd", "rmsprop_2.rho": "0.9"})
    facts, programs = sent(app, "stage")["facts"], json.loads(sent(app, "programs")["json"])
    first, second, gd = facts["runs"]
    assert [run["title"] for run in facts["runs"]] == [
        "RMSProp ρ = 0.99",
        "RMSProp ρ = 0.9",
        "Gradient descent",
    ]
    assert second["values"] == {"rho": "ρ = 0.9"} and "values" not in gd
    assert second["style"] == first["style"] | {"variant": "hollow"}
    assert programs["optimizers"].keys() == facts["engine"]["optimizers"].keys()
    assert programs["sliders"]["rmsprop_2.rho"] and facts["engine"]["optimizers"]["rmsprop_2"]["rho"] == 0.9
