"""A lecturer prepares five moments, and shows them: on this page, after a restart, in another browser."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError, expect

from tests.driver.server import free_port, serve
from tests.driver.stage import DESKTOP, STAGE, button, complaints_of, follow, seek, wait_for_state
from tests.driver.surface import turn_the_surface
from ui.export.downloads import as_json
from ui.races import race_of
from ui.settings.record import Settings

PATIENCE = 60_000  # ms: no test is about time
# Counts what the page asks the server for.
WATCH = """() => {
    const {send} = WebSocket.prototype;
    window.runs = 0;
    WebSocket.prototype.send = function (message) {
        window.runs++;
        send.call(this, message);
    };
}"""
ADDED = '[data-action="moments-add"]'
ROWS = "[data-moment]"
# What the audience sees of a moment.
SIGHT = """selector => {
    const stage = document.querySelector(selector), {objective, iterate, playing, nIter} = stage.dataset;
    const plot = stage.querySelector('[data-view="surface"] .js-plotly-plot');
    const {eye} = plot._fullLayout.scene._scene.getCamera();
    const pressed = action => stage.querySelector(`[data-action="${action}"]`).getAttribute("aria-pressed");
    const update = stage.querySelector(".stage-update");
    return {
        objective, nIter, playing,
        iterate: playing === "true" ? "" : iterate,
        speed: stage.querySelector('[data-action="speed"]').value,
        mechanism: pressed("mechanism"), ghosts: pressed("ghosts"),
        update: update.open && update.querySelector("select").value,
        racers: [...stage.querySelectorAll("[data-optimizer]")].map(row => row.dataset.optimizer),
        eye: Object.values(eye),
    };
}"""
# Whether two sights are the same; a link rounds the camera's place.
ALIKE = """(one, other) => {
    const near = one.eye.every((part, axis) => Math.abs(part - other.eye[axis]) < 0.05);
    return near && JSON.stringify({...one, eye: 0}) === JSON.stringify({...other, eye: 0});
}"""


def sight(page: Page) -> dict:
    """What the audience sees, once all of it is drawn."""
    page.wait_for_selector(f'{STAGE}[data-plots="drawn"]:not([data-drawing])')
    return page.evaluate(SIGHT, STAGE)


def position(page: Page) -> str:
    return page.locator('[data-role="moment"] b').inner_text()


def add(page: Page, name: str) -> dict:
    """Keeps what is seen under a name."""
    seen = sight(page)
    page.locator(ADDED).click()
    page.keyboard.insert_text(name)
    page.keyboard.press("Enter")
    return seen


def prepare(page: Page, url: str) -> list[dict]:
    """Five moments: other objectives, another iterate alone, one that plays, one seen from elsewhere."""
    follow(page, url)
    page.locator(".stage-moments summary").click()
    seek(page, 30)
    seen = [add(page, "Bowl")]
    seek(page, 5)
    button(page, "ghosts").click()
    seen.append(add(page, "The first steps"))
    button(page, "ghosts").click()
    follow(page, url, {"objective": "rosenbrock", "step_size": "0.002", "n_iter": "100"})
    seek(page, 12)
    button(page, "mechanism").click()
    turn_the_surface(page)
    seen.append(add(page, "The valley"))
    button(page, "mechanism").click()
    follow(page, url, {"objective": "himmelblau", "optimizers": "gd,adam", "n_iter": "200"})
    button(page, "speed").select_option("1 / s")
    button(page, "play").click()
    wait_for_state(page, playing="true")
    seen.append(add(page, "On its way"))
    follow(page, url, {"objective": "beale"})
    seek(page, 7)
    page.locator(".stage-update summary").click()
    page.locator(".stage-update select").select_option("gd")
    seen.append(add(page, "One update"))
    assert [moment["objective"] for moment in seen] == ["bowl", "bowl", "rosenbrock", "himmelblau", "beale"]
    return seen


def go(page: Page, key: str, count: str, seen: dict) -> None:
    """Presses a key of the remote and waits for the moment."""
    page.keyboard.press(key)
    shows(page, count, seen)


def shows(page: Page, count: str, seen: dict) -> None:
    """Waits for the moment."""
    expect(page.locator('[data-role="moment"] b')).to_have_text(count)
    shown = f'{STAGE}[data-objective="{seen["objective"]}"][data-playing="{seen["playing"]}"]'
    page.wait_for_selector(shown + (f'[data-iterate="{seen["iterate"]}"]' if seen["iterate"] else ""))
    with suppress(TimeoutError):  # what is seen instead says more
        page.wait_for_function(
            f"([selector, seen]) => ({ALIKE})(({SIGHT})(selector), seen)", arg=[STAGE, seen]
        )
    assert sight(page) == alike(seen)


def alike(seen: dict) -> dict:
    """What is seen, its camera about there: a link rounds it."""
    return seen | {"eye": pytest.approx(seen["eye"], abs=0.05)}


@pytest.fixture
def desks(browser: Browser) -> Iterator[list[BrowserContext]]:
    """Two browsers that know nothing of each other."""
    contexts = [browser.new_context(viewport=DESKTOP, reduced_motion="reduce") for _ in range(2)]
    for context in contexts:
        context.set_default_timeout(PATIENCE)
    contexts[0].grant_permissions(["clipboard-read", "clipboard-write"])
    yield contexts
    for context in contexts:
        context.close()


def choose_file(page: Page, path: Path) -> None:
    """Opens a file with the panel's button."""
    with page.expect_file_chooser() as chooser:
        page.locator('[data-action="moments-open"]').click()
    chooser.value.set_files(path)


