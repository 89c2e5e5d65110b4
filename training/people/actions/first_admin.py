"""The first administrator: made once, by a code that only the operator sees."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert, select

from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.actions import links, roles
from training.people.actions.accounts import keep_password
from training.people.queries.accounts import open_link
from training.people.queries.census import any_account
from training.people.rules.kinds import Role, Status, UnitKind
from training.people.rules.links import AnAccountExistsAlready, Purpose, in_groups, normal_code
from training.people.rules.names import clean_name, fold
from training.people.tables.employees import Employee
from training.people.tables.units import Unit

ROOT = "PEMKOT"  # the code that the list of units gives the city: importing it later joins this row
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without I, O, 0 and 1, which are mistaken
LENGTH = 20


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who becomes the first administrator, and of which city."""

    name: str
    email: str
    password_hash: str
    city: str


def make_first_code(at: datetime) -> str:
    """A fresh code for the first administrator, valid for a day; the one before dies."""
    if any_account():
        raise AnAccountExistsAlready
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    links.keep(code, None, Purpose.FIRST, at=at)
    return in_groups(code)


def open_house(code: str, newcomer: Newcomer, *, today: date, at: datetime) -> UUID:
    """Make the first administrator over the whole city. LinkCannotBeUsed for a wrong code."""
    if any_account():
        raise AnAccountExistsAlready
    typed = normal_code(code)
    open_link(typed, at=at, purposes=(Purpose.FIRST,))
    links.use(typed, at=at)
    person, root = _person(newcomer, at=at), _root(newcomer.city, today=today, at=at)
    roles.grant(person, Role.ADMIN, root, by=person, at=at)
    keep_password(person, newcomer.password_hash, at=at)
    return person


def _person(newcomer: Newcomer, *, at: datetime) -> UUID:
    """Somebody who was imported already is not made a second time."""
    email = newcomer.email.lower()
    known = db.session.scalar(select(Employee.id).where(Employee.email == email))
    if known is not None:
        return known
    name, made = clean_name(newcomer.name), uuid7(at)
    db.session.execute(
        insert(Employee).values(
            id=made, name=name, name_key=fold(name), email=email, status=Status.PNS.value,
            added_at=at,
        )
    )  # fmt: skip
    db.session.flush()
    return made


def _root(city: str, *, today: date, at: datetime) -> UUID:
    tops = select(Unit.id).where(Unit.parent_id.is_(None), Unit.valid_to.is_(None))
    found = db.session.scalars(tops.order_by(Unit.code == ROOT, Unit.code)).all()
    if found:
        return found[-1]
    made = uuid7(at)
    db.session.execute(
        insert(Unit).values(
            id=made, code=ROOT, name=city, kind=UnitKind.KOTA.value, group="Pemerintah Kota",
            path=f"/{ROOT}/", valid_from=today,
        )
    )  # fmt: skip
    db.session.flush()
    return made
