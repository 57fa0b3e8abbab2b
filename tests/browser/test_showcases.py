"""Each objective opens in its lesson: the list, the sentence above the picture, and the way back to it."""

import re

from playwright.sync_api import Page, expect

from tests.driver.server import Server
from tests.driver.stage import STAGE, follow, wait_for_state
from ui.showcases import SHOWCASES

LOOK = SHOWCASES["himmelblau"].look


def test_an_objective_chosen_in_the_list_opens_in_its_lesson_and_a_click_leads_back(
    page: Page, server: Server
) -> None:
    follow(page, server.url)
    expect(page.get_by_text(SHOWCASES["bowl"].look)).to_be_visible()
    choose(page, "Himmelblau")
    wait_for_state(page, objective="himmelblau", n_iter=300)
    expect(page.get_by_text(LOOK)).to_be_visible()
    expect(page).to_have_url(re.compile("objective=himmelblau"))
    lesson, top = page.url, top_of_stage(page)

    page.locator(".st-key-optimizers button", has_text="Nesterov").click()
    expect(page.locator("[data-optimizer]")).to_have_count(2)
    expect(page.get_by_role("button", name="Show the lesson")).to_be_visible()
    expect(page.get_by_text(LOOK)).to_be_hidden()
    assert top_of_stage(page) == top, "the picture stays where it is"

    page.get_by_role("button", name="Show the lesson").click()
    expect(page.get_by_text(LOOK)).to_be_visible()
    expect(page.get_by_role("button", name="Show the lesson")).to_have_count(0)
    page.wait_for_url(lesson)
    expect(page.locator("[data-optimizer]")).to_have_count(3)


def choose(page: Page, title: str) -> None:
    """Chooses an objective in the list."""
    page.locator(".st-key-objective").get_by_role("combobox").fill(title)  # of a long list a part is there
    page.get_by_role("option", name=title).click()


def top_of_stage(page: Page) -> float:
    """How far down the window the picture begins."""
    return page.locator(STAGE).bounding_box()["y"]
