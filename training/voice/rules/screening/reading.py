"""How a text is read before its words are looked up: as it sounds, however it was typed."""

import re
import unicodedata
from collections.abc import Iterator

_LEET = str.maketrans("013457@$!€", "oieastasie")
_SIGNED = re.compile(r"[\w@$!€*.]*[a-z][\w@$!€*.]*")
_SPELT = re.compile(r"(?<![a-z0-9])(?:[a-z0-9@$!][ .\-_*]+){2,}[a-z0-9@$!](?![a-z0-9])")
_INSIDE = re.compile(r"(?<=[a-z0-9@$!])[.*_'’\-]+(?=[a-z0-9@$!])")
_REPEATED = re.compile(r"([a-z])\1+")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_WRITTEN_SHORT = """
    aq aku|ak aku|gue aku|gw aku|sy saya|sya saya|bpk bapak|bpa bapak|ayh ayah|ibuk ibu|gk tidak|
    ga tidak|gak tidak|ngak tidak|engak tidak|nga tidak|tdk tidak|tak tidak|kagak tidak|g tidak|
    mkn makan|pgn ingin|pengen ingin|pingin ingin|kepingin ingin|pengin ingin|kepengen ingin|
    mo mau|lg lagi|trs terus|tlg tolong|tlong tolong|dikasi dikasih|kasi kasih|sm sama|ama sama|
    jgn jangan|blg bilang|blm belum|bgt banget|org orang|dgn dengan|kmr kamar|fto foto|poto foto
"""
_SHORT = {short: whole for short, whole in map(str.split, _WRITTEN_SHORT.split("|"))}
"""What is written short in messages; letters that stand twice have become one before."""


def readings(text: str) -> Iterator[str]:
    """The text as one may mean it, in small letters: signs inside words dropped, then taken apart.

    Digits and signs for letters are letters, spelt-out words are joined, letters that repeat stand
    once: `d1 p-u-k-u-l` is read as `di pukul`.
    """
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(each for each in plain if not unicodedata.combining(each)).lower()
    joined = _SPELT.sub(lambda found: re.sub(r"[ .\-_*]+", "", found[0]), plain)
    seen = set()
    for each in (plain, joined, _INSIDE.sub("", joined), _INSIDE.sub(" ", joined)):
        reading = _worded(each)
        if reading not in seen:
            seen.add(reading)
            yield reading


def _worded(text: str) -> str:
    letters = _SIGNED.sub(lambda found: found[0].translate(_LEET), text)
    words = _REPEATED.sub(r"\1", _NOT_WORDS.sub(" ", letters)).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def near(word: str, other: str) -> bool:
    """Whether one slip (a letter too many, too few, another, or two changed) lies between them.

    The distance of Damerau (1964), Communications of the ACM 7, 171–176, at most 1.
    """
    if abs(len(word) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), None)
    if start is None:
        return True
    rest, left = word[start:], other[start:]
    swapped = rest[:2] == left[1::-1] and rest[2:] == left[2:]
    return swapped or rest[1:] == left[1:] or rest[1:] == left or rest == left[1:]
