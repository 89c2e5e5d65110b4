"""The letter that reminds somebody: warm, plain, and with no other address than that of sign-in."""

from flask import current_app
from flask_babel import gettext as _

from training.kernel.settings import ROOT, Settings
from training.reminders.queries.asking import House
from training.reminders.rules.anchors import Digest
from training.web.present import long_date


def house_of(settings: Settings) -> House:
    """How the city runs its reminders."""
    return House(settings.timezone, settings.data, ROOT, settings.k, long_date)


def house() -> House:
    """The same for the present application."""
    return house_of(current_app.config["RESAP"])


def written(name: str, digest: Digest) -> tuple[str, str]:
    """Subject and body; the worker has no request, so the address is built from the settings."""
    places = current_app.url_map.bind("")
    public = current_app.config["RESAP"].public_url
    letter = current_app.jinja_env.get_template("email/reminder.txt")
    body = letter.render(
        name=name,
        lines=digest.lines,
        sign_in=public + places.build("account.sign_in"),
    )
    return str(_("What waits for you in Resap")), body
