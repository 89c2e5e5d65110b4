"""Documents from elsewhere held against the present record, and tables that wait for a decision."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import aliased

from training.certification.queries.programmes import programmes
from training.certification.queries.standings import When
from training.certification.rules.periods import next_span
from training.certification.rules.recognising import (
    Cells,
    Claim,
    Judged,
    Register,
    claim_told,
    judge,
    review,
)
from training.certification.tables.periods import CertificationPeriod, Recognition
from training.certification.tables.recognising import RecognitionBatch, RecognitionBatchDecision
from training.kernel.db import db
from training.people.queries.rosters import in_office
from training.people.queries.units import inside
from training.people.rules.access import within
from training.people.rules.numbers import digits
from training.people.tables.employees import Employee, Identifier, Posting
from training.people.tables.units import Unit


@dataclass(frozen=True, slots=True)
class Batch:
    """A table that somebody brought: its claims, by whom and when; decided, if it is."""

    id: UUID
    name: str
    claims: tuple[Claim, ...]
    brought_by: UUID
    brought_by_name: str
    at: datetime
    approved: bool | None


def judged(rows: Sequence[Cells], scope: Iterable[str], when: When) -> tuple[Judged, ...]:
    """Every row of a file with its faults or its claim; people outside of the scope are unknown.

    Five statements, whatever the number of rows.
    """
    wanted = {each.number: {each.number, digits(each.number)} for each in rows}
    held = _numbered({text for texts in wanted.values() for text in texts})
    people = {
        number: next(held[text] for text in texts if text in held)
        for number, texts in wanted.items() if texts & held.keys()
    }  # fmt: skip
    return judge(rows, _register(people, scope, when))


def reviewed(claims: Sequence[Claim], scope: Iterable[str], when: When) -> tuple[Judged, ...]:
    """Claims that were kept, held against the record as it is now."""
    people = {str(each.person): each.person for each in claims}
    return review(claims, _register(people, scope, when))


def _numbered(texts: set[str]) -> dict[str, UUID]:
    """The people behind open numbers and e-mail addresses."""
    held = select(Identifier.value, Identifier.employee_id).where(
        Identifier.value.in_(texts), Identifier.valid_to.is_(None)
    )
    known = select(Employee.email, Employee.id).where(
        Employee.email.in_({text.casefold() for text in texts if "@" in text})
    )
    mailed = {mail: person for mail, person in db.session.execute(known)}
    by_mail = {text: mailed[low] for text in texts if (low := text.casefold()) in mailed}
    return by_mail | {value: person for value, person in db.session.execute(held)}


def _register(people: Mapping[str, UUID], scope: Iterable[str], when: When) -> Register:
    known = programmes()
    found = (
        select(Employee.id, Employee.name)
        .join(Posting, Posting.employee_id == Employee.id)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(Employee.id.in_(set(people.values())), in_office(when.today), inside(scope))
    )
    names = {person: name for person, name in db.session.execute(found)}
    titled = {each.title.casefold(): key for key, each in known.items()}
    return Register(
        {number: person for number, person in people.items() if person in names}, names,
        {**titled, **{key: key for key in known}}, _recorded(names), when.today,
        lambda key, day: next_span(known[key], day, None).holds_on(when.today),
    )  # fmt: skip


def _recorded(people: Iterable[UUID]) -> frozenset[tuple[Any, ...]]:
    """What was recognised of these people; a period begins on the day of its document."""
    period = CertificationPeriod
    found = (
        select(period.employee_id, period.programme, Recognition.document, period.since)
        .join(Recognition, Recognition.period_id == period.id)
        .where(period.employee_id.in_(people))
    )
    return frozenset(
        (person, programme, document.casefold(), since)
        for person, programme, document, since in db.session.execute(found)
    )


def _batches() -> Select[*tuple[Any, ...]]:
    who, table, decided = aliased(Employee), RecognitionBatch, RecognitionBatchDecision
    return (
        select(
            table.id, table.name, table.claims, table.brought_by, who.name.label("who"), table.at,
            decided.approved,
        )
        .join(who, who.id == table.brought_by)
        .outerjoin(decided, decided.batch_id == table.id)
    )  # fmt: skip


def _batch(row: Any) -> Batch:
    claims = tuple(claim_told(each) for each in row.claims)
    return Batch(row.id, row.name, claims, row.brought_by, row.who, row.at, row.approved)


def batch(batch_id: UUID, scope: Sequence[str], when: When) -> Batch:
    """One table. NoResultFound for none, or if it names somebody who serves outside the scope."""
    found = _batch(db.session.execute(_batches().where(RecognitionBatch.id == batch_id)).one())
    if not _all_inside([found], scope, when):
        raise NoResultFound
    return found


def waiting_batches(scope: Sequence[str], when: When) -> tuple[Batch, ...]:
    """The tables that wait for a second person, oldest first."""
    open_ones = _batches().where(RecognitionBatchDecision.batch_id.is_(None))
    rows = db.session.execute(open_ones.order_by(RecognitionBatch.id))
    return tuple(_all_inside([_batch(row) for row in rows], scope, when))


def waiting_batch_like(digest: str) -> UUID | None:
    """A table of the same claims that waits already."""
    table = RecognitionBatch
    same = (
        select(table.id)
        .outerjoin(RecognitionBatchDecision, RecognitionBatchDecision.batch_id == table.id)
        .where(table.digest == digest, RecognitionBatchDecision.batch_id.is_(None))
        .limit(1)
    )
    return db.session.scalars(same).first()


def _all_inside(batches: Sequence[Batch], scope: Sequence[str], when: When) -> list[Batch]:
    people = {claim.person for each in batches for claim in each.claims}
    posted = (
        select(Posting.employee_id, Unit.path)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(Posting.employee_id.in_(people), in_office(when.today))
    )
    outside = {
        person for person, path in db.session.execute(posted) if not within(path, scope)
    }  # fmt: skip
    return [
        each for each in batches
        if scope and not outside & {claim.person for claim in each.claims}
    ]  # fmt: skip
