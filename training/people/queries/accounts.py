"""Questions we ask of accounts: whose name is this, what keeps it safe, which links are open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select

from training.kernel.db import db
from training.people.rules.limits import Tally
from training.people.rules.links import LinkCannotBeUsed, Purpose
from training.people.rules.sessions import token_hash
from training.people.rules.signing import is_email, normal_name
from training.people.tables.accounts import Account, ApiToken, FailureCount, OneTimeLink
from training.people.tables.employees import Employee, Identifier

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who a typed name may be, and what is stored to check the claim. All empty for nobody."""

    person: UUID | None = None
    name: str = ""
    email: str | None = None
    password_hash: str | None = None
    closed: bool = False
    has_second_factor: bool = False


@dataclass(frozen=True, slots=True)
class Safeguards:
    """What keeps one person's account safe."""

    name: str
    email: str | None
    invited: bool
    password_hash: str | None
    password_set_at: datetime | None
    totp_secret: str | None
    totp_confirmed_at: datetime | None
    totp_last_step: int
    closed_at: datetime | None

    @property
    def has_second_factor(self) -> bool:
        return self.totp_confirmed_at is not None


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A one-time link that may still be used."""

    purpose: Purpose
    person: UUID | None
    name: str
    numbers: tuple[str, ...]


def candidate(typed: str) -> Candidate:
    """The person behind a NIP or an e-mail address; an empty candidate when there is none."""
    found = (
        select(
            Employee.id, Employee.name, Employee.email, Account.password_hash, Account.closed_at,
            Account.totp_confirmed_at,
        )
        .outerjoin(Account, Account.employee_id == Employee.id)
        .where(_named(normal_name(typed)))
    )  # fmt: skip
    row = db.session.execute(found).first()
    if row is None:
        return Candidate()
    person, name, email, password_hash, closed_at, confirmed_at = row
    return Candidate(
        person, name, email, password_hash, closed_at is not None, confirmed_at is not None
    )


def _named(name: str) -> ColumnElement[bool]:
    if is_email(name):
        return Employee.email == name
    holder = select(Identifier.employee_id)
    holder = holder.where(Identifier.value == name, Identifier.valid_to.is_(None))
    return Employee.id.in_(holder)


def tallies(keys: Iterable[str]) -> Mapping[str, Tally]:
    """The failures counted under some keys; a key without failures is missing."""
    columns = (FailureCount.key, FailureCount.failures, FailureCount.since, FailureCount.last_at)
    found = db.session.execute(select(*columns).where(FailureCount.key.in_(tuple(keys))))
    return {key: Tally(failures, since, last_at) for key, failures, since, last_at in found}


def safeguards(person: UUID) -> Safeguards:
    """One person's account. NoResultFound when the person is unknown."""
    found = (
        select(
            Employee.name, Employee.email, Account.employee_id, Account.password_hash,
            Account.password_set_at, Account.totp_secret, Account.totp_confirmed_at,
            Account.totp_last_step, Account.closed_at,
        )
        .outerjoin(Account, Account.employee_id == Employee.id)
        .where(Employee.id == person)
    )  # fmt: skip
    name, email, account, password_hash, set_at, secret, confirmed_at, last_step, closed_at = (
        db.session.execute(found).one()
    )
    return Safeguards(
        name, email, account is not None, password_hash, set_at, secret, confirmed_at,
        last_step or 0, closed_at,
    )  # fmt: skip


def numbers(person: UUID) -> tuple[str, ...]:
    """The numbers that a person holds now."""
    held = select(Identifier.value)
    held = held.where(Identifier.employee_id == person, Identifier.valid_to.is_(None))
    return tuple(db.session.scalars(held.order_by(Identifier.value)))


def open_link(token: str, *, at: datetime, purposes: Iterable[Purpose]) -> OpenLink:
    """The link behind a token. LinkCannotBeUsed when it is used, over, replaced or unknown."""
    found = (
        select(OneTimeLink.purpose, OneTimeLink.employee_id, Employee.name)
        .outerjoin(Employee, Employee.id == OneTimeLink.employee_id)
        .where(OneTimeLink.token_hash == token_hash(token), OneTimeLink.used_at.is_(None))
        .where(OneTimeLink.expires_at > at, OneTimeLink.purpose.in_([str(p) for p in purposes]))
    )
    row = db.session.execute(found).first()
    if row is None:
        raise LinkCannotBeUsed
    purpose, person, name = row
    return OpenLink(Purpose(purpose), person, name or "", numbers(person) if person else ())


def api_tokens(person: UUID) -> Sequence[Row]:
    """A person's live API tokens, newest first: id, name, scopes, made, expires, last used."""
    found = select(
        ApiToken.id, ApiToken.name, ApiToken.scopes, ApiToken.made_at, ApiToken.expires_at,
        ApiToken.used_at,
    )  # fmt: skip
    found = found.where(ApiToken.employee_id == person, ApiToken.revoked_at.is_(None))
    return db.session.execute(found.order_by(ApiToken.made_at.desc())).all()


def addresses(people: Sequence[UUID]) -> dict[UUID, tuple[str, str]]:
    """Name and e-mail address of those of the people who have one, by person."""
    found: dict[UUID, tuple[str, str]] = {}
    for start in range(0, len(people), AT_ONCE):
        some = Employee.id.in_(people[start : start + AT_ONCE]) & Employee.email.is_not(None)
        rows = db.session.execute(select(Employee.id, Employee.name, Employee.email).where(some))
        found |= {person: (name, str(email)) for person, name, email in rows}
    return found
