"""The fair race's settings, its address, and what is sent of it."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.driver.server import ROOT
from tests.ui.declared import check
from tests.ui.sidebar import address
from ui.fair import controls
from ui.fair.settings import (
    DEFAULT,
    PARAMETERS,
    FairSettings,
    from_query,
    in_order,
    range_notices,
    step_sizes,
    to_query,
)
from ui.wire import fair

SET = FairSettings(
    ("bowl", "beale"), ("rmsprop", "adam"), 300, 0.001, 2.5, 3, 5, 100, 120, 0.05, 8
)  # all others than the default


def test_an_address_gives_its_settings_back():
    assert set(to_query(SET)) == set(PARAMETERS)
    assert from_query(to_query(SET)) == (SET, ())
    assert to_query(DEFAULT) == {} and from_query({}) == (DEFAULT, ())


@pytest.mark.parametrize(
    ("query", "changed", "said"),
    [
        ({"budget": "1e9"}, {"budget": 10_000}, "over"),
        ({"racers": "adams,gd"}, {"racers": ("gd", "adam")}, "not known"),
        ({"objectives": "no such"}, {}, "not known"),
        ({"shared": "zero"}, {}, "not a number"),
        ({"bugdet": "5"}, {}, "There is no setting ‘bugdet’: use budget."),
    ],
)
def test_what_is_no_good_is_replaced_and_said(query, changed, said):
    settings, notices = from_query(query)
    assert settings == FairSettings(**changed)
    assert len(notices) == 1 and said in notices[0]


def test_ranges_are_put_in_order_and_starts_are_bounded():
    turned, _ = from_query({"smallest": "10", "largest": "0.1", "tuned_from": "9", "tuned_to": "0"})
    assert (turned.smallest, turned.largest, turned.tuned_from, turned.tuned_to) == (0.1, 10, 0, 9)
    many, notices = from_query({"tested_from": "12", "tested_to": "9999"})
    assert (many.tested_from, many.tested_to) == (12, 111)
    assert notices == ("Tested to seed: 9999 makes more than 100 starts; using 12 to 111.",)


@pytest.mark.parametrize(
    ("changed", "value", "ends", "said"),
    [
        (
            "tested_from",
            500,
            (500, 529),
            "Tested from seed: 500 makes more than 100 starts; using 500 to 529.",
        ),
        ("tested_from", 41, (41, 70), "Tested from seed: 41 is past 40; using 41 to 70."),
        ("tested_to", 500, (471, 500), "Tested to seed: 500 makes more than 100 starts; using 471 to 500."),
        ("tested_to", 5, (0, 5), "Tested to seed: 5 is past 11; using 0 to 5."),
        ("tested_to", 110, (11, 110), None),
        ("tested_from", 40, (40, 40), None),
        ("tested_from", 2**32 - 1, (2**32 - 1, 2**32 - 1), "more than 100 starts"),
    ],
)
def test_an_end_that_is_out_of_the_others_reach_takes_it_along(changed, value, ends, said):
    asked = FairSettings(**{changed: value})
    found, notices = in_order(asked, DEFAULT), range_notices(asked, DEFAULT)
    assert (found.tested_from, found.tested_to) == ends
    assert len(notices) == bool(said) and all(said in line for line in notices)
    assert in_order(found, asked) == found and range_notices(found, asked) == ()


def test_ten_step_sizes_are_tried_in_a_decade_and_both_ends():
    assert len(step_sizes(DEFAULT)) == 51
    assert step_sizes(FairSettings(smallest=0.7, largest=2.2)) == (0.7, 0.8, 1, 1.2, 1.5, 2, 2.2)


def test_it_is_sent_as_it_is_declared():
    message = json.loads(fair.message(SET))
    check("FairMessage", message)
    check("FairProtocolFacts", message["protocol"])
    check("FairObjectiveFacts", *message["objectives"], message["check"]["objective"])
    check("FairRacer", *message["racers"], *message["check"]["racers"])
    check("FairCheckFacts", message["check"])
    check("MapLook", *message["maps"].values())


@pytest.fixture
def place() -> AppTest:
    app = AppTest.from_string("from ui import fair_page\nfair_page.show()", default_timeout=60)
    app.query_params.update({"budget": "200", "objectives": "bowl"})
    return app.run()


def sent(app: AppTest) -> dict:
    (element,) = app.get("bidi_component")
    return json.loads(json.loads(element.proto.json)["json"])


def test_the_controls_show_the_link_and_the_link_follows_them(place):
    assert sent(place)["protocol"]["budget"] == 200
    place.select_slider(key="fair_tried_1").set_range(0.001, 1.0)
    place.number_input(key="fair_tested_to").set_value(20)
    place.multiselect(key="fair_objectives").set_value(["bowl", "beale"]).run()
    assert not place.exception
    assert [objective["name"] for objective in sent(place)["objectives"]] == ["bowl", "beale"]
    protocol = sent(place)["protocol"]
    assert (protocol["tested"], protocol["step_sizes"][0], protocol["step_sizes"][-1]) == ([11, 20], 0.001, 1)
    assert from_query(address(place)) == (
        FairSettings(("bowl", "beale"), budget=200, smallest=0.001, largest=1.0, tested_to=20),
        (),
    )


def test_the_fields_show_where_a_range_has_moved_to_and_a_line_says_so(place):
    place.number_input(key="fair_tested_to").set_value(500)
    place.number_input(key="fair_tuned_from").set_value(20).run()
    assert not place.exception
    assert sent(place)["protocol"]["tested"] == [471, 500] and sent(place)["protocol"]["tuned"] == [20, 29]
    shown = {field.key: field.value for field in place.number_input}
    assert (shown["fair_tested_from"], shown["fair_tested_to"]) == (471, 500)
    assert (shown["fair_tuned_from"], shown["fair_tuned_to"]) == (20, 29)
    assert any("500 makes more than 100 starts; using 471 to 500" in text.value for text in place.text)


def test_what_is_changed_right_after_back_is_a_change_of_what_back_has_brought(place, monkeypatch):
    place.select_slider(key="fair_budget").set_value(700).run()
    monkeypatch.setattr(controls, "is_history_navigation", lambda: True)
    changed = {"fair_shared", "fair_tried_1"}
    monkeypatch.setattr(controls, "changed_since_navigation", lambda: changed)
    place.query_params.clear()
    place.query_params.update({"budget": "200", "objectives": "bowl"})
    place.select_slider(key="fair_tried_1").set_range(0.01, 1.0)
    place.select_slider(key="fair_shared").set_value(0.1).run()
    assert not place.exception
    assert from_query(address(place))[0] == FairSettings(
        ("bowl",), budget=200, smallest=0.01, largest=1.0, shared=0.1
    )


def test_the_last_objective_stays_and_reset_takes_all_back(place):
    place.multiselect(key="fair_objectives").set_value([]).run()
    assert [objective["name"] for objective in sent(place)["objectives"]] == ["bowl"]
    place.button(key="fair_reset").click().run()
    assert sent(place) == json.loads(fair.message(DEFAULT))


def test_the_app_has_three_places():
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not app.exception
    assert [link.proto.label for link in app.get("page_link")] == ["Race", "Fair race", "Lessons"]
