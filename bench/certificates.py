"""The PDFs of many certificates at once, as the worker makes them, and their export to SIASN.

A throwaway city gets so many people with a signed certificate each. Then HR asks for all of them,
and the job that a worker would do is done here, from reading the rows to the renamed ZIP. The
course records of all leave as CSV besides, from reading the rows to the last piece.
"""

import json
import resource
import shutil
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert, inspect

from bench import places
from training.certification.actions import bundle_files, bundling
from training.certification.actions.issuing import Office, keep_key, office
from training.certification.actions.programmes import keep_version
from training.certification.queries.bundles import Wanted
from training.certification.queries.desk import Filter
from training.certification.queries.outgoing import Span, outgoing
from training.certification.queries.programmes import programme
from training.certification.rules import siasn
from training.certification.rules.numbers import CODE_BYTES, code_of, numbered
from training.certification.rules.payloads import Covered, Jp, Payload, canonical
from training.certification.rules.states import Kind, State
from training.certification.tables.certificates import Certificate
from training.certification.tables.periods import CertificationPeriod
from training.certification.tables.standings import KeptStanding
from training.content.rules.programmes import Programme
from training.factory import create_app
from training.kernel import jobs, settings
from training.kernel.clock import now
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.queries.units import EVERYWHERE
from training.people.rules.kinds import JobFamily, PostingKind, Role
from training.people.tables.employees import Employee, Identifier, Posting, RoleGrant
from training.people.tables.units import Unit
from training.reporting.rules.sheets import csv_chunks

CERTIFICATES, ASKED_FOR, TARGET, TARGET_SECONDS = 1_000, 10_000, 50, 240.0
EXPORT_SECONDS = 2.0
"""What ten thousand course records may take to leave."""
KEY, ZONE, AT_ONCE, UNITS = "keputusan-perencanaan-anak", "Asia/Makassar", 1_000, 40
LONG_AGO, LASTS = date(2020, 1, 1), timedelta(days=1_000)
TABLES = (Employee, Identifier, Posting, CertificationPeriod, Certificate, KeptStanding)


def measure(count: int = CERTIFICATES) -> dict[str, object]:
    """Sheets a second of wall time and of this process, and the seconds for ten thousand."""
    folder = places.OUT / "certificates"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    places.flask(folder, "db", "upgrade")
    given = {"RESAP_DATA": str(folder), "RESAP_TIMEZONE": ZONE, "RESAP_DEMO": "0"}
    app = create_app(settings.read(given))
    with app.app_context():
        hr = _write(folder, count)
        left = _left(count)
        found = _made(folder, hr, app.extensions["resap_handlers"]) | left
        db.session.remove()
        db.engine.dispose()
    shutil.rmtree(folder)
    if found["certificates"] != count:
        raise RuntimeError(f"{found['certificates']} of {count} certificates are in the file")
    return found


def _left(count: int) -> dict[str, object]:
    """The seconds in which everybody's course record leaves, for ten thousand of them."""
    began = time.perf_counter()
    told = outgoing(Span(LONG_AGO, date.max), EVERYWHERE, today=now().date(), zone=ZONE)
    rows = siasn.rows(told.rows, siasn.Sender("A5EB", "BKPSDM Kota Contoh"))
    lines = sum(each.count(b"\r\n") for each in csv_chunks(siasn.HEAD, rows))
    seconds = time.perf_counter() - began
    db.session.rollback()
    if lines < count:
        raise RuntimeError(f"{lines} lines of {count} course records")
    whole = round(seconds / max(1, count) * ASKED_FOR, 2)
    return {f"export_{_named(count)}": whole, "export_target_seconds_for_10_000": EXPORT_SECONDS}


def _made(folder: Path, hr: UUID, handlers: Mapping[str, jobs.Handler]) -> dict[str, Any]:
    """Ask as the page does, and work as the worker does."""
    wanted = Wanted(KEY, EVERYWHERE, Filter())
    key, _joins = bundling.ask(folder, wanted, by=hr, at=now())
    db.session.commit()
    began, spent = time.perf_counter(), time.process_time()
    jobs.run_one(handlers, clock=now)
    seconds, spent = time.perf_counter() - began, time.process_time() - spent
    asked = bundle_files.known(folder, key)
    told = (jobs.job(asked.job, of=hr).result or {}) if asked else {}
    count = told.get("count", 0)
    return {
        "certificates": count, "seconds": round(seconds, 1),
        "per_second": round(count / seconds, 1), "per_processor_second": round(count / spent, 1),
        "target_per_second": TARGET, **_ten_thousand(count, seconds),
        "file_bytes": bundle_files.size(folder, key),
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }  # fmt: skip


