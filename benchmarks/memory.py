"""What heavy pages hold while they are open: python -m benchmarks.memory [pages]"""

import asyncio
import sys
from contextlib import AsyncExitStack
from pathlib import Path

from benchmarks.report import Row
from benchmarks.visitor import visit
from optim import OPTIMIZERS
from tests.driver.server import Server, serve

PAGES = 80
EVERYONE = ",".join(OPTIMIZERS)


def measure(server: Server, pages: int = PAGES) -> list[Row]:
    """The rows about the memory of pages of 15 racers and 10,000 iterations, each with its own race."""
    empty, full = asyncio.run(_open(server, pages))
    return [
        Row(f"{pages} open pages of 15 x 10,000 hold", full - empty, "MB"),
        Row("Resident memory then", full, "MB", 690),
    ]


async def _open(server: Server, pages: int) -> tuple[float, float]:
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(visit(server.url))
        empty = resident(server)
        for seed in range(pages):
            query = f"optimizers={EVERYONE}&n_iter=10000&seed={seed}"
            await stack.enter_async_context(visit(server.url, query))
        return empty, resident(server)


def resident(server: Server) -> float:
    """MB of memory that the server's process holds."""
    lines = Path(f"/proc/{server.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1000


if __name__ == "__main__":
    with serve() as app:
        for row in measure(app, *map(int, sys.argv[1:])):
            print(*row.cells())
