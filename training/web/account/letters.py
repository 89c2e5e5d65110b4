"""Letters about accounts: plain text, a link, never a password."""

from datetime import datetime

from flask import current_app, render_template, url_for
from flask_babel import gettext as _

from training.kernel import mail
from training.people.rules.links import Purpose

TEMPLATES = {Purpose.INVITATION: "email/invitation.txt", Purpose.RESET: "email/reset.txt"}


def subject(purpose: Purpose) -> str:
    """What the letter is about."""
    subjects = {
        Purpose.INVITATION: _("Your Resap account"),
        Purpose.RESET: _("A new password for Resap"),
    }
    return subjects[purpose]


def address_of(token: str) -> str:
    """The whole address of a one-time link, under the name by which people know the site."""
    return current_app.config["RESAP"].public_url + url_for("account.link", token=token)


def send(purpose: Purpose, token: str, *, to: str, name: str, at: datetime) -> None:
    """Ask for the letter in this request's transaction."""
    body = render_template(TEMPLATES[purpose], name=name, address=address_of(token))
    mail.send(to=to, subject=subject(purpose), body=body, at=at)


def send_notice(template: str, *, to: str, name: str, subject: str, at: datetime) -> None:
    """Tell a person that something about their account was changed."""
    body = render_template(f"email/{template}.txt", name=name, at=at)
    mail.send(to=to, subject=subject, body=body, at=at)
