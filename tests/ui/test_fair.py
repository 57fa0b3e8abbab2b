"""The fair race's settings, its address, and what is sent of it."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.driver.server import ROOT
from tests.ui.declared import check
from tests.ui.sidebar import address
from ui.fair.settings import DEFAULT, PARAMETERS, FairSettings, from_query, step_sizes, to_query
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
    many, _ = from_query({"tested_to": "9999"})
    assert many.tested_to - many.tested_from == 99


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


def test_the_last_objective_stays_and_reset_takes_all_back(place):
    place.multiselect(key="fair_objectives").set_value([]).run()
    assert [objective["name"] for objective in sent(place)["objectives"]] == ["bowl"]
    place.button(key="fair_reset").click().run()
    assert sent(place) == json.loads(fair.message(DEFAULT))


def test_the_app_has_three_places():
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not app.exception
    assert [link.proto.label for link in app.get("page_link")] == ["Race", "Fair race", "Lessons"]
