"""The family of optimizers, a view in the place of the race."""

import re

from playwright.sync_api import Page, expect

from tests.driver.axe import serious
from tests.driver.layout import lasting_faults
from tests.driver.server import Server
from tests.driver.stage import STAGE, follow


def test_who_is_ticked_in_the_family_races(page: Page, server: Server) -> None:
    follow(page, server.url)
    page.get_by_role("button", name="The family and its rules").click()
    expect(page.get_by_role("heading", name="The family")).to_be_visible()
    expect(page.locator(f"{STAGE} [data-action=play]")).to_be_hidden()
    page.get_by_role("checkbox", name="Adam", exact=True).press("Space")
    expect(page).to_have_url(re.compile("optimizers=.*adam"))
    assert lasting_faults(page) == []
    assert serious(page) == ""
    page.locator(".st-key-family_back button").click()
    expect(page.locator(f'{STAGE} [data-optimizer="adam"]')).to_be_visible()
    expect(page.locator(f"{STAGE} [data-optimizer]")).to_have_count(4)
    expect(page.get_by_role("heading", name="The family")).to_be_hidden()
