"""Sentences with numbers in them: templates whose fields are names of facts, and how a number is written."""

import re
from collections.abc import Iterator, Mapping
from numbers import Integral
from typing import Any

import numpy as np

DIGITS = 3
FULL = 9  # of what was predicted: it is graded by all digits that it has
PLAIN = 1e-4, 1e6  # numbers from here to there are written without a power of ten
UNDEFINED = "undefined"
SENTENCE = re.compile(r"(?<=[.?!]) ")
ONE_OF_MANY = re.compile(r"(?<![\d.,])1 iterations\b")
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
    filled = FIELD.sub(lambda field: say(facts[field[1]], int(field[2] or DIGITS)), template)
    return ONE_OF_MANY.sub("1 iteration", filled)


def tell(template: str, facts: Mapping[str, Any]) -> str:
    """As `fill`, without the sentences that need a fact which these runs do not have."""
    sentences = SENTENCE.split(template)
    return " ".join(fill(one, facts) for one in sentences if all(_has(facts[n]) for n in names_in(one)))


def _has(fact: Any) -> bool:
    return isinstance(fact, MoreThan | str) or (fact is not None and not np.isnan(fact).any())


class MoreThan(float):
    """A count that has not come about in so many iterations: NaN to whoever reckons with it."""

    def __new__(cls, n_iter: int) -> "MoreThan":
        """NaN that knows how many there were."""
        count = super().__new__(cls, "nan")
        count.n_iter = n_iter
        return count


def say(value: Any, digits: int = DIGITS) -> str:
    """A fact as people read it: 2,192, 0.25, 1.6e-8, (0.532, 0.339), 'more than 100'."""
    if isinstance(value, MoreThan):
        return f"more than {say(value.n_iter)}"
    if value is None:
        return UNDEFINED
    if isinstance(value, str):
        return value
    if np.ndim(value):
        return f"({', '.join(say(part, digits) for part in np.ravel(value).tolist())})"
    if isinstance(value, bool | np.bool_):
        return str(value).lower()
    if isinstance(value, Integral):
        return f"{value:,}".replace("-", "−")
    return _real(float(value), digits)


def _real(value: float, digits: int) -> str:
    if not np.isfinite(value):
        return UNDEFINED if np.isnan(value) else "out of all bounds"
    rounded = float(f"{abs(value):.{digits}g}")  # first: 99.99… is written as 100
    text = _positive(rounded, digits) if rounded else "0"
    return f"−{text}" if value < 0 and rounded else text


def _positive(value: float, digits: int) -> str:
    """A number that has been rounded to so many digits: plainly, or with a power of ten."""
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    if PLAIN[0] <= value < PLAIN[1]:
        return _without_zeros(f"{value:,.{max(digits - 1 - int(exponent), 0)}f}")
    return f"{_without_zeros(mantissa)}e{int(exponent)}"


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def times(ratio: float) -> str:
    """How much larger one number is than another, as words: '1.4 times', '12 times'."""
    return f"{say(ratio, 2)} times"
