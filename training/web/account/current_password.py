"""Asking for the password once more before a safeguard changes: an open screen is not enough."""

from uuid import UUID

from flask import g
from flask_babel import gettext as _

from training.kernel.clock import now
from training.people.actions import failures
from training.people.queries import accounts
from training.people.queries.accounts import Safeguards
from training.people.rules.limits import Limit, insist
from training.people.rules.signing import verifies
from training.web.account.counting import key_of
from training.web.account.forms import CurrentPasswordForm


def insist_it_may_be_tried(person: UUID) -> None:
    """Refuse before the password is verified; TooManyAttempts says how long to wait."""
    counter = _counter(person)
    insist(Limit.PASSWORD, accounts.tallies((counter,)).get(counter), at=now())


def proves_the_password(form: CurrentPasswordForm, kept: Safeguards, person: UUID) -> bool:
    """Whether the person's password was typed; wrong ones are counted, and the field says so."""
    counter = _counter(person)
    if verifies(kept.password_hash, str(form.kata_sandi.data)):
        failures.insist_all({counter: Limit.PASSWORD}, at=now())
        failures.clear(counter)
        return True
    failures.count({counter: Limit.PASSWORD}, at=now())
    form.kata_sandi.errors = [_("The current password is not right")]
    g.keep_anyway = True
    return False


def _counter(person: UUID) -> str:
    return key_of(Limit.PASSWORD, str(person))
