"""What a try to sign in leaves behind: a cleared counter or a counted failure, never a name."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import db
from training.people.actions import failures
from training.people.queries.accounts import tallies
from training.people.rules.limits import Limit, insist
from training.people.tables.accounts import Account


@dataclass(frozen=True, slots=True)
class Try:
    """One try: the counters of the name and of the address, and the person if there is one."""

    name_key: str
    address_key: str
    person: UUID | None

    @property
    def counters(self) -> dict[str, Limit]:
        """The name first, the address second."""
        return {self.name_key: Limit.NAME, self.address_key: Limit.ADDRESS}


def insist_it_may_be_tried(name_key: str, address_key: str, *, at: datetime) -> None:
    """Refuse before the password is verified; TooManyAttempts says how long to wait."""
    counted = tallies((name_key, address_key))
    insist(Limit.NAME, counted.get(name_key), at=at)
    insist(Limit.ADDRESS, counted.get(address_key), at=at)


def refuse(tried: Try, *, at: datetime) -> None:
    """Count the failure for the name and for the address, and note it without a name."""
    failures.count(tried.counters, at=at)
    known = str(tried.person) if tried.person else ""
    note(Happening(EventKind.SIGN_IN_REFUSED, at, object_kind="person", object_id=known))
    db.session.flush()


def admit(tried: Try, *, new_hash: str | None, at: datetime) -> None:
    """Forget the name's failures; keep the password under today's settings if it was outdated."""
    failures.insist_all({tried.name_key: Limit.NAME}, at=at)
    failures.clear(tried.name_key)
    if new_hash:
        own = update(Account).where(Account.employee_id == tried.person)
        db.session.execute(own.values(password_hash=new_hash))
