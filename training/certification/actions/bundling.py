"""Many certificates as one file: asked for, made piece by piece, swept after a day."""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.exc import NoResultFound

from training.certification.actions import bundle_files as files
from training.certification.queries.bundles import (
    Chosen,
    Wanted,
    signed_among,
    still_valid,
    valid_certificates,
)
from training.certification.queries.certificates import Issued, public_keys
from training.certification.rules.payloads import Payload
from training.kernel import jobs
from training.kernel.clock import local_date
from training.kernel.db import only_reading
from training.kernel.ids import uuid7
from training.kernel.jobs import Running
from training.people.queries.sessions import actor
from training.people.rules.access import Permission

MAKE, SWEEP = "certificate-bundle", "certificate-bundle-sweep"
BATCH, LIST = 200, "daftar.csv"
READY, EMPTY, GONE = "ready", "empty", "gone"
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list beside the sheets. Number, name and days are those on the sheet."""

    number: str
    name: str
    unit: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Paper:
    """What the sheets and their list are set with."""

    sheet: Callable[[Payload, datetime], bytes]
    listing: Callable[[Sequence[Row]], bytes]


@dataclass(slots=True)
class Written:
    """What went into a file so far."""

    rows: list[Row] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    flawed: int = 0


def ask(data: Path, wanted: Wanted, *, by: UUID, at: datetime) -> tuple[UUID, bool]:
    """Ask for a bundle; answers its key, and whether it joins one that is still being made.

    One at a time for each person; a new one takes the place of those that were made before.
    """
    files.sweep(data, at=at)
    before = files.mine(data, of=by, at=at)
    for each in before:
        if is_under_way(each):
            return each.id, True
    for each in before:
        files.remove(data, each.id)
    key, line = uuid7(at), f"{MAKE}:{by}"
    payload = {"bundle": str(key)}
    job = jobs.ask(MAKE, payload, at=at, key=line, asked_by=by)
    if job is None:
        job = jobs.latest(line, of=by)
        for each in files.mine(data, of=by, at=at):
            if each.job == job:  # a second click at the same moment
                return each.id, True
        jobs.restate(line, payload)  # it waited for a bundle that was deleted
    files.keep(data, files.Bundle(key, by, at, wanted, job))
    jobs.ask(SWEEP, payload, at=at, run_at=at + files.KEPT_FOR)
    return key, False


def is_under_way(asked: files.Bundle) -> bool:
    """Whether the worker still has to make a bundle."""
    try:
        job = jobs.job(asked.job, of=asked.by)
    except NoResultFound:
        return False
    return job.done_at is None and not job.failed


def make(running: Running, *, data: Path, paper: Paper, zone: str) -> Answer:
    """Make the file of a bundle, from the beginning; no transaction is open while sheets are set.

    Who asked must still be allowed to certify all of the scope that they asked for.
    """
    asked = files.known(data, UUID(running.payload["bundle"]))
    today = local_date(running.at, zone)
    if asked is None or not _may(asked, today):
        return {"outcome": GONE}
    with only_reading():
        chosen = valid_certificates(asked.wanted, today=today)
    if not chosen:
        return {"outcome": EMPTY}
    try:
        with files.making(data, asked.id) as draft:
            written = Written()
            stamp = running.at.astimezone(ZoneInfo(zone)).timetuple()[:6]
            with zipfile.ZipFile(draft, "w") as archive:
                put = partial(_put, archive, stamp)
                for done, some in _batches(chosen):
                    if files.known(data, asked.id) is None:
                        raise NoResultFound
                    _write(put, some, written, paper, today)
                    running.tell(99 * done // len(chosen), 100)
                put(LIST, paper.listing(written.rows))
    except NoResultFound:
        return {"outcome": GONE}
    return {"outcome": READY, "count": len(written.rows), "flawed": written.flawed}


def _may(asked: files.Bundle, today: date) -> bool:
    with only_reading():
        scope = actor(asked.by, today=today).scope(Permission.CERTIFY)
    return asked.is_covered(scope)


def _batches(chosen: Sequence[Chosen]) -> Iterator[tuple[int, Sequence[Chosen]]]:
    """Some certificates at a time, and how many there were with them."""
    for start in range(0, len(chosen), BATCH):
        some = chosen[start : start + BATCH]
        yield start + len(some), some


def _write(
    put: Callable[[str, bytes], None], some: Sequence[Chosen], written: Written, paper: Paper,
    today: date,
) -> None:  # fmt: skip
    """The sheets of some certificates; what was revoked meanwhile is left out."""
    ids = [each.id for each in some]
    with only_reading():
        held, signed, keys = still_valid(ids, today=today), signed_among(ids), public_keys()
    for each in some:
        if (issued := held.get(each.id)) is None:
            continue
        if (payload := _told(issued, keys)) is None:
            written.flawed += 1
            continue
        sheet = signed.get(each.id) or paper.sheet(payload, issued.issued_at)
        put(_name(payload.number, written.names), sheet)
        written.rows.append(Row(
            payload.number, payload.name, each.unit, date.fromisoformat(payload.since),
            date.fromisoformat(payload.until),
        ))  # fmt: skip


def _told(issued: Issued, keys: Any) -> Payload | None:
    """What stands on a certificate; None where somebody changed it (`certificates check`)."""
    try:
        return issued.payload(keys)
    except ValueError:
        return None


def _name(number: str, used: set[str]) -> str:
    """A file name that every system takes, unlike all others however case is folded."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", number).strip("-") or "sertifikat"
    name, turn = plain, 1
    while name.lower() in used:
        turn += 1
        name = f"{plain}_{turn}"
    used.add(name.lower())
    return f"{name}.pdf"


def _put(archive: zipfile.ZipFile, stamp: Any, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, stamp)
    entry.external_attr = 0o600 << 16
    archive.writestr(entry, content, zipfile.ZIP_DEFLATED, compresslevel=1)


def tidy(running: Running, *, data: Path) -> Answer:
    """Delete all bundles that are a day old."""
    return {"removed": files.sweep(data, at=running.at)}


def handlers(data: Path, zone: str, paper: Paper) -> dict[str, jobs.Handler]:
    """What the worker can do for bundles, by kind of job."""
    return {
        MAKE: partial(make, data=data, paper=paper, zone=zone),
        SWEEP: partial(tidy, data=data),
    }
