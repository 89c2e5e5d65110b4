"""Who may be erased, by whose word, and what is put in the place of what is taken away."""

from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from training.kernel.errors import Conflict, Invalid, NotAllowed

MARK = "[dihapus]"
NAME = "Pegawai yang datanya dihapus"
SEX_AT, NUMBER_DIGITS = 14, 18
LEAST_REASON, MOST_REASON = 10, 300


class Ground(StrEnum):
    """What allows an erasure. Stored by value."""

    OVER = "over"
    OBJECTION = "objection"


class PersonStillServes(Conflict):
    """Who holds a post is known by name: letters, rights and rosters depend on it."""


class RetentionIsNotOver(Conflict):
    """The time for which the data are kept is not over, and no objection to it was granted."""


class ErasureWaits(Conflict):
    """There is a request about this person already; a second administrator decides it."""


class PersonIsErased(Conflict):
    """Nothing is left that names this person."""


class ErasureIsDecided(Conflict):
    """The request was decided already."""


class SecondAdministratorIsNeeded(NotAllowed):
    """Whoever asked for an erasure does not carry it out, and nobody erases themselves."""


class ErasureNeedsReason(Invalid):
    """A request for an erasure says why in ten to three hundred signs."""


def bare(number: str) -> str | None:
    """What is left of a NIP or NI PPPK: the digit that says the sex, all others nought.

    By it questions are checked for fairness (differential item functioning); None where it is no
    such number.
    """
    digit = number[SEX_AT : SEX_AT + 1]
    if len(number) != NUMBER_DIGITS or digit not in {"1", "2"}:
        return None
    return f"{digit:>0{SEX_AT + 1}}".ljust(NUMBER_DIGITS, "0")


def ground(
    *, serves: bool, left_on: date | None, today: date, keep_days: int, granted: bool
) -> Ground:
    """What allows that a person be erased.

    `left_on` is the day on which the last post ended (None where there never was one), `keep_days`
    for how long names are kept after it, `granted` whether their objection was granted. Raises
    PersonStillServes or RetentionIsNotOver.
    """
    if serves:
        raise PersonStillServes
    if granted:
        return Ground.OBJECTION
    if left_on is not None and left_on + timedelta(days=keep_days) <= today:
        return Ground.OVER
    raise RetentionIsNotOver


def insist_on_second(*, asked_by: UUID, by: UUID, person: UUID) -> None:
    """Two administrators, neither of them the person. SecondAdministratorIsNeeded otherwise."""
    if by in {asked_by, person}:
        raise SecondAdministratorIsNeeded


def insist_on_reason(text: str) -> str:
    """The reason without blanks around; ErasureNeedsReason where it is too short or too long."""
    reason = text.replace("\x00", "").strip()
    if not LEAST_REASON <= len(reason) <= MOST_REASON:
        raise ErasureNeedsReason
    return reason
