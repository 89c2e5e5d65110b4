"""What a device kept while there was no line: taken up for whom it is meant, and answered."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import abort, jsonify, request
from werkzeug.datastructures import MultiDict

from training.kernel.errors import Conflict, DomainError
from training.web.forms import Form
from training.web.offline import is_for_somebody_else
from training.web.origin import insist_on_our_own_page
from training.web.refusals import sentence
from training.web.session import arrived

MOST_FIELDS, MOST_KEY = 40, 80
Fields = MultiDict[str, str]


def taken_up(
    look: Callable[[], object], work: Callable[[Fields, str | None], Any], *,
    incomplete: type[DomainError],
) -> Any:  # fmt: skip
    """Do the work with the fields and the key that a device sent, once `look` found what it is on.

    What is no form, or a key beyond any of ours, is `incomplete`. Refused, the device is told why
    in a sentence: 409 for what stands against it, else 422.
    """
    insist_on_our_own_page()
    if is_for_somebody_else():
        abort(401)
    look()
    try:
        return work(_fields(incomplete), _key(incomplete))
    except DomainError as refused:
        return jsonify(message=sentence(refused)), 409 if isinstance(refused, Conflict) else 422


def wrong(*forms: Form) -> Any:
    """The first mistake of forms that do not hold, for a device that can show one line."""
    told = (str(each.errors[0]) for one in forms for each in one if each.errors)
    return jsonify(message=next(told)), 422


def saved(label: str, *, at: datetime | None = None) -> Any:
    """What a device is told of something that is kept, since now or earlier; `label` is shown."""
    return jsonify(revision=1, saved_at=(at or arrived()).isoformat(), saved_label=label)


def _fields(incomplete: type[DomainError]) -> Fields:
    body = request.get_json(silent=True)
    answer = body.get("answer") if isinstance(body, dict) else None
    if not isinstance(answer, dict) or len(answer) > MOST_FIELDS:
        raise incomplete
    if not all(isinstance(each, str) for each in answer.values()):
        raise incomplete
    return MultiDict(answer)


def _key(incomplete: type[DomainError]) -> str | None:
    key = request.headers.get("Idempotency-Key", "").strip('"')
    if len(key) > MOST_KEY or not key.isprintable():
        raise incomplete
    return key or None
