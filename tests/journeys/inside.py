"""What a test does in a served house by the product's own actions, where it has no page for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from tests.conftest import chosen_settings
from tests.journeys.house import Account, House
from training.factory import create_app
from training.kernel.clock import follow, local_date, now
from training.kernel.db import db, writing
from training.people.actions.roles import end, grant
from training.people.rules.kinds import Role
from training.people.tables.employees import Identifier, RoleGrant
from training.people.tables.units import Unit

ZONE = "Asia/Makassar"


@cache
def _application(data: Path) -> Flask:
    return create_app(chosen_settings(data, data / "clock"))


@contextmanager
def inside(house: House) -> Iterator[datetime]:
    """The application on the house's own database; what is done is committed at the end."""
    app = _application(house.data)
    follow(house.data / "clock")
    with app.app_context():
        writing.set(True)
        try:
            yield now()
            db.session.commit()
        finally:
            db.session.remove()
            db.engine.dispose()


def today(at: datetime):
    """The city's day of an instant."""
    return local_date(at, ZONE)


def only_mentors(accounts: list[Account], at: datetime) -> None:
    """These people are the only mentors from now on, each of their own unit."""
    held = select(RoleGrant).where(RoleGrant.role == Role.MENTOR, RoleGrant.ended_at.is_(None))
    for each in db.session.scalars(held).all():
        end(each.id, of=each.employee_id, by=None, at=at)
    for account in accounts:
        unit = db.session.scalars(select(Unit.id).where(Unit.code == account.unit)).one()
        grant(person_of(account), Role.MENTOR, unit, by=None, at=at)


def person_of(account: Account):
    """Who has an account of the demo."""
    found = select(Identifier.employee_id).where(Identifier.value == account.nip)
    return db.session.scalars(found.limit(1)).one()
