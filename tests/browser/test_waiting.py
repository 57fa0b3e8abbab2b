"""A line that says that the page waits; and nothing that was changed meanwhile is lost."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.driver.reading import query
from tests.driver.server import Server
from tests.driver.stage import (
    STAGE,
    button,
    complaints_of,
    fold,
    follow,
    more_settings,
    slide,
    slider,
)
from tests.driver.wire import Wire

APP = '[data-testid="stApp"]'


@pytest.fixture(scope="module")
def wired(desk: BrowserContext) -> Iterator[tuple[Page, Wire, list[str]]]:
    """A page whose line to the server can be held and cut, and its complaints."""
    page = desk.new_page()
    yield page, Wire(page), complaints_of(page)
    page.close()


@pytest.fixture
def loud_line(wired: tuple[Page, Wire, list[str]]) -> Iterator[tuple[Page, Wire]]:
    """The page and its line, for tests in which it complains, and should."""
    page, wire, complaints = wired
    page.bring_to_front()
    yield page, wire
    fold(page)
    complaints.clear()


@pytest.fixture
def line(loud_line: tuple[Page, Wire], wired: tuple[Page, Wire, list[str]]) -> Iterator[tuple[Page, Wire]]:
    """The page and its line. It may not complain."""
    yield loud_line
    assert wired[-1] == []


def waiting(page: Page) -> Locator:
    return page.locator(f'{STAGE} [data-role="waiting"]')


def wait_for_query(page: Page, **wanted: str) -> None:
    """Waits until the address gives these settings, a dot written as two underscores."""
    wanted = {name.replace("__", "."): text for name, text in wanted.items()}

    def given(url: str) -> bool:
        values = parse_qs(urlparse(url).query)
        return all(values.get(name) == [text] for name, text in wanted.items())

    page.wait_for_url(given, timeout=60_000)  # no test is about time


def open_own_values(page: Page, optimizer: str) -> Locator:
    more_settings(page, "Own values")
    page.get_by_role("tab", name=optimizer).click()
    panel = page.get_by_role("tabpanel", name=optimizer)
    expect(panel.get_by_role("slider").first).to_be_visible()
    return panel


def test_streamlits_page_is_as_the_stage_expects_it(stage: Page) -> None:
    """What static/bridge/streamlit_page.js relies on: after an upgrade this says what is gone."""
    app = stage.locator(APP)
    expect(app).to_have_attribute("data-test-script-state", "notRunning")
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED")
    expect(slider(stage, "step_size")).to_have_count(1)
    expect(stage.locator(".st-key-play_step_size button")).to_have_count(1)
    expect(stage.locator('[data-testid="stHeading"] h1 .katex')).to_have_count(1)


def test_a_silent_server_is_said_after_a_second_and_no_longer_when_it_answers(
    line: tuple[Page, Wire], server: Server
) -> None:
    page, wire = line
    follow(page, server.url)
    said = waiting(page)
    for act in (lambda: slide(page, "rho", -1), lambda: button(page, "fit").click()):
        expect(said).to_be_empty()
        wire.hold()
        act()
        expect(said).to_have_text("Waiting for the server")
        wire.release()
        expect(said).to_be_empty()
    wait_for_query(page, rho="0.985", view="fit")


# From now on no second passes, until `window.goOn`, and what is said is kept.
STAND_STILL = """said => {
    const { setTimeout } = window, target = document.querySelector(said);
    window.setTimeout = (act, wait, ...more) => (wait < 1000 || !wait) && setTimeout(act, wait, ...more);
    window.words = [];
    const ear = new MutationObserver(() => words.push(target.textContent));
    ear.observe(target, { childList: true });
    window.goOn = () => (ear.disconnect(), Object.assign(window, { setTimeout }), words.filter(Boolean));
}"""


def test_an_answer_within_a_second_is_not_announced(line: tuple[Page, Wire], server: Server) -> None:
    page, _ = line
    follow(page, server.url)
    page.evaluate(STAND_STILL, f'{STAGE} [data-role="waiting"]')
    try:
        slide(page, "rho", -1)
        wait_for_query(page, rho="0.985")
    finally:
        said = page.evaluate("goOn()")
    assert said == []


def test_a_lost_connection_is_said_until_it_is_back(loud_line: tuple[Page, Wire], server: Server) -> None:
    page, wire = loud_line
    follow(page, server.url)
    wire.sever()
    expect(waiting(page)).to_have_text("No connection: the table, downloads and link wait for the server")
    wire.mend()
    expect(waiting(page)).to_be_empty(timeout=30_000)
    slide(page, "rho", -1)
    wait_for_query(page, rho="0.985")


def test_a_value_given_before_the_server_answers_is_that_of_who_is_on_show(
    line: tuple[Page, Wire], server: Server
) -> None:
    page, wire = line
    follow(page, server.url, {"optimizers": "rmsprop,adam"})
    rmsprop = open_own_values(page, "RMSProp")
    wire.hold()
    rmsprop.get_by_role("slider", name="Step size α").press("End")
    page.get_by_role("tab", name="Adam").click()
    expect(page.get_by_role("tabpanel", name="RMSProp")).to_be_hidden()
    adam = page.get_by_role("tabpanel", name="Adam")
    expect(adam.get_by_role("slider")).to_have_count(0)  # none that could be taken for Adam's
    wire.release()
    adam.get_by_role("slider", name="Step size α").press("Home")
    wait_for_query(page, rmsprop__step_size="10", adam__step_size="0.0001")
    own = {name for name in query(page) if "." in name}
    assert own == {"rmsprop.step_size", "adam.step_size"}, "nobody was given what nobody touched"


def test_a_change_that_crosses_the_answer_to_another_undoes_nothing(
    line: tuple[Page, Wire], server: Server
) -> None:
    page, wire = line
    follow(page, server.url, {"optimizers": "gd", "objective": "stretched_bowl"})
    more_settings(page)
    edge = page.get_by_role("button", name="Edge of divergence")
    expect(edge).to_be_visible()
    wire.hold()
    edge.click()
    slide(page, "seed", 1)  # the page still has the step size of before
    wire.release()
    wait_for_query(page, step_size="0.1", seed="2")
    slide(page, "step_size", -1)
    slide(page, "step_size", 1)
    wait_for_query(page, step_size="0.1", seed="2")


def test_what_is_asked_of_two_parts_of_the_page_in_one_message_is_all_done(
    loud_line: tuple[Page, Wire], server: Server
) -> None:
    page, _ = loud_line
    follow(page, server.url)
    press = "both => both.forEach(one => one.click())"
    table = page.get_by_text("Iterates", exact=True).element_handle()
    page.evaluate(press, [button(page, "fit").element_handle(), table])
    wait_for_query(page, view="fit")
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    page.evaluate(press, [table, button(page, "fit").element_handle()])
    wait_for_query(page, view="-1,1,-1,1")
    expect(page.get_by_test_id("stDataFrame")).to_be_hidden()


def test_what_is_changed_while_the_server_is_busy_all_arrives(page: Page, server: Server) -> None:
    # Each of these changes is a race of some forty milliseconds; nothing here waits for one.
    follow(page, server.url, {"optimizers": "rmsprop,adam", "n_iter": 600, "noise": 0.1})
    adam = open_own_values(page, "Adam")
    slide(page, "rho", -1)
    adam.get_by_role("slider", name="Step size α").press("End")
    button(page, "mechanism").click()
    page.locator(f'{STAGE} [data-place="0"] [data-action="scale"]').click()
    page.get_by_role("button", name="AdaGrad").click()
    slide(page, "seed", 2)
    wait_for_query(
        page,
        rho="0.985",
        seed="3",
        adam__step_size="10",
        optimizers="rmsprop,adagrad,adam",
        curves="loss:linear,effective_step,accumulator",
    )
    expect(page.locator(f'{STAGE} [data-step="adam"]')).to_have_attribute("data-turned", re.compile(r"\d"))
    button(page, "mechanism").click()
