"""Why an account is closed: only who left the city's service comes back by a new post."""

from enum import StrEnum


class ClosedWhy(StrEnum):
    """Why nobody signs in with an account."""

    BY_ADMIN = "by-admin"
    LEFT = "left"
