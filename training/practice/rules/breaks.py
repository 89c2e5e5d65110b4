"""A pause from practice: one's own decision, with an end and a reason from a short list."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from training.kernel.errors import Conflict, Invalid

LONGEST = timedelta(days=60)


class PauseIsTooLong(Invalid):
    """A pause ends within sixty days; it can be begun anew after that."""


class PauseEndsTooEarly(Invalid):
    """A pause ends today or later."""


class PracticeIsPaused(Conflict):
    """No case is opened while one's own pause lasts."""


class Reason(StrEnum):
    """Why somebody pauses. No details are asked for: health is nobody's business here."""

    LEAVE = "cuti"
    DUTY = "dinas-luar"
    COURSE = "diklat"
    BUSY = "pekerjaan-puncak"
    OTHER = "lain"


@dataclass(frozen=True, slots=True)
class Break:
    """The newest word of a person about pausing: until when; no end says that it is over."""

    at: datetime
    until: date | None
    reason: Reason | None


def checked_end(until: date, *, today: date) -> date:
    """The last day of a pause, if a pause may end then."""
    if until < today:
        raise PauseEndsTooEarly
    if until > today + LONGEST:
        raise PauseIsTooLong
    return until


def paused_until(newest: Break | None, *, today: date) -> date | None:
    """The last day of the pause that lasts on a day, or None."""
    if newest is None or newest.until is None or today > newest.until:
        return None
    return newest.until
