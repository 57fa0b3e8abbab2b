"""The fair race, a place of its own, and the race's own chart of the loss against the step size."""

import re

from playwright.sync_api import Page, expect

from tests.driver.server import Server
from tests.driver.stage import follow, go_to_place, wait_until_ready

FAIR = '.fair[data-ready="true"]'


def test_there_and_back_with_all_settings_and_numbers_on_the_way(page: Page, server: Server) -> None:
    follow(page, server.url, {"objective": "beale", "step_size": 0.02})
    page.get_by_role("link", name="Fair race").click()
    page.wait_for_selector(".fair")
    page.get_by_role("button", name="Stop", exact=True).click()  # fifteen racers are too much for a test
    expect(page.get_by_role("button", name="Stopped. Go on")).to_be_visible()
    page.get_by_role("button", name="all 15").click()
    for name in ("Adam", "Momentum"):  # all others race on
        page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("button", name="13 of 15")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/fair\?racers="))
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Race", exact=True).click()
    stage = wait_until_ready(page)
    expect(stage).to_have_attribute("data-objective", "beale")
    expect(page).to_have_url(re.compile(r"/\?objective=beale&step_size=0.02$"))


def test_a_link_races_and_says_what_it_finds(page: Page, server: Server) -> None:
    query = "budget=100&racers=momentum,adam&smallest=0.001&largest=0.01&tested_to=20"
    follow(page, server.url)
    page.get_by_role("link", name="Fair race").click()
    page.wait_for_selector(".fair")
    go_to_place(page, f"{server.url}/fair?{query}")
    expect(page.locator('[data-role="protocol"]')).to_contain_text("each of 2")
    page.wait_for_selector(FAIR, timeout=30_000)
    rows = page.locator(".fair-rows tbody tr")
    expect(rows).to_have_count(2)
    winner = rows.first.get_by_role("rowheader").inner_text()
    expect(page.locator(".fair-finding")).to_contain_text(f"{winner} ends lowest")
    expect(page.locator(".fair-words")).to_contain_text("ends too soon")  # so narrow a search has to be
    with page.expect_download() as download:
        page.get_by_role("button", name="Table").click()
    assert download.value.path().read_text().count("\n") == 1 + 2 * 10
    page.get_by_role("link", name="Race", exact=True).click()  # where the next test finds its page
    wait_until_ready(page)


def test_the_axis_of_the_final_loss_is_the_slider(page: Page, server: Server) -> None:
    query = {
        "objective": "stretched_bowl",
        "optimizers": "gd",
        "curves": "sensitivity,sensitivity.rotation,loss",
    }
    follow(page, server.url, query)
    axis = page.get_by_role("slider", name="Step size α").and_(
        page.locator('[data-action="axis"] >> visible=true')
    )
    expect(axis).to_have_attribute("aria-valuetext", "0.01")
    expect(page.locator('[data-place="0"] .stage-chart')).to_have_attribute(
        "aria-label", "Final loss by step size: Gradient descent is best at 0.08"
    )
    expect(page.locator('[data-place="1"] .stage-chart')).to_have_attribute(
        "aria-label", re.compile("^Final loss by rotation: Gradient descent is best at ")
    )
    box = axis.bounding_box()
    page.mouse.move(box["x"] + 0.4 * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 9, box["y"] + box["height"] / 2, steps=4)
    page.wait_for_selector('[data-testid="stage"][data-engine="true"]')
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"[?&]step_size=10(&|$)"))
    expect(page.locator(".st-key-step_size input")).to_have_attribute("aria-valuetext", "10")
    follow(page, server.url, {"objective": "saddle", "curves": "sensitivity,loss,effective_step"})
    expect(page.locator('[data-place="0"] .stage-nothing')).to_have_text(
        "f has no minimum to measure a loss from"
    )
