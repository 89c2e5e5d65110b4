"""Which passwords are too easy to guess: length and lists, no rules about kinds of characters."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

LEAST, MOST = 12, 128
FEWEST_DIFFERENT = 5
LEAST_OF_ONES_OWN = 8
LEAST_OUTSIDE_ROWS = 9
CITY_WORDS = (
    "resap", "balikpapan", "kalimantan", "kaltim", "kota", "opd", "dinas", "badan", "kecamatan",
    "kelurahan", "pemkot", "pemerintah", "pegawai", "asn", "pns", "pppk", "nip", "beriman",
    "madinatuliman", "kotaramahanak", "katasandi", "password", "sandi",
)  # fmt: skip
ROWS = (
    "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik", "qazwsxedcrfvtgbyhnujm",
)  # fmt: skip
LOOKALIKES = str.maketrans("4@8301!5$7", "aabeoiisst")
COMMON_FILE = Path(__file__).with_name("common_passwords.txt")


class Fault(StrEnum):
    """Why a password will not do."""

    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    COMMON = "common"
    ABOUT_YOU = "about-you"
    REPEATED = "repeated"
    SEQUENCE = "sequence"


@cache
def common() -> frozenset[str]:
    """Passwords that guessers try first, folded; the file says where they come from."""
    lines = COMMON_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(_plain(line) for line in lines if line and not line.startswith("#"))


def faults(password: str, *, about: Iterable[str] = ()) -> tuple[Fault, ...]:
    """Everything that is wrong with a password; `about` are the person's name and numbers."""
    text = unicodedata.normalize("NFC", password)
    if len(text) < LEAST:
        return (Fault.TOO_SHORT,)
    if len(text) > MOST:
        return (Fault.TOO_LONG,)
    checks = {
        Fault.COMMON: _is_common(text),
        Fault.REPEATED: _repeats(text),
        Fault.SEQUENCE: _is_row(text),
        Fault.ABOUT_YOU: _is_about(text, about),
    }
    return tuple(fault for fault, holds in checks.items() if holds)


def _plain(text: str) -> str:
    """Letters and digits only, small, without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parts if each.isalnum())


def _readings(text: str) -> Iterator[str]:
    """The password as typed, without figures and signs at its ends, with look-alikes read."""
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
    yield _plain(text)
    for bare in (text, core):
        yield _plain(bare.translate(LOOKALIKES))
    yield _plain(core)


def _is_common(text: str) -> bool:
    return any(reading in common() for reading in _readings(text))


def _repeats(text: str) -> bool:
    """Few different characters, or one piece again and again."""
    folded = text.casefold()
    return len(set(folded)) < FEWEST_DIFFERENT or folded in (folded + folded)[1:-1]


def _is_row(text: str) -> bool:
    """Little is left when runs of neighbours (abcd, 4321, qwerty) are taken out."""
    plain = _plain(text)
    return len(plain) - _in_rows(plain) < LEAST_OUTSIDE_ROWS and _in_rows(plain) > 0


def _in_rows(plain: str) -> int:
    """How many characters stand in runs of four neighbours or more."""
    count, at = 0, 0
    while at < len(plain):
        length = max(_run(plain, at, row) for row in _both_ways())
        count += length if length >= 4 else 0
        at += length if length >= 4 else 1
    return count


@cache
def _both_ways() -> tuple[str, ...]:
    return tuple(row[::way] for row in ROWS for way in (1, -1))


def _run(plain: str, at: int, row: str) -> int:
    length = 0
    while at + length < len(plain) and plain[at : at + length + 1] in row:
        length += 1
    return length


def _is_about(text: str, about: Iterable[str]) -> bool:
    """Little of one's own is left without the city's words and the person's name and numbers."""
    words = {_plain(word) for word in CITY_WORDS}
    for each in about:
        words |= {_plain(part) for part in re.split(r"[\s.,]+", each)}
        words |= {each[start:stop] for start, stop in ((0, 8), (8, 14), (0, 4)) if each.isdigit()}
    rests = [_without(reading, words) for reading in _readings(text)]
    return any(len(rest) < LEAST_OF_ONES_OWN and rest != reading
               for rest, reading in zip(rests, _readings(text), strict=True))  # fmt: skip


def _without(reading: str, words: Iterable[str]) -> str:
    for word in sorted((each for each in words if len(each) >= 3), key=len, reverse=True):
        reading = reading.replace(word, "")
    return reading
