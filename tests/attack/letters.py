"""What comes to a role without a page: letters as the worker brings them, and reports it makes."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import delete, select

from tests.attack.reading import Page, Read
from training.kernel import jobs
from training.kernel.db import db
from training.people.actions.invitations import INVITE
from training.people.tables.employees import Employee
from training.reminders.actions.sending import REMIND
from training.reminders.queries.planning import silently
from training.web.reminder_letters import house_of

MEDIA = "message/rfc822"
AFTER_A_CLOSING = (timedelta(0), timedelta(days=14))
"""A head hears of what is late a week after the person: not on the first of these mornings."""


NOBODY: Mapping[str, str] = {}
INVITED = "letter invitation"
"""Where a letter was read: `letter`, its kind by the name of its template, and the day."""


def letters(app: Flask, who: Mapping[str, UUID], *, at: datetime, invited: bool) -> Iterator[Read]:
    """Every letter to those as whom the attacker signs in, in the weeks after a closing.

    Where the city invites, everybody without an account is written to besides.
    """
    house = house_of(app.config["RESAP"])
    for later in AFTER_A_CLOSING:
        morning = house.next_instant(at + later)
        _done(app, REMIND, {}, at=morning)
        yield from brought(app, who, "letter reminder", at=morning)
        if invited:
            _done(app, INVITE, {"by": str(who["hr"])}, at=morning)
            yield from brought(app, who, INVITED, at=morning)


def asked(app: Flask, kind: str, *, at: datetime) -> None:
    """The worker takes up what was asked for of one kind, and the letters wait to be brought."""
    queue = select(jobs.Job.payload).where(jobs.Job.kind == kind)
    for payload in db.session.scalars(queue).all():
        _done(app, kind, payload, at=at)
    db.session.execute(delete(jobs.Job).where(jobs.Job.kind == kind))
    db.session.commit()


def work(app: Flask, kind: str, *, at: datetime) -> None:
    """The worker does what was asked for of one kind; all else in the queue is left undone."""
    db.session.execute(delete(jobs.Job).where(jobs.Job.kind != kind))
    db.session.commit()
    handlers = app.extensions["resap_handlers"]
    while jobs.run_one(handlers, clock=lambda: at):
        pass


def _done(app: Flask, kind: str, payload: dict[str, str], *, at: datetime) -> None:
    app.extensions["resap_handlers"][kind](jobs.Running(uuid4(), payload, at, silently))
    db.session.commit()


def brought(
    app: Flask, who: Mapping[str, UUID], name: str, *, at: datetime,
    more: Mapping[str, str] = NOBODY,
) -> Iterator[Read]:  # fmt: skip
    """The letters of the queue that are the attacker's; what was sent to others is forgotten.

    `more` are addresses that the attacker reads besides, each with a role.
    """
    chosen = select(Employee.email, Employee.id).where(Employee.id.in_(who.values()))
    roles = {person: role for role, person in who.items()}
    mine = {address: roles[person] for address, person in db.session.execute(chosen)} | more
    queue = select(jobs.Job.id, jobs.Job.payload).where(jobs.Job.kind == "mail")
    outbox = Path(app.config["RESAP"].mail.removeprefix("outbox:"))
    for key, payload in db.session.execute(queue).all():
        if payload["to"] in mine:
            app.extensions["resap_handlers"]["mail"](jobs.Running(key, payload, at, silently))
            told = tuple(_said((outbox / f"{key}.eml").read_bytes()))
            yield Read(mine[payload["to"]], f"{name} {at:%Y-%m-%d}", MEDIA, told)
    db.session.execute(delete(jobs.Job).where(jobs.Job.kind == "mail"))
    db.session.commit()


def _said(data: bytes) -> Iterator[str]:
    """Subject and body of a letter, and the words of every other part that it may have."""
    letter = message_from_bytes(data, policy=policy.default)
    yield str(letter["Subject"])
    for part in letter.walk():
        if part.is_multipart():
            continue
        assert isinstance(part, EmailMessage)
        text = part.get_content()
        yield from Page(text).lines if part.get_content_type() == "text/html" else text.splitlines()
