"""How a slider is dragged, and what is asked of the page meanwhile: JavaScript for `page.evaluate`."""

from collections.abc import Iterable

from playwright.sync_api import Page, Route

from tests.driver.stage import STAGE, next_frames, thumb

ELEMENTS = "**/app/static/dist/elements.js*"


def deafen(route: Route) -> None:
    """Answers a request for `ELEMENTS` with modules that never hear of a slider's drag."""
    heard, deaf = "function watchSliders(", "function watchSliders() { return () => {}; }\nfunction unused("
    text = route.fetch().text()
    assert text.count(heard) == 1
    route.fulfill(body=text.replace(heard, deaf), content_type="text/javascript")


# Notes each position that the slider's input takes, when, and how many runs the stage had received by then;
# and the times of the browser's frames.
WATCH = """name => {
    const input = document.querySelector(`.st-key-${name} input[type=range]`);
    const stage = document.querySelector('[data-testid="stage"]');
    window.steps = [];
    if (!window.ticks) {
        window.ticks = [];
        const tick = () => (window.ticks.push(performance.now()), requestAnimationFrame(tick));
        requestAnimationFrame(tick);
    }
    new MutationObserver(() => {
        const position = Number(input.getAttribute("value"));
        if (position === window.steps.at(-1)?.position) return;
        window.steps.push({position, at: performance.now(), runs: Number(stage.dataset.run)});
    }).observe(input, {attributes: true, attributeFilter: ["value"]});
}"""
# For each step, the frames until the stage had drawn its position, 1 if in the next; null where it never did.
FRAMES = """name => {
    const draws = performance.getEntriesByName("stage.draw").map(({startTime, duration, detail}) =>
        ({end: startTime + duration, slider: detail.slider}));
    return window.steps.map(({position, at}) => {
        const shows = ({end, slider}) => end >= at && slider?.[0] === name && slider[1] === position;
        const draw = draws.find(shows);
        return draw ? window.ticks.filter(tick => at < tick && tick <= draw.end).length : null;
    });
}"""
# Keeps what the paths' canvases show, for CHANGED.
KEEP = """() => {
    window.paint = () => ["contour", "surface"].map(view => {
        const layer = document.querySelector(`[data-view="${view}"] canvas[data-layer="trail"]`);
        return layer.getContext("2d").getImageData(0, 0, layer.width, layer.height).data;
    });
    window.kept = window.paint();
}"""
# Of the painted pixels, the share whose colour is clearly another now.
CHANGED = """() => {
    let painted = 0, changed = 0;
    window.paint().forEach((now, view) => {
        const before = window.kept[view];
        for (let i = 0; i < now.length; i += 4) {
            painted += now[i + 3] > 0 || before[i + 3] > 0;
            changed += [0, 1, 2, 3].some(c => Math.abs(now[i + c] - before[i + c]) > 64);
        }
    });
    return changed / painted;
}"""
WIDTH = """() => {
    const {range} = document.querySelector('[data-view="contour"] .js-plotly-plot')._fullLayout.xaxis;
    return range[1] - range[0];
}"""

FRAMES_LATE = 2  # frames from a step of the slider to its drawing: more is late
IN_TIME = 0.95  # the share of the steps that must not be late


def take(page: Page, name: str, sent: list) -> None:
    """Takes a slider's thumb with the mouse; `sent` is then empty."""
    page.mouse.move(*thumb(page, name))
    page.evaluate(WATCH, name)
    page.mouse.down()
    next_frames(page)
    sent.clear()


def pull(page: Page, name: str, pixels: Iterable[int]) -> None:
    """Moves the held thumb by so many pixels, time after time, no faster than the screen shows it."""
    x, y = thumb(page, name)
    for by in pixels:
        x += by
        page.mouse.move(x, y)
        next_frames(page)


def values(page: Page) -> dict[str, str]:
    """f of each optimizer, as the scoreboard says it."""
    rows = page.locator("[data-optimizer]").all()
    return {
        row.get_attribute("data-optimizer"): row.locator('[data-field="value"]').inner_text() for row in rows
    }


def assert_drawn(page: Page, name: str, at_least: int) -> None:
    """The slider took so many steps, nearly all were drawn in time, and the last one is in any case."""
    page.wait_for_function(f"name => ({FRAMES})(name).at(-1) !== null", arg=name)
    frames = page.evaluate(FRAMES, name)
    assert len(frames) >= at_least, "the slider did not move"
    in_time = [count for count in frames if count is not None and count <= FRAMES_LATE]
    assert len(in_time) >= IN_TIME * len(frames), frames


def wait_for_true_run(page: Page, after: int) -> None:
    """Waits until the stage has received a run more and draws it, not a run of the browser's own."""
    page.wait_for_function(f"() => Number(document.querySelector('{STAGE}').dataset.run) > {after}")
    page.wait_for_function('() => !performance.getEntriesByName("stage.draw").at(-1).detail.slider')
