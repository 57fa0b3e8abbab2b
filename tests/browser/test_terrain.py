"""The terrain under a hand: labels keep off the paths, the surface is whole and comes back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from figures.palette import contrast
from figures.terrain import READABLE
from optim import OBJECTIVES
from tests.driver.drag import pull, take, wait_for_true_run
from tests.driver.reading import place_of, query
from tests.driver.server import Server
from tests.driver.stage import DESKTOP, PHONE, follow, next_frames, run_count
from tests.driver.surface import DOUBLE_CLICK, EYE, turn_the_surface
from tests.driver.touch import double_tap, stroke

# Notes the level labels on the contour, each with its transform, and forgets them when the layer is cleared.
SPY = """() => {
    const pen = CanvasRenderingContext2D.prototype, { fillText, clearRect } = pen;
    const layer = document.querySelector('[data-view="contour"] canvas[data-layer="beneath"]');
    window.labels = [];
    pen.fillText = function (text, ...at) {
        if (this.canvas === layer && this.font.startsWith("500 12px"))
            window.labels.push({
                text, width: this.measureText(text).width, matrix: this.getTransform(),
                ink: this.fillStyle, halo: this.strokeStyle,
            });
        return fillText.call(this, text, ...at);
    };
    pen.clearRect = function (...box) {
        if (this.canvas === layer) window.labels = [];
        return clearRect.call(this, ...box);
    };
    window.unspy = () => Object.assign(pen, { fillText, clearRect });
}"""
# The labels, and those of them over which a path or a mark is painted.
COVERED = """() => {
    const layer = document.querySelector('[data-view="contour"] canvas[data-layer="trail"]');
    const { data, width } = layer.getContext("2d").getImageData(0, 0, layer.width, layer.height);
    const covered = ({ width: length, matrix }) => {
        for (let x = -length / 2; x <= length / 2; x++)
            for (let y = -5; y <= 5; y++) {
                const at = matrix.transformPoint({ x, y });
                if (data[4 * (Math.round(at.y) * width + Math.round(at.x)) + 3]) return true;
            }
        return false;
    };
    return [window.labels.map(({ text }) => text), window.labels.filter(covered).map(({ text }) => text)];
}"""
# The corners of the surface's box in pixels, and the size of its view.
CORNERS = """async () => {
    const { projectionOf } = await import("/app/static/bridge/plotly_scene.js");
    const { Projection } = await import("/app/static/model/projection.js");
    const host = document.querySelector('[data-view="surface"]');
    const plot = host.querySelector(".stage-plot");
    const box = { left: 0, top: 0, width: host.clientWidth, height: host.clientHeight };
    const { xaxis, yaxis, zaxis } = plot._fullLayout.scene;
    const projection = new Projection(projectionOf(plot), [0, 0], box);
    const corners = xaxis.range.flatMap(x => yaxis.range.flatMap(y => zaxis.range.map(z => [x, y, z])));
    const pixels = corners.map(corner => projection.pixel(...corner));
    return [pixels.map(({ x, y }) => [x, y]), [box.width, box.height]];
}"""


@pytest.fixture
def contour(page: Page, server: Server, sent: list) -> Iterator[Page]:
    """A page whose level labels are noted."""
    follow(page, server.url, {"objective": "stretched_bowl", "optimizers": "gd,rmsprop"})
    page.evaluate(SPY)
    yield page
    page.mouse.up()
    page.emulate_media(color_scheme="light")
    page.evaluate("window.unspy()")


def assert_free(page: Page, after: str) -> None:
    next_frames(page)
    labels, covered = page.evaluate(COVERED)
    assert len(labels) >= 2 and not covered, after


def drag_with_free_labels(page: Page, name: str, sent: list, pixels: list[int]) -> None:
    """Drags a slider: at each step, and with Python's run, the labels are free."""
    runs = run_count(page)
    take(page, name, sent)
    for by in pixels:
        pull(page, name, [by])
        assert_free(page, f"a step of {name}")
    page.mouse.up()
    wait_for_true_run(page, after=runs)
    assert_free(page, "a run of Python's")


