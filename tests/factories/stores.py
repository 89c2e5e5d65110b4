"""A learning record store on this machine, as strict about ids as the specification asks."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Store(ThreadingHTTPServer):
    """Keeps statements by id; `answers` are statuses that it gives first, one per request."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.kept: dict[str, dict] = {}
        self.asked: list[dict] = []
        self.answers: list[int] = []
        self.headers: dict[str, str] = {}
        self.will_not_take: set[str] = set()
        self.meanwhile: Callable[[], None] = lambda: None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/xapi"

    def verdict(self, told: list[dict]) -> int:
        if self.answers:
            return self.answers.pop(0)
        if any(each["id"] in self.will_not_take for each in told):
            return 400
        if any(self.kept.get(each["id"], each) != each for each in told):
            return 409
        self.kept |= {each["id"]: each for each in told}
        return 200


class _Taking(BaseHTTPRequestHandler):
    server: Store

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({"path": self.path, "headers": dict(self.headers), "told": told})
        self.server.meanwhile()
        self.send_response(self.server.verdict(told))
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"[]")

    def log_message(self, *_words) -> None:
        """Say nothing."""


@contextmanager
def store() -> Iterator[Store]:
    """A store that takes statements until the block ends."""
    server = Store()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
