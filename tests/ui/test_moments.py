"""Moments, Python's side: what is seen is left alone, settings come from the stage, and runs open again."""

import asyncio
import json

import pytest

from benchmarks.visitor import visit as visit_server
from tests.engine.node import node
from tests.ui.messages import page, sent
from tests.ui.sidebar import address, captions, visit
from ui.export.downloads import as_json
from ui.races import race_of
from ui.settings.address import from_query, to_query
from ui.settings.link_keys import SEEN
from ui.settings.record import DEFAULT, Settings
from ui.showcases import showcase_settings

LOOK = {"iterate": "12", "playing": "true", "speed": "4/s", "camera": "20,30,1.2", "ghosts": "rho"}


def test_what_is_seen_has_the_same_names_on_both_sides():
    assert set(node([{"job": "seen"}])[0]) == SEEN


def test_what_is_seen_is_no_setting_and_no_mistake():
    assert from_query(dict.fromkeys(SEEN, "1")) == (DEFAULT, ())
    assert from_query({"rho": "0.9", **LOOK}) == (Settings(rho=0.9), ())


def test_a_slip_in_its_name_is_told_as_that_of_a_setting_is():
    _, notices = from_query({"iterat": "5", "playng": "true"})
    assert notices == (
        "There is no setting ‘iterat’: use iterate.",
        "There is no setting ‘playng’: use playing.",
    )


def test_a_link_to_a_moment_stays_in_the_address_until_a_setting_changes():
    at = visit(rho="0.9", **LOOK)
    assert address(at) == {"rho": "0.9", **LOOK}
    at.select_slider(key="n_iter").set_value(100).run()
    assert address(at) == {"rho": "0.9", "n_iter": "100"}
    assert not [line for line in captions(at) if "setting" in line]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({}, {}),
        ({"objective": "beale", "step_size": "0.002"}, {"objective": "beale", "step_size": "0.002"}),
        ({"rho": "7", "iterate": "3"}, {"rho": "0.9999"}),
        ({"view": "0,0.5,0,0.5"}, {"view": "0,0.5,0,0.5"}),
    ],
)
def test_the_stage_is_told_the_settings_as_a_link_has_them(asked, wanted):
    assert sent(page(asked), "stage")["facts"]["settings"] == wanted


def facts_of(visitor) -> dict:
    """What the stage was told last."""
    return json.loads(visitor.drawn["stage"].bidi_component.mixed.json)["facts"]


def requests(server, *asked, query: str = ""):
    """The page of a visitor whose stage asks for something, one after the other."""

    async def visits():
        async with visit_server(server.url, query) as visitor:
            for request in asked:
                await visitor.request(*request)
            assert not visitor.errors
            return visitor

    return asyncio.run(visits())


def test_a_moment_brings_its_settings_to_the_whole_page(server):
    moment = {"objective": "beale", "optimizers": "gd", "step_size": "0.002", **LOOK}
    visitor = requests(server, ("settings", moment), query="rho=0.9")
    assert visitor.query == "objective=beale&optimizers=gd&step_size=0.002"
    assert {"stage", "terrain", "selectbox", "button_group"} <= visitor.drawn.keys()


def test_a_frame_that_the_first_drag_has_left_behind_is_part_of_a_moment(server):
    """A link opens on a frame of its own: where another one is on show, its numbers are in the moment."""

    async def visits():
        async with visit_server(server.url, "start=0.1,0.1&optimizers=gd") as visitor:
            opening = facts_of(visitor)["settings"]
            await visitor.request("set", {"slider": "step_size", "value": 1.5})
            return opening, facts_of(visitor)["settings"]

    opening, moved = asyncio.run(visits())
    assert "view" not in opening
    assert moved["step_size"] == "1.5" and moved["view"]


@pytest.mark.parametrize(
    "value", [None, 7, "objective", ["objective"], {"objective": 7}, {"objective": None}]
)
def test_settings_that_are_none_change_nothing(server, value):
    assert requests(server, ("settings", value), query="rho=0.9").query == "rho=0.9"


@pytest.mark.parametrize(
    "chosen",
    [
        DEFAULT,
        showcase_settings("cliff_and_slope"),
        Settings("typed", ("gd", "adam"), 1e-5, f="x^2 + 3xy + 4y^2", domain=(-2.0, 2.0, -1.0, 3.0)),
        Settings("stretched_bowl", bias_correction=True, own=(("stretched_bowl.condition", 50.0),)),
        from_query({"start": "0.5,-0.5", "view": "-1,1,-1,1", "curves": "loss:linear,position,distance"})[0],
    ],
    ids=["the tutorial's", "a lesson", "typed", "own values", "picture"],
)
def test_a_run_opens_again(chosen):
    text = as_json(chosen, race_of(chosen)).decode()
    assert from_query(node([{"job": "file", "text": text}])[0]["settings"]) == (chosen, ())
    assert to_query(chosen).keys() <= node([{"job": "file", "text": text}])[0]["settings"].keys()
