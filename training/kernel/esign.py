"""Electronic signatures by BSrE: the agency's own Esign Client signs a PDF for an official."""

import http.client
import json
import re
import secrets
import ssl
import time
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn, Protocol
from urllib.parse import urlsplit

TIMEOUT = 30.0
MOST_BYTES = 10 * 1024 * 1024
LONGEST_PASSPHRASE = 200
LONGEST_SIGNATORY = 160
PARTS = ("URL", "USER", "PASSWORD", "SIGNATORY_NIK", "SIGNATORY")
WRONG = "2031"  # the status code of a wrong passphrase
# What the client answers about one document; everything else is about the client or the official.
ABOUT_THE_DOCUMENT = frozenset({400, 413, 422})


class PassphraseIsWrong(Exception):
    """The client says that the passphrase is wrong. Nobody tries it again: accounts are locked."""


class ServiceCannotBeUsed(Exception):
    """The client did not answer, refused us, or answered something else than a signed PDF."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class DocumentRefused(Exception):
    """The client will not sign this document."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class Passphrase:
    """An official's passphrase while it is used: it shows itself to nobody and cannot be kept."""

    __slots__ = ("_secret",)

    def __init__(self, text: str) -> None:
        """ValueError (which does not repeat it) where it is empty, too long, or no text."""
        try:
            self._secret = text.encode()
        except UnicodeEncodeError:
            self._secret = b""
        if not self._secret or len(text) > LONGEST_PASSPHRASE:
            raise ValueError("A passphrase has 1 to 200 signs.") from None

    def reveal(self) -> bytes:
        """The passphrase itself, for the one request that carries it."""
        return self._secret

    def __repr__(self) -> str:
        return "Passphrase(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("A passphrase is not kept.")


class Signer(Protocol):
    """Whoever can sign a PDF in an official's name."""

    def sign(self, pdf: bytes, nik: str, passphrase: Passphrase) -> bytes:
        """The signed PDF. PassphraseIsWrong, DocumentRefused or ServiceCannotBeUsed otherwise."""
        ...


@dataclass(frozen=True, slots=True)
class Service:
    """Where the Esign Client is, how it knows us, and for whom it signs (`signatory` in words)."""

    url: str
    user: str
    password: str = field(repr=False)
    nik: str = field(repr=False)
    signatory: str


@dataclass(frozen=True, slots=True)
class Client:
    """BSrE's Esign Client (`POST /api/sign/pdf`, Basic credentials, an invisible signature).

    A redirect is not followed: it would hand the passphrase to another address.
    """

    service: Service
    timeout: float = TIMEOUT

    def sign(self, pdf: bytes, nik: str, passphrase: Passphrase) -> bytes:
        """The signed PDF, as Signer says."""
        if len(pdf) > MOST_BYTES:
            raise DocumentRefused("size")
        boundary = secrets.token_hex(16)
        fields = {"nik": nik.encode(), "passphrase": passphrase.reveal(), "tampilan": b"invisible"}
        try:
            status, answer = self._post(_multipart(pdf, fields, boundary), boundary)
        except (OSError, http.client.HTTPException) as lost:
            raise ServiceCannotBeUsed(type(lost).__name__) from None
        return _judged(status, answer, pdf)

    def _post(self, body: bytes, boundary: str) -> tuple[int, bytes]:
        address = urlsplit(self.service.url)
        host, port = address.hostname or "", address.port
        line: http.client.HTTPConnection
        if address.scheme == "https":
            tls = ssl.create_default_context()
            line = http.client.HTTPSConnection(host, port, timeout=self.timeout, context=tls)
        else:
            line = http.client.HTTPConnection(host, port, timeout=self.timeout)
        known = b64encode(f"{self.service.user}:{self.service.password}".encode()).decode()
        headers = {
            "Authorization": f"Basic {known}", "Accept": "application/pdf, application/json",
            "Content-Type": f"multipart/form-data; boundary={boundary}",
        }  # fmt: skip
        until = time.monotonic() + self.timeout
        try:
            line.request("POST", f"{address.path.rstrip('/')}/api/sign/pdf", body, headers)
            answer = line.getresponse()
            return answer.status, _read(answer, until)
        finally:
            line.close()


