"""What a first visit brings: the bodies of all files that a page asks for, raw and as gzip sends them."""

import gzip
from collections.abc import Callable

from playwright.sync_api import Page, Response

from benchmarks.report import Row
from tests.driver.server import Server
from tests.driver.stage import AT_REST, PLOTTED

PACKED = (".woff2", ".png")  # gzip gains nothing there
BUDGET = {"raw": 6.1, "gzip": 2.5}  # MB


def visit_bytes(page: Page, url: str, wanted: str) -> dict[str, bytes]:
    """The bodies that a page loads until it shows `wanted` and is at rest, by their addresses."""
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto(url)
    page.wait_for_selector(wanted, timeout=60_000)
    page.wait_for_selector(AT_REST, state="attached", timeout=60_000)
    return {answer.url: answer.body() for answer in answers if answer.ok}


def measure(page: Page, server: Server) -> list[Row]:
    """The rows about the bytes of a first visit; the websocket is counted elsewhere."""
    bodies = visit_bytes(page, server.url, PLOTTED)
    return [
        Row("A first visit: files", len(bodies), ""),
        Row("A first visit, uncompressed", megabytes(bodies, raw), "MB", BUDGET["raw"]),
        Row("A first visit, as a proxy compresses it", megabytes(bodies, packed), "MB", BUDGET["gzip"]),
    ]


def raw(_: str, body: bytes) -> int:
    """How many bytes Streamlit sends, which compresses nothing."""
    return len(body)


def packed(url: str, body: bytes) -> int:
    """How many bytes a proxy that compresses sends."""
    return len(body) if url.endswith(PACKED) else len(gzip.compress(body, 6))


def megabytes(bodies: dict[str, bytes], size: Callable[[str, bytes], int]) -> float:
    """All of them together, 1 MB = 1,000,000 bytes."""
    return sum(size(url, body) for url, body in bodies.items()) / 1e6
