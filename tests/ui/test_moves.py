"""A move of a slider on a real server: the runs alone are sent, and all else as soon as it changes."""

import asyncio

import pyarrow as pa
import pytest

from benchmarks.visitor import visit
from ui.settings.record import NUMBERS

RUNS = {"stage"}  # what a move sends where nothing beside the runs changes
ALONE = "optimizers=rmsprop"  # a race that is no showcase, so that no sentence comes or goes


def after(server, act, query: str = "", slider: str = "step_size", value: float = 0.02):
    """The page of a visitor who does something, then moves a slider."""

    async def visits():
        async with visit(server.url, query) as visitor:
            await act(visitor)
            await visitor.slide(slider, NUMBERS[slider].positions.index(value))
            assert not visitor.errors
            return visitor

    return asyncio.run(visits())


async def nothing(visitor) -> None:
    """The slider is the first that is touched."""


@pytest.mark.parametrize(
    ("slider", "value"), [("step_size", 0.02), ("rho", 0.9), ("n_iter", 100), ("seed", 3)]
)
def test_a_move_sends_the_runs_and_the_address_alone(server, slider, value):
    visitor = after(server, nothing, ALONE, slider, value)
    assert visitor.drawn.keys() == RUNS
    assert f"{slider}={value:g}" in visitor.query.split("&")


def test_a_move_back_to_where_it_was_is_a_move_too(server):
    async def move(visitor):
        await visitor.slide("step_size", NUMBERS["step_size"].positions.index(0.05))

    visitor = after(server, move, ALONE, value=0.01)
    assert visitor.drawn.keys() == RUNS and visitor.query == ALONE


def test_a_move_off_the_showcase_takes_its_sentence_away_and_the_next_is_alone(server):
    async def move(visitor):
        await visitor.slide("step_size", NUMBERS["step_size"].positions.index(0.05))
        assert {"stage", "markdown"} <= visitor.drawn.keys()

    assert after(server, move).drawn.keys() == RUNS
    assert {"stage", "markdown"} <= after(server, move, value=0.01).drawn.keys()


def test_what_shows_the_updates_and_the_steps_follows_while_it_is_open(server):
    async def open_both(visitor):
        await visitor.request("explain", "rmsprop")
        await visitor.request("mechanism", True)

    assert {"stage", "update", "mechanism"} <= after(server, open_both).drawn.keys()

    async def open_and_close(visitor):
        await open_both(visitor)
        await visitor.request("explain", "")
        await visitor.request("mechanism", False)

    assert after(server, open_and_close, ALONE).drawn.keys() == RUNS


@pytest.mark.parametrize(("key", "kind"), [("more", "text_input"), ("iterates", "dataframe")])
def test_what_is_unfolded_follows_a_move(server, key, kind):
    async def unfold(visitor):
        await visitor.unfold(key)
        assert kind in visitor.drawn

    assert {"stage", kind} <= after(server, unfold).drawn.keys()


def test_what_is_unfolded_after_a_move_shows_the_race_of_the_move(server):
    async def visits():
        async with visit(server.url) as visitor:
            await visitor.slide("n_iter", NUMBERS["n_iter"].positions.index(5))
            await visitor.unfold("iterates")
            return visitor.drawn["dataframe"].dataframe.arrow_data.data

    assert (
        pa.ipc.open_stream(asyncio.run(visits())).read_all().num_rows == 3 * 6
    )  # iterates of each racer, the start among them


def test_another_seed_draws_its_start_and_takes_away_the_button_that_would(server):
    visitor = after(server, nothing, query="start=0.5,0.5", slider="seed", value=3)
    assert "slider" in visitor.drawn and visitor.query == "seed=3"


def test_a_line_above_the_picture_goes_with_the_move_that_ends_its_reason(server):
    visitor = after(server, nothing, query="step_size=fast")
    assert "slider" in visitor.drawn and visitor.query == "step_size=0.02"


def test_a_start_outside_of_the_frame_brings_the_hill_anew(server):
    assert "terrain" in after(server, nothing, query="view=0,0.1,0,0.1", slider="seed", value=3).drawn


def test_an_objective_s_own_slider_follows_what_the_stage_has_set_it_to(server):
    async def set_condition(visitor):
        await visitor.request("set", {"slider": "stretched_bowl.condition", "value": 50})
        assert "selectbox" in visitor.drawn, "the head of the sidebar, where it is"

    query = "objective=stretched_bowl&optimizers=rmsprop"
    assert "stretched_bowl.condition=50" in after(server, set_condition, query).query
