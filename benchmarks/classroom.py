"""A class on one process: many open pages, a move of each every two seconds: python -m benchmarks.classroom

What a page costs is told in processor time of the server, which a busy machine does not change much; the echo
app is the yardstick: what Streamlit itself needs to hear a slider and to answer.
"""

import asyncio
import os
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.page import p95
from benchmarks.report import Row, machine, markdown
from benchmarks.visitor import Visitor, visit
from tests.driver.server import Server, serve

CLASSES = (25, 50, 100)  # pages
GOAL = 50  # pages that are to be answered in time
MOVES = 6  # of each page
PACE = 2.0  # seconds from one move of a page to its next
VISITS = 20  # of which the first run is measured
TICK = 1000 / os.sysconf("SC_CLK_TCK")  # ms


@dataclass(frozen=True)
class Lesson:
    """What a class measured: the ms to each answer, and the server's ms of processor time for a move."""

    waits: list[float]
    cost: float


def measure(app: Server, echo: Server) -> list[Row]:
    """The rows about a class, on the page and on the echo."""
    lessons = {pages: asyncio.run(_lesson(app, pages, "stage")) for pages in CLASSES}
    platform = asyncio.run(_lesson(echo, GOAL, "end"))
    cost = lessons[GOAL].cost
    return [
        *(row for pages, lesson in lessons.items() for row in _rows(pages, lesson)),
        Row(f"{GOAL} pages of the echo: a move, p95", p95(platform.waits), "ms"),
        Row(f"{GOAL} pages: processor time a move", cost, "ms"),
        Row(f"{GOAL} pages of the echo: processor time a move", platform.cost, "ms"),
        Row("Processor time a move against the echo", cost / platform.cost, "times", 1.5),
        Row("A move at 100 iterations brings a page", asyncio.run(_kilobytes(app)), "kB", 16),
        *_first_runs(app, echo),
    ]


def processor_time(server: Server) -> float:
    """Milliseconds of processor time that a server's process has used, in ticks of mostly 10 ms."""
    numbers = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) * TICK


def _rows(pages: int, lesson: Lesson) -> Iterator[Row]:
    what = f"{pages} open pages on one process, {pages / PACE:g} moves a second: a move"
    yield Row(f"{what}, p50", median(lesson.waits), "ms")
    yield Row(f"{what}, p95", p95(lesson.waits), "ms", 250 if pages == GOAL else None)


async def _lesson(server: Server, pages: int, answer: str) -> Lesson:
    """A class of so many pages, each with a seed of its own, so that none finds its race run.

    `answer`: what ends the wait, the component 'stage' or the 'end' of the run.
    """
    async with AsyncExitStack() as stack:
        visits = [visit(server.url, f"seed={seed}") for seed in range(pages)]
        visitors = [await stack.enter_async_context(each) for each in visits]
        before = processor_time(server)
        waits = await asyncio.gather(*(_student(*seat, answer) for seat in enumerate(visitors)))
        cost = (processor_time(server) - before) / (pages * MOVES)
    return Lesson([wait for waits_of_one in waits for wait in waits_of_one], cost)


async def _kilobytes(server: Server) -> float:
    """kB (1000 bytes) that a move of the step size brings over the websocket, on average."""
    async with visit(server.url, "n_iter=100") as visitor:
        before = visitor.received
        for place in range(MOVES):
            await visitor.slide("step_size", 10 + place)
        return (visitor.received - before) / MOVES / 1000


async def _student(seat: int, visitor: Visitor, answer: str) -> list[float]:
    """Moves the step size in a rhythm of its own; gives the ms from when each move was due to its answer."""
    clock = asyncio.get_running_loop().time
    due, waits = clock() + Random(seat).uniform(0, PACE), []
    for n in range(MOVES):
        await asyncio.sleep(due - clock())
        late = max(0.0, clock() - due)
        times = await visitor.slide("step_size", 7 * seat + 11 * n)
        waits.append(1000 * (late + times[answer]))
        due += PACE
    return waits


def _first_runs(app: Server, echo: Server) -> Iterator[Row]:
    first = "First run of a page, processor time"
    with serve() as fresh:
        yield Row(f"{first}: right after the server's start", asyncio.run(_visit_cost(fresh)), "ms")
        yield Row(f"{first}: of another objective", asyncio.run(_visit_cost(fresh, "objective=beale")), "ms")
    asyncio.run(_visit_cost(app))
    drawn = asyncio.run(_visit_cost(app, visits=VISITS))
    yield Row(f"{first}: of an objective that is drawn", drawn, "ms", 100)
    yield Row(f"{first}: of the echo", asyncio.run(_visit_cost(echo, visits=VISITS)), "ms")


async def _visit_cost(server: Server, query: str = "", visits: int = 1) -> float:
    """Milliseconds of the server's processor time for a visit: the connection and the first run."""
    before = processor_time(server)
    for _ in range(visits):
        async with visit(server.url, query):
            pass
    return (processor_time(server) - before) / visits


if __name__ == "__main__":
    with serve() as page, serve("benchmarks/echo_app.py") as platform:
        rows = measure(page, platform)
    print(machine(), markdown(rows), sep="\n\n")
