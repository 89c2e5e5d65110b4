"""An Esign Client on this machine: it speaks the documented form and signs nothing for real."""

import json
import threading
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.factories import people
from tests.factories.certification import DECIDING, ZONE, Desk, the_programme
from training.certification.actions.assigning import assign_all
from training.certification.actions.esigning import Asked, Pen, sign_batch
from training.certification.queries.standings import When
from training.certification.rules.esigning import MOST, Tried
from training.kernel import esign
from training.kernel.db import db
from training.people.queries.units import EVERYWHERE
from training.people.rules.kinds import JobFamily

NIK, RIGHT = "6471000000000001", "Sandi-Pejabat 7#é"
USER, PASSWORD = "resap", "sandi:klien"
MARK = b"\n% /ByteRange [0 0 0 0] of nobody\n%%EOF\n"
SIGNED = (200, b"")
SIGNATORY = the_programme(DECIDING).signatory
PEOPLE = 4
WRONG = (400, json.dumps({"error": "Passphrase anda salah", "status_code": 2031}).encode())
ODD = (400, json.dumps({"error": "Dokumen tidak dapat diproses", "status_code": 2000}).encode())


class Client(ThreadingHTTPServer):
    """Signs with the right passphrase; `answers` are what it says first, one for each request."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Signing)
        self.asked: list[dict] = []
        self.answers: list[tuple[int, bytes] | None] = []
        self.meanwhile: Callable[[], None] = lambda: None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def verdict(self, told: dict) -> tuple[int, bytes] | None:
        planned = self.answers.pop(0) if self.answers else SIGNED
        if planned != SIGNED:
            return planned
        if told["credentials"] != f"{USER}:{PASSWORD}":
            return 401, b"{}"
        if told["passphrase"] != RIGHT:
            return WRONG
        return 200, told["file"] + MARK


class _Signing(BaseHTTPRequestHandler):
    server: Client

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        told = {"path": self.path, **_fields(self.headers["Content-Type"], body)}
        told["credentials"] = b64decode(self.headers["Authorization"].split()[1]).decode()
        self.server.asked.append(told)
        self.server.meanwhile()
        verdict = self.server.verdict(told)
        if verdict is None:  # the line breaks
            self.close_connection = True
            return
        status, answer = verdict
        self.send_response(status)
        self.send_header("Content-Type", "application/pdf" if status == 200 else "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        with suppress(ConnectionError):  # whoever asked has left
            self.wfile.write(answer)

    def log_message(self, *_words) -> None:
        """Say nothing."""


def _fields(kind: str, body: bytes) -> dict:
    """The parts of a form as another program reads them."""
    head = f"Content-Type: {kind}\r\nMIME-Version: 1.0\r\n\r\n".encode()
    whole: Message = BytesParser(policy=HTTP).parsebytes(head + body)
    found: dict = {}
    for part in whole.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        found[name] = content if name == "file" else content.decode()
    return found


@contextmanager
def client() -> Iterator[Client]:
    """A client that answers until the block ends."""
    server = Client()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def set_up(app, server: Client) -> Iterator[None]:
    """The application with this client in its settings."""
    before = app.config["RESAP"]
    app.config["RESAP"] = replace(
        before, esign_url=server.url, esign_user=USER, esign_password=PASSWORD,
        esign_signatory_nik=NIK, esign_signatory=SIGNATORY,
    )  # fmt: skip
    try:
        yield
    finally:
        app.config["RESAP"] = before


class Counter:
    """Seconds that pass only where a test lets them."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def town(folder: Path, at: datetime) -> Desk:
    """A town in which four people have just been certified."""
    made = Desk(folder, at)
    decider = {"family": JobFamily.DECISION_MAKER}
    crowd = [made.person, *(people.employee(made.unit, **decider) for _ in range(PEOPLE - 1))]
    assign_all(at=made.at, zone=ZONE)
    for each in crowd:
        made.earn(each)
    assert made.issue() == PEOPLE
    db.session.commit()
    return made


def pen(server: Client, clock, **more) -> Pen:
    """What signs: this client, and a sheet that is quickly set."""
    service = esign.Service(server.url, USER, PASSWORD, NIK, SIGNATORY)
    made = Pen(
        esign.Client(service, 5), service.nik, SIGNATORY,
        lambda payload, _at: f"%PDF-1.7 {payload.number}".encode(),
        db.session.commit, lambda: clock.now, Counter(),
    )  # fmt: skip
    return replace(made, **more)


def asked(desk: Desk, *, most: int = MOST) -> Asked:
    return Asked(desk.hr.id, EVERYWHERE, most, When(desk.at, ZONE))


def sign(
    desk: Desk, server: Client, clock, text: str = RIGHT, *, most: int = MOST, **more
) -> Tried:  # fmt: skip
    """One batch, as the page asks for it."""
    return sign_batch(pen(server, clock, **more), esign.Passphrase(text), asked(desk, most=most))
