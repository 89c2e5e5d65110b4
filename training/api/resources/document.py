"""The description of the API itself, for everybody."""

from flask import Blueprint, Response, current_app, json

from training.api.openapi import document
from training.api.speaking import speaks
from training.kernel.access import public

bp = Blueprint("document", __name__)


@bp.get("/openapi.json")
@public()
@speaks("This document", None)
def openapi() -> Response:
    text = json.dumps(document(current_app._get_current_object()))  # type: ignore[attr-defined]  (the application behind the proxy)
    return Response(text, mimetype="application/json")
