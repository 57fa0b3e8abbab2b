"""The surface under a hand: its camera, and how it is turned."""

import pytest
from playwright.sync_api import Page

EYE = """() => {
    const scene = document.querySelector('[data-view="surface"] .js-plotly-plot')._fullLayout.scene._scene;
    return scene.getCamera().eye;
}"""


def turn_the_surface(page: Page) -> dict[str, float]:
    """Drags the surface round and returns where the camera then stands."""
    before = page.evaluate(EYE)
    box = page.locator('[data-view="surface"]').bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 60, middle[1] + 10, steps=8)
    page.mouse.up()
    after = page.evaluate(EYE)
    assert after != pytest.approx(before), "dragging does not turn the surface"
    return after


# Both clicks at once: the mouse of a test waits for the page between them, on a busy machine for too long.
DOUBLE_CLICK = """([clientX, clientY]) => {
    for (const type of ["pointerdown", "pointerup", "pointerdown", "pointerup"])
        document.elementFromPoint(clientX, clientY).dispatchEvent(
            new PointerEvent(type, { bubbles: true, isPrimary: true, clientX, clientY }));
}"""
