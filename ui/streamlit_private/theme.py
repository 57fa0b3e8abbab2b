"""The theme's message: made once, and not anew for every run of a page."""

from functools import cache

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def keep_theme() -> None:
    """From now on the theme is read from the configuration once; a change of it needs another start.

    Streamlit goes through all its options six times before each run, which takes half a millisecond.
    """
    app_session._populate_theme_msg = _fill


_read = app_session._populate_theme_msg


@cache
def _theme(section: str) -> CustomThemeConfig:
    theme = CustomThemeConfig()
    _read(theme, section)
    return theme


def _fill(message: CustomThemeConfig, section: str = "theme") -> None:
    message.MergeFrom(_theme(section))
