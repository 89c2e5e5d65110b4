"""All pages of signing in, one's own account and the administration of accounts."""

from training.web.account import (
    admin,
    admin_acts,
    admin_roles,
    admin_tokens,
    admin_units,
    data,
    first,
    jobs,
    links,
    reminders,
    second_factor,
    security,
    sign_in,
    trail,
)
from training.web.account.blueprint import bp

__all__ = [
    "admin",
    "admin_acts",
    "admin_roles",
    "admin_tokens",
    "admin_units",
    "bp",
    "data",
    "first",
    "jobs",
    "links",
    "reminders",
    "second_factor",
    "security",
    "sign_in",
    "trail",
]
