"""Numbers as people write them: what is read, as what, and what is refused."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.settings.numerals import Numeral, numeral, numerals
from ui.settings.parameters import short


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("−0.5", -0.5),
        ("0,01", 0.01),
        (",5", 0.5),
        ("1 000", 1000),
        ("1\u202f000,5", 1000.5),
        ("1’000", 1000),
        ("1_000", 1000),
        ("1,000,000", 1e6),
        ("1.000.000", 1e6),
        ("1,000.5", 1000.5),
        ("1.000,5", 1000.5),
        ("0.000 01", 1e-5),
        ("1e−3", 1e-3),
        ("1,5E3", 1500),
        ("10^-3", 1e-3),
        ("10^(-3)", 1e-3),
        ("10**-3", 1e-3),
        ("10⁻³", 1e-3),
        ("2·10⁻³", 2e-3),
        ("2 × 10^{-3}", 2e-3),
        ("2.0×10−6", 2e-6),
        ("1/3", 1 / 3),
        ("−1/3", -1 / 3),
        ("2π", 2 * math.pi),
        ("pi/2", math.pi / 2),
        ("∞", math.inf),
        ("-1e999", -math.inf),
        ("9^9999", math.inf),
        ("٣", 3),
    ],
)
def test_what_is_plain_is_read_alike_in_all_fields(text, value):
    assert numeral(text) == numeral(text, whole=True) == Numeral(pytest.approx(value))


@pytest.mark.parametrize(
    ("text", "number", "whole"),
    [
        ("1,000", Numeral(1, ambiguous=True), Numeral(1000)),
        ("1.000", Numeral(1), Numeral(1, ambiguous=True)),
        ("0,001", Numeral(0.001), Numeral(0.001)),
    ],
)
def test_a_thousand_or_one(text, number, whole):
    assert (numeral(text), numeral(text, whole=True)) == (number, whole)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        ",",
        "nan",
        "abc",
        "1 2",
        "1 00",
        "2(3)",
        "1,0,0",
        "1.0.0",
        "1/0",
        "0^-1",
        "10^",
        "e3",
        "1e",
        "--1",
        "1//2",
        "1,2;3",
        "inf/inf",
        " ",
    ],
)
def test_what_is_no_number_is_refused(text):
    assert numeral(text) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0.5,-0.5", (0.5, -0.5)),
        (" (0.5 , −0.5) ", (0.5, -0.5)),
        ("0,5;-0,5", (0.5, -0.5)),
        ("0,5 -0,5", (0.5, -0.5)),
        ("0,5, -0,5", (0.5, -0.5)),
        ("1/2, 10^(-1)", (0.5, 0.1)),
        ("1 000;2 000", (1000, 2000)),
        ("0,5,0,5", None),
        ("1,2,3", None),
        ("1;2;3", None),
        ("1", None),
        ("", None),
    ],
)
def test_lists_of_two(text, values):
    assert numerals(text, 2) == (values and tuple(map(Numeral, values)))


def test_a_list_that_is_two_lists_is_ambiguous():
    assert numerals("1,5 200", 2) == (Numeral(1, ambiguous=True), Numeral(5200, ambiguous=True))


@given(st.text(alphabet="0123456789.,;'e+-−*/^()[] π\u202f⁻³", max_size=30) | st.text(max_size=80))
def test_nothing_raises_and_nothing_is_nan(text):
    found = [numeral(text), numeral(text, whole=True), *(numerals(text, 2) or ()), *(numerals(text, 4) or ())]
    assert not any(math.isnan(number.value) for number in found if number)


@given(st.lists(st.floats(-1e9, 1e9), min_size=4, max_size=4))
def test_a_list_is_read_back_with_either_decimal_sign(values):
    texts = [short(value) for value in values]
    commas = [text.replace(".", ",") for text in texts]
    for written in (",".join(texts), ";".join(commas), " ".join(commas), f"[{', '.join(texts)}]"):
        assert [number.value for number in numerals(written, 4)] == values
