"""Style, scripts and pictures: served by us, packed once, kept by browsers for a year."""

import hashlib
import json
import mimetypes
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, request, url_for

from training.kernel.access import public
from training.kernel.settings import ROOT

STATIC = ROOT / "static"
bp = Blueprint("assets", __name__)


@cache
def newest() -> str:
    """Ten hexadecimal digits over all files, a part of every address.

    Modules that import each other by relative paths so change their addresses together.
    """
    manifest = json.loads((STATIC / "manifest.json").read_text())
    names = sorted(name for name in manifest if (STATIC / name).is_file())
    whole = hashlib.sha256(b"".join((STATIC / name).read_bytes() for name in names))
    return whole.hexdigest()[:10]


@cache
def asset(name: str) -> str:
    """The address of a static file; a name that does not exist is a programmer's mistake."""
    if not (STATIC / name).is_file():
        raise FileNotFoundError(name)
    return url_for("assets.static", build=newest(), name=name)


@cache
def _names() -> frozenset[str]:
    """Every file that is served; a name that is asked for is looked up here, never on the disk."""
    found = (path.relative_to(STATIC) for path in STATIC.rglob("*") if path.is_file())
    return frozenset(str(each) for each in found if not each.name.startswith("."))


@cache
def _served(name: str, packed: bool) -> tuple[bytes, str]:
    path = STATIC / name
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    smaller = Path(f"{path}.gz")
    return (smaller if packed and smaller.is_file() else path).read_bytes(), kind


@bp.get("/static/<build>/<path:name>")
@public(object="asset")
def static(build: str, name: str) -> Response:
    """One file; an old address still answers, but is not kept."""
    if name not in _names():
        abort(404)
    data, kind = _served(name, "gzip" in request.accept_encodings)
    response = Response(data, mimetype=kind)
    if data[:2] == b"\x1f\x8b" and not name.endswith(".gz"):
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if build == newest() else "no-cache"
    )
    return response
