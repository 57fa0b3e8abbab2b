"""The modules of the charts by themselves: axes, guides, and the numbers of a run."""

import pytest


@pytest.mark.parametrize(
    "values",
    ["[1e-300, 1e-10, 1]", "[0, 0, 1]", "[0, 0]", "[1, 1, 1]", "[1e300, Infinity, NaN]", "[]", "[NaN]"],
)
def test_an_axis_is_safe_for_every_loss(module, values: str) -> None:
    axis = module(
        "model/axis.js", f"const a = m.axisRange([{values}]); return {{ ...a, ticks: m.axisTicks(a) }}"
    )
    assert axis["log"] and axis["low"] < axis["high"] and abs(axis["high"]) < 400
    assert 1 <= len(axis["ticks"]) <= 12


def test_an_axis_of_negative_values_is_linear(module) -> None:
    axis = module("model/axis.js", "const a = m.axisRange([[-3, 1]]); return { ...a, ticks: m.axisTicks(a) }")
    assert not axis["log"]
    assert [tick["value"] for tick in axis["ticks"]] == [-3, -2, -1, 0, 1]


def test_one_lucky_iterate_does_not_rule_the_axis(module) -> None:
    low = module(
        "model/axis.js",
        "const f = Array.from({ length: 1000 }, () => 1e-3); f[500] = 1e-300; return m.axisRange([f]).low",
    )
    assert low > -10


def test_a_linear_axis_is_a_wish_and_small_values_have_ticks_that_fit(module) -> None:
    axis = module(
        "model/axis.js",
        "const a = m.axisRange([[0, 4e-7]], { log: false }); return { ...a, ticks: m.axisTicks(a) }",
    )
    assert not axis["log"] and not axis["signed"]
    assert [tick["text"] for tick in axis["ticks"]] == ["0", "1e−7", "2e−7", "3e−7", "4e−7"]


def test_an_axis_reaches_for_a_guide_but_not_too_far(module) -> None:
    guides = "const guides = [{ level: 0.5, reach: 1 }, { level: 5, reach: 1 }];"
    assert (
        -0.301 < module("model/axis.js", f"{guides} return m.axisRange([[0.01, 0.1]], {{ guides }}).high") < 0
    )


RACE = """const gone = { outcome: { reason: "diverged", iteration: 2, left: 2 } };
    const stays = { outcome: { reason: "moving", iteration: 4, left: 5 } };
    const values = Float64Array.from([0, 1, 9, -81, 729]);"""


def test_what_a_run_does_after_it_has_left_rules_no_axis(module) -> None:
    assert module("model/charts.js", f"{RACE} return [...m.rulingValues(gone, values)]") == [0, 1]
    assert module("model/charts.js", f"{RACE} return m.rulingValues(stays, values).length") == 5
    rests = "const rests = Float64Array.from([4, 2, 1e300, NaN, 0.5, 0.125]);"  # beyond the edge, but at rest
    assert module("model/charts.js", f"{RACE} {rests} return [...m.rulingValues(gone, rests)]") == [
        4,
        2,
        0.5,
        0.125,
    ]


def test_a_curve_is_drawn_from_where_the_axis_holds_it_to_where_it_leaves_for_good(module) -> None:
    ends = "const a = {low: -0.1, high: 1.5, log, of: log ? Math.log10 : v => v};"
    drawn = "return [m.firstShown(values, a), m.lastShown(values, a)]"
    assert module("model/charts.js", f"{RACE} const log = false; {ends} {drawn}") == [0, 2]
    assert module("model/charts.js", f"{RACE} const log = true; {ends} {drawn}") == [1, 3]


def test_a_guide_follows_its_slider(module) -> None:
    guides = """const decay = { level: 0.01, power: -0.5, slider: "step_size" };
        const guides = { effective_step: [decay, { level: 1 }] };
        const at = (name) => m.guidesAt(guides, name, 0.2).effective_step.map((g) => m.levelAt(g, 3));"""
    assert module("model/charts.js", f'{guides} return [at("step_size"), at("rho")]') == [
        [0.1, 1],
        [0.005, 1],
    ]


def test_a_guide_follows_the_factors_of_a_schedule_as_far_as_they_go(module) -> None:
    levels = module(
        "model/charts.js",
        """const cosine = { level: 2, factors: [1, 0.5, 0.1], last: 4 };
        return [[0, 1, 2, 3, 4, 5].map((k) => m.levelAt(cosine, k)), m.endOf(cosine, 100), m.endOf({}, 100),
                Number.isNaN(m.levelAt(cosine, 6)), m.levelAt({ level: 2, factors: [1], last: 0 }, 0)]""",
    )
    assert levels == [[2, 1.5, 1, 0.6, 0.2, 0.2], 5, 100, True, 2]


def test_runs_are_views_into_the_tables_and_lack_what_they_have_not(module) -> None:
    runs = module(
        "bridge/trajectories.js",
        """const table = (values) => ({ getChild: () => ({ toArray: () => Float64Array.from(values) }) });
        const tables = { float32: table([1, 2, 3, 4, 5, 6]), float64: table([9, 8, 7, 8]) };
        const layout = { float32: { x: [2, 1], s_x: [0, 2], s_y: [-3, 0] }, float64: { f: [2, 0] } };
        const plain = ([key, values]) => [key, String([...values])];
        const runs = m.unpackRuns(tables, layout, [{ name: "a" }, { name: "b" }]);
        return runs.map((run) => Object.fromEntries(Object.entries(run).map(plain)))""",
    )
    assert runs[0] == {
        "name": "a",
        "x": "1,2",
        "y": "",
        "f": "9,8",
        "best": "9,8",
        "distance": "NaN,NaN",
        "s_y": "6,6,6",
    }
    assert runs[1] == {"name": "b", "x": "3", "y": "", "s_x": "4,5", "f": "", "best": "", "distance": ""}
