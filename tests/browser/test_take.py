"""A visitor takes the race away: every file opens in a program of its own, and a link in another browser."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from optim import OBJECTIVES, OPTIMIZERS, random_start, run
from tests.driver.axe import serious
from tests.driver.server import Server
from tests.driver.stage import (
    DESKTOP,
    PHONE,
    button,
    complaints_of,
    iterate,
    open_page,
    run_count,
    seek,
    wait_for_state,
)

NAME = "descent-lab-bowl-seed1-step_size0.02"
SETTINGS = {"step_size": 0.02, "optimizers": "rmsprop,gd"}
FRAMES = 61
GIF_WORKER = "**/gif_worker.js"
CANCEL_AT_ONCE = """row => {
    row.click();
    document.querySelector('[data-role="notice"] [data-action="cancel"]').click();
}"""


@pytest.fixture(scope="module")
def opened_menu(desk: BrowserContext, server: Server) -> Iterator[tuple[Page, list[str]]]:
    """A page with its menu open, for all tests of this module, and its complaints."""
    desk.grant_permissions(["clipboard-read", "clipboard-write"])
    page = desk.new_page()
    complaints = complaints_of(page)
    open_page(page, server.url, SETTINGS)
    open_menu(page)
    yield page, complaints
    page.close()


@pytest.fixture
def menu(opened_menu: tuple[Page, list[str]]) -> Iterator[Page]:
    """The page with its menu open, standing at iterate 20. It may not complain."""
    page, complaints = opened_menu
    complaints.clear()
    page.bring_to_front()
    seek(page, 20)
    open_menu(page)
    yield page
    assert not complaints, "\n".join(complaints)


def open_menu(page: Page) -> None:
    """Opens the menu where it is closed: a click beside it closes it."""
    if not row(page, "take_link").is_visible():
        page.get_by_role("button", name="Take it away").click()
    expect(row(page, "download_py")).to_be_visible()


def row(page: Page, key: str) -> Locator:
    """A row of the menu."""
    return page.locator(f".st-key-{key} button")


def notice(page: Page) -> Locator:
    return page.locator('[data-role="notice"]')


@pytest.fixture
def take(menu: Page, tmp_path: Path) -> Callable[[str], Path]:
    """A function that clicks a row of the menu and returns the file that comes of it."""

    def download(key: str) -> Path:
        with menu.expect_download(timeout=60_000) as coming:
            row(menu, key).click()
        path = tmp_path / coming.value.suggested_filename
        coming.value.save_as(path)
        return path

    return download


def rmsprop():
    bowl = OBJECTIVES["bowl"]
    return run(bowl, OPTIMIZERS["rmsprop"](step_size=0.02), random_start(bowl.bounds, 1), 50)


def test_the_table_and_the_run_hold_every_iterate(take) -> None:
    table, facts = take("download_csv"), take("download_json")
    assert (table.name, facts.name) == (f"{NAME}.csv", f"{NAME}.json")
    rows = [line for line in csv.DictReader(io.StringIO(table.read_text())) if line["optimizer"] == "RMSProp"]
    assert [[float(line["x"]), float(line["y"])] for line in rows] == rmsprop().x.tolist()
    runs = json.loads(facts.read_text(encoding="utf-8"))["runs"]
    assert [run["optimizer"] for run in runs] == ["rmsprop", "gd"]
    assert runs[0]["iterates"]["f"] == rmsprop().value.tolist()


def test_the_script_prints_the_same_numbers_anywhere(take, tmp_path: Path) -> None:
    script = take("download_py")
    assert script.name == f"{NAME}-rmsprop.py"
    done = subprocess.run(
        [sys.executable, "-I", str(script)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    x, bowl = rmsprop().x, OBJECTIVES["bowl"]
    updates = [f">{k} f({x[k + 1]}) = {bowl(x[k + 1]):.5f}" for k in range(50)]
    assert done.stdout.splitlines() == [*updates, f"f({x[-1]}) = {bowl(x[-1]):f}"]


def test_the_page_moves_without_a_server(take, browser: Browser) -> None:
    html = take("download_html")
    context = browser.new_context(offline=True, viewport=PHONE)
    page = context.new_page()
    complaints = complaints_of(page)
    page.goto(html.as_uri())
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(page).to_have_title("Bowl: RMSProp, Gradient descent")
    page.wait_for_function(STACKED)
    page.set_viewport_size({"width": 1000, "height": 600})
    page.wait_for_function(f"() => !({STACKED})()")
    assert complaints == []
    context.close()


# Whether the contour stands above the surface, nothing wider than the window.
STACKED = """() => {
    const { yaxis, scene } = document.querySelector(".js-plotly-plot")._fullLayout;
    return yaxis.domain[0] > scene.domain.y[1] && document.documentElement.scrollWidth <= innerWidth;
}"""


def colors(image: Image.Image) -> set[tuple[int, int, int]]:
    return {color for _, color in image.convert("RGB").getcolors(2**24)}


def test_the_picture_is_the_race_at_the_clock_in_twice_the_pixels(take, menu: Page) -> None:
    first = Image.open(take("take_png"))
    views = [menu.locator(f'[data-view="{view}"]').bounding_box() for view in ("contour", "surface")]
    assert first.width > 2 * sum(view["width"] for view in views)
    assert first.height > 2 * views[0]["height"]
    red_and_yellow = {(0xF0, 0x67, 0x2B), (0xF5, 0xDC, 0x4A)}
    assert red_and_yellow <= colors(first)
    assert first.convert("RGB").getpixel((3, 3)) == (0xFB, 0xFA, 0xF7)
    seek(menu, 40)
    second = Image.open(take("take_png"))
    left, top, right, bottom = ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getbbox()
    assert right - left > first.width / 2 and bottom - top > first.height / 2


def test_the_picture_has_the_mechanism_while_it_is_shown(take, menu: Page) -> None:
    without = Image.open(take("take_png")).convert("RGB")
    button(menu, "mechanism").click()
    expect(menu.locator(".stage-mechanism")).to_contain_text("turned by")
    open_menu(menu)  # a click beside it has closed it
    with_arrows = Image.open(take("take_png")).convert("RGB")
    button(menu, "mechanism").click()
    plots = without.height - 2 * (120 + 24)  # the rest is numbers and a margin, in twice the pixels
    upper = [picture.crop((0, 0, without.width, plots)) for picture in (without, with_arrows)]
    left, top, right, bottom = ImageChops.difference(*upper).getbbox()
    assert left < without.width / 2 < right and bottom - top > 40  # arrows, on contour and surface
    assert with_arrows.height - without.height == 2 * (24 + 22)  # a line on the signs, one on the steps


def test_the_picture_has_the_formula_of_the_title(take, menu: Page) -> None:
    with_formula = Image.open(take("take_png")).convert("RGB")
    menu.evaluate("document.querySelector('h1 .katex').classList.replace('katex', 'gone')")
    without = Image.open(take("take_png")).convert("RGB")
    menu.evaluate("document.querySelector('h1 .gone').classList.replace('gone', 'katex')")
    left, _, right, bottom = ImageChops.difference(with_formula, without).getbbox()
    assert right - left > bottom > 20 and bottom < with_formula.height / 8  # in the line of the title


def test_the_animation_is_the_whole_run_and_the_page_stays_alive(take, menu: Page) -> None:
    runs = run_count(menu)
    with Image.open(take("take_gif")) as gif:
        assert (gif.format, gif.n_frames) == ("GIF", FRAMES)
        assert gif.info["loop"] == 0
        frames, duration = [], 0
        for k in range(FRAMES):
            gif.seek(k)
            duration += gif.info["duration"]
            frames.append(gif.convert("RGB"))
    assert duration == 60 * 50 + 1500
    assert all(ImageChops.difference(*pair).getbbox() for pair in pairwise(frames))
    expect(notice(menu)).to_be_hidden()
    button(menu, "forward").click()
    wait_for_state(menu, iterate=21)
    assert run_count(menu) == runs


def test_the_animation_has_the_mechanism_while_it_is_shown(take, menu: Page) -> None:
    button(menu, "mechanism").click()
    expect(menu.locator(".stage-mechanism")).to_contain_text("turned by")
    open_menu(menu)
    with Image.open(take("take_gif")) as gif:
        first = gif.convert("RGB")
    button(menu, "mechanism").click()
    contour = first.crop((0, 64, first.width // 2, first.height - 200))
    orange = sum(count for count, color in contour.getcolors(2**24) if near(color, (0xF0, 0x67, 0x2B)))
    assert orange > 200  # the marker at the start alone is half of it


def near(color: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return max(abs(one - two) for one, two in zip(color, other, strict=True)) < 30


def test_the_animation_can_be_given_up(menu: Page) -> None:
    downloads = []
    menu.on("download", lambda download: downloads.append(download))
    menu.route(GIF_WORKER, lambda route: None)  # the animation is never ready before it is given up
    for way in (CANCEL_AT_ONCE, None, None):  # and begun again
        open_menu(menu)
        if way:
            row(menu, "take_gif").evaluate(way)
        else:
            row(menu, "take_gif").click()
            expect(notice(menu).get_by_role("progressbar")).to_be_visible()
            notice(menu).get_by_role("button", name="Cancel").click()
        expect(notice(menu)).to_be_hidden()
    menu.unroute(GIF_WORKER)
    assert downloads == []


def link(page: Page) -> str:
    """The page's address, with commas as a reader writes them."""
    return page.url.replace("%2C", ",")


