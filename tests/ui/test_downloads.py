"""The race to take away: what each file holds, and the menu that offers them."""

import csv
import io
import json
from dataclasses import asdict

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from optim import OBJECTIVES, OPTIMIZERS, race
from ui.export import downloads
from ui.settings.record import DEFAULT, PARAMETERS, Settings, objective_of, optimizers, start


def race_of(settings):
    return race(objective_of(settings), optimizers(settings), start(settings), settings.n_iter)


@pytest.fixture(scope="module")
def races():
    return race_of(DEFAULT)


def test_the_csv_reads_back_to_the_digit(races):
    text = downloads.as_csv(races).decode()
    assert text.startswith("optimizer,iteration,x,y,f\r\n")
    assert text.count("\r\n") == text.count("\n") == 154
    rows = list(csv.DictReader(io.StringIO(text)))
    rmsprop = [row for row in rows if row["optimizer"] == "RMSProp"]
    assert [[float(row["x"]), float(row["y"])] for row in rmsprop] == races["rmsprop"].x.tolist()
    assert [float(row["f"]) for row in rmsprop] == races["rmsprop"].value.tolist()


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        (DEFAULT, "descent-lab-bowl-seed1.csv"),
        (
            Settings("beale", ("gd",), 0.0001, 0.9, seed=7),
            "descent-lab-beale-seed7-step_size0.0001-rho0.9.csv",
        ),
    ],
)
def test_a_files_name_says_the_settings(settings, name):
    assert downloads.file_name(settings, ".csv") == name


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_to_take_away_needs_no_server(races, theme):
    html = downloads.as_page(DEFAULT, races, theme).decode()
    assert html.startswith("<!DOCTYPE html>") and html.rstrip().endswith("</html>")
    assert f"<title>{OBJECTIVES['bowl'].title}: RMSProp, AdaGrad, Gradient descent</title>" in html
    assert '"settings":{"step_size":0.01,"rho":0.99,"n_iter":50,"seed":1}' in html
    assert "Plotly.newPlot" in html and 'src="http' not in html


def test_the_page_says_where_a_run_starts_that_no_seed_has_placed(races):
    html = downloads.as_page(Settings(start=(0.3, -0.5)), races, "light").decode()
    assert "start (0.3, \\u22120.5)" in html and "seed" not in html.partition('"subtitle"')[2][:300]


def test_the_files_tell_racers_of_one_optimizer_apart():
    own = (("gd_2.step_size", 0.1),)
    settings = Settings("bowl", ("gd", "gd_2"), own=own)
    races = race_of(settings)
    rows = list(csv.DictReader(io.StringIO(downloads.as_csv(races).decode())))
    assert {row["optimizer"] for row in rows} == {"GD α = 0.01", "GD α = 0.1"}
    runs = json.loads(downloads.as_json(settings, races))["runs"]
    names = [(one["racer"], one["optimizer"], one["title"]) for one in runs]
    assert names == [("gd", "gd", "GD α = 0.01"), ("gd_2", "gd", "GD α = 0.1")]
    assert [one["hyperparameters"]["step_size"] for one in runs] == [0.01, 0.1]
    html = downloads.as_page(settings, races, "light").decode()
    assert "<title>Bowl: GD α = 0.01, GD α = 0.1</title>" in html.replace(OBJECTIVES["bowl"].title, "Bowl")
    assert "step_size, n_iter = 0.1, 50" in downloads.as_script(settings, races["gd_2"])
    assert downloads.file_name(settings, ".csv") == "descent-lab-bowl-seed1-gd_2.step_size0.1.csv"


def refuse(constant):
    raise AssertionError(f"{constant} is no JSON")


def read(settings):
    """The JSON of a race, strictly read."""
    return json.loads(downloads.as_json(settings, race_of(settings)), parse_constant=refuse)


OWN = (("gd.step_size", 0.001),)


def test_the_json_holds_the_settings_by_the_names_of_the_address():
    view = (-1.0, 1.0, -2.0, 2.0)
    settings = Settings("beale", ("gd", "adagrad"), 0.002, n_iter=7, seed=3, view=view, own=OWN)
    facts = read(settings)
    assert (facts["format"], facts["version"]) == ("descent-lab-race", 1)
    asked = {name: jsonable(getattr(settings, name)) for name in PARAMETERS}
    assert facts["settings"] == {**asked, "own": dict(OWN)}
    beale = OBJECTIVES["beale"]
    assert facts["objective"] == {
        "name": "beale",
        "title": "Beale",
        "formula": beale.formula,
        "minimum": 0.0,
        "bounds": beale.bounds.tolist(),
        "minima": beale.minima.tolist(),
    }
    assert facts["start"] == start(settings).tolist()


