"""Every refusal of the API as problem details (RFC 9457), in words that a person can read."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask, Response, json, request
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import HTTPException

from training.quiz.rules.attempts import AlreadySubmitted, AnswerHasMovedOn, TimeIsUp
from training.quiz.rules.permits import QuizMayNotStart, RetakeIsTooEarly

MEDIA_TYPE = "application/problem+json"
KINDS = "urn:resap:problem:"

TITLES: Mapping[int, Any] = {
    400: _("The request could not be read"),
    401: _("A token is needed"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("This address cannot be opened that way"),
    409: _("The state of things has moved on"),
    413: _("Too large"),
    415: _("Media type not supported"),
    422: _("What was sent cannot be used"),
    429: _("Too many requests"),
    503: _("Resap is resting for a moment"),
}
DETAILS: Mapping[int, Any] = {
    400: _("Some part of the request is missing or cannot be read."),
    401: _("Send a valid token in the header Authorization: Bearer <token>."),
    403: _("Your role or your token does not allow this."),
    404: _("It does not exist, or it lies outside what you may see."),
    405: _("The header Allow names the methods that this address knows."),
    409: _("Something has changed meanwhile. Fetch the present state and try again."),
    413: _("Send less at once."),
    415: _("Send JSON with the header Content-Type: application/json."),
    422: _("Some values are missing or do not fit."),
    429: _("Wait as long as the header Retry-After says, then try again."),
    503: _("Wait as long as the header Retry-After says, then try again."),
}
FAULT_TITLE = _("Something went wrong on our side")
FAULT_DETAIL = _("It is not your fault. If you ask for help, mention the header X-Request-Id.")
SENTENCES: dict[str, Any] = {
    "AlreadySubmitted": _("This attempt is already submitted; it takes no further answer."),
    "AnswerHasMovedOn": _("The answer was changed elsewhere; the current one is in this reply."),
    "AnswerDoesNotFit": _("The answer does not fit the question."),
    "TheSameTwice": _("The answer chooses the same thing twice."),
    "RetakeIsTooEarly": _("The quiz may be taken again, but not before the given time."),
    "QuizMayNotStart": _("The quiz may not be started now; `reason` and its data say why."),
    "TimeIsUp": _("The time of this attempt is over. What was saved in time is marked."),
}


def _permit(refused: QuizMayNotStart) -> dict[str, Any]:
    """The named reason with its data; what the reason does not have is left out."""
    permit = refused.permit
    told = {
        "reason": permit.reason.value, "purpose": permit.purpose.value, "limit": permit.limit,
        "not_before": permit.not_before.isoformat() if permit.not_before else None,
        "closed_at": permit.closed_at.isoformat() if permit.closed_at else None,
        "names": list(permit.names), "note": permit.note,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value not in (None, [], "")}


def _closed(refused: AlreadySubmitted) -> dict[str, Any]:
    return {"cause": refused.cause.value}


MORE: dict[type[Exception], Callable[[Any], dict[str, Any]]] = {
    AnswerHasMovedOn: lambda refused: {
        "revision": refused.revision,
        "answer": refused.value,
        **({"certainty": refused.certainty} if refused.certainty else {}),
    },
    RetakeIsTooEarly: _permit,
    QuizMayNotStart: _permit,
    AlreadySubmitted: _closed,
    TimeIsUp: _closed,
}


class Problem(HTTPException):
    """A refusal of the API itself: its status, its kind, its sentence, and what else it tells."""

    def __init__(
        self, status: int, kind: str = "", detail: Any = "", *,
        headers: Mapping[str, str] | None = None, **more: Any,
    ) -> None:  # fmt: skip
        super().__init__()
        self.code = status
        self.kind = kind
        self.detail = detail
        self.more = more
        self.sent = dict(headers or {})
        wait = self.sent.get("Retry-After", "")
        self.retry_after = int(wait) if wait else None

    def get_headers(self, *_: Any, **__: Any) -> list[tuple[str, str]]:
        return list(self.sent.items())


def say(**sentences: object) -> None:
    """Add sentences for refusals by class name; each resource adds its own."""
    SENTENCES.update(sentences)


def register(app: Flask) -> None:
    """Answer refusals below `/api/`: the edge takes the first prefix that fits, so this leads."""
    pages = app.extensions.get("resap_presenters", {})
    app.extensions["resap_presenters"] = {"/api/": present, **pages}


def present(status: int, error: Exception) -> Response:
    """The problem document of a refusal."""
    fault = status not in TITLES
    document = {
        "type": _kind(error),
        "title": str(FAULT_TITLE if fault else TITLES[status]),
        "status": status,
        "detail": str(FAULT_DETAIL if fault else _detail(status, error)),
        "instance": request.path,
        **_more(error),
    }
    answer = Response(json.dumps(document), status, mimetype=MEDIA_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    if isinstance(error, HTTPException):
        kept = (pair for pair in error.get_headers() if pair[0].lower() != "content-type")
        for name, value in kept:
            answer.headers[name] = value
    return answer


def _kind(error: Exception) -> str:
    if isinstance(error, Problem):
        return KINDS + error.kind if error.kind else "about:blank"
    name = type(error).__name__
    if name not in SENTENCES:
        return "about:blank"
    return KINDS + re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def _detail(status: int, error: Exception) -> Any:
    said = error.detail if isinstance(error, Problem) else SENTENCES.get(type(error).__name__)
    return said or DETAILS[status]


def _more(error: Exception) -> dict[str, Any]:
    if isinstance(error, Problem):
        return error.more
    return MORE[type(error)](error) if type(error) in MORE else {}
