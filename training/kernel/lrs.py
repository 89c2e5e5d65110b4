"""A learning record store: takes xAPI statements at one https address and no other."""

import http.client
import json
import ssl
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

VERSION = "1.0.3"
TIMEOUT = 30.0
LONGEST_WAIT = 3600
TAKEN = frozenset({200, 204})
ALREADY_THERE = 409
# These mean that the store will never take what was sent; everything else may pass.
NEVER = frozenset({400, 413, 422})


class StoreCannotBeUsed(Exception):
    """The store did not answer, refused us, or is busy; `retry_after` is its word, in seconds."""

    def __init__(self, why: str, retry_after: int | None = None) -> None:
        self.why, self.retry_after = why, retry_after
        super().__init__(why)


class StoreRefused(Exception):
    """The store will not take these statements, now or later."""


class StoreHasOthers(Exception):
    """The store has another statement under one of these ids: that fact was told before."""


@dataclass(frozen=True, slots=True)
class Store:
    """Where a store is and with what it knows us; the secret never shows."""

    url: str
    key: str
    secret: str = field(repr=False)


def deliver(statements: Sequence[dict[str, Any]], *, to: Store, timeout: float = TIMEOUT) -> None:
    """Bring statements to the store; when this returns, it has all of them.

    A redirect is not followed: it would hand what we tell, and our key, to another address.
    """
    body = json.dumps(statements, ensure_ascii=False).encode()
    try:
        status, retry_after = _post(body, to, timeout)
    except (OSError, http.client.HTTPException) as lost:
        raise StoreCannotBeUsed(type(lost).__name__) from lost
    if status in TAKEN:
        return
    if status == ALREADY_THERE:
        raise StoreHasOthers
    if status in NEVER:
        raise StoreRefused
    raise StoreCannotBeUsed(f"HTTP {status}", retry_after)


def _post(body: bytes, to: Store, timeout: float) -> tuple[int, int | None]:
    address = urlsplit(to.url)
    host, port = address.hostname or "", address.port
    line: http.client.HTTPConnection
    if address.scheme == "https":
        tls = ssl.create_default_context()
        line = http.client.HTTPSConnection(host, port, timeout=timeout, context=tls)
    else:
        line = http.client.HTTPConnection(host, port, timeout=timeout)
    secret = b64encode(f"{to.key}:{to.secret}".encode()).decode()
    headers = {
        "Authorization": f"Basic {secret}", "Content-Type": "application/json",
        "X-Experience-API-Version": VERSION,
    }  # fmt: skip
    try:
        line.request("POST", f"{address.path.rstrip('/')}/statements", body, headers)
        answer = line.getresponse()
        wait = answer.getheader("Retry-After", "")
        seconds = min(int(wait), LONGEST_WAIT) if wait.isascii() and wait.isdigit() else None
        return answer.status, seconds
    finally:
        line.close()
