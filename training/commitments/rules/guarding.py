"""Finds what could tell who a child is in words that employees write, and masks it."""

import re
from collections.abc import Iterator
from enum import StrEnum


class Trace(StrEnum):
    """What was found: a number of the population register, a telephone number, a name."""

    NUMBER = "number"
    PHONE = "phone"
    NAME = "name"


# NIK and KK numbers have 16 digits, however they are spaced; a NIP has 18 and is no child's.
_NUMBER = re.compile(r"(?<!\d)(?<!\d[ .\-])\d(?:[ .\-]?\d){15}(?![ .\-]?\d)", re.ASCII)
_PHONE = re.compile(
    r"(?<!\d)(?<!\d[ .\-])(?:\+?62[ .\-]?|0)8\d(?:[ .\-]?\d){6,10}(?![ .\-]?\d)", re.ASCII
)
_CHILD = r"(?:anak|murid|siswa|siswi|pelajar|pasien|korban|balita|bayi|remaja|klien)"
# Blanks are counted: an endless row of them must not cost an endless search.
_NAMED = re.compile(
    rf"(?P<lead>\b(?i:nama(?:nya)?(?:\s{{1,5}}lengkap)?(?:\s{{1,5}}si)?\s{{1,5}}{_CHILD})"
    rf"\s{{0,5}}[:=]?\s{{0,5}}"
    rf"|\b(?i:(?:{_CHILD})(?:\s{{1,5}}\w{{1,20}})?\s{{1,5}}bernama)\s{{1,5}}"
    r"|\b(?i:a\.\s?n\.|an\.|atas\s{1,5}nama)\s{1,5})"
    r"(?P<name>[^\W\d_][\w'’.]{0,60}(?:\s{1,5}[A-Z][\w'’.]{0,60}){0,3})"
)
_HELP_LINES = frozenset({"08111129129"})
MARKS = {Trace.NUMBER: "[nomor dihapus]", Trace.PHONE: "[telepon dihapus]"}
NAME_MARK = "[nama dihapus]"
# Words that follow “nama anak” without being one: “nama anak tidak ditulis”.
_NO_NAME = frozenset(
    (
        *("tidak", "tak", "belum", "bukan", "dan", "atau", "yang", "dengan", "itu", "ini"),
        *("tersebut", "dihapus", "disamarkan", "ditutup", "dirahasiakan", "harus", "boleh"),
        *("perlu", "wajib", "jangan", "di", "pada", "untuk"),
    )
)


def traces(text: str) -> tuple[Trace, ...]:
    """What could tell who a child is, each kind once, in fixed order; empty if nothing."""
    found = {
        Trace.NUMBER: bool(_NUMBER.search(text)),
        Trace.PHONE: any(_is_private(each[0]) for each in _PHONE.finditer(text)),
        Trace.NAME: any(True for _each in _names(text)),
    }
    return tuple(trace for trace, there in found.items() if there)


def masked(text: str) -> str:
    """The same words with numbers, telephone numbers and names of children taken out.

    Masking twice is masking once, and what is masked has no traces. Words without traces stay.
    """
    while traces(text):
        text = _NUMBER.sub(MARKS[Trace.NUMBER], text)
        text = _PHONE.sub(_phone, text)
        text = _NAMED.sub(_name, text)
    return text


def _phone(found: re.Match[str]) -> str:
    return MARKS[Trace.PHONE] if _is_private(found[0]) else found[0]


def _name(found: re.Match[str]) -> str:
    return found["lead"] + NAME_MARK if _is_name(found["name"]) else found[0]


def _names(text: str) -> Iterator[str]:
    return (each["name"] for each in _NAMED.finditer(text) if _is_name(each["name"]))


def _is_name(words: str) -> bool:
    return words.split()[0].casefold() not in _NO_NAME


def _is_private(number: str) -> bool:
    digits = "".join(sign for sign in number if sign.isdigit())
    return ("0" + digits.removeprefix("62") if digits[:2] == "62" else digits) not in _HELP_LINES
