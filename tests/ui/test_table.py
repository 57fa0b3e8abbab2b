"""The iterates as a table."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from optim import race
from ui import table
from ui.settings.record import DEFAULT, Settings, objective_of, optimizers, start


def race_of(settings):
    return race(objective_of(settings), optimizers(settings), start(settings), settings.n_iter)


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
    from ui.settings.record import DEFAULT, objective_of, optimizers, start

    calls = st.session_state.setdefault("calls", [])
    make = table.iterates
    table.iterates = lambda races: calls.append(1) or make(races)
    try:
        races = race(objective_of(DEFAULT), optimizers(DEFAULT), start(DEFAULT), DEFAULT.n_iter)
        table.show(lambda: races)
    finally:
        table.iterates = make


def test_the_table_is_made_only_while_it_is_open():
    at = AppTest.from_function(page, default_timeout=60).run()
    assert not at.exception
    assert at.session_state["calls"] == [] and len(at.dataframe) == 0
    at.session_state["iterates"] = True
    at.run()
    assert not at.exception
    assert at.session_state["calls"] == [1]
    assert at.dataframe[0].value.shape == (153, 5)
