"""The curves are the visitor’s choice: what each chart shows, and on which scale."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.driver.reading import chart
from tests.driver.server import Server
from tests.driver.stage import follow, next_frames, run_count, seek, slide, thumb, wait_for_a_run

# Where everything on the stage stands, in pixels.
PLACES = """() => [...document.querySelectorAll(".stage-grid > *, .stage-charts > *, .stage-chart")]
    .map(element => element.getBoundingClientRect()).map(({x, y, width, height}) => [x, y, width, height])"""
# What a chart's canvas shows.
PICTURE = """figure => figure.querySelector("canvas").toDataURL()"""
CLICKED = "button => (button.click(), button.closest('figure').dataset.scale)"


def choose(page: Page, place: int, quantity: str) -> None:
    """Lets a chart show another quantity."""
    chart(page, place).locator('[data-action="quantity"]').select_option(quantity)


def shown(page: Page) -> list[str | None]:
    """The quantities on show."""
    return [chart(page, place).get_attribute("data-quantity") for place in range(3)]


@pytest.fixture
def charts(stage: Page) -> Iterator[Page]:
    """The shared first page; its curves are put back afterwards."""
    yield stage
    stage.get_by_role("button", name="Reset").click()
    expect(stage).not_to_have_url(re.compile("curves="))
    expect(chart(stage, 2)).to_have_attribute("data-quantity", "accumulator")
    expect(chart(stage, 0)).to_have_attribute("data-scale", "log")


def test_a_link_holds_the_curves_and_back_undoes_a_choice(page: Page, server: Server) -> None:
    follow(page, server.url, {"optimizers": "gd", "curves": "gradient_norm,effective_step,accumulator"})
    assert shown(page) == ["gradient_norm", "effective_step", "accumulator"]
    titles = chart(page, 0).locator("option").all_inner_texts()
    of_the_run = ["Loss", "Distance to the minimum", "Gradient norm", "Position", "Final loss"]
    assert titles == [*of_the_run, "Effective step", "Edge meter"]
    nothing = chart(page, 2).locator(".stage-chart")
    expect(nothing).to_have_attribute("data-nothing", "This race has no accumulator")
    expect(chart(page, 2).locator("b")).to_have_text("Accumulator")
    choose(page, 2, "position")
    expect(page).to_have_url(re.compile("curves=gradient_norm%2Ceffective_step%2Cposition"))
    expect(nothing).to_have_attribute("data-nothing", "")
    page.go_back()
    expect(chart(page, 2)).to_have_attribute("data-quantity", "accumulator")
    assert shown(page) == ["gradient_norm", "effective_step", "accumulator"]


def test_a_chosen_curve_is_drawn_where_the_old_one_was(charts: Page) -> None:
    places, runs, before = charts.evaluate(PLACES), run_count(charts), chart(charts, 0).evaluate(PICTURE)
    choose(charts, 0, "gradient_norm")
    expect(chart(charts, 0)).to_have_attribute("data-quantity", "gradient_norm")
    expect(chart(charts, 0).locator("b")).to_have_text("Gradient norm")
    wait_for_a_run(charts, after=runs)
    assert run_count(charts) == runs + 1
    next_frames(charts)
    assert chart(charts, 0).evaluate(PICTURE) != before
    assert charts.evaluate(PLACES) == places


def test_two_curves_chosen_at_once_are_both_kept(charts: Page) -> None:
    charts.evaluate("""() => {
        for (const [place, quantity] of [[0, "gradient_norm"], [1, "state.square_avg"]]) {
            const menu = document.querySelector(`figure[data-place="${place}"] select`);
            menu.value = quantity;
            menu.dispatchEvent(new Event("change"));
        }
    }""")
    expect(charts).to_have_url(re.compile("gradient_norm%2Cstate.square_avg%2Caccumulator"))
    expect(chart(charts, 1)).to_have_attribute("data-quantity", "state.square_avg")
    assert shown(charts) == ["gradient_norm", "state.square_avg", "accumulator"]


def test_the_scale_changes_at_once_and_what_may_be_negative_is_linear(charts: Page) -> None:
    scale = chart(charts, 0).locator('[data-action="scale"]')
    expect(scale).to_have_attribute("aria-pressed", "true")
    assert scale.evaluate(CLICKED) == "linear"  # before Python can have said anything
    expect(charts).to_have_url(re.compile("curves=loss%3Alinear%2C"))
    expect(scale).to_have_attribute("aria-pressed", "false")
    choose(charts, 0, "position")
    expect(charts).to_have_url(re.compile("curves=position%2C"))
    expect(scale).to_be_disabled()
    choose(charts, 0, "distance")
    expect(scale).to_have_attribute("aria-pressed", "true")


def test_a_drag_moves_the_chosen_curves(page: Page, server: Server) -> None:
    follow(page, server.url, {"curves": "position,gradient_norm,state.square_sum:linear"})
    x, y = thumb(page, "step_size")
    page.mouse.move(x, y)
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


# Of each guide's name: the painted pixels of the canvas that it lies over, and whether it is all in sight.
NAMES = """() => [...document.querySelectorAll(".stage-guides button:not([hidden])")].map(name => {
    const canvas = name.closest("figure").querySelector("canvas"), ratio = devicePixelRatio;
    const over = name.getBoundingClientRect(), under = canvas.getBoundingClientRect();
    const box = [over.left - under.left, over.top - under.top, over.width, over.height].map(px => px * ratio);
    const { data } = canvas.getContext("2d").getImageData(...box);
    return { name: name.textContent, painted: data.filter((value, i) => i % 4 === 3 && value > 0).length,
        inside: over.right <= document.documentElement.clientWidth && over.bottom <= under.bottom };
})"""
ALL_GUIDES = {"objective": "stretched_bowl", "optimizers": "rmsprop,adagrad,gd,momentum,nesterov"}


def check_names(page: Page, count: int) -> None:
    """Waits until no guide's name touches what its chart draws, nor the page's edge."""
    page.wait_for_function(
        f"""count => {{
            const names = ({NAMES})();
            return names.length === count && names.every(name => name.inside && !name.painted);
        }}""",
        arg=count,
    )


@pytest.mark.parametrize("width", [1440, 1024, 768, 390])
def test_the_names_of_the_guides_stand_outside_of_the_curves(page: Page, server: Server, width: int) -> None:
    follow(page, server.url, ALL_GUIDES)
    page.set_viewport_size({"width": width, "height": 844})
    page.wait_for_function("width => innerWidth === width", arg=width)
    check_names(page, 6)
    if width == 1440:
        slide(page, "step_size", 6)
        check_names(page, 6)


def test_a_guide_says_what_it_is_with_its_number(stage: Page) -> None:
    tip, names = stage.locator('[data-role="tooltip"]'), chart(stage, 1).locator(".stage-guides button")
    names.filter(has_text="2/L").hover()
    expect(tip).to_have_text("With a step size above 2/L = 1, Gradient descent diverges")
    stage.mouse.move(700, 5)
    expect(tip).to_be_hidden()
    names.filter(has_text="α/√t").focus()
    expect(tip).to_contain_text("effective step of AdaGrad if each gradient has size 1: 0.01, at iterate 50")
    stage.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_a_guide_says_what_it_is_when_it_is_tapped(phone: Page, server: Server) -> None:
    follow(phone, server.url)
    chart(phone, 0).locator(".stage-guides button").tap()
    expect(phone.locator('[data-role="tooltip"]')).to_have_text(
        "A run has converged once its loss is below 10−5"
    )


def test_the_loss_ends_16_decades_below_its_start_and_a_click_shows_all(page: Page, server: Server) -> None:
    follow(page, server.url, {"n_iter": 200})
    below = chart(page, 0).locator('[data-action="below"]')
    usual = chart(page, 0).evaluate(PICTURE)
    expect(below).to_have_attribute("aria-pressed", "false")
    below.click()
    expect(below).to_have_attribute("aria-pressed", "true")
    next_frames(page)
    assert chart(page, 0).evaluate(PICTURE) != usual
    expect(page.locator('[data-role="tooltip"]')).to_contain_text("All values are shown")
    below.click()
    page.mouse.move(700, 5)
    next_frames(page)
    assert chart(page, 0).evaluate(PICTURE) == usual
    expect(chart(page, 2).locator('[data-action="below"]')).to_be_hidden()


def test_the_data_and_the_line_of_each_iterate_are_beside_their_objective(
    page: Page, server: Server, sent: list
) -> None:
    data = page.locator('[data-role="data"]')
    expect(data).to_be_hidden()
    follow(page, server.url, {"objective": "hubble", "n_iter": 20})
    expect(data).to_be_visible()
    at_the_end = data.evaluate(PICTURE)
    seek(page, 0)
    next_frames(page)
    at_the_start = data.evaluate(PICTURE)
    assert at_the_start != at_the_end
    sent.clear()
    x, y = thumb(page, "seed")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y, steps=3)
    next_frames(page)
    assert data.evaluate(PICTURE) != at_the_start and sent == []
    page.mouse.up()


def test_pointing_at_a_chart_reads_each_racers_value_and_a_word_explains_itself(stage: Page) -> None:
    tip, host = stage.locator('[data-role="tooltip"]'), chart(stage, 0).locator(".stage-chart")
    host.hover(position={"x": 200, "y": 60})
    expect(tip).to_contain_text(re.compile(r"iterate \d+.*RMSProp.*\d.*AdaGrad.*\d.*Gradient descent.*\d"))
    stage.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    status = stage.locator('[data-optimizer="gd"] [data-field="status"]')
    status.focus()
    expect(tip).to_contain_text(re.compile(r"away at first and is 0\.\d+ now"))
    assert status.get_attribute("aria-description") == tip.inner_text().strip()
