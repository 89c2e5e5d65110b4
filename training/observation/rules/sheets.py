"""What a sheet must say before it can be signed, and what is refused."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from training.kernel.errors import Conflict, Invalid
from training.observation.rules.occasions import Mark

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=8)
GRACE = timedelta(days=14)
"""How long after its window a sheet may still arrive: a phone may have been without a line."""
MOST_NOTE, MOST_PLACE, LEAST_REASON, MOST_REASON, MOST_KEY = 1500, 120, 10, 600, 80


class SheetIsIncomplete(Invalid):
    """Every item of the instrument has one of the four marks, and no other item has any."""


class SheetTimesAreWrong(Invalid):
    """An observation lasts five minutes to eight hours, and is over when it is signed."""


class VisitIsNotDue(Conflict):
    """An observation is made inside the days that were drawn for it."""


class SheetCameTooLate(Conflict):
    """A sheet arrives at most 14 days after the window of its visit."""


class SheetIsSigned(Conflict):
    """A signed sheet is never changed; what was wrong is corrected beside it, with a reason."""


class SheetIsNotSigned(Conflict):
    """Only a signed sheet can be corrected."""


class CorrectionNeedsReason(Invalid):
    """A correction says in a sentence why."""


class VisitIsHindered(Conflict):
    """It was reported already that this visit cannot be made, or its sheet is signed."""


class Hindrance(StrEnum):
    """Why a visit could not be made."""

    PERSON_ABSENT = "person-absent"
    UNIT_CLOSED = "unit-closed"
    OBSERVER_ILL = "observer-ill"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an observer fills in: a mark for every item, where, from when to when, and a note.

    `reason` says why, in a correction; `key` is the device's own, so that it is signed once.
    """

    marks: Mapping[str, Mark]
    place: str
    started_at: datetime
    ended_at: datetime
    note: str = ""
    reason: str = ""
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a visit, and the calendar days that matter: of the observation and of now."""

    opens: date
    closes: date
    observed: date
    today: date


def check(sheet: Sheet, items: Collection[str], window: Window, *, at: datetime) -> None:
    """Refuse a sheet that cannot be signed at `at`.

    SheetIsIncomplete, SheetTimesAreWrong, VisitIsNotDue (observed outside of its days) or
    SheetCameTooLate.
    """
    if set(sheet.marks) != set(items):
        raise SheetIsIncomplete
    lasted = sheet.ended_at - sheet.started_at
    if not SHORTEST <= lasted <= LONGEST or sheet.ended_at > at + timedelta(minutes=5):
        raise SheetTimesAreWrong
    if not window.opens <= window.observed <= window.closes:
        raise VisitIsNotDue
    if window.today > window.closes + GRACE:
        raise SheetCameTooLate


def read_marks(given: Mapping[str, object]) -> dict[str, Mark]:
    """Marks as they were sent; SheetIsIncomplete for anything that is no mark."""
    known = {each.value: each for each in Mark}
    if not all(isinstance(each, str) and each in known for each in given.values()):
        raise SheetIsIncomplete
    return {key: known[str(each)] for key, each in given.items()}


def reason_of(text: str) -> str:
    """The reason of a correction or closing, tidied; CorrectionNeedsReason below ten signs."""
    tidy = " ".join(text.replace("\x00", " ").split())[:MOST_REASON]
    if len(tidy) < LEAST_REASON:
        raise CorrectionNeedsReason
    return tidy
