"""The curves: every quantity of every rule, as it is packed and chosen on the page."""

import json
from dataclasses import replace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from optim import OBJECTIVES, OPTIMIZERS, SCHEDULES, Noise, Trajectory, race, random_start, run
from tests.driver.server import ROOT
from ui import quantities
from ui.quantities import QUANTITIES, Curve, curve
from ui.race_page import _choose_curves
from ui.settings import session
from ui.settings.record import DEFAULT
from ui.wire.packing import pack

BOWL = OBJECTIVES["bowl"]
STRETCHED = OBJECTIVES["stretched_bowl"]


def run_race(
    objective=STRETCHED, n_iter: int = 50, step_size: float = 0.05, **conditions
) -> dict[str, Trajectory]:
    """All the rules on one objective."""
    rules = {name: rule(step_size=step_size) for name, rule in OPTIMIZERS.items()}
    return race(objective, rules, random_start(objective.bounds, 1), n_iter, **conditions)


def unpacked(races: dict[str, Trajectory], *names: str) -> dict[str, dict[str, np.ndarray]]:
    """run -> column -> its numbers, read as the browser reads them."""
    tables, layout = pack(races, names)
    found = {name: {} for name in races}
    for kind, columns in layout.items():
        values, at = tables[kind]["values"].to_numpy(), 0
        for column, counts in columns.items():
            for name, count in zip(races, counts):
                one = np.repeat(values[at : at + 1], max(0, -count))
                found[name] |= {column: one if count < 0 else values[at : at + count]} if count else {}
                at += 1 if count < 0 else count
        assert at == len(values)
    return found


@pytest.mark.parametrize("name", [name for name, quantity in QUANTITIES.items() if not quantity.along])
def test_the_numbers_of_a_curve_are_the_trajectorys(name: str) -> None:
    races, quantity = run_race(noise=Noise(0.1)), QUANTITIES[name]
    sent = unpacked(races, name)
    assert any(map(quantity.exists, races.values()))
    kind = "f8" if name == "loss" else "f4"
    for run_name, trajectory in races.items():
        columns = [sent[run_name].get(c) for c in quantity.columns]
        assert (columns[0] is not None) == quantity.exists(trajectory)
        if columns[0] is None:
            continue
        true = quantity.values(trajectory)
        assert len(true) in (51, 50)
        assert columns[true.shape[-1] :] in ([], [None])  # one number may stand for both coordinates
        for i, column in enumerate(columns[: true.shape[-1]]):
            np.testing.assert_array_equal(column, true[:, i].astype(kind))
            if quantity.scales == ("linear",):
                continue
            assert (true >= 0).all(), "what may be negative has no logarithmic axis"


def test_one_effective_step_is_sent_where_a_rule_has_the_same_for_both_coordinates() -> None:
    sent = unpacked(run_race(), "effective_step")
    assert {name for name, run in sent.items() if "effective_step_y" not in run} == {
        "gd",
        "momentum",
        "nesterov",
        "lion",
    }
    assert all("effective_step_x" in run for run in sent.values())


def test_what_float32_does_not_hold_is_sent_as_float64() -> None:
    gd = {"gd": OPTIMIZERS["gd"](step_size=0.05)}
    sent = unpacked(race(STRETCHED, gd, (1e-40, 1e-300), 50), "gradient_norm")["gd"]
    assert sent["distance"].dtype == sent["gradient_norm"].dtype == np.float64
    assert sent["x"].dtype == np.float32 and 0 < sent["distance"][-1] < 1e-40
    assert unpacked(race(BOWL, gd, (0, 0), 5))["gd"]["distance"].dtype == np.float32


def test_the_norm_of_the_gradient_is_the_true_one_and_the_noisy_one_has_a_name_of_its_own() -> None:
    noisy = run_race(noise=Noise(0.5))
    sent = unpacked(noisy, "gradient_norm", "used_gradient_norm")["adam"]
    true = np.linalg.norm(STRETCHED.gradient(noisy["adam"].x), axis=1)
    used = np.linalg.norm(noisy["adam"].used_gradient, axis=1)
    np.testing.assert_allclose(sent["gradient_norm"], true, rtol=1e-6)
    np.testing.assert_allclose(sent["used_gradient_norm"], used, rtol=1e-6)
    assert "used_gradient_norm" in quantities.offered(noisy)
    assert "used_gradient_norm" not in quantities.offered(run_race())


