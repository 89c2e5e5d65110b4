"""Certificates of a part of the city, page by page, for whoever may certify there."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.exc import NoResultFound

from training.certification.queries.certificates import Issued, issued
from training.certification.rules.numbers import is_code
from training.certification.tables.certificates import Certificate
from training.certification.tables.periods import CertificationPeriod
from training.kernel.db import db
from training.people.queries.rosters import in_office
from training.people.queries.units import inside
from training.people.tables.employees import Posting
from training.people.tables.units import Unit


def within(scope: Iterable[str], today: date) -> Select[*tuple[Any, ...]]:
    """The certificates of those who serve in a scope today."""
    return (
        issued()
        .join(Posting, Posting.employee_id == CertificationPeriod.employee_id)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(in_office(today), inside(scope))
    )


def certificate_within(code: str, scope: Iterable[str], *, today: date) -> Issued:
    """One certificate by its code. NoResultFound outside of the scope."""
    if not is_code(code):
        raise NoResultFound
    found = within(scope, today).where(Certificate.code == code)
    return Issued(*db.session.execute(found).one())


def certificates_within(
    scope: Iterable[str], *, today: date, after: str | None, most: int, programme: str = ""
) -> tuple[Issued, ...]:
    """At most so many certificates, newest first, after the one with a code (None: from the top).

    NoResultFound where no certificate has that code. Two statements.
    """
    found = within(scope, today)
    if programme:
        found = found.where(CertificationPeriod.programme == programme)
    if after is not None:
        place = select(Certificate.issued_at, Certificate.id).where(Certificate.code == after)
        at, key = db.session.execute(place).one()
        below = and_(Certificate.issued_at == at, Certificate.id < key)
        found = found.where(or_(Certificate.issued_at < at, below))
    order = (Certificate.issued_at.desc(), Certificate.id.desc())
    rows = db.session.execute(found.order_by(*order).limit(most))
    return tuple(Issued(*row) for row in rows)
