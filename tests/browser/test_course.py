"""All ten lessons in a real browser, from beginning to end, by a student who is wrong, close, then right."""

from playwright.sync_api import Page, expect

from lessons import LESSONS
from lessons.asks import RIGHT
from tests.cases import case
from tests.driver.lessons import GRADES, commit, worth
from tests.driver.server import Server
from tests.driver.stage import AT_REST, follow

STEPS = [(lesson, step) for lesson in LESSONS.values() for step in lesson.steps]


def test_all_ten_lessons_can_be_done_wrongly_closely_and_rightly(page: Page, server: Server) -> None:
    """Where no prediction is close, as of a choice, the close student is right."""
    predictions = {(lesson.name, step.name): worth(step) for lesson, step in STEPS}
    open_lessons(page, server)
    for wanted in GRADES:
        forget(page)
        for lesson, step in STEPS:
            worthy = predictions[lesson.name, step.name]
            grade = wanted if wanted in worthy else RIGHT
            with case(lesson.name, step.name, grade, worthy[grade]):
                verdict = commit(page, f"{lesson.name}_{step.name}", step, worthy[grade])
                expect(verdict).to_have_attribute("data-grade", grade)
            if (lesson, step) != STEPS[-1]:
                page.get_by_role("button", name="Next").click()
        expect(page.locator(".lesson-bead[data-state='done']")).to_have_count(9)
    page.get_by_text("Your sheet").click()
    code = page.get_by_text("24 answers, code").inner_text()
    follow(page, server.url)
    open_lessons(page, server)
    expect(page.locator(".lesson-verdict[data-step='edge_a']")).to_have_attribute("data-grade", RIGHT)
    expect(page.locator(".lesson-bead[data-state='done']")).to_have_count(9)
    to_lesson(page, LESSONS["fair-race"].title)
    page.get_by_role("button", name="Next: one more prediction").click()
    page.get_by_text("Your sheet").click()
    expect(page.get_by_text(code)).to_be_visible()


def open_lessons(page: Page, server: Server) -> None:
    follow(page, server.url)
    page.get_by_role("link", name="Lessons", exact=True).click()
    page.locator(".lesson-beads").wait_for()


def to_lesson(page: Page, title: str) -> None:
    """By the list of all lessons."""
    page.get_by_role("button", name=" of 10").click()
    page.get_by_role("button", name=title).click()
    page.keyboard.press("Escape")


def forget(page: Page) -> None:
    """Begins all lessons anew, at the first, where anything was answered."""
    page.wait_for_selector(AT_REST, state="attached")
    page.get_by_role("button", name=" of 10").click()
    page.get_by_role("button", name="The edge").wait_for()
    button = page.get_by_role("button", name="Forget my answers")
    if button.count():
        button.click()
    page.get_by_role("button", name="The edge").click()
    page.keyboard.press("Escape")
