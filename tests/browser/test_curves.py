"""The curves are the visitor’s choice: what each chart shows, and on which scale."""

import re

from playwright.sync_api import Locator, Page, expect

from scripts.server import Server
from scripts.stage import await_fan, next_frames, open_page, run_count, thumb

# Where everything on the stage stands, in pixels.
PLACES = """() => [...document.querySelectorAll(".stage-grid > *, .stage-charts > *, .stage-chart")]
    .map(element => element.getBoundingClientRect()).map(({x, y, width, height}) => [x, y, width, height])"""
# What a chart's canvas shows.
PICTURE = """figure => figure.querySelector("canvas").toDataURL()"""
CLICKED = "button => (button.click(), button.closest('figure').dataset.scale)"


def chart(page: Page, place: int) -> Locator:
    """The chart at a place, 0 to 2."""
    return page.locator(f'[data-testid="stage"] figure[data-place="{place}"]')


def choose(page: Page, place: int, quantity: str) -> None:
    """Lets a chart show another quantity."""
    chart(page, place).locator('[data-action="quantity"]').select_option(quantity)


def shown(page: Page) -> list[str | None]:
    """The quantities on show."""
    return [chart(page, place).get_attribute("data-quantity") for place in range(3)]


def test_a_chosen_curve_is_drawn_kept_by_the_address_and_undone_by_back(page: Page, server: Server) -> None:
    open_page(page, server.url)
    places, runs, before = page.evaluate(PLACES), run_count(page), chart(page, 0).evaluate(PICTURE)
    choose(page, 0, "gradient_norm")
    expect(chart(page, 0)).to_have_attribute("data-quantity", "gradient_norm")
    expect(page).to_have_url(re.compile("curves=gradient_norm%2Ceffective_step%2Caccumulator"))
    assert run_count(page) == runs + 1
    next_frames(page)
    assert chart(page, 0).evaluate(PICTURE) != before
    assert page.evaluate(PLACES) == places
    page.reload()
    expect(chart(page, 0)).to_have_attribute("data-quantity", "gradient_norm")
    expect(chart(page, 0).locator("b")).to_have_text("Gradient norm")
    choose(page, 2, "state.square_sum")
    expect(page).to_have_url(re.compile("state.square_sum"))
    expect(chart(page, 2)).to_have_attribute("data-quantity", "state.square_sum")
    page.go_back()
    expect(chart(page, 2)).to_have_attribute("data-quantity", "accumulator")
    assert shown(page) == ["gradient_norm", "effective_step", "accumulator"]


def test_two_curves_chosen_at_once_are_both_kept(page: Page, server: Server) -> None:
    open_page(page, server.url)
    page.evaluate("""() => {
        for (const [place, quantity] of [[0, "gradient_norm"], [1, "state.square_avg"]]) {
            const menu = document.querySelector(`figure[data-place="${place}"] select`);
            menu.value = quantity;
            menu.dispatchEvent(new Event("change"));
        }
    }""")
    expect(page).to_have_url(re.compile("gradient_norm%2Cstate.square_avg%2Caccumulator"))
    expect(chart(page, 1)).to_have_attribute("data-quantity", "state.square_avg")
    assert shown(page) == ["gradient_norm", "state.square_avg", "accumulator"]


def test_the_scale_changes_at_once_and_what_may_be_negative_is_linear(page: Page, server: Server) -> None:
    open_page(page, server.url)
    scale = chart(page, 0).locator('[data-action="scale"]')
    expect(scale).to_have_attribute("aria-pressed", "true")
    assert scale.evaluate(CLICKED) == "linear"  # before Python can have said anything
    expect(page).to_have_url(re.compile("curves=loss%3Alinear%2C"))
    expect(scale).to_have_attribute("aria-pressed", "false")
    choose(page, 0, "position")
    expect(page).to_have_url(re.compile("curves=position%2C"))
    expect(scale).to_be_disabled()
    choose(page, 0, "distance")
    expect(scale).to_have_attribute("aria-pressed", "true")


def test_a_drag_moves_the_chosen_curves(page: Page, server: Server) -> None:
    open_page(page, server.url, {"curves": "position,gradient_norm,state.square_sum:linear"})
    x, y = thumb(page, "step_size")
    page.mouse.move(x, y)
    await_fan(page, "step_size")
    runs, before = run_count(page), [chart(page, place).evaluate(PICTURE) for place in range(3)]
    page.mouse.down()
    for i in range(1, 11):
        page.mouse.move(x + 4 * i, y)
        next_frames(page)
    held = [chart(page, place).evaluate(PICTURE) for place in range(3)]
    assert all(now != then for now, then in zip(held, before))
    assert run_count(page) == runs
    page.mouse.up()
    page.wait_for_function('() => !performance.getEntriesByName("stage.draw").at(-1).detail.slider')
    assert shown(page) == ["position", "gradient_norm", "state.square_sum"]


def test_a_menu_offers_what_the_race_has_and_a_chart_says_what_it_has_not(page: Page, server: Server) -> None:
    open_page(page, server.url, {"optimizers": "gd"})
    titles = chart(page, 0).locator("option").all_inner_texts()
    assert titles == ["Loss", "Distance to the minimum", "Gradient norm", "Position", "Effective step"]
    nothing = chart(page, 2).locator(".stage-chart")
    expect(nothing).to_have_attribute("data-nothing", "This race has no accumulator")
    expect(chart(page, 2).locator("b")).to_have_text("Accumulator")
