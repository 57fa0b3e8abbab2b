"""The curves: every quantity of every rule, as it is packed, sent ahead in a fan and chosen on the page."""

import json
from dataclasses import replace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from optim import OBJECTIVES, OPTIMIZERS, Trajectory, race, random_start, run
from scripts.server import ROOT
from ui import fan, quantities, session
from ui.packing import pack
from ui.quantities import QUANTITIES, Curve, curve
from ui.race_page import _choose_curves
from ui.settings import DEFAULT, NUMBERS, objective, optimizers, start

BOWL = OBJECTIVES["bowl"]
STRETCHED = OBJECTIVES["stretched_bowl"]


def run_race(hill=STRETCHED, n_iter: int = 50, step_size: float = 0.05) -> dict[str, Trajectory]:
    """All the rules on one hill."""
    rules = {name: rule(step_size=step_size) for name, rule in OPTIMIZERS.items()}
    return race(hill, rules, random_start(hill.bounds, 1), n_iter)


def unpacked(races: dict[str, Trajectory], *names: str) -> dict[str, dict[str, np.ndarray]]:
    """run -> column -> its numbers, read as the browser reads them."""
    tables, layout = pack(races, names)
    found = {name: {} for name in races}
    for kind, columns in layout.items():
        values, at = tables[kind]["values"].to_numpy(), 0
        for column, counts in columns.items():
            for name, count in zip(races, counts):
                found[name] |= {column: values[at : at + count]} if count else {}
                at += count
        assert at == len(values)
    return found


@pytest.mark.parametrize("name", QUANTITIES)
def test_the_numbers_of_a_curve_are_the_trajectorys(name: str) -> None:
    races, quantity = run_race(), QUANTITIES[name]
    sent = unpacked(races, name)
    assert any(map(quantity.exists, races.values()))
    for run_name, trajectory in races.items():
        columns = [sent[run_name].get(c) for c in quantity.columns]
        assert (columns[0] is not None) == quantity.exists(trajectory)
        if columns[0] is None:
            continue
        true = quantity.values(trajectory)
        assert len(true) in (51, 50)
        for i, column in enumerate(columns):
            # One column stands for both coordinates where they are alike by their rule.
            np.testing.assert_array_equal(
                columns[0] if column is None else column, true[:, i].astype(column_type(name))
            )


def column_type(name: str) -> str:
    return "f8" if name in ("loss", "distance", "gradient_norm") else "f4"


def test_each_quantity_is_what_its_name_says() -> None:
    races = run_race()
    sent = unpacked(races, *QUANTITIES)
    rmsprop, gd = sent["rmsprop"], sent["gd"]
    gradient = STRETCHED.gradient(races["rmsprop"].x)
    np.testing.assert_allclose(rmsprop["gradient_norm"], np.linalg.norm(gradient, axis=1), rtol=1e-14)
    np.testing.assert_allclose(rmsprop["distance"], np.linalg.norm(races["rmsprop"].x, axis=1), rtol=1e-14)
    np.testing.assert_array_equal(rmsprop["accumulator_y"], rmsprop["state.square_avg_y"])
    assert rmsprop["accumulator_y"][1] == np.float32(0.01 * gradient[0, 1] ** 2)
    step = 0.05 / (1e-8 + np.sqrt(races["rmsprop"].state["square_avg"][1:, 1]))
    np.testing.assert_allclose(rmsprop["effective_step_y"], step, rtol=1e-6)
    np.testing.assert_array_equal(gd["effective_step_x"], np.full(50, np.float32(0.05)))


def test_what_a_run_has_not_is_not_sent() -> None:
    sent = unpacked(run_race(), *QUANTITIES)
    assert not {"accumulator_x", "effective_step_y"} & set(sent["gd"])  # its one step is that of x and y
    assert "state.square_avg_x" not in sent["adagrad"] and "state.square_sum_x" not in sent["rmsprop"]
    assert "distance" not in unpacked(run_race(OBJECTIVES["saddle"]))["gd"]
    bytes_of = lambda *names: sum(table.nbytes for table in pack(run_race(), names)[0].values())  # noqa: E731
    assert bytes_of("position", "loss", "distance") == bytes_of()
    assert bytes_of("state.square_avg") - bytes_of() == 2 * 51 * 4