def test_each_quantity_is_what_its_name_says() -> None:
    races = run_race()
    sent = unpacked(races, *QUANTITIES)
    rmsprop, gd = sent["rmsprop"], sent["gd"]
    gradient = STRETCHED.gradient(races["rmsprop"].x)
    np.testing.assert_allclose(rmsprop["gradient_norm"], np.linalg.norm(gradient, axis=1), rtol=1e-6)
    np.testing.assert_allclose(rmsprop["distance"], np.linalg.norm(races["rmsprop"].x, axis=1), rtol=1e-6)
    np.testing.assert_array_equal(rmsprop["accumulator_y"], rmsprop["state.square_avg_y"])
    assert rmsprop["accumulator_y"][1] == np.float32(0.01 * gradient[0, 1] ** 2)
    step = 0.05 / (1e-8 + np.sqrt(races["rmsprop"].state["square_avg"][1:, 1]))
    np.testing.assert_allclose(rmsprop["effective_step_y"], step, rtol=1e-6)
    np.testing.assert_array_equal(gd["effective_step_x"], np.full(50, np.float32(0.05)))
    np.testing.assert_array_equal(sent["adam"]["state.count"], np.arange(51))


def test_what_a_run_has_not_is_not_sent() -> None:
    sent = unpacked(run_race(), *QUANTITIES)
    assert not {"accumulator_x", "effective_step_y"} & set(sent["gd"])  # its one step is that of x and y
    assert "state.square_avg_x" not in sent["adagrad"] and "state.square_sum_x" not in sent["rmsprop"]
    assert "distance" not in unpacked(run_race(OBJECTIVES["saddle"]))["gd"]
    races = {name: run_race()[name] for name in DEFAULT.optimizers}
    bytes_of = lambda *names: sum(table.nbytes for table in pack(races, names)[0].values())  # noqa: E731
    assert bytes_of("position", "loss", "distance") == bytes_of()
    assert bytes_of("state.square_avg") - bytes_of() == 2 * 51 * 4
    gd = {"gd": races["gd"]}
    assert pack(gd, ["effective_step"])[1]["float32"]["effective_step_x"] == [-50]


def test_a_run_that_overflows_is_sent_as_far_as_it_is_finite() -> None:
    races = run_race(n_iter=1000, step_size=8.0)
    sent = unpacked(races, *QUANTITIES)["gd"]
    assert len(sent["f"]) == races["gd"].n_finite < 1001
    assert np.isfinite(sent["f"]).all()


def test_a_race_is_offered_what_some_of_its_runs_have() -> None:
    gd = {"gd": run_race()["gd"]}
    steps = ["effective_step", "sharpness"]
    final = ["sensitivity", "sensitivity.condition", "sensitivity.rotation"]
    assert quantities.offered(gd) == ["loss", "distance", "gradient_norm", "position", *final, *steps]
    assert set(quantities.offered(run_race())) >= {"accumulator", "state.square_avg", "state.square_sum"}
    assert "distance" not in quantities.offered(run_race(OBJECTIVES["saddle"]))


def test_the_loss_against_a_parameter_is_offered_where_the_objective_has_it_and_a_minimum() -> None:
    def offered(name: str) -> set[str]:
        return {quantity for quantity in quantities.offered(run_race(OBJECTIVES[name])) if "sens" in quantity}

    both = {"sensitivity", "sensitivity.condition", "sensitivity.rotation"}
    assert offered("stretched_bowl") == both
    assert offered("bowl") == {"sensitivity"} and not offered("saddle")
    assert QUANTITIES["sensitivity.rotation"].title == "Final loss by rotation"


def guides(races: dict[str, Trajectory], name: str = "effective_step", *, own: str = "") -> dict[str, dict]:
    """label, with the racer it is about -> the line; all but one follow the slider of the step size."""
    lines = quantities.guides(races, [name], races.keys() - {own}).get(name, [])
    assert json.loads(json.dumps(lines, allow_nan=False)) == lines
    assert all(line["meaning"].count("{}") == 1 for line in lines)
    return {" ".join(filter(None, (line.get("label"), line.get("run")))): line for line in lines}


def test_guides_tell_where_gradient_descent_and_the_racers_would_diverge() -> None:
    races = run_race()
    lines = guides(races)
    for rule in (trajectory.optimizer for trajectory in races.values()):
        label = "2/L" if rule.name == "gd" else f"edge {rule.name}"
        assert rule.limit is None or lines[label]["level"] == rule.stable_step_size(STRETCHED)
        assert rule.limit is None or f"above {rule.limit} = " in lines[label]["meaning"]
    assert guides({"adam": races["adam"]})["2/L"]["level"] == 0.1  # always: a step size to compare with
    assert set(guides(run_race(OBJECTIVES["beale"]))) == {"α", "α/√t"}
    assert guides(run_race(), "position") == guides(run_race(OBJECTIVES["saddle"]), "loss") == {}


