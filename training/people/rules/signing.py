"""How a password is kept and checked, and under which names a person may sign in."""

import re
import unicodedata

from argon2 import PasswordHasher, Type
from argon2.exceptions import Argon2Error, InvalidHashError

LONGEST_NAME = 200
MOST_PASSWORD = 1024
HASHER = PasswordHasher(
    time_cost=2, memory_cost=19_456, parallelism=1, hash_len=32, salt_len=16, type=Type.ID
)
# Of no password that anybody knows: a name that does not exist costs as much as one that does.
DUMMY_HASH = HASHER.hash("\x00 nobody's password", salt=b"resap dummy salt")


def normal_password(text: str) -> str:
    """The same password from every keyboard: composed accents (NFC), nothing cut off."""
    return unicodedata.normalize("NFC", text[:MOST_PASSWORD])


def hashed(password: str, *, salt: bytes) -> str:
    """What is stored of a password: argon2id with m = 19 MiB, t = 2, p = 1."""
    return HASHER.hash(normal_password(password), salt=salt)


def verifies(stored: str | None, password: str) -> bool:
    """Whether the password fits; one verification of the same cost, whatever is stored."""
    try:
        right = HASHER.verify(stored or DUMMY_HASH, normal_password(password))
    except (Argon2Error, InvalidHashError):
        return False
    return right and stored is not None


def is_outdated(stored: str) -> bool:
    """Whether the password was hashed with other settings than today's."""
    return HASHER.check_needs_rehash(stored)


def is_email(name: str) -> bool:
    """An administration number never holds an at sign."""
    return "@" in name


def normal_name(text: str) -> str:
    """A NIP without blanks and dots, or an e-mail in small letters."""
    name = unicodedata.normalize("NFKC", text).replace("\x00", "").strip()[:LONGEST_NAME]
    if is_email(name):
        return name.lower()
    digits = re.sub(r"[\s.'-]", "", name)
    return digits if re.fullmatch(r"[0-9]+", digits) else " ".join(name.split())
