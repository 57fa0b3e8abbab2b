"""`python -m benchmarks`: every number of the README, measured in one run and printed beside its goal."""

from playwright.sync_api import sync_playwright

from benchmarks import engine, page
from benchmarks.report import Row, machine, markdown
from scripts.browser import launch
from scripts.server import serve


def measure_page() -> tuple[str, list[Row]]:
    """The browser's version and the rows about the page."""
    with sync_playwright() as playwright, serve() as app, serve("benchmarks/echo_app.py") as echo:
        browser = launch(playwright)
        rows = page.measure(browser, app, echo)
        version = browser.version
        browser.close()
    return version, rows


def main() -> None:
    """Measures and prints; a goal that is missed is told, not raised."""
    version, rows = measure_page()
    print(machine(version), end="\n\n")
    print(markdown([*rows, *engine.measure()]))


if __name__ == "__main__":
    main()
