"""Service points: their codes, their names, and what a visit there may not do."""

from collections.abc import Callable

from training.kernel.errors import Conflict, Invalid, TooMany

ALPHABET = "BCDFGHJKLMNPRSTVWXZ"
"""Consonants without Q: no two look alike, and no word comes out by chance."""
SIGNS = 8
LONGEST_NAME = 120
MOST_POINTS = 60


class PointIsClosed(Conflict):
    """This service point takes no voices any more."""


class TooManyPoints(Conflict):
    """The unit has as many service points as one can look after."""


class PointNeedsAName(Invalid):
    """A service point is named so that visitors recognise it."""


class TooManyVoices(TooMany):
    """More is sent from this service point than people could tap; it waits a moment."""


def fresh_code(below: Callable[[int], int]) -> str:
    """A code of eight letters; `below(n)` gives a number from 0 to n − 1 that nobody can guess.

    19⁸ ≈ 1.7 · 10¹⁰ codes: with a thousand points one guess in seventeen million finds one.
    """
    return "".join(ALPHABET[below(len(ALPHABET))] for _ in range(SIGNS))


def read_code(text: str) -> str:
    """A code as somebody typed it from a poster; what cannot be one becomes an empty text."""
    signs = "".join(sign for sign in text.upper() if sign not in " -")
    return signs if len(signs) == SIGNS and all(sign in ALPHABET for sign in signs) else ""


def shown_code(code: str) -> str:
    """A code as it is printed: BCDF-GHJK."""
    return f"{code[:4]}-{code[4:]}"


def checked_name(text: str) -> str:
    """The name on one line; PointNeedsAName if there is none or it is too long."""
    name = " ".join(text.split())
    if not 3 <= len(name) <= LONGEST_NAME:
        raise PointNeedsAName
    return name
