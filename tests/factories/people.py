"""Invented units and people for tests."""

from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.actions import sessions
from training.people.queries.sessions import actor
from training.people.rules.access import Actor
from training.people.rules.kinds import JobFamily, Role
from training.people.tables.employees import Employee, Identifier, Posting, RoleGrant, Standing
from training.people.tables.units import Unit

BORN = datetime(2026, 1, 1, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)
_number = count(1)


def unit(code: str = "", *, parent: Unit | None = None, kind: str = "dinas", **more) -> Unit:
    """A unit; without a code it gets a new one."""
    code = code or f"UNIT-{next(_number)}"
    made = Unit(
        id=uuid7(BORN), code=code, name=more.pop("name", f"Unit {code}"), kind=kind,
        group=more.pop("group", kind), parent_id=parent.id if parent else None,
        path=f"{parent.path if parent else '/'}{code}/", valid_from=LONG_AGO, **more,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def employee(
    unit: Unit | None = None, *, name: str = "", family: JobFamily = JobFamily.FRONT_LINE, **more
) -> Employee:
    """An employee with a NIP that begins 1900 and, if a unit is given, a definitive post in it."""
    n = next(_number)
    name = name or f"Pegawai Rekaan {n}"
    made = Employee(
        id=uuid7(BORN), name=name, name_key=name.lower(), email=f"p{n}@contoh.invalid",
        status="pns", added_at=BORN, **more,
    )  # fmt: skip
    number = Identifier(
        id=uuid7(BORN), employee_id=made.id, kind="nip", value=f"19000101192501{n:04d}",
        valid_from=LONG_AGO,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    db.session.add(number)
    if unit is not None:
        posting(made, unit, family=family)
    db.session.flush()
    return made


def posting(
    person: Employee, unit: Unit, *, family: JobFamily = JobFamily.FRONT_LINE,
    kind: str = "definitif", since: date = LONG_AGO, until: date | None = None,
) -> Posting:  # fmt: skip
    made = Posting(
        id=uuid7(BORN), employee_id=person.id, unit_id=unit.id, kind=kind, title="Staf",
        job_family=family.value, valid_from=since, valid_to=until,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def standing(person: Employee, kind: str, since: date, until: date | None = None) -> Standing:
    made = Standing(
        id=uuid7(BORN), employee_id=person.id, kind=kind, valid_from=since, valid_to=until
    )
    db.session.add(made)
    db.session.flush()
    return made


def role(person: Employee, role: Role, unit: Unit) -> RoleGrant:
    made = RoleGrant(
        id=uuid7(BORN), employee_id=person.id, role=role.value, unit_id=unit.id, granted_at=BORN
    )
    db.session.add(made)
    db.session.flush()
    return made


def session_token(person: Employee, *, at: datetime, second_factor: bool = True) -> str:
    """A live session's secret, as the sign-in page would have given it."""
    return sessions.start(
        person.id, at=at, shared_device=True, second_factor=second_factor, device="test"
    )


def acting(person: Employee | UUID) -> Actor:
    key = person if isinstance(person, UUID) else person.id
    return actor(key, today=date(2026, 11, 23))
