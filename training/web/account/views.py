"""All pages of signing in, one's own account and the administration of accounts."""

from training.web.account import (
    admin,
    admin_acts,
    admin_roles,
    admin_tokens,
    admin_units,
    data,
    erasures,
    first,
    jobs,
    links,
    objections,
    reminders,
    second_factor,
    security,
    sign_in,
    trail,
    transparency,
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
    "erasures",
    "first",
    "jobs",
    "links",
    "objections",
    "reminders",
    "second_factor",
    "security",
    "sign_in",
    "trail",
    "transparency",
]
