"""Style, scripts and pictures: served by us, compressed once, named by digest, cached for a year."""

import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, request, url_for

from training.kernel.access import public
from training.kernel.settings import ROOT

STATIC = ROOT / "static"
bp = Blueprint("assets", __name__)


@cache
def digest(name: str) -> str:
    """Ten hexadecimal digits over the file's bytes; a wrong name is a programmer's mistake."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]


def asset(name: str) -> str:
    """The address of a static file, changed by every change of the file."""
    return url_for("assets.static", name=name, v=digest(name))


@cache
def _served(name: str, gzipped: bool) -> tuple[bytes, str] | None:
    path = (STATIC / name).resolve()
    if not path.is_relative_to(STATIC) or not path.is_file() or path.name.startswith("."):
        return None
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    packed = Path(f"{path}.gz")
    if gzipped and packed.is_file():
        return packed.read_bytes(), kind
    return path.read_bytes(), kind


@bp.get("/static/<path:name>")
@public(object="asset")
def static(name: str) -> Response:
    gzipped = "gzip" in request.accept_encodings
    found = _served(name, gzipped) if len(name) < 200 else None
    if found is None:
        abort(404)
    data, kind = found
    response = Response(data, mimetype=kind)
    if data[:2] == b"\x1f\x8b":
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    lasting = request.args.get("v") == digest(name)
    response.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if lasting else "no-cache"
    )
    response.set_etag(digest(name) + ("-gz" if gzipped else ""))
    return response.make_conditional(request)  # type: ignore[return-value]
