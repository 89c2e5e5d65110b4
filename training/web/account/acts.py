"""What an administrator can do to an account with one button, each with its words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _

from training.people.actions import accounts, second_factor, sessions
from training.people.queries.administration import Card
from training.people.rules.sessions import EndedWhy

Deed = Callable[[UUID, UUID, datetime], object]


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its word in the address, its title, what follows, and when it makes sense."""

    slug: str
    title: object
    follows: object
    done: object
    fits: Callable[[Card], bool]
    do: Deed


def _end_sessions(person: UUID, by: UUID, at: datetime) -> None:
    sessions.end_all(person, by=by, at=at, why=EndedWhy.ENDED_BY_ADMIN)


def _remove_second_factor(person: UUID, by: UUID, at: datetime) -> None:
    second_factor.remove(person, by=by, at=at)


def _close(person: UUID, by: UUID, at: datetime) -> None:
    accounts.close(person, by=by, at=at)


def _reopen(person: UUID, by: UUID, at: datetime) -> None:
    accounts.reopen(person, by=by, at=at)


ACTS: dict[str, Act] = {
    act.slug: act
    for act in (
        Act(
            "akhiri-sesi", _("Sign out all devices"),
            _("The person is signed out everywhere and can sign in again."),
            _("All devices of this person are signed out."),
            lambda card: card.has_password, _end_sessions,
        ),
        Act(
            "hapus-dua-langkah", _("Remove the second step"),
            _("For a lost phone. Make sure that it is really this person who asks: see or call "
              "them. They are signed out everywhere and set the second step up again."),
            _("The second step is removed."),
            lambda card: card.has_second_factor, _remove_second_factor,
        ),
        Act(
            "tutup", _("Close the account"),
            _("The person cannot sign in any more; API tokens are revoked. "
              "What they learnt stays."),
            _("The account is closed."),
            lambda card: not card.closed, _close,
        ),
        Act(
            "buka", _("Reopen the account"),
            _("The person can sign in again with the password they had."),
            _("The account is open again."),
            lambda card: card.closed, _reopen,
        ),
    )
}  # fmt: skip
