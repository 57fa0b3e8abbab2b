"""Each objective's showcase: the claim holds, and not by a hair; choosing an objective takes its settings."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from optim import OBJECTIVES, race
from tests.ui import sidebar
from ui.settings.address import from_query, to_query
from ui.settings.record import (
    DEFAULT,
    PARAMETERS,
    Settings,
    conditions,
    in_bounds,
    objective_of,
    optimizers,
    start,
    with_own,
)
from ui.showcases import SHOWCASES, choose, is_on_show, lesson_of, showcase_settings

CLOSE = (0.98, 1.0, 1.02)  # of the step size
NUDGES = (-0.002, 0.0, 0.002)  # of the width of the bounds
LONGEST = 170  # characters of a sentence


def races(settings: Settings):
    made_of = objective_of(settings), optimizers(settings), start(settings), settings.n_iter
    return race(*made_of, **conditions(settings))


def nearby(settings: Settings) -> Iterator[Settings]:
    """These settings, and those with a slightly other step size, or start."""
    origin, width = start(settings), np.ptp(objective_of(settings).bounds, axis=1)
    for factor, *nudge in itertools.product(CLOSE, NUDGES, NUDGES):
        point = tuple((origin + width * nudge).tolist())
        yield replace(settings, step_size=settings.step_size * factor, start=point)


@pytest.mark.parametrize("name", OBJECTIVES)
def test_the_claim_holds_for_the_settings_and_for_those_nearby(name: str) -> None:
    claim, settings = SHOWCASES[name].claim, showcase_settings(name)
    assert claim(races(settings))
    for close in nearby(settings):
        assert claim(races(close)), (close.step_size, close.start)


@pytest.mark.parametrize("name", [name for name in OBJECTIVES if name != "bowl"])
def test_the_claim_does_not_hold_for_the_tutorials_step_size_and_start(name: str) -> None:
    usual = {field: getattr(DEFAULT, field) for field in ("step_size", "rho", "start")}
    assert not SHOWCASES[name].claim(races(replace(showcase_settings(name), **usual)))


def test_every_objective_has_a_showcase() -> None:
    assert SHOWCASES.keys() == OBJECTIVES.keys()


def test_the_tutorials_run_is_the_showcase_of_the_first_page() -> None:
    assert showcase_settings("bowl") == DEFAULT and is_on_show(DEFAULT)


def test_gd_does_the_same_on_the_stretched_bowl_and_on_the_rotated_one() -> None:
    here, there = (races(showcase_settings(name))["gd"] for name in ("stretched_bowl", "rotated_bowl"))
    assert there.value[-1] == pytest.approx(here.value[-1], rel=0.01)


@pytest.mark.parametrize("name", OBJECTIVES)
def test_a_record_is_good_settings_and_a_short_sentence(name: str) -> None:
    settings, record = showcase_settings(name), SHOWCASES[name]
    assert from_query(to_query(settings)) == (settings, ())
    assert in_bounds(settings) and len(record.look) <= LONGEST and record.look.endswith(".")
    positions = {slider: getattr(PARAMETERS[slider], "positions", None) for slider in record.changes}
    assert all(record.changes[slider] in stops for slider, stops in positions.items() if stops)
    assert record.changes.keys().isdisjoint({"seed", "view", "own"}), "these are the visitor's"


def test_what_it_says_is_on_show_only_with_the_race_it_is_said_of() -> None:
    settings = showcase_settings("rosenbrock")
    for same in ({"colorscale": "jet"}, {"view": (0.0, 1.0, 0.0, 1.0)}, {"own": (("adam.beta1", 0.5),)}):
        assert is_on_show(replace(settings, **same))
    others = {
        "step_size": 0.002,
        "n_iter": 60,
        "start": None,
        "noise": 0.1,
        "schedule": "cosine",
        "times": 2.0,
    }
    for name, value in others.items():
        assert not is_on_show(replace(settings, **{name: value})), name
    assert not is_on_show(with_own(settings, "momentum.momentum", 0.5))
    assert not is_on_show(replace(settings, objective="typed"))
    assert is_on_show(lesson_of(replace(settings, **others)))


@pytest.mark.parametrize("name", OBJECTIVES)
def test_a_link_with_an_objective_alone_means_what_it_always_has(name: str) -> None:
    """The tutorial's settings on it: links of old stay good, whatever becomes of a showcase."""
    assert from_query({"objective": name}) == (replace(DEFAULT, objective=name), ())


def test_choosing_takes_the_showcase_of_another_objective() -> None:
    settings = DEFAULT
    for name in ("rosenbrock", "easom", "himmelblau", "typed", "bowl"):
        settings = choose(settings, name)
        assert settings == showcase_settings(name)
    assert settings == DEFAULT


def test_choosing_keeps_what_was_set_by_hand() -> None:
    by_hand = {"step_size": 0.3, "optimizers": ("adam",), "colorscale": "jet", "start": (0.5, 0.25)}
    chosen = choose(replace(showcase_settings("rosenbrock"), **by_hand), "himmelblau")
    assert chosen == replace(showcase_settings("himmelblau"), **by_hand)
    assert choose(replace(DEFAULT, seed=7), "himmelblau").start is None, "the seed says where"


def test_a_start_by_hand_outside_of_the_bounds_gives_way_to_the_showcases() -> None:
    away = replace(showcase_settings("himmelblau"), start=(-4.0, 4.0))
    assert choose(away, "stretched_bowl") == showcase_settings("stretched_bowl")


def test_the_page_takes_what_is_chosen_in_the_list_and_writes_it_into_the_address() -> None:
    at = sidebar.visit(rho="0.97")
    sidebar.run(at.selectbox(key="objective").set_value("himmelblau"))
    wanted = replace(showcase_settings("himmelblau"), rho=0.97)
    assert sidebar.settings(at) == wanted and sidebar.address(at) == to_query(wanted)


def test_one_click_leads_back_to_the_lesson() -> None:
    at = sidebar.visit(objective="beale", step_size="0.3", colorscale="jet")
    sidebar.run(at.button(key="show_lesson").click())
    assert sidebar.settings(at) == replace(showcase_settings("beale"), colorscale="jet")
    assert is_told(at, "beale")
    sidebar.run(at.select_slider(key="rho").set_value(0.99))
    assert at.button(key="show_lesson")


def test_the_first_page_says_what_to_look_at_and_a_function_of_ones_own_nothing() -> None:
    assert is_told(sidebar.visit(), "bowl")
    at = sidebar.visit(objective="typed")
    assert not any(button.key == "show_lesson" for button in at.button)


def is_told(at, name: str) -> bool:
    """Whether the sentence is there, and no way back to its race."""
    told = SHOWCASES[name].look in [element.value for element in at.markdown]
    return told and not any(button.key == "show_lesson" for button in at.button)
