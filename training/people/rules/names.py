"""Names of people as the administration writes them, cleaned without changing who they name."""

import re
import unicodedata

LONGEST_NAME = 200
_ODD = re.compile(r"[^\w\s.,'’‘`´/()&-]|[\d_]")


def tidy(text: str) -> str:
    """The text in one normal form: no control signs, one blank where there were several."""
    return " ".join(_without_controls(text).split())


def _without_controls(text: str) -> str:
    """Composed letters, and a blank for each sign that cannot be seen."""
    normal = unicodedata.normalize("NFC", text)
    return "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in normal)


def clean_name(text: str) -> str:
    """A name for the record: "A N I  F U D I N, S.Sos" becomes "ANI FUDIN, S.Sos"; titles stay."""
    given, comma, titles = _without_controls(text.replace("\t", "  ")).partition(",")
    words = [word for word in re.split(r"\s{2,}", given.strip()) if word]
    return tidy(_joined(words) + (f", {titles}" if comma and titles.strip() else ""))


def _joined(words: list[str]) -> str:
    """Letters that were set apart for looks are one word again, if the whole name was set so.

    Where every gap is as wide as the next, the gaps say nothing about where a word ends.
    """
    letters = [part for word in words for part in word.split()]
    apart = len(letters) >= 3 and all(len(part) == 1 and part.isalpha() for part in letters)
    if apart and len(words) == len(letters):
        return "".join(letters)
    return " ".join("".join(word.split()) if apart else word for word in words)


def fits(name: str) -> bool:
    """Whether the text can be a name: letters, signs that names and titles use, not too long."""
    letters = sum(sign.isalpha() for sign in name)
    return (
        letters >= 2 and len(name) <= LONGEST_NAME and not _ODD.search(name) and name[0].isalpha()
    )


def fold(name: str) -> str:
    """The form by which a name is searched and compared: no case, no accents, single blanks."""
    bare = unicodedata.normalize("NFKD", name)
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(letters.casefold().split())[:LONGEST_NAME].rstrip()


def resemble(one: str, other: str) -> bool:
    """Whether two names share a word of at least three letters (or are the same)."""
    first, second = _long_words(one), _long_words(other)
    return fold(one) == fold(other) or bool(first & second)


def _long_words(name: str) -> set[str]:
    plain = fold(name.partition(",")[0])
    return {word for word in re.split(r"[^\w]+", plain) if len(word) >= 3}
