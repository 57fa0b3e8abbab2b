"""The start that was put by hand: in the address, in its fields, and when it is taken back."""

import pytest

from optim.domain import is_defined
from tests.ui import sidebar
from tests.ui.sidebar import address, captions, settings, visit
from ui.export.downloads import file_name
from ui.settings.address import from_query
from ui.settings.record import (
    DEFAULT,
    Settings,
    asked_start,
    objective_of,
    start,
    start_notice,
)

FIELDS = ("start_x_typed", "start_y_typed")


def typed(at):
    """What stands in the two fields."""
    return [at.text_input(key=field).value for field in FIELDS]


def type_in(at, x=None, y=None):
    for field, text in zip(FIELDS, (x, y), strict=True):
        if text is not None:
            sidebar.run(at.text_input(key=field).set_value(text))
    return at


def test_an_address_puts_the_start_and_its_fields_say_it():
    at = visit(start="0.3,-0.5")
    assert settings(at) == Settings(start=(0.3, -0.5))
    assert start(settings(at)).tolist() == [0.3, -0.5]
    assert typed(at) == ["0.3", "-0.5"]
    assert address(at) == {"start": "0.3,-0.5"}


@pytest.mark.parametrize(
    ("text", "point", "notice"),
    [
        ("9,-0.5", (1.0, -0.5), "Start: ‘9,-0.5’ is outside the bounds; using 1,-0.5."),
        ("1,2,3", None, "Start: ‘1,2,3’ is not two numbers x,y; using the one the seed draws."),
        ("nan,0", None, "Start: ‘nan,0’ is not two numbers x,y; using the one the seed draws."),
        ("", None, "Start: ‘’ is not two numbers x,y; using the one the seed draws."),
        (" 1e-3 , -0 ", (0.001, 0.0), None),
    ],
)
def test_a_bad_start_is_mended_and_a_line_says_so(text, point, notice):
    assert from_query({"start": text}) == (Settings(start=point), (notice,) if notice else ())


def test_a_start_is_typed_coordinate_by_coordinate():
    at = type_in(visit(), x="0.25")
    assert settings(at).start == (0.25, start(DEFAULT)[1])
    type_in(at, y="-0,75")
    assert settings(at).start == (0.25, -0.75)
    assert address(at) == {"start": "0.25,-0.75"}
    type_in(at, x="")
    assert settings(at).start is None
    assert typed(at) == ["", ""]


@pytest.mark.parametrize(
    ("nonsense", "fault"), [("abc", "is not a number"), ("7", "is over 1"), ("-7", "is under -1")]
)
def test_nonsense_is_kept_and_answered_and_moves_nothing(nonsense, fault):
    at = type_in(visit(start="0.3,-0.5"), y=nonsense)
    assert settings(at).start == (0.3, -0.5)
    assert typed(at) == ["0.3", nonsense]
    assert f"‘{nonsense}’ {fault}; enter a number from -1 to 1. It stays at -0.5." in captions(at)
    type_in(at, x="0.4")
    assert settings(at).start == (0.4, -0.5)
    assert typed(at) == ["0.4", nonsense], "the other field takes nothing away"


def test_a_button_takes_the_start_back_and_is_there_only_then():
    at = visit(start="0.3,-0.5")
    sidebar.run(at.button(key="unplace").click())
    assert settings(at) == DEFAULT and address(at) == {}
    assert typed(at) == ["", ""]
    assert "unplace" not in [button.key for button in at.button]


def test_another_seed_takes_the_start_back():
    at = visit(start="0.3,-0.5")
    sidebar.run(at.select_slider(key="rho").set_value(0.9))
    assert settings(at).start == (0.3, -0.5)
    sidebar.run(at.select_slider(key="seed").set_value(2))
    assert settings(at) == Settings(rho=0.9, seed=2)
    assert typed(at) == ["", ""]


def test_another_hill_keeps_a_start_that_lies_in_its_bounds():
    at = visit(objective="rosenbrock", start="0.3,-0.5")
    sidebar.run(at.selectbox(key="objective").set_value("bowl"))
    assert settings(at).start == (0.3, -0.5)
    sidebar.run(at.selectbox(key="objective").set_value("himmelblau"))
    type_in(at, x="-4")
    sidebar.run(at.selectbox(key="objective").set_value("bowl"))
    assert settings(at).start is None
    assert "start" not in address(at)


