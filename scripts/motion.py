"""Films the page for the README: `python -m scripts.motion [FILE]`, by default docs/motion.gif.

The race plays to its end; then the step size is dragged up and down, and the paths follow.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from scripts.browser import launch
from tests.driver.server import serve
from tests.driver.stage import next_frames, open_page, seek, thumb
from ui.settings.address import to_query
from ui.showcases import showcase_settings

SETTINGS = to_query(showcase_settings("stretched_bowl"))
VIEWPORT = {"width": 1200, "height": 740}
SIZE = (900, 555)
COMMON, RARE = 176, 80  # colours: those of large areas, and those of thin lines, which the first leave out
ITERATES = (*range(20), *range(20, 81, 4))
DRAG = (*range(0, 45, 2), *range(44, -1, -4))  # pixels to the right of where the thumb was taken
FRAME, REST = 80, 1200  # ms


def pictures(page: Page) -> Iterator[tuple[Image.Image, int]]:
    """Each picture of the film, and for how many milliseconds it is shown."""
    for iterate in ITERATES:
        seek(page, iterate)
        yield shot(page), FRAME if iterate < ITERATES[-1] else REST
    x, y = thumb(page, "step_size")
    page.mouse.move(x, y)
    page.mouse.down()
    for distance in DRAG:
        page.mouse.move(x + distance, y)
        next_frames(page, 3)
        yield shot(page), FRAME
    page.mouse.up()


def shot(page: Page) -> Image.Image:
    """The page as it is now, in the film's size."""
    picture = Image.open(io.BytesIO(page.screenshot()))
    return picture.convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)


def save(film: list[tuple[Image.Image, int]], file: Path) -> None:
    """A GIF that loops, with one palette for all of it: colours that jump would be seen."""
    palette = palette_of(film[-1][0])
    frames = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture, _ in film]
    times = [time for _, time in film]
    frames[0].save(file, save_all=True, append_images=frames[1:], duration=times, loop=0, optimize=True)


def palette_of(picture: Image.Image) -> Image.Image:
    """The colours of a picture, of its areas and of its lines, as a palette for `quantize`."""
    ways = ((COMMON, Image.Quantize.MEDIANCUT), (RARE, Image.Quantize.MAXCOVERAGE))
    colours = [picture.quantize(count, method=way).getpalette()[: 3 * count] for count, way in ways]
    palette = Image.new("P", (1, 1))
    palette.putpalette([*colours[0], *colours[1]])
    return palette


def main() -> None:
    """Serves the page, films it, and leaves the film in the file."""
    file = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/motion.gif")
    with sync_playwright() as playwright, serve() as server:
        browser = launch(playwright)
        page = browser.new_page(viewport=VIEWPORT)
        open_page(page, server.url, SETTINGS)
        save(list(pictures(page)), file)
        browser.close()
    print(f"{file}, {file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
