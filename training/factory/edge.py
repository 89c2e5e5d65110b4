"""The edge of every request: its number, its transaction, its refusals, its log line."""

import logging
import secrets
import time

from flask import Flask, Response, current_app, g, request
from sqlalchemy.exc import IntegrityError, NoResultFound, OperationalError
from werkzeug.exceptions import HTTPException

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel import access, errors, logs, metrics
from training.kernel.clock import now
from training.kernel.db import db, writing

log = logging.getLogger("training.edge")
READS = frozenset({"GET", "HEAD", "OPTIONS"})
METHODS = READS | {"POST", "PUT", "PATCH", "DELETE"}
STATUS: tuple[tuple[type[Exception], int], ...] = (
    (errors.Conflict, 409),
    (errors.Invalid, 422),
    (errors.NotAllowed, 403),
    (errors.TooLarge, 413),
    (errors.TooMany, 429),
    (errors.DomainError, 409),
    (NoResultFound, 404),
    (IntegrityError, 409),
    (OperationalError, 503),
)
NOTED = frozenset({403, 404, 429})


class CommitsBeforeItAnswers:
    """One request, one transaction: kept if the view succeeded, undone if it refused.

    It happens inside the dispatch, so that a commit that fails is answered as a refusal too.
    """

    def dispatch_request(self) -> Response:
        response = current_app.make_response(super().dispatch_request())  # type: ignore[misc]
        kept = response.status_code < 400 or g.get("keep_anyway", False)
        if writing.get() and kept:
            db.session.commit()
        else:
            db.session.rollback()
        return response


def register(app: Flask) -> None:
    """Hang the edge around every route of the app."""
    app.before_request(_begin)
    app.after_request(_finish)
    app.teardown_request(_forget)
    for kind in (HTTPException, Exception):
        app.register_error_handler(kind, _refused)


def _begin() -> None:
    g.at = now()
    logs.request_id.set(secrets.token_hex(8))
    g.began = time.perf_counter()
    view = current_app.view_functions.get(request.endpoint or "")
    g.access = access.declared(view)
    g.actor = None
    writing.set(_begins_with_writing())


def _forget(_error: BaseException | None) -> None:
    writing.set(True)  # as it is outside of requests


def _begins_with_writing() -> bool:
    if request.method in READS:
        return bool(g.access and g.access.writes)
    return not (g.access and g.access.reads_first and db.engine.dialect.name == "sqlite")


def _finish(response: Response) -> Response:
    response.headers["X-Request-Id"] = logs.request_id.get()
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    facts = {
        "method": request.method if request.method in METHODS else "-",
        "endpoint": request.endpoint or "-", "status": response.status_code,
    }  # fmt: skip
    metrics.answered(**facts, seconds=seconds)
    log.info("request", extra={**facts, "milliseconds": round(seconds * 1000, 1)})
    return response


def status_of(error: Exception) -> int:
    """The HTTP status of a refusal; 500 for what nobody foresaw."""
    if isinstance(error, HTTPException):
        return error.code or 500
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def _refused(error: Exception) -> Response | HTTPException:
    db.session.rollback()
    if isinstance(error, HTTPException) and error.response is not None:
        return error  # a redirect or an answer that the view has already made
    status = status_of(error)
    if status >= 500:
        log.error("failed", exc_info=error, extra={"endpoint": request.endpoint or "-"})
    elif status in NOTED and g.get("actor") is not None and request.endpoint:
        _note_refusal(status)
    for prefix, present in current_app.extensions["resap_presenters"].items():
        if request.path.startswith(prefix):
            return _with_retry(present(status, error), status, error)
    raise error


def _note_refusal(status: int) -> None:
    """A refusal is a fact of its own and is kept although the request is undone."""
    writing.set(True)
    detail = {"endpoint": request.endpoint, "status": status}
    note(Happening(EventKind.REFUSED, now(), g.actor.id, "route", detail=detail))
    db.session.commit()


def _with_retry(response: Response, status: int, error: Exception) -> Response:
    if status in {429, 503}:
        wait = getattr(error, "retry_after", None)
        response.headers.setdefault("Retry-After", str(wait if isinstance(wait, int) else 30))
    return response
