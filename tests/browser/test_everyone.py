"""For everyone: light and dark, large and small, by touch, and with a screen reader."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from scripts.server import Server
from scripts.stage import (
    DESKTOP,
    PHONE,
    STAGE,
    button,
    complaints_of,
    iterate,
    open_page,
    seek,
    wait_for_state,
)

PHONE_OPTIONS = {"viewport": PHONE, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


def serious(page: Page) -> str:
    """What axe-core finds of serious or critical impact, a line each."""
    violations = Axe().run(page).response["violations"]
    return "\n".join(
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in violations
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    )


def background(page: Page) -> int:
    """Red, green and blue of the page's ground, added up: 0 is black, 765 is white."""
    color = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    return sum(int(part) for part in color.strip("rgb()").split(","))


def test_a_light_page_is_light_and_axe_finds_nothing_serious(stage: Page) -> None:
    assert background(stage) > 600
    assert serious(stage) == ""


def test_a_dark_page_is_dark_and_axe_finds_nothing_serious(visit, server: Server) -> None:
    page = visit(color_scheme="dark", reduced_motion="reduce")
    open_page(page, server.url)
    wait_for_state(page, theme="dark")
    assert background(page) < 150
    assert serious(page) == ""


def test_the_theme_follows_a_visitor_who_changes_it(stage: Page) -> None:
    """The hill, too, is redrawn; the clock stays."""
    wait_for_state(stage, theme="light")
    light = hill_colors(stage)
    stage.emulate_media(color_scheme="dark", reduced_motion="reduce")
    wait_for_state(stage, theme="dark", iterate=20, playing="false")
    assert background(stage) < 150
    dark = hill_colors(stage)
    assert set(light) == set(dark) == {"contour", "surface"}
    assert all(light[view] != dark[view] for view in light)
    stage.emulate_media(color_scheme="light", reduced_motion="reduce")
    wait_for_state(stage, theme="light", iterate=20, playing="false")
    assert hill_colors(stage) == light


def hill_colors(page: Page) -> dict[str, list]:
    """The colour scale of each view's hill, as Plotly draws it."""
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
        expect(control).to_have_accessible_name(re.compile(r"\w{2}"))


@pytest.fixture(scope="module")
def opened_phone(browser: Browser, server: Server) -> Iterator[tuple[Page, list[str]]]:
    """The first page on a phone, opened once, and its complaints."""
    context = browser.new_context(**PHONE_OPTIONS, reduced_motion="reduce")
    page = context.new_page()
    complaints = complaints_of(page)
    open_page(page, server.url)
    yield page, complaints
    context.close()


@pytest.fixture
def phone(opened_phone: tuple[Page, list[str]]) -> Iterator[Page]:
    """The first page on a phone, standing still at iterate 20. It may not complain."""
    page, complaints = opened_phone
    seek(page, 20)
    yield page
    assert not complaints, "\n".join(complaints)


def test_axe_finds_nothing_serious_on_a_phone_light_or_dark(phone: Page) -> None:
    for scheme in ("dark", "light"):
        phone.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        wait_for_state(phone, theme=scheme)
        assert serious(phone) == "", scheme


def test_a_phone_never_scrolls_sideways(phone: Page) -> None:
    overflow = """() => ["html", "body", '[data-testid="stMain"]', '[data-testid="stage"]']
        .map(selector => document.querySelector(selector))
        .map(element => element.scrollWidth - element.clientWidth)"""
    assert max(phone.evaluate(overflow)) <= 0


def test_a_phones_transport_works_by_touch_from_anywhere(phone: Page) -> None:
    box = button(phone, "play").bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"]
    assert min(box["width"], box["height"]) >= 40
    button(phone, "forward").tap()
    wait_for_state(phone, iterate=21)
    button(phone, "play").tap()
    wait_for_state(phone, playing="true")
    assert iterate(phone) >= 21


def test_a_phone_stacks_the_views(phone: Page) -> None:
    contour = phone.locator('[data-view="contour"]').bounding_box()
    surface = phone.locator('[data-view="surface"]').bounding_box()
    assert surface["y"] >= contour["y"] + contour["height"] - 1
    assert contour["width"] >= 300


def test_a_finger_can_scroll_past_the_plots(phone: Page) -> None:
    """A plot that swallowed every touch would trap a visitor on a phone."""
    assert phone.evaluate(
        """() => ["contour", "loss"].every(name => {
            const layer = document.querySelector(`[data-view="${name}"] canvas[data-layer="trail"]`);
            return getComputedStyle(layer).pointerEvents === "none"
                || getComputedStyle(layer).touchAction !== "none";
        })"""
    )