def test_the_link_is_copied(menu: Page) -> None:
    row(menu, "take_link").click()
    expect(notice(menu)).to_have_text("Copied")
    assert menu.evaluate("navigator.clipboard.readText()") == link(menu)


def test_the_link_is_copied_where_the_browser_has_no_clipboard_for_us(menu: Page) -> None:
    menu.evaluate("navigator.clipboard.writeText('something else')")
    menu.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied')); }")
    row(menu, "take_link").click()
    expect(notice(menu)).to_have_text("Copied")
    assert menu.evaluate("navigator.clipboard.readText()") == link(menu)


# The middle of every module of the code that is drawn, dark or not, and what it should be for this text.
MODULES = """async text => {
    const { qrcode } = await import("/app/static/vendor/qrcode.js");
    const code = qrcode(0, "M");
    code.addData(text);
    code.make();
    const svg = document.querySelector("dialog svg").cloneNode(true), around = 4;
    const size = code.getModuleCount() + 2 * around, scale = 3;
    for (const side of ["width", "height"]) svg.setAttribute(side, size * scale);
    svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const image = new Image();
    image.src = "data:image/svg+xml," + encodeURIComponent(svg.outerHTML);
    await image.decode();
    const ctx = new OffscreenCanvas(size * scale, size * scale).getContext("2d");
    ctx.drawImage(image, 0, 0);
    const dark = (row, column) => ctx.getImageData(column * scale + 1, row * scale + 1, 1, 1).data[3] > 127;
    const wanted = (row, column) => [row, column].every(at => at >= around && at < size - around)
        && code.isDark(row - around, column - around);
    const all = [...Array(size).keys()];
    return all.map(row => [all.map(column => dark(row, column)), all.map(column => wanted(row, column))]);
}"""


def test_the_code_is_large_and_says_the_link(menu: Page) -> None:
    row(menu, "take_qr").click()
    dialog = menu.get_by_role("dialog", name="QR code")
    expect(dialog).to_contain_text(link(menu))
    expect(dialog).to_contain_text("A phone cannot reach 127.0.0.1")
    code = dialog.get_by_role("img").bounding_box()
    assert code["width"] == pytest.approx(code["height"]) and code["height"] > 0.7 * DESKTOP["height"]
    box = dialog.bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= DESKTOP["height"]
    drawn, wanted = zip(*menu.evaluate(MODULES, link(menu)))
    assert drawn == wanted and sum(map(sum, drawn)) > 200
    assert serious(menu) == ""
    before = iterate(menu)
    menu.keyboard.press("ArrowRight")
    assert iterate(menu) == before
    menu.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(row(menu, "take_qr")).to_be_focused()  # the menu is still open, where it was left


def test_axe_finds_nothing_serious_in_the_menu(menu: Page) -> None:
    assert serious(menu) == ""
