"""Having certificates signed electronically: one batch at a time, each sheet kept as it comes.

The passphrase is an argument and nothing else: no row, event, job or log line holds it. While the
service is asked no transaction is open, so that nobody waits for another machine.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, inspect, update
from sqlalchemy.dialects import postgresql, sqlite

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.certification.queries.certificates import Issued, public_keys
from training.certification.queries.esigning import waiting
from training.certification.queries.standings import When
from training.certification.rules.esigning import (
    MOST,
    SECONDS,
    SigningIsBusy,
    Stop,
    Tried,
    Why,
    stop_after,
)
from training.certification.rules.payloads import Payload
from training.certification.tables.esigning import SignedSheet, SigningRefusal, SigningTurn
from training.kernel import esign
from training.kernel.db import db, only_reading, writing
from training.kernel.ids import uuid7
from training.kernel.signing import SignatureIsWrong

TURN = "certificates"
# Longer than a batch can last: its own time, and one answer of the service that is awaited.
LEASE = timedelta(seconds=SECONDS + 4 * esign.TIMEOUT)


@dataclass(frozen=True, slots=True)
class Pen:
    """With what is signed: the service, the official's number and name, and how a sheet is set.

    `keep` commits; `clock` tells the time of day and `elapsed` seconds that only go forward.
    """

    signer: esign.Signer
    nik: str = field(repr=False)
    signatory: str
    sheet: Callable[[Payload, datetime], bytes]
    keep: Callable[[], object]
    clock: Callable[[], datetime]
    elapsed: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for a batch of at most so many certificates, and of which part of the city."""

    by: UUID
    scope: Sequence[str]
    most: int
    when: When


@dataclass(slots=True)
class _Tally:
    """How far a batch has come."""

    batch: UUID
    signed: int = 0
    in_a_row: int = 0
    refused: dict[UUID, Why] = field(default_factory=dict)
    stopped: Stop | None = None


def sign_batch(pen: Pen, passphrase: esign.Passphrase, asked: Asked) -> Tried:
    """Have the certificates that wait the longest signed, until the time is up.

    SigningIsBusy while another batch is being signed: no certificate is signed twice. Killed at
    any moment, what was kept stays, and the turn is free again after LEASE.
    """
    tally = _Tally(uuid7(pen.clock()))
    _take_turn(pen, tally.batch)
    try:
        _sign_all(pen, passphrase, asked, tally)
    finally:
        _finish(pen, asked, tally)
    return Tried(tally.signed, tally.refused, tally.stopped)


def _sign_all(pen: Pen, passphrase: esign.Passphrase, asked: Asked, tally: _Tally) -> None:
    began = pen.elapsed()
    most, today = min(asked.most, MOST), asked.when.today
    with only_reading():
        found = waiting(asked.scope, pen.signatory, today=today, most=most)
        keys = public_keys()
    for each in found:
        if pen.elapsed() - began >= SECONDS:
            tally.stopped = Stop.TIME
            return
        why, answer, data = _signed(pen, passphrase, each, keys)
        if why is None:
            with _writing(pen):
                _keep(pen, asked, tally, each, data)
            tally.signed, tally.in_a_row = tally.signed + 1, 0
            continue
        tally.refused[each.id], tally.in_a_row = why, tally.in_a_row + 1
        with _writing(pen):
            _refuse(pen, asked, tally, each, answer)
        tally.stopped = stop_after(why, signed=tally.signed, in_a_row=tally.in_a_row)
        if tally.stopped is not None:
            return


def _signed(
    pen: Pen, passphrase: esign.Passphrase, each: Issued, keys: dict[str, dict[str, Any]]
) -> tuple[Why | None, str, bytes]:
    """The sheet as it comes back; or why not, and what the service answered, in a word."""
    try:
        payload = each.payload(keys)
    except (SignatureIsWrong, ValueError):
        return Why.CHANGED, "", b""
    try:
        sheet = pen.sheet(payload, each.issued_at)
        return None, "", pen.signer.sign(sheet, pen.nik, passphrase)
    except esign.PassphraseIsWrong:
        return Why.PASSPHRASE, "", b""
    except esign.ServiceCannotBeUsed as lost:
        return Why.SERVICE, lost.why, b""
    except esign.DocumentRefused as refused:
        return Why.DOCUMENT, refused.why, b""


def _keep(pen: Pen, asked: Asked, tally: _Tally, each: Issued, data: bytes) -> None:
    row = {
        "certificate_id": each.id, "batch_id": tally.batch, "signatory": pen.signatory,
        "asked_by": asked.by, "at": pen.clock(), "digest": hashlib.sha256(data).hexdigest(),
        "data": data,
    }  # fmt: skip
    db.session.execute(_insert(SignedSheet).values(row).on_conflict_do_nothing())


def _refuse(pen: Pen, asked: Asked, tally: _Tally, each: Issued, answer: str) -> None:
    """Note a refusal; only what is about the certificate itself is kept beside it."""
    why, at = tally.refused[each.id], pen.clock()
    if why in (Why.DOCUMENT, Why.CHANGED):
        db.session.execute(insert(SigningRefusal), dict(
            id=uuid7(at), certificate_id=each.id, batch_id=tally.batch, why=why.value,
            asked_by=asked.by, at=at,
        ))  # fmt: skip
    detail = {"why": f"esign-{why.value}", "answer": answer}
    note(Happening(EventKind.ESIGN_REFUSED, at, asked.by, "certificate", str(each.id), detail))


def _take_turn(pen: Pen, batch: UUID) -> None:
    """Begin, if nobody signs: one statement decides between those who ask at once."""
    at = pen.clock()
    row = {"name": TURN, "batch_id": batch, "until_at": at + LEASE}
    with _writing(pen):
        turn = inspect(SigningTurn).local_table
        free = _insert(turn).values(row).on_conflict_do_update(
            index_elements=["name"], set_={"batch_id": batch, "until_at": at + LEASE},
            where=turn.c.until_at <= at,
        ).returning(turn.c.name)  # fmt: skip
        if db.session.execute(free).first() is None:
            raise SigningIsBusy


def _finish(pen: Pen, asked: Asked, tally: _Tally) -> None:
    """Leave the turn to others and note the batch, whatever has happened in it."""
    at = pen.clock()
    detail = {
        "rows": tally.signed, "refused": len(tally.refused),
        "stopped": f"esign-{tally.stopped.value}" if tally.stopped else "",
    }  # fmt: skip
    with _writing(pen):
        mine = (SigningTurn.name == TURN, SigningTurn.batch_id == tally.batch)
        db.session.execute(update(SigningTurn).where(*mine).values(until=at))
        kind = EventKind.CERTIFICATES_ESIGNED
        note(Happening(kind, at, asked.by, "certificates", str(tally.batch), detail))


def _insert(table: Any) -> Any:
    return (sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert)(table)


@contextmanager
def _writing(pen: Pen) -> Iterator[None]:
    """A short transaction of its own that writes."""
    db.session.rollback()
    before = writing.set(True)
    try:
        yield
        pen.keep()
    finally:
        db.session.rollback()
        writing.reset(before)
