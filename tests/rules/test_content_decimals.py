"""Numbers as Indonesians write them: read exactly, and never both ways."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.content.rules.decimals import read_decimal, written


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7.412,5", "7412.5"),
        ("7412,5", "7412.5"),
        ("1,5", "1.5"),
        ("1,500", "1.5"),
        (",5", "0.5"),
        ("7.412", "7412"),
        ("7.412.000", "7412000"),
        ("12", "12"),
        ("007", "7"),
        ("-3", "-3"),
        ("−3,25", "-3.25"),
        ("+4", "4"),
        (" 7 412,5 ", "7412.5"),
        ("7\u00a0412", "7412"),
        ("１２", "12"),
    ],
)
def test_the_indonesian_reading_comes_first(text, number):
    assert read_decimal(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.5", "1.5"),
        ("1.50", "1.5"),
        ("3.1415", "3.1415"),
        ("0.500", "0.5"),
        (".5", "0.5"),
        ("1234.567", "1234.567"),
        ("7,412.5", "7412.5"),
        ("1,234,567", "1234567"),
    ],
)
def test_what_cannot_be_indonesian_is_read_the_english_way(text, number):
    assert read_decimal(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "dua",
        "1.2.3",
        "1,2,3",
        "1.23.456",
        "--1",
        "1-2",
        "5²",
        "½",
        "1e3",
        "NaN",
        "Infinity",
        "1_000",
        ",",
        ".",
        "-",
        "12 hari",
        "0x1f",
        "9" * 201,
        "٣",
    ],
)
def test_what_says_no_number_is_none(text):
    assert read_decimal(text) is None


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("12 hari", "hari", "12"),
        ("12 HARI", "hari", "12"),
        ("Rp1.500,00", "Rp", "1500"),
        ("Rp 1.500", "Rp", "1500"),
        ("62 %", "%", "62"),
        ("9 m²", "m²", "9"),
        ("9 m2", "m²", "9"),
        ("12", "hari", "12"),
    ],
)
def test_the_unit_may_be_written_too(text, unit, number):
    assert read_decimal(text, unit) == Decimal(number)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9))
def test_what_is_written_is_read_as_the_same_number(number):
    assert read_decimal(written(number)) == number


@given(st.text(max_size=300), st.text(max_size=10))
def test_any_text_is_a_number_or_none(text, unit):
    found = read_decimal(text, unit)
    assert found is None or found.is_finite()
