"""Signing in and out."""

from flask import Blueprint

from training.kernel.access import public

bp = Blueprint("account", __name__)


@bp.get("/masuk")
@public()
def sign_in() -> str:
    return ""
