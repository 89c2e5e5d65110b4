"""The edge of every request: its number, its transaction, its refusals, its log line."""

import logging
import secrets
import time

from flask import Flask, Response, current_app, g, request
from sqlalchemy.exc import (
    DataError,
    IntegrityError,
    InterfaceError,
    NoResultFound,
    OperationalError,
    SQLAlchemyError,
    TimeoutError,
)
from werkzeug.exceptions import BadRequest, HTTPException, NotFound

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
    (DataError, 422),
    (OperationalError, 503),
    (InterfaceError, 503),
    (TimeoutError, 503),
)
NOTED = frozenset({403, 404, 429})


class CommitsBeforeItAnswers:
    """One request, one transaction: kept if the view succeeded, undone if it refused.

    It happens inside the dispatch, so that a commit that fails is answered as a refusal too.
    """

    def dispatch_request(self) -> Response:
        response = current_app.make_response(super().dispatch_request())  # type: ignore[misc]  (the class that it is mixed into dispatches)
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
    _insist_on_readable()


def _insist_on_readable() -> None:
    """No path of ours holds a NUL, and every query is UTF-8: what follows relies on both."""
    if "\x00" in request.path:
        raise NotFound
    try:
        request.query_string.decode()
    except UnicodeDecodeError:
        raise BadRequest from None


def _forget(_error: BaseException | None) -> None:
    writing.set(True)  # as it is outside of requests


def _begins_with_writing() -> bool:
    if request.method in READS:
        return bool(g.access and g.access.writes)
    return not (g.access and g.access.reads_first and db.engine.dialect.name == "sqlite")


def _finish(response: Response) -> Response:
    if response.status_code in NOTED and _is_somebodys():
        _note_refusal(response.status_code)
    response.headers["X-Request-Id"] = logs.request_id.get()
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    facts = {
        "method": request.method if request.method in METHODS else "-",
        "endpoint": request.endpoint or "-", "status": response.status_code,
    }  # fmt: skip
    metrics.answered(**facts, seconds=seconds)
    log.info("request", extra={**facts, "milliseconds": round(seconds * 1000, 1)})
    return response


def _is_somebodys() -> bool:
    """Whether a person who is known asked for something that is not open to everybody."""
    found: access.Access | None = g.get("access")
    return g.get("actor") is not None and found is not None and found.permission != access.PUBLIC


def _note_refusal(status: int) -> None:
    """A refusal is a fact of its own and is kept although the request is undone.

    Where it cannot be written the refusal stands all the same: nothing was done or shown.
    """
    detail = {"endpoint": request.endpoint, "status": status}
    try:
        db.session.rollback()
        writing.set(True)
        note(Happening(EventKind.REFUSED, now(), g.actor.id, "route", detail=detail))
        db.session.commit()
    except SQLAlchemyError as error:
        db.session.rollback()
        log.error("refusal not noted", exc_info=error, extra={"endpoint": request.endpoint})


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
    try:
        return _presented(status, error)
    except SQLAlchemyError as failure:  # the page of a refusal says who is signed in
        db.session.rollback()
        return _presented(status_of(failure), failure)


def _presented(status: int, error: Exception) -> Response:
    """The refusal as those read it who use this part of the service: a page, or a document."""
    presenters = current_app.extensions["resap_presenters"].items()
    present = next(each for prefix, each in presenters if request.path.startswith(prefix))
    return _with_retry(present(status, error), status, error)


def _with_retry(response: Response, status: int, error: Exception) -> Response:
    if status in {429, 503}:
        wait = getattr(error, "retry_after", None)
        response.headers.setdefault("Retry-After", str(wait if isinstance(wait, int) else 30))
    return response
