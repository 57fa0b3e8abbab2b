"""The stage’s modules by themselves, imported in a real browser: what a picture cannot show to the digit."""

import json

import pytest

from figures.palette import STYLES
from tests.driver.server import ROOT

LEAVES = ROOT / "tests/leaves.json"  # the cases that hold Python's function, too


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
    assert module("model/format.js", f"return m.formatText({value})") == text


def test_round_ticks_lie_inside_and_are_round(module) -> None:
    assert module("model/format.js", "return m.roundTicks(-0.4, 0.2, 5)") == [
        -0.4,
        -0.3,
        -0.2,
        -0.1,
        0,
        0.1,
        0.2,
    ]
    assert module("model/format.js", "return m.roundTicks(-2, 2, 4)") == [-2, -1, 0, 1, 2]


def test_a_segment_is_cut_at_the_border(module) -> None:
    assert module("model/path.js", "return m.clipSegment(0, 0, 2, 0, frame)") == [0, 0.5]
    assert module("model/path.js", "return m.clipSegment(-2, 0, 2, 0, frame)") == [0.25, 0.75]
    assert module("model/path.js", "return m.clipSegment(2, 2, 3, 2, frame)") is None


def test_a_path_that_leaves_and_comes_back_is_two_strokes(module) -> None:
    path = module("model/path.js", "return m.tracePath(run([0, 2, 0], [0, 0, 0.5]), frame, frame, 400)")
    assert path["move"] == [True, False, True, False]
    assert path["at"] == [0, 0.5, 1.5, 2]
    assert [(exit["at"], exit["iterate"]) for exit in path["exits"]] == [(0.5, 1)]
    assert not path["ends"]


def test_a_run_leaves_a_box_as_python_has_it(module) -> None:
    for case in json.loads(LEAVES.read_text(encoding="utf-8")):
        first = module(
            "model/path.js", f"const c = {json.dumps(case)}; return m.leaves(run(c.x, c.y), box(c.box))"
        )
        assert first == case["leaves"], case["case"]


def test_a_run_that_left_for_good_is_drawn_up_to_there(module) -> None:
    x, y = [0, 0.5, 3, -9, 27], [0, 0, 0, 0, 0]
    path = module("model/path.js", f"return m.tracePath(run({x}, {y}, 2), frame, frame, 400)")
    assert max(path["at"]) < 2
    assert path["ends"] and path["exits"][-1]["x"] == 1 and path["exits"][-1]["iterate"] == 2


@pytest.mark.parametrize(
    ("frame", "last"), [("[[-1, 1], [-1, 1]]", 2), ("[[-4, 1], [-1, 1]]", 2), ("[[-10, 10], [-1, 1]]", 4)]
)
def test_a_frame_wider_than_the_plot_shows_more_of_a_run(module, frame: str, last: int) -> None:
    gone = "run([0, 0.5, 3, -9, 27], [0, 0, 0, 0, 0], 2)"
    assert module("model/path.js", f"return m.lastDrawn({gone}, box({frame}), frame)") == last


def test_the_iterate_of_an_exit_is_the_first_one_outside_however_near(module) -> None:
    path = module(
        "model/path.js",
        "return m.tracePath(run([0.5, 0.9999, 1.0001, 3], [0, 0, 0, 0], 2), frame, frame, 400)",
    )
    assert path["exits"][-1]["iterate"] == 2


@pytest.mark.parametrize("x", [[], [float("nan")], [5], [5, 7]])
def test_a_run_with_nothing_to_draw_is_an_empty_path(module, x: list) -> None:
    path = module(
        "model/path.js", f"const x = {json.dumps(x)}; return m.tracePath(run(x, x, 0), frame, frame, 400)"
    )
    assert path["at"] == [] and path["ends"]


def test_values_that_are_not_finite_end_the_path_quietly(module) -> None:
    path = module(
        "model/path.js", "return m.tracePath(run([0, 0.5, Infinity, NaN], [0, 0, 0, 0]), frame, frame, 400)"
    )
    assert max(path["at"]) == 1


def test_ten_thousand_zigzags_keep_their_outline(module) -> None:
    kept = module(
        "model/path.js",
        """const n = 10001, x = Array.from({ length: n }, (_, i) => (i % 2 ? 1 : -1) * (1 - i / n));
        const r = run(x, x.map(() => 0)), kept = m.thin(r, n - 1, 1e-3, 1e-3);
        return { kept, high: Math.max(...kept.map((i) => x[i])), low: Math.min(...kept.map((i) => x[i])) }""",
    )
    assert len(kept["kept"]) <= 2002
    assert kept["kept"][0] == 0 and kept["kept"][-1] == 10000
    assert kept["high"] == pytest.approx(1, abs=1e-3) and kept["low"] == pytest.approx(-1, abs=1e-3)


def test_iterates_nearer_than_a_pixel_are_left_out(module) -> None:
    kept = module(
        "model/path.js",
        "return m.thin(run([0, 1e-5, 0.5, 0.50001, 0.50002], [0, 0, 0, 0, 0]), 4, 1e-3, 1e-3)",
    )
    assert kept == [0, 2, 4]


def test_the_clock_plays_a_run_of_any_length_in_three_seconds(module) -> None:
    for n_iter in (1, 50, 10_000):
        at = module(
            "model/clock.js",
            f"""const clock = new m.Clock(() => {{}}); clock.setLength({n_iter}); clock.play();
            const at = []; for (let t = 0; t <= 3100; t += 100) {{ clock.tick(t); at.push(clock.time); }}
            return [at[15], clock.time, clock.playing]""",
        )
        assert at == [pytest.approx(n_iter / 2), n_iter, False]


