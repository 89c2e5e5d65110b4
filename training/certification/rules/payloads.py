"""What a certificate says, frozen when it is issued: exactly these words are signed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

VERSION = 1
ATTESTS = "terlatih"


@dataclass(frozen=True, slots=True)
class Jp:
    """Hours of learning as HR's decree grants them, or nothing."""

    hours: int
    decree: str
    decree_day: str


@dataclass(frozen=True, slots=True)
class Covered:
    """A module that was asked for, in the edition that was completed."""

    slug: str
    code: str
    title: str
    edition: int


@dataclass(frozen=True, slots=True)
class Payload:
    """All that stands on a certificate. Days are ISO texts; `until` is the last valid day."""

    number: str
    code: str
    name: str
    nip: str
    unit: str
    programme: str
    title: str
    wording: str
    path: str
    digest: str
    modules: tuple[Covered, ...]
    completed: str
    since: str
    until: str
    issued_at: str
    city: str
    signatory: str
    jp: Jp | None = None
    status_index: int = 0
    attests: str = ATTESTS
    version: int = VERSION


def canonical(payload: Payload) -> bytes:
    """The exact bytes that are signed: keys in order, no blanks, UTF-8."""
    told = asdict(payload)
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def read(text: bytes) -> Payload:
    """The payload in signed bytes. ValueError where they hold none."""
    try:
        told: Mapping[str, Any] = json.loads(text)
        modules = tuple(Covered(**each) for each in told["modules"])
        jp = Jp(**told["jp"]) if told["jp"] else None
        return Payload(**{**told, "modules": modules, "jp": jp})
    except (KeyError, TypeError) as error:
        raise ValueError("These bytes are no certificate.") from error


def masked(nip: str) -> str:
    """A number of the administration with its middle hidden; it holds a birth date."""
    return f"{nip[:4]}{'•' * (len(nip) - 8)}{nip[-4:]}" if len(nip) > 8 else ""
