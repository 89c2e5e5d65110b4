"""Who is at the other end: Flask-Login over session rows that can be ended one by one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from flask import Flask, current_app, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from training.kernel import access
from training.kernel.clock import local_date, now
from training.kernel.db import db, writing
from training.people.actions import sessions
from training.people.queries.sessions import Visit, ended_why, visit
from training.people.rules.access import Actor
from training.people.rules.devices import device
from training.people.rules.sessions import EndedWhy


class SignedIn(UserMixin):
    """What Flask-Login keeps of a person: the actor, and the session's secret token as the id.

    `own_until`: the latest end of a session on the person's own device; None on a shared one.
    """

    def __init__(self, actor: Actor, token: str, own_until: datetime | None = None) -> None:
        self.actor = actor
        self.token = token
        self.own_until = own_until

    def get_id(self) -> str:
        return self.token


def register(app: Flask) -> None:
    """Let Flask-Login read the session row behind the cookie at every request."""
    https = app.config["RESAP"].public_url.startswith("https://")
    app.config.update(
        SESSION_COOKIE_NAME="__Host-resap" if https else "resap",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    manager = LoginManager(app)
    manager.session_protection = None  # type: ignore[assignment]  (the session row is the protection)
    manager.user_loader(_load)


def today() -> date:
    """The city's calendar day now."""
    return local_date(now(), current_app.config["RESAP"].timezone)


def arrived() -> datetime:
    """The instant at which this request came in: however slow it is, its time counts from here."""
    return g.at


@contextmanager
def only_reading() -> Iterator[None]:
    """Read in a transaction that ends here, inside a request that will write.

    Slow work that follows (hashing a password) then holds no lock that others wait for.
    """
    db.session.rollback()
    writing.set(False)
    try:
        yield
    finally:
        db.session.rollback()
        writing.set(True)


def ask_nobody() -> None:
    """From here on the person is not looked up: the database has just failed."""
    g.nobody_is_asked = True


def _load(token: str) -> SignedIn | None:
    if g.get("nobody_is_asked"):
        return None
    at = now()
    found = visit(token, at=at, today=today())
    if found is None or _is_half_way(found):
        return None
    if found.due_for_touch:
        sessions.touch(found.session_id, at=at)
    g.actor = found.actor
    return SignedIn(found.actor, token, None if found.shared_device else found.ends_at)


def _is_half_way(found: Visit) -> bool:
    """Whether the second step is still to come and this route is not part of it.

    The person is nobody yet. (Roles that need the step are known to the guard, which sends them.)
    """
    declared: access.Access | None = g.get("access")
    if not found.awaits_code:
        return False
    if declared is None or declared.permission == access.PUBLIC:
        return True
    return not declared.any_factor and not found.actor.needs_second_factor


def acting() -> Actor:
    """The signed-in person of this request; routes that declare a permission always have one."""
    return current_user.actor


def visitor() -> Actor | None:
    """The signed-in person, or None on public pages."""
    return current_user.actor if current_user.is_authenticated else None


def own_until() -> datetime | None:
    """The latest end of this session if the device is the person's own; else None."""
    return current_user.own_until if current_user.is_authenticated else None


def half_way() -> bool:
    """Whether this browser gave the password and still owes the code."""
    token = session.get("_user_id")
    found = visit(token, at=now(), today=today()) if token else None
    return found is not None and found.awaits_code


def why_ended() -> EndedWhy | None:
    """Why the session that this browser remembers is over, or None."""
    token = session.get("_user_id")
    return ended_why(token, at=now()) if token else None


def open_for(person: Actor, *, shared_device: bool, second_factor: bool) -> None:
    """Start a session after the person proved who they are; the old cookie content is dropped."""
    _leave_old()
    words = device(request.user_agent.string)
    token = sessions.start(
        person.id, at=now(), shared_device=shared_device, second_factor=second_factor, device=words
    )
    _remember(person, token)


def open_half_for(person: Actor, *, shared_device: bool) -> None:
    """Start a session that awaits its second step."""
    _leave_old()
    words = device(request.user_agent.string)
    token = sessions.start_half(person.id, at=now(), shared_device=shared_device, device=words)
    _remember(person, token)


def complete() -> None:
    """The second step was given: go on in a fresh session."""
    _go_on(second_factor=True)


def renew() -> None:
    """Go on in a fresh session, after all sessions of the person were ended."""
    _go_on(second_factor=acting().second_factor)


def _go_on(*, second_factor: bool) -> None:
    person = acting()
    if person.session_id:
        token = sessions.renew(
            person.session_id, of=person.id, at=now(), second_factor=second_factor
        )
        _remember(person, token)


def _leave_old() -> None:
    old = session.get("_user_id")
    if old:
        sessions.leave(old, at=now())


def _remember(person: Actor, token: str) -> None:
    session.clear()
    login_user(SignedIn(person, token))
    g.actor = person


def close(why: EndedWhy = EndedWhy.SIGNED_OUT) -> None:
    """End this session's row and forget the cookie."""
    person = acting()
    if person.session_id:
        sessions.end(person.session_id, of=person.id, at=now(), why=why)
    logout_user()
    session.clear()
