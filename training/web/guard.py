"""Before a view runs: is it declared, is the person signed in, may they? Deny by default."""

from flask import Flask, Response, abort, g, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from training.kernel import access
from training.people.rules.access import Permission
from training.web.session import visitor


def register(app: Flask) -> None:
    """Check every request to a page, and send the headers that every page needs."""
    app.before_request(_check)
    app.after_request(_headers)


def _check() -> AnyResponse | None:
    if request.endpoint is None or request.path.startswith("/api/"):
        return None  # unknown addresses end in 404; the API checks its bearer tokens itself
    declared: access.Access | None = g.access
    if declared is None:
        abort(403)
    if declared.permission == access.PUBLIC:
        return None
    person = visitor()
    if person is None:
        return _to_sign_in()
    if person.needs_second_factor and not person.second_factor and not declared.any_factor:
        return _redirect_or_refuse(url_for("account.second_factor"))
    if declared.permission != access.SIGNED_IN and not person.may(Permission(declared.permission)):
        abort(403)
    return None


def _to_sign_in() -> AnyResponse:
    if request.method in {"GET", "HEAD"}:
        return _redirect_or_refuse(url_for("account.sign_in", lanjut=request.full_path.rstrip("?")))
    return _redirect_or_refuse(url_for("account.sign_in"))


def _redirect_or_refuse(target: str) -> AnyResponse:
    """Pages are sent to sign in; scripts of pages get a plain 401 that they can show."""
    if request.accept_mimetypes.best == "application/json" or request.is_json:
        answer = jsonify(status=401)
        answer.status_code = 401
        return answer
    return redirect(target, 303)


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault(
        "Content-Security-Policy",
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'",
    )
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "no-store"
    return response
