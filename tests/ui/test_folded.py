"""The family, and what is folded away: own values, typed functions, noise, step sizes found."""

import numpy as np
import pytest

from optim import OBJECTIVES, OPTIMIZERS
from optim.explain.family import compared
from tests.ui.sidebar import address, captions, run, settings, visit
from ui.settings.record import DEFAULT, NUMBERS, Settings, objective_of, optimizers
from ui.sidebar import family


def test_every_optimizer_can_race_and_shows_its_rule():
    at = visit()
    run(at.checkbox(key="race_adam").check())
    assert settings(at).optimizers == ("rmsprop", "adagrad", "gd", "adam")
    assert address(at) == {"optimizers": "rmsprop,adagrad,gd,adam"}
    assert at.button_group(key="optimizers").value == ["rmsprop", "adagrad", "gd", "adam"]
    shown = [element.value for element in at.markdown]
    for name in OPTIMIZERS:
        assert any(str(compared(name).step) in text for text in shown)
    run(at.checkbox(key="race_rmsprop").uncheck())
    assert settings(at).optimizers == ("adagrad", "gd", "adam")


def test_an_optimizer_has_a_value_of_its_own_until_it_shares_again():
    at = visit(optimizers="rmsprop,adam")
    at.session_state["owner"] = family.tab("adam")
    run(at)
    run(at.select_slider(key="adam.beta1").set_value(0.8))
    run(at.select_slider(key="adam.step_size").set_value(0.1))
    assert settings(at).own == (("adam.beta1", 0.8), ("adam.step_size", 0.1))
    assert address(at) == {"optimizers": "rmsprop,adam", "adam.beta1": "0.8", "adam.step_size": "0.1"}
    run(at.select_slider(key="step_size").set_value(0.5))
    racers = {name: rule.step_size for name, rule in optimizers(settings(at)).items()}
    assert racers == {"rmsprop": 0.5, "adam": 0.1}
    run(at.button(key="share_again").click())
    assert settings(at).own == ()
    assert at.select_slider(key="adam.step_size").value == 0.5


def test_a_hill_has_a_condition_number_and_a_rotation():
    at = visit(objective="stretched_bowl")
    run(at.select_slider(key="stretched_bowl.condition").set_value(100.0))
    run(at.select_slider(key="stretched_bowl.rotation").set_value(30.0))
    assert dict(objective_of(settings(at)).parameters) == {"condition": 100, "rotation": 30}
    run(at.selectbox(key="objective").select("bowl"))
    assert address(at) == {
        "objective": "bowl",
        "stretched_bowl.condition": "100",
        "stretched_bowl.rotation": "30",
    } or address(at) == {"stretched_bowl.condition": "100", "stretched_bowl.rotation": "30"}


def test_a_chosen_frame_and_start_stay_while_the_hill_itself_changes():
    at = visit(objective="stretched_bowl", view="-1,1,-1,1", start="0.5,0.25")
    run(at.select_slider(key="times").set_value(10.0))
    run(at.select_slider(key="stretched_bowl.condition").set_value(100.0))
    assert settings(at).view == (-1, 1, -1, 1) and settings(at).start == (0.5, 0.25)
    run(at.selectbox(key="objective").select("beale"))
    assert settings(at).view is None and settings(at).start == (0.5, 0.25)


def test_everything_folded_away_is_in_the_address():
    at = visit(objective="hubble")
    for name, value in {"epsilon": 0.01, "times": 10.0, "noise": 0.1, "batch": 4}.items():
        at.select_slider(key=name).set_value(value)
    run(at)
    at.select_slider(key="noise_seed").set_value(3)
    at.toggle(key="bias_correction").set_value(True)
    at.selectbox(key="schedule").set_value("cosine")
    run(at)
    query = {"epsilon": "0.01", "times": "10", "noise": "0.1", "noise_seed": "3", "batch": "4"}
    query |= {"objective": "hubble", "bias_correction": "true", "schedule": "cosine"}
    assert address(at) == query
    assert settings(visit(**query)) == settings(at)


def test_a_function_is_typed_and_what_is_no_function_is_answered():
    at = visit(objective="typed")
    run(at.text_input(key="f_typed").set_value("x^2 + 3xy + 4y^2"))
    assert settings(at).f == "x^2 + 3xy + 4y^2"
    assert objective_of(settings(at)).minima == pytest.approx(np.zeros((1, 2)), abs=1e-6)
    run(at.text_input(key="f_typed").set_value("x^2 + * y"))
    assert settings(at).f == "x^2 + 3xy + 4y^2"
    assert at.text_input(key="f_typed").value == "x^2 + * y"
    assert any("x^2 + * y’ cannot be drawn" in caption for caption in captions(at))
    run(at.text_input(key="domain_typed").set_value("-1,1,-3,3"))
    assert objective_of(settings(at)).bounds.tolist() == [[-1, 1], [-3, 3]]
    run(at.text_input(key="domain_typed").set_value("1,1,0,1"))
    assert settings(at).domain == (-1, 1, -3, 3)