def test_a_run_that_overflows_is_sent_as_far_as_it_is_finite() -> None:
    races = run_race(n_iter=1000, step_size=8.0)
    sent = unpacked(races, *QUANTITIES)["gd"]
    assert len(sent["f"]) == races["gd"].n_finite < 1001
    assert np.isfinite(sent["f"]).all()


def test_a_race_is_offered_what_some_of_its_runs_have() -> None:
    gd = {"gd": run_race()["gd"]}
    assert quantities.offered(gd) == ["loss", "distance", "gradient_norm", "position", "effective_step"]
    assert set(quantities.offered(run_race())) >= {"accumulator", "state.square_avg", "state.square_sum"}
    assert "distance" not in quantities.offered(run_race(OBJECTIVES["saddle"]))


def test_guides_tell_where_gradient_descent_would_diverge() -> None:
    lines = {
        line["label"]: line for line in quantities.guides(run_race(), ["effective_step"])["effective_step"]
    }
    assert lines["2/L"]["level"] == 0.1
    assert lines["α"]["level"] == lines["α/√t"]["level"] == 0.05 and lines["α/√t"]["power"] == -0.5
    without = quantities.guides(run_race(OBJECTIVES["beale"]), ["effective_step", "position"])
    assert "2/L" not in {line["label"] for line in without["effective_step"]} and "position" not in without
    assert quantities.guides(run_race(OBJECTIVES["saddle"]), ["loss"]) == {}


def test_adagrads_guide_is_its_step_for_gradients_of_size_one() -> None:
    slope = replace(BOWL, f=lambda x, y: x + y, df=lambda x, y: (np.ones_like(x), np.ones_like(y)))
    steps = run(slope, OPTIMIZERS["adagrad"](step_size=0.05), (0.5, 0.5), 20).effective_step[:, 0]
    np.testing.assert_allclose(steps, 0.05 * np.arange(1, 21) ** -0.5, rtol=1e-7)


def test_the_catalogue_is_plain_and_holds_every_state_variable() -> None:
    told = json.loads(json.dumps(quantities.catalogue(), allow_nan=False))
    assert all(told[name]["title"] and told[name]["meaning"].endswith(".") for name in QUANTITIES)
    for rule in OPTIMIZERS.values():
        for field in rule(step_size=0.1).init(np.zeros(2))._fields:
            assert told[f"state.{field}"]["columns"] == [f"state.{field}_x", f"state.{field}_y"]


@pytest.mark.parametrize("slider", NUMBERS)
@pytest.mark.parametrize("name", QUANTITIES)
def test_a_fan_carries_the_chosen_curves_and_stays_small(slider: str, name: str) -> None:
    settings = replace(DEFAULT, n_iter=100, curves=(curve(name),) * 3)
    sent = fan.make(settings, slider, NUMBERS[slider].positions, False)
    assert sum(table.nbytes for table in sent.tables.values()) + len(json.dumps(sent.facts)) <= 200_000
    place, samples = 3, sent.facts["samples"]
    if slider != "n_iter":
        settings = replace(settings, **{slider: NUMBERS[slider].positions[place]})
    for rule, table in sent.tables.items():
        n_iter = 500 if slider == "n_iter" else 100
        true = run(objective(settings), optimizers(settings)[rule], start(settings), n_iter)
        rows = slice(0, samples) if slider == "n_iter" else slice(place * samples, (place + 1) * samples)
        at = table["at"].to_numpy()[rows]
        for column, values in quantities.columns(true, {name} - {"distance"}).items():
            found = table[column].to_numpy()[rows]
            np.testing.assert_allclose(found, values[np.minimum(at, len(values) - 1)], rtol=1e-6, atol=1e-37)
            assert (column in sent.facts["steps"]) == (len(values) == n_iter)


def test_other_curves_need_another_fan_and_other_places_or_scales_do_not() -> None:
    def key(*curves: Curve) -> str:
        return fan.key(replace(DEFAULT, curves=curves), "seed", NUMBERS["seed"].positions)

    loss, step, s = DEFAULT.curves
    assert key(loss, step, s) == key(s, curve("distance"), Curve("effective_step", "linear"))
    assert key(loss, step, s) != key(loss, step, curve("gradient_norm"))


def test_the_page_takes_curves_from_its_address() -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
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
