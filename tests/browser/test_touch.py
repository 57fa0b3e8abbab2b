"""A phone in the hand: fingers on sliders, on the surface, and on the page."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.driver.drag import WATCH, assert_drawn, values, wait_for_true_run
from tests.driver.server import Server
from tests.driver.stage import PHONE, STAGE, follow, iterate, next_frames, run_count, seek, slider, thumb
from tests.driver.surface import EYE
from tests.driver.touch import in_the_middle, stroke, swipe, touch

SCROLL_ENDS = """async () => {
    const main = document.querySelector('[data-testid="stMain"]');
    for (let before = -1, same = 0; same < 5; before = main.scrollTop) {
        await new Promise(requestAnimationFrame);
        same = main.scrollTop === before ? same + 1 : 0;
    }
}"""
SCROLLED = """() => document.querySelector('[data-testid="stMain"]').scrollTop"""


@pytest.fixture
def finger(phone: Page, server: Server) -> CDPSession:
    """A finger on the first page."""
    follow(phone, server.url)
    return phone.context.new_cdp_session(phone)


def test_a_finger_drags_the_picture(phone: Page, finger: CDPSession) -> None:
    phone.get_by_test_id("stExpandSidebarButton").tap()
    expect(phone.locator(".st-key-step_size")).to_be_in_viewport()
    still(phone, "step_size")
    before, runs = values(phone), run_count(phone)
    phone.evaluate(WATCH, "step_size")
    x, y = thumb(phone, "step_size")
    touch(finger, "touchStart", x, y)
    for i in range(1, 16):
        touch(finger, "touchMove", x + 6 * i, y)
        next_frames(phone)
    assert_drawn(phone, "step_size", at_least=10)
    assert values(phone) != before
    expect(phone.locator(".st-key-rho")).to_be_hidden()  # the sidebar lies over the picture
    assert run_count(phone) == runs
    touch(finger, "touchEnd")
    wait_for_true_run(phone, after=runs)
    expect(phone.locator(".st-key-rho")).to_be_visible()
    expect(phone).to_have_url(
        re.compile(f"step_size={slider(phone, 'step_size').get_attribute('aria-valuetext')}")
    )
    phone.get_by_test_id("stSidebarCollapseButton").get_by_role("button").tap()
    expect(phone.locator(".st-key-step_size")).not_to_be_in_viewport()


def test_a_docked_slider_drags_the_picture_which_stays_in_sight(phone: Page, finger: CDPSession) -> None:
    docked, contour = phone.locator(".stage-docked"), phone.locator('[data-view="contour"]').bounding_box()
    boxes = [phone.locator(f".stage-{part}").bounding_box() for part in ("dock", "transport")]
    sheet = min(box["y"] for box in boxes)
    assert PHONE["height"] - sheet <= PHONE["height"] / 3
    assert contour["y"] + contour["height"] <= sheet
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"] + 1
    expect(docked.locator("b")).to_have_text(["Step size α", "Rho ρ"])
    before, runs = values(phone), run_count(phone)
    drag(phone, finger, docked.get_by_role("slider", name="Rho ρ"), -60)
    assert values(phone) != before and run_count(phone) == runs
    touch(finger, "touchEnd")
    wait_for_true_run(phone, after=runs)
    rho = docked.locator("output").nth(1).inner_text()
    expect(phone).to_have_url(re.compile(f"rho={rho}$"))
    assert slider(phone, "rho").get_attribute("aria-valuetext") == rho


def test_the_dock_folds_by_a_stroke_and_takes_any_slider(phone: Page, finger: CDPSession) -> None:
    head = phone.get_by_role("button", name="Sliders")
    box = head.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 12
    swipe(phone, finger, x, y, 0, 60)
    expect(phone.locator(".stage-docked").first).to_be_hidden()
    head.tap()
    phone.get_by_label("First slider").select_option("Iterations")
    iterations = phone.locator(".stage-docked").get_by_role("slider", name="Iterations")
    runs = run_count(phone)
    iterations.press("ArrowRight")
    wait_for_true_run(phone, after=runs)
    expect(phone).to_have_url(re.compile("n_iter=60"))


def drag(page: Page, finger: CDPSession, handle: Locator, by: float) -> None:
    """Puts a finger on the thumb of a slider of the browser's own, and moves it; it is not lifted."""
    box = handle.bounding_box()
    share = handle.evaluate("range => range.value / range.max")
    x, y = box["x"] + 8 + share * (box["width"] - 16), box["y"] + box["height"] / 2
    touch(finger, "touchStart", x, y)
    for i in range(1, 11):
        touch(finger, "touchMove", x + by * i / 10, y)
        next_frames(page)


def still(page: Page, name: str) -> None:
    """Waits until a slider stays where it is: the sidebar slides in."""
    page.wait_for_function(
        """async name => {
            const input = document.querySelector(`.st-key-${name}`);
            const left = () => input.getBoundingClientRect().left;
            const before = left();
            for (let i = 0; i < 5; i++) await new Promise(requestAnimationFrame);
            return left() === before;
        }""",
        arg=name,
    )


