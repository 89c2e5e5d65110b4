"""Who is calling: the bearer token of a machine, the person it acts for, and what it may do."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask import Flask, current_app, g, request
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from training.api.problems import Problem
from training.kernel import access
from training.kernel.clock import local_date, now
from training.people.actions import tokens
from training.people.queries import sessions
from training.people.rules.access import Actor, Permission
from training.people.rules.sessions import is_due_for_touch

MOST_A_MINUTE = parse("600/minute")
REALM = 'Bearer realm="resap"'


@dataclass(frozen=True, slots=True)
class Caller:
    """A live token: the person it acts for, within the permissions that it was made for."""

    token_id: UUID
    actor: Actor
    scopes: frozenset[Permission]

    def may(self, permission: Permission) -> bool:
        """The token limits the person, and never lends what the person does not hold."""
        return permission in self.scopes and self.actor.may(permission)


def register(app: Flask) -> None:
    """Count requests in memory, or in Redis where RATELIMIT_STORAGE_URI names one."""
    storage = storage_from_string(app.config.get("RATELIMIT_STORAGE_URI", "memory://"))
    app.extensions["resap_api_counters"] = FixedWindowRateLimiter(storage)


def acting() -> Actor:
    """The person whose token this is."""
    return g.caller.actor


def arrived() -> datetime:
    """The instant at which this request came in: however slow it is, its time counts from here."""
    return g.at


def today() -> date:
    """The city's calendar day of this request."""
    return local_date(arrived(), current_app.config["RESAP"].timezone)


def caller() -> Caller:
    """The token of this request; every route but the public ones has one."""
    return g.caller


def check() -> None:
    """Before every view: is it declared, is the token live, may it? Deny by default."""
    declared: access.Access | None = g.access
    if declared is None:
        raise Problem(403)
    found = None if declared.permission == access.PUBLIC else _caller()
    _count(str(found.token_id) if found else _address())
    if declared.permission == access.PUBLIC:
        return
    if found is None:
        raise Problem(401, headers={"WWW-Authenticate": _challenge()})
    g.caller, g.actor = found, found.actor
    if declared.permission != access.SIGNED_IN and not found.may(Permission(declared.permission)):
        scope = f'{REALM}, error="insufficient_scope", scope="{declared.permission}"'
        raise Problem(403, headers={"WWW-Authenticate": scope}, permission=declared.permission)


def _challenge() -> str:
    sent = "Authorization" in request.headers
    return f'{REALM}, error="invalid_token"' if sent else REALM


def _caller() -> Caller | None:
    given = request.authorization
    if given is None or given.type != "bearer" or not given.token:
        return None
    at = now()
    token = sessions.api_token(given.token, at=at)
    if token is None:
        return None
    key, person, used_at = token.id, token.employee_id, token.used_at
    scopes = frozenset(Permission(each) for each in token.scopes if each in set(Permission))
    if is_due_for_touch(seen_at=used_at, at=at):
        tokens.touch(key, at=at)
    today = local_date(at, current_app.config["RESAP"].timezone)
    return Caller(key, sessions.actor(person, today=today), scopes)


def _address() -> str:
    return request.remote_addr or "-"


def _count(who: str) -> None:
    """Refuse the token, or without one the address, that calls more often than it may."""
    counters = current_app.extensions["resap_api_counters"]
    if not counters.hit(MOST_A_MINUTE, "api", who):
        raise Problem(429, headers={"Retry-After": str(MOST_A_MINUTE.get_expiry())})