def test_a_smaller_domain_of_a_typed_function_takes_a_start_outside_of_it_back():
    at = visit(objective="typed", start="1.5,0")
    sidebar.run(at.text_input(key="domain_typed").set_value("-1,1,-1,1"))
    assert settings(at).domain == (-1, 1, -1, 1) and settings(at).start is None


def test_a_field_that_was_folded_away_says_its_setting_again():
    at = visit(step_size="0.02", start="0.3,-0.5")
    for is_open in (False, True):
        at.session_state["more"] = is_open
        sidebar.run(at.select_slider(key="rho").set_value(0.9))
    assert at.text_input(key="step_size_typed").value == "0.02"
    assert typed(at) == ["0.3", "-0.5"]


def test_a_file_is_named_after_the_start_in_the_place_of_the_seed():
    assert file_name(Settings(start=(0.3, -0.5)), ".csv") == "descent-lab-bowl-start0.3_-0.5.csv"
    assert file_name(Settings(seed=3), ".csv") == "descent-lab-bowl-seed3.csv"


LOG, ROOT = {"objective": "typed", "f": "log(x)+y^2"}, {"objective": "typed", "f": "sqrt(x)+y^2"}


def is_where_f_is_defined(chosen):
    return bool(is_defined(objective_of(chosen), start(chosen)))


def test_no_seed_starts_where_f_is_not_defined():
    chosen = [Settings(**LOG, seed=seed) for seed in range(101)]
    moved = [one for one in chosen if start_notice(one)]
    assert all(map(is_where_f_is_defined, chosen))
    assert len(moved) == 53 and all(asked_start(one)[0] < 0 for one in moved)


def test_a_start_where_f_is_defined_is_taken_to_the_digit_and_without_a_word():
    placed = Settings(**ROOT, start=(0.3, -0.5))
    assert tuple(start(placed)) == (0.3, -0.5) and start_notice(placed) == ()


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ({**LOG, "seed": "1"}, "(−0.332, 0.881)"),
        ({**ROOT, "start": "-1,1"}, "(−1, 1)"),
        ({**ROOT, "start": "−0,001;1"}, "(−0.001, 1)"),
        ({**ROOT, "times": "10", "seed": "1"}, "(−0.332, 0.881)"),
    ],
)
def test_a_link_to_a_start_where_f_is_not_defined_takes_the_nearest_and_says_so(query, asked):
    at = visit(**query)
    x, y = start(settings(at)).tolist()
    assert 0 <= x < 0.1 and y == pytest.approx(asked_start(settings(at))[1], abs=0.05)
    assert f"f is not defined at {asked}: starting at ({x:g}, {y:g})." in captions(at)
    assert address(at) == query


def test_moving_the_seed_says_where_it_starts_as_long_as_it_does():
    at = visit(**LOG, seed="0")
    assert not at.session_state["notices"]
    sidebar.run(at.select_slider(key="seed").set_value(1))
    (notice,) = at.session_state["notices"]
    assert notice.startswith("f is not defined at (−0.332, 0.881): starting at (")
    sidebar.run(at.select_slider(key="rho").set_value(0.9))
    assert at.session_state["notices"] == (notice,)
    sidebar.run(at.select_slider(key="seed").set_value(0))
    assert not at.session_state["notices"]


def test_a_typed_coordinate_where_f_is_not_defined_is_kept_and_the_nearest_start_taken():
    at = type_in(visit(**ROOT), x="−1", y="0,5")
    assert settings(at).start == (-1, 0.5) and typed(at) == ["−1", "0,5"]
    assert is_where_f_is_defined(settings(at))
    assert len(at.session_state["notices"]) == 1
    sidebar.run(at.text_input(key="f_typed").set_value("x^2+y^2"))
    assert tuple(start(settings(at))) == (-1, 0.5), "it is taken as soon as f is defined there"
    assert not at.session_state["notices"]