@pytest.mark.parametrize("own", [0.3, 0.05])  # where both are alike, too
def test_the_guide_of_the_shared_step_size_follows_its_slider_and_one_of_its_own_does_not(own: float) -> None:
    rules = {"gd": OPTIMIZERS["gd"](step_size=0.05), "adagrad": OPTIMIZERS["adagrad"](step_size=own)}
    lines = guides(race(BOWL, rules, random_start(BOWL.bounds, 1), 5), own="adagrad")
    assert (lines["α"]["level"], lines["α"]["slider"]) == (0.05, "step_size")
    for label in ("α adagrad", "α/√t adagrad"):
        assert lines[label]["level"] == own and lines[label]["slider"] == "adagrad.step_size"
        assert "AdaGrad" in lines[label]["meaning"]


def test_two_racers_of_one_optimizer_are_told_apart_in_what_their_guides_say() -> None:
    rules = {"rmsprop": OPTIMIZERS["rmsprop"](0.05)}
    rules |= {name: OPTIMIZERS["gd"](step_size) for name, step_size in (("gd", 0.3), ("gd_2", 0.4))}
    lines = quantities.guides(race(BOWL, rules, (1, 1), 5), ["effective_step"], ["rmsprop"])["effective_step"]
    own = [line["meaning"] for line in lines if line.get("run", "").startswith("gd")]
    assert any("GD α = 0.3" in words for words in own) and any("GD α = 0.4" in words for words in own), own


@pytest.mark.parametrize("name", [name for name in SCHEDULES if name != "constant"])
@pytest.mark.parametrize("n_iter", [1, 50, 1000])
def test_guides_follow_the_schedule(name: str, n_iter: int) -> None:
    races = run_race(n_iter=n_iter, schedule=SCHEDULES[name])
    lines = guides(races)
    assert len(lines["α"]["factors"]) == min(n_iter, 200) and lines["α"]["last"] == n_iter - 1
    drawn = 0.05 * np.array(lines["α"]["factors"])[[0, -1]]
    np.testing.assert_allclose(drawn, races["gd"].effective_step[[0, -1], 0], rtol=1e-3)
    assert lines["α/√t"]["factors"] == lines["α"]["factors"] and "factors" not in lines["2/L"]
    assert "factors" not in guides(run_race(n_iter=n_iter))["α"]


def test_adagrads_guide_is_its_step_for_gradients_of_size_one() -> None:
    slope = replace(BOWL, f=lambda x, y: x + y, df=lambda x, y: (np.ones_like(x), np.ones_like(y)))
    steps = run(slope, OPTIMIZERS["adagrad"](step_size=0.05), (0.5, 0.5), 20).effective_step[:, 0]
    np.testing.assert_allclose(steps, 0.05 * np.arange(1, 21) ** -0.5, rtol=1e-7)


def test_the_catalogue_is_plain_and_holds_every_state_variable() -> None:
    told = json.loads(json.dumps(quantities.catalogue(), allow_nan=False))
    assert all(told[name]["title"] and told[name]["meaning"].endswith(".") for name in QUANTITIES)
    for rule in OPTIMIZERS.values():
        for field in rule(step_size=0.1).init(np.zeros(2))._fields:
            columns, both = told[f"state.{field}"]["columns"], [f"state.{field}_x", f"state.{field}_y"]
            assert columns == ([f"state.{field}"] if field in ("count", "momentum_product") else both)


def test_the_page_takes_curves_from_its_address() -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["curves"] = "loss:linear,state.square_avg,position"
    app.run()
    assert not app.exception
    stage = next(e.proto for e in app.get("bidi_component") if e.proto.component_name.endswith("_stage"))
    facts = json.loads(stage.mixed.json)["facts"]
    assert facts["curves"] == [["loss", "linear"], ["state.square_avg", "log"], ["position", "linear"]]
    assert facts["layout"]["float32"]["state.square_avg_x"] == [51, 0, 0]
    assert "effective_step_x" not in facts["layout"]["float32"]
    app.button(key="reset").click().run()
    assert "curves" not in app.query_params


def test_a_choice_in_the_browser_becomes_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    state = {session.SETTINGS: DEFAULT}
    monkeypatch.setattr("streamlit.session_state", state)
    _choose_curves([["loss", "linear"], ["distance", "log"], ["position", "log"]])  # signed: it has no 'log'
    loss, distance, position = state[session.SETTINGS].curves
    assert (loss, distance) == (Curve("loss", "linear"), Curve("distance", "log"))
    assert position == Curve("position", "linear")
    _choose_curves([["loss", "log"], ["no such thing", "log"]])
    assert state[session.SETTINGS].curves == (curve("loss"), distance, position)


def test_racers_of_the_same_edge_share_its_line() -> None:
    races = {name: run_race()[name] for name in ("gd", "rmsprop", "momentum", "lion")}
    lines = quantities.guides(races, ["sharpness"], 0.05)["sharpness"]
    assert [(line["level"], line["meaning"].count(" and ")) for line in lines] == [(2.0, 1), (3.8, 0)]
    assert "Lion" not in str(lines)  # of which no edge is known, and no meter is shown
    assert "sharpness" not in unpacked(races, "sharpness")["lion"]
