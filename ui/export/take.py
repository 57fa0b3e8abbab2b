"""The menu 'Take it away': the link, the picture, the animation, and the race as files."""

from collections.abc import Callable, Mapping

import streamlit as st

from figures.racers import race_titles
from optim import Trajectory
from ui.export.downloads import as_csv, as_json, as_page, as_script, file_name
from ui.page import plain
from ui.settings.record import Settings, objective_of

ROW = {"type": "tertiary", "width": "stretch"}
BY_THE_BROWSER = {
    "link": (":material/link:", "Link", "to this page with every setting"),
    "moment": (":material/center_focus_strong:", "Moment", "the link with all that is seen"),
    "qr": (":material/qr_code_2:", "QR code", "the link, to scan with a phone"),
    "png": (":material/image:", "Picture", "PNG, the race as it is now"),
    "gif": (":material/animation:", "Animation", "GIF, three seconds"),
    "map_png": (":material/blur_on:", "Map", "PNG, as it is on show"),
    "map_csv": (":material/grid_on:", "Cells", "CSV, every run of the map"),
}


# Kind -> icon, title, use and MIME type of a file that the server makes.
FILES = {
    "csv": ("table", "Table", "CSV, every iterate", "text/csv"),
    "json": ("data_object", "Run", "JSON, settings and every iterate", "application/json"),
    "html": ("web", "Page", "HTML, moves without a server", "text/html"),
}
Races = Callable[[], Mapping[str, Trajectory]]  # what is kept for a click holds no race


def show(settings: Settings, races: Races, theme: str = "light") -> None:
    """The menu of what to take of the race `races()`; it is made, and sent, while it is open.

    A file is made when its button is clicked, and the page does not run again. What takes the picture or the
    address bar is the browser's: static/export/take.js answers the buttons with a key take_... by itself.
    """
    menu = st.popover("Take it away", icon=":material/download:", key="take", on_change="rerun")
    if menu.open:
        with menu:
            _rows(settings, races, theme)


def _rows(settings: Settings, races: Races, theme: str) -> None:
    for key, (icon, title, use) in BY_THE_BROWSER.items():
        st.button(f"**{title}** {use}", icon=icon, key=f"take_{key}", **ROW)
    files = {
        "csv": lambda: as_csv(races()),
        "json": lambda: as_json(settings, races()),
        "html": lambda: as_page(settings, races(), theme),
    }
    for kind, make in files.items():
        _file(kind, *FILES[kind], make, settings)
    _script(settings, races())


def _script(settings: Settings, races: Mapping[str, Trajectory]) -> None:
    """This run as NumPy; in a race the visitor says whose."""
    name = next(iter(races))
    called = {name: title.title for name, title in race_titles(races).items()}
    if len(races) > 1:
        name = st.selectbox("This run as NumPy", list(races), format_func=called.get, key="script_of")
    text = as_script(settings, races[name])
    if text is None:
        plain(f"There is no script for {called[name]} on {objective_of(settings).title}.")
        return
    use = f"Python, the same numbers in {len(text.splitlines())} lines"
    _file("py", "code", "Script", use, "text/x-python", text.encode, settings, f"-{name}")


def _file(
    kind: str, icon: str, title: str, use: str, mime: str,
    make: Callable[[], bytes], settings: Settings, more: str = "",
) -> None:  # fmt: skip
    st.download_button(
        f"**{title}** {use}",
        make,
        file_name(settings, f"{more}.{kind}"),
        mime,
        key=f"download_{kind}",
        on_click="ignore",
        icon=f":material/{icon}:",
        **ROW,
    )
