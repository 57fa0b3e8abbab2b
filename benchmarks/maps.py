"""Maps and the fair race in a real browser: how soon they are there, and what the page has left meanwhile.

The yardstick is NumPy: `optim.maps` works out the very same map or race in the same run. `python -m
benchmarks.maps` prints these rows alone.
"""

import json
import time
from statistics import median

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.first_visit import visitor
from benchmarks.page import KEY_PRESSED, PLAYED, p95
from benchmarks.report import Row, machine, markdown
from optim import OBJECTIVES, OPTIMIZERS, random_start
from optim.maps import Protocol, fair_race, settings_map
from scripts.browser import launch
from tests.driver.server import Server, serve
from tests.driver.stage import AT_REST, button, open_page, seek, slider
from tests.engine.records import engine_record
from ui.fair.settings import DEFAULT, step_sizes

SIZE, N_ITER = 128, 200
SECOND = {"gd": None, "rmsprop": "rho", "adam": "beta1"}  # the axis beside the step size
REPEATS = 5
MOVES = 12
ROSENBROCK = OBJECTIVES["rosenbrock"]
MAP = {"objective": "rosenbrock", "optimizers": "rmsprop,gd,adam", "map": "settings", "owner": "rmsprop"}
SETTLED = '[data-view="settings"][data-settled]'

# A worker of the page's own kind, which is sent a map some times; of each the milliseconds to its answer.
WORKED_OUT = """async ([request, repeats]) => {
    const worker = new Worker("app/static/dist/map_worker.js", {type: "module"});
    const times = [];
    for (let id = 0; id < repeats; id++) {
        const start = performance.now();
        worker.postMessage({...request, id});
        await new Promise((done, fail) => Object.assign(worker, {onmessage: done, onerror: fail}));
        times.push(performance.now() - start);
    }
    worker.terminate();
    return times;
}"""
# The same map again and again, until the page is closed.
KEEP_BUSY = """request => {
    const worker = window.busy = new Worker("app/static/dist/map_worker.js", {type: "module"});
    const ask = () => worker.postMessage({...request, id: 0});
    worker.onmessage = ask;
    ask();
}"""
# Milliseconds from the key press to the new picture, and to the first map that was asked for after it, drawn.
FIRST_MAP = """() => {
    const {pressed} = window;
    const since = name => performance.getEntriesByName(name).find(({startTime}) => startTime > pressed);
    const [draw, map] = [since("stage.draw"), since("stage.map")];
    return draw && map ? [draw.startTime + draw.duration - pressed, map.startTime - pressed] : null;
}"""
RACED = '.fair[data-ready="true"]'


def measure(browser: Browser, server: Server) -> list[Row]:
    """All rows about maps, in the order of the table."""
    pictures, coarse = zip(*coarse_maps(browser, server))
    rows = [
        Row("A change to its coarse map, drawn, p50", median(coarse), "ms", 50),
        Row("A change to its coarse map, drawn, p95", p95(coarse), "ms"),
        Row("The same change to the new picture of the race, p50", median(pictures), "ms"),
        Row("The coarse map against the picture, p50", median(coarse) / median(pictures), "times"),
    ]
    with visitor(browser) as page:
        page.goto(server.url)
        page.wait_for_selector(AT_REST, state="attached", timeout=60_000)
        for name in SECOND:
            rows += full_map(page, name)
    return [*rows, *frames(browser, server), *fair(browser, server)]


def coarse_maps(browser: Browser, server: Server) -> list[list[float]]:
    """For some presses of a key on a slider, milliseconds to the new picture and to its first map."""
    with visitor(browser) as page:
        open_page(page, server.url, {**MAP, "n_iter": N_ITER})
        page.wait_for_selector(SETTLED)
        page.evaluate(KEY_PRESSED)
        times = []
        for _ in range(MOVES + 2):
            slider(page, "seed").focus()
            page.keyboard.press("ArrowRight")
            times.append(page.wait_for_function(FIRST_MAP, timeout=20_000).json_value())
            page.wait_for_selector(AT_REST, state="attached")
        return times[2:]


