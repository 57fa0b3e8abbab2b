"""A class on one process: fifty open pages, each with a hand that moves a slider now and then."""

import asyncio
from contextlib import AsyncExitStack
from random import Random
from statistics import median

from benchmarks.fans import NEAR_PARTS
from benchmarks.page import p95
from benchmarks.report import Row
from benchmarks.visitor import Visitor, visit
from tests.driver.server import Server
from ui.settings.record import SLIDERS

PAGES = 50
MOVES = 2  # of each page
PACE = 5.0  # seconds from one move of a page to its next
NEAR = 0.4  # seconds from the pointer's coming near a slider to the move


def measure(server: Server) -> list[Row]:
    """The rows about many open pages."""
    moves, fans = asyncio.run(_lesson(server.url))
    pictures, arrivals = [1000 * move["stage"] for move in moves], [1000 * fan["fan"] for fan in fans]
    what = f"{PAGES} open pages on one process, {PAGES / PACE:g} moves a second"
    return [
        Row(f"{what}: a move, p95", p95(pictures), "ms", 250),
        Row(f"{what}: a move, p50", median(pictures), "ms"),
        Row(f"{what}: a fan, p95", p95(arrivals), "ms"),
    ]


async def _lesson(url: str) -> tuple[list[dict], list[dict]]:
    """The times of all moves and of all fans. Every page has its own seed, so none finds its race run."""
    async with AsyncExitStack() as stack:
        visitors = [await stack.enter_async_context(visit(url, f"seed={seed}")) for seed in range(PAGES)]
        seats = await asyncio.gather(*(_student(visitor, seat) for seat, visitor in enumerate(visitors)))
    return [move for moves, _ in seats for move in moves], [fan for _, fans in seats for fan in fans]


async def _student(visitor: Visitor, seat: int) -> tuple[list[dict], list[dict]]:
    """Moves the step size, at a human pace and in a rhythm of its own; once, it wants a fan before."""
    slider, curious = SLIDERS[seat // MOVES % len(SLIDERS)], seat % MOVES
    moves, fans = [], []
    await asyncio.sleep(Random(seat).uniform(0, PACE))
    for n in range(MOVES):
        if n == curious:
            fans = [await visitor.want_fan(*part) for part in NEAR_PARTS if part[0] == slider]
        await asyncio.sleep(NEAR)
        moves.append(await visitor.slide("step_size", 7 * seat + 20 * n))
        await asyncio.sleep(PACE - NEAR)
    return moves, fans
