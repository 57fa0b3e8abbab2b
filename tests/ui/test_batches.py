"""Mini-batches: the slider ends with all rows that there are, and the data are sent with the objective."""

from dataclasses import replace

import numpy as np
import pytest

from optim import OBJECTIVES
from tests.ui.sidebar import address, run, settings, visit
from ui.settings.address import from_query
from ui.settings.record import DEFAULT, NUMBERS, PARAMETERS, conditions, slider_of
from ui.wire import programs

WITH_ROWS = {name: record for name, record in OBJECTIVES.items() if record.n_rows}
HUBBLE = replace(DEFAULT, objective="hubble")


@pytest.mark.parametrize("name", WITH_ROWS)
def test_the_slider_goes_up_to_the_rows_there_are_and_its_end_is_all(name):
    number, value = slider_of(replace(DEFAULT, objective=name), "batch")
    *fewer, end = number.positions
    assert fewer == sorted(fewer) and fewer[0] == 1
    assert fewer[-1] < WITH_ROWS[name].n_rows <= 2 * fewer[-1]
    assert end == value == 0 and number.words(end) == "all"


@pytest.mark.parametrize(("batch", "taken"), [(0, None), (1, 1), (23, 23), (24, None), (500, None)])
def test_as_many_rows_as_there_are_is_all_of_them_without_noise(batch, taken):
    noise = conditions(replace(HUBBLE, batch=batch))["noise"]
    assert (noise and noise.batch) == taken


@pytest.mark.parametrize(("text", "batch"), [("all", 0), ("All", 0), ("0", 0), ("5", 5), ("24", 24)])
def test_all_may_be_written_in_a_link(text, batch):
    read, notices = from_query({"objective": "hubble", "batch": text})
    assert read.batch == batch and not notices


def test_a_batch_between_the_positions_stands_before_all():
    at = visit(objective="hubble", batch="5")
    slider = at.select_slider(key="batch")
    assert slider.options == ["1", "2", "4", "5", "8", "16", "all"] and slider.value == 5
    run(slider.set_value(0))
    assert settings(at).batch == 0 and address(at) == {"objective": "hubble"}


def test_a_batch_of_more_rows_than_there_are_is_shown_as_all():
    assert visit(objective="hubble", batch="500").select_slider(key="batch").value == 0


@pytest.mark.parametrize("name", WITH_ROWS)
def test_the_data_are_sent_and_those_of_a_line_with_what_stands_at_their_axes(name):
    sent, data = programs._data(WITH_ROWS[name]), WITH_ROWS[name].data._asdict()
    for part, values in data.items():
        np.testing.assert_array_equal(sent[part], values)
    assert ("axes" in sent and all(sent["axes"])) == ("features" in data)


def test_the_browser_reads_all_where_the_slider_does():
    sliders = programs.json.loads(programs.programs(HUBBLE))["sliders"]
    assert sliders["batch"]["words"] == {"0": "all"} and "words" not in sliders["rho"]
    assert NUMBERS["batch"].words(8) == "8"


def test_what_may_be_typed_is_said_with_all_rows_as_a_word():
    assert PARAMETERS["batch"].range_words() == "all, or a whole number from 1 to 10000"
    assert PARAMETERS["batch"].read("-5").fault == "is under 0"
