"""Whether a request was made by one of our own pages, told by the browser instead of by a token."""

from flask import current_app, request

JSON = "application/json"
SAME = "same-origin"


def insist_on_our_own_page() -> None:
    """Let in JSON that the browser vouches to come from our own origin; ask others for a token.

    An answer that waited for the line may be sent by a service worker, or after signing in anew:
    no token of its page holds any more. Another site's page can make a browser send JSON only after
    asking us (CORS), which we never allow, and it cannot write Sec-Fetch-Site or Origin.
    """
    if not (request.mimetype == JSON and _is_same_origin()):
        current_app.extensions["csrf"].protect()


def _is_same_origin() -> bool:
    """Browsers that say where a request comes from are believed; older ones name the origin."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == SAME
    return request.headers.get("Origin") == request.host_url.rstrip("/")
