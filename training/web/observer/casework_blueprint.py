"""The door of what somebody leads for the task force, and how a device without a line uses it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, current_app, flash, jsonify, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from training.kernel.errors import Conflict, DomainError
from training.oversight.actions.holding import Hand, Kept
from training.oversight.queries.agenda import Entry, entry_led
from training.oversight.rules.entries import MOST_KEY
from training.oversight.rules.records import RecordIsIncomplete
from training.web.forms import Form
from training.web.offline import is_for_somebody_else
from training.web.origin import insist_on_our_own_page
from training.web.present import to_the_second
from training.web.refusals import sentence
from training.web.session import acting, arrived, today

bp = Blueprint("observer_casework", __name__, url_prefix="/pendampingan/agenda")
MOST_FIELDS = 40
Fields = MultiDict[str, str]


def hand() -> Hand:
    """The acting person, now."""
    return Hand(acting().id, arrived(), current_app.config["RESAP"].timezone)


def led(entry_id: UUID) -> Entry:
    """An entry that the acting person leads."""
    return entry_led(entry_id, acting().id, today=today())


def taken_up(entry_id: UUID, work: Callable[[Fields, str | None], Any]) -> Any:
    """Do what a device kept while there was no line, with the fields and the key that it sent.

    Refused, the device is told why in a sentence: 409 for what stands against it, else 422.
    """
    insist_on_our_own_page()
    if is_for_somebody_else():
        abort(401)
    led(entry_id)
    try:
        return work(_fields(), _key())
    except DomainError as refused:
        return jsonify(message=sentence(refused)), 409 if isinstance(refused, Conflict) else 422


def wrong(*forms: Form) -> Any:
    """The first mistake of forms that do not hold, for a device that can show one line."""
    told = (str(each.errors[0]) for one in forms for each in one if each.errors)
    return jsonify(message=next(told)), 422


def saved(label: str) -> Any:
    """What a device is told of something that is kept now; `label` is what it shows."""
    return jsonify(revision=1, saved_at=arrived().isoformat(), saved_label=label)


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


def _fields() -> Fields:
    """The fields that the device sent; RecordIsIncomplete for anything but names and texts."""
    body = request.get_json(silent=True)
    answer = body.get("answer") if isinstance(body, dict) else None
    if not isinstance(answer, dict) or len(answer) > MOST_FIELDS:
        raise RecordIsIncomplete
    if not all(isinstance(each, str) for each in answer.values()):
        raise RecordIsIncomplete
    return MultiDict(answer)


def _key() -> str | None:
    key = request.headers.get("Idempotency-Key", "").strip('"')
    if len(key) > MOST_KEY or not key.isprintable():
        raise RecordIsIncomplete
    return key or None