def axes_of(name: str) -> dict[str, np.ndarray]:
    """The axes of an optimizer's map, the second one first; gradient descent has the step size alone."""
    step_sizes_tried = np.geomspace(1e-4, 10, SIZE)
    second = SECOND[name]
    return ({second: 1 - np.geomspace(1, 1e-3, SIZE)} if second else {}) | {"step_size": step_sizes_tried}


def request_of(name: str, n_iter: int = N_ITER) -> dict:
    """What the page asks its worker for."""
    rule, start = OPTIMIZERS[name](0.01), random_start(ROSENBROCK.bounds, 1)
    axes = [{"name": axis, "values": values.tolist()} for axis, values in axes_of(name).items()]
    if len(axes) == 1:  # as many runs as a plane has
        axes[0]["values"] = np.geomspace(1e-4, 10, SIZE**2).tolist()
    job = {"kind": "settings", "part": "plane", "key": name, "size": SIZE, "racer": name, "axes": axes}
    return {"engine": engine_record(ROSENBROCK, {name: rule}, start, n_iter), "jobs": [job]}


def full_map(page: Page, name: str) -> list[Row]:
    """A map of 128 x 128 runs of 200 updates in a worker, beside NumPy."""
    times = page.evaluate(WORKED_OUT, [json.loads(json.dumps(request_of(name))), REPEATS])
    rule, start = OPTIMIZERS[name](0.01), random_start(ROSENBROCK.bounds, 1)
    axes = axes_of(name) if SECOND[name] else {"step_size": np.geomspace(1e-4, 10, SIZE**2)}
    numpy = min(seconds(lambda: settings_map(ROSENBROCK, rule, start, N_ITER, axes)) for _ in range(3))
    title = f"A map of {SIZE} x {SIZE} runs x {N_ITER} updates, {rule.title}, on Rosenbrock"
    return [
        Row(title, min(times) / 1000, "s", 0.5),
        Row("The same against NumPy", min(times) / 1000 / numpy, "times"),
    ]


def frames(browser: Browser, server: Server) -> list[Row]:
    """Frames a second of a page that plays beside a map, with and without a worker that works out maps."""
    found = {}
    for is_busy in (False, True):
        with visitor(browser) as page:
            open_page(page, server.url, {**MAP, "n_iter": 500})
            page.wait_for_selector(SETTLED)
            seek(page, 0)
            if is_busy:
                page.evaluate(KEEP_BUSY, request_of("rmsprop", 500))
            button(page, "play").click()
            found[is_busy] = page.evaluate(PLAYED, 2.5)["rate"]
    return [
        Row("Frames a second while a map is worked out", found[True], "frames/s", 55, at_least=True),
        Row("The same page without", found[False], "frames/s"),
        Row("With, against without", found[True] / found[False], "times"),
    ]


def fair(browser: Browser, server: Server) -> list[Row]:
    """The fair race as it opens: all racers, step sizes and starts, 1,000 gradients a run."""
    with visitor(browser) as page:
        page.goto(f"{server.url}/fair")
        page.wait_for_selector(".fair-progress:not([hidden])", timeout=60_000)
        browsers = seconds(lambda: page.wait_for_selector(RACED, timeout=300_000))
    racers = {name: rule(1.0) for name, rule in OPTIMIZERS.items()}
    protocol = Protocol(DEFAULT.budget, np.array(step_sizes(DEFAULT)))
    numpy = seconds(lambda: fair_race(ROSENBROCK, racers, protocol))
    sizes = len(protocol.step_sizes)
    runs = f"{len(racers)} racers, {sizes} step sizes, 40 starts, {DEFAULT.budget:,} gradients"
    return [
        Row(f"The fair race in the browser: {runs}", browsers, "s", 10),
        Row("The same against NumPy, which has no self-check to run", browsers / numpy, "times"),
    ]


def seconds(job) -> float:
    """How long something takes."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def main() -> None:
    """Measures and prints."""
    with serve() as server, sync_playwright() as playwright:
        browser = launch(playwright)
        rows, version = measure(browser, server), browser.version
        browser.close()
    print(machine(version), markdown(rows), sep="\n\n")


if __name__ == "__main__":
    main()
