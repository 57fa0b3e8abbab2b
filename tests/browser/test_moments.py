"""A lecturer prepares five moments, and shows them here, and in another browser on another server."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect

from tests.driver.server import Server, serve
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
    window.unwatch = () => void (WebSocket.prototype.send = send);
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
def here(page: Page) -> Iterator[Page]:
    """The shared page; at last it has no moment, and is as on a first visit."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield page
    for _ in page.locator(ROWS).all():
        page.locator(f"{ROWS} [data-do=remove]").first.click()
    page.locator(".stage-moments summary").click()
    page.get_by_role("button", name="Reset").click()
    expect(button(page, "ghosts")).to_have_attribute("aria-pressed", "false")


@pytest.fixture
def elsewhere(browser: Browser) -> Iterator[Page]:
    """A page of a browser that knows nothing of the first."""
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    complaints = complaints_of(page)
    yield page
    context.close()
    assert not complaints


def choose_file(page: Page, path: Path) -> None:
    """Opens a file with the panel's button."""
    with page.expect_file_chooser() as chooser:
        page.locator('[data-action="moments-open"]').click()
    chooser.value.set_files(path)


def test_five_moments_survive_in_another_browser_on_another_server(
    server: Server, here: Page, elsewhere: Page, tmp_path: Path
) -> None:
    seen = prepare(here, server.url)
    assert position(here) == "5 of 5"
    go(here, "PageUp", "4 of 5", seen[3])
    here.locator(f"{ROWS} [data-do=go]").first.click()
    shows(here, "1 of 5", seen[0])
    here.evaluate(WATCH)
    go(here, "PageDown", "2 of 5", seen[1])
    assert here.evaluate("runs") == 0, "another iterate is no business of the server"
    here.evaluate("unwatch()")
    link, file = take_list(here, tmp_path)
    with serve() as restarted:  # which has never heard of it
        show_again(elsewhere, link.replace(server.url, restarted.url), seen)
        open_files(elsewhere, file, seen, tmp_path)
        elsewhere.goto("about:blank")  # before its server goes


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
