"""A student in a browser: predictions that are worth what is wanted, made with the page's own controls."""

from itertools import permutations, product
from typing import Any

from playwright.sync_api import Locator, Page

from lessons import Step, judge
from lessons.asks import CLOSE, FAR, RIGHT, Facts
from lessons.races import make
from tests.driver.stage import AT_REST
from ui.lessons.predictions import middle, stops

GRADES = (FAR, CLOSE, RIGHT)
PAGES = 10  # Page Up moves a thumb by a tenth of its track


def worth(step: Step) -> dict[str, Any]:
    """Of each grade a prediction, if there is one, by the runs of the step; a number within few keys."""
    facts = None if step.trials else step.facts(make(step.runs))
    found: dict[str, Any] = {}
    for prediction in CANDIDATES[step.ask.kind](step, facts):
        seen = facts or step.facts(step.race(prediction))
        found.setdefault(judge(step, prediction, seen).grade, prediction)
        if len(found) == len(GRADES):
            break
    return found


def _numbers(step: Step, facts: Facts) -> list[float]:
    values = stops(step.ask.low, step.ask.high, step.ask.whole)
    moved = (value for value in values if value != middle(values))  # whoever predicts moves the thumb
    return sorted(moved, key=lambda value: len(keys(step, value)))


def _points(step: Step, facts: Facts) -> list[tuple[float, float]]:
    """The very point, rounded as it is typed, and two beside it."""
    x, y = step.ask.measured(facts)
    off = (0.0, (step.ask.right + step.ask.close) / 2, 3 * step.ask.close)
    return [(round(x + d, 3), round(y, 3)) for d in off]


def _names(step: Step, _: Facts | None = None) -> list[str]:
    return [option.name for option in step.ask.options]


CANDIDATES = {
    "number": _numbers,
    "point": _points,
    "choice": _names,
    "several": lambda step, _: [
        tuple(name for name, ticked in zip(_names(step), marks) if ticked)
        for marks in product((False, True), repeat=len(step.ask.options))
    ],
    "order": lambda step, _: list(permutations(step.ask.items)),
}


def keys(step: Step, value: float) -> list[str]:
    """What moves the thumb of a number from where it stands at first to a value, in few strokes."""
    values = stops(step.ask.low, step.ask.high, step.ask.whole)
    first, to, last = values.index(middle(values)), values.index(value), len(values) - 1
    ways = [([], first), (["Home"], 0), (["End"], last)]
    return min((begun + _strokes(to - at, last) for begun, at in ways), key=len)


def _strokes(by: int, last: int) -> list[str]:
    page = max(round(last / PAGES), 1)
    pages, rest = divmod(abs(by), page)
    up = by > 0
    return ["PageUp" if up else "PageDown"] * pages + ["ArrowRight" if up else "ArrowLeft"] * rest


def commit(page: Page, name: str, step: Step, prediction: Any, reason: int = 0) -> Locator:
    """Answers the step on show by its own controls; gives the verdict. `name`: lesson and step, 'edge_a'."""
    because = page.locator(f".st-key-lesson_{name}_because")
    because.wait_for()
    page.wait_for_selector(AT_REST, state="attached")  # what is still being made takes no key
    SET[step.ask.kind](page, f".st-key-lesson_{name}_", step, prediction)
    page.wait_for_selector(AT_REST, state="attached")
    because.get_by_role("radio").nth(reason).press("Space")
    page.get_by_role("button", name="Commit").and_(page.locator(":enabled")).click()
    verdict = page.locator(f'.lesson-verdict[data-step="{name}"]')
    verdict.wait_for()
    page.wait_for_selector(AT_REST, state="attached")  # what was asked goes, and what is below moves up
    return verdict


def _set_number(page: Page, of: str, step: Step, value: float) -> None:
    thumb = page.locator(f"{of}number input[type=range]")
    for key in keys(step, value):
        thumb.press(key)


def _set_point(page: Page, of: str, step: Step, point: tuple[float, float]) -> None:
    for axis, value in zip("xy", point):
        field = page.locator(f"{of}{axis} input")
        field.fill(str(value))
        field.press("Enter")
        page.wait_for_selector(AT_REST, state="attached")


def _set_choice(page: Page, of: str, step: Step, name: str) -> None:
    page.locator(f"{of}choice").get_by_role("radio").nth(_names(step).index(name)).press("Space")


def _set_several(page: Page, of: str, step: Step, names: tuple[str, ...]) -> None:
    for name in names:
        page.locator(f"{of}{name} input[type=checkbox]").press("Space")


def _set_order(page: Page, of: str, step: Step, names: tuple[str, ...]) -> None:
    for place, name in enumerate(names):
        page.locator(f"{of}{place}").get_by_role("combobox").click()
        page.get_by_role("option", name=step.ask.items[name], exact=True).click()


SET = {
    "number": _set_number,
    "point": _set_point,
    "choice": _set_choice,
    "several": _set_several,
    "order": _set_order,
}