def jsonable(value):
    return json.loads(json.dumps(value))


def test_the_json_holds_every_iterate_to_the_digit(races):
    runs = read(DEFAULT)["runs"]
    assert [run["optimizer"] for run in runs] == list(races)
    for run, trajectory in zip(runs, races.values()):
        x, y, f = (run["iterates"][name] for name in "xyf")
        assert np.array_equal(np.transpose([x, y]), trajectory.x)
        assert f == trajectory.value.tolist()
        assert run["outcome"]["reason"] == trajectory.outcome.reason
        assert run["outcome"].pop("words")
        assert run["outcome"] == asdict(trajectory.outcome)
        assert OPTIMIZERS[run["optimizer"]](**run["hyperparameters"]) == trajectory.optimizer


def test_what_is_not_finite_is_null_in_the_json():
    settings = Settings("rosenbrock", ("gd",), step_size=10.0, n_iter=20)
    (run,) = read(settings)["runs"]
    trajectory = race_of(settings)["gd"]
    for values, truth in zip(run["iterates"].values(), (*trajectory.x.T, trajectory.value)):
        assert len(values) == 21
        assert [value is None for value in values] == (~np.isfinite(truth)).tolist()
    assert None in run["iterates"]["f"]
    assert run["outcome"]["words"].startswith("diverges")


@pytest.mark.parametrize("name", OBJECTIVES)
def test_every_objective_is_valid_json(name):
    assert read(Settings(name, n_iter=3))["objective"]["name"] == name


@pytest.mark.parametrize("seed", [1, 12])
def test_the_script_is_of_this_very_run(seed, capsys):
    settings = Settings("booth", ("adagrad",), 0.1, n_iter=9, seed=seed)
    trajectory = race_of(settings)["adagrad"]
    exec(downloads.as_script(settings, trajectory), names := {})
    assert names["x"].tolist() == trajectory.x[-1].tolist()
    assert len(capsys.readouterr().out.splitlines()) == 10  # nine updates, and where they have led


def page():
    import streamlit as st

    from ui.export import take
    from ui.settings.record import DEFAULT

    if "races" not in st.session_state:  # a closed menu asks for none
        take.show(DEFAULT, dict)
    else:
        races = st.session_state["races"]
        take.show(DEFAULT, lambda: races)


FILES = {"csv", "json", "html", "py"}


def test_the_menu_is_made_only_while_it_is_open():
    at = AppTest.from_function(page, default_timeout=60).run()
    assert not at.exception
    assert len(at.button) == len(at.download_button) == 0


def opened(races):
    at = AppTest.from_function(page, default_timeout=60)
    at.session_state["take"], at.session_state["races"] = True, races
    at.run()
    assert not at.exception
    return at


def test_the_menu_offers_everything_with_a_line_on_what_it_is(races):
    at = opened(races)
    rows = {button.key: button.label for button in [*at.button, *at.download_button]}
    made_here = ("link", "moment", "qr", "png", "gif", "map_png", "map_csv")
    assert {*rows} == {f"take_{k}" for k in made_here} | {f"download_{k}" for k in FILES}
    assert all(label.startswith("**") and len(label.split("** ")[1]) > 8 for label in rows.values())
    assert at.selectbox(key="script_of").options == ["RMSProp", "AdaGrad", "Gradient descent"]


def test_a_file_is_made_when_its_button_is_clicked(races, monkeypatch):
    def make(*_):
        raise AssertionError("made before anybody asked")

    for name in ("as_csv", "as_json", "as_page"):
        monkeypatch.setattr(f"ui.export.take.{name}", make)
    assert len(opened(races).download_button) == len(FILES)


def test_one_run_needs_no_choice_of_a_script(races):
    assert len(opened({"gd": races["gd"]}).selectbox) == 0


def test_a_run_without_a_script_says_so(races, monkeypatch):
    monkeypatch.setattr("ui.export.take.as_script", lambda *_: None)
    at = opened(races)
    assert "download_py" not in {button.key for button in at.download_button}
    assert at.text[0].value == "There is no script for RMSProp on Bowl."
