"""The stage, Python's side: what is packed for the browser, and how much of it."""

import json
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from optim import OBJECTIVES
from tests.ui.messages import element, page, run_race, sent
from ui.wire import mechanism, stage, update
from ui.wire.packing import pack

BOWL = OBJECTIVES["bowl"]


def test_a_loss_of_1e_300_survives() -> None:
    tables, layout = pack(run_race(step_size=0.25, n_iter=500))  # GD halves each coordinate at every step
    f = tables["float64"]["values"].to_numpy()[: sum(layout["float64"]["f"])]
    assert 0 < f[1002:].min() < 1e-290


def test_a_run_that_overflows_says_how_far_it_is_finite() -> None:
    facts = stage.describe(BOWL, run_race(step_size=8.0, n_iter=1000))
    gd = next(run for run in facts["runs"] if run["name"] == "gd")
    assert 100 < gd["length"] < 400
    assert gd["outcome"]["reason"] == "diverged"
    json.dumps(facts, allow_nan=False)


@pytest.mark.parametrize(("n_iter", "kilobytes"), [(50, 9.6), (100, 14.9)])
def test_a_move_is_small(n_iter: int, kilobytes: float) -> None:
    """The message of the runs, of which the most are numbers."""
    assert element(page({"n_iter": str(n_iter)}), "stage").ByteSize() < kilobytes * 1000


def test_every_objective_can_be_described() -> None:
    for objective in OBJECTIVES.values():
        facts = stage.describe(objective, run_race(objective=objective))
        assert json.loads(json.dumps(facts, allow_nan=False))["objective"] == objective.name


def test_the_page_sends_a_hill_and_a_run_that_belong_together() -> None:
    app = page()
    assert not app.exception
    terrain, facts = sent(app, "terrain"), sent(app, "stage")["facts"]
    assert facts["terrain"] == terrain["key"]
    assert facts["n_iter"] == 50
    assert [run["name"] for run in facts["runs"]] == ["rmsprop", "adagrad", "gd"]
    assert json.loads(terrain["contour"])["layout"]["meta"]["frame"] == [-0.4, 0.2, -0.1, 0.5]


def test_the_hill_stays_the_same_while_a_slider_moves() -> None:
    app = page()
    before = element(app, "terrain").SerializeToString(deterministic=True)
    facts = sent(app, "stage")["facts"]
    app.select_slider(key="step_size").set_value(0.1).run()
    assert element(app, "terrain").SerializeToString(deterministic=True) == before
    assert sent(app, "stage")["facts"]["id"] != facts["id"]


def test_another_hill_is_shown_whole_again() -> None:
    app = page()
    app.selectbox(key="objective").set_value("beale").run()
    assert not app.exception
    assert sent(app, "stage")["facts"]["terrain"] == sent(app, "terrain")["key"]


def test_a_start_outside_of_the_frame_moves_the_frame() -> None:
    app = page({"view": "-0.4,0.2,-0.1,0.5"})
    for seed in (2, 3, 4):
        app.select_slider(key="seed").set_value(seed).run()
        (x, y), (x0, x1, y0, y1) = (
            sent(app, "stage")["facts"]["start"],
            json.loads(sent(app, "terrain")["contour"])["layout"]["meta"]["frame"],
        )
        assert x0 <= x <= x1 and y0 <= y <= y1


def test_a_picture_says_where_a_run_starts_that_no_seed_has_placed() -> None:
    told = sent(page({"start": "0.3,-0.5"}), "stage")["facts"]["sliders"]
    assert told["start"] == {"label": "Start", "text": "(0.3, −0.5)"} and "seed" not in told


def frame_of(app: AppTest) -> list[float]:
    """The part of the plane on show."""
    return json.loads(sent(app, "terrain")["contour"])["layout"]["meta"]["frame"]


def test_a_frame_that_fits_follows_every_run_and_one_that_does_not_stands_still() -> None:
    fits, stands = page({"view": "fit"}), page({})
    before = frame_of(fits)
    assert before == frame_of(stands)
    for app in (fits, stands):
        app.select_slider(key="step_size").set_value(0.5).run()
    assert frame_of(fits) != before == frame_of(stands)
    assert sent(fits, "stage")["facts"]["frame"] == "fit" and sent(stands, "stage")["facts"]["frame"] == ""
    assert "fit" in fits.query_params["view"] and "view" not in stands.query_params


def test_fit_is_kept_with_another_objective() -> None:
    app = page({"view": "fit"})
    app.selectbox(key="objective").set_value("beale").run()
    assert app.session_state["_settings"].view == "fit"
    assert sent(app, "stage")["facts"]["frame"] == "fit"


