"""Sentences with numbers in them: templates whose fields are names of facts, and how a number is written."""

import re
from collections.abc import Iterator, Mapping
from numbers import Integral
from typing import Any

import numpy as np

DIGITS = 3
FIELD = re.compile(r"\{([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?)(?::([1-9]))?\}")


def names_in(template: str) -> Iterator[str]:
    """The names of the facts that a template asks for."""
    return (name for name, _ in FIELD.findall(template))


def fault(template: str) -> str | None:
    """What is wrong with a template; None if nothing is. A field is {name}, {run.name} or {name:digits}."""
    rest = FIELD.sub("", template)
    if "{" in rest or "}" in rest:
        return "a field is written {name}, or {name:2} for two digits"
    return None


def fill(template: str, facts: Mapping[str, Any]) -> str:
    """A template with its facts written in; KeyError for one that is not there."""
    return FIELD.sub(lambda field: say(facts[field[1]], int(field[2] or DIGITS)), template)


def say(value: Any, digits: int = DIGITS) -> str:
    """A fact as people read it: 2,192, 0.25, 1.6e-8, (0.532, 0.339); None is 'never'."""
    if value is None:
        return "never"
    if isinstance(value, str):
        return value
    if np.ndim(value):
        return f"({', '.join(say(part, digits) for part in np.ravel(value).tolist())})"
    if isinstance(value, Integral):
        return f"{value:,}".replace("-", "−")
    return _real(float(value), digits)


def _real(value: float, digits: int) -> str:
    if not np.isfinite(value):
        return "out of all bounds"
    if 100 <= abs(value) < 1e6:
        text = f"{float(f'{value:.{digits}g}'):,.0f}"
    else:
        text = re.sub(r"e([+-])0*(\d)", lambda m: f"e{m[1].strip('+')}{m[2]}", f"{value:.{digits}g}")
    return text.replace("-", "−") if text.startswith("-") else text


def times(ratio: float) -> str:
    """How much larger one number is than another, as words: '1.4 times', '12 times'."""
    return f"{say(ratio, 2)} times"
