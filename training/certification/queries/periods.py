"""Periods in full, excuses and revocations: the history of one person, and what waits for two."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from training.certification.queries.standings import taken_back
from training.certification.tables.certificates import Certificate
from training.certification.tables.periods import (
    CertificationExcuse,
    CertificationExcuseEnd,
    CertificationPeriod,
    Recognition,
    Revocation,
    RevocationDecision,
)
from training.certification.tables.programmes import Assignment, AssignmentEnd, AssignmentRule
from training.kernel.bundle import Part
from training.kernel.db import db
from training.people.queries.employees import holds_on
from training.people.queries.units import inside
from training.people.rules.kinds import PostingKind
from training.people.tables.employees import Employee, Posting
from training.people.tables.units import Unit


def held_parts(person: UUID) -> dict[str, Part]:
    """All that certification holds about a person, for `kernel.bundle.fetch`, newest first.

    `certification_duties`: programme, since, due, ended; `certification_periods`: programme, kind,
    path, since, until, completed_at, number, revoked_at, document; `certification_excuses`:
    programme, reason, note, since, until, taken_back_at.
    """
    duties = (
        select(AssignmentRule.programme, Assignment.since, Assignment.due,
               AssignmentEnd.on.label("ended"), Assignment.id)
        .join(AssignmentRule, AssignmentRule.id == Assignment.rule_id)
        .outerjoin(AssignmentEnd, AssignmentEnd.assignment_id == Assignment.id)
        .where(Assignment.employee_id == person)
    )  # fmt: skip
    excuse = CertificationExcuse
    excuses = select(
        excuse.programme, excuse.reason, excuse.note, excuse.since, excuse.until,
        CertificationExcuseEnd.at.label("taken_back_at"),
    ).outerjoin(CertificationExcuseEnd, CertificationExcuseEnd.excuse_id == excuse.id)  # fmt: skip
    return {
        "certification_duties": Part(
            duties.with_only_columns(*duties.selected_columns[:4]), Assignment.id.desc()
        ),
        "certification_periods": Part(
            _history().where(CertificationPeriod.employee_id == person),
            CertificationPeriod.id.desc(),
        ),
        "certification_excuses": Part(excuses.where(excuse.employee_id == person),
                                      excuse.id.desc()),
    }  # fmt: skip


def _history() -> Select[*tuple[Any, ...]]:
    period = CertificationPeriod
    revoked = (
        select(RevocationDecision.at)
        .join(Revocation, Revocation.id == RevocationDecision.revocation_id)
        .where(Revocation.period_id == period.id, RevocationDecision.confirmed)
        .limit(1)
        .correlate(period)
        .scalar_subquery()
    )
    return (
        select(
            period.programme, period.kind, period.path, period.since.label("since"),
            period.until.label("until"), period.completed_at, Certificate.number,
            revoked.label("revoked_at"), Recognition.document,
        )
        .outerjoin(Certificate, Certificate.period_id == period.id)
        .outerjoin(Recognition, Recognition.period_id == period.id)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Past:
    """One period of a person as HR reads it."""

    id: UUID
    programme: str
    kind: str
    path: str
    since: date
    until: date
    completed_at: datetime
    number: str | None
    code: str | None
    revoked_at: datetime | None
    document: str | None


def periods_of_person(person: UUID) -> tuple[Past, ...]:
    """Every period of a person, newest first: nothing was ever overwritten."""
    period = CertificationPeriod
    found = _history().where(period.employee_id == person)
    found = found.with_only_columns(
        period.id, *found.selected_columns[:7], Certificate.code, *found.selected_columns[7:]
    )
    rows = db.session.execute(found.order_by(period.since.desc(), period.id.desc()))
    return tuple(Past(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class Decided:
    """Why something became of a period, and who said so: one person, or two."""

    words: str
    by: tuple[str, ...]


def revocations_of(person: UUID) -> dict[UUID, Decided]:
    """The confirmed revocations of a person's periods: the reason, who asked, who confirmed."""
    asked, second = aliased(Employee), aliased(Employee)
    found = (
        select(Revocation.period_id, Revocation.reason, asked.name, second.name)
        .join(RevocationDecision, RevocationDecision.revocation_id == Revocation.id)
        .join(CertificationPeriod, CertificationPeriod.id == Revocation.period_id)
        .join(asked, asked.id == RevocationDecision.asked_by)
        .join(second, second.id == RevocationDecision.decided_by)
        .where(RevocationDecision.confirmed, CertificationPeriod.employee_id == person)
    )
    return {period: Decided(why, (one, two)) for period, why, one, two in db.session.execute(found)}


def recognitions_of(person: UUID) -> dict[UUID, Decided]:
    """Whose document a recognised period of a person rests on, and who approved it."""
    found = (
        select(Recognition.period_id, Recognition.issuer, Employee.name)
        .join(CertificationPeriod, CertificationPeriod.id == Recognition.period_id)
        .join(Employee, Employee.id == Recognition.approved_by)
        .where(CertificationPeriod.employee_id == person)
    )
    return {period: Decided(issuer, (name,)) for period, issuer, name in db.session.execute(found)}


@dataclass(frozen=True, slots=True)
class Excused:
    """An excuse of a person that was not taken back."""

    id: UUID
    programme: str
    reason: str
    note: str
    since: date
    until: date


def excuses_of(person: UUID) -> tuple[Excused, ...]:
    """The excuses of a person that were not taken back, newest first."""
    table = CertificationExcuse
    found = select(table.id, table.programme, table.reason, table.note, table.since, table.until)
    wanted = found.where(table.employee_id == person, ~taken_back()).order_by(table.id.desc())
    return tuple(Excused(*row) for row in db.session.execute(wanted))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A revocation that a second person must confirm or decline."""

    id: UUID
    period_id: UUID
    person: UUID
    name: str
    programme: str
    number: str | None
    reason: str
    asked_by: UUID
    asked_by_name: str
    at: datetime


def waiting_revocations(scope: Iterable[str], *, today: date) -> tuple[Waiting, ...]:
    """The revocations of people of a scope that nobody has decided yet, oldest first."""
    asked = aliased(Employee)
    found = (
        select(
            Revocation.id, CertificationPeriod.id, Employee.id, Employee.name,
            CertificationPeriod.programme, Certificate.number, Revocation.reason,
            Revocation.asked_by, asked.name, Revocation.at,
        )
        .join(CertificationPeriod, CertificationPeriod.id == Revocation.period_id)
        .join(Employee, Employee.id == CertificationPeriod.employee_id)
        .join(asked, asked.id == Revocation.asked_by)
        .join(Posting, Posting.employee_id == Employee.id)
        .join(Unit, Unit.id == Posting.unit_id)
        .outerjoin(Certificate, Certificate.period_id == CertificationPeriod.id)
        .outerjoin(RevocationDecision, RevocationDecision.revocation_id == Revocation.id)
        .where(
            RevocationDecision.revocation_id.is_(None), inside(scope),
            Posting.kind == PostingKind.DEFINITIVE, holds_on(today),
        )
        .order_by(Revocation.id)
    )  # fmt: skip
    return tuple(Waiting(*row) for row in db.session.execute(found))


def person_of_period(period_id: UUID) -> UUID:
    """Whose period it is. NoResultFound if there is none."""
    found = select(CertificationPeriod.employee_id).where(CertificationPeriod.id == period_id)
    return db.session.execute(found).scalar_one()
