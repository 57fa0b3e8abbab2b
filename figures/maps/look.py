"""How maps look: the colours of what is soon, far, diverged, and of where runs end: grounds, no marks."""

from dataclasses import dataclass

import numpy as np

from figures.palette import THEMES, channels


@dataclass(frozen=True)
class MapLook:
    """The colours of the maps in one theme, '#RRGGBB'."""

    ramp: tuple[str, ...]  # good to bad, even steps
    ash: tuple[str, ...]  # diverged, late to soon
    edge: str  # the line around what diverges
    hatch: str  # the lines over it
    ends: tuple[tuple[str, str], ...]  # of a minimum each: soon, late; the last one for all further minima
    bounces: str
    dots: str  # on what bounces
    gone: str
    halo: str  # behind words on a deep map


LOOKS = {
    "light": MapLook(
        ramp=(
            "#4E7F86", "#628F94", "#769FA1", "#8AAFAE", "#9EBDB8", "#B2CBC3", "#C6D7CD", "#D9E2D7", "#EAEBE1",
            "#F6F4ED",
        ),
        ash=(THEMES["light"].diverged, "#DDD4C8", "#CEC4B7", "#BFB4A7"), edge="#3A332C",
        hatch=THEMES["light"].hatch,
        ends=(
            ("#54809D", "#6692B0"), ("#CEB885", "#E1CC98"), ("#977564", "#A98675"), ("#AEADD1", "#C1C0E5"),
            ("#B9B9B2", "#CFCFC8"),
        ),
        bounces="#F7F5EF", dots="#C1C0BC", gone="#E3DACE", halo="#3F6D75",
    ),
    "dark": MapLook(
        ramp=(
            "#0B151B", "#101E25", "#162830", "#1D333A", "#264047", "#304E54", "#3C5D61", "#4A6D6F", "#5A7E7D",
            "#6C908C",
        ),
        ash=(THEMES["dark"].diverged, "#3D3733", "#47413C", "#524B46"), edge="#C9C2B8",
        hatch=THEMES["dark"].hatch,
        ends=(
            ("#1B4B67", "#2A5976"), ("#907D4D", "#9F8C5B"), ("#684535", "#775242"), ("#6B688F", "#7A769E"),
            ("#4A4D4F", "#595C5E"),
        ),
        bounces="#1B2126", dots="#51565A", gone="#3A3530", halo="#1D333A",
    ),
}  # fmt: skip

HATCH, DOTS = 6, (7, 5)  # cells from one line, or dot, to the next


def mixed(stops: tuple[str, ...], share: np.ndarray) -> np.ndarray:
    """(..., 3): the colours of a ramp at shares (...) from 0 to 1, channels from 0 to 255."""
    colours = np.array([channels(stop) for stop in stops], float)
    place = np.clip(share, 0, 1) * (len(stops) - 1)
    at = np.arange(len(stops))
    return np.stack([np.interp(place, at, colours[:, i]) for i in range(3)], axis=-1)


def hatched(shape: tuple[int, int]) -> np.ndarray:
    """(rows, columns): which cells of a picture are on the lines of a hatch, at 45 degrees."""
    rows, columns = np.indices(shape)
    return (rows + columns) % HATCH == 0


def dotted(shape: tuple[int, int]) -> np.ndarray:
    """(rows, columns): which cells of a picture are dots, each row shifted by half."""
    rows, columns = np.indices(shape)
    across, down = DOTS
    return (rows % down == 0) & ((columns + (rows // down) % 2 * (across // 2)) % across == 0)
