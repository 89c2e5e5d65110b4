"""The drawings of lessons: named by their bytes, so that a browser keeps them for ever."""

from flask import Response, abort

from training.content.queries import asset
from training.kernel.access import public
from training.web.employee.blueprint import bp

DIGITS = frozenset("0123456789abcdef")


@bp.get("/aset/<digest>.svg")
@public(object="asset")
def figure(digest: str) -> Response:
    """Nothing inside a drawing runs or loads, even when it is opened by itself."""
    if len(digest) != 16 or not DIGITS.issuperset(digest):
        abort(404)
    found = asset(digest)
    response = Response(found.data, mimetype=found.media_type)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'none'"
    return response
