"""Whether certificates are what they say: each against its evidence, its number and its period."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from sqlalchemy import select

from training.certification.queries.certificates import (
    explained_numbers,
    public_keys,
    used_numbers,
)
from training.certification.queries.esigning import unlike_their_digest, without_certificate
from training.certification.rules.numbers import gaps, numbered
from training.certification.rules.payloads import read
from training.certification.rules.states import Kind
from training.certification.tables.certificates import Certificate
from training.certification.tables.periods import CertificationPeriod, Recognition
from training.kernel.db import db
from training.kernel.signing import SignatureIsWrong, verified
from training.learning.tables import LessonRead
from training.quiz.queries.results import PASSED, PENDING, newest_rescore
from training.quiz.tables import Attempt, Rescore, Submission


class Flaw(StrEnum):
    """What can be wrong."""

    WITHOUT_CERTIFICATE = "without-certificate"
    WITHOUT_DOCUMENT = "without-document"
    SIGNATURE = "signature"
    DIFFERS = "differs"
    ATTEMPT = "attempt"
    LESSONS = "lessons"
    GAP = "gap"
    ORDER = "order"
    SPAN = "span"
    SIGNED_SHEET = "signed-sheet"
    SHEET_ALONE = "sheet-alone"


@dataclass(frozen=True, slots=True)
class Found:
    """One flaw and the certificate, period or number that has it."""

    flaw: Flaw
    about: str


def check() -> Iterator[Found]:
    """Every flaw of every certificate and period, in a fixed order."""
    yield from _periods()
    yield from _certificates()
    yield from _evidence()
    yield from _numbers()
    yield from (Found(Flaw.SIGNED_SHEET, number) for number in unlike_their_digest())
    yield from (Found(Flaw.SHEET_ALONE, named) for named in without_certificate())


def _periods() -> Iterator[Found]:
    """Periods of a person are numbered 1, 2, 3 and follow each other; each has its basis."""
    table = CertificationPeriod
    documents = set(db.session.scalars(select(Recognition.period_id)))
    issued = set(db.session.scalars(select(Certificate.period_id)))
    rows = db.session.execute(
        select(
            table.id, table.employee_id, table.programme, table.number, table.kind, table.since,
            table.until, table.completed_at,
        ).order_by(table.employee_id, table.programme, table.number)
    ).all()  # fmt: skip
    for row in rows:
        if row.until <= row.since:
            yield Found(Flaw.SPAN, str(row.id))
        if row.kind == Kind.RECOGNISED and row.id not in documents:
            yield Found(Flaw.WITHOUT_DOCUMENT, str(row.id))
        if row.kind == Kind.EARNED and row.id not in issued:
            yield Found(Flaw.WITHOUT_CERTIFICATE, str(row.id))
    for before, after in pairwise(rows):
        same = (before.employee_id, before.programme) == (after.employee_id, after.programme)
        follows = after.number == before.number + 1 and after.completed_at >= before.completed_at
        if not (follows if same else after.number == 1):
            yield Found(Flaw.ORDER, str(after.id))


def _certificates() -> Iterator[Found]:
    """What was signed is what the row says, by a key that is known."""
    table, keys = Certificate, public_keys()
    rows = select(table, CertificationPeriod).join(
        CertificationPeriod, CertificationPeriod.id == table.period_id
    )
    for row, period in db.session.execute(rows.order_by(table.series, table.year, table.sequence)):
        try:
            told = read(verified(row.signed, keys))
        except (SignatureIsWrong, ValueError):
            yield Found(Flaw.SIGNATURE, row.number)
            continue
        number = numbered(row.series, sequence=row.sequence, year=row.year)
        editions = {each.slug: each.edition for each in told.modules}
        covered = {slug: each["edition"] for slug, each in period.covered.items()}
        same = (told.number, told.code, told.programme, told.since, editions) == (
            row.number, row.code, period.programme, period.since.isoformat(), covered,
        )  # fmt: skip
        if not same or number != row.number:
            yield Found(Flaw.DIFFERS, row.number)


def _evidence() -> Iterator[Found]:
    """The attempt behind each module is the person's own, passed, and its lessons were read."""
    period = CertificationPeriod
    rows = db.session.execute(
        select(period.employee_id, period.covered, Certificate.number)
        .join(Certificate, Certificate.period_id == period.id)
        .order_by(Certificate.number)
    ).all()
    passed = _passed()
    read = select(LessonRead.employee_id, LessonRead.slug, LessonRead.edition).distinct()
    readers = {tuple(each) for each in db.session.execute(read)}
    for person, covered, number in rows:
        for slug, each in covered.items():
            attempt = each["attempt_id"]
            wanted = (person, slug, each["edition"])
            if attempt is not None and passed.get(UUID(attempt)) != wanted:
                yield Found(Flaw.ATTEMPT, f"{number} {slug}")
            if wanted not in readers:
                yield Found(Flaw.LESSONS, f"{number} {slug}")


def _passed() -> dict[UUID, tuple[UUID, str, int]]:
    """The attempts that are passed as they stand: whose, at which module and edition."""
    found = (
        select(Attempt.id, Attempt.employee_id, Attempt.slug, Attempt.edition)
        .join(Submission, Submission.attempt_id == Attempt.id)
        .outerjoin(Rescore, newest_rescore())
        .where(PASSED, PENDING.is_(False), Submission.void.is_(False))
    )
    return {key: (who, slug, edition) for key, who, slug, edition in db.session.execute(found)}


def _numbers() -> Iterator[Found]:
    explained = explained_numbers()
    for (series, year), used in sorted(used_numbers().items()):
        for missing in gaps(used, explained.get((series, year), set())):
            yield Found(Flaw.GAP, numbered(series, sequence=missing, year=year))
