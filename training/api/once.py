"""A change that is asked for twice with the same Idempotency-Key is made once."""

import hashlib
import re
from collections.abc import Callable

from flask import Response, request
from flask_babel import lazy_gettext as _

from training.api.door import acting
from training.api.problems import Problem
from training.kernel.clock import now
from training.kernel.idempotency import LONGEST_KEY, Claim, claim, keep

HEADER = "Idempotency-Key"
KEY = re.compile(rf"[!-~]{{1,{LONGEST_KEY}}}")


def key_of_request() -> str | None:
    """The key as it was sent, without the quotes that the standard's draft puts around it."""
    sent = request.headers.get(HEADER)
    if sent is None:
        return None
    key = sent[1:-1] if len(sent) > 1 and sent[0] == sent[-1] == '"' else sent
    if not KEY.fullmatch(key):
        raise Problem(
            400, "idempotency-key-unusable",
            _("The header Idempotency-Key takes 1 to 80 visible ASCII characters."),
        )  # fmt: skip
    return key


def at_most_once(answered: Callable[[], Response]) -> Response:
    """Do it and keep the answer, or give the answer that was kept.

    A POST must bring a key. A PUT says the whole new state, so it may go without. A refusal changes
    nothing and is not kept: the same key may be tried again.
    """
    key = key_of_request()
    if key is None and request.method == "POST":
        raise Problem(
            400, "idempotency-key-missing",
            _("Send a header Idempotency-Key of your own choice, a new one for every new intent."),
        )  # fmt: skip
    return answered() if key is None else _with_key(key, answered)


def _with_key(key: str, answered: Callable[[], Response]) -> Response:
    person = acting().id
    claimed = claim(person, key, _digest(), at=now())
    if claimed.claim is Claim.MISUSED:
        raise Problem(
            422, "idempotency-key-reused",
            _("This Idempotency-Key was already used for another request."),
        )  # fmt: skip
    if claimed.claim is Claim.REPEATED:
        again = Response(claimed.body, claimed.status, mimetype="application/json")
        again.headers["Idempotency-Replayed"] = "true"
        return again
    answer = answered()
    keep(person, key, status=answer.status_code, body=answer.get_data(as_text=True))
    return answer


def _digest() -> str:
    """Of the method, the address and every byte of the body."""
    asked = f"{request.method} {request.full_path}\n".encode()
    return hashlib.sha256(asked + request.get_data()).hexdigest()
