"""The stage’s modules that draw, each by itself in a real browser. Those that need no page: tests/js/."""

import json

import pytest

from figures.palette import STYLES


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


NUMBERS = """
    const math = () => Object.assign(document.createElementNS("http://www.w3.org/1999/xhtml", "div"), {
        innerHTML: '<span data-slot="a"></span><span data-slot="b" data-guard="power"></span>' });
    const table = { a: { x: [1, -20.5], y: [0.25, 3] }, b: { x: [-0.5, 2e-6], y: [4, 5] } };
    const { Update } = await import("/app/static/bridge/update_port.js");
    const update = Object.assign(Object.create(Update.prototype), { rows: 2, constants: {}, whole: [],
        digits: [3], placeOf: () => 0, value: (name, axis, row) => table[name][axis][row] });
    const line = { x: math(), y: math() }, numbers = new m.NumberTable([line], update);
    return [0, 1].map((row) => (numbers.draw(row), ["x", "y"].flatMap((axis) => [...line[axis].children].map(
        (place) => [place.textContent, place.getAttribute("lspace"), place.getAttribute("width")]))));"""
GAPS = {"0": 0.5, ".": 0.278, "−": 0.778, "(": 0.389}  # em


def test_numbers_stand_with_their_decimal_points_one_below_the_other(module) -> None:
    before, after = module("views/number_table.js", NUMBERS)
    assert [text for text, *_ in before] == ["1.00", "(−0.500)", "0.250", "4.00"]
    assert [text for text, *_ in after] == ["−20.5", "(2.00×10−6)", "3.00", "5.00"]
    for (x, left_x, wide_x), (y, left_y, wide_y) in (
        pair for row in (before, after) for pair in zip(row[:2], row[2:])
    ):
        point = [
            float(left.removesuffix("em")) + sum(GAPS.get(sign, 0.5) for sign in text.split(".")[0])
            for text, left in ((x, left_x), (y, left_y))
        ]
        assert point[0] == pytest.approx(point[1], abs=1e-3), (x, y)
        assert wide_x == wide_y
    assert before[0][2] == after[0][2], "a place keeps its width"


def test_a_part_that_is_missing_is_named(module) -> None:
    missing = """const root = document.createElementNS("http://www.w3.org/1999/xhtml", "div");
        root.innerHTML = '<p class="here"></p>';
        const attempt = (...wanted) => { try { return m.partOf(root, ...wanted).className; }
                                         catch (error) { return error.message; } };
        return [attempt(".here"), attempt(".gone"), attempt(".here", HTMLInputElement)]"""
    assert module("dom.js", missing) == [
        "here",
        ".gone: not there",
        ".here: not of the kind HTMLInputElement",
    ]
