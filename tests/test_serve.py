"""The server's own visit is a whole one: all that a first visitor would wait for is made."""

import asyncio

from benchmarks.visitor import component
from scripts.serve import visit
from tests.driver.server import serve


def test_the_visit_draws_the_whole_page():
    with serve() as server:
        said = asyncio.run(visit(server.url.replace("http", "ws", 1)))
    assert {"terrain", "stage", "programs"} <= {component(message) for message in said}
    assert said[-1].script_finished == said[-1].FINISHED_SUCCESSFULLY
