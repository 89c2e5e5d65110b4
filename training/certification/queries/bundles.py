"""The certificates that hold today of the people whom a filter of HR's desk finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from training.certification.queries.browsing import within
from training.certification.queries.certificates import Issued, issued, revoked_at
from training.certification.queries.desk import Filter, cohort_ids
from training.certification.tables.certificates import Certificate
from training.certification.tables.esigning import SignedSheet
from training.certification.tables.periods import CertificationPeriod
from training.kernel.db import db
from training.people.tables.employees import Employee
from training.people.tables.units import Unit


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose certificates of which programme: a filter of the desk inside of a scope."""

    programme: str
    scope: tuple[str, ...]
    filter: Filter


@dataclass(frozen=True, slots=True)
class Chosen:
    """One certificate that fits, and where its holder serves today."""

    id: UUID
    unit: str


def valid_count(wanted: Wanted, *, today: date) -> int:
    """How many certificates fit."""
    found = _valid(wanted, today).with_only_columns(func.count(Certificate.id.distinct()))
    return db.session.execute(found).scalar_one()


def valid_certificates(wanted: Wanted, *, today: date) -> tuple[Chosen, ...]:
    """Which certificates fit, by unit and name."""
    found = _valid(wanted, today).with_only_columns(Certificate.id, Unit.name)
    rows = db.session.execute(found.order_by(Unit.name, Employee.name_key, Certificate.number))
    kept: dict[UUID, str] = {}
    for key, unit in rows:
        kept.setdefault(key, unit)  # who serves in two units is handed it in the first
    return tuple(Chosen(key, unit) for key, unit in kept.items())


def _valid(wanted: Wanted, today: date) -> Select[*tuple[Any, ...]]:
    """The kept standings say whom a filter means; who serves where is looked up as of today."""
    people = cohort_ids(wanted.programme, wanted.filter, wanted.scope, today=today)
    return (
        within(wanted.scope, today)
        .join(Employee, Employee.id == CertificationPeriod.employee_id)
        .where(CertificationPeriod.programme == wanted.programme, *_holds(today))
        .where(CertificationPeriod.employee_id.in_(people))
    )


def _holds(today: date) -> tuple[Any, ...]:
    return revoked_at().is_(None), CertificationPeriod.until > today


def still_valid(ids: Sequence[UUID], *, today: date) -> Mapping[UUID, Issued]:
    """Those among some certificates that hold at this moment, by id."""
    found = issued().where(Certificate.id.in_(ids), *_holds(today))
    return {row[0]: Issued(*row) for row in db.session.execute(found)}


def signed_among(ids: Sequence[UUID]) -> Mapping[UUID, bytes]:
    """The sheets among some certificates that came back signed, by id."""
    found = select(SignedSheet.certificate_id, SignedSheet.data)
    rows = db.session.execute(found.where(SignedSheet.certificate_id.in_(ids)))
    return {key: data for key, data in rows}
