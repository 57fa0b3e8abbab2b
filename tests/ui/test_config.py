""".streamlit/config.toml: no key that Streamlit does not know, and the palette's own colours."""

import tomllib
from pathlib import Path

import pytest
from streamlit import config

from figures import palette

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text())


def keys(table, prefix=""):
    for name, value in table.items():
        yield from keys(value, f"{prefix}{name}.") if isinstance(value, dict) else [prefix + name]


@pytest.mark.parametrize("key", list(keys(CONFIG)))
def test_streamlit_knows_the_key(key):
    config.get_option(key)


def test_a_run_is_followed_by_no_collection_and_no_look_at_files_and_static_files_are_served():
    assert CONFIG["runner"]["postScriptGC"] is False
    assert CONFIG["server"]["fileWatcherType"] == "none"
    assert CONFIG["server"]["enableStaticServing"] is True
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["server"]["maxUploadSize"] == 1, "megabytes"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_has_the_colours_of_the_figures(theme):
    ours, colors = CONFIG["theme"][theme], palette.THEMES[theme]
    assert ours["backgroundColor"] == colors.background
    assert ours["sidebar"]["backgroundColor"] == colors.sidebar
    assert (ours["textColor"], ours["borderColor"], ours["primaryColor"]) == (
        colors.ink,
        colors.rule,
        colors.accent,
    )
