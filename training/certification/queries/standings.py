"""Where people stand with a programme on a day: for pages, reminders, exports and the night."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, Select, case, exists, select, type_coerce, union

from training.certification.queries.programmes import editions_at
from training.certification.rules.evidence import outdated
from training.certification.rules.periods import Span
from training.certification.rules.states import (
    Case,
    Duty,
    Excuse,
    Kind,
    Period,
    Standing,
    standing,
)
from training.certification.tables.periods import (
    CertificationExcuse,
    CertificationExcuseEnd,
    CertificationPeriod,
    Revocation,
    RevocationDecision,
)
from training.certification.tables.programmes import Assignment, AssignmentEnd, AssignmentRule
from training.content.rules.programmes import Programme
from training.kernel.clock import local_date
from training.kernel.db import db
from training.learning.tables import LessonRead
from training.people.queries.rosters import in_office
from training.people.queries.units import EVERYWHERE, inside
from training.people.rules.kinds import StandingKind
from training.people.tables.employees import Employee, Posting
from training.people.tables.employees import Standing as Absence
from training.people.tables.units import Unit

KINDS = {each.value: each for each in Kind}


@dataclass(frozen=True, slots=True)
class When:
    """The instant as of which is asked, and the city's zone in which its day counts."""

    at: datetime
    zone: str

    @property
    def today(self) -> date:
        return local_date(self.at, self.zone)


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a programme: who, where on that day, the case and what it comes to."""

    id: UUID
    name: str
    unit_id: UUID
    unit_code: str
    unit_name: str
    job_family: str
    case: Case
    standing: Standing

    @property
    def must(self) -> bool:
        """Whether the person has to hold the certificate."""
        return self.case.duty is not None


def roll(
    found: Programme, when: When, *, scope: Iterable[str] = EVERYWHERE,
    people: Sequence[UUID] | None = None,
) -> tuple[Line, ...]:  # fmt: skip
    """Everybody who must hold a programme's certificate, or ever held it, by unit and name.

    Only people with a definitive post inside the scope on that day. Six statements, whatever the
    number of people; with `people` only theirs.
    """
    rows = db.session.execute(_people(found.key, when, tuple(scope), people)).all()
    ids = None if people is None else [row.id for row in rows]
    cases = cases_of(found, when, ids)
    nothing = Case(None, window_days=found.window_days, grace_days=found.grace_days)
    return tuple(
        Line(
            row.id,
            row.name,
            row.unit_id,
            row.code,
            row.unit_name,
            row.job_family,
            each,
            standing(each, when.today),
        )
        for row in rows
        for each in (cases.get(row.id, nothing),)
    )


def _people(
    key: str, when: When, scope: tuple[str, ...], people: Sequence[UUID] | None
) -> Select[*tuple[Any, ...]]:
    found = (
        select(
            Employee.id, Employee.name, Unit.id.label("unit_id"), Unit.code,
            Unit.name.label("unit_name"),
            Posting.job_family,
        )
        .join(Posting, Posting.employee_id == Employee.id)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(in_office(when.today), inside(scope))
        .order_by(Unit.name, Unit.code, Employee.name_key, Employee.id)
    )  # fmt: skip
    if people is not None:
        return found.where(Employee.id.in_(people))
    held = select(CertificationPeriod.employee_id).where(CertificationPeriod.programme == key)
    must = _assigned(key, when).with_only_columns(Assignment.employee_id)
    return found.where(Employee.id.in_(union(held, must)))


def _assigned(key: str, when: When) -> Select[*tuple[Any, ...]]:
    """The assignments that are open as of an instant."""
    return (
        select(Assignment.employee_id, Assignment.since, Assignment.due)
        .join(AssignmentRule, AssignmentRule.id == Assignment.rule_id)
        .outerjoin(
            AssignmentEnd,
            (AssignmentEnd.assignment_id == Assignment.id) & (AssignmentEnd.at <= when.at),
        )
        .where(
            AssignmentRule.programme == key,
            AssignmentEnd.assignment_id.is_(None),
            Assignment.at <= when.at,
        )
    )


def cases_of(
    found: Programme, when: When, people: Sequence[UUID] | None = None
) -> dict[UUID, Case]:
    """The case of everybody of a programme, or of some people; who has none is left out."""
    duties = duties_of(found.key, when, people)
    periods = periods_of(found.key, when, people)
    excuses = _excuses(found.key, when, people)
    begun = _begun(found, when, people)
    away, back = _absences(when, people)
    return {
        person: Case(
            duties.get(person), periods.get(person, ()), excuses.get(person, ()),
            person in begun, person in away, back.get(person), found.window_days, found.grace_days,
        )
        for person in {*duties, *periods}
    }  # fmt: skip


def _only(wanted: Select[*tuple[Any, ...]], column: Any, people: Sequence[UUID] | None) -> Any:
    return db.session.execute(wanted if people is None else wanted.where(column.in_(people)))


def duties_of(key: str, when: When, people: Sequence[UUID] | None = None) -> dict[UUID, Duty]:
    """The duty of everybody who must hold a programme's certificate: the earliest of each."""
    duties: dict[UUID, Duty] = {}
    for person, since, due in _only(_assigned(key, when), Assignment.employee_id, people):
        known = duties.get(person, Duty(since, due))
        duties[person] = Duty(min(known.since, since), min(known.due, due))
    return duties


