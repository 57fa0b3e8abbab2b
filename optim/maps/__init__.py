"""Maps: what becomes of thousands of runs, over settings, over starts, over one number, and a fair race."""

from optim.maps.fair import LOWEST, Entry, Protocol, fair_race
from optim.maps.fates import Fates, fates
from optim.maps.minima import local_minima
from optim.maps.sensitivity import sensitivity
from optim.maps.settings import SettingsMap, settings_map
from optim.maps.starts import BOUNCES, GONE, StartsMap, starts_map

__all__ = [
    "BOUNCES",
    "GONE",
    "LOWEST",
    "Entry",
    "Fates",
    "Protocol",
    "SettingsMap",
    "StartsMap",
    "fair_race",
    "fates",
    "local_minima",
    "sensitivity",
    "settings_map",
    "starts_map",
]
