"""The 18 digits of a NIP or NI PPPK, and what a spreadsheet does to them."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from training.people.rules.kinds import IdentifierKind

SHAPE = re.compile(r"(\d{8})(\d{6})([12])(\d{3})")
SCIENTIFIC = re.compile(r"[+-]?\d+([.,]\d+)?[eE][+-]?\d+")
PUNCTUATION = re.compile(r"[\s.\u00a0'’‘`\u200b-]+")
YOUNGEST_AT_WORK = 15


class NumberFault(StrEnum):
    """Why a cell does not hold a number that can be trusted."""

    NUMERIC = "numeric"
    ROUNDED = "rounded"
    LENGTH = "length"
    SHAPE = "shape"
    DATE = "date"
    NIK = "nik"


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the administration; `unsure` when its digits do not tell which kind it is."""

    kind: IdentifierKind
    value: str
    unsure: bool = False


def digits(text: str) -> str:
    """The text without the blanks, dots and apostrophes that people put into numbers."""
    return PUNCTUATION.sub("", text)


def read_number(cell: str | int | float, *, kind: IdentifierKind) -> Number | NumberFault:
    """The number in a cell of the NIP or NI PPPK column (`kind` says which), or what is wrong."""
    if not isinstance(cell, str) or SCIENTIFIC.fullmatch(cell.strip()):
        return NumberFault.NUMERIC
    value = digits(cell)
    if re.fullmatch(r"\d{16}", value):
        return NumberFault.NIK
    if not re.fullmatch(r"[0-9]{18}", value):
        return NumberFault.LENGTH
    return _judged(value, kind)


def _judged(value: str, kind: IdentifierKind) -> Number | NumberFault:
    if value.endswith("000"):
        return NumberFault.ROUNDED  # a serial starts at 001; Excel zeroes what follows 15 digits
    if not SHAPE.fullmatch(value):
        return NumberFault.SHAPE
    if not _plausible(value):
        return NumberFault.DATE
    month_or_contract = int(value[12:14])
    if 1 <= month_or_contract <= 12:
        return Number(IdentifierKind.NIP, value)
    if month_or_contract >= 21:
        return Number(IdentifierKind.NI_PPPK, value)
    return Number(kind, value, unsure=True)


def _plausible(value: str) -> bool:
    """The first eight digits are a day, and the year of appointment comes a youth later."""
    try:
        born = date(int(value[:4]), int(value[4:6]), int(value[6:8]))
    except ValueError:
        return False
    appointed = int(value[8:12])
    return born.year >= 1900 and born.year + YOUNGEST_AT_WORK <= appointed <= born.year + 70


def same_birth(one: str, other: str) -> bool:
    """Whether two numbers can belong to one person: 18-digit numbers share the date of birth."""
    both = len(one) == 18 and len(other) == 18 and one.isdigit() and other.isdigit()
    return not both or one[:8] == other[:8]
