"""Takes pictures of each state that a change of the look must keep.

`python -m scripts.screenshots [FOLDER]`, by default screenshots.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.browser import launch
from tests.driver.server import serve
from tests.driver.stage import DESKTOP, PHONE, open_page, play_to_the_end, seek

STRETCHED = {"objective": "stretched_bowl", "step_size": 0.05, "n_iter": 60}
DIVERGED = {"objective": "stretched_bowl", "step_size": 0.12, "n_iter": 60}
PHONE_OPTIONS = {"viewport": PHONE, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
END = None

# name: settings, iterate (END: the last), options of the visitor's browser
STATES = {
    "stretched": (STRETCHED, 30, {}),
    "first-visit": ({}, END, {}),
    "mid-play": ({}, 20, {}),
    "dark": (STRETCHED, 30, {"color_scheme": "dark"}),
    "diverged": (DIVERGED, END, {}),
    "many-racers": ({"optimizers": "rmsprop,adagrad,gd,momentum,adam,nadam,rprop,lion"}, 30, {}),
    "phone": ({}, 20, PHONE_OPTIONS),
    "phone-dark": (STRETCHED, 30, {**PHONE_OPTIONS, "color_scheme": "dark"}),
}


def photograph(browser: Browser, url: str, folder: Path) -> None:
    """One PNG for each state."""
    for name, (settings, iterate, options) in STATES.items():
        context = browser.new_context(**{"viewport": DESKTOP, **options})
        page = context.new_page()
        open_page(page, url, settings)
        stand_at(page, iterate)
        page.screenshot(path=folder / f"{name}.png")
        print(folder / f"{name}.png")
        context.close()


def stand_at(page: Page, iterate: int | None) -> None:
    """Puts the clock on an iterate, or lets the run play to its end."""
    if iterate is END:
        play_to_the_end(page)
    else:
        seek(page, iterate)
    # Two frames on, what was asked for is painted.
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def main() -> None:
    """Serves the page, photographs it, and leaves the pictures in the folder."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, serve() as server:
        browser = launch(playwright)
        photograph(browser, server.url, folder)
        browser.close()


if __name__ == "__main__":
    main()
