"""What a link says and what is taken: the nearest good value, with a line, or what is clear as it stands."""

import itertools
from dataclasses import replace

import pytest

from figures.racers import RACERS
from optim import OPTIMIZERS
from ui.quantities import Curve, curve
from ui.settings.address import from_query
from ui.settings.record import DEFAULT, optimizers, own_numbers, with_own

LEFT = {"f": "sqrt(-x)+sqrt(-y)", "domain": (-4, -1, -4, -1)}
TITLED = (Curve("distance", "log"), curve("state.square_avg"), Curve("loss", "log"))
TWIN = (("gd_2.step_size", 0.25),)
LINEAR_LOSS = (Curve("loss", "linear"), Curve("gradient_norm", "log"), Curve("loss", "log"))


@pytest.mark.parametrize(
    ("query", "chosen", "notice"),
    [
        ({"rho": "7"}, {"rho": 0.9999}, "Rho ρ: ‘7’ is over 0.9999; using 0.9999."),
        ({"rho": "-1"}, {"rho": 0.0}, "Rho ρ: ‘-1’ is under 0; using 0."),
        ({"step_size": "inf"}, {"step_size": 10.0}, "Step size α: ‘inf’ is over 10; using 10."),
        ({"step_size": "nan"}, {}, "Step size α: ‘nan’ is not a number; using 0.01."),
        ({"step_size": "abc"}, {}, "Step size α: ‘abc’ is not a number; using 0.01."),
        ({"n_iter": "50.6"}, {"n_iter": 51}, "Iterations: ‘50.6’ is not a whole number; using 51."),
        ({"n_iter": "9" * 5000}, {}, f"Iterations: ‘{'9' * 24}…’ is not a number; using 50."),
        ({"seed": "-3"}, {"seed": 0}, "Seed: ‘-3’ is under 0; using 0."),
        ({"seed": "1\n2"}, {}, "Seed: ‘1 2’ is not a number; using 1."),
        ({"objective": "rosenbrok"}, {"objective": "rosenbrock"}, "Objective: ‘rosenbrok’ is not known"),
        ({"objective": "zzz"}, {}, "Objective: ‘zzz’ is not known"),
        (
            {"optimizers": "adagard,gd"},
            {"optimizers": ("adagrad", "gd")},
            "Optimizers: ‘adagard,gd’ has a name",
        ),
        ({"optimizers": ""}, {}, "Optimizers: ‘’ has a name that is not known"),
        (
            {"optimizers": "gd_99"},
            {"optimizers": ("gd",)},
            "Optimizers: ‘gd_99’ has a number not from 1 to 3",
        ),
        ({"optimizers": "gd,gd_7"}, {"optimizers": ("gd", "gd_2")}, "Optimizers: ‘gd,gd_7’ has a number not"),
        (
            {"optimizers": "gd,foo_2"},
            {"optimizers": ("gd",)},
            "Optimizers: ‘gd,foo_2’ has a name that is not",
        ),
        ({"optimizers": "adagard 2"}, {"optimizers": ("adagrad_2",)}, "Optimizers: ‘adagard 2’ has a name"),
        (
            {"optimizers": ",".join(RACERS)},
            {"optimizers": tuple(RACERS)[:15]},
            "Optimizers: ‘rmsprop,rmsprop_2,rmspro…’ has 45 racers, of which a page bears 15; using RMSProp",
        ),
        ({"gd_9.step_size": "1"}, {}, "There is no setting ‘gd_9.step_size’: use gd.step_size."),
        ({"gd_2.lr": "1"}, {}, "There is no setting ‘gd_2.lr’: use gd_2.step_size."),
        ({"view": "1,0,0,1"}, {"view": (0, 1, 0, 1)}, "View: ‘1,0,0,1’ is turned round: 0,1,0,1."),
        ({"view": "0,0,0,1"}, {}, "View: ‘0,0,0,1’ is too small, too large or too far away"),
        ({"view": "-1e9,1e9,0,1"}, {}, "View: ‘-1e9,1e9,0,1’ is too small, too large or too far away"),
        ({"domain": "2,−2;0;1"}, {}, "Domain: ‘2,−2;0;1’ is not four numbers"),
        (
            {"domain": "2;-2;0;1"},
            {"domain": (-2, 2, 0, 1)},
            "Domain: ‘2;-2;0;1’ is turned round: -2,2,0,1.",
        ),
        ({"start": "0,5,0,5"}, {}, "Start: ‘0,5,0,5’ is not two numbers x,y (with decimal commas: 0,5;0,5)"),
        ({"step_size": "1,234"}, {"step_size": 1.234}, "Step size α: ‘1,234’ is read as 1.234."),
        ({"n_iter": "1.000"}, {"n_iter": 1}, "Iterations: ‘1.000’ is read as 1."),
        ({"learning_rate": "0.5"}, {}, "There is no setting ‘learning_rate’: use step_size."),
        ({"lr": "0.5"}, {}, "There is no setting ‘lr’: use step_size."),
        ({"alpha": "0.5"}, {}, "There is no setting ‘alpha’: use step_size."),
        ({"iterations": "9"}, {}, "There is no setting ‘iterations’: use n_iter."),
        ({"beta": "0.5"}, {}, "There is no setting ‘beta’: use rho or beta1."),
        ({"optimizer": "gd"}, {}, "There is no setting ‘optimizer’: use optimizers."),
        ({"Step-Size": "1"}, {}, "There is no setting ‘Step-Size’: use step_size."),
        ({"steb_size": "1"}, {}, "There is no setting ‘steb_size’: use step_size."),
        ({"condition": "9"}, {}, "There is no setting ‘condition’: use stretched_bowl.condition."),
        ({"rotation": "9"}, {}, "There is no setting ‘rotation’: use stretched_bowl.rotation."),
        ({"Adam.lr": "9"}, {}, "There is no setting ‘Adam.lr’: use adam.step_size."),
        ({"gd.beta1": "0.5"}, {}, "There is no setting ‘gd.beta1’."),
        ({"zzz": "9"}, {}, "There is no setting ‘zzz’."),
        ({"": ""}, {}, "There is no setting ‘’."),
        ({"view": "0,1,0,inf"}, {}, "View: ‘0,1,0,inf’ is not four numbers"),
        ({"colorscale": "virdis"}, {"colorscale": "viridis"}, "Colour scale: ‘virdis’ is not known"),
        (
            {"curves": "los,zzz,position"},
            {"curves": (curve("loss"), curve("effective_step"), curve("position"))},
            "Curves: ‘los,zzz,position’ has a name that is not known; using Loss, Effective step, Position.",
        ),
        (
            {"curves": "loss:cubic,position:log,distance:linear"},
            {"curves": (curve("loss"), curve("position"), Curve("distance", "linear"))},
            "Curves: ‘loss:cubic,position:log,…’ has a scale that does not suit; using Loss, Position, Dist",
        ),
        (
            {"curves": "distance"},
            {"curves": (curve("distance"), *DEFAULT.curves[1:])},
            "Curves: ‘distance’ is not 3 names",
        ),
    ],
)
def test_a_bad_value_is_replaced_by_the_nearest_good_one_and_a_line_says_so(query, chosen, notice):
    got, notices = from_query(query)
    assert got == replace(DEFAULT, **chosen)
    assert len(notices) == 1 and notices[0].startswith(notice)


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ({"step_size": " 0,05 "}, {"step_size": 0.05}),
        ({"step_size": "0.0123"}, {"step_size": 0.0123}),
        ({"n_iter": "1e3"}, {"n_iter": 1000}),
        ({"seed": "4294967295"}, {"seed": 2**32 - 1}),
        ({"objective": "Stretched Bowl"}, {"objective": "stretched_bowl"}),
        ({"optimizers": "gd, rmsprop,gd"}, {"optimizers": ("rmsprop", "gd")}),
        ({"view": "-0.4,0.2,-0.1,0.5"}, {"view": (-0.4, 0.2, -0.1, 0.5)}),
        ({"view": "Fit"}, {"view": "fit"}),
        ({"utm_source": "mail", "fbclid": "x", "embed": "true", "Embed_Options": "a", "theme": "dark"}, {}),
        (
            {"step_size": "10^-3", "rho": "0,9", "n_iter": "1 000"},
            {"step_size": 0.001, "rho": 0.9, "n_iter": 1000},
        ),
        (
            {"n_iter": "1,000", "times": "1e−3", "epsilon": "2·10⁻³"},
            {"n_iter": 1000, "times": 0.001, "epsilon": 0.002},
        ),
        ({"start": "−0,5;0,25"}, {"start": (-0.5, 0.25)}),
        ({"start": "-0,5 0,25"}, {"start": (-0.5, 0.25)}),
        ({"start": "(−0.5, 0.25)"}, {"start": (-0.5, 0.25)}),
        ({"domain": "[[−1, 1], [0, 1.5]]"}, {"domain": (-1, 1, 0, 1.5)}),
        ({"domain": "−1,5 1,5 0 1"}, {"domain": (-1.5, 1.5, 0, 1)}),
        ({"view": "-0,4;0,2;-0,1;0,5"}, {"view": (-0.4, 0.2, -0.1, 0.5)}),
        ({"schedule": "1/t"}, {"schedule": "inverse"}),
        ({"schedule": "1/√t"}, {"schedule": "inverse_sqrt"}),
        ({"schedule": "1/sqrt(t)"}, {"schedule": "inverse_sqrt"}),
        (
            {"optimizers": "Gradient descent,RMSProp with momentum"},
            {"optimizers": ("gd", "rmsprop_momentum")},
        ),
        ({"optimizers": "GD; NAG"}, {"optimizers": ("gd", "nesterov")}),
        ({"objective": "Lévy N. 13"}, {"objective": "levy_13"}),
        ({"objective": "A function of your own"}, {"objective": "typed"}),
        ({"curves": "Distance to the minimum,Square average,Loss:logarithmic"}, {"curves": TITLED}),
        ({"bias_correction": "On"}, {"bias_correction": True}),
        ({"adam.bias_correction": "off"}, {"own": (("adam.bias_correction", False),)}),
        ({"optimizers": "GD, SGD 2; Adam 3"}, {"optimizers": ("gd", "gd_2", "adam_3")}),
        ({"optimizers": "gd_2", "gd_2.step_size": "1/4"}, {"optimizers": ("gd_2",), "own": TWIN}),
        ({"f": "sqrt(-x)+sqrt(-y)", "domain": "-4,-1,-4,-1"}, LEFT),
        ({"domain": "-4,-1,-4,-1", "f": "sqrt(-x)+sqrt(-y)"}, LEFT),
        ({"f": "x+y", "domain": "9000,10000,9000,10000"}, {"f": "x+y", "domain": (9000, 10000, 9000, 10000)}),
        ({"curves": "Loss : Linear,gradient norm,loss:log"}, {"curves": LINEAR_LOSS}),
    ],
)
def test_what_is_clear_is_taken_without_a_word(query, chosen):
    assert from_query(query) == (replace(DEFAULT, **chosen), ())


