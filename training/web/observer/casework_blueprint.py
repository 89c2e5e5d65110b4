"""The door of what somebody leads for the task force, and how a device without a line uses it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, flash
from flask_babel import gettext as _
from flask_babel import ngettext

from training.oversight.actions.holding import Hand, Kept
from training.oversight.queries.agenda import Entry, entry_led
from training.oversight.rules.records import RecordIsIncomplete
from training.web import outbox
from training.web.outbox import Fields
from training.web.present import to_the_second
from training.web.session import acting, arrived, today

bp = Blueprint("observer_casework", __name__, url_prefix="/pendampingan/agenda")


def hand() -> Hand:
    """The acting person, now."""
    return Hand(acting().id, arrived(), current_app.config["RESAP"].timezone)


def led(entry_id: UUID) -> Entry:
    """An entry that the acting person leads."""
    return entry_led(entry_id, acting().id, today=today())


def taken_up(entry_id: UUID, work: Callable[[Fields, str | None], Any]) -> Any:
    """Do what a device kept for an entry that the acting person leads."""
    return outbox.taken_up(lambda: led(entry_id), work, incomplete=RecordIsIncomplete)


def signed_at(kept: Kept) -> str:
    """The line under a sheet that was signed."""
    return _("signed at %(time)s", time=to_the_second(kept.signed_at))


def tell(kept: Kept) -> None:
    """Say that it is signed, and what of the words was covered."""
    flash(_("Signed. What was found and agreed is now with the head of the unit."), "success")
    if kept.covered:
        said = ngettext(
            "%(num)s place of your words looked like a name or a number and is covered.",
            "%(num)s places of your words looked like a name or a number and are covered.",
            kept.covered,
        )
        flash(said, "warning")
