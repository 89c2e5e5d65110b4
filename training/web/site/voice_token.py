"""One token for one visit: signed, for one service point, for half an hour, about nobody."""

import secrets
from datetime import datetime, timedelta

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.exceptions import BadRequest

VALID = timedelta(minutes=30)
LONGEST = 300


class VisitIsOver(BadRequest):
    """The page was opened long ago, or what was sent does not come from it."""


def fresh(code: str, *, at: datetime) -> str:
    """A token for a form of the point; two of them never are the same."""
    until = int((at + VALID).timestamp())
    return _signer().dumps([code, until, secrets.token_urlsafe(12)])


def checked(token: str, code: str, *, at: datetime) -> str:
    """The token, if we gave it for this point within the last half hour; else VisitIsOver.

    It stands in the place of the token against forged posts: another site cannot know one.
    """
    try:
        given = _signer().loads(token if len(token) <= LONGEST else "")
        whole = isinstance(given, list) and len(given) == 3
        if whole and given[0] == code and given[1] >= at.timestamp():
            return token
    except (BadSignature, TypeError, ValueError):
        pass
    raise VisitIsOver


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="suara")