def test_level_labels_keep_off_the_paths_after_every_change(contour: Page, sent: list) -> None:
    page = contour
    drag_with_free_labels(page, "step_size", sent, [12] * 3)
    runs = run_count(page)
    page.get_by_role("button", name="AdaGrad").first.click()
    wait_for_true_run(page, after=runs)
    assert_free(page, "another racer")
    page.set_viewport_size({"width": 1200, "height": 760})
    assert_free(page, "another size")
    box = page.locator('[data-view="contour"]').bounding_box()
    page.mouse.move(box["x"] + 0.35 * box["width"], box["y"] + 0.3 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.9 * box["width"], box["y"] + 0.85 * box["height"], steps=6)
    page.mouse.up()
    assert_free(page, "a zoom")


def test_level_labels_are_free_and_readable_in_the_dark_and_at_200_percent(contour: Page) -> None:
    page = contour
    change_size(page, 1366, 768)
    assert_readable(page, "light")
    change_theme(page, "dark")
    assert_readable(page, "dark")
    change_size(page, 720, 450)  # a window of 1440x900, as large to a style sheet
    assert_readable(page, "dark, at 200 %")
    change_theme(page, "light")
    assert_readable(page, "light, at 200 %")


def change_size(page: Page, width: int, height: int) -> None:
    page.evaluate("window.labels = []")
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("window.labels.length > 1")  # noted as they are drawn


def change_theme(page: Page, theme: str) -> None:
    halo = page.evaluate("window.labels[0].halo")
    page.emulate_media(color_scheme=theme)
    page.wait_for_function("before => window.labels.length && window.labels[0].halo !== before", arg=halo)


def assert_readable(page: Page, where: str) -> None:
    assert_free(page, where)
    for ink, behind in page.evaluate("window.labels.map(({ ink, halo }) => [ink, halo])"):
        assert contrast(ink, behind) >= READABLE, where


def test_a_terrain_that_is_moved_keeps_its_labels(contour: Page, sent: list) -> None:
    drag_with_free_labels(contour, "stretched_bowl-rotation", sent, [16] * 2)


def test_the_camera_is_brought_back(page: Page, server: Server) -> None:
    follow(page, server.url)
    home, start, runs = page.evaluate(EYE), place_of(page), run_count(page)
    box = page.locator('[data-view="surface"]').bounding_box()
    for beside in (0.5, 0.02, None):  # by a double click, by one beside the terrain, and by 'Fit'
        turned = turn_the_surface(page)
        if beside is None:
            page.get_by_role("button", name="Fit").press("Enter")
        else:
            at = box["x"] + beside * box["width"], box["y"] + (1 - beside) * box["height"]
            page.evaluate(DOUBLE_CLICK, at)
        page.wait_for_function(f"([x]) => Math.abs(({EYE})().x - x) < 1e-6", arg=[home["x"]])
        next_frames(page)
        assert page.evaluate(EYE) == pytest.approx(home) != turned
        assert place_of(page) == start and "start" not in query(page)
        assert not beside or run_count(page) == runs  # 'Fit' is a choice, which Python hears of


def test_two_taps_bring_the_camera_back(phone: Page, server: Server) -> None:
    follow(phone, server.url)
    home = phone.evaluate(EYE)
    finger = phone.context.new_cdp_session(phone)
    stroke(phone, finger, "surface", 120, 0, moves=6)
    phone.wait_for_function(f"() => ({EYE})().x !== {home['x']}")
    box = phone.locator('[data-view="surface"]').bounding_box()
    double_tap(finger, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    phone.wait_for_function(f"() => Math.abs(({EYE})().x - {home['x']}) < 1e-6")


def test_the_surface_is_whole_in_its_view(page: Page, server: Server) -> None:
    """Plotly's camera is as tests/js/projection.test.js has it for terrains of every form."""
    domain = ",".join(map(str, OBJECTIVES["six_hump_camel"].bounds.ravel()))
    follow(page, server.url, {"objective": "six_hump_camel", "view": domain})
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        page.wait_for_function(f"async () => {{ {WHOLE} }}")


WHOLE = f"""
    const [corners, [width, height]] = await ({CORNERS})();
    return corners.every(([x, y]) => x > 5 && y > 5 && x < width - 5 && y < height - 5);
"""


def test_the_tutorials_colours_come_with_its_levels(page: Page, server: Server) -> None:
    follow(page, server.url, {"colorscale": "jet", "view": "-1,1,-1,1"})
    contours = page.evaluate(
        """() => document.querySelector('[data-view="contour"] .js-plotly-plot')._fullData[0].contours"""
    )
    assert contours["size"] == pytest.approx(0.04)
    assert contours["start"] == pytest.approx(0.04, abs=1e-3) and contours["end"] == pytest.approx(
        1.96, abs=1e-3
    )