def _read(answer: http.client.HTTPResponse, until: float) -> bytes:
    """The whole answer, if it is neither too long nor too slow."""
    read = bytearray()
    while piece := answer.read1(65536):
        read += piece
        if len(read) > MOST_BYTES:
            raise http.client.HTTPException
        if time.monotonic() > until:
            raise TimeoutError
    if answer.length:
        raise http.client.IncompleteRead(b"", answer.length)
    return bytes(read)


def _multipart(pdf: bytes, fields: Mapping[str, bytes], boundary: str) -> bytes:
    """The form as multipart/form-data; the boundary is random, so that no content ends a part."""
    edge = f"--{boundary}".encode()
    parts = [
        b'Content-Disposition: form-data; name="file"; filename="sertifikat.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n" + pdf
    ]
    for name, value in fields.items():
        parts.append(f'Content-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value)
    return b"".join(edge + b"\r\n" + part + b"\r\n" for part in parts) + edge + b"--\r\n"


def _judged(status: int, answer: bytes, pdf: bytes) -> bytes:
    """The signed PDF in an answer, or the refusal that it means."""
    if status == http.client.OK and is_signed(answer) and answer != pdf:
        return answer
    if _is_about_the_passphrase(answer):
        raise PassphraseIsWrong
    if status in ABOUT_THE_DOCUMENT:
        raise DocumentRefused(f"HTTP {status}")
    raise ServiceCannotBeUsed("answer" if status == http.client.OK else f"HTTP {status}")


def is_signed(pdf: bytes) -> bool:
    """Whether bytes look like a PDF that bears a signature.

    A signature's dictionary has a ByteRange (ISO 32000-1, 12.8.1). Whether the signature holds is
    for a verifier to say.
    """
    return pdf.startswith(b"%PDF-") and b"/ByteRange" in pdf


def _is_about_the_passphrase(answer: bytes) -> bool:
    """Whether a refusal speaks of the passphrase. In doubt it does: a wrong one is not repeated."""
    try:
        told: Any = json.loads(answer)
    except (ValueError, RecursionError):
        return b"passphrase" in answer[:4096].lower()
    if not isinstance(told, dict):
        return False
    said = f"{told.get('error', '')} {told.get('message', '')}"
    return str(told.get("status_code")) == WRONG or "passphrase" in said.casefold()


def check(given: Mapping[str, str], problems: list[str]) -> None:
    """Add what is wrong with the settings of the client; all of them, or none."""
    keys = [f"RESAP_ESIGN_{part}" for part in PARTS]
    url, _user, _password, nik, signatory = (given[key] for key in keys)
    told = [bool(given[key]) for key in keys]
    if any(told) and not all(told):
        problems.append(f"{', '.join(keys)}: isi semuanya atau kosongkan.")
    path = r"(:[0-9]{1,5})?(/[A-Za-z0-9._~%\-]+)*/?"
    safe = rf"https://[A-Za-z0-9.\-]+{path}|http://(localhost|127\.0\.0\.1|\[::1\]){path}"
    if url and not re.fullmatch(safe, url):
        problems.append("RESAP_ESIGN_URL: harus https://… tanpa nama dan sandi di dalamnya.")
    if nik and not re.fullmatch(r"[0-9]{16}", nik):
        problems.append("RESAP_ESIGN_SIGNATORY_NIK: harus 16 angka.")
    if len(signatory) > LONGEST_SIGNATORY:
        problems.append(f"RESAP_ESIGN_SIGNATORY: paling panjang {LONGEST_SIGNATORY} karakter.")
