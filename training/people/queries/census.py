"""Whether anybody is known here at all: what a first start has to ask."""

from sqlalchemy import exists, func, select

from training.kernel.db import db
from training.people.tables.accounts import Account
from training.people.tables.employees import Employee


def anybody() -> bool:
    """Whether there is at least one employee."""
    return bool(db.session.execute(select(exists().select_from(Employee))).scalar_one())


def any_account() -> bool:
    """Whether at least one person can sign in, or could if they were let in again."""
    return bool(db.session.execute(select(exists().select_from(Account))).scalar_one())


def headcount() -> int:
    """How many people are known, whatever their state."""
    return db.session.execute(select(func.count()).select_from(Employee)).scalar_one()
