"""When a session ends by itself, and how its secret is kept."""

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum

IDLE_ON_SHARED_DEVICE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
TOUCH_EVERY = timedelta(seconds=60)


class EndedWhy(StrEnum):
    """Why a session is over."""

    SIGNED_OUT = "signed-out"
    IDLE = "idle"
    EXPIRED = "expired"
    ENDED_BY_PERSON = "ended-by-person"
    ENDED_BY_ADMIN = "ended-by-admin"
    REPLACED = "replaced"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105  (the name of an event, not a password)
    ROLE_CHANGED = "role-changed"
    SECOND_FACTOR_REMOVED = "second-step-removed"
    CLOSED = "account-closed"


def token_hash(token: str) -> str:
    """What is stored of a session, link or API token: SHA-256 in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def why_over(
    *, started_at: datetime, seen_at: datetime, shared: bool, at: datetime
) -> EndedWhy | None:
    """After 12 hours always, and on a shared computer after 30 minutes without a request."""
    if shared and at - seen_at >= IDLE_ON_SHARED_DEVICE:
        return EndedWhy.IDLE
    return EndedWhy.EXPIRED if at - started_at >= LONGEST else None


def latest_end(started_at: datetime) -> datetime:
    """When a session is over at the latest, used or not."""
    return started_at + LONGEST


def is_over(*, started_at: datetime, seen_at: datetime, shared: bool, at: datetime) -> bool:
    """Whether a session has ended by itself."""
    why = why_over(started_at=started_at, seen_at=seen_at, shared=shared, at=at)
    return why is not None


def is_due_for_touch(*, seen_at: datetime | None, at: datetime) -> bool:
    """Being seen is written down once a minute, not at every request."""
    return seen_at is None or at - seen_at >= TOUCH_EVERY
