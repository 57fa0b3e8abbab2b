"""Some of the links that tests.ui.fuzz_links writes: no exception in the log, no error box."""

from math import inf

from tests.ui.fuzz_links import fuzz


def test_strangers_links_are_answered(server):
    record = fuzz(server, cases=25, seed=1, longest=inf)
    assert len(record.seconds) == 25
    assert not record.faults, "\n".join(record.faults)
