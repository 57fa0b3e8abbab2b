"""The names of racers, and titles that tell racers of one optimizer apart."""

from dataclasses import fields

import numpy as np
import pytest

from figures import race_figure
from figures.racers import MOST_OF_ONE, RACERS, letter, titles
from optim import OBJECTIVES, OPTIMIZERS, race
from optim.optimizers.base import SYMBOLS

GD, RMSPROP, ADAM = (OPTIMIZERS[name] for name in ("gd", "rmsprop", "adam"))


def called(*rules):
    return [title.title for title in titles(dict(enumerate(rules))).values()]


def test_every_optimizer_has_as_many_names_as_marks_tell_apart():
    assert list(RACERS)[:4] == ["rmsprop", "rmsprop_2", "rmsprop_3", "adagrad"]
    assert len(RACERS) == MOST_OF_ONE * len(OPTIMIZERS)
    assert RACERS["rmsprop_momentum_2"] == ("rmsprop_momentum", 2)


def test_who_races_once_has_the_usual_title():
    alone = titles({name: rule(step_size=0.1) for name, rule in OPTIMIZERS.items()})
    assert {name: (title.title, title.short, title.values) for name, title in alone.items()} == {
        name: (rule.title, rule.short, {}) for name, rule in OPTIMIZERS.items()
    }


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ((GD(0.01), GD(0.1), GD(1e-5)), ["GD α = 0.01", "GD α = 0.1", "GD α = 1e−5"]),
        ((RMSPROP(0.01), RMSPROP(0.01, 0.9)), ["RMSProp ρ = 0.99", "RMSProp ρ = 0.9"]),
        ((ADAM(0.1), ADAM(0.1, bias_correction=False)), ["Adam", "Adam without correction"]),
        ((RMSPROP(0.1), RMSPROP(0.1, bias_correction=True)), ["RMSProp", "RMSProp with correction"]),
        (
            (ADAM(0.1, 0.8), ADAM(0.1, bias_correction=False)),
            ["Adam β₁ = 0.8", "Adam β₁ = 0.9, without correction"],
        ),
        ((GD(0.1), RMSPROP(0.2), GD(0.1), GD(0.1)), ["GD", "RMSProp", "GD (2)", "GD (3)"]),
        ((GD(0.1), GD(0.1 + 1e-12)), ["GD α = 0.1", "GD α = 0.1 (2)"]),
        ((GD(0.1), GD(np.array([0.1, 0.2]))), ["GD α = 0.1", "GD α = many"]),
    ],
)
def test_titles_say_what_differs(rules, expected):
    assert called(*rules) == expected


def test_a_title_holds_the_values_that_it_names():
    title = titles({"one": RMSPROP(0.1, 0.9), "other": RMSPROP(0.2, 0.99)})["other"]
    assert title.values == {"step_size": "α = 0.2", "rho": "ρ = 0.99"}
    assert all(value in title.title and value in title.short for value in title.values.values())


def test_every_symbol_has_plain_letters():
    names = {field.name for rule in OPTIMIZERS.values() for field in fields(rule)} & {*SYMBOLS}
    assert not any(set("\\_{}^") & set(letter(SYMBOLS[name])) for name in names)


@pytest.mark.parametrize("names", [("gd", "gd_2", "gd_3"), ("slow", "quick", "wild")])
def test_the_figure_tells_racers_of_one_optimizer_apart(names):
    bowl = OBJECTIVES["bowl"]
    races = race(bowl, {name: GD(0.1 * (i + 1)) for i, name in enumerate(names)}, (0.5, 0.5), 5)
    figure = race_figure(bowl, races)
    named = [trace.name for trace in figure.data if trace.name]
    assert [name.partition("</b>")[0] for name in named] == [
        "<b>GD α = 0.1",
        "<b>GD α = 0.2",
        "<b>GD α = 0.3",
    ]
    looks = {(t.line.color, t.line.dash, t.marker.symbol) for t in figure.data if t.name}
    assert len(looks) == 3