def test_own_values_that_have_an_order_follow_each_other():
    settings, notices = from_query({"rprop.step_min": "1", "rprop.step_max": "1e-3", "optimizers": "rprop"})
    assert dict(settings.own) == {"rprop.step_min": 0.001, "rprop.step_max": 0.001}
    assert notices == ("rprop.step_min: ‘1’ does not suit the values beside it; using 0.001.",)
    assert optimizers(settings)["rprop"].step_max == 0.001
    moved = with_own(settings, "rprop.step_min", 0.5)
    assert dict(moved.own) == {"rprop.step_min": 0.5, "rprop.step_max": 0.5}


@pytest.mark.parametrize("owner", OPTIMIZERS)
def test_every_optimizer_takes_every_corner_of_what_it_may_have_of_its_own(owner):
    """Whatever the order in which the corners are chosen, no rule refuses them."""
    for ends in itertools.product(("lo", "hi"), repeat=len(own_numbers(owner))):
        for turn in (1, -1):
            settings = replace(DEFAULT, optimizers=(owner,), bias_correction=True)
            for (name, number), end in list(zip(own_numbers(owner).items(), ends, strict=True))[::turn]:
                settings = with_own(settings, f"{owner}.{name}", getattr(number, end))
            assert optimizers(settings)[owner]
