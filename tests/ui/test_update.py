"""One update with numbers, Python's side: sent while its panel is open, and what the run recorded."""

import json

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from optim import OBJECTIVES, OPTIMIZERS, run
from optim.explain.digits import digits, rounded
from optim.explain.substeps import explain
from tests.driver.server import ROOT
from ui.wire import update


def page(chosen: str | None, query: dict[str, str] | None = None) -> AppTest:
    """The whole app, run once; `chosen` is the optimizer that the panel is open for."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in (query or {}).items():
        app.query_params[name] = value
    if chosen:
        app.session_state[update.OPEN] = chosen
    return app.run()


def sent(app: AppTest, name: str) -> dict | None:
    """The facts of an element's data, None for one that is not on the page."""
    for found in app.get("bidi_component"):
        if found.proto.component_name.endswith(f"descent_lab_{name}"):
            return json.loads(found.proto.json or found.proto.mixed.json)["facts"]
    return None


def read(packed: dict, name: str, column: str = "values") -> np.ndarray:
    """(rows, 2): the values of a name, or their digits, as the panel reads them."""
    facts, values = packed["facts"], packed["values"][column].to_numpy()
    return values.reshape(len(facts["columns"]), 2, facts["rows"])[facts["columns"].index(name)].T


def test_a_closed_panel_costs_nothing() -> None:
    assert sent(page(None), "update") is None


def test_an_open_one_gets_the_numbers_of_the_race_on_show() -> None:
    app = page("adagrad")
    assert not app.exception
    facts = sent(app, "update")
    assert facts["optimizer"] == "adagrad"
    assert facts["race"] == sent(app, "stage")["id"]
    app.select_slider(key="step_size").set_value(0.1).run()
    assert sent(app, "update")["race"] == sent(app, "stage")["id"] != facts["race"]
    assert sent(app, "update")["constants"][r"\alpha"] == 0.1


def test_who_does_not_race_has_no_update_and_the_first_takes_its_place() -> None:
    app = page("adagrad", {"optimizers": "gd"})
    assert not app.exception
    assert sent(app, "update")["optimizer"] == "gd"


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_values_are_those_of_the_run(name: str) -> None:
    trajectory = run(OBJECTIVES["bowl"], OPTIMIZERS[name](step_size=0.01), (0.6, -0.8), 50)
    told, packed = explain(trajectory), update.pack(trajectory, "this race")
    assert packed["facts"]["rows"] == 50
    for i, (step, result) in enumerate(zip(told.substeps, told.results)):
        expected = trajectory.x[1:] if step.target == "x" else told.values[:, i]
        written = digits(trajectory, told)[result]
        np.testing.assert_array_equal(read(packed, result, "digits"), written)
        np.testing.assert_allclose(read(packed, result), rounded(expected, written), rtol=1e-7)
    json.dumps(packed["facts"], allow_nan=False)


def test_an_update_is_small_and_float32() -> None:
    for rule in OPTIMIZERS.values():
        packed = update.pack(run(OBJECTIVES["bowl"], rule(step_size=0.01), (0.6, -0.8), 50), "race")
        assert packed["values"]["values"].type == "float"
        assert packed["values"].nbytes + len(json.dumps(packed["facts"])) < 22_000


def test_what_float32_would_lose_is_sent_whole() -> None:
    trajectory = run(OBJECTIVES["bowl"], OPTIMIZERS["gd"](step_size=0.25), (0.6, -0.8), 500)
    assert 0 < abs(read(update.pack(trajectory, "race"), "x")[-1, 0]) < 1e-100


def test_a_run_that_overflows_ends_with_the_update_that_does() -> None:
    trajectory = run(OBJECTIVES["rosenbrock"], OPTIMIZERS["gd"](step_size=0.1), (-1.2, 1.0), 100)
    packed = update.pack(trajectory, "race")
    assert packed["facts"]["rows"] == trajectory.n_finite < 100
    assert np.isfinite(read(packed, "x")).all()
    assert not np.isfinite(trajectory.value[packed["facts"]["rows"]])


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_what_has_a_direction_is_drawn_as_an_arrow_and_the_rest_as_a_box(name: str) -> None:
    trajectory = run(OBJECTIVES["himmelblau"], OPTIMIZERS[name](step_size=0.01), (0.5, -0.5), 100)
    steps = update.pack(trajectory, "race")["facts"]["steps"]
    values = dict(zip((step["result"] for step in steps), np.moveaxis(explain(trajectory).values, 1, 0)))
    assert [steps[0]["drawn"], steps[-1]["drawn"]] == ["arrow", "step"]
    for step in steps[:-1]:
        turns = (values[step["result"]] < 0).any()
        assert step["drawn"] == "arrow" or not turns, step["result"]
        squares = (
            any(word in step["symbolic"] for word in ("<msqrt>", "<msup>")) and "←" not in step["symbolic"]
        )
        assert step["drawn"] != "arrow" or turns or not squares, step["result"]
    if name == "nadam":
        assert {step["result"]: step["drawn"] for step in steps}[r"\mu_t"] == ""  # one number for both
