"""How a racer looks, as the browser draws it."""

from typing import Any

from figures import palette

FILLED = palette.Style.variant  # the usual one, which need not be sent


def style(racer: str) -> dict[str, Any]:
    """The style of a racer, as plain JSON."""
    look = palette.style(racer)
    return {
        "color": look.color,
        "ink": {"light": look.ink_light, "dark": look.ink_dark},
        "marker": look.marker,
        "radius": look.radius,
        **({} if look.variant == FILLED else {"variant": look.variant}),
    }
