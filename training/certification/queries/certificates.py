"""Certificates: one's own, by their code for everybody, and those that rest on an attempt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.exc import NoResultFound

from training.certification.rules.numbers import is_code
from training.certification.rules.payloads import Payload, read
from training.certification.tables.certificates import Certificate, CertificateKey, NumberGap
from training.certification.tables.periods import (
    CertificationPeriod,
    Revocation,
    RevocationDecision,
)
from training.kernel.db import db
from training.kernel.signing import verified
from training.people.tables.employees import Employee


class Validity(StrEnum):
    """What a certificate is worth on a day."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Issued:
    """One certificate: whose, its period, and exactly what was signed."""

    id: UUID
    period_id: UUID
    person: UUID
    number: str
    code: str
    since: date
    until: date
    issued_at: datetime
    signed: str
    revoked_at: datetime | None
    programme: str

    def payload(self, keys: Mapping[str, dict[str, Any]] | None = None) -> Payload:
        """What stands on it, verified. SignatureIsWrong if anybody changed it.

        `keys` are those of `public_keys()`, where many certificates are read.
        """
        return read(verified(self.signed, public_keys() if keys is None else keys))

    def validity(self, today: date) -> Validity:
        """What it is worth on a day; a period that begins later is valid already as a document."""
        if self.revoked_at is not None:
            return Validity.REVOKED
        return Validity.VALID if today < self.until else Validity.EXPIRED


def public_keys() -> dict[str, dict[str, Any]]:
    """The public half of every key that ever signed, by kid."""
    return {kid: jwk for kid, jwk in db.session.execute(
        select(CertificateKey.kid, CertificateKey.jwk))}  # fmt: skip


def revoked_at() -> Any:
    """When the revocation of a row's period was confirmed, as a subquery; null if it was not."""
    return (
        select(RevocationDecision.at)
        .join(Revocation, Revocation.id == RevocationDecision.revocation_id)
        .where(Revocation.period_id == CertificationPeriod.id, RevocationDecision.confirmed)
        .limit(1)
        .correlate(CertificationPeriod)
        .scalar_subquery()
    )


def issued() -> Select[*tuple[Any, ...]]:
    """The columns of Issued, to be narrowed."""
    return select(
        Certificate.id, CertificationPeriod.id, CertificationPeriod.employee_id,
        Certificate.number, Certificate.code, CertificationPeriod.since,
        CertificationPeriod.until, Certificate.issued_at, Certificate.signed, revoked_at(),
        CertificationPeriod.programme,
    ).join(CertificationPeriod, CertificationPeriod.id == Certificate.period_id)  # fmt: skip


def by_code(code: str, *, of: UUID | None = None) -> Issued:
    """A certificate by its code; with `of` only that person's own. NoResultFound otherwise."""
    if not is_code(code):
        raise NoResultFound
    found = issued().where(Certificate.code == code)
    if of is not None:
        found = found.where(CertificationPeriod.employee_id == of)
    return Issued(*db.session.execute(found).one())


def certificates_of(person: UUID) -> tuple[Issued, ...]:
    """A person's certificates, newest first."""
    found = issued().where(CertificationPeriod.employee_id == person)
    rows = db.session.execute(found.order_by(Certificate.issued_at.desc(), Certificate.id.desc()))
    return tuple(Issued(*row) for row in rows)


def revoked_indexes() -> tuple[int, ...]:
    """The places of revoked certificates in the public list, in order."""
    gone = exists().where(
        Revocation.period_id == Certificate.period_id,
        RevocationDecision.revocation_id == Revocation.id,
        RevocationDecision.confirmed,
    )
    found = select(Certificate.status_index).where(gone).order_by(Certificate.status_index)
    return tuple(db.session.scalars(found))


@dataclass(frozen=True, slots=True)
class Resting:
    """A certificate whose evidence is an attempt that somebody is about to mark anew."""

    person: UUID
    name: str
    programme: str
    number: str
    attempt_id: UUID
    until: date


def certificates_resting_on(attempts: Iterable[UUID], slug: str) -> tuple[Resting, ...]:
    """The certificates that rest on one of these attempts at a module, by name and number.

    Revoked ones are left out: nothing more can happen to them.
    """
    wanted = {str(each) for each in attempts}
    if not wanted:
        return ()
    period = CertificationPeriod
    rests_on = period.covered[slug, "attempt_id"].as_string()
    found = (
        select(
            period.employee_id, Employee.name, period.programme, Certificate.number, rests_on,
            period.until,
        )
        .join(Certificate, Certificate.period_id == period.id)
        .join(Employee, Employee.id == period.employee_id)
        .where(rests_on.is_not(None), revoked_at().is_(None))
        .order_by(Employee.name_key, Certificate.number)
    )  # fmt: skip
    return tuple(
        Resting(person, name, programme, number, UUID(attempt), until)
        for person, name, programme, number, attempt, until in db.session.execute(found)
        if attempt in wanted
    )


def used_numbers() -> dict[tuple[str, int], set[int]]:
    """The numbers that certificates have, by series and year."""
    used: dict[tuple[str, int], set[int]] = {}
    rows = select(Certificate.series, Certificate.year, Certificate.sequence)
    for series, year, sequence in db.session.execute(rows):
        used.setdefault((series, year), set()).add(sequence)
    return used


def explained_numbers() -> dict[tuple[str, int], set[int]]:
    """The numbers whose absence somebody explained, by series and year."""
    known: dict[tuple[str, int], set[int]] = {}
    rows = select(NumberGap.series, NumberGap.year, NumberGap.sequence)
    for series, year, sequence in db.session.execute(rows):
        known.setdefault((series, year), set()).add(sequence)
    return known


def highest_index() -> int:
    """The highest place in the public list that is taken; -1 while there is none."""
    found = db.session.execute(select(func.max(Certificate.status_index))).scalar()
    return -1 if found is None else found


def issued_among(periods: Sequence[UUID]) -> set[UUID]:
    """Of these periods those that have a certificate."""
    found = select(Certificate.period_id).where(Certificate.period_id.in_(periods))
    return set(db.session.scalars(found))
