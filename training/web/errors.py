"""Refusals as pages: one sentence that says what happened, and a way on."""

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError

from training.web.refusals import sentence
from training.web.session import ask_nobody

PAGES = frozenset({400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503})


def register(app: Flask) -> None:
    """Answer refusals of pages; other prefixes have presenters of their own."""
    app.extensions.setdefault("resap_presenters", {})["/"] = present


def present(status: int, error: Exception) -> Response:
    """The page for a refusal; a script of a page gets the same sentence as JSON."""
    said = sentence(error)
    if request.is_json or request.accept_mimetypes.best == "application/json":
        answer = jsonify(status=status, message=said)
        answer.status_code = status
        return answer
    if status >= 500:
        ask_nobody()
    page = status if status in PAGES else 400 if status < 500 else 500
    if isinstance(error, CSRFError):
        page = 400
    body = render_template(f"errors/{page}.html", sentence=said, status=status)
    return make_response(body, status)
