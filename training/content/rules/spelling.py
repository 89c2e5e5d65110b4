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


_STEM = re.compile(
    rf"\b(?:ber?|meng|mem|me|di|ter|per|peng|pe|ke|se)?-?({_any(_STEMS)})\w*", re.IGNORECASE
)
_WORD = re.compile(rf"\b({_any(_WHOLE)})\b", re.IGNORECASE)
_LOOSE = re.compile(rf"\bdi ({'|'.join(LOOSE_VERBS)})(?:nya)?\b", re.IGNORECASE)
_BOUND = re.compile(rf"\b({BOUND}) ([a-z]\w+)", re.IGNORECASE)
_ANDA = re.compile(r"\banda\b")
_DOUBLED = re.compile(r"\b(yang|dan|di|ke|dari|untuk|dengan|adalah|ini|itu|atau|pada) \1\b", re.I)
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
    for found in _STEM.finditer(text):
        stem = _STEMS[found[1].lower()]
        right = found[0].replace(found[1], stem)
        yield _spelling(found, _cased(found[0], right))
    for found in _WORD.finditer(text):
        yield _spelling(found, _cased(found[0], _WHOLE[found[1].lower()]))
    for found in _LOOSE.finditer(text):
        yield _spelling(found, found[0].replace(" ", ""))
    for found in _BOUND.finditer(text):
        joint = "-" if found[2][0].isupper() else ""
        yield _spelling(found, f"{found[1]}{joint}{found[2]}")
    for pattern, code in ((_ANDA, C.LOWERCASE_ANDA), (_DOUBLED, C.DOUBLED_WORD)):
        for found in pattern.finditer(text):
            yield Slip(found.start(), code, {"word": found[0].split()[0]})
    yield from _numbers(text)
    if not with_dashes:
        yield from (Slip(found.start(), C.EM_DASH, {}) for found in _DASH.finditer(text))


def _numbers(text: str) -> Iterator[Slip]:
    for found in _TIME.finditer(text):
        yield _written(found, C.TIME_FORMAT, f"{found[1]}.{found[2]}")
    for found in _DATE.finditer(text):
        day = f"{int(found[3])} {MONTHS[int(found[2]) - 1]} {found[1]}"
        yield _written(found, C.DATE_FORMAT, day)
    for found in _DECIMAL.finditer(text):
        yield _written(found, C.NUMBER_FORMAT, f"{found[1]},{found[2]}")
    for found in _THOUSANDS.finditer(text):
        yield _written(found, C.NUMBER_FORMAT, found[0].replace(",", "."))
    for found in _RANGE.finditer(text):
        yield _written(found, C.RANGE_HYPHEN, f"{found[1]}–{found[2]}")


def _spelling(found: re.Match[str], right: str) -> Slip:
    return _written(found, C.SPELLING, right)


def _written(found: re.Match[str], code: C, right: str) -> Slip:
    return Slip(found.start(), code, {"wrong": found[0], "right": right})


def _cased(wrong: str, right: str) -> str:
    return right[:1].upper() + right[1:] if wrong[:1].isupper() else right
