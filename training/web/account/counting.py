"""Under which keys failed tries are counted, and the page when there are too many."""

from flask import Response, current_app, make_response, render_template, request

from training.kernel.clock import now
from training.kernel.db import db
from training.people.rules.limits import Limit, TooManyAttempts, counter_key
from training.web.account.blueprint import bp


def secret() -> str:
    """The secret that only this installation knows."""
    return str(current_app.secret_key)


def key_of(limit: Limit, what: str) -> str:
    """The counter's key for a name, a code or a letter."""
    return counter_key(limit, what, secret=secret())


def address_key(what: str = "sign-in") -> str:
    """The counter's key for what is tried from the address that this request comes from."""
    return key_of(Limit.ADDRESS, f"{what}:{request.remote_addr or ''}")


@bp.errorhandler(TooManyAttempts)
def too_many(error: TooManyAttempts) -> Response:
    """Says how long to wait, and what to do meanwhile."""
    db.session.rollback()
    minutes = -(-error.retry_after // 60)
    page = render_template("account/too_many.html", minutes=minutes, at=now())
    answer = make_response(page, 429)
    answer.headers["Retry-After"] = str(error.retry_after)
    return answer
