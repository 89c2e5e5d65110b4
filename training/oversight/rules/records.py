"""What a record of a visit or a meeting must say before it can be signed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from training.content.rules.model import Stage
from training.kernel.errors import Conflict, Invalid

SHORTEST, LONGEST, SLOW_CLOCK = timedelta(minutes=5), timedelta(hours=10), timedelta(minutes=5)
MOST_PLACE, MOST_PRESENT, MOST_SEEN, MOST_WORDS, MOST_POST = 120, 400, 3000, 1500, 160
MOST_NAME = 120
LEAST_WORDS = 10
MOST_FINDINGS, MOST_PHOTOS = 3, 6
FARTHEST_DUE = timedelta(days=366)


class RecordIsIncomplete(Invalid):
    """A record says where it was, who was there by post, and what was seen."""


class RecordTimesAreWrong(Invalid):
    """What was held lasted five minutes to ten hours and is over when it is signed."""


class RecordIsSigned(Conflict):
    """A signed record is never changed; what was wrong is corrected beside it, with a reason."""


class RecordIsNotSigned(Conflict):
    """Only what was held and signed can be corrected or have further findings."""


class WordsAreTooFew(Invalid):
    """At least one short sentence is needed here."""


class FindingIsIncomplete(Invalid):
    """A finding says what, in which stage, how heavy, what was agreed, who does it, until when."""


class DueDayDoesNotFit(Invalid):
    """What was agreed is due after the day on which it was agreed, within a year."""


class DoerIsUnknown(Invalid):
    """Nobody who serves in the unit now has that name or number."""


class SeveralAreCalledSo(Invalid):
    """More than one person of the unit fits that name; a number is needed."""


class FaceIsNotExcluded(Invalid):
    """Without the word that no child and no face is in it, no photograph is taken."""


class TooManyPhotos(Conflict):
    """A record has at most six photographs."""


class PhotoIsOfAnotherKind(Invalid):
    """Only photographs are taken here: PNG or JPEG."""


class PhotoIsGone(Conflict):
    """The photograph was taken out."""


class Weight(StrEnum):
    """How heavy a finding is, in words: never a number, never a score."""

    TIDY = "dirapikan"
    MEND = "diperbaiki"
    NOW = "segera"


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed about a finding: the act, the post that does it, and until when.

    `doer`: who of the unit does it, by name or number; empty leaves it to the head to name them.
    """

    act: str
    owner: str
    due: date
    doer: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding with what was agreed; `behaviour` ("") and `kla` (None) may be left open."""

    what: str
    stage: Stage
    weight: Weight
    agreed: Agreed
    behaviour: str = ""
    kla: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What somebody signs who led: where, from when to when, who was there, what was seen.

    `reason` says why, in a correction; `key` is the device's own, so that it is signed once.
    """

    place: str
    started_at: datetime
    ended_at: datetime
    present: str
    seen: str
    findings: tuple[Found, ...] = ()
    reason: str = ""
    key: str | None = None


def tidy(text: str, most: int) -> str:
    """Words without surrounding blanks and control signs, at most so long; line ends stay."""
    return "\n".join(
        " ".join(line.split()) for line in text.replace("\x00", "").splitlines()
    ).strip()[:most]


def said(text: str, most: int = MOST_WORDS) -> str:
    """Words that must be a sentence at least. WordsAreTooFew below ten signs."""
    words = tidy(text, most)
    if len(words) < LEAST_WORDS:
        raise WordsAreTooFew
    return words


def check(record: Record, *, at: datetime, today: date) -> None:
    """Refuse a record that cannot be signed at `at`.

    RecordIsIncomplete, RecordTimesAreWrong, FindingIsIncomplete, DueDayDoesNotFit.
    """
    words = (record.place, record.present)
    if not all(each.strip() for each in words) or len(record.seen.strip()) < LEAST_WORDS:
        raise RecordIsIncomplete
    lasted = record.ended_at - record.started_at
    if not SHORTEST <= lasted <= LONGEST or record.ended_at > at + SLOW_CLOCK:
        raise RecordTimesAreWrong
    if len(record.findings) > MOST_FINDINGS:
        raise FindingIsIncomplete
    for each in record.findings:
        check_found(each, held=record.started_at.astimezone(at.tzinfo).date(), today=today)


def check_found(found: Found, *, held: date, today: date) -> None:
    """Refuse a finding without words (FindingIsIncomplete) or with a wrong due day.

    `held`: the day on which it was agreed; a sheet may come from a phone much later.
    """
    agreed = found.agreed
    if len(found.what.strip()) < LEAST_WORDS or len(agreed.act.strip()) < LEAST_WORDS:
        raise FindingIsIncomplete
    if not agreed.owner.strip():
        raise FindingIsIncomplete
    if not held <= agreed.due <= today + FARTHEST_DUE:
        raise DueDayDoesNotFit
