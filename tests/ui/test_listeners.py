"""A slider to which no racer listens is switched off and says who would; it revives when one joins."""

from dataclasses import replace

import numpy as np
import pytest

from optim import OPTIMIZERS
from tests.ui.sidebar import captions, run, settings, visit
from ui.races import race_of
from ui.settings.listeners import AVERAGES, listeners, silence, sliders_of
from ui.settings.record import DEFAULT, NUMBERS, SHARED, SLIDERS, Settings

GD = {"optimizers": ("gd",)}
OTHER = {"step_size": 0.02, "rho": 0.5, "momentum": 0.5, "beta1": 0.5, "beta2": 0.5, "epsilon": 0.1}


def is_changed(one: Settings, other: Settings) -> dict[str, bool]:
    """Whether the path of each racer is another one."""
    before, after = race_of(one), race_of(other)
    return {name: not np.array_equal(before[name].x, after[name].x) for name in before}


@pytest.mark.parametrize("name", OTHER)
def test_a_racer_listens_to_a_setting_if_its_run_changes_with_it(name):
    own = (("adam.beta1", 0.8), ("gd.step_size", 0.1))
    everyone = replace(DEFAULT, optimizers=tuple(OPTIMIZERS), own=own)
    changed = is_changed(everyone, replace(everyone, **{name: OTHER[name]}))
    assert {racer for racer, has in changed.items() if has} == {*listeners(everyone, name)}


@pytest.mark.parametrize("record", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_one_racer_alone_switches_off_all_that_it_does_not_follow(record):
    alone = replace(DEFAULT, optimizers=(record.name,))
    for name in NUMBERS:
        assert bool(silence(alone, name)) == (not listeners(alone, name))
    assert {*sliders_of(alone)} - {*SLIDERS} == {n for n in AVERAGES if listeners(alone, n)}


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        (
            {"optimizers": ("gd",)},
            "rho",
            "RMSProp, RMSProp c. and RMSProp m. listen to ρ; none of them races.",
        ),
        (
            {"optimizers": ("gd",)},
            "epsilon",
            "RMSProp, AdaGrad and 7 others listen to ε; none of them races.",
        ),
        (GD, "bias_correction", "RMSProp listens to this; it does not race."),
        ({"own": (("rmsprop.rho", 0.9),)}, "rho", "RMSProp has its own ρ."),
        ({"optimizers": ("gd", "adadelta")}, "rho", "Adadelta has its own ρ."),
        ({}, "noise_seed", "Nothing is drawn at random now."),
        ({"noise": 0.1}, "noise_seed", ""),
        ({"objective": "hubble", "batch": 4}, "noise_seed", ""),
        ({"batch": 4}, "noise_seed", "Nothing is drawn at random now."),
    ],
)
def test_who_would_listen_is_said(changes, name, sentence):
    assert silence(replace(DEFAULT, **changes), name) == sentence


def test_every_shared_hyperparameter_of_a_slider_has_a_symbol():
    for name in {*SHARED} & {*NUMBERS}:
        assert silence(replace(DEFAULT, optimizers=("rprop",), own=(("rprop.step_size", 1.0),)), name)


def test_a_slider_revives_as_soon_as_a_racer_listens():
    at = visit(optimizers="gd")
    assert at.select_slider(key="rho").disabled and at.button(key="play_rho").disabled
    assert any("listen to ρ" in caption for caption in captions(at))
    run(at.checkbox(key="race_rmsprop").check())
    assert not at.select_slider(key="rho").disabled and not at.button(key="play_rho").disabled
    assert not any("listen to ρ" in caption for caption in captions(at))


def test_what_was_moved_last_stays_when_its_listener_leaves_with_it():
    at = visit(optimizers="rmsprop,gd")
    at.select_slider(key="rho").set_value(0.5)
    run(at.checkbox(key="race_rmsprop").uncheck())
    run(at)
    assert settings(at).rho == 0.5 == at.select_slider(key="rho").value


def test_the_sliders_of_averages_stand_beside_rho_while_a_racer_keeps_them():
    at = visit(optimizers="adam,momentum")
    keys = [slider.key for slider in at.select_slider if slider.key in NUMBERS]
    assert keys[:7] == ["step_size", "rho", "momentum", "beta1", "beta2", "n_iter", "seed"]
    run(at.select_slider(key="beta1").set_value(0.5))
    run(at.select_slider(key="momentum").set_value(0.8))
    assert (settings(at).beta1, settings(at).momentum, settings(at).own) == (0.5, 0.8, ())
    run(at.checkbox(key="race_adam").uncheck())
    assert "beta1" not in {slider.key for slider in at.select_slider}
    assert settings(at).beta1 == 0.5, "it is there when Adam comes back"


def test_a_switch_of_its_own_is_told_as_a_value_of_its_own_is() -> None:
    own = replace(DEFAULT, optimizers=("rmsprop",), own=(("rmsprop.bias_correction", True),))
    assert silence(own, "bias_correction") == "RMSProp has its own switch."
