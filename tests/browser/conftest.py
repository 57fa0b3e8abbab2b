"""A real server, a real Chromium, and a page that may not complain."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts.browser import launch
from scripts.server import Server, serve
from scripts.stage import DESKTOP

COMPLAINTS = re.compile(r"Traceback|\bWarning\b|WARN|Error\b|Exception", re.IGNORECASE)
expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The app on a free port. When the tests are over, its log must hold no traceback and no warning."""
    with serve() as running:
        yield running
        said = [line for line in running.printed().splitlines() if COMPLAINTS.search(line)]
        assert not said, f"the server's log holds complaints:\n{running.printed()}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; each test gets a fresh context in it."""
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function that opens an empty page of a new visitor; its options are those of a browser context.

    The test fails on every console error, uncaught exception, failed request and answer of 400 or more.
    """
    with _visitors(browser) as new_page:
        yield new_page


@pytest.fixture
def page(visit: Callable[..., Page]) -> Page:
    """An empty page of a new visitor at a desktop."""
    return visit()


@contextmanager
def _visitors(browser: Browser) -> Iterator[Callable[..., Page]]:
    complaints: list[str] = []
    contexts = []

    def new_page(**options: object) -> Page:
        contexts.append(browser.new_context(**{"viewport": DESKTOP, **options}))
        page = contexts[-1].new_page()
        _listen(page, complaints)
        return page

    yield new_page
    for context in contexts:
        context.close()
    assert not complaints, "the page complained:\n" + "\n".join(complaints)


def _listen(page: Page, complaints: list[str]) -> None:
    def failed(request) -> None:
        # The browser itself gives up requests of a page that is being left.
        if request.failure != "net::ERR_ABORTED":
            complaints.append(f"request failed: {request.url} {request.failure}")

    def answered(response) -> None:
        if response.status >= 400:
            complaints.append(f"answer {response.status}: {response.url}")

    def said(message) -> None:
        if message.type == "error":
            complaints.append(f"console: {message.text}")

    page.on("console", said)
    page.on("pageerror", lambda error: complaints.append(f"uncaught: {error}"))
    page.on("requestfailed", failed)
    page.on("response", answered)
