"""Maps in the surface's place: the setting of now is a handle, a part fills the map, a link holds them."""

import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.driver.server import Server
from tests.driver.stage import STAGE, follow, open_page, run_count, slider, wait_for_state

RACE = {"objective": "stretched_bowl", "step_size": 0.08, "rho": 0.9, "n_iter": 100}
VALLEYS = {
    **{"objective": "himmelblau", "optimizers": "gd,rmsprop", "view": "-5,5,-5,5"},
    **{"step_size": 0.024, "rho": 0.9, "n_iter": 250},
}
SETTINGS = f'{STAGE} [data-view="settings"]'
SETTLED = "[data-settled]"
# What the map says on its axes, as the handle reads it.
VALUES = re.compile(r"α ([\d.]+) {2}ρ ([\d.]+)")


def shows(page: Page, name: str) -> None:
    page.locator(f'{STAGE} [data-shows="{name}"]').click()


def handle(page: Page) -> Locator:
    return page.locator(".map-handle")


def values(page: Page) -> tuple[float, float]:
    """The step size and rho that the handle stands for."""
    return tuple(map(float, VALUES.fullmatch(handle(page).get_attribute("aria-valuetext")).groups()))


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)


def test_the_handle_is_two_sliders_at_once(page: Page, server: Server) -> None:
    follow(page, server.url, RACE)
    shows(page, "settings")
    page.wait_for_selector(SETTINGS + SETTLED)
    assert values(page) == (0.08, 0.9)
    runs, (x, y) = run_count(page), middle(handle(page))
    drag(page, (x, y), (x - 40, y - 40))  # not as far as the usual step size, which no address names
    page.wait_for_selector(f'{STAGE}[data-engine="true"]')
    alpha, rho = values(page)
    assert alpha < 0.08 and 0.9 < rho < 1
    assert run_count(page) == runs, "nothing is sent while it is held"
    assert slider(page, "step_size").get_attribute("aria-valuetext") == f"{alpha:g}"
    page.mouse.up()
    page.wait_for_url(lambda url: f"step_size={alpha:g}" in url and f"rho={rho:g}" in url)
    before = handle(page).get_attribute("aria-valuetext")
    handle(page).press("ArrowRight")
    expect(handle(page)).not_to_have_attribute("aria-valuetext", before)
    further, same = values(page)
    page.wait_for_url(lambda url: f"step_size={further:g}" in url)
    assert further > alpha and same == rho
    shows(page, "")
    expect(page.locator(SETTINGS)).to_be_hidden()


def test_a_part_fills_the_map_and_gives_way_again(page: Page, server: Server) -> None:
    follow(page, server.url, RACE)
    shows(page, "settings")
    page.wait_for_selector(SETTINGS + SETTLED)
    x, y = middle(handle(page))
    drag(page, (x - 100, y - 60), (x + 20, y + 30))
    page.mouse.up()
    back = page.locator('[data-action="map-back"]')
    expect(back).to_be_visible()
    assert middle(handle(page))[0] > x + 20, "it stands where its setting is now"
    assert values(page) == (0.08, 0.9)
    back.click()
    expect(back).to_be_hidden()
    assert middle(handle(page)) == (x, y)
    shows(page, "")


def test_where_starts_end_is_seen_of_all_valleys(page: Page, server: Server) -> None:
    follow(page, server.url, {"objective": "himmelblau", "optimizers": "gd"})
    shows(page, "starts")  # the race is seen from near, in one of four valleys
    page.wait_for_url(lambda url: "view=-5" in url)
    page.wait_for_selector(f'{STAGE} [data-view="starts"]{SETTLED}')
    shares = page.locator(".stage-ends tbody tr").all_inner_texts()
    assert sum(not re.search(r"\s0\s", row) for row in shares if row.startswith("(")) == 4
    shows(page, "")


def test_a_map_that_fails_says_so_in_its_place_and_comes_with_the_next_change(
    page: Page, server: Server
) -> None:
    follow(page, server.url, {**RACE, "n_iter": 90})
    page.route("**/map_worker.js*", lambda route: route.abort())
    shows(page, "starts")
    trouble = page.locator(f'{STAGE} [data-view="starts"] .map-trouble')
    expect(trouble).to_contain_text("could not be worked out")
    page.unroute("**/map_worker.js*")
    runs = run_count(page)
    slider(page, "step_size").press("ArrowLeft")
    page.wait_for_selector(f'{STAGE} [data-view="starts"]{SETTLED}')
    expect(trouble).to_be_hidden()
    wait_for_state(page, run=runs + 1)
    shows(page, "")


def test_a_link_opens_on_a_map(page: Page, server: Server) -> None:
    part = {"map": "settings", "owner": "gd", "map_zoomed": "0.01,1"}
    open_page(page, server.url, {**RACE, **part})
    back = page.locator('[data-action="map-back"]')
    back.click()  # from the part that the link has
    expect(back).to_be_hidden()
    words = page.locator('[data-role="map-words"]')
    expect(words).to_have_text(
        re.compile(r"Gradient descent converges within 100 iterations for 7 % .* best at α 0.09")
    )
    page.locator(".map-strips [data-racer=rmsprop]").click()
    expect(words).to_have_text(re.compile(r"RMSProp converges within 100 iterations for 41 % "))
    assert page.locator('[data-action="map-owner"]').input_value() == "rmsprop"
    page.locator(".st-key-reset button").click()
    expect(page.locator(SETTINGS)).to_be_hidden()


def taken(page: Page, row: str) -> Path:
    """What a row of the menu 'Take it away' brings, as a file."""
    with page.expect_download() as coming:
        page.locator(f".st-key-{row} button").click()
    return coming.value.path()


def test_starts_are_counted_by_where_they_end(page: Page, server: Server) -> None:
    open_page(page, server.url, {**VALLEYS, "map": "starts", "owner": "rmsprop", "ground": "gd"})
    table = page.locator(".stage-ends tbody")
    for minimum, shares in {"(3, 2)": "3527", "(−2.81, 3.13)": "3627", "(−3.78, −3.28)": "024"}.items():
        expect(table).to_contain_text(minimum + shares)
    expect(table).to_contain_text("(3.58, −1.85)022")
    page.get_by_role("button", name="Take it away").click()
    cells = taken(page, "take_map_csv").read_text().splitlines()
    share = sum(line.split(",")[2] == "0" for line in cells[1:]) / (len(cells) - 1)
    assert round(100 * share) == 27, "RMSProp's, in (3, 2)"
    with Image.open(taken(page, "take_map_png")) as picture:
        assert picture.width > 800 and len(picture.convert("RGB").getcolors(2**24)) > 50
    page.keyboard.press("Escape")
    page.locator(".st-key-reset button").click()
    expect(table).to_be_hidden()
