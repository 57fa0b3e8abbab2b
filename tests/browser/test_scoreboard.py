"""The scoreboard: all that it says is there to read, whatever it has to say."""

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from optim import OBJECTIVES, OPTIMIZERS, random_start, run
from tests.driver.server import Server
from tests.driver.stage import PHONE, STAGE, follow, iterate, seek

HIDDEN = """text => Math.max(
  text.scrollWidth - text.clientWidth,
  text.scrollHeight - text.clientHeight,
  text.getBoundingClientRect().right - innerWidth)"""
DIVERGED = {"objective": "rosenbrock", "optimizers": "rmsprop,gd", "step_size": "0.5"}


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_an_outcome_and_its_cause_are_read_in_full(page: Page, server: Server, phone: bool) -> None:
    if phone:
        page.set_viewport_size(PHONE)
    follow(page, server.url, DIVERGED)
    status = page.locator('[data-optimizer="gd"] [data-field="status"]')
    expect(status).to_contain_text("long")
    expect(status).to_be_visible()
    for text in page.locator('[role="listitem"]').all():
        assert text.evaluate(HIDDEN) <= 0
    row = page.locator('[data-optimizer="gd"]')
    height = row.bounding_box()["height"]
    seek(page, 0)
    expect(status).to_have_text("moving")
    assert row.bounding_box()["height"] == height, "nothing moves as the clock runs"


def test_many_lowest_points_stay_on_the_page(page: Page, server: Server) -> None:
    follow(page, server.url, {"objective": "typed", "f": "x^2*y^2"})
    lowest = page.locator(STAGE).get_by_text("and 24 more")
    expect(lowest).to_be_visible()
    assert lowest.evaluate(HIDDEN) <= 0


def test_many_racers_are_sorted_by_a_click_and_the_list_shows_that_it_scrolls(
    page: Page, server: Server
) -> None:
    follow(page, server.url, {"optimizers": "rmsprop,adagrad,gd,momentum,adam,nesterov,adadelta,lion"})
    rows = page.locator('[role="list"]')
    first = rows.locator('[role="listitem"]').first
    expect(first).to_have_attribute("data-optimizer", "rmsprop")
    seek(page, 10)
    page.get_by_role("button", name="Sort by distance").click()
    expect(first).to_have_attribute("data-optimizer", nearest(page))
    seek(page, 50)
    expect(first).to_have_attribute("data-optimizer", nearest(page))
    assert rows.evaluate("list => list.scrollHeight > list.clientHeight")
    assert rows.evaluate("list => getComputedStyle(list).backgroundImage").count("gradient") == 4
    page.get_by_role("button", name="Sort by distance").click()
    expect(first).to_have_attribute("data-optimizer", "rmsprop")


def nearest(page: Page) -> str:
    """Who is nearest to the minimum, as Python's own run has it at the iterate on show."""
    at = iterate(page)
    bowl = OBJECTIVES["bowl"]
    start = random_start(bowl.bounds, seed=1)
    names = [row.get_attribute("data-optimizer") for row in page.locator('[role="listitem"]').all()]
    end = {name: run(bowl, OPTIMIZERS[name](step_size=0.01), start, 50).x[at] for name in names}
    return min(end, key=lambda name: float(np.hypot(*end[name])))
