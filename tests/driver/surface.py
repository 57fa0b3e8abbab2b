"""The surface under a hand: its camera, how it is turned, and how it is brought back."""

import pytest
from playwright.sync_api import Page

from tests.driver.stage import PLOTTED, next_frames

EYE = """() => {
    const scene = document.querySelector('[data-view="surface"] .js-plotly-plot')._fullLayout.scene._scene;
    return scene.getCamera().eye;
}"""


TURNED = "() => { window.turned = true; }"  # for `look_home`


def look_home(page: Page) -> None:
    """Brings the camera back from where a test has turned it to: a link within the page leaves it there."""
    if page.evaluate("window.turned"):
        box = page.locator('[data-view="surface"]').bounding_box()
        page.evaluate(DOUBLE_CLICK, [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2])
        page.evaluate("() => { delete window.turned; }")


def turn_the_surface(page: Page) -> dict[str, float]:
    """Drags the surface round and returns where the camera then stands."""
    page.wait_for_selector(PLOTTED)  # a terrain that is drawn brings the camera home
    before = page.evaluate(EYE)
    page.evaluate(TURNED)
    box = page.locator('[data-view="surface"]').bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    for step in range(1, 9):  # each is drawn, in software: no more than it takes
        page.mouse.move(middle[0] + 30 * step, middle[1] + 5 * step)
        next_frames(page)
        if step > 1 and abs(page.evaluate(EYE)["x"] - before["x"]) > 1e-2:
            break
    page.mouse.up()
    assert page.evaluate(EYE) != pytest.approx(before, abs=1e-3), "dragging does not turn the surface"
    next_frames(page)
    return page.evaluate(EYE)


# Both clicks at once: the mouse of a test waits for the page between them, on a busy machine for too long.
DOUBLE_CLICK = """([clientX, clientY, pointerType = "mouse"]) => {
    for (const type of ["pointerdown", "pointerup", "pointerdown", "pointerup"])
        document.elementFromPoint(clientX, clientY).dispatchEvent(
            new PointerEvent(type, { bubbles: true, isPrimary: true, clientX, clientY, pointerType }));
}"""
