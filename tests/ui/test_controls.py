"""The sidebar, by key: address -> settings -> widgets -> settings -> address."""

import pytest

from optim import SHAPES
from tests.ui.sidebar import address, captions, run, settings, visit
from ui.settings import session
from ui.settings.record import DEFAULT, NUMBERS, PARAMETERS, SLIDERS, Settings
from ui.showcases import showcase_settings


def test_the_first_visit_is_the_tutorials_run_and_its_address_stays_bare():
    at = visit()
    assert settings(at) == DEFAULT
    assert address(at) == {}
    assert at.selectbox(key="objective").value == "bowl"
    assert at.button_group(key="optimizers").value == ["rmsprop", "adagrad", "gd"]
    assert [at.select_slider(key=name).value for name in SLIDERS] == [0.01, 0.99, 50, 1]


def test_an_address_fills_the_widgets():
    at = visit(objective="beale", optimizers="gd", step_size="0.5", rho="0.9", n_iter="400", seed="7")
    assert settings(at) == Settings("beale", ("gd",), 0.5, 0.9, 400, 7)
    assert at.selectbox(key="objective").value == "beale"
    assert at.button_group(key="optimizers").value == ["gd"]
    assert [at.select_slider(key=name).value for name in SLIDERS] == [0.5, 0.9, 400, 7]
    assert at.session_state["notices"] == ()


def test_every_widget_changes_the_settings_and_the_address():
    at = visit()
    at.selectbox(key="objective").set_value("himmelblau")
    at.button_group(key="optimizers").set_value(["gd", "rmsprop"])
    for name, value in {"step_size": 0.02, "rho": 0.95, "n_iter": 100, "seed": 3}.items():
        at.select_slider(key=name).set_value(value)
    at.selectbox(key="colorscale").set_value("jet")
    run(at)
    assert settings(at) == Settings("himmelblau", ("rmsprop", "gd"), 0.02, 0.95, 100, 3, colorscale="jet")
    assert address(at) == {
        "objective": "himmelblau",
        "optimizers": "rmsprop,gd",
        "step_size": "0.02",
        "rho": "0.95",
        "n_iter": "100",
        "seed": "3",
        "colorscale": "jet",
    }


def test_what_the_address_says_survives_other_changes():
    at = visit(rho="0.9", view="-0.4,0.2,-0.1,0.5")
    run(at.select_slider(key="seed").set_value(2))
    assert settings(at) == Settings(rho=0.9, seed=2, view=(-0.4, 0.2, -0.1, 0.5))


def test_another_objective_drops_the_frame():
    at = visit(view="-0.4,0.2,-0.1,0.5")
    run(at.selectbox(key="objective").set_value("beale"))
    assert settings(at) == showcase_settings("beale")


def test_a_bad_address_is_said_in_a_line_until_something_changes():
    at = visit(rho="7", objective="rosenbrok")
    assert settings(at) == Settings("rosenbrock", rho=0.9999)
    assert "Rho ρ: ‘7’ is over 0.9999; using 0.9999." in captions(at)
    assert len(at.session_state["notices"]) == 2
    assert address(at) == {"rho": "7", "objective": "rosenbrok"}, (
        "an address is not changed behind one's back"
    )
    run(at)
    assert len(at.session_state["notices"]) == 2
    run(at.select_slider(key="seed").set_value(2))
    assert at.session_state["notices"] == ()
    assert address(at) == {"objective": "rosenbrock", "rho": "0.9999", "seed": "2"}


def test_a_repeated_name_is_said():
    assert settings(visit(seed=["2", "3"])).seed == 3
    assert visit(seed=["2", "3"]).session_state["notices"] == (
        "Seed is given more than once; using the last.",
    )


def test_a_notice_is_never_read_as_markdown():
    at = visit(seed="[x](http://a.b) $y$", objective="www.example.com", rho="a@b.c")
    assert [text.value.partition("’")[0].partition("‘")[2] for text in at.text[-3:]] == [
        "www.example.com",
        "a@b.c",
        "[x](http://a.b) $y$",
    ]


def test_the_last_optimizer_stays_on():
    at = visit(optimizers="gd")
    run(at.button_group(key="optimizers").set_value([]))
    assert settings(at).optimizers == ("gd",)
    assert at.button_group(key="optimizers").value == ["gd"]
    assert "One optimizer stays on: without one there is no race." in captions(at)
    run(at.button_group(key="optimizers").set_value(["rmsprop", "gd"]))
    assert at.session_state["notices"] == ()