def test_an_upward_stroke_scrolls_the_page_and_a_sideways_one_turns_the_surface(
    phone: Page, finger: CDPSession
) -> None:
    eye = phone.evaluate(EYE)
    for view in ("contour", "surface"):
        in_the_middle(phone, view)
        before = phone.evaluate(SCROLLED)
        stroke(phone, finger, view, 0, -120)
        phone.wait_for_function(
            f"""() => document.querySelector('[data-testid="stMain"]').scrollTop > {before + 60}"""
        )
        phone.evaluate(SCROLL_ENDS)  # a finger that comes down meanwhile takes hold of it
        assert phone.evaluate(EYE) == eye
    stroke(phone, finger, "surface", 120, 0, moves=6)
    phone.wait_for_function(f"() => ({EYE})().x !== {eye['x']}")


@pytest.fixture
def low(phone: Page, finger: CDPSession) -> Iterator[CDPSession]:
    """The finger, on a phone so low that its sidebar scrolls too."""
    phone.set_viewport_size({"width": PHONE["width"], "height": 560})
    yield finger
    phone.set_viewport_size(PHONE)


def test_a_stroke_over_a_curve_scrolls_and_leaves_the_clock_alone(phone: Page, low: CDPSession) -> None:
    seek(phone, 20)
    chart = phone.locator('[data-view="loss"]')
    chart.evaluate("chart => chart.scrollIntoView({ block: 'center' })")
    box, before = chart.bounding_box(), phone.evaluate(SCROLLED)
    x, y = box["x"] + box["width"] * 0.7, box["y"] + box["height"] / 2
    swipe(phone, low, x, y, 4, -120)
    phone.wait_for_function(f"() => ({SCROLLED})() > {before + 60}")
    assert iterate(phone) == 20
    box = chart.bounding_box()
    swipe(phone, low, x, box["y"] + box["height"] / 2, -80, 4)
    phone.wait_for_function(f"""() => document.querySelector('{STAGE}').dataset.iterate !== "20" """)
    seek(phone, 20)
    phone.touchscreen.tap(x, box["y"] + box["height"] / 2)  # a tap is a choice too
    phone.wait_for_function(f"""() => Number(document.querySelector('{STAGE}').dataset.iterate) > 25""")


def test_a_stroke_over_the_name_of_a_guide_scrolls_and_a_tap_says_what_it_is(
    phone: Page, low: CDPSession
) -> None:
    seek(phone, 20)
    name = phone.locator(".stage-guides button:visible").first
    name.evaluate("name => name.scrollIntoView({ block: 'center' })")
    tip = phone.locator('[data-role="tooltip"]')
    tip.evaluate("""tip => {
        window.tipsSeen = 0;
        new MutationObserver(() => (window.tipsSeen += !tip.hidden)).observe(tip, { attributes: true });
    }""")
    box, before = name.bounding_box(), phone.evaluate(SCROLLED)
    swipe(phone, low, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, 4, -120)
    phone.wait_for_function(f"() => ({SCROLLED})() > {before + 60}")
    assert (iterate(phone), phone.evaluate("tipsSeen")) == (20, 0)
    name.tap()
    expect(tip).to_be_visible()
    assert iterate(phone) == 20


def test_a_stroke_over_the_scrub_bar_leaves_the_clock_alone(phone: Page, low: CDPSession) -> None:
    seek(phone, 20)
    box = phone.locator(f"{STAGE} [data-action=scrub]").bounding_box()
    swipe(phone, low, box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2, 4, -120)
    assert iterate(phone) == 20


def test_a_stroke_over_a_slider_scrolls_the_sidebar_and_moves_nothing(phone: Page, low: CDPSession) -> None:
    phone.get_by_test_id("stExpandSidebarButton").tap()
    still(phone, "step_size")
    for part, scrolled in ((0.9, 120), (None, -120)):  # on the track, and on the thumb
        x, y = thumb(phone, "step_size")
        box = phone.locator(".st-key-step_size [role=group]").bounding_box()
        before = slider(phone, "step_size").get_attribute("aria-valuetext")
        at = phone.evaluate(SIDEBAR_SCROLLED)
        swipe(phone, low, x if part is None else box["x"] + part * box["width"], y, 4, -scrolled)
        phone.wait_for_function(f"() => Math.abs(({SIDEBAR_SCROLLED})() - {at}) > 40")
        assert slider(phone, "step_size").get_attribute("aria-valuetext") == before
        expect(phone.locator(".st-key-rho")).to_be_visible()
    box = phone.locator(".st-key-step_size [role=group]").bounding_box()
    runs = run_count(phone)
    phone.touchscreen.tap(box["x"] + 0.9 * box["width"], thumb(phone, "step_size")[1])
    wait_for_true_run(phone, after=runs)
    assert slider(phone, "step_size").get_attribute("aria-valuetext") != before
    phone.get_by_test_id("stSidebarCollapseButton").get_by_role("button").tap()


SIDEBAR_SCROLLED = """() => document.querySelector('[data-testid="stSidebarContent"]').scrollTop"""
