"""Certificates as others are told of them: with the JP of their decree, by person or by scope."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from training.certification.queries.certificates import revoked_at
from training.certification.rules.hours import Counted, Granted, granted
from training.certification.rules.siasn import Outgoing
from training.certification.tables.certificates import Certificate
from training.certification.tables.periods import CertificationPeriod
from training.certification.tables.programmes import ProgrammeJp, ProgrammeVersion
from training.kernel.clock import local_date
from training.kernel.db import db
from training.people.queries.rosters import in_office
from training.people.queries.units import inside
from training.people.rules.kinds import IdentifierKind
from training.people.tables.employees import Employee, Identifier, Posting
from training.people.tables.units import Unit

NUMBERS = (IdentifierKind.NIP.value, IdentifierKind.NI_PPPK.value)


@dataclass(frozen=True, slots=True)
class Span:
    """Which certificates are wanted: completed from a day to a day (both count); "" is any."""

    since: date
    until: date
    programme: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told to SIASN, and how many certificates have no number that SIASN knows."""

    rows: tuple[Outgoing, ...]
    without_number: int

    @property
    def without_hours(self) -> int:
        return sum(each.counted.jp is None for each in self.rows)


def jp_by_programme() -> Mapping[str, tuple[Granted, ...]]:
    """The hours that decrees granted to each programme, in order of time."""
    jp, found = ProgrammeJp, defaultdict(list)
    wanted = select(jp.programme, jp.at, jp.hours, jp.decree, jp.decree_on).order_by(jp.at, jp.id)
    for row in db.session.execute(wanted):
        found[row.programme].append(Granted(row.at, row.hours, row.decree, row.decree_on))
    return {key: tuple(each) for key, each in found.items()}


def titles() -> Mapping[str, str]:
    """What programmes were called when something was done under them, by digest."""
    kept = select(ProgrammeVersion.digest, ProgrammeVersion.told)
    return {digest: told["title"] for digest, told in db.session.execute(kept)}


def _certificates() -> Select[*tuple[Any, ...]]:
    period = CertificationPeriod
    return select(
        Certificate.number, Certificate.code, Certificate.issued_at, period.programme,
        period.digest, period.covered, period.since.label("since"), period.until.label("until"),
        revoked_at().label("revoked_at"),
    ).join(period, period.id == Certificate.period_id)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Known:
    """What every certificate is told with."""

    zone: str
    hours: Mapping[str, tuple[Granted, ...]]
    titles: Mapping[str, str]

    def counted(self, each: Any) -> Counted:
        """One certificate; it was begun on the day on which its first part was done."""
        parts = [datetime.fromisoformat(part["at"]) for part in each.covered.values()]
        begun = local_date(min(parts), self.zone) if parts else each.since
        return Counted(
            each.number, each.code, self.titles[each.digest], min(begun, each.since), each.since,
            each.until, granted(self.hours.get(each.programme, ()), each.issued_at),
            each.revoked_at is not None,
        )  # fmt: skip


def counted_of(person: UUID, *, zone: str) -> tuple[Counted, ...]:
    """All certificates of a person, revoked ones among them."""
    known = _Known(zone, jp_by_programme(), titles())
    found = _certificates().where(CertificationPeriod.employee_id == person)
    return tuple(known.counted(each) for each in db.session.execute(found))


def outgoing(span: Span, scope: Iterable[str], *, today: date, zone: str) -> Told:
    """The certificates of a time for SIASN, of those who serve in the scope today.

    Ordered by the day of completion and by number. Revoked ones are left out, and so are those
    whose holders have neither NIP nor NI PPPK (SIASN does not know them): these are counted.
    Five statements, whatever the number of rows.
    """
    known, numbers = _Known(zone, jp_by_programme(), titles()), _numbers()
    period, rows, without = CertificationPeriod, [], 0
    wanted = (
        _certificates().add_columns(Employee.id, Employee.name)
        .join(Employee, Employee.id == period.employee_id)
        .join(Posting, Posting.employee_id == Employee.id)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(in_office(today), inside(scope), revoked_at().is_(None),
               period.since.between(span.since, span.until))
    )  # fmt: skip
    if span.programme:
        wanted = wanted.where(period.programme == span.programme)
    order = (period.since, Certificate.series, Certificate.year, Certificate.sequence)
    for each in db.session.execute(wanted.order_by(*order)):
        number = numbers.get(each.id, "")
        if number:
            rows.append(Outgoing(each.name, number, known.counted(each)))
        else:
            without += 1
    return Told(tuple(rows), without)


def _numbers() -> dict[UUID, str]:
    """The newest open NIP or NI PPPK of everybody who ever began a period."""
    held = select(CertificationPeriod.employee_id)
    found = (
        select(Identifier.employee_id, Identifier.value)
        .where(Identifier.kind.in_(NUMBERS), Identifier.valid_to.is_(None),
               Identifier.employee_id.in_(held))
        .order_by(Identifier.valid_from)
    )  # fmt: skip
    return {person: value for person, value in db.session.execute(found)}
