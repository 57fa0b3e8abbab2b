"""What is typed, linked and clicked where f is not defined, and text that stays text."""

import re

from playwright.sync_api import Page, expect

from tests.driver.reading import pixel, place_of, wait_for_address
from tests.driver.server import Server
from tests.driver.stage import STAGE, follow

ROOT = {"objective": "typed", "f": "sqrt(x)+y^2", "view": "-2,2,-2,2"}
REFUSED = re.compile(r"^f is not defined at \(−")


def test_a_start_where_f_is_not_defined_is_refused_in_a_link_and_by_a_click(
    page: Page, server: Server
) -> None:
    follow(page, server.url, {**ROOT, "start": "-1,1"})
    expect(page.get_by_text("f is not defined at (−1, 1): starting at (0, 1).")).to_be_visible()
    assert place_of(page) == (0, 1)
    page.mouse.click(*pixel(page, 1, 1))
    expect(page.get_by_text(REFUSED)).to_have_count(0)
    page.mouse.click(*pixel(page, -0.5, 0.5))
    expect(page.get_by_text(REFUSED)).to_be_visible()
    page.wait_for_function(f"""() => document.querySelector('{STAGE}').dataset.start.startsWith("0,")""")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_function_and_a_domain_wait_for_each_other(page: Page, server: Server) -> None:
    follow(page, server.url, {"objective": "typed", "f": "sqrt(x)+sqrt(y)", "domain": "1,4,1,4"})
    f, domain = page.get_by_role("textbox", name="f(x, y)"), page.get_by_role("textbox", name="Domain")
    f.fill("sqrt(-x)+sqrt(-y)")
    f.press("Enter")
    expect(page.get_by_text("waits for a domain that suits it")).to_be_visible()
    domain.fill("−1;−4;−4;−1")
    domain.press("Enter")
    wait_for_address(page, "domain", "-4,-1,-4,-1")
    wait_for_address(page, "f", "sqrt(-x)+sqrt(-y)")
    expect(page.get_by_text("waits for")).to_have_count(0)
    expect(page.get_by_text("is turned round: -4,-1,-4,-1.")).to_be_visible()
    expect(page.locator(STAGE)).to_have_attribute("data-start", re.compile(r"^-[1-4]\b.*,-[1-4]\b"))
    page.get_by_role("button", name="Reset").click()
    wait_for_address(page, "objective", None)
    expect(page.get_by_role("textbox", name="f(x, y)")).to_have_count(0)


def test_what_a_stranger_wrote_is_text_and_no_link(page: Page, server: Server) -> None:
    strange = {"rho": "www.example.com", "seed": "a@b.c", "epsilon": "[x](y) $z$", "https://example.com": "1"}
    follow(page, server.url, {"objective": "typed", "f": "https://example.com", **strange})
    for text in strange.values():
        if text != "1":
            expect(page.get_by_text(f"‘{text}’ is not a number")).to_be_visible()
    expect(page.get_by_text("There is no setting ‘https://example.com’")).to_be_visible()
    expect(page.get_by_text("f(x, y): ‘https://example.com’")).to_be_visible()
    expect(page.get_by_test_id("stMain").get_by_role("link")).to_have_count(0)
    places = ["Race", "Fair race", "Lessons"]
    expect(page.get_by_test_id("stSidebar").get_by_role("link")).to_have_text(places)
