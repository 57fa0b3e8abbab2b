"""A real server and a visitor over its websocket: what no page sends is dropped; unwanted runs end."""

import asyncio

import pytest
from streamlit.proto.Common_pb2 import DoubleArray, StringArray

from benchmarks.visitor import visit
from tests.driver.server import serve, wait_until_printed

BAD_VALUES = {
    "a text": {"string_value": "fast"},
    "numbers": {"double_array_value": DoubleArray(data=[0.1, 0.2])},
    "a label that is none": {"string_array_value": StringArray(data=["sideways"])},
    "no label": {"string_array_value": StringArray()},
    "JSON": {"json_value": "{"},
    "a click": {"trigger_value": True},
}
BAD_EVENTS = {
    "place": [None, {"x": 1}, [1, 2], {"x": [], "y": {}}],
    "set": [{"slider": "none", "value": 1}, {"slider": "rho", "value": []}, 7],
    "frame": ["all", None, []],
    "curves": [7, [["loss"]], None, [[{}]]],
    "explain": [["gd"], 7, {"a": 1}, "nobody"],
    "mechanism": [None],
    "present": [None, {"a": 1}, "no"],
}


async def send_and_go_on(url, act):
    """What error boxes say, and whether the page still follows a slider afterwards."""
    async with visit(url) as visitor:
        await act(visitor)
        times = await visitor.slide("step_size", 20)
        return visitor.errors, "stage" in times


@pytest.mark.parametrize("what", BAD_VALUES)
def test_a_message_of_a_wrong_type_is_dropped_and_the_page_lives(server, what):
    errors, lives = asyncio.run(
        send_and_go_on(server.url, lambda visitor: visitor.send("rho", **BAD_VALUES[what]))
    )
    assert not errors and lives
    assert "Traceback" not in server.printed()


@pytest.mark.parametrize("event", BAD_EVENTS)
def test_what_no_stage_says_is_dropped_and_the_page_lives(server, event):
    async def act(visitor):
        for value in BAD_EVENTS[event]:
            await visitor.request(event, value)

    errors, lives = asyncio.run(send_and_go_on(server.url, act))
    assert not errors and lives
    assert "Traceback" not in server.printed()


@pytest.mark.parametrize("requests", [None, 7, {}, {"list": 7}, {"list": [[1]]}, "x"], ids=str)
def test_requests_that_are_none_are_dropped_and_the_page_lives(server, requests):
    errors, lives = asyncio.run(send_and_go_on(server.url, lambda visitor: visitor.set_requests(requests)))
    assert not errors and lives
    assert "Traceback" not in server.printed()


def test_a_run_ends_when_its_page_is_closed():
    """The app's script never ends by itself."""

    async def open_and_leave(url, server):
        async with visit(url, wait=False):
            await asyncio.to_thread(wait_until_printed, server, "running")

    with serve("tests/ui/endless_app.py") as server:
        asyncio.run(open_and_leave(server.url, server))
        wait_until_printed(server, "ended by StopException")
