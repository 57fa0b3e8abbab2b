"""What a beginner does not see at first: other optimizers, a function of one's own, and more settings."""

from playwright.sync_api import Locator, Page, expect

from tests.driver.reading import wait_for_address
from tests.driver.server import Server
from tests.driver.stage import STAGE, follow, more_settings


def racers(page: Page) -> Locator:
    return page.locator(f"{STAGE} [data-optimizer]")


def own_values(page: Page, optimizer: str) -> Locator:
    """The sliders for what an optimizer has of its own, which are made when they are asked for."""
    page.get_by_role("tab", name=optimizer).click()
    return page.get_by_role("tabpanel", name=optimizer)


def test_an_optimizer_is_given_a_value_of_its_own(page: Page, server: Server) -> None:
    follow(page, server.url, {"optimizers": "gd,adam"})
    expect(racers(page).last).to_contain_text("Adam")
    more_settings(page, "Own values")
    loss = racers(page).last.locator('[data-field="value"]')
    shared = loss.inner_text()
    sliders = own_values(page, "Adam")
    sliders.get_by_role("slider", name="Step size α").press("End")
    expect(loss).not_to_have_text(shared)
    wait_for_address(page, "adam.step_size", "10")
    sliders.get_by_role("button", name="Let Adam share again").click()
    expect(loss).to_have_text(shared)
    wait_for_address(page, "adam.step_size", None)


def test_a_function_is_typed_and_nonsense_is_answered_in_a_sentence(page: Page, server: Server) -> None:
    follow(page, server.url, {"objective": "typed", "f": "x^2 + 3xy + 4y^2"})
    field = page.get_by_role("textbox", name="f(x, y)")
    expect(field).to_have_value("x^2 + 3xy + 4y^2")
    key = page.locator(f"{STAGE} .stage-key")
    expect(key).to_contain_text("minimum about 0 at")
    field.fill("2sin(x) + y²")
    field.press("Enter")
    expect(key).to_contain_text("minimum about −2.00 at")
    wait_for_address(page, "f", "2sin(x) + y²")
    field.fill("2sin(x) + * y")
    field.press("Enter")
    expect(page.get_by_text("cannot be drawn")).to_contain_text("It stays at 2sin(x) + y²")
    expect(field).to_have_value("2sin(x) + * y")
    page.go_back()
    expect(field).to_have_value("x^2 + 3xy + 4y^2")


def test_a_hostile_link_is_answered_with_a_picture_and_a_sentence(page: Page, server: Server) -> None:
    stage = follow(page, server.url, {"objective": "typed", "f": "__import__('os').system('x')"})
    expect(stage).to_have_attribute("data-objective", "typed")
    expect(page.get_by_test_id("stMain").get_by_text("cannot be drawn")).to_be_visible()


def test_noise_a_schedule_and_the_edge_of_divergence_are_set(page: Page, server: Server) -> None:
    follow(page, server.url, {"optimizers": "gd", "objective": "stretched_bowl"})
    more_settings(page)
    page.get_by_role("button", name="Edge of divergence").click()
    wait_for_address(page, "step_size", "0.1")
    page.get_by_role("slider", name="Gradient noise σ").press("End")
    wait_for_address(page, "noise", "50")
    page.get_by_role("combobox", name="Step size schedule").click()
    page.get_by_role("option", name="Cosine").filter(visible=True).click()
    wait_for_address(page, "schedule", "cosine")