def test_a_reversed_domain_is_turned_round_and_stays_as_it_was_typed():
    at = visit(objective="typed")
    run(at.text_input(key="domain_typed").set_value("1,5;−1;0;2"))
    assert settings(at).domain == (-1, 1.5, 0, 2)
    assert "‘1,5;−1;0;2’ is turned round: -1,1.5,0,2." in captions(at)
    assert address(at)["domain"] == "-1,1.5,0,2"


LEFT, RIGHT = ("sqrt(-x)+sqrt(-y)", "-4,-1,-4,-1"), ("sqrt(x)+sqrt(y)", "1,4,1,4")
FIELDS = ("f_typed", "domain_typed")


def typed(at):
    return tuple(at.text_input(key=field).value for field in FIELDS)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_function_and_a_domain_that_suit_only_each_other_may_be_typed_in_any_order(order):
    at = visit(objective="typed", f=RIGHT[0], domain=RIGHT[1])
    first, second = order
    run(at.text_input(key=FIELDS[first]).set_value(LEFT[first]))
    assert (settings(at).f, settings(at).domain) == (RIGHT[0], (1, 4, 1, 4)), "the old picture stays"
    assert typed(at)[first] == LEFT[first]
    other = ("a domain", "a function")[first]
    assert any(f"‘{LEFT[first]}’ waits for {other} that suits it. " in line for line in captions(at))
    run(at.select_slider(key="rho").set_value(0.9))
    assert typed(at)[first] == LEFT[first], "another slider takes nothing away"
    run(at.text_input(key=FIELDS[second]).set_value(LEFT[second]))
    assert (settings(at).f, settings(at).domain) == (LEFT[0], (-4, -1, -4, -1))
    assert not any("waits" in line for line in captions(at))
    assert visit(**address(at)).session_state["notices"] == ()


@pytest.mark.parametrize("f", ["sqrt(-x)+sqrt(-y)", "sqrt(", "3", "sqrt(x*y)*" * 30])
def test_a_link_s_function_that_cannot_be_drawn_stays_in_its_field(f):
    at = visit(objective="typed", f=f, domain=RIGHT[1])
    assert settings(at).f == DEFAULT.f and settings(at).domain == (1, 4, 1, 4)
    assert typed(at) == (f, RIGHT[1])
    run(at.text_input(key="f_typed").set_value("x^2+y^2"))
    assert settings(at).f == "x^2+y^2"


def test_how_a_function_was_read_is_said_under_its_field():
    at = visit(objective="typed", f="x[0]**2 + x[1]**2")
    assert "f(x, y): 'x[0]' is read as x and 'x[1]' as y." in at.session_state["notices"]
    run(at.select_slider(key="rho").set_value(0.9))
    assert not at.session_state["notices"] and "'x[0]' is read as x and 'x[1]' as y." in captions(at)
    run(at.text_input(key="f_typed").set_value("x^2+y^2"))
    assert not any("is read as" in line for line in captions(at))


def test_a_text_that_is_no_function_does_not_hold_the_domain_back():
    at = visit(objective="typed")
    run(at.text_input(key="f_typed").set_value("sqrt("))
    run(at.text_input(key="domain_typed").set_value("-1,1,-1,1"))
    assert settings(at) == Settings("typed", domain=(-1, 1, -1, 1))
    run(at.button(key="reset").click())
    assert settings(at) == DEFAULT


@pytest.mark.parametrize("condition", ["2", "3", "7", "30"])
def test_the_edge_of_divergence_is_not_rounded_over(condition):
    at = visit(optimizers="gd", objective="stretched_bowl", **{"stretched_bowl.condition": condition})
    run(at.button(key="find_edge").click())
    edge = 2 / objective_of(settings(at)).lipschitz
    assert 0.999 * edge < settings(at).step_size <= edge


@pytest.mark.parametrize("way", ["edge", "fixed", "sweep"])
def test_a_step_size_is_found(way):
    at = visit(optimizers="gd", objective="stretched_bowl")
    run(at.button(key=f"find_{way}").click())
    objective = OBJECTIVES["stretched_bowl"]
    found = {"edge": 2 / objective.lipschitz, "fixed": 2 / (objective.mu + objective.lipschitz)}
    if way in found:
        assert settings(at).step_size == pytest.approx(found[way], rel=0.02)
    else:
        assert settings(at).step_size in NUMBERS["step_size"].positions
    assert at.select_slider(key="step_size").value == settings(at).step_size