def periods_of(
    key: str, when: When, people: Sequence[UUID] | None = None
) -> dict[UUID, tuple[Period, ...]]:
    """The periods of each person in their order, as they were known at an instant.

    Whether material has changed is asked only of those that did not end before: nobody renews an
    old one, and to read what each of them covered is most of the work.
    """
    current = {slug: each.edition for slug, each in editions_at(when.at).items()}
    revoked = select(Revocation.period_id, RevocationDecision.at).join(
        RevocationDecision, RevocationDecision.revocation_id == Revocation.id
    )
    revoked = revoked.where(RevocationDecision.confirmed, RevocationDecision.at <= when.at)
    gone = {period: when_ for period, when_ in db.session.execute(revoked)}
    table, found = CertificationPeriod, defaultdict(list)
    wanted = select(
        table.employee_id,
        table.id,
        table.kind,
        table.since,
        table.until,
        type_coerce(case((table.until > when.today, table.covered), else_=None), JSON),
        table.completed_at,
    ).where(table.programme == key, table.at <= when.at)
    rows = _only(wanted.order_by(table.employee_id, table.number), table.employee_id, people)
    for person, key_of, kind, since, until, told, completed in rows:
        covered = {slug: each["edition"] for slug, each in (told or {}).items()}
        found[person].append(Period(
            key_of, KINDS[kind], Span(since, until), completed, gone.get(key_of),
            outdated(covered, current),
        ))  # fmt: skip
    return {person: tuple(each) for person, each in found.items()}


def _excuses(
    key: str, when: When, people: Sequence[UUID] | None
) -> Mapping[UUID, Sequence[Excuse]]:
    table, found = CertificationExcuse, defaultdict(list)
    wanted = select(table.employee_id, table.since, table.until).where(
        table.programme == key, table.at <= when.at, ~taken_back(when.at)
    )
    for person, since, until in _only(wanted, table.employee_id, people):
        found[person].append(Excuse(since, until))
    return found


def taken_back(at: datetime | None = None) -> ColumnElement[bool]:
    """An excuse that was taken back, at all or by an instant."""
    ended = exists().where(CertificationExcuseEnd.excuse_id == CertificationExcuse.id)
    return ended if at is None else ended.where(CertificationExcuseEnd.at <= at)


def _begun(found: Programme, when: When, people: Sequence[UUID] | None) -> set[UUID]:
    """Who has read anything of the programme's modules."""
    wanted = select(LessonRead.employee_id).distinct()
    wanted = wanted.where(LessonRead.slug.in_(found.slugs), LessonRead.at <= when.at)
    return {row[0] for row in _only(wanted, LessonRead.employee_id, people)}


def _absences(when: When, people: Sequence[UUID] | None) -> tuple[set[UUID], dict[UUID, date]]:
    """Who is away on that day, and when the others came back last."""
    wanted = select(Absence.employee_id, Absence.valid_from, Absence.valid_to).where(
        Absence.kind != StandingKind.ACTIVE, Absence.valid_from <= when.today
    )
    away: set[UUID] = set()
    back: dict[UUID, date] = {}
    for person, _since, until in _only(wanted, Absence.employee_id, people):
        if until is None or until > when.today:
            away.add(person)
        else:
            back[person] = max(until, back.get(person, until))
    return away, back
