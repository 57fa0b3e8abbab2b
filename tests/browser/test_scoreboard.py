"""The scoreboard: all that it says is there to read, whatever it has to say."""

import pytest
from playwright.sync_api import Page, expect

from tests.driver.server import Server
from tests.driver.stage import PHONE, STAGE, follow, seek

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