def test_five_moments_survive_a_restart_and_another_browser(
    desks: list[BrowserContext], tmp_path: Path
) -> None:
    port = free_port()
    with serve(port=port) as server:
        page = desks[0].new_page()
        complaints = complaints_of(page)
        seen = prepare(page, server.url)
        assert position(page) == "5 of 5"
        go(page, "PageUp", "4 of 5", seen[3])
        page.locator(f"{ROWS} [data-do=go]").first.click()
        shows(page, "1 of 5", seen[0])
        page.evaluate(WATCH)
        go(page, "PageDown", "2 of 5", seen[1])
        assert page.evaluate("runs") == 0, "another iterate is no business of the server"
        link, file = take_list(page, tmp_path)
        page.goto("about:blank")  # before its server goes
        assert not complaints
    with serve(port=port):
        other = desks[1].new_page()
        complaints = complaints_of(other)
        show_again(other, link, seen)
        open_files(other, file, seen, tmp_path)
        other.goto("about:blank")
        assert not complaints


def take_list(page: Page, folder: Path) -> tuple[str, Path]:
    """The list as a link and as a file."""
    page.locator('[data-action="moments-link"]').click()
    expect(page.locator('[data-role="notice"]')).to_contain_text("Copied")
    with page.expect_download() as coming:
        page.locator('[data-action="moments-save"]').click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    assert file.name == "descent-lab-moments.json"
    return page.evaluate("navigator.clipboard.readText()"), file


def show_again(page: Page, link: str, seen: list[dict]) -> None:
    """A browser that has never been here shows the list of a link, and has it the next time."""
    page.goto(link)
    page.wait_for_selector(f'{STAGE}[data-ready="true"][data-iterate="30"]')
    expect(page.locator('[data-role="moment"]')).to_contain_text("Bowl")
    assert sight(page) == alike(seen[0])
    for place in (1, 2, 3, 4):
        go(page, "PageDown", f"{place + 1} of 5", seen[place])
    page.reload()
    page.wait_for_selector(f'{STAGE}[data-ready="true"]')
    page.locator(".stage-moments summary").click()
    expect(page.locator(ROWS)).to_have_count(5)


def open_files(page: Page, file: Path, seen: list[dict], folder: Path) -> None:
    """The list's file, the file of a run, and one that is neither."""
    page.locator(f"{ROWS} [data-do=remove]").first.click()
    expect(page.locator(ROWS)).to_have_count(4)
    choose_file(page, file)
    expect(page.locator(ROWS)).to_have_count(5)
    go(page, "PageDown", "1 of 5", seen[0])
    wrong = folder / "notes.txt.json"
    wrong.write_text("step_size = 0.1")
    choose_file(page, wrong)
    expect(page.locator('[data-role="notice"]')).to_contain_text("notes.txt.json is not JSON")
    expect(page.locator(ROWS)).to_have_count(5)
    settings = Settings("beale", ("gd",), 0.002, n_iter=7)
    run = folder / "run.json"
    run.write_bytes(as_json(settings, race_of(settings)))
    choose_file(page, run)
    wait_for_state(page, PATIENCE, objective="beale", n_iter=7)
    page.wait_for_url(lambda url: "objective=beale&optimizers=gd&step_size=0.002&n_iter=7" in url)
