"""Finds slips of spelling and of the way numbers, times and dates are written."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from training.content.rules.codes import ProblemCode as C
from training.content.rules.wrongwords import BOUND, LOOSE_VERBS, STEMS, WHOLE, pairs

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli"),
    *("Agustus", "September", "Oktober", "November", "Desember"),
)
_STEMS, _WHOLE = pairs(STEMS), pairs(WHOLE)


def _any(words: dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


# These look at a text in small letters: ignoring case makes a long list of words ten times slower.
_STEM = re.compile(rf"\b(?:ber?|meng|mem|me|di|ter|per|peng|pe|ke|se)?-?({_any(_STEMS)})\w*")
_WORD = re.compile(rf"\b({_any(_WHOLE)})\b")
_LOOSE = re.compile(rf"\bdi ({'|'.join(LOOSE_VERBS)})(?:nya)?\b")
_BOUND = re.compile(rf"\b({BOUND}) ([a-z]\w+)")
_ANDA = re.compile(r"\banda\b")
_DOUBLED = re.compile(r"\b(yang|dan|di|ke|dari|untuk|dengan|adalah|ini|itu|atau|pada) \1\b")
_TIME = re.compile(r"(?<![\w:.])([01]?\d|2[0-4]):([0-5]\d)(?![\w:])")
_DATE = re.compile(r"\b(20\d\d|19\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b")
_DECIMAL = re.compile(r"(?<![\w.,])(\d+)\.(\d{1,2})(?=\s?(?:%|persen\b|km\b|kg\b|meter\b|juta\b))")
_THOUSANDS = re.compile(
    r"(?<![\w.,])\d{1,3}(?:,\d{3}){2,}(?![\w,])|Rp\s?\d{1,3}(?:,\d{3})+(?![\d,])"
)
_RANGE = re.compile(r"(?<![\w./-])(\d{1,4})\s?-\s?(\d{1,4})(?![\w/-])")
_DASH = re.compile(r"—")


class Slip(NamedTuple):
    """One slip: where it begins, its code and the words for its sentence."""

    start: int
    code: C
    words: dict[str, str]


def corrections(text: str, *, with_dashes: bool = False) -> Iterator[Slip]:
    """Every slip in a text whose marks are blanked out; feedback in self-checks has dashes."""
    small = text.replace("İ", "i").lower()  # the one letter that grows when it is made small
    for found, wrong in _seen(_STEM, small, text):
        right = found[0].replace(found[1], _STEMS[found[1]])
        yield _written(found.start(), C.SPELLING, wrong, _cased(wrong, right))
    for found, wrong in _seen(_WORD, small, text):
        yield _written(found.start(), C.SPELLING, wrong, _cased(wrong, _WHOLE[found[1]]))
    for found, wrong in _seen(_LOOSE, small, text):
        yield _written(found.start(), C.SPELLING, wrong, wrong.replace(" ", ""))
    for found, wrong in _seen(_BOUND, small, text):
        joint = "-" if text[found.start(2)].isupper() else ""
        yield _written(found.start(), C.SPELLING, wrong, wrong.replace(" ", joint))
    for found in _ANDA.finditer(text):
        yield Slip(found.start(), C.LOWERCASE_ANDA, {"word": found[0]})
    for found, wrong in _seen(_DOUBLED, small, text):
        yield Slip(found.start(), C.DOUBLED_WORD, {"word": wrong.split()[0]})
    yield from _numbers(text)
    if not with_dashes:
        yield from (Slip(found.start(), C.EM_DASH, {}) for found in _DASH.finditer(text))


def _seen(pattern: re.Pattern[str], small: str, text: str) -> Iterator[tuple[re.Match[str], str]]:
    """What is found in small letters, with the words as they were written."""
    for found in pattern.finditer(small):
        yield found, text[slice(*found.span())]


def _numbers(text: str) -> Iterator[Slip]:
    for found in _TIME.finditer(text):
        yield _written(found.start(), C.TIME_FORMAT, found[0], f"{found[1]}.{found[2]}")
    for found in _DATE.finditer(text):
        day = f"{int(found[3])} {MONTHS[int(found[2]) - 1]} {found[1]}"
        yield _written(found.start(), C.DATE_FORMAT, found[0], day)
    for found in _DECIMAL.finditer(text):
        yield _written(found.start(), C.NUMBER_FORMAT, found[0], f"{found[1]},{found[2]}")
    for found in _THOUSANDS.finditer(text):
        yield _written(found.start(), C.NUMBER_FORMAT, found[0], found[0].replace(",", "."))
    for found in _RANGE.finditer(text):
        yield _written(found.start(), C.RANGE_HYPHEN, found[0], f"{found[1]}–{found[2]}")


def _written(start: int, code: C, wrong: str, right: str) -> Slip:
    return Slip(start, code, {"wrong": wrong, "right": right})


def _cased(wrong: str, right: str) -> str:
    return right[:1].upper() + right[1:] if wrong[:1].isupper() else right
