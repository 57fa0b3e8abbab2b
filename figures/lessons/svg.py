"""What plane and chart share: elements as text, marks, a ring for a prediction, words on a plate."""

from base64 import b64encode
from html import escape
from struct import pack
from zlib import compress, crc32

import numpy as np

from figures.palette import Style, Theme, style, theme_of

CORNERS = {
    "triangle": (3, -90), "triangle-up": (3, -90), "square": (4, 45), "diamond": (4, 0), "pentagon": (5, -90),
    "hexagon": (6, 0), "triangle-down": (3, 90), "triangle-left": (3, 180), "triangle-right": (3, 0),
}  # fmt: skip


def element(name: str, inside: str = "", **attributes) -> str:
    """An element; class_ and stroke_width are written as class and stroke-width."""
    written = (
        f'{key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name} {' '.join(written)}>{inside}</{name}>"


def _value(value) -> str:
    return value if isinstance(value, str) else f"{value:.6g}"


def text(words: str, x: float, y: float, **attributes) -> str:
    """Words at a place."""
    return element("text", escape(words), x=x, y=y, **attributes)


def polyline(points: np.ndarray, **attributes) -> str:
    """A line through points (n, 2)."""
    where = " ".join(f"{x:.1f},{y:.1f}" for x, y in points.tolist())
    return element("polyline", points=where, fill="none", stroke_linejoin="round", **attributes)


def mark(x: float, y: float, look: Style, theme: Theme) -> str:
    """An optimizer's mark."""
    strokes = {"fill": look.color, "stroke": theme.casing, "stroke_width": 1.6, "class_": "lesson-mark"}
    if look.marker not in CORNERS:
        return element("circle", cx=x, cy=y, r=look.radius, **strokes)
    n, turn = CORNERS[look.marker]
    angles = np.radians(turn + 360 / n * np.arange(n))
    where = " ".join(f"{x + look.radius * np.cos(a):.1f},{y + look.radius * np.sin(a):.1f}" for a in angles)
    return element("polygon", points=where, **strokes)


def badge(racer: str, theme: str) -> str:
    """An optimizer's mark beside its name."""
    inside = mark(9, 9, style(racer), theme_of(theme))
    return element("svg", inside, viewBox="0 0 18 18", class_="lesson-badge", aria_hidden="true")


def ring(x: float, y: float, theme: Theme) -> str:
    """A prediction: a ring with a cross, in the colour of what is one's own."""
    strokes = {"stroke": theme.accent, "stroke_width": 2.2, "fill": "none"}
    arms = ((4, 0, 12, 0), (-4, 0, -12, 0), (0, 4, 0, 12), (0, -4, 0, -12))
    cross = "".join(element("line", x1=x + a, y1=y + b, x2=x + c, y2=y + d, **strokes) for a, b, c, d in arms)
    return element("g", element("circle", cx=x, cy=y, r=8, **strokes) + cross, class_="lesson-ring")


def plate(words: str, x: float, y: float, theme: Theme, **attributes) -> str:
    """Words on a plate of the page's colour, centred at a place."""
    width = 7.2 * len(words) + 14
    back = {"x": x - width / 2, "y": y - 15, "width": width, "height": 22, "rx": 4, "fill": theme.background}
    looks = {"text_anchor": "middle", "fill": theme.ink2, "font_size": 13} | attributes
    return element("rect", fill_opacity=0.88, **back) + text(words, x, y, **looks)


def picture(colours: np.ndarray) -> str:
    """A PNG (height, width, 3) of bytes as a link that holds it."""
    height, width, _ = colours.shape
    rows = np.hstack([np.zeros((height, 1), np.uint8), colours.reshape(height, -1)])
    parts = (
        (b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", compress(rows.tobytes(), 9)),
        (b"IEND", b""),
    )
    chunks = (pack(">I", len(d)) + kind + d + pack(">I", crc32(kind + d)) for kind, d in parts)
    return "data:image/png;base64," + b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(chunks)).decode()
