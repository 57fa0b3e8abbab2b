"""Every colour and shape of the lab, once: Plotly and the browser are given these records.

Colour means optimizer and nothing else. Contrast ratios beside the colours are WCAG 2, against the page.
The second racer of an optimizer has a hollow mark and line, the third a half mark and another shade.
"""

from dataclasses import dataclass, replace

from figures.racers import RACERS
from optim import OPTIMIZERS

FONT = "'Source Sans', 'Source Sans Pro', 'Source Sans 3', sans-serif"
SERIF = "'Source Serif', 'Source Serif Pro', 'Source Serif 4', serif"
MATHS = "KaTeX_Math, 'Source Serif', 'Source Serif Pro', serif"


@dataclass(frozen=True)
class Style:
    """How one racer looks: the same colour and shape in every view and in both themes."""

    color: str  # the path's core and the marker's fill
    ink_light: str  # the colour as text on the light page, at least 4.5:1
    ink_dark: str  # the colour as text on the dark page, at least 4.5:1
    marker: str  # one of static/draw/shapes.js: 'triangle', or a name that Plotly's markers have too
    radius: float  # of the marker, in px; unequal, so that the shapes weigh the same
    variant: str = "filled"  # of the marker and the line: 'filled', 'hollow' or 'half'


STYLES = (
    Style("#F0672B", "#B8450F", "#F0672B", "circle", 5.8),
    Style("#56B4E9", "#0B68A3", "#56B4E9", "square", 6.6),
    Style("#F5DC4A", "#7A6200", "#F5DC4A", "triangle", 7.4),
    Style("#0072B2", "#006AA6", "#3F9FDB", "diamond", 7.4),
    Style("#FFFFFF", "#4A5159", "#FFFFFF", "hourglass", 7.0),
    Style("#C44FE6", "#A442C0", "#C44FE6", "triangle-down", 7.2),
    Style("#2FA04E", "#257E3E", "#2FA04E", "x", 7.0),
    Style("#F9AAEA", "#8B5F83", "#F9AAEA", "pentagon", 6.6),
    Style("#82E64A", "#467B28", "#82E64A", "star", 7.4),
    Style("#4FE6D2", "#2A7A6F", "#4FE6D2", "triangle-right", 7.2),
    Style("#B5719F", "#945C82", "#B5719F", "hexagram", 6.8),
    Style("#A8A266", "#736F46", "#A8A266", "bowtie", 6.8),
    Style("#F23D82", "#C8326B", "#F23D82", "star-diamond", 7.6),
    Style("#8583F5", "#6664BB", "#8583F5", "triangle-left", 7.2),
    Style("#A06A48", "#946243", "#AA795A", "hexagon", 6.4),
)


SHADE = 0.5  # of the way from a colour to white, or from a light one to the casing
LIGHT = 0.5  # luminance


@dataclass(frozen=True)
class Theme:
    """The colours of the page, of the terrain and of what is drawn on it."""

    name: str
    background: str
    sidebar: str
    ink: str
    ink2: str
    ink3: str
    rule: str
    rule2: str  # fainter
    accent: str  # controls, and the one line that means 'now'
    error: str  # error words
    casing: str  # the dark edge of every path and marker
    mark: str  # start and minimum
    diverged: str  # the ground of what diverges: ash
    hatch: str  # the lines over it
    terrain: tuple[str, ...]  # low to high, even steps of OKLab lightness
    level_line: str  # on the contour
    surface_line: str  # on the surface
    level_label: str
    label_reverse: str  # the label's ink where the background is too close to level_label
    frame: str  # the contour's border
    floor: str  # the edges of the surface's floor
    ambient: float  # light on the surface
    diffuse: float


