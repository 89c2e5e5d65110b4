"""A small load generator: keep-alive connections over raw sockets, latencies in milliseconds."""

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Load:
    """What one run of load saw."""

    seconds: float
    latencies: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


class Connection:
    """One keep-alive HTTP/1.1 connection."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.socket: socket.socket | None = None
        self.rest = b""

    def send(self, request: bytes) -> tuple[int, dict[bytes, bytes], bytes]:
        """Send one request; reconnects once when the server closed the idle connection."""
        for attempt in (1, 2):
            try:
                if self.socket is None:
                    self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
                    self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    self.rest = b""
                self.socket.sendall(request)
                return self._receive()
            except (ConnectionError, OSError):
                self.socket = None
                if attempt == 2:
                    raise
        raise ConnectionError

    def _receive(self) -> tuple[int, dict[bytes, bytes], bytes]:
        data = self.rest
        while b"\r\n\r\n" not in data:
            data += self._more()
        head, _, data = data.partition(b"\r\n\r\n")
        first, *lines = head.split(b"\r\n")
        headers = {k.lower(): v.strip() for k, _, v in (line.partition(b":") for line in lines)}
        status = int(first.split(b" ", 2)[1])
        if headers.get(b"transfer-encoding") == b"chunked":
            body, self.rest = self._chunked(data)
        else:
            length = int(headers.get(b"content-length", b"0"))
            while len(data) < length:
                data += self._more()
            body, self.rest = data[:length], data[length:]
        if headers.get(b"connection", b"").lower() == b"close":
            self.socket = None
        return status, headers, body

    def _chunked(self, data: bytes) -> tuple[bytes, bytes]:
        body = b""
        while True:
            while b"\r\n" not in data:
                data += self._more()
            size, _, data = data.partition(b"\r\n")
            length = int(size, 16)
            while len(data) < length + 2:
                data += self._more()
            body, data = body + data[:length], data[length + 2 :]
            if length == 0:
                return body, data

    def _more(self) -> bytes:
        assert self.socket is not None
        more = self.socket.recv(262_144)
        if not more:
            raise ConnectionError("closed")
        return more


def request(
    method: str,
    path: str,
    *,
    cookie: str = "",
    body: bytes = b"",
    headers: dict[str, str] | None = None,
) -> bytes:
    """The bytes of one request."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if body:
        lines.append(f"Content-Length: {len(body)}")
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def run(
    port: int,
    make: Callable[[int, int], bytes],
    *,
    seconds: float,
    clients: int = 8,
    expect: int = 200,
) -> Load:
    """`clients` connections send `make(client, n)` one after another until the time is up."""
    seen = Load(seconds)
    lock = threading.Lock()
    until = time.perf_counter() + seconds

    def work(client: int) -> None:
        connection, own, counts, n = Connection(port), [], {}, 0
        while time.perf_counter() < until:
            began = time.perf_counter()
            status, _, _ = connection.send(make(client, n))
            own.append((time.perf_counter() - began) * 1000)
            counts[status] = counts.get(status, 0) + 1
            n += 1
        with lock:
            seen.latencies += own
            for status, count in counts.items():
                seen.statuses[status] = seen.statuses.get(status, 0) + count

    threads = [threading.Thread(target=work, args=(client,)) for client in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wrong = {status: n for status, n in seen.statuses.items() if status != expect}
    if wrong:
        raise RuntimeError(f"unexpected answers: {wrong}")
    return seen
