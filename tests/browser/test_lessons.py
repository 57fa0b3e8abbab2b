"""Lessons in a real browser: by keyboard, by the hand, on a phone; a run plays, and follows a slider."""

import re

from playwright.sync_api import Page, expect

from tests.driver.server import Server
from tests.driver.stage import AT_REST, PHONE, follow, go_to_place, next_frames, thumb

STAGE = '[data-testid="lesson-stage"]'
PLANE = f'{STAGE} [data-plane="subject"] .lesson-plane'
SIDEWAYS = "() => document.documentElement.scrollWidth - innerWidth"
PAINTED = "plane => plane.querySelector('canvas[data-layer=\"trail\"]').toDataURL()"


def open_lessons(page: Page, server: Server) -> None:
    follow(page, server.url)
    page.get_by_role("link", name="Lessons", exact=True).click()
    wait_for(page, ready="true")
    page.wait_for_selector(AT_REST, state="attached")  # what is still being made takes no key


def wait_for(page: Page, **state: str) -> None:
    """Waits until the stage of the lesson has each data-<name>."""
    wanted = "".join(f'[data-{name.replace("_", "-")}="{value}"]' for name, value in state.items())
    page.wait_for_selector(STAGE + wanted)


def state(page: Page, name: str) -> str:
    return page.locator(STAGE).get_attribute(f"data-{name}")


def painted(page: Page) -> str:
    """What the paths' canvas shows."""
    return page.locator(PLANE).evaluate(PAINTED)


def test_a_prediction_by_keyboard_alone_is_committed_and_answered(page: Page, server: Server) -> None:
    open_lessons(page, server)
    expect(page).to_have_url(re.compile(r"/lessons\?lesson=edge&step=a$"))
    expect(page.get_by_text("the run comes here when you commit")).to_be_visible()
    assert page.locator(f"{STAGE}[data-idle]").count() == 1, "there is nothing to play"
    page.get_by_role("slider", name="Step size α").press("End")
    page.wait_for_selector(AT_REST, state="attached")
    page.get_by_role("radio", name="the farther out the start").press("Space")
    commit = page.get_by_role("button", name="Commit")
    expect(commit).to_be_enabled()
    commit.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Too bold.")).to_be_visible()
    expect(page.get_by_text("The edge is at 0.25, yours is 4 times that.")).to_be_visible()
    expect(page.get_by_text("its edge is at 0.25 as well.")).to_be_visible()
    wait_for(page, revealed="true", iterate="400", playing="false")  # as who prefers reduced motion sees it
    expect(page.get_by_text("the run comes here when you commit")).to_be_hidden()
    expect(commit).to_be_hidden()  # or it still has the keys
    page.keyboard.press("ArrowLeft")
    wait_for(page, iterate="399")
    page.get_by_role("button", name="Next: one more prediction").press("Enter")
    expect(page).to_have_url(re.compile(r"lesson=edge&step=b$"))
    expect(page.get_by_role("button", name="Commit")).to_be_disabled()


def test_a_run_plays_after_the_commit_and_follows_the_slider_before_the_server_answers(
    page: Page, server: Server
) -> None:
    open_lessons(page, server)
    go_to_place(page, f"{server.url}/lessons?lesson=never-settles&step=b")
    wait_for(page, step="never-settles_b", revealed="false")
    page.get_by_test_id("stRadio").locator("label").nth(1).click()
    page.emulate_media(reduced_motion="no-preference")
    page.get_by_role("button", name="Commit").click()
    wait_for(page, revealed="true", playing="true")
    early = painted(page)
    wait_for(page, playing="false", iterate="6000")
    assert painted(page) != early, "the head has moved"
    page.emulate_media(reduced_motion="reduce")
    page.wait_for_selector(AT_REST, state="attached")

    before, sent = painted(page), state(page, "sent")
    x, y = thumb(page, "lesson_never-settles_b_change_step_size")
    page.mouse.move(x, y)
    page.mouse.down()
    for _ in range(6):
        x += 12
        page.mouse.move(x, y)
        next_frames(page)
    assert float(state(page, "value")) > 0.01
    assert painted(page) != before and state(page, "sent") == sent, "no server has answered"
    held = painted(page)
    page.mouse.up()
    wait_for(page, value="", sent=str(int(sent) + 1))
    assert painted(page) == held, "Python's run is the browser's"


def test_a_point_on_the_contour_is_the_prediction_and_on_a_phone_the_lesson_stands_above(
    page: Page, server: Server
) -> None:
    open_lessons(page, server)
    go_to_place(page, f"{server.url}/lessons?lesson=stretch-and-turn&step=a")
    expect(page.get_by_role("heading", name="Stretch it, then turn it")).to_be_visible()
    wait_for(page, step="stretch-and-turn_a")
    plane, x = page.locator(PLANE), page.get_by_label("x", exact=True)
    box = plane.bounding_box()
    plane.click(position={"x": box["width"] * 0.7, "y": box["height"] * 0.4})
    expect(x).not_to_have_value("")
    put = float(x.input_value())
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.4)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.4)
    page.mouse.up()
    expect(x).not_to_have_value(f"{put:.3f}")
    dragged = float(x.input_value())
    assert dragged < put
    point = page.get_by_role("button", name=re.compile(r"^Your prediction: "))
    expect(point).to_be_focused()
    point.press("Shift+ArrowRight")
    expect(x).to_have_value(f"{dragged + 0.05 * 1.4:.3f}")
    page.set_viewport_size(PHONE)
    page.get_by_text("each coordinate has its own divisor").click()
    page.get_by_role("button", name="Commit").click()
    expect(page.get_by_role("status").filter(has_text=re.compile(r"0\.\d+ away\."))).to_be_in_viewport()
    expect(page.get_by_text("Your reason holds.")).to_be_visible()
    assert page.evaluate(SIDEWAYS) <= 0
    lesson = page.get_by_role("heading", name="Stretch it, then turn it")
    page.locator(f"{STAGE} [data-chart]").last.scroll_into_view_if_needed()
    expect(lesson).not_to_be_in_viewport()
    page.get_by_role("button", name="Next: one more prediction").click()
    wait_for(page, step="stretch-and-turn_b")
    expect(lesson).to_be_in_viewport()