def test_a_step_pauses_on_a_whole_iterate(module) -> None:
    assert module(
        "model/clock.js",
        """const clock = new m.Clock(() => {}); clock.setLength(50); clock.play(); clock.time = 7.4;
        clock.step(1); const on = clock.time; clock.time = 7.4; clock.step(-1);
        return [on, clock.time, clock.playing]""",
    ) == [8, 6, False]


def test_a_longer_run_leaves_the_clock_where_it_is_and_the_end_at_the_end(module) -> None:
    assert module(
        "model/clock.js",
        """const clock = new m.Clock(() => {}); clock.setLength(50); clock.seek(20); clock.setLength(100);
        const kept = clock.time; clock.seek(100); clock.setLength(400); const end = clock.time;
        clock.setLength(30); return [kept, end, clock.time]""",
    ) == [20, 400, 30]


def test_the_loop_starts_again(module) -> None:
    assert module(
        "model/clock.js",
        """const clock = new m.Clock(() => {}); clock.setLength(50); clock.loop = true; clock.play();
        for (let t = 0; t <= 3100; t += 50) clock.tick(t); return clock.playing && clock.time < 5""",
    )


def test_the_status_tells_the_way_and_then_the_outcome(module) -> None:
    run = """const race = { f: [1, 0.5, 1e-6, 1e-7], distance: [1, 0.71, 1e-3, 3e-4], length: 4,
        outcome: { reason: "converged", iteration: 3, words: "there" } };"""
    said = module("views/scoreboard.js", f"{run} return [1, 2, 3].map((k) => m.statusAt(race, k, 0, 1e-5))")
    assert [s["text"] for s in said] == ["moving, 29% of the way", "within 1e−5 of the minimum now", "there"]
    assert said[2]["tone"] == "good"
    near = module("views/scoreboard.js", f"{run} return m.statusAt(race, 2, 0, 0.01).text")
    assert near == "within 0.01 of the minimum now", "as the outcome writes it, not 1e-2"


def test_a_start_beside_the_minimum_is_not_rounded_onto_it(module) -> None:
    digits = "return [[1.0000003, 1], [1.2, 1], [1, 1]].map((start) => m.tellingDigits(start, [1, 1]))"
    assert module("model/format.js", digits) == [8, 3, 3]


def test_a_broken_message_does_not_cut_the_way_to_the_server(module) -> None:
    sent = module(
        "bridge/requests.js",
        """const sent = [], requests = new m.Requests();
        requests.receive("a visit", (name, value) => sent.push(value.visit));
        requests.receive(undefined, undefined);
        requests.tell("frame", "domain");
        return sent""",
    )
    assert sent == ["a visit"]


def test_every_optimizer_has_a_marker_of_its_own(module) -> None:
    """Closed, round its place, and of about the same size as the others."""
    styles = json.dumps(
        [{"marker": look.marker, "color": look.color, "radius": look.radius} for look in STYLES]
    )
    drawn = module(
        "draw/marks.js",
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


@pytest.mark.parametrize(
    ("value", "parts"),
    [("0.9999", ["0.9999", None]), ("0.99", ["0.99", None]), ("1e-8", ["1", -8]), ("0", ["0", None])],
)
def test_a_number_that_was_chosen_keeps_all_its_digits(module, value: str, parts: list) -> None:
    assert module("model/format.js", f"return m.exactParts({value})") == parts


STEPPER = """const told = []; let timer = null;
    const stepper = new m.Stepper({ onChange: () => told.push(stepper.place), onEnd: () => told.push("end"),
        later: (act) => (timer = act), forget: () => (timer = null) });
    const wait = () => { const act = timer; timer = null; act?.(); };"""


def test_a_stepper_lights_each_sub_step_and_ends(module) -> None:
    assert module(
        "views/stepper.js",
        f"{STEPPER} stepper.begin(3, true); wait(); wait(); wait(); wait(); return [told, stepper.playing]",
    ) == [[0, 1, 2, None, "end"], False]


def test_a_stepper_that_is_paused_waits_and_goes_on_where_it_was(module) -> None:
    assert module(
        "views/stepper.js",
        f"""{STEPPER} stepper.begin(4, true); wait(); stepper.toggle(); wait(); wait();
        const paused = [stepper.place, stepper.playing]; stepper.move(-1); stepper.move(-1);
        const back = stepper.place; stepper.toggle(); wait(); return [paused, back, stepper.place]""",
    ) == [[1, False], 0, 1]


def test_a_number_line_writes_every_place_and_keeps_its_width(module) -> None:
    assert module(
        "views/number_line.js",
        """const math = document.createElementNS("http://www.w3.org/1999/xhtml", "div");
        math.innerHTML = '<span data-slot="a"></span><span data-slot="b" data-guard="power"></span>';
        const table = { a: [1, -20.5], b: [-0.5, 2e-6] };
        const { Update } = await import("/app/static/bridge/update.js");
        const update = Object.assign(Object.create(Update.prototype), { rows: 2, constants: {}, whole: [],
            digits: {}, value: (name, axis, row) => table[name][row] });
        const line = new m.NumberLine(math, update, "x"), [a, b] = math.children;
        const see = (row) => (line.draw(row), [a.textContent, b.textContent, a.getAttribute("width")]);
        return [see(0), see(1)]""",
    ) == [["1.00", "(−0.500)", "2.556em"], ["−20.5", "(2.0×10−6)", "2.556em"]]
