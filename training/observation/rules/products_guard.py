"""Keeps children's data out of the register, and the makers' names away from the raters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

HIDDEN, NOBODY = "▒▒▒", "[nama]"
SHORTEST_NAME = 3

_CHILD = r"(?:anak|siswa|siswi|murid|korban|pasien|klien|bayi|balita|pemohon)"
_WORDS = r"[A-ZÀ-Ý][\w'’.-]{0,40}(?:[ \t]+[A-ZÀ-Ý][\w'’.-]{0,40}){0,4}"
_FIELD = re.compile(
    rf"(?i:\bnama(?:[ \t]+lengkap)?[ \t]+{_CHILD}[ \t]{{0,5}}[:=][ \t]{{0,5}})([^\n;,|]{{1,80}})"
)
_ADDRESSED = re.compile(rf"\b(?i:ananda|an\.|a\.n\.|adik)[ \t]+({_WORDS})")
_BORN = re.compile(
    r"(?i:\b(?:tgl\.?|tanggal)?[ \t]?lahir[ \t]{0,5}[:=]?[ \t]{0,5})"
    r"(\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{4})"
)
_NIK = re.compile(r"(?<!\d)(\d(?:[ .-]?\d){15})(?![ .-]?\d)")
_PHONE = re.compile(r"(?<![\d.])((?:\+?62[ -]?|0)8(?:[ .-]?\d){7,11})(?!\d)")
_NISN = re.compile(r"(?i:\bnisn[ \t]{0,5}[:=]?[ \t]{0,5})(\d{10})(?!\d)")
PATTERNS = (_FIELD, _ADDRESSED, _BORN, _NISN, _NIK, _PHONE)
_STAFF_NUMBER = re.compile(r"(?<!\d)\d{8}[ ]?\d{6}[ ]?[12][ ]?\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without what looked like a child's data, and how many such places there were."""

    text: str
    found: int


def mask(text: str) -> Masked:
    """Hide 16-digit numbers (NIK), phone numbers, NISN, days of birth and names of children.

    Names are found where a form says "nama anak: …" or a letter says "Ananda …"; no pattern finds
    all of them, so whoever enters a text reads it once more. Masking twice changes nothing.
    """
    found = 0

    def hide(match: re.Match[str]) -> str:
        nonlocal found
        if not match[1].strip(" .▒"):
            return match[0]
        found += 1
        start, end = match.start(1) - match.start(), match.end(1) - match.start()
        return match[0][:start] + HIDDEN + match[0][end:]

    for pattern in PATTERNS:
        text = pattern.sub(hide, text)
    return Masked(text, found)


def blind(text: str, names: Iterable[str], marks: Iterable[str] = ()) -> str:
    """A text without the makers' names, staff numbers, and other marks such as the unit's name.

    Each word of a name of three letters or more goes, whatever its case: better a word too many.
    """
    text = _STAFF_NUMBER.sub(NOBODY, text)
    for mark in sorted({each for each in marks if each.strip()}, key=len, reverse=True):
        text = re.sub(re.escape(mark), HIDDEN, text, flags=re.IGNORECASE)
    words = {word for name in names for word in re.findall(r"[^\W\d_]+", name)}
    parts = sorted((each for each in words if len(each) >= SHORTEST_NAME), key=len, reverse=True)
    if parts:
        pattern = rf"\b(?:{'|'.join(map(re.escape, parts))})\b(?:[ \t]+(?=\[nama\]))?"
        text = re.sub(pattern, NOBODY, text, flags=re.IGNORECASE)
    return re.sub(rf"(?:{re.escape(NOBODY)}[ \t]*){{2,}}", f"{NOBODY} ", text)
