"""For everyone: light and dark, large and small, by touch, and with a screen reader."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from scripts.server import Server
from scripts.stage import (
    DESKTOP,
    PHONE,
    STAGE,
    button,
    iterate,
    open_page,
    play_to_the_end,
    seek,
    wait_for_state,
)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(visit, server: Server, scheme: str, viewport: dict) -> None:
    page = visit(color_scheme=scheme, viewport=viewport)
    open_page(page, server.url)
    play_to_the_end(page)
    violations = Axe().run(page).response["violations"]
    serious = [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in violations
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
    assert not serious, "\n".join(serious)


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_the_theme_follows_the_visitor(visit, server: Server, scheme: str, dark: bool) -> None:
    page = visit(color_scheme=scheme)
    open_page(page, server.url)
    background = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    red, green, blue = (int(part) for part in background.strip("rgb()").split(","))
    assert (red + green + blue < 384) is dark


def test_a_desktop_shows_all_of_the_race_without_scrolling(page: Page, server: Server) -> None:
    open_page(page, server.url)
    for part in ('view="contour"', 'view="surface"', 'action="play"', 'optimizer="gd"'):
        box = page.locator(f"{STAGE} [data-{part}]").first.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= DESKTOP["height"], part
    for key in ("step_size", "rho", "n_iter", "seed"):
        assert page.locator(f".st-key-{key}").first.bounding_box()["y"] < DESKTOP["height"]


@pytest.fixture
def phone(visit, server: Server) -> Page:
    """The first page on a phone, standing still at iterate 20."""
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
    open_page(page, server.url)
    seek(page, 20)
    return page


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


def test_every_control_has_a_name(page: Page, server: Server) -> None:
    open_page(page, server.url)
    for control in page.locator(f"{STAGE} button, {STAGE} input, {STAGE} select").all():
        expect(control).to_have_accessible_name(re.compile(r"\w{2}"))
