"""One-time links: what for, and how long they live."""

import re
from datetime import timedelta
from enum import StrEnum

from training.kernel.errors import Conflict


class Purpose(StrEnum):
    """What a one-time link or code is for."""

    INVITATION = "invitation"
    RESET = "reset"
    FIRST = "first"


LIFETIMES = {
    Purpose.INVITATION: timedelta(days=7),
    Purpose.RESET: timedelta(minutes=60),
    Purpose.FIRST: timedelta(hours=24),
}


class LinkCannotBeUsed(Conflict):
    """The link or code was used, has expired, was replaced by a newer one, or never was."""


class AnAccountExistsAlready(Conflict):
    """The first administrator can be made only while nobody has an account."""


def normal_code(typed: str) -> str:
    """A code as it was made: capitals and digits, however it was grouped when typed."""
    return re.sub(r"[^A-Z0-9]", "", typed.upper())


def in_groups(code: str) -> str:
    """ABCDE-FGHIJ-…: a code for reading aloud and typing."""
    return "-".join(re.findall(".{1,5}", code))
