"""Letters about accounts: plain text, a link, never a password."""

from datetime import datetime

from flask import current_app, render_template
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
    places = current_app.url_map.bind("")  # the worker writes letters too, and has no request
    return current_app.config["RESAP"].public_url + places.build("account.link", {"token": token})


def written(purpose: Purpose, token: str, name: str) -> tuple[str, str]:
    """Subject and body of a letter, wherever it is written: at a page or by the worker."""
    letter = current_app.jinja_env.get_template(TEMPLATES[purpose])
    return subject(purpose), letter.render(name=name, address=address_of(token))


def send(purpose: Purpose, token: str, *, to: str, name: str, at: datetime) -> None:
    """Ask for the letter in this request's transaction."""
    about, body = written(purpose, token, name)
    mail.send(to=to, subject=about, body=body, at=at)


def send_notice(template: str, *, to: str, name: str, subject: str, at: datetime) -> None:
    """Tell a person that something about their account was changed."""
    body = render_template(f"email/{template}.txt", name=name, at=at)
    mail.send(to=to, subject=subject, body=body, at=at)
