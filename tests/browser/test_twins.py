"""The same optimizer twice, as a visitor does it: added, set, read on the scoreboard, in the link again."""

from playwright.sync_api import Page, expect

from tests.driver.server import Server
from tests.driver.stage import follow


def test_rmsprop_races_twice_and_one_of_them_is_set(page: Page, server: Server) -> None:
    follow(page, server.url, {"optimizers": "rmsprop"})
    page.locator(".st-key-twice button").first.click()
    page.get_by_role("button", name="Add RMSProp ρ = 0.9").click()
    names = page.locator(".stage-score-name span")
    expect(names).to_have_text(["RMSProp ρ = 0.99", "RMSProp ρ = 0.9"])
    page.keyboard.press("Escape")
    page.locator(".st-key-more summary").click()
    page.get_by_role("tab", name="Own values").click()
    page.get_by_role("tab", name="RMSProp 2").click()
    page.locator(".st-key-rmsprop_2-rho input").press("ArrowLeft")  # from 0.9 to the stop before
    expect(names).to_have_text(["RMSProp ρ = 0.99", "RMSProp ρ = 0.85"])
    page.wait_for_url("**/?optimizers=rmsprop%2Crmsprop_2&rmsprop_2.rho=0.85")
    page.locator(".st-key-again_own_rmsprop button").click()
    expect(page.locator(".st-key-optimizers button", has_text="RMSProp 3")).to_be_visible()
    expect(names).to_have_count(3)
    page.go_back()
    expect(names).to_have_text(["RMSProp ρ = 0.99", "RMSProp ρ = 0.85"])
