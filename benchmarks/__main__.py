"""`python -m benchmarks`: every number of the README, measured in one run and printed beside its goal."""

from playwright.sync_api import sync_playwright

from benchmarks import classroom, drag, engine, first_visit, flood, maps, memory, page, weight
from benchmarks.report import Row, machine, markdown
from scripts.browser import launch
from tests.driver.server import Server, serve


def measure_in_browser(app: Server, echo: Server, tenth: Server) -> tuple[str, list[Row]]:
    """The browser's version and the rows about what it shows."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        rows = first_visit.measure(browser, app, echo, tenth)  # first: nobody has visited the server yet
        with first_visit.visitor(browser) as first:
            rows += weight.measure(first, app)
        rows += page.measure(browser, app, echo) + drag.measure(browser, app) + maps.measure(browser, app)
        version = browser.version
        browser.close()
    return version, rows


def main() -> None:
    """Measures and prints; a goal that is missed is told, not raised."""
    with serve() as app, serve("benchmarks/echo_app.py") as echo, serve() as tenth:
        version, rows = measure_in_browser(app, echo, tenth)
        rows += classroom.measure(app, echo) + flood.measure(app) + memory.measure(app)
    print(machine(version), end="\n\n")
    print(markdown([*rows, *engine.measure()]))


if __name__ == "__main__":
    main()
