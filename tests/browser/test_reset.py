"""'Reset' puts back all that a visitor can move, also what Python does not know of."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.driver.reading import chart
from tests.driver.server import Server
from tests.driver.stage import button, follow, next_frames
from tests.driver.surface import EYE, turn_the_surface


def test_reset_resets_all(page: Page, server: Server) -> None:
    follow(page, server.url, {"n_iter": 200})
    eye, usual = page.evaluate(EYE), button(page, "speed").input_value()
    for toggle in ("ghosts", "mechanism", "loop"):
        button(page, toggle).click()
        expect(button(page, toggle)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Sort by").first.click()
    button(page, "speed").select_option(index=0)
    chart(page, 0).locator('[data-action="below"]').click()
    expect(page.locator('[data-sort][aria-pressed="true"]')).to_have_count(1)
    turn_the_surface(page)
    page.locator(".st-key-play_step_size button").click()
    page.get_by_role("button", name="Reset").click()
    expect(page).not_to_have_url(re.compile("n_iter"))
    for toggle in ("ghosts", "mechanism", "loop"):
        expect(button(page, toggle)).to_have_attribute("aria-pressed", "false")
    expect(page.locator('[data-sort][aria-pressed="true"]')).to_have_count(0)
    expect(button(page, "speed")).to_have_value(usual)
    expect(page.locator(".st-key-play_step_size button")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".st-key-step_size input")).to_have_attribute("aria-valuetext", "0.01")
    expect(chart(page, 0).locator('[data-action="below"]')).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".stage-mechanism")).to_be_hidden()
    next_frames(page)
    assert page.evaluate(EYE) == pytest.approx(eye)
