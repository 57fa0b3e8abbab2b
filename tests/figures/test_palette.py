from itertools import pairwise

import pytest

from figures.palette import STYLES, THEMES, color_at, contrast, ramp, style
from optim import OPTIMIZERS


def test_styles_follow_the_catalogue():
    assert [style(name).marker for name in OPTIMIZERS][:3] == ["circle", "square", "triangle"]
    assert len({s.color for s in STYLES}) == len({s.marker for s in STYLES}) == len(STYLES)


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match="rmsprop"):
        style("newton")
    with pytest.raises(ValueError, match="light"):
        ramp("hill", "sepia")
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
    for ground in look.hill:
        assert contrast(look.level_label, ground) >= 4.5


def test_a_path_carries_its_own_contrast():
    for theme in THEMES.values():
        for s in STYLES[:3]:
            assert contrast(s.color, theme.casing) >= 5.6


@pytest.mark.parametrize("theme", THEMES)
def test_the_hill_is_dark_below_and_even(theme):
    stops = ramp("hill", theme)
    assert len(stops) == 9
    assert all(contrast(low, "#000000") < contrast(high, "#000000") for low, high in pairwise(stops))


def test_color_at():
    assert color_at(("#000000", "#FFFFFF"), 0.5) == "#808080"
    assert color_at(("#102030", "#405060"), 0) == "#102030"
    assert color_at(("#102030", "#405060"), 7) == "#405060"
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
