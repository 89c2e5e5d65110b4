"""Who is at the other end: Flask-Login over session rows that can be ended one by one."""

from flask import Flask, current_app, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from training.kernel.clock import local_date, now
from training.kernel.db import db, writing
from training.people.actions import sessions
from training.people.queries.sessions import visit
from training.people.rules.access import Actor
from training.people.rules.sessions import EndedWhy


class SignedIn(UserMixin):
    """What Flask-Login keeps of a person: the actor, and the session's secret token as the id."""

    def __init__(self, actor: Actor, token: str) -> None:
        self.actor = actor
        self.token = token

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
    manager.session_protection = None  # the session row is the protection
    manager.user_loader(_load)


def today():  # noqa: ANN201
    """The city's calendar day now."""
    return local_date(now(), current_app.config["RESAP"].timezone)


def _load(token: str) -> SignedIn | None:
    at = now()
    found = visit(token, at=at, today=today())
    if found is None:
        return None
    if found.due_for_touch:
        _write_touch(found.session_id)
    g.actor = found.actor
    return SignedIn(found.actor, token)


def _write_touch(session_id) -> None:  # noqa: ANN001
    """Turn a reading request into a writing one, before anything else was read in it."""
    if not writing.get():
        db.session.rollback()
        writing.set(True)
    sessions.touch(session_id, at=now())


def acting() -> Actor:
    """The signed-in person of this request; routes that declare a permission always have one."""
    return current_user.actor


def visitor() -> Actor | None:
    """The signed-in person, or None on public pages."""
    return current_user.actor if current_user.is_authenticated else None


def open_for(person: Actor, *, shared_device: bool, second_factor: bool) -> None:
    """Start a session after the person proved who they are; the old cookie content is dropped."""
    agent = request.user_agent.string
    token = sessions.start(
        person.id, at=now(), shared_device=shared_device, second_factor=second_factor, device=agent
    )
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
