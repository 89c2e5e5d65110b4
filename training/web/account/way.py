"""Where a person goes after signing in: back to the page they asked for, never to another site."""

import re
from urllib.parse import urlsplit

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

LONGEST = 500
NOT_BACK_TO = ("/masuk", "/keluar", "/api/", "/static/")


def safe_path(text: str | None) -> str:
    """The text if it is a path on this site worth going back to, else nothing."""
    path = text or ""
    if len(path) > LONGEST or not path.startswith("/") or path.startswith(NOT_BACK_TO):
        return ""
    if path.startswith("//") or re.search(r"[\\\x00-\x20\x7f]", path):
        return ""
    try:
        parts = urlsplit(path)
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc else path


def wanted() -> str:
    """The page that was asked for before signing in."""
    return safe_path(request.args.get("lanjut"))


def onward() -> Response:
    """To the page that was asked for, or to the front door."""
    return redirect(wanted() or url_for("site.front"), 303)


def keeping(endpoint: str) -> str:
    """The address of a page of the sign-in journey that still knows where the person was going."""
    return url_for(endpoint, lanjut=wanted() or None)
