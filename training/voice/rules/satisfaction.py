"""The index of satisfaction of Permenpan RB 14/2017: nine elements of exactly 1/9 each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from training.content.rules.voices import ELEMENTS

WEIGHT = Fraction(1, len(ELEMENTS))
"""Exactly 1/9. Rounded to 0.11 it loses a hundredth of the index and may change the band."""
SCALE = 25
FLOORS = ((Fraction(8831, 100), "A"), (Fraction(7661, 100), "B"), (Fraction(65), "C"))


class Quality(StrEnum):
    """The band of an index (mutu pelayanan)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True)
class Grades:
    """What was said of one element: how many grades (1–4) there are and their sum."""

    n: int
    total: int


def index(grades: Mapping[str, Grades]) -> Fraction | None:
    """IKM = 25 · Σ (mean of element · 1/9), from 25 to 100; None while an element has no grade."""
    if any(element not in grades or not grades[element].n for element in ELEMENTS):
        return None
    means = (Fraction(grades[each].total, grades[each].n) for each in ELEMENTS)
    return SCALE * sum((mean * WEIGHT for mean in means), Fraction(0))


def rounded(value: Fraction) -> Fraction:
    """An index to two decimals as it is printed, halves up."""
    return Fraction((200 * value + 1).__floor__() // 2, 100)


def quality(value: Fraction) -> Quality:
    """The band of an index, judged on its two printed decimals as the bands are written."""
    shown = rounded(value)
    return Quality(next((band for floor, band in FLOORS if shown >= floor), "D"))
