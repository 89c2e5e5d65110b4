"""What HR decides about one person: an excuse, learning done elsewhere, a revocation by two."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.exc import NoResultFound

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.certification.actions.assigning import hold_the_desk
from training.certification.actions.programmes import keep_version
from training.certification.actions.standings import retake
from training.certification.queries.certificates import explained_numbers, used_numbers
from training.certification.queries.periods import person_of_period
from training.certification.queries.programmes import editions_at
from training.certification.queries.standings import When
from training.certification.rules.numbers import gaps
from training.certification.rules.periods import Span, next_span
from training.certification.rules.refusals import (
    ExcuseIsTooLong,
    NumberIsNoGap,
    OwnCertification,
    RecognitionIsTooOld,
    RevocationIsDecided,
    RevocationWaits,
    SecondPersonIsNeeded,
)
from training.certification.rules.states import Kind
from training.certification.tables.certificates import NumberGap
from training.certification.tables.periods import (
    CertificationExcuse,
    CertificationExcuseEnd,
    CertificationPeriod,
    Recognition,
    Revocation,
    RevocationDecision,
)
from training.content.rules.programmes import Programme
from training.kernel.clock import local_date
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.queries.employees import unit_at


@dataclass(frozen=True, slots=True)
class Reason:
    """Why nothing is asked: one of the programme's reasons, a sentence, and the last day."""

    key: str
    note: str
    until: date


def excuse(
    person: UUID, found: Programme, why: Reason, *, by: UUID, at: datetime, zone: str
) -> UUID:
    """Ask nothing of a person until a day.

    ExcuseIsTooLong past the programme's grace, OwnCertification for oneself.
    """
    if person == by:
        raise OwnCertification
    today = local_date(at, zone)
    last = today + timedelta(days=found.grace_days)
    if why.key not in dict(found.grace_reasons) or not today <= why.until <= last:
        raise ExcuseIsTooLong
    made = uuid7(at)
    db.session.execute(insert(CertificationExcuse), dict(
        id=made, employee_id=person, programme=found.key, reason=why.key, note=why.note,
        since=today, until=why.until, by=by, at=at,
    ))  # fmt: skip
    note(Happening(EventKind.EXCUSED, at, by, "person", str(person), {"reason": why.key}))
    db.session.flush()
    retake([person], When(at, zone))
    return made


def take_back(excuse_id: UUID, *, by: UUID, at: datetime, zone: str) -> bool:
    """Take an excuse back, as if it had never been; False if that was done already."""
    person = db.session.get_one(CertificationExcuse, excuse_id).employee_id
    if db.session.get(CertificationExcuseEnd, excuse_id) is not None:
        return False
    db.session.execute(insert(CertificationExcuseEnd), dict(excuse_id=excuse_id, by=by, at=at))
    note(Happening(EventKind.EXCUSE_TAKEN_BACK, at, by, "person", str(person)))
    db.session.flush()
    retake([person], When(at, zone))
    return True


@dataclass(frozen=True, slots=True)
class Document:
    """What proves learning done elsewhere: its name or number, who gave it, and on which day."""

    name: str
    issuer: str
    on: date


def recognise(
    person: UUID, found: Programme, document: Document, *, by: UUID, at: datetime, zone: str
) -> UUID:
    """Recognise prior learning; validity counts from the day of the document.

    RecognitionIsTooOld where none of it is left, or the document is of a day to come;
    OwnCertification for oneself.
    """
    if person == by:
        raise OwnCertification
    hold_the_desk()
    today = local_date(at, zone)
    span = next_span(found, document.on, None)
    if document.on > today or not span.holds_on(today):
        raise RecognitionIsTooOld
    made = _begin(person, found, span, at=at, zone=zone)
    db.session.execute(insert(Recognition), dict(
        period_id=made, document=document.name, issuer=document.issuer, approved_by=by, at=at
    ))  # fmt: skip
    note(Happening(EventKind.RECOGNISED, at, by, "person", str(person)))
    db.session.flush()
    retake([person], When(at, zone))
    return made


def _begin(person: UUID, found: Programme, span: Span, *, at: datetime, zone: str) -> UUID:
    """A recognised period; it covers the editions of today until their material changes."""
    made, editions = uuid7(at), editions_at(at)
    table = CertificationPeriod
    last = db.session.execute(
        select(func.max(table.number)).where(
            table.employee_id == person, table.programme == found.key
        )
    ).scalar()
    covered = {
        slug: {"edition": editions[slug].edition, "at": at.isoformat(), "score": None,
               "attempt_id": None}
        for slug in found.first.slugs if slug in editions
    }  # fmt: skip
    db.session.execute(insert(CertificationPeriod), dict(
        id=made, employee_id=person, unit_id=unit_at(person, local_date(at, zone)),
        programme=found.key, number=(last or 0) + 1, kind=Kind.RECOGNISED.value, path="first",
        since=span.since, until=span.until, completed_at=at,
        digest=keep_version(found, at=at), covered=covered, at=at,
    ))  # fmt: skip
    db.session.flush()
    return made


def ask_revocation(period_id: UUID, *, reason: str, by: UUID, at: datetime) -> UUID:
    """Ask that a period be revoked; nothing changes before a second person confirms.

    RevocationWaits if one waits already or was confirmed; NoResultFound for no period.
    """
    person_of_period(period_id)
    decided = select(RevocationDecision.confirmed)
    earlier = decided.select_from(Revocation).outerjoin(
        RevocationDecision, RevocationDecision.revocation_id == Revocation.id
    )
    found = db.session.scalars(earlier.where(Revocation.period_id == period_id))
    if any(confirmed is not False for confirmed in found):
        raise RevocationWaits
    made = uuid7(at)
    db.session.execute(
        insert(Revocation), dict(id=made, period_id=period_id, reason=reason, asked_by=by, at=at)
    )
    note(Happening(EventKind.REVOCATION_ASKED, at, by, "certification-period", str(period_id)))
    db.session.flush()
    return made


def decide_revocation(
    revocation_id: UUID, *, confirm: bool, by: UUID, at: datetime, zone: str
) -> None:
    """Confirm or decline as the second person.

    SecondPersonIsNeeded for whoever asked and for the holder; RevocationIsDecided the second time.
    """
    asked = db.session.get(Revocation, revocation_id)
    if asked is None:
        raise NoResultFound
    person = person_of_period(asked.period_id)
    if by in {asked.asked_by, person}:
        raise SecondPersonIsNeeded
    if db.session.get(RevocationDecision, revocation_id) is not None:
        raise RevocationIsDecided
    db.session.execute(insert(RevocationDecision), dict(
        revocation_id=revocation_id, asked_by=asked.asked_by, decided_by=by, confirmed=confirm,
        at=at,
    ))  # fmt: skip
    kind = EventKind.REVOKED if confirm else EventKind.REVOCATION_DECLINED
    note(Happening(kind, at, by, "certification-period", str(asked.period_id)))
    db.session.flush()
    retake([person], When(at, zone))


def explain_gap(
    series: str, year: int, sequence: int, *, reason: str, by: UUID, at: datetime
) -> None:
    """Say why no certificate has a number. NumberIsNoGap where one has it, or it lies ahead."""
    used = used_numbers().get((series, year), set())
    if sequence not in gaps(used, explained_numbers().get((series, year), set())):
        raise NumberIsNoGap
    db.session.execute(insert(NumberGap), dict(
        series=series, year=year, sequence=sequence, reason=reason, by=by, at=at
    ))  # fmt: skip
    db.session.flush()
