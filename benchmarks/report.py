"""What a benchmark says: rows of a table, each with its goal and whether it is met, and on which machine."""

import os
import platform
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One measured number. `goal` is in the number's unit; None: told for comparison, with no goal."""

    what: str
    value: float
    unit: str
    goal: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the number, as it is printed, reaches its goal."""
        printed = float(significant(self.value))
        return printed >= self.goal if self.at_least else printed <= self.goal

    def cells(self) -> tuple[str, str, str, str]:
        """The row as text: what, number and unit, goal, verdict."""
        number = f"{significant(self.value)} {self.unit}".strip()
        if self.goal is None:
            return self.what, number, "", ""
        sign = ">=" if self.at_least else "<="
        return self.what, number, f"{sign} {self.goal:g}", "met" if self.met else "NOT MET"


def significant(value: float) -> str:
    """Three significant figures, without a power of ten: 59.87 is '59.9', 1234.5 is '1234'."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{float(f'{value:.3g}'):g}"


def markdown(rows: list[Row]) -> str:
    """The rows as an aligned Markdown table, ready for the README."""
    cells = [("Measured", "Number", "Goal", ""), *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in cells]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def machine(browser: str = "") -> str:
    """One line on what was measured on: processor, cores and their load, system, versions, date."""
    shown = f", Chromium {browser} (software rendering)" if browser else ""
    load = f"{os.cpu_count()} cores with a load of {os.getloadavg()[1]:.1f}"  # of all who use the machine
    return (
        f"{_processor()}, {load}, {platform.system()}, Python {platform.python_version()}{shown}, "
        f"{date.today():%Y-%m-%d}"
    )


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text(encoding="utf-8").splitlines() if facts.is_file() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
