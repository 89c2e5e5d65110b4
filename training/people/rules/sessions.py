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
    REPLACED = "replaced"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105
    ROLE_CHANGED = "role-changed"
    CLOSED = "account-closed"


def token_hash(token: str) -> str:
    """What is stored of a session, link or API token: SHA-256 in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_over(*, started_at: datetime, seen_at: datetime, shared: bool, at: datetime) -> bool:
    """After 12 hours always, and on a shared computer after 30 minutes without a request."""
    if at - started_at >= LONGEST:
        return True
    return shared and at - seen_at >= IDLE_ON_SHARED_DEVICE


def is_due_for_touch(*, seen_at: datetime, at: datetime) -> bool:
    """Being seen is written down once a minute, not at every request."""
    return at - seen_at >= TOUCH_EVERY
