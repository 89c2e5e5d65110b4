"""What a KLA evaluation asks for: who counts on a day, and what proves that they are trained."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from training.certification.queries.certificates import revoked_at
from training.certification.queries.outgoing import jp_by_programme, titles
from training.certification.queries.standings import When
from training.certification.rules.hours import granted
from training.certification.rules.trained import Evidence, Place, Proof, Staff, evidence
from training.certification.tables.certificates import Certificate
from training.certification.tables.periods import CertificationPeriod, Recognition
from training.kernel.db import db
from training.people.queries.rosters import exempt, in_office
from training.people.queries.units import inside
from training.people.tables.employees import Employee, Posting
from training.people.tables.units import Unit


def training_evidence(
    when: When, scope: Sequence[str], *, programme: str = ""
) -> Evidence:  # fmt: skip
    """Who of a scope is trained on the day of an instant, by one programme or ("") by any.

    Everybody counts who is on a roster that day (a definitive post, no standing that exempts).
    Trained is who holds a period that is valid that day and was not revoked by then: earned with a
    certificate, or recognised with a document. Five statements, whatever the number of people.
    """
    places = {row.id: Place(row.code, row.name, row.path) for row in db.session.execute(
        select(Unit.id, Unit.code, Unit.name, Unit.path).order_by(Unit.path))}  # fmt: skip
    return evidence(
        tuple(places.values()),
        _staff(when, scope, places),
        _proofs(when, programme),
    )


def _staff(when: When, scope: Sequence[str], places: dict[Any, Place]) -> list[Staff]:
    found = (
        select(Employee.id, Employee.name, Posting.title, Posting.job_family, Posting.unit_id)
        .join(Posting, Posting.employee_id == Employee.id)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(in_office(when.today), ~exempt(when.today), inside(scope))
    )
    return [
        Staff(row.id, row.name, row.title, row.job_family, places[row.unit_id])
        for row in db.session.execute(found)
    ]


def _proofs(when: When, programme: str) -> list[Proof]:
    period, hours, named = CertificationPeriod, jp_by_programme(), titles()
    found = (
        select(
            period.employee_id, period.programme, period.digest, period.since.label("since"),
            period.until.label("until"), Certificate.number, Certificate.issued_at,
            Recognition.document,
        )
        .outerjoin(Certificate, Certificate.period_id == period.id)
        .outerjoin(Recognition, Recognition.period_id == period.id)
        .where(
            period.at <= when.at, period.since <= when.today, period.until > when.today,
            revoked_at().is_(None) | (revoked_at() > when.at),
        )
    )  # fmt: skip
    if programme:
        found = found.where(period.programme == programme)
    return [
        Proof(
            row.employee_id, row.programme, named[row.digest], row.number or row.document or "",
            row.number is not None, row.since, row.until,
            granted(hours.get(row.programme, ()), row.issued_at) if row.number else None,
        )
        for row in db.session.execute(found)
    ]  # fmt: skip