def test_pills_carry_the_optimizers_mark():
    options = [option.content for option in visit().button_group(key="optimizers").proto.options]
    titles = {"rmsprop": "RMSProp", "adagrad": "AdaGrad", "gd": "Gradient descent"}
    assert options == [f"![](app/static/marks/{name}.svg) {title}" for name, title in titles.items()]


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("step_size", "0,0123", 0.0123),
        ("rho", ".987", 0.987),
        ("n_iter", "1234", 1234),
        ("seed", "4242", 4242),
    ],
)
def test_a_typed_value_becomes_a_position_of_the_slider(name, typed, value):
    at = visit()
    run(at.text_input(key=f"{name}_typed").set_value(typed))
    assert getattr(settings(at), name) == value
    slider = at.select_slider(key=name)
    assert slider.value == value
    assert [float(label) for label in slider.options] == sorted({*NUMBERS[name].positions, value})
    run(slider.set_value(NUMBERS[name].positions[3]))
    assert getattr(settings(at), name) == NUMBERS[name].positions[3]
    assert str(value) in at.select_slider(key=name).options, "the way back to what was typed"


def test_the_field_for_typing_follows_the_slider():
    at = visit()
    run(at.select_slider(key="step_size").set_value(0.0002))
    assert at.text_input(key="step_size_typed").value == "0.0002"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [("abc", "is not a number"), ("99", "is over 10"), ("0", "is under 1e-5"), ("", "is not a number")],
)
def test_nonsense_typed_is_kept_and_answered_and_changes_nothing(typed, fault):
    at = visit(step_size="0.02")
    run(at.text_input(key="step_size_typed").set_value(typed))
    assert settings(at).step_size == 0.02
    assert at.text_input(key="step_size_typed").value == typed
    subject = f"‘{typed}’" if typed else "An empty field"
    answer = f"{subject} {fault}; enter a number from 1e-5 to 10. It stays at 0.02."
    assert answer in captions(at)
    run(at.select_slider(key="seed").set_value(9))
    assert at.text_input(key="step_size_typed").value == typed, "another slider takes nothing away"
    run(at.select_slider(key="step_size").set_value(0.05))
    assert at.text_input(key="step_size_typed").value == "0.05"
    assert answer not in captions(at)


def test_reset_restores_the_tutorials_run():
    at = visit(objective="beale", step_size="0.0123", rho="7", colorscale="jet", view="0,1,0,1")
    at.text_input(key="seed_typed").set_value("abc")
    run(at)
    run(at.button(key="reset").click())
    assert settings(at) == DEFAULT
    assert address(at) == {} and at.session_state["notices"] == ()
    assert at.select_slider(key="step_size").value == 0.01
    assert at.text_input(key="seed_typed").value == "1"


def test_back_takes_the_settings_from_the_address(monkeypatch):
    at = visit(seed="5")
    run(at.select_slider(key="seed").set_value(6))
    at.query_params["seed"] = "5"
    monkeypatch.setattr(session, "is_history_navigation", lambda: True)
    run(at)
    assert settings(at).seed == 5
    assert at.select_slider(key="seed").value == 5
    assert address(at) == {"seed": "5"}


def test_an_old_address_does_not_undo_a_move():
    """While sliders move fast, a run is told the address of some moves ago."""
    at = visit(seed="5")
    run(at.select_slider(key="seed").set_value(6))
    at.query_params["seed"] = "5"
    run(at.select_slider(key="rho").set_value(0.9))
    assert settings(at) == Settings(seed=6, rho=0.9)
    assert address(at) == {"seed": "6", "rho": "0.9"}


def test_the_settings_outlive_a_visit_to_another_page():
    at = visit(seed="5", step_size="0.0123")
    for away in (True, False):
        at.session_state["another_page"] = away
        run(at)
    assert settings(at) == Settings(seed=5, step_size=0.0123)
    assert at.select_slider(key="seed").value == 5


def test_the_objectives_are_listed_shape_by_shape_and_each_names_its_own():
    options = visit().selectbox(key="objective").options
    *objectives, own = options
    assert own == "A function of your own" and len(options) == len(PARAMETERS["objective"].names)
    shapes = [next(shape for shape in SHAPES if shape in entry.casefold()) for entry in objectives]
    assert list(dict.fromkeys(shapes)) == [shape for shape in SHAPES if shape in shapes]
    assert shapes == sorted(shapes, key=SHAPES.index), "each shape is in one place"
    assert "Beale · plateau" in options and "Stretched bowl" in options