def test_the_frame_stays_when_the_hill_on_it_changes() -> None:
    app = page({"objective": "stretched_bowl", "seed": "3"})
    before = json.loads(sent(app, "terrain")["contour"])["layout"]["meta"]["frame"]
    app.select_slider(key="stretched_bowl.condition").set_value(1000.0).run()
    assert json.loads(sent(app, "terrain")["contour"])["layout"]["meta"]["frame"] == before


@pytest.mark.parametrize("name", sorted({o.shape: name for name, o in OBJECTIVES.items()}.values()))
def test_a_hill_of_every_shape_is_a_page(name: str) -> None:
    app = page({"objective": name, "n_iter": "20"})
    assert not app.exception
    assert sent(app, "stage")["facts"]["objective"] == name


def test_reset_chooses_the_frame_anew() -> None:
    app = page()
    app.select_slider(key="seed").set_value(2).run()
    app.button(key="reset").click().run()
    assert json.loads(sent(app, "terrain")["contour"])["layout"]["meta"]["frame"] == [-0.4, 0.2, -0.1, 0.5]
    assert not app.query_params


def places(node, path: tuple = ()) -> dict[str, tuple]:
    """Where each element with a key stands in the page, and each block with one."""
    found = {}
    for index, child in getattr(node, "children", {}).items():
        key = getattr(getattr(child, "proto", None), "id", "").rpartition("-")[2]
        found |= {key: (*path, index)} if key else {}
        found |= places(child, (*path, index))
    return found


def test_whatever_comes_or_goes_nothing_else_moves() -> None:
    """Where parts of the page wait to be sent, Streamlit drops some: the others must find their place."""
    parts = ("stage", "terrain", "programs", "iterates", "take", "more", "step_size", "seed", "reset")
    first = page()
    second = page({"objective": "typed", "f": "x^2+y^2", "start": "0.5,0.25", "rho": "7"})
    second.session_state[mechanism.SHOWN], second.session_state[update.OPEN] = True, "rmsprop"
    second.run()
    for app in (first, second):
        app.places = places(app.main) | places(app.sidebar)
    assert {"mechanism", "update", "unplace", "f_typed"} <= second.places.keys() - first.places.keys()
    assert [first.places[part] for part in parts] == [second.places[part] for part in parts]


def test_a_minimum_that_is_0_up_to_rounding_is_told_as_0() -> None:
    almost = replace(BOWL, f=lambda x, y: x**2 + y**2 + 1.3e-31)
    assert stage.describe(almost, run_race(objective=almost))["minimum"] == 0
    small = BOWL.times(1e-10)
    assert stage.describe(small, run_race(objective=small))["minimum"] == 0
    lifted = replace(BOWL, f=lambda x, y: x**2 + y**2 + 1e-9)
    assert stage.describe(lifted, run_race(objective=lifted))["minimum"] == 1e-9


def test_losses_are_sent_less_the_offset_and_the_facts_name_it() -> None:
    raised = replace(BOWL, f=lambda x, y: 1e6 + x**2 + y**2, offset=1e6)
    races = run_race(objective=raised)
    facts = stage.describe(raised, races)
    assert (facts["minimum"], facts["offset"]) == (0, 1e6)
    tables, layout = pack(races)
    f = tables["float64"]["values"].to_numpy()[: layout["float64"]["f"][0]]
    assert f == pytest.approx((races["rmsprop"].x ** 2).sum(-1), abs=1e-9)


def test_when_a_run_left_and_when_it_overflowed_are_two_facts() -> None:
    facts = stage.describe(BOWL, run_race(step_size=1.5, n_iter=1000))
    gd = next(run for run in facts["runs"] if run["name"] == "gd")["outcome"]
    assert gd["left"] == gd["iteration"] == 2 and gd["ended"] > 500


@pytest.mark.parametrize(
    ("view", "kind"), [("0.9999,1.0001,0.9999,1.0001", "float64"), ("0,1,0,1", "float32")]
)
def test_positions_are_sent_as_precisely_as_the_frame_asks(view: str, kind: str) -> None:
    facts = sent(page({"objective": "rosenbrock", "start": "1.00001,1.00002", "view": view}), "stage")[
        "facts"
    ]
    assert "x" in facts["layout"][kind] and "y" in facts["layout"][kind]


def test_a_hill_with_a_hole_is_a_page() -> None:
    app = page({"objective": "typed", "f": "sqrt(x)+y^2", "start": "1,1", "view": "-2,-1,-1,1"})
    assert not app.exception
    assert json.loads(sent(app, "terrain")["contour"])["layout"]["meta"]["defined"] is False
