"""For everyone: light and dark, large and small, by touch, and with a screen reader."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.driver.axe import serious
from tests.driver.server import Server
from tests.driver.stage import DESKTOP, PHONE, STAGE, button, follow, iterate, seek, wait_for_state


def background(page: Page) -> int:
    """Red, green and blue of the page's ground, added up: 0 is black, 765 is white."""
    color = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    return sum(int(part) for part in color.strip("rgb()").split(","))


def test_a_light_page_is_light_and_axe_finds_nothing_serious(stage: Page) -> None:
    assert background(stage) > 600
    assert serious(stage) == ""


def test_the_theme_follows_a_visitor_who_changes_it_and_axe_finds_nothing_serious_in_the_dark(
    stage: Page,
) -> None:
    """The objective, too, is redrawn; the clock stays."""
    wait_for_state(stage, theme="light")
    light = hill_colors(stage)
    stage.emulate_media(color_scheme="dark", reduced_motion="reduce")
    wait_for_state(stage, theme="dark", iterate=20, playing="false")
    assert background(stage) < 150
    assert serious(stage) == ""
    dark = hill_colors(stage)
    assert set(light) == set(dark) == {"contour", "surface"}
    assert all(light[view] != dark[view] for view in light)
    stage.emulate_media(color_scheme="light", reduced_motion="reduce")
    wait_for_state(stage, theme="light", iterate=20, playing="false")
    assert hill_colors(stage) == light


def hill_colors(page: Page) -> dict[str, list]:
    """The colour scale of each view's objective, as Plotly draws it."""
    return page.evaluate("""() => Object.fromEntries(["contour", "surface"].map(view =>
        [view, document.querySelector(`[data-view="${view}"] .js-plotly-plot`)._fullData[0].colorscale]))""")


def test_a_desktop_shows_all_of_the_race_without_scrolling(stage: Page) -> None:
    for part in ('view="contour"', 'view="surface"', 'action="play"', 'optimizer="gd"'):
        box = stage.locator(f"{STAGE} [data-{part}]").first.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= DESKTOP["height"], part
    for key in ("step_size", "rho", "n_iter", "seed"):
        box = stage.locator(f".st-key-{key}").first.bounding_box()
        assert box["y"] + box["height"] <= DESKTOP["height"], key


def test_every_control_has_a_name(stage: Page) -> None:
    controls = stage.locator(f"{STAGE} button, {STAGE} input, {STAGE} select").filter(visible=True)
    for control in controls.all():
        explained = control.get_attribute("aria-description")  # then α is a name too
        expect(control).to_have_accessible_name(re.compile(r"\S" if explained else r"\w{2}"))


@pytest.fixture
def first_page(phone: Page, server: Server) -> Page:
    """The first page on a phone, at iterate 20; it is opened unless it is there already."""
    if phone.url.rstrip("/?") != server.url:
        follow(phone, server.url)
    seek(phone, 20)
    return phone


def test_axe_finds_nothing_serious_on_a_phone_light_or_dark(first_page: Page) -> None:
    for scheme in ("dark", "light"):
        first_page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        wait_for_state(first_page, theme=scheme)
        assert serious(first_page) == "", scheme


def test_a_phone_never_scrolls_sideways(first_page: Page) -> None:
    overflow = """() => ["html", "body", '[data-testid="stMain"]', '[data-testid="stage"]']
        .map(selector => document.querySelector(selector))
        .map(element => element.scrollWidth - element.clientWidth)"""
    assert max(first_page.evaluate(overflow)) <= 0


def test_a_phones_transport_works_by_touch_from_anywhere(first_page: Page) -> None:
    box = button(first_page, "play").bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"]
    assert min(box["width"], box["height"]) >= 40
    button(first_page, "forward").tap()
    wait_for_state(first_page, iterate=21)
    button(first_page, "play").tap()
    wait_for_state(first_page, playing="true")
    assert iterate(first_page) >= 21


def test_a_phone_stacks_the_views(first_page: Page) -> None:
    contour = first_page.locator('[data-view="contour"]').bounding_box()
    surface = first_page.locator('[data-view="surface"]').bounding_box()
    assert surface["y"] >= contour["y"] + contour["height"] - 1
    assert contour["width"] >= 300


def test_that_the_page_waits_is_said_beside_the_controls_not_over_them(first_page: Page) -> None:
    said, transport = (first_page.locator(f"{STAGE} .stage-{name}") for name in ("waiting", "transport"))
    said.evaluate("line => (line.textContent = 'Connection lost: trying again')")
    line, bar = said.bounding_box(), transport.bounding_box()
    said.evaluate("line => (line.textContent = '')")
    assert line["x"] >= 0 and line["x"] + line["width"] <= first_page.viewport_size["width"]
    assert line["y"] + line["height"] <= bar["y"]


def test_a_finger_can_scroll_past_the_plots(first_page: Page) -> None:
    """A plot that swallowed every touch would trap a visitor on a phone."""
    assert first_page.evaluate(
        """() => ["contour", "loss"].every(name => {
            const layer = document.querySelector(`[data-view="${name}"] canvas[data-layer="trail"]`);
            return getComputedStyle(layer).pointerEvents === "none"
                || getComputedStyle(layer).touchAction !== "none";
        })"""
    )
