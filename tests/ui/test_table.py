"""The iterates as a table and as files."""

import csv
import io

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from optim import OBJECTIVES, race
from ui import downloads, table
from ui.settings import DEFAULT, Settings, objective, optimizers, start


def race_of(settings):
    return race(objective(settings), optimizers(settings), start(settings), settings.n_iter)


@pytest.fixture(scope="module")
def races():
    return race_of(DEFAULT)


def test_one_row_for_each_iterate_from_the_start_on(races):
    frame = table.iterates(races)
    assert list(frame.columns) == ["optimizer", "iteration", "x", "y", "f"]
    assert frame.groupby("optimizer", observed=True).size().to_dict() == {
        "RMSProp": 51,
        "AdaGrad": 51,
        "Gradient descent": 51,
    }
    starts = frame[frame["iteration"] == 0]
    assert (starts[["x", "y"]].to_numpy() == start(DEFAULT)).all()
    for name, title in [("rmsprop", "RMSProp"), ("gd", "Gradient descent")]:
        rows = frame[frame["optimizer"] == title]
        assert np.array_equal(rows["iteration"], np.arange(51))
        assert np.array_equal(rows[["x", "y"]], races[name].x)
        assert np.array_equal(rows["f"], races[name].value)


def test_a_run_that_overflows_ends_at_its_last_finite_iterate():
    races = race_of(Settings("rosenbrock", ("gd",), step_size=10.0))
    frame = table.iterates(races)
    assert len(frame) == races["gd"].n_finite < 51
    assert np.isfinite(frame[["x", "y", "f"]].to_numpy()).all()


def page():
    import streamlit as st

    from optim import race
    from ui import table
    from ui.settings import DEFAULT, objective, optimizers, start

    calls = st.session_state.setdefault("calls", [])
    make = table.iterates
    table.iterates = lambda races: calls.append(1) or make(races)
    try:
        table.show(race(objective(DEFAULT), optimizers(DEFAULT), start(DEFAULT), DEFAULT.n_iter))
    finally:
        table.iterates = make


def test_the_table_is_made_only_while_it_is_open():
    at = AppTest.from_function(page).run()
    assert not at.exception
    assert at.session_state["calls"] == [] and len(at.dataframe) == 0
    at.session_state["iterates"] = True
    at.run()
    assert not at.exception
    assert at.session_state["calls"] == [1]
    assert at.dataframe[0].value.shape == (153, 5)


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


def test_a_file_is_made_when_its_button_is_clicked():
    def page():
        from ui import downloads
        from ui.settings import DEFAULT

        downloads.show(DEFAULT, {})  # no race at all: making a file would fail

    at = AppTest.from_function(page).run()
    assert not at.exception
    assert [button.label for button in at.download_button] == ["Iterates (CSV)", "Animated figure (HTML)"]
