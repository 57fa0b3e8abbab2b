"""What the page says and shows: its address, its numbers, the start, a place on the contour."""

from urllib.parse import parse_qs, urlparse, urlsplit

from playwright.sync_api import Locator, Page

from tests.driver.stage import STAGE


def number(text: str) -> float:
    """A number as the page writes it: a true minus, a power of ten with its exponent raised."""
    text = text.strip().replace("−", "-")
    mantissa, _, exponent = text.partition("×10")
    return float(mantissa) * 10 ** float(exponent or 0)


PIXEL = """([x, y]) => {
    const plot = document.querySelector('[data-view="contour"] .js-plotly-plot');
    const {xaxis, yaxis} = plot._fullLayout, box = plot.getBoundingClientRect();
    return {x: box.left + xaxis._offset + xaxis.l2p(x), y: box.top + yaxis._offset + yaxis.l2p(y)};
}"""


def pixel(page: Page, *point: float) -> tuple[float, float]:
    """Where a point of the plane is on the contour."""
    at = page.evaluate(PIXEL, list(point))
    return at["x"], at["y"]


def place_of(page: Page) -> tuple[float, ...]:
    """The start that is drawn."""
    return tuple(map(float, page.locator(STAGE).get_attribute("data-start").split(",")))


def query(page: Page) -> dict[str, str]:
    """The settings that the address holds."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def wait_for_address(page: Page, name: str, text: str | None) -> None:
    """Waits until the address gives this setting this value, or, with None, none: it follows the picture."""
    page.wait_for_url(lambda url: parse_qs(urlparse(url).query).get(name, [None])[-1] == text)


def chart(page: Page, place: int) -> Locator:
    """The chart at a place, 0 to 2."""
    return page.locator(f'[data-testid="stage"] figure[data-place="{place}"]')
