"""Every download beside the screen it was taken from, to look at after a change of either.

`python -m scripts.downloads [FOLDER]`, by default downloads, leaves there the files of three objectives and a
sheet of each: the screen, the picture and the animation's last frame; below them the page on a desk and on a
phone, and the first and the last lines of the table and of what the script prints.
"""

import subprocess
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Page, sync_playwright

from scripts.browser import launch
from scripts.contact_sheets import GAP
from tests.driver.server import serve
from tests.driver.stage import DESKTOP, PHONE, button, follow, next_frames, seek
from ui.settings.address import to_query
from ui.showcases import showcase_settings

# objective: the theme, the iterate, and what is switched on
STATES = {
    "bowl": ("light", 20, ("mechanism",)),
    "beale": ("dark", 200, ()),
    "himmelblau": ("light", 40, ("fit",)),
}
KINDS = ("take_png", "take_gif", "download_html", "download_csv", "download_py")
LINES = 14  # of a text that are shown: its first half, and its last
LETTERS = 13  # px


def take(page: Page, kind: str, folder: Path) -> Path:
    """The file of a row of the menu, which is open."""
    with page.expect_download(timeout=60_000) as coming:
        page.locator(f".st-key-{kind} button").click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def stand(page: Page, url: str, objective: str, iterate: int, switches: tuple[str, ...]) -> None:
    """Puts the page into a state."""
    follow(page, url, to_query(showcase_settings(objective)))
    for action in switches:
        button(page, action).click()
        page.wait_for_selector(f'[data-action="{action}"][aria-pressed="true"]')
    seek(page, iterate)
    next_frames(page)


def downloads(page: Page, folder: Path) -> dict[str, Path]:
    """All files that can be taken from a page as it is, by their kind."""
    page.get_by_role("button", name="Take it away").click()
    page.locator(".st-key-download_py button").wait_for()
    return {kind: take(page, kind, folder) for kind in KINDS}


def screen(page: Page, path: Path) -> Image.Image:
    """The page as it is seen."""
    page.screenshot(path=path)
    return Image.open(path)


def opened(page: Page, file: Path, size: dict[str, int]) -> Image.Image:
    """A file as a browser of this size shows it."""
    page.set_viewport_size(size)
    page.goto(file.absolute().as_uri())
    page.wait_for_selector(".js-plotly-plot .gl-container canvas")
    next_frames(page, 10)
    return screen(page, file.with_name(f"{file.stem}-{size['width']}.png"))


def last_frame(file: Path) -> Image.Image:
    """The animation at its end."""
    with Image.open(file) as gif:
        gif.seek(gif.n_frames - 1)
        return gif.convert("RGB")


def said(*texts: str) -> Image.Image:
    """The first and the last lines of some texts, as an image."""
    lines = []
    for text in texts:
        all_lines = text.splitlines()
        half = LINES // 2
        lines += all_lines if len(all_lines) <= LINES else [*all_lines[:half], "…", *all_lines[-half:]]
        lines.append("")
    image = Image.new("RGB", (900, (LETTERS + 6) * len(lines) + 2 * GAP), "white")
    font = ImageFont.load_default(LETTERS)
    ImageDraw.Draw(image).multiline_text((GAP, GAP), "\n".join(lines), "black", font, spacing=6)
    return image


def printed(script: Path) -> str:
    """What a script prints, run alone."""
    command = [sys.executable, "-I", str(script)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def side_by_side(*rows: list[Image.Image]) -> Image.Image:
    """Images of any size, row by row, each as it is."""
    width = max(sum(image.width + GAP for image in row) for row in rows) + GAP
    sheet = Image.new("RGB", (width, sum(max(i.height for i in row) + GAP for row in rows) + GAP), "#888")
    top = GAP
    for row in rows:
        left = GAP
        for image in row:
            sheet.paste(image, (left, top))
            left += image.width + GAP
        top += max(image.height for image in row) + GAP
    return sheet


def sheet_of(pages: tuple[Page, Page], url: str, objective: str, folder: Path) -> Image.Image:
    """The sheet of an objective; of the two pages one has the lab, the other is for its files."""
    page, reader = pages
    _, iterate, switches = STATES[objective]
    stand(page, url, objective, iterate, switches)
    shown = screen(page, folder / "screen.png")
    files = downloads(page, folder)
    picture = Image.open(files["take_png"]).convert("RGB").reduce(2)
    texts = said(files["download_csv"].read_text(), printed(files["download_py"]))
    html = [opened(reader, files["download_html"], size) for size in (DESKTOP, PHONE)]
    return side_by_side([shown, picture, last_frame(files["take_gif"])], [*html, texts])


def main() -> None:
    """Serves the page, takes all downloads, and leaves them and the sheets in the folder."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "downloads")
    with sync_playwright() as playwright, serve() as server:
        browser = launch(playwright)
        for objective, (theme, _, _) in STATES.items():
            options = {"viewport": DESKTOP, "color_scheme": theme, "reduced_motion": "reduce"}
            with browser.new_context(**options) as context:
                (folder / objective).mkdir(parents=True, exist_ok=True)
                pages = context.new_page(), context.new_page()
                pages[0].bring_to_front()
                sheet_of(pages, server.url, objective, folder / objective).save(folder / f"{objective}.png")
            print(folder / f"{objective}.png", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
