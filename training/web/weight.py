"""Pages are packed on their way to a phone with a weak link."""

import gzip

from flask import Flask, Response, request

LEAST_BYTES = 1000
LEVEL = 5
PACKED = frozenset({"text/html", "application/json", "text/csv", "image/svg+xml"})


def register(app: Flask) -> None:
    """Pack what is worth it, if the browser unpacks it."""
    app.after_request(_pack)


def _pack(response: Response) -> Response:
    """Gzip an answer, but never one that repeats what the address asked.

    A page that holds a secret and echoes the query would tell the secret by its length (BREACH).
    """
    fits = (
        response.mimetype in PACKED
        and not request.query_string
        and not response.direct_passthrough
        and "Content-Encoding" not in response.headers
        and "gzip" in request.accept_encodings
        and response.status_code == 200
    )
    if not fits or (response.content_length or 0) < LEAST_BYTES:
        return response
    response.set_data(gzip.compress(response.get_data(), LEVEL))
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response
