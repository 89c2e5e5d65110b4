"""Notes are about the arrangement of work: names, numbers and addresses in them are covered."""

import re
from collections.abc import Iterable

COVER = "▇▇▇"
_NUMBERS = re.compile(r"\+?\d(?:[\s.\-/]?\d){6,}")
_ADDRESSES = re.compile(r"[^\s@]{1,64}@[^\s@]{1,200}")
_TITLES = re.compile(
    r"(?P<lead>\b(?:(?i:bapak|pak|ibu|bu|adik|dik|ananda|anak|saudara|saudari|bernama|nama|siswa|"
    r"siswi|murid|pasien|inisial|nak|mas|mbak|om|tante)|(?i:sdri?|a\.n|an)\.?)\s+)"
    r"[A-Z][\w’'.\-]*(?:\s+[A-Z][\w’'\-]*){0,3}"
)
SHORTEST_NAME = 4
LONGEST = 4000


def covered(text: str, names: Iterable[str] = ()) -> tuple[str, int]:
    """The text without what names a person, and how many places were covered.

    Covered are numbers of seven digits and more (NIK, NIP, telephone, however they are spaced),
    e-mail addresses, capitalised words after a form of address ("anak Budi", "Ibu Sari"), and the
    words of `names` (of four signs and more) wherever they stand.
    """
    text, found = text.replace("\x00", "")[:LONGEST], 0
    words = sorted(_words(names), key=len, reverse=True)
    named = [re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE) for word in words]
    for pattern in (_ADDRESSES, _NUMBERS, _TITLES, *named):
        keep = r"\g<lead>" if pattern is _TITLES else ""
        text, count = pattern.subn(f"{keep}{COVER}", text)
        found += count
    return text.strip(), found


def _words(names: Iterable[str]) -> set[str]:
    return {
        word
        for name in names
        for word in re.findall(r"[\w’'\-]+", name)
        if len(word) >= SHORTEST_NAME
    }
