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


def test_a_number_line_writes_every_place_and_keeps_its_width(module) -> None:
    assert module(
        "views/number_line.js",
        """const math = document.createElementNS("http://www.w3.org/1999/xhtml", "div");
        math.innerHTML = '<span data-slot="a"></span><span data-slot="b" data-guard="power"></span>';
        const table = { a: [1, -20.5], b: [-0.5, 2e-6] };
        const { Update } = await import("/app/static/bridge/update_port.js");
        const update = Object.assign(Object.create(Update.prototype), { rows: 2, constants: {}, whole: [],
            digits: {}, value: (name, axis, row) => table[name][row] });
        const line = new m.NumberLine(math, update, "x"), [a, b] = math.children;
        const see = (row) => (line.draw(row), [a.textContent, b.textContent, a.getAttribute("width")]);
        return [see(0), see(1)]""",
    ) == [["1.00", "(−0.500)", "2.556em"], ["−20.5", "(2.0×10−6)", "2.556em"]]


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
