"""A finger on the page."""

from playwright.sync_api import CDPSession, Locator, Page

from tests.driver.stage import next_frames
from tests.driver.surface import TURNED


def touch(finger: CDPSession, kind: str, *point: float) -> None:
    points = [dict(zip("xy", point))] if point else []
    finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def double_tap(finger: CDPSession, x: float, y: float) -> None:
    """Two taps of a finger; the browser times them, however busy the page is."""
    finger.send("Input.synthesizeTapGesture", {"x": x, "y": y, "tapCount": 2, "gestureSourceType": "touch"})


def swipe(page: Page, finger: CDPSession, x: float, y: float, *by: float, moves: int = 12) -> None:
    """Draws a finger from a point, by so many pixels in all, and lifts it."""
    touch(finger, "touchStart", x, y)
    for i in range(1, moves + 1):
        touch(finger, "touchMove", x + by[0] * i / moves, y + by[1] * i / moves)
        next_frames(page, 1)
    touch(finger, "touchEnd")


def in_the_middle(page: Page, view: str) -> Locator:
    """A view, scrolled to where no bar at the lower edge lies over it."""
    place = page.locator(f'[data-view="{view}"]')
    place.evaluate("view => view.scrollIntoView({ block: 'center' })")
    return place


def stroke(page: Page, finger: CDPSession, view: str, *by: float, moves: int = 12) -> None:
    """Draws a finger over a view, by so many pixels in all. The surface is drawn anew at each move."""
    box = in_the_middle(page, view).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.6
    if view == "surface":
        page.evaluate(TURNED)
    swipe(page, finger, x, y, *by, moves=moves)
