"""The stage’s modules by themselves, imported in a real browser: what a picture cannot show to the digit."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from figures.palette import STYLES
from scripts.server import Server

RUN = """const run = (x, y, outcome = { reason: "moving", iteration: x.length - 1 }) =>
  ({ x: Float64Array.from(x), y: Float64Array.from(y), length: x.length, outcome });
const frame = { x0: -1, x1: 1, y0: -1, y1: 1 };"""


@pytest.fixture
def module(page: Page, server: Server) -> Callable[..., object]:
    """Evaluates `body`, JavaScript in which `m` is a module of static/, and returns what it returns."""
    blank = f"{server.url}/app/static/icon.svg"  # one page for all: what is imported here keeps no state
    if page.url != blank:
        page.goto(blank)

    def evaluate(name: str, body: str) -> object:
        return page.evaluate(f'async () => {{ const m = await import("/app/static/{name}"); {RUN} {body} }}')

    return evaluate


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0.0318", "0.0318"),
        ("-0.5", "−0.500"),
        ("1234.5", "1235"),
        ("0.002", "0.00200"),
        ("2e-6", "2.0×10^−6"),
        ("9.99e-7", "1.0×10^−6"),
        ("1e-300", "1.0×10^−300"),
        ("4.4e4", "4.4×10^4"),
        ("0", "0"),
        ("Infinity", "∞"),
        ("NaN", "–"),
    ],
)
def test_numbers_are_written_for_readers(module, value: str, text: str) -> None:
    assert module("format.js", f"return m.formatText({value})") == text


def test_round_ticks_lie_inside_and_are_round(module) -> None:
    assert module("format.js", "return m.roundTicks(-0.4, 0.2, 5)") == [-0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2]
    assert module("format.js", "return m.roundTicks(-2, 2, 4)") == [-2, -1, 0, 1, 2]


def test_a_segment_is_cut_at_the_border(module) -> None:
    assert module("path.js", "return m.clipSegment(0, 0, 2, 0, frame)") == [0, 0.5]
    assert module("path.js", "return m.clipSegment(-2, 0, 2, 0, frame)") == [0.25, 0.75]
    assert module("path.js", "return m.clipSegment(2, 2, 3, 2, frame)") is None


def test_a_path_that_leaves_and_comes_back_is_two_strokes(module) -> None:
    path = module("path.js", "return m.tracePath(run([0, 2, 0], [0, 0, 0.5]), frame, 400)")
    assert path["move"] == [True, False, True, False]
    assert path["at"] == [0, 0.5, 1.5, 2]
    assert [exit["at"] for exit in path["exits"]] == [0.5]


def test_a_run_that_left_for_good_is_drawn_up_to_there(module) -> None:
    outcome = '{ reason: "diverged", iteration: 2 }'
    x, y = [0, 0.5, 3, -9, 27], [0, 0, 0, 0, 0]
    path = module("path.js", f"return m.tracePath(run({x}, {y}, {outcome}), frame, 400)")
    assert max(path["at"]) < 2
    assert path["exits"][-1]["x"] == 1


def test_values_that_are_not_finite_end_the_path_quietly(module) -> None:
    path = module("path.js", "return m.tracePath(run([0, 0.5, Infinity, NaN], [0, 0, 0, 0]), frame, 400)")
    assert max(path["at"]) == 1


def test_ten_thousand_zigzags_keep_their_outline(module) -> None:
    kept = module(
        "path.js",
        """const n = 10001, x = Array.from({ length: n }, (_, i) => (i % 2 ? 1 : -1) * (1 - i / n));
        const r = run(x, x.map(() => 0)), kept = m.thin(r, 1e-3, 1e-3);
        return { kept, high: Math.max(...kept.map((i) => x[i])), low: Math.min(...kept.map((i) => x[i])) }""",
    )
    assert len(kept["kept"]) <= 2002
    assert kept["kept"][0] == 0 and kept["kept"][-1] == 10000
    assert kept["high"] == pytest.approx(1, abs=1e-3) and kept["low"] == pytest.approx(-1, abs=1e-3)


def test_iterates_nearer_than_a_pixel_are_left_out(module) -> None:
    kept = module(
        "path.js", "return m.thin(run([0, 1e-5, 0.5, 0.50001, 0.50002], [0, 0, 0, 0, 0]), 1e-3, 1e-3)"
    )
    assert kept == [0, 2, 4]


def test_the_clock_plays_a_run_of_any_length_in_three_seconds(module) -> None:
    for n_iter in (1, 50, 10_000):
        at = module(
            "clock.js",
            f"""const clock = new m.Clock(() => {{}}); clock.setLength({n_iter}); clock.play();
            const at = []; for (let t = 0; t <= 3100; t += 100) {{ clock.tick(t); at.push(clock.time); }}
            return [at[15], clock.time, clock.playing]""",
        )
        assert at == [pytest.approx(n_iter / 2), n_iter, False]


def test_a_step_pauses_on_a_whole_iterate(module) -> None:
    assert module(
        "clock.js",
        """const clock = new m.Clock(() => {}); clock.setLength(50); clock.play(); clock.time = 7.4;
        clock.step(1); const on = clock.time; clock.time = 7.4; clock.step(-1);
        return [on, clock.time, clock.playing]""",
    ) == [8, 6, False]


def test_a_longer_run_leaves_the_clock_where_it_is_and_the_end_at_the_end(module) -> None:
    assert module(
        "clock.js",
        """const clock = new m.Clock(() => {}); clock.setLength(50); clock.seek(20); clock.setLength(100);
        const kept = clock.time; clock.seek(100); clock.setLength(400); const end = clock.time;
        clock.setLength(30); return [kept, end, clock.time]""",
    ) == [20, 400, 30]


def test_the_loop_starts_again(module) -> None:
    assert module(
        "clock.js",
        """const clock = new m.Clock(() => {}); clock.setLength(50); clock.loop = true; clock.play();
        for (let t = 0; t <= 3100; t += 50) clock.tick(t); return clock.playing && clock.time < 5""",
    )


@pytest.mark.parametrize(
    "values",
    ["[1e-300, 1e-10, 1]", "[0, 0, 1]", "[0, 0]", "[1, 1, 1]", "[1e300, Infinity, NaN]", "[]", "[NaN]"],
)
def test_an_axis_is_safe_for_every_loss(module, values: str) -> None:
    axis = module("axis.js", f"const a = m.axisRange([{values}]); return {{ ...a, ticks: m.axisTicks(a) }}")
    assert axis["log"] and axis["low"] < axis["high"] and abs(axis["high"]) < 400
    assert 1 <= len(axis["ticks"]) <= 12


def test_an_axis_of_negative_values_is_linear(module) -> None:
    axis = module("axis.js", "const a = m.axisRange([[-3, 1]]); return { ...a, ticks: m.axisTicks(a) }")
    assert not axis["log"]
    assert [tick["value"] for tick in axis["ticks"]] == [-3, -2, -1, 0, 1]


def test_one_lucky_iterate_does_not_rule_the_axis(module) -> None:
    low = module(
        "axis.js",
        "const f = Array.from({ length: 1000 }, () => 1e-3); f[500] = 1e-300; return m.axisRange([f]).low",
    )
    assert low > -10


def test_a_linear_axis_is_a_wish_and_small_values_have_ticks_that_fit(module) -> None:
    axis = module(
        "axis.js",
        "const a = m.axisRange([[0, 4e-7]], { log: false }); return { ...a, ticks: m.axisTicks(a) }",
    )
    assert not axis["log"] and not axis["signed"]
    assert [tick["text"] for tick in axis["ticks"]] == ["0", "1e−7", "2e−7", "3e−7", "4e−7"]


def test_an_axis_reaches_for_a_guide_but_not_too_far(module) -> None:
    guides = "const guides = [{ level: 0.5, reach: 1 }, { level: 5, reach: 1 }];"
    assert -0.301 < module("axis.js", f"{guides} return m.axisRange([[0.01, 0.1]], {{ guides }}).high") < 0


RACE = """const gone = { outcome: { reason: "diverged", iteration: 2 } };
    const stays = { outcome: { reason: "moving", iteration: 4 } };
    const values = Float64Array.from([0, 1, 9, -81, 729]);"""


def test_what_a_run_does_after_it_has_left_rules_no_axis(module) -> None:
    assert module("charts.js", f"{RACE} return [...m.untilItLeaves(gone, values)]") == [0, 1]
    assert module("charts.js", f"{RACE} return m.untilItLeaves(stays, values).length") == 5


def test_a_curve_is_drawn_from_where_the_axis_holds_it_to_where_it_leaves_for_good(module) -> None:
    ends = "const a = {low: -0.1, high: 1.5, log, of: log ? Math.log10 : v => v};"
    drawn = "return [m.firstShown(values, a), m.lastShown(values, a)]"
    assert module("charts.js", f"{RACE} const log = false; {ends} {drawn}") == [0, 2]
    assert module("charts.js", f"{RACE} const log = true; {ends} {drawn}") == [1, 3]


def test_a_guide_follows_its_slider(module) -> None:
    guides = """const decay = { level: 0.01, power: -0.5, slider: "step_size" };
        const guides = { effective_step: [decay, { level: 1 }] };
        const at = (name) => m.guidesAt(guides, name, 0.2).effective_step.map((g) => m.levelAt(g, 3));"""
    assert module("charts.js", f'{guides} return [at("step_size"), at("rho")]') == [[0.1, 1], [0.005, 1]]


def test_a_guide_follows_the_factors_of_a_schedule_as_far_as_they_go(module) -> None:
    levels = module(
        "charts.js",
        """const cosine = { level: 2, factors: [1, 0.5, 0.1], last: 4 };
        return [[0, 1, 2, 3, 4, 5].map((k) => m.levelAt(cosine, k)), m.endOf(cosine, 100), m.endOf({}, 100),
                Number.isNaN(m.levelAt(cosine, 6)), m.levelAt({ level: 2, factors: [1], last: 0 }, 0)]""",
    )
    assert levels == [[2, 1.5, 1, 0.6, 0.2, 0.2], 5, 100, True, 2]


def test_runs_are_views_into_the_tables_and_lack_what_they_have_not(module) -> None:
    runs = module(
        "trajectories.js",
        """const table = (values) => ({ getChild: () => ({ toArray: () => Float64Array.from(values) }) });
        const tables = { float32: table([1, 2, 3, 4, 5]), float64: table([9, 8, 7, 8]) };
        const layout = { float32: { x: [2, 1], s_x: [0, 2] }, float64: { f: [2, 2] } };
        const plain = ([key, values]) => [key, String([...values])];
        const runs = m.unpackRuns(tables, layout, [{ name: "a" }, { name: "b" }]);
        return runs.map((run) => Object.fromEntries(Object.entries(run).map(plain)))""",
    )
    assert runs[0] == {"name": "a", "x": "1,2", "f": "9,8", "best": "9,8", "distance": "NaN,NaN"}
    assert runs[1] == {"name": "b", "x": "3", "s_x": "4,5", "f": "7,8", "best": "7,7", "distance": "NaN,NaN"}


def test_the_status_tells_the_way_and_then_the_outcome(module) -> None:
    run = """const race = { f: [1, 0.5, 1e-6, 1e-7], distance: [1, 0.71, 1e-3, 3e-4], length: 4,
        outcome: { reason: "converged", iteration: 3, words: "there" } };"""
    said = module("scoreboard.js", f"{run} return [1, 2, 3].map((k) => m.statusAt(race, k, 0, 1e-5))")
    assert [s["text"] for s in said] == ["moving, 29% of the way", "within 1e-5 of the minimum now", "there"]
    assert said[2]["tone"] == "good"


def test_every_optimizer_has_a_marker_of_its_own(module) -> None:
    """Closed, round its place, and of about the same size as the others."""
    styles = json.dumps(
        [{"marker": look.marker, "color": look.color, "radius": look.radius} for look in STYLES]
    )
    drawn = module(
        "marks.js",
        f"""return {styles}.map((style) => {{
          document.documentElement.innerHTML = m.markerSvg(style, "#000", style.radius, 40);
          const path = document.querySelector("path"), {{ x, y, width, height }} = path.getBBox();
          return {{ d: path.getAttribute("d"), x: x + width / 2, y: y + height / 2, size: width }};
        }})""",
    )
    assert len({mark["d"] for mark in drawn}) == len(STYLES)
    for mark in drawn:
        assert mark["d"].endswith("Z") and 10 < mark["size"] < 24
        assert mark["x"] == pytest.approx(20, abs=2) and mark["y"] == pytest.approx(20, abs=2)
