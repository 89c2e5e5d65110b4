"""The present record as an import compares with it."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from sqlalchemy import select

from training.kernel.db import db
from training.people.rules.imports.state import (
    NumberFact,
    PersonFact,
    PostFact,
    Record,
    StandingFact,
    UnitFact,
)
from training.people.rules.imports.unit_plan import UnitRecord
from training.people.rules.kinds import (
    IdentifierKind,
    JobFamily,
    PostingKind,
    Role,
    StandingKind,
    Status,
)
from training.people.tables.accounts import Account
from training.people.tables.employees import Employee, Identifier, Posting, RoleGrant, Standing
from training.people.tables.units import Unit, UnitPredecessor


def record(day: date) -> Record:
    """All units and all people with what is open on their record."""
    numbers, retired = _numbers()
    posts, standings, offices = _posts(), _standings(), _offices()
    admins = administrators_of_all()
    everyone = select(Employee.id, Employee.name, Employee.email, Employee.status)
    people = {
        key: PersonFact(
            key, name, email or "", Status(status), tuple(numbers.get(key, ())),
            tuple(posts.get(key, ())), standings.get(key), tuple(offices.get(key, ())),
            key in admins,
        )
        for key, name, email, status in db.session.execute(everyone)
    }  # fmt: skip
    return Record(_units(day), people, retired)


def _units(day: date) -> dict[UUID, UnitFact]:
    rows = db.session.execute(select(Unit.id, Unit.code, Unit.name, Unit.path, Unit.valid_to))
    return {
        key: UnitFact(key, code, name, path, bool(ends and ends <= day))
        for key, code, name, path, ends in rows
    }


def _numbers() -> tuple[dict[UUID, list[NumberFact]], frozenset[str]]:
    """Open numbers by person, and the values that only closed numbers have."""
    held: dict[UUID, list[NumberFact]] = defaultdict(list)
    ended: set[str] = set()
    table = Identifier
    rows = select(
        table.employee_id, table.id, table.kind, table.value, table.valid_from, table.valid_to
    )
    for person, key, kind, value, since, until in db.session.execute(rows.order_by(table.id)):
        if until is None:
            held[person].append(NumberFact(key, IdentifierKind(kind), value, since))
        else:
            ended.add(value)
    still = {each.value for mine in held.values() for each in mine}
    return held, frozenset(ended - still)


def _posts() -> dict[UUID, list[PostFact]]:
    held: dict[UUID, list[PostFact]] = defaultdict(list)
    rows = select(
        Posting.employee_id, Posting.id, Posting.unit_id, Posting.kind, Posting.title,
        Posting.job_family, Posting.valid_from,
    ).where(Posting.valid_to.is_(None)).order_by(Posting.id)  # fmt: skip
    for person, key, unit, kind, title, family, since in db.session.execute(rows):
        post = PostFact(key, unit, PostingKind(kind), title, JobFamily(family), since)
        held[person].append(post)
    return held


def _standings() -> dict[UUID, StandingFact]:
    rows = select(Standing.employee_id, Standing.id, Standing.kind, Standing.valid_from)
    rows = rows.where(Standing.valid_to.is_(None)).order_by(Standing.id)
    return {
        person: StandingFact(key, StandingKind(kind), since)
        for person, key, kind, since in db.session.execute(rows)
    }


def _offices() -> dict[UUID, list[str]]:
    held: dict[UUID, list[str]] = defaultdict(list)
    rows = select(RoleGrant.employee_id, Unit.path).join(Unit, Unit.id == RoleGrant.unit_id)
    for person, path in db.session.execute(rows.where(RoleGrant.ended_at.is_(None))):
        held[person].append(path)
    return held


def administrators_of_all() -> frozenset[UUID]:
    """Everybody who administers a whole tree of units and has an account that is not closed."""
    held = select(RoleGrant.employee_id).join(Unit, Unit.id == RoleGrant.unit_id)
    held = held.join(Account, Account.employee_id == RoleGrant.employee_id)
    held = held.where(RoleGrant.role == Role.ADMIN.value, RoleGrant.ended_at.is_(None))
    held = held.where(Unit.parent_id.is_(None), Account.closed_at.is_(None))
    return frozenset(db.session.scalars(held))


def unit_records() -> dict[str, UnitRecord]:
    """Every stored unit by code, as a unit file is compared with it."""
    units = db.session.scalars(select(Unit)).all()
    codes = {unit.id: unit.code for unit in units}
    before: dict[UUID, set[str]] = defaultdict(set)
    links = select(UnitPredecessor.unit_id, UnitPredecessor.predecessor_id)
    for unit, predecessor in db.session.execute(links):
        before[unit].add(codes[predecessor])
    return {
        unit.code: UnitRecord(
            code=unit.code, name=unit.name, kind=unit.kind, group=unit.group, sector=unit.sector,
            parent=codes[unit.parent_id] if unit.parent_id else "", path=unit.path,
            valid_from=unit.valid_from, valid_to=unit.valid_to, region=unit.region_code,
            verified=unit.verified, source=unit.source, note=unit.note,
            predecessors=frozenset(before[unit.id]),
        )
        for unit in units
    }  # fmt: skip
