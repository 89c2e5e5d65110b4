"""Whether the service lives, whether it can do its work, and how much it does."""

import ipaddress

from flask import Blueprint, Response, abort, current_app, jsonify, request

from training.content.queries import published_slugs
from training.kernel import metrics as counts
from training.kernel import readiness
from training.kernel.access import public

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public()
def healthz() -> Response:
    return jsonify(status="ok")


@bp.get("/readyz")
@public()
def readyz() -> Response:
    chosen = current_app.config["RESAP"]
    checks = readiness.checks(chosen.data)
    checks["content"] = readiness.checked(_content)
    checks["safeguarding"] = readiness.Check(True, _contact(chosen.safeguarding))
    ready = all(check.ok for check in checks.values())
    told = {name: {"ok": check.ok, "note": check.note} for name, check in checks.items()}
    answer = jsonify(status="ready" if ready else "not ready", checks=told)
    answer.status_code = 200 if ready else 503
    return answer


def _content() -> readiness.Check:
    return readiness.Check(bool(published_slugs()), "published modules")


def _contact(address: str) -> str:
    """Whether somebody is named for words that sound like harm; the service works without."""
    return "a contact is set" if address else "no contact: RESAP_SAFEGUARDING is not set"


@bp.get("/metrics")
@public()
def metrics() -> Response:
    """For the machine's own collector: from loopback, or with the operator's token."""
    token = current_app.config["RESAP"].metrics_token
    bearer = request.headers.get("Authorization", "")
    if not (token and bearer == f"Bearer {token}") and not _from_loopback():
        abort(404)
    return Response(counts.told(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _from_loopback() -> bool:
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
