"""Lessons in a real browser: by keyboard, by a click on the contour, and on a phone."""

import re

from playwright.sync_api import Page, expect

from tests.driver.server import Server
from tests.driver.stage import AT_REST, PHONE, follow, go_to_place

RUNS = '.lesson-pictures [class="lesson-run"]'
SIDEWAYS = "() => document.documentElement.scrollWidth - innerWidth"


def open_lessons(page: Page, server: Server) -> None:
    follow(page, server.url)
    page.get_by_role("link", name="Lessons", exact=True).click()
    page.wait_for_selector(".lesson-pictures")
    page.wait_for_selector(AT_REST, state="attached")  # what is still being made takes no key


def test_a_prediction_by_keyboard_alone_is_committed_and_answered(page: Page, server: Server) -> None:
    open_lessons(page, server)
    expect(page).to_have_url(re.compile(r"/lessons\?lesson=edge&step=a$"))
    assert page.locator(RUNS).count() == 0, "nothing hidden is in the page"
    page.get_by_role("slider", name="Step size α").press("End")
    expect(page.locator(".lesson-pictures")).to_contain_text("you")
    page.wait_for_selector(AT_REST, state="attached")
    page.get_by_role("radio", name="the farther out the start").press("Space")
    commit = page.get_by_role("button", name="Commit")
    expect(commit).to_be_enabled()
    commit.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Too bold.")).to_be_visible()
    expect(page.get_by_text("The edge is at 0.25, yours is 4 times that.")).to_be_visible()
    expect(page.get_by_text("its edge is at 0.25 as well.")).to_be_visible()
    assert page.locator(RUNS).count() > 0
    page.get_by_role("button", name="Next: one more prediction").press("Enter")
    expect(page).to_have_url(re.compile(r"lesson=edge&step=b$"))
    expect(page.get_by_role("button", name="Commit")).to_be_disabled()


def test_a_click_on_the_contour_is_the_prediction_and_on_a_phone_the_lesson_stands_above(
    page: Page, server: Server
) -> None:
    open_lessons(page, server)
    go_to_place(page, f"{server.url}/lessons?lesson=stretch-and-turn&step=a")
    expect(page.get_by_role("heading", name="Stretch it, then turn it")).to_be_visible()
    plane = page.locator('[data-pick] [data-plane="subject"]')
    box = plane.bounding_box()
    plane.click(position={"x": box["width"] * 0.7, "y": box["height"] * 0.4})
    expect(plane.locator(".lesson-ring")).to_be_visible()
    expect(page.get_by_label("x", exact=True)).not_to_have_value("")
    page.set_viewport_size(PHONE)
    page.get_by_text("each coordinate has its own divisor").click()
    page.get_by_role("button", name="Commit").click()
    expect(page.get_by_role("status").filter(has_text=re.compile(r"0\.\d+ away\."))).to_be_in_viewport()
    expect(page.get_by_text("Your reason holds.")).to_be_visible()
    assert page.evaluate(SIDEWAYS) <= 0
