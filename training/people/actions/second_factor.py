"""The second step of signing in: set up, used, taken off."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import changed, db
from training.people.actions import failures, sessions
from training.people.actions.accounts import have_account
from training.people.queries.accounts import safeguards
from training.people.rules.limits import Limit
from training.people.rules.sessions import EndedWhy
from training.people.rules.totp import SecondFactorIsSetAlready, accepted_step
from training.people.tables.accounts import Account


def accepts(person: UUID, code: str, *, counter: str, at: datetime) -> bool:
    """Whether the code is right and new; a wrong one is counted. TooManyAttempts when full."""
    failures.insist_all({counter: Limit.CODE}, at=at)
    kept = safeguards(person)
    step = None
    if kept.totp_secret and kept.has_second_factor:
        step = accepted_step(kept.totp_secret, code, at=at, last_step=kept.totp_last_step)
    if step is None or not _use(person, step):
        failures.count({counter: Limit.CODE}, at=at)
        note(Happening(EventKind.SIGN_IN_REFUSED, at, None, "person", str(person), {"step": 2}))
        return False
    failures.clear(counter)
    return True


def _use(person: UUID, step: int) -> bool:
    """Mark a step as used; of two simultaneous uses one wins."""
    later = update(Account).where(Account.employee_id == person, Account.totp_last_step < step)
    return changed(later.values(totp_last_step=step)) == 1


def set_up(person: UUID, secret: str, code: str, *, at: datetime) -> bool:
    """Keep the secret once a code proves that the person's device knows it; of two one wins."""
    if safeguards(person).has_second_factor:
        raise SecondFactorIsSetAlready
    step = accepted_step(secret, code, at=at, last_step=0)
    if step is None:
        return False
    have_account(person)
    first = update(Account).where(Account.employee_id == person)
    first = first.where(Account.totp_confirmed_at.is_(None))
    kept = first.values(totp_secret=secret, totp_confirmed_at=at, totp_last_step=step)
    if changed(kept) != 1:
        raise SecondFactorIsSetAlready
    note(Happening(EventKind.SECOND_FACTOR_SET, at, person, "person", str(person)))
    db.session.flush()
    return True


def remove(person: UUID, *, by: UUID, at: datetime) -> None:
    """Take the second step off (a lost telephone); every session of the person ends."""
    own = update(Account).where(Account.employee_id == person)
    db.session.execute(own.values(totp_secret=None, totp_confirmed_at=None))
    note(Happening(EventKind.SECOND_FACTOR_REMOVED, at, by, "person", str(person)))
    sessions.end_all(person, by=by, at=at, why=EndedWhy.SECOND_FACTOR_REMOVED)
    db.session.flush()
