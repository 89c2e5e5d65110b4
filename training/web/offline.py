"""What a person's own device may keep for when the line is down: whose it is, and until when."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Flask, Response, current_app, render_template, request, url_for

from training.kernel.access import public
from training.kernel.clock import now
from training.web.assets import asset, newest
from training.web.session import own_until, visitor

OWN, SHARED, NOBODY = "own", "shared", "nobody"
KEPT = frozenset(
    {
        "employee.home", "employee.module", "employee.lesson", "employee.attempt",
        "observer_visits.home", "observer_visits.visit",
        "observer_casework.home", "observer_casework.show",
    }
)  # fmt: skip
"""The pages of which a copy may be kept: what one reads and answers, never what one is told."""
SHELL = (
    "css/resap.css", "img/favicon.svg", "js/answers.js", "js/app.js", "js/autosave.js",
    "js/device.js", "js/menus.js", "js/once.js", "js/outbox.js", "js/photographing.js",
    "js/reading.js", "js/saved.js", "js/sending.js", "js/signing.js", "js/vendor/govuk.js",
)  # fmt: skip
"""What those pages need to look and work as always."""
WORKER_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'"
bp = Blueprint("offline", __name__)


@dataclass(frozen=True, slots=True)
class Device:
    """Whose the device is. The ids are opaque: they name nobody outside of this installation.

    `seconds`: until the session ends at the latest; `keeps_page`: this page may be kept.
    """

    kind: str
    person: str = ""
    session: str = ""
    seconds: int = 0
    keeps_page: bool = False


def register(app: Flask) -> None:
    """Tell the service worker with every page whether it may keep a copy of it."""
    app.after_request(_say_what_may_be_kept)


def device() -> Device:
    """The device of this request: a person's own, a shared one, or nobody's now."""
    person = visitor()
    if person is None or person.session_id is None:
        return Device(NOBODY)
    until = own_until()
    names = _opaque(person.id), _opaque(person.session_id)
    if until is None:
        return Device(SHARED, *names)
    seconds = int((until - now()).total_seconds())
    return Device(OWN, *names, seconds, request.endpoint in KEPT)


def is_for_somebody_else() -> bool:
    """Whether the sender says for whom this is, and it is not who is signed in now."""
    meant, person = request.headers.get("Resap-Person"), visitor()
    return bool(meant and person and meant != _opaque(person.id))


def _opaque(key: UUID) -> str:
    secret = str(current_app.secret_key).encode()
    return hmac.new(secret, b"device:" + key.bytes, hashlib.sha256).hexdigest()[:20]


def _say_what_may_be_kept(response: Response) -> Response:
    if request.endpoint in KEPT and request.method == "GET" and response.status_code == 200:
        found = device()
        if found.keeps_page:
            response.headers["Resap-Keep"] = f"{found.session} {found.seconds}"
    return response


@bp.get("/sw.js")
@public()
def worker() -> Response:
    """The service worker: a few names, which change with every build, and two scripts."""
    shell = [url_for("offline.no_line"), *(asset(name) for name in SHELL)]
    scripts = [asset("js/outbox.js"), asset("js/worker.js")]
    text = (
        f"self.BUILD={json.dumps(newest())};self.SHELL={json.dumps(shell)};"
        f"importScripts(...{json.dumps(scripts)});\n"
    )
    response = Response(text, mimetype="text/javascript")
    response.headers["Content-Security-Policy"] = WORKER_POLICY
    response.headers["Cache-Control"] = "public, max-age=600"
    return response


@bp.get("/luring")
@public()
def no_line() -> str:
    return render_template("site/no_line.html")
