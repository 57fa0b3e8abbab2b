"""The projector view: readable from the last row, and tidy on every projector."""

import re

from playwright.sync_api import Page, expect

from tests.driver.layout import lasting_faults
from tests.driver.server import Server
from tests.driver.stage import STAGE, follow, next_frames, run_count, wait_until_ready

PROJECTORS = ((1280, 720), (1366, 768), (1920, 1080))
LEAST = 24  # px, of letters at 1920 x 1080
EXPONENT = 18.0  # px; a power of ten on an axis is raised, as in print

# From now on notes how high the letters are that are drawn on a canvas.
LISTEN = """() => {
    const { fillText } = CanvasRenderingContext2D.prototype;
    window.drawn = new Set();
    CanvasRenderingContext2D.prototype.fillText = function (...words) {
        const { a, b } = this.getTransform();
        window.drawn.add(Math.hypot(a, b) / devicePixelRatio * parseFloat(this.font.match(/[\\d.]+px/)[0]));
        fillText.apply(this, words);
    };
    window.stopListening = () => (CanvasRenderingContext2D.prototype.fillText = fillText);
}"""
HEARD = "() => (window.stopListening(), [...window.drawn].map(size => Number(size.toFixed(2))))"
# The text of the page that is smaller than so many pixels, less what is raised or lowered, as in print.
SMALL = """least => [...document.querySelectorAll('[data-testid="stMain"] *')]
    .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .filter(element => element.checkVisibility({ visibilityProperty: true }) && !element.closest("sub, sup"))
    .filter(element => !element.closest(".katex, option") && element.offsetWidth !== 1)
    .filter(element => parseFloat(getComputedStyle(element).fontSize) < least - 0.01)
    .map(element => `${element.tagName} ${element.className} ${element.textContent}`)"""


def test_all_that_is_shown_is_24_px_high_and_nothing_collides(page: Page, server: Server) -> None:
    follow(page, server.url, {"objective": "rosenbrock"})
    page.evaluate(LISTEN)
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.keyboard.press("p")
    expect(page).to_have_url(
        re.compile("present=true"), timeout=30_000
    )  # drawn in software it is a large picture
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.locator('[data-view="contour"] .xtick text').first).to_have_css("font-size", "24px")
    next_frames(page)
    drawn = set(page.evaluate(HEARD))
    at_scale = {size for size in drawn if size >= EXPONENT}  # until the key was pressed all was smaller
    assert at_scale and min(at_scale - {EXPONENT}) >= LEAST
    assert page.evaluate(SMALL, LEAST) == []
    faults = {}
    for width, height in PROJECTORS:
        page.set_viewport_size({"width": width, "height": height})
        next_frames(page)
        faults[width] = lasting_faults(page)
        expect(page.locator(".stage-docked[data-latest] input")).to_be_in_viewport(ratio=1)
    assert not any(faults.values()), faults
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("present"), timeout=30_000)
    expect(page.get_by_test_id("stSidebar")).to_be_visible()


def test_a_link_opens_the_projector_view_whose_slider_moves_the_race(page: Page, server: Server) -> None:
    follow(page, server.url, {"present": "true"})
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    docked = page.locator(".stage-docked:visible")
    expect(docked).to_have_count(1)
    docked.get_by_role("combobox").select_option(label="Step size α")  # it begins with the one used last
    runs = run_count(page)
    docked.get_by_role("slider").press("ArrowRight")
    page.wait_for_function(f"() => Number(document.querySelector('{STAGE}').dataset.run) > {runs}")
    expect(page).to_have_url(re.compile("step_size=.*present=true"))
    page.locator('[data-action="present"]').click()
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    wait_until_ready(page)
