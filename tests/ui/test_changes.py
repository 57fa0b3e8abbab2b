"""No change is lost: two in one message, one whose run was given up, one that crosses another on its way."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.sidebar import address, run, settings, visit
from ui import race_page
from ui.settings import session
from ui.settings.record import DEFAULT, NUMBERS, Settings
from ui.wire import requests

ROOT = Path(__file__).parents[2]


def opened(**query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.query_params.update(query)
    return at


def test_two_changes_in_one_message_are_both_taken_over():
    at = visit(optimizers="rmsprop,adam")
    at.select_slider(key="rho").set_value(0.9)
    at.select_slider(key="rmsprop.step_size").set_value(0.5)
    at.checkbox(key="race_gd").check()
    at.checkbox(key="race_adam").uncheck()
    at.text_input(key="n_iter_typed").set_value("70")
    at.text_input(key="start_x_typed").set_value("0.25")
    run(at.text_input(key="start_y_typed").set_value("0.75"))
    expected = Settings(
        optimizers=("rmsprop", "gd"),
        rho=0.9,
        n_iter=70,
        start=(0.25, 0.75),
        own=(("rmsprop.step_size", 0.5),),
    )
    assert settings(at) == expected


def test_a_button_knows_of_the_change_that_came_with_it():
    at = visit(objective="stretched_bowl", optimizers="gd")
    at.select_slider(key="times").set_value(10.0)
    run(at.button(key="find_edge").click())
    assert settings(at).times == 10
    assert settings(at).step_size == pytest.approx(0.01, rel=0.02)  # 2/L, and L is ten times as large


def test_a_change_whose_run_was_given_up_is_taken_over_by_the_next():
    at = visit(optimizers="rmsprop,adam")
    at.session_state["given_up"] = True
    at.select_slider(key="rho").set_value(0.9)
    at.select_slider(key="rmsprop.step_size").set_value(0.5)
    at.checkbox(key="race_gd").check()
    at.text_input(key="n_iter_typed").set_value("70")
    run(at)
    run(at)
    assert settings(at).own == (("rmsprop.step_size", 0.5),)
    assert settings(at).optimizers == ("rmsprop", "gd", "adam")
    assert (settings(at).rho, settings(at).n_iter) == (0.9, 70)


def test_a_message_sent_before_the_page_heard_of_a_change_does_not_undo_it():
    at = visit(objective="stretched_bowl", optimizers="gd")
    before = dict(at.query_params)
    run(at.button(key="find_edge").click())
    assert settings(at).step_size == 0.1
    at.query_params.clear()
    for name, text in before.items():
        at.query_params[name] = text
    at.select_slider(key="step_size").set_value(0.01)  # what the page still showed
    run(at.select_slider(key="seed").set_value(3))
    assert (settings(at).step_size, settings(at).seed) == (0.1, 3)
    assert at.select_slider(key="step_size").value == 0.1
    assert address(at)["step_size"] == "0.1"
    run(at.select_slider(key="step_size").set_value(0.01))  # the visitor's own
    assert settings(at).step_size == 0.01


def test_a_run_that_was_given_up_before_it_came_to_the_address_has_told_nothing():
    at = visit(objective="stretched_bowl", optimizers="gd")
    run(at.select_slider(key="seed").set_value(2))  # the address is ours from here on
    at.session_state["given_up_late"] = True
    at.button(key="find_edge").click().run()  # puts 0.1 into the widgets
    at.select_slider(key="step_size").set_value(0.01)  # what the page still showed
    at.select_slider(key="gd.step_size").set_value(0.01)
    run(at.select_slider(key="seed").set_value(3))
    assert (settings(at).step_size, settings(at).seed, settings(at).own) == (0.1, 3, ())


def test_a_change_that_crosses_our_own_on_its_way_is_what_the_widget_shows():
    at = visit(objective="stretched_bowl", optimizers="gd")
    before = dict(at.query_params)
    run(at.button(key="find_edge").click())
    at.query_params.clear()
    for name, text in before.items():
        at.query_params[name] = text
    run(at.select_slider(key="step_size").set_value(0.02))
    assert settings(at).step_size == 0.02
    assert at.select_slider(key="step_size").proto.set_value, "the browser has got 0.1 meanwhile"
    run(at.select_slider(key="step_size").set_value(0.05))
    assert not at.select_slider(key="step_size").proto.set_value


def test_a_message_that_crosses_a_link_followed_in_the_page_undoes_nothing(monkeypatch):
    at = opened(objective="booth", seed="3").run()
    before = dict(at.query_params)
    monkeypatch.setattr(session, "is_history_navigation", lambda: True)
    at.query_params.update(objective="beale", seed="7", start="1,2")
    at.run()
    monkeypatch.undo()
    at.query_params.clear()
    at.query_params.update(before)
    at.selectbox(key="objective").set_value("booth")  # what the page still showed
    at.select_slider(key="seed").set_value(3)
    at.select_slider(key="rho").set_value(0.9).run()
    assert not at.exception
    assert at.session_state["_settings"] == Settings(objective="beale", seed=7, start=(1.0, 2.0), rho=0.9)


def test_what_back_has_undone_can_be_done_again(monkeypatch):
    at = opened().run()
    at.select_slider(key="rho").set_value(0.9).run()
    monkeypatch.setattr(session, "is_history_navigation", lambda: True)
    at.query_params.clear()
    at.run()
    monkeypatch.undo()
    assert at.session_state["_settings"] == Settings()
    at.select_slider(key="rho").set_value(0.9).run()
    assert at.session_state["_settings"] == Settings(rho=0.9)
    assert address(at) == {"rho": "0.9"}


def test_what_is_changed_after_back_before_it_is_answered_is_a_change_of_its_settings(monkeypatch):
    at = opened().run()
    at.select_slider(key="rho").set_value(0.9).run()
    monkeypatch.setattr(session, "is_history_navigation", lambda: True)
    monkeypatch.setattr(session, "changed_since_navigation", lambda: {"seed"})
    at.query_params.clear()
    at.select_slider(key="seed").set_value(7).run()
    assert at.session_state["_settings"] == Settings(seed=7)
    assert address(at) == {"seed": "7"}


def told(at):
    """The widgets that were told what to show; those that are switched off are told each time."""
    widgets = (*at.select_slider, *at.checkbox, *at.selectbox)
    return {widget.key for widget in widgets if widget.proto.set_value and not widget.disabled}


def test_a_widget_is_not_told_what_it_shows_already():
    at = visit()
    assert not told(at), "it is made with what it shows"
    run(at)
    assert not told(at)
    run(at.select_slider(key="rho").set_value(0.9))
    assert told(at) == {"rmsprop.rho"}, "only what follows another"


def test_what_was_moved_while_a_restarted_server_had_not_run_yet_is_taken_over():
    at = opened(step_size="0.1").run()
    at.select_slider(key="rho").set_value(0.9)
    at.select_slider(key="seed").set_value(7)
    moved = at._tree.get_widget_states()  # what the browser sends to whoever answers
    restarted = opened(step_size="0.1")
    restarted._run(moved)
    assert not restarted.exception
    assert restarted.session_state["_settings"] == Settings(step_size=0.1, rho=0.9, seed=7)
    assert address(restarted) == {"step_size": "0.1", "rho": "0.9", "seed": "7"}


def test_the_last_two_racers_cannot_leave_together():
    at = visit(optimizers="rmsprop,gd")
    at.checkbox(key="race_rmsprop").uncheck()
    run(at.checkbox(key="race_gd").uncheck())
    assert settings(at).optimizers == ("rmsprop", "gd")
    assert at.session_state["notices"] == ("One optimizer stays on: without one there is no race.",)
    assert at.checkbox(key="race_gd").value


@pytest.fixture
def state(monkeypatch):
    kept = {session.SETTINGS: DEFAULT}
    monkeypatch.setattr("streamlit.session_state", kept)
    kept[requests.VISIT] = "now"
    return kept


def ask(state, *asked, visit="now"):
    state["stage"] = {"requests": {"visit": visit, "list": [list(request) for request in asked]}}
    requests.take(race_page.REQUESTS)
    return state[session.SETTINGS]


def test_each_request_of_the_stage_is_done_once_however_often_it_arrives(state):
    first, second = (1, "set", {"slider": "rho", "value": 0.9}), (2, "place", {"x": 0.5, "y": 0.25})
    assert ask(state, first, second) == Settings(rho=0.9, start=(0.5, 0.25))
    session.change(rho=0.5)
    assert ask(state, first, second, (3, "mechanism", True)).rho == 0.5
    assert state["_mechanism"] is True


def test_requests_to_another_server_are_not_done(state):
    assert ask(state, (9, "set", {"slider": "rho", "value": 0.9}), visit="before") == DEFAULT


def test_a_value_that_a_slider_has_played_to_is_kept_though_it_is_no_position(state):
    value = 0.0123
    assert value not in NUMBERS["step_size"].positions
    assert ask(state, (1, "set", {"slider": "step_size", "value": value})).step_size == value
