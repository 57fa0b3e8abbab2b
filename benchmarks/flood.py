"""Twenty honest pages beside strangers who never pause: how much later an honest move is answered."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from random import Random

from websockets.exceptions import WebSocketException

from benchmarks.page import p95
from benchmarks.report import Row
from benchmarks.visitor import visit
from optim import OPTIMIZERS
from tests.driver.server import Server
from ui.settings.record import NUMBERS

PAGES = 20
MOVES = 3  # of each honest page
PACE = 2.0  # seconds from one of its moves to the next
EVERYONE = ",".join(OPTIMIZERS)


def measure(server: Server) -> list[Row]:
    """The rows about honest moves: alone, which is the baseline, and beside each kind of flood."""
    alone = asyncio.run(_honest_moves(server.url))
    rows = [Row(f"{PAGES} honest pages, a move, p95", p95(alone), "ms")]
    for name, flood in FLOODS.items():
        beside = asyncio.run(_honest_moves(server.url, flood))
        rows += [
            Row(f"The same beside {name}, p95", p95(beside), "ms"),
            Row(f"The same beside {name}, p95 against alone", p95(beside) / p95(alone), "times"),
        ]
    return rows


async def _honest_moves(url: str, flood: Callable[[str], Awaitable] | None = None) -> list[float]:
    """Milliseconds from every honest move to its picture."""
    async with AsyncExitStack() as stack:
        visitors = [await stack.enter_async_context(visit(url, f"seed={seed}")) for seed in range(PAGES)]
        flooding = asyncio.create_task(flood(url)) if flood else None
        pages = await asyncio.gather(*(_honest(visitor, seat) for seat, visitor in enumerate(visitors)))
        if flooding:
            flooding.cancel()
            with suppress(asyncio.CancelledError, WebSocketException):
                await flooding
    return [1000 * seconds for page in pages for seconds in page]


async def _honest(visitor, seat: int) -> list[float]:
    times = []
    await asyncio.sleep(Random(seat).uniform(0, PACE))
    for n in range(MOVES):
        times.append((await visitor.slide("step_size", 5 * seat + 7 * n))["stage"])
        await asyncio.sleep(PACE)
    return times


async def _moves(url: str) -> None:
    """Moves of a heavy page, the next as soon as the last is answered."""
    async with visit(url, f"optimizers={EVERYONE}&n_iter=10000") as visitor:
        for n in range(10**6):
            await visitor.slide("step_size", n % len(NUMBERS["step_size"].positions))


async def _functions(url: str) -> None:
    """Functions that nobody has typed before."""
    for n in range(10**6):
        async with visit(url, f"objective=typed&f=x^2%2By^2%2Bsin({n}.5x)*exp(y/{n + 1})"):
            pass


async def _visits(url: str) -> None:
    """New pages, ten at a time."""

    async def again() -> None:
        while True:
            async with visit(url):
                pass

    await asyncio.gather(*(again() for _ in range(10)))


FLOODS = {
    "a heavy page that never rests": _moves,
    "functions without end": _functions,
    "visits, ten at once": _visits,
}
