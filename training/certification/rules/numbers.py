"""Numbers and codes of certificates: a pattern for each year without gaps, and a secret name."""

import base64
import re
from collections.abc import Collection, Iterable

CODE = re.compile(r"[A-Za-z0-9_-]{27}")
CODE_BYTES = 20


def numbered(pattern: str, *, sequence: int, year: int) -> str:
    """The number by a pattern: `800.2/{urut:04}/BKPSDM/{tahun}` → `800.2/0007/BKPSDM/2026`."""
    return pattern.format(urut=sequence, tahun=year)


def code_of(chance: bytes) -> str:
    """A code of 160 bits, safe in an address, from 20 random bytes."""
    if len(chance) != CODE_BYTES:
        raise ValueError("A code is made of 20 random bytes.")
    return base64.urlsafe_b64encode(chance).decode().rstrip("=")


def is_code(text: str) -> bool:
    """Whether a text can be a code at all."""
    return CODE.fullmatch(text) is not None


def gaps(used: Collection[int], explained: Iterable[int]) -> tuple[int, ...]:
    """The numbers below the highest one that neither a certificate nor an explanation has."""
    known = {*used, *explained}
    return tuple(sorted(set(range(1, max(used, default=0) + 1)) - known))


def initials(name: str) -> str:
    """A name as strangers may read it: the first letter of each part, titles aside."""
    plain = name.split(",")[0]
    parts = [each for each in plain.split() if not each.endswith(".") or len(each) <= 2]
    return " ".join(f"{each[0].upper()}." for each in parts or plain.split())
