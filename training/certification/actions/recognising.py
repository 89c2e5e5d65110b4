"""Recognising documents from elsewhere, many at once: one person brings them, another approves."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, inspect, select

from training.audit.actions import note, note_all
from training.audit.rules import EventKind, Happening
from training.certification.actions.assigning import hold_the_desk
from training.certification.actions.programmes import keep_version
from training.certification.actions.standings import retake
from training.certification.queries.programmes import editions_at, programmes
from training.certification.queries.recognising import batch, reviewed, waiting_batch_like
from training.certification.queries.standings import When
from training.certification.rules.periods import next_span
from training.certification.rules.recognising import (
    BatchIsDecided,
    Claim,
    DocumentsAreFaulty,
    Judged,
    NothingToRecognise,
    OtherApproverIsNeeded,
    digest_of,
)
from training.certification.rules.states import Kind
from training.certification.tables.periods import CertificationPeriod, Recognition
from training.certification.tables.recognising import RecognitionBatch, RecognitionBatchDecision
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.queries.rosters import in_office
from training.people.tables.employees import Posting


def new_claims(found: Sequence[Judged]) -> tuple[Claim, ...]:
    """What a table adds. DocumentsAreFaulty with any fault; NothingToRecognise if all is known."""
    if not found or any(each.faults for each in found):
        raise DocumentsAreFaulty
    claims = tuple(each.claim for each in found if each.claim and not each.known)
    if not claims:
        raise NothingToRecognise
    return claims


def bring(found: Sequence[Judged], *, name: str, by: UUID, at: datetime) -> UUID:
    """Keep what a table adds until a second person decides; the same one waits only once."""
    claims = new_claims(found)
    digest = digest_of(claims)
    waiting = waiting_batch_like(digest)
    if waiting is not None:
        return waiting
    made = uuid7(at)
    db.session.execute(insert(RecognitionBatch), dict(
        id=made, name=name[:80], claims=[each.told() for each in claims], digest=digest,
        brought_by=by, at=at,
    ))  # fmt: skip
    detail = {"rows": len(claims)}
    note(Happening(EventKind.DOCUMENTS_BROUGHT, at, by, "recognition-batch", str(made), detail))
    db.session.flush()
    return made


def decide_batch(
    batch_id: UUID, *, approve: bool, by: UUID, scope: Sequence[str], when: When
) -> int:
    """Approve or decline a table as the second person; answers how many were recognised.

    All of it or nothing: DocumentsAreFaulty where a row no longer fits. BatchIsDecided the second
    time; OtherApproverIsNeeded for whoever brought it, and for whoever is named in it.
    """
    hold_the_desk()
    found = batch(batch_id, scope, when)
    if by == found.brought_by or by in {each.person for each in found.claims}:
        raise OtherApproverIsNeeded
    if found.approved is not None:
        raise BatchIsDecided
    claims: tuple[Claim, ...] = ()
    if approve:
        claims = new_claims(reviewed(found.claims, scope, when))
        recognise_all(claims, by=by, when=when)
    db.session.execute(insert(RecognitionBatchDecision), dict(
        batch_id=batch_id, brought_by=found.brought_by, decided_by=by, approved=approve, at=when.at
    ))  # fmt: skip
    kind = EventKind.DOCUMENTS_APPROVED if approve else EventKind.DOCUMENTS_DECLINED
    detail = {"rows": len(claims)}
    note(Happening(kind, when.at, by, "recognition-batch", str(batch_id), detail))
    db.session.flush()
    return len(claims)


def recognise_all(claims: Sequence[Claim], *, by: UUID, when: When) -> None:
    """Begin a recognised period for every claim, by a handful of statements."""
    known, editions = programmes(), editions_at(when.at)
    people = {each.person for each in claims}
    numbers, units = _highest(people), _units(people, when)
    digests = {key: keep_version(known[key], at=when.at) for key in {c.programme for c in claims}}
    periods, documents = [], []
    for claim in sorted(claims, key=lambda each: each.on):
        found, place = known[claim.programme], (claim.person, claim.programme)
        numbers[place] = numbers.get(place, 0) + 1
        covered = {
            slug: {"edition": editions[slug].edition, "at": when.at.isoformat(), "score": None,
                   "attempt_id": None}
            for slug in found.first.slugs if slug in editions
        }  # fmt: skip
        span, made = next_span(found, claim.on, None), uuid7(when.at)
        periods.append({
            "id": made, "employee_id": claim.person, "unit_id": units.get(claim.person),
            "programme": claim.programme, "number": numbers[place],
            "kind": Kind.RECOGNISED.value, "path": "first", "since_date": span.since,
            "until_date": span.until, "completed_at": when.at, "digest": digests[claim.programme],
            "covered": covered, "at": when.at,
        })  # fmt: skip
        documents.append({
            "period_id": made, "document": claim.document, "issuer": claim.issuer,
            "approved_by": by, "at": when.at,
        })  # fmt: skip
    db.session.execute(insert(inspect(CertificationPeriod).local_table), periods)
    db.session.execute(insert(inspect(Recognition).local_table), documents)
    retake(sorted(people), when)
    note_all(
        Happening(EventKind.RECOGNISED, when.at, by, "person", str(each.person)) for each in claims
    )


def _highest(people: set[UUID]) -> dict[tuple[Any, ...], int]:
    """The number of everybody's last period, by person and programme."""
    period = CertificationPeriod
    found = (
        select(period.employee_id, period.programme, func.max(period.number))
        .where(period.employee_id.in_(people))
        .group_by(period.employee_id, period.programme)
    )
    return {(person, key): number for person, key, number in db.session.execute(found)}


def _units(people: set[UUID], when: When) -> dict[UUID, UUID]:
    held = select(Posting.employee_id, Posting.unit_id).where(
        Posting.employee_id.in_(people), in_office(when.today)
    )
    return {person: unit for person, unit in db.session.execute(held)}