def _ten_thousand(count: int, seconds: float) -> dict[str, object]:
    """Measured, or extrapolated from fewer (or more)."""
    whole = round(seconds / max(1, count) * ASKED_FOR, 1)
    return {_named(count): whole, "target_seconds_for_10_000": TARGET_SECONDS}


def _named(count: int) -> str:
    return "seconds_for_10_000" + ("" if count == ASKED_FOR else "_extrapolated")


def _write(folder: Path, count: int) -> UUID:
    """So many people with a certificate, and an HR person of the whole city."""
    at, found = now(), programme(KEY)
    seal, digest = office(folder, city="Kota Contoh", zone=ZONE), keep_version(found, at=at)
    keep_key(seal.key, at=at)
    units = list(_units(at))
    person = partial(_person, found, seal, digest, at)
    for start in range(0, count, AT_ONCE):
        lines = [person(units[n % UNITS], n) for n in range(start, min(count, start + AT_ONCE))]
        for table, rows in zip(TABLES, zip(*lines, strict=True), strict=True):
            db.session.execute(insert(inspect(table).local_table), rows)
        db.session.commit()
    hr = uuid7(at)
    db.session.add(Employee(**_employee(hr, "Ani Rekaan", at)))
    db.session.flush()
    db.session.add(RoleGrant(
        id=uuid7(at), employee_id=hr, role=Role.HR.value, unit_id=units[0]["id"], granted_at=at,
    ))  # fmt: skip
    db.session.commit()
    return hr


def _units(at: datetime) -> Iterator[dict[str, Any]]:
    """A city and the units in it."""
    top = None
    for n in range(UNITS):
        key = uuid7(at)
        told = {"id": key, "code": f"U{n}", "name": f"Unit Contoh {n}", "kind": "dinas",
                "group": "dinas", "parent_id": top, "path": f"/U0/U{n}/" if n else "/",
                "valid_from": LONG_AGO}  # fmt: skip
        db.session.add(Unit(**told))
        db.session.flush()
        top = top or key
        yield told


def _employee(key: UUID, name: str, at: datetime) -> dict[str, Any]:
    return {"id": key, "name": name, "name_key": name.lower(), "email": None, "status": "pns",
            "added_at": at}  # fmt: skip


def _person(
    found: Programme, seal: Office, digest: str, at: datetime, unit: dict[str, Any], n: int
) -> tuple[dict[str, Any], ...]:
    """The rows of one person: themselves, their number, post, period, certificate and standing."""
    key, period, family = uuid7(at), uuid7(at), JobFamily.DECISION_MAKER.value
    since, number = at.astimezone(UTC).date(), numbered(found.number, sequence=n + 1, year=at.year)
    code, until = code_of(n.to_bytes(CODE_BYTES, "big")), since + LASTS
    post = {"id": uuid7(at), "employee_id": key, "unit_id": unit["id"], "title": "Staf",
            "kind": PostingKind.DEFINITIVE.value, "job_family": family,
            "valid_from": LONG_AGO}  # fmt: skip
    span = {"id": period, "employee_id": key, "unit_id": unit["id"], "programme": KEY, "number": 1,
            "kind": Kind.EARNED.value, "path": "first", "since_date": since, "until_date": until,
            "completed_at": at, "digest": digest, "covered": {}, "at": at}  # fmt: skip
    payload = Payload(
        number, code, f"Rekaan Contoh {n}, S.Sos., M.Si.", f"1900••••••••••{n % 10_000:04d}",
        unit["name"], KEY, found.title, found.wording, "first", digest,
        tuple(Covered(slug, f"M{i}", f"Modul {slug}", 1) for i, slug in enumerate(found.slugs)),
        since.isoformat(), since.isoformat(), until.isoformat(), at.isoformat(), seal.city,
        found.signatory, Jp(20, "800/1/2026", "2026-01-05"), n,
    )  # fmt: skip
    sheet = {"id": uuid7(at), "period_id": period, "series": found.number, "year": at.year,
             "sequence": n + 1, "number": number, "code": code, "status_index": n,
             "kid": seal.key.kid, "signed": seal.key.sign(canonical(payload)),
             "issued_at": at}  # fmt: skip
    stands = {"programme": KEY, "employee_id": key, "unit_id": unit["id"], "job_family": family,
              "must": True, "state": State.CERTIFIED.value, "day": until, "at": at}  # fmt: skip
    nip = {"id": uuid7(at), "employee_id": key, "kind": "nip", "value": f"1900010219250{n:05d}",
           "valid_from": LONG_AGO}  # fmt: skip
    return _employee(key, payload.name, at), nip, post, span, sheet, stands


def main(count: str = str(CERTIFICATES)) -> None:
    print(json.dumps(measure(int(count)), indent=2))
