import re
import shutil
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import pytest

from figures.palette import STYLES, THEMES, color_at, contrast, ramp, style
from figures.racers import RACERS, name_of
from figures.runners import FLAT_SYMBOLS, SOLID_MARKS, flat_symbol
from optim import OPTIMIZERS
from scripts import marks


def test_styles_follow_the_catalogue():
    assert [style(name).marker for name in OPTIMIZERS][:3] == ["circle", "square", "triangle"]
    assert len({style(name) for name in OPTIMIZERS}) == len(OPTIMIZERS), "two optimizers look the same"
    for looks in ("color", "ink_light", "ink_dark", "marker"):
        assert len({getattr(s, looks) for s in STYLES}) == len(STYLES)


def test_the_racers_of_an_optimizer_are_told_apart_without_colours():
    assert len({style(name) for name in RACERS}) == len(RACERS), "two racers look the same"
    for name in OPTIMIZERS:
        first, second, third = (style(name_of(name, place)) for place in (1, 2, 3))
        assert [look.variant for look in (first, second, third)] == ["filled", "hollow", "half"]
        assert {look.marker for look in (second, third)} == {first.marker}
        assert second.color == first.color and contrast(third.color, first.color) > 1.5
        assert all(contrast(third.color, theme.casing) >= 3 for theme in THEMES.values())


def oklab(color):
    """(3,): a colour '#RRGGBB' in OKLab, where distances are what the eye sees (Ottosson 2020)."""
    channels = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    cones = [[0.41222, 0.53633, 0.05145], [0.21190, 0.68070, 0.10740], [0.08830, 0.28172, 0.62998]]
    lab = [[0.21045, 0.79362, -0.00407], [1.97800, -2.42859, 0.45059], [0.02590, 0.78277, -0.80868]]
    return np.array(lab) @ np.cbrt(np.array(cones) @ linear)


def test_colours_can_be_told_apart():
    for one, other in combinations(STYLES, 2):
        assert np.linalg.norm(oklab(one.color) - oklab(other.color)) > 0.12, (one, other)
    assert np.linalg.norm(oklab("#FFFFFF") - oklab("#000000")) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("look", STYLES, ids=lambda look: look.marker)
def test_plotly_and_the_browser_can_draw_every_marker(look):
    for flat in (FLAT_SYMBOLS.get(look.marker, look.marker), flat_symbol(replace(look, variant="hollow"))):
        for trace in (go.Scatter, go.Scattergl):
            assert trace(marker={"symbol": flat}).marker.symbol == flat
    signs = [sign for sign, _ in SOLID_MARKS.values()]
    assert signs.count(SOLID_MARKS[look.marker][0]) == 1
    shapes = (Path(__file__).parents[2] / "static" / "draw/shapes.js").read_text(encoding="utf-8")
    assert re.search(rf'^  "?{look.marker}"?: ', shapes, re.MULTILINE)


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_the_sidebars_marks_are_the_stages():
    drawn = marks.draw()
    kept = {path.stem: path.read_text(encoding="utf-8") for path in marks.FOLDER.iterdir()}
    assert kept == drawn, "`make bundle` draws them again"
    assert all(f'fill="{style(name).color}"' in svg for name, svg in drawn.items())


def test_no_optimizer_looks_like_the_minimum_or_the_start():
    white = {look.marker for look in STYLES if look.color == THEMES["light"].mark}
    assert white == {"hourglass"}


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match="rmsprop"):
        style("newton")
    with pytest.raises(ValueError, match="light"):
        ramp("terrain", "sepia")
    with pytest.raises(ValueError, match="jet"):
        ramp("rainbow", "light")


@pytest.mark.parametrize("theme", THEMES)
def test_text_is_readable(theme):
    look = THEMES[theme]
    for ink in (look.ink, look.ink2, look.ink3, look.accent, look.error):
        assert contrast(ink, look.background) >= 4.5
        assert contrast(ink, look.sidebar) >= 4.5
    for s in STYLES:
        assert contrast(s.ink_light if theme == "light" else s.ink_dark, look.background) >= 4.5
    for ground in look.terrain:
        assert contrast(look.level_label, ground) >= 4.5


def test_a_path_carries_its_own_contrast():
    for theme in THEMES.values():
        assert all(contrast(s.color, theme.casing) >= 5.6 for s in STYLES[:3])
        assert all(contrast(s.color, theme.casing) >= 3 for s in STYLES)


@pytest.mark.parametrize("theme", THEMES)
def test_the_hill_is_dark_below_and_even(theme):
    stops = ramp("terrain", theme)
    assert len(stops) == 9
    assert all(contrast(low, "#000000") < contrast(high, "#000000") for low, high in pairwise(stops))


def test_color_at():
    assert color_at(("#000000", "#FFFFFF"), 0.5) == "#808080"
    assert color_at(("#102030", "#405060"), 0) == "#102030"
    assert color_at(("#102030", "#405060"), 7) == "#405060"
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
