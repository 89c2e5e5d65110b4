"""Which certificates wait for an official's electronic signature, and the sheets that bear one."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select

from training.certification.queries.browsing import within
from training.certification.queries.certificates import Issued, revoked_at
from training.certification.tables.certificates import Certificate
from training.certification.tables.esigning import SignedSheet, SigningRefusal
from training.certification.tables.periods import CertificationPeriod
from training.certification.tables.programmes import ProgrammeVersion
from training.kernel.db import db

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Counts:
    """Certificates of a scope that hold: who wait for the official, who are signed, the others.

    `others` name another official on the sheet, who would have to sign them.
    """

    waiting: int
    signed: int
    others: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A certificate that waits and was refused the last time."""

    number: str
    why: str
    at: datetime


def counts(scope: Iterable[str], signatory: str, *, today: date) -> Counts:
    """How many wait, are signed, and name somebody else. One statement that counts in SQL."""
    unsigned, theirs = ~_signed(), _names(signatory)
    found = _holding(scope, today).with_only_columns(
        func.count(Certificate.id.distinct()).filter(unsigned, theirs),
        func.count(Certificate.id.distinct()).filter(_signed()),
        func.count(Certificate.id.distinct()).filter(unsigned, ~theirs),
    )
    return Counts(*db.session.execute(found).one())


def waiting(scope: Iterable[str], signatory: str, *, today: date, most: int) -> tuple[Issued, ...]:
    """At most so many certificates that wait for the official, oldest first.

    Those that were refused come last, so that they hold up nobody.
    """
    refused = (
        select(func.max(SigningRefusal.at))
        .where(SigningRefusal.certificate_id == Certificate.id)
        .correlate(Certificate)
        .scalar_subquery()
    )
    order = (refused.is_not(None), refused, Certificate.issued_at, Certificate.id)
    found = _holding(scope, today).where(~_signed(), _names(signatory)).order_by(*order)
    rows = db.session.execute(found.limit(most))
    return tuple({row[0]: Issued(*row) for row in rows}.values())


def last_refusals(
    scope: Iterable[str], signatory: str, *, today: date, most: int = SHOWN
) -> tuple[Refused, ...]:
    """Of those that wait, the ones that were refused, with the last reason; newest first."""
    newer = (
        select(func.max(SigningRefusal.at))
        .where(SigningRefusal.certificate_id == Certificate.id)
        .correlate(Certificate)
        .scalar_subquery()
    )
    found = (
        _holding(scope, today)
        .join(SigningRefusal, SigningRefusal.certificate_id == Certificate.id)
        .where(~_signed(), _names(signatory), SigningRefusal.at == newer)
        .with_only_columns(Certificate.number, SigningRefusal.why, SigningRefusal.at)
        .order_by(SigningRefusal.at.desc(), Certificate.number)
    )
    return tuple(Refused(*row) for row in db.session.execute(found.limit(most)))


def signed_sheet(certificate_id: UUID) -> bytes | None:
    """The sheet as it came back signed, or None where it is not signed."""
    kept = select(SignedSheet.data).where(SignedSheet.certificate_id == certificate_id)
    return db.session.execute(kept).scalar()


def bears_signature(certificate_id: UUID) -> bool:
    """Whether a certificate bears an electronic signature."""
    kept = select(SignedSheet.certificate_id).where(SignedSheet.certificate_id == certificate_id)
    return db.session.execute(kept).first() is not None


def unlike_their_digest() -> Iterator[str]:
    """Signed sheets that are not what was kept, by number; each is read by itself."""
    rows = db.session.execute(
        select(SignedSheet.certificate_id, SignedSheet.digest, Certificate.number)
        .join(Certificate, Certificate.id == SignedSheet.certificate_id)
        .order_by(Certificate.number)
    ).all()
    for certificate_id, digest, number in rows:
        if hashlib.sha256(signed_sheet(certificate_id) or b"").hexdigest() != digest:
            yield number


def without_certificate() -> Iterator[str]:
    """Signed sheets of which no certificate exists, by the id that they name."""
    found = (
        select(SignedSheet.certificate_id)
        .outerjoin(Certificate, Certificate.id == SignedSheet.certificate_id)
        .where(Certificate.id.is_(None))
        .order_by(SignedSheet.certificate_id)
    )
    yield from map(str, db.session.scalars(found))


def _holding(scope: Iterable[str], today: date) -> Select[*tuple[Any, ...]]:
    """The certificates of a scope that are neither revoked nor over, with their programme."""
    return (
        within(scope, today)
        .join(ProgrammeVersion, ProgrammeVersion.digest == CertificationPeriod.digest)
        .where(revoked_at().is_(None), CertificationPeriod.until > today)
    )


def _signed() -> ColumnElement[bool]:
    kept = select(SignedSheet.certificate_id)
    return kept.where(SignedSheet.certificate_id == Certificate.id).correlate(Certificate).exists()


def _names(signatory: str) -> ColumnElement[bool]:
    """The sheet names this official, as the programme did when the certificate was issued."""
    return ProgrammeVersion.told["signatory"].as_string() == signatory
