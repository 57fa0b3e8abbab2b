"""Contact sheets: the showcase of each objective, side by side, to look at after a change of the look.

`python -m scripts.contact_sheets [FOLDER] [WORD ...]` leaves them in the folder, by default contact_sheets:
all of them, or those whose name holds one of the words.
"""

import io
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from optim import OBJECTIVES
from scripts.browser import launch
from tests.driver.server import serve
from tests.driver.stage import DESKTOP, PHONE, follow, next_frames
from ui.settings.address import to_query
from ui.showcases import showcase_settings

GAP = 12  # px between two pages
THEMES = ("light", "dark")
FEW = ("bowl", "rosenbrock", "cliff_and_slope")
TOUCH = {"is_mobile": True, "has_touch": True}


@dataclass(frozen=True)
class Sheet:
    """The pages of one kind of screen, each scaled, so many in a row and so many rows."""

    viewport: Mapping[str, int]
    columns: int
    rows: int
    scale: float
    objectives: tuple[str, ...] = FEW
    options: Mapping[str, Any] = field(default_factory=dict)


def size(width: int, height: int) -> dict[str, int]:
    """A viewport, as browsers take it."""
    return {"width": width, "height": height}


SHEETS = {
    "1440x900": Sheet(DESKTOP, 2, 2, 0.55, tuple(OBJECTIVES)),
    "390x844": Sheet(PHONE, 4, 1, 1.0, tuple(OBJECTIVES), TOUCH),
    "1366x768": Sheet(size(1366, 768), 1, 3, 0.7),
    "1280x720": Sheet(size(1280, 720), 1, 3, 0.7),
    "1024x768": Sheet(size(1024, 768), 2, 2, 0.8),
    "768x1024": Sheet(size(768, 1024), 3, 1, 0.8),
    "1920x1080": Sheet(size(1920, 1080), 1, 3, 0.6),
    "200-percent": Sheet(size(720, 450), 1, 3, 0.7, FEW, {"device_scale_factor": 2}),
}


def photograph(browser: Browser, url: str, sheet: Sheet, theme: str) -> Iterator[Image.Image]:
    """The pages of a sheet in one theme, one after the other."""
    options = {"viewport": sheet.viewport, "color_scheme": theme, "reduced_motion": "reduce", **sheet.options}
    context = browser.new_context(**options)
    page = context.new_page()
    for objective in sheet.objectives:
        yield _picture(page, url, objective, sheet.scale)
    context.close()


def _picture(page: Page, url: str, objective: str, scale: float) -> Image.Image:
    follow(page, url, to_query(showcase_settings(objective)))
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    next_frames(page)
    picture = Image.open(io.BytesIO(page.screenshot()))
    return picture.resize(
        (round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS
    )


def arrange(pictures: list[Image.Image], columns: int) -> Image.Image:
    """Pictures of one size, row by row."""
    width, height = (length + GAP for length in pictures[0].size)
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (columns * width + GAP, rows * height + GAP), "#888")
    for index, picture in enumerate(pictures):
        row, column = divmod(index, columns)
        sheet.paste(picture, (GAP + column * width, GAP + row * height))
    return sheet


def main() -> None:
    """Serves the page, photographs what was asked for, and leaves the sheets in the folder."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "contact_sheets")
    words = sys.argv[2:] or [""]
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, serve() as server:
        browser = launch(playwright)
        for name, theme in ((name, theme) for name in SHEETS for theme in THEMES):
            if not any(word in f"{name}-{theme}" for word in words):
                continue
            sheet = SHEETS[name]
            pictures, number = photograph(browser, server.url, sheet, theme), 0
            while some := list(islice(pictures, sheet.columns * sheet.rows)):
                number += 1
                path = folder / f"{name}-{theme}-{number}.png"
                arrange(some, sheet.columns).save(path)
                print(path, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
