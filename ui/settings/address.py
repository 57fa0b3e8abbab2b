"""The settings as an address: read from whatever a link holds, and written as short text."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ui.settings import link_keys
from ui.settings.parameters import Reading, quote
from ui.settings.record import DEFAULT, OWN_KEYS, PARAMETERS, TOGETHER, Settings, with_own


def from_query(query: Mapping[str, str]) -> tuple[Settings, tuple[str, ...]]:
    """The settings an address asks for, and a line for whatever in it needs one. Never raises.

    A line says what has been replaced, how an ambiguous text was read, or that no setting has a name.
    """
    settings, notices = _own_values(query)
    settings = replace(settings, **typed_together(query, settings))
    for name in filter(query.__contains__, PARAMETERS):
        parameter = PARAMETERS[name]
        reading = parameter.read(query[name], settings)
        if reading.value is not None:
            settings = replace(settings, **{name: reading.value})
        used = parameter.words(getattr(settings, name))
        notices.append(_line(parameter.label, query[name], reading, used))
    notices += link_keys.unknown(query, PARAMETERS, OWN_KEYS)
    return settings, tuple(filter(None, notices))


def _own_values(query: Mapping[str, str]) -> tuple[Settings, list[str | None]]:
    """The settings with all own values of an address, and a line, if any, for each."""
    readings = {key: OWN_KEYS[key].read(query[key]) for key in query if key in OWN_KEYS}
    settings = DEFAULT
    for key, reading in readings.items():
        if reading.value is not None:
            settings = with_own(settings, key, reading.value)
    notices, taken = [], dict(settings.own)
    for key, reading in readings.items():
        used = "the usual value" if reading.value is None else OWN_KEYS[key].words(taken[key])
        if reading.value != taken.get(key):  # moved by the one that came later
            reading = Reading(taken[key], "does not suit the values beside it")
        notices.append(_line(key, query[key], reading, used))
    return settings, notices


def typed_together(texts: Mapping[str, str], settings: Settings) -> dict[str, Any]:
    """`f` and `domain` as `texts` have them, where these suit each other; {} where they do not.

    Read one after the other, each could be refused for what the other still is.
    """
    if not texts.keys() & TOGETHER:
        return {}
    f, domain = (texts.get(name, PARAMETERS[name].write(getattr(settings, name))) for name in TOGETHER)
    reading = PARAMETERS["domain"].read(domain, replace(settings, f=f))
    return {} if reading.fault else {"f": f, "domain": reading.value}


def _line(label: str, text: str, reading: Reading, used: str) -> str | None:
    """The notice about a text that was read; None if it needs none."""
    if reading.fault:
        return f"{label}: {quote(text)} {reading.fault}; using {used}."
    return f"{label}: {reading.note}" if reading.note else None


def to_query(settings: Settings) -> dict[str, str]:
    """What differs from the default, as short text: the address that gives these settings back."""
    changed = [name for name in PARAMETERS if getattr(settings, name) != getattr(DEFAULT, name)]
    query = {name: PARAMETERS[name].write(getattr(settings, name)) for name in changed}
    return query | {key: OWN_KEYS[key].write(value) for key, value in settings.own}