THEMES = {
    "light": Theme(
        name="light", background="#FBFAF7", sidebar="#F4F1EA",
        ink="#1E2329", ink2="#4A5159", ink3="#646A71", rule="#DDD8CD", rule2="#E9E5DC",
        accent="#1F6B62", error="#A3262A", casing="#14181D", mark="#FFFFFF",
        diverged="#EBE4DA", hatch="#C9C1B6",
        terrain=(
            "#8EB1B3", "#9ABAB8", "#A6C3BD", "#B3CBC3", "#BFD4CA", "#CFDCD0", "#DDE4D7", "#EBECE1", "#F6F4ED",
        ),
        level_line="rgba(28,62,66,.24)", surface_line="#7F9C9B",
        level_label="#243A3B", label_reverse="#FFFFFF",
        frame="rgba(30,35,41,.14)", floor="#B9B3A5", ambient=0.86, diffuse=0.22,
    ),
    "dark": Theme(
        name="dark", background="#15181C", sidebar="#1B1F24",
        ink="#ECE9E2", ink2="#BDBDB8", ink3="#989C9E", rule="#343A40", rule2="#272C31",
        accent="#7CC7B8", error="#FF9A8F", casing="#07090B", mark="#FFFFFF",
        diverged="#332E2A", hatch="#5F5953",
        terrain=(
            "#0D1920", "#122128", "#182A31", "#1D3339", "#233C42", "#2B4549", "#334E51", "#3B5759", "#446161",
        ),
        level_line="rgba(214,226,222,.20)", surface_line="#6C8385",
        level_label="#E4E6E1", label_reverse="#0D1920",
        frame="rgba(255,255,255,.10)", floor="#565E63", ambient=0.86, diffuse=0.45,
    ),
}  # fmt: skip

# 'terrain' is the theme's own ramp; the two others are the same in both themes. All have nine even stops.
COLORSCALES = {
    "terrain": None,
    "viridis": (
        "#440154", "#472D7B", "#3B528B", "#2C728E", "#21918C", "#28AE80", "#5EC962", "#ADDC30", "#FDE725",
    ),
    "jet": (
        "#000080", "#0000FF", "#0080FF", "#00FFFF", "#80FF80", "#FFFF00", "#FF8000", "#FF0000", "#800000",
    ),
}  # fmt: skip
TUTORIAL = "jet"  # the tutorial's own, which come with the levels of its contour: 50, even in f

# Strokes of the race figure in px; the stage draws its own, to the same measure.
# A bead marks an iterate; two beads are never closer than `bead_gap`.
PATH = {
    "casing": 5.2, "core": 2.6, "bead": 3.1, "bead_rim": 1.4, "bead_gap": 8.0, "rim": 1.6,
    "future": 1.1, "future_dash": (1, 4), "future_alpha": 0.5,
    "start": 5.0, "minimum_casing": 4.4, "minimum_core": 1.8, "lift": 0.012,
}  # fmt: skip


def style(racer: str) -> Style:
    """The style of a racer: that of its optimizer, by its position in `OPTIMIZERS`, varied by its number.

    Raises ValueError for a name that no racer has. Once the styles are used up they come again.
    """
    names = list(OPTIMIZERS)
    if racer not in RACERS:
        raise ValueError(f"unknown racer {racer!r}; expected one of {', '.join(names)}, or as {names[0]}_2")
    optimizer, number = RACERS[racer]
    return VARIANTS[number - 1](STYLES[names.index(optimizer) % len(STYLES)])


def _half(look: Style) -> Style:
    """A light colour becomes darker, a dark one lighter: told apart without colours, too."""
    end = THEMES["light"].casing if luminance(look.color) > LIGHT else "#FFFFFF"
    return replace(look, color=color_at((look.color, end), SHADE), variant="half")


# Of the racers of one optimizer, in order.
VARIANTS = (lambda look: look, lambda look: replace(look, variant="hollow"), _half)


def theme_of(name: str) -> Theme:
    """The theme of that name; ValueError if there is none."""
    return _known(THEMES, name, "theme")


def ramp(colorscale: str, theme: str) -> tuple[str, ...]:
    """The nine colours of a colour scale, low to high; ValueError for an unknown name."""
    return _known(COLORSCALES, colorscale, "colorscale") or theme_of(theme).terrain


def color_at(stops: tuple[str, ...], share: float) -> str:
    """The colour of a ramp at a share from 0 (low) to 1 (high), as '#RRGGBB', mixed as Plotly mixes."""
    place = min(max(share, 0.0), 1.0) * (len(stops) - 1)
    left = min(int(place), len(stops) - 2)
    mixed = [
        round(low + (high - low) * (place - left))
        for low, high in zip(channels(stops[left]), channels(stops[left + 1]), strict=True)
    ]
    return "#{:02X}{:02X}{:02X}".format(*mixed)


def luminance(color: str) -> float:
    """Relative luminance of '#RRGGBB', 0 (black) to 1 (white); WCAG 2.2, 'relative luminance'."""
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (channel / 255 for channel in channels(color))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21; WCAG 2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _known(catalogue: dict, name: str, kind: str):
    if name not in catalogue:
        raise ValueError(f"unknown {kind} {name!r}; expected one of {', '.join(catalogue)}")
    return catalogue[name]


def channels(color: str) -> tuple[int, int, int]:
    return tuple(int(color[i : i + 2], 16) for i in (1, 3, 5))
