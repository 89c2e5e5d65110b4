"""Numbers as Indonesians write them (7.412,5), read and written exactly: decimals, never floats."""

import re
from decimal import Decimal
from unicodedata import category, normalize

LONGEST = 200
# A thousands mark parts groups of exactly three digits, and no number begins with an empty group.
_INDONESIAN = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)?(?:,\d+)?", re.ASCII)
_ENGLISH = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+)", re.ASCII)
_MINUS = str.maketrans(dict.fromkeys("−–‐‑‒", "-"))
_SWAPPED = str.maketrans(",.", ".,")


def read_decimal(text: str, unit: str = "") -> Decimal | None:
    """The number that a text says, exactly; None when it says none.

    The Indonesian reading comes first: a comma parts the decimals, a point parts groups of exactly
    three digits. So `7.412` is seven thousand, `7.412,5` has a decimal, and `1,500` is one and a
    half. Only a text that cannot be read so is read the English way: `1.5`, `0.500`, `7,412.5`.
    Blanks are skipped, and so is the unit, written before or after.
    """
    bare = _bare(_plain(text), unit)
    if not any(sign.isdigit() for sign in bare) or len(bare) > LONGEST:
        return None
    if _INDONESIAN.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    return Decimal(bare.replace(",", "")) if _ENGLISH.fullmatch(bare) else None


def written(value: Decimal) -> str:
    """A number with its digits as they are: Decimal("7412.50") is 7.412,50."""
    return f"{value:,f}".translate(_SWAPPED)


def _plain(text: str) -> str:
    """One kind of digits, letters and minus signs, and no blanks; a raised digit stays raised."""
    signs = (each if category(each) == "No" else normalize("NFKC", each) for each in text)
    return "".join("".join(signs).translate(_MINUS).casefold().split())


def _bare(text: str, unit: str) -> str:
    for name in filter(None, (_plain(unit), _plain(normalize("NFKC", unit)))):
        if text.startswith(name) or text.endswith(name):
            return text.removeprefix(name) if text.startswith(name) else text.removesuffix(name)
    return text
