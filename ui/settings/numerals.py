"""Numbers as people write them, alone or in a list: −0.5; 0,01; 1 000; 10^-3; 2·10⁻³; 1/3; pi/2."""

import math
import re
from typing import NamedTuple

from optim.typed.tokens import ALIKE, SUPERSCRIPTS

LONGEST = 64  # characters of a number that are looked at: no good one is longer

PLAIN = str.maketrans(
    {
        **{twin: sign for sign in "-*/" for twin in ALIKE[sign]},
        "－": "-",
        **dict.fromkeys("'’\u00a0\u2007\u2009\u202f", " "),  # what stands between groups of three digits
        **dict.fromkeys("π𝜋", "pi"),
        "∞": "inf",
    }
)
BASELINE = str.maketrans(SUPERSCRIPTS | {"⁺": "+"})
SUPERSCRIPT = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
POWER = re.compile(r"(?P<base>.*?)\^ *[({]? *(?P<exponent>[+-]?\d{1,4}) *[)}]?")
BRACKETS = str.maketrans("()[]{}", " " * 6)
LOST_SUPERSCRIPT = re.compile(r"\* *10(?=[+-]\d)")  # the page shows 2.0×10⁻⁶, and copies 2.0×10−6
SCIENTIFIC = re.compile(r"(?P<digits>[\d., ]+)(?P<exponent>e[+-]?\d+)?")
SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d*[.,](?:\d{3} )+\d{1,3}")
THOUSANDS = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*")
UNCLEAR = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")  # a thousand, or one
UNDERSCORE = re.compile(r"(?<=\d)_(?=\d)")  # as Python and JavaScript write 1_000
CONSTANTS = {"inf": math.inf, "infinity": math.inf, "pi": math.pi}


class Numeral(NamedTuple):
    """A number that was read, and whether its text could mean another one."""

    value: float
    ambiguous: bool = False


def numeral(text: str, whole: bool = False) -> Numeral | None:
    """The number that `text` means, infinity included; None for NaN, for words and for several numbers.

    A single comma is a decimal comma, except that '1,000' is a thousand where a `whole` number is expected.
    It counts as ambiguous elsewhere, as '1.000' does where a whole number is expected.
    """
    if len(text) > LONGEST:
        return None
    plain = LOST_SUPERSCRIPT.sub("*10^", _plain(text)).strip()
    sign = -1.0 if plain.startswith("-") else 1.0
    product = re.sub(r"(?<=[\d.,]) *pi", "*pi", plain[1:] if plain[:1] in {"-", "+"} else plain)
    first, *others = re.split(r"([*/])", product)
    factors = [_factor(part, whole) for part in (first, *others[1::2])]
    if None in factors:
        return None
    value = sign * _product([factor.value for factor in factors], others[::2])
    return None if math.isnan(value) else Numeral(value, any(factor.ambiguous for factor in factors))


def numerals(text: str, count: int) -> tuple[Numeral, ...] | None:
    """The `count` numbers that `text` lists, in brackets or not; None if it lists anything else.

    Semicolons separate them, or else commas, or else spaces: what stands between numbers cannot be a decimal
    comma as well, so '0,5;0,5' and '0,5 0,5' are two numbers, and '0,5,0,5' are four. Where commas and spaces
    give two different lists, as in '1,5 200', that by commas is taken and counts as ambiguous.
    """
    if len(text) > 2 * count * LONGEST:
        return None
    plain = _plain(text).translate(BRACKETS)
    if ";" in plain:
        return _all(plain.split(";"), count)
    by_commas = _all(plain.split(","), count)
    by_spaces = _all([part.rstrip(",") for part in plain.split()], count)
    if by_commas and by_spaces and [n.value for n in by_commas] != [n.value for n in by_spaces]:
        return tuple(found._replace(ambiguous=True) for found in by_commas)
    return by_commas or by_spaces


def _all(parts: list[str], count: int) -> tuple[Numeral, ...] | None:
    found = tuple(map(numeral, parts)) if len(parts) == count else (None,)
    return None if None in found else found


def _plain(text: str) -> str:
    """`text` in plain signs and small letters, each power behind a ^."""
    raised = SUPERSCRIPT.sub(lambda power: "^" + power[0].translate(BASELINE), text)
    return raised.translate(PLAIN).casefold().replace("**", "^")


def _product(values: list[float], signs: list[str]) -> float:
    """The values multiplied, or divided where the sign before one is '/'; NaN for a division by 0."""
    result = values[0]
    for sign, value in zip(signs, values[1:], strict=True):
        if sign == "/" and value == 0:
            return math.nan
        result = result / value if sign == "/" else result * value
    return result


def _factor(text: str, whole: bool) -> Numeral | None:
    """A number without a sign, with an exponent or not."""
    power = POWER.fullmatch(text.strip())
    base = _base((power["base"] if power else text).translate(BRACKETS).strip(), whole)
    if base is None or not power:
        return base
    try:
        return base._replace(value=base.value ** int(power["exponent"]))
    except OverflowError:
        return base._replace(value=math.inf)
    except ZeroDivisionError:
        return None


def _base(text: str, whole: bool) -> Numeral | None:
    if text in CONSTANTS:
        return Numeral(CONSTANTS[text])
    parts = SCIENTIFIC.fullmatch(UNDERSCORE.sub("", text))
    if not parts or (" " in parts["digits"] and not SPACED.fullmatch(parts["digits"])):
        return None
    digits = parts["digits"].replace(" ", "")
    ambiguous = bool(UNCLEAR.fullmatch(digits)) and ("." if whole else ",") in digits
    try:
        return Numeral(float(_with_point(digits, whole) + (parts["exponent"] or "")), ambiguous)
    except ValueError:
        return None


def _with_point(digits: str, whole: bool) -> str:
    """`digits` without what separates thousands, and with a decimal point if with anything."""
    last = max(map(digits.rfind, ".,"))
    repeated = digits.count(digits[last]) > 1
    if last < 0 or repeated or (whole and "," in digits and UNCLEAR.fullmatch(digits)):
        return _joined(digits)
    return f"{_joined(digits[:last])}.{digits[last + 1 :]}"


def _joined(digits: str) -> str:
    return re.sub("[.,]", "", digits) if THOUSANDS.fullmatch(digits) else digits
